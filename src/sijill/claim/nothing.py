"""What a text says that nobody suffered: no casualties, «لم يُقتل أحد», and denials that name no number."""

from decimal import Decimal
from typing import Final

from sijill.claim.bounds import Quantity, after_bound
from sijill.claim.draft import Draft, Sentence
from sijill.claim.lexicon import Noun, Trigger, noun_of
from sijill.model.claim import Qualifier
from sijill.text.lexemes import Passage, word_set
from sijill.text.numbers import Form

_NEGATIONS: Final = word_set(
    "لم لا لن ليس دون بدون عدم ولم ولا نفي ينفي تنفي نفت not never no denied denies deny without"
)
_DENIALS: Final = word_set(
    "انكر انكرت ينكر تنكر منكرا فند فندت يفند rejected rejects نفوا نفي ينفي تنفي نفت ونفت ونفي denied denies deny نافيا نافيه"
)
_DENIABLE: Final = frozenset({"person", "family", "body", "event"})
"""No reports is not zero reports."""
_ANY: Final = word_set("اي any")
_NOBODY_REACH: Final = 5
"""Words behind nobody in which its verb stands: «if 300 died, nobody counted them» is no zero."""
_RESULT_BACK: Final = 6
_OCCURRING: Final = word_set(
    "وقوع سقوط تسجيل حدوث مقتل إصابة أي any reported further civilian immediate known"
)
_WITHOUT: Final = word_set("دون بدون بلا")
_WITHOUT_ENGLISH: Final = word_set("no without zero")
_RECORDED: Final = word_set(
    "تقع يقع تسجل يسجل ترد يرد تسفر يسفر توقع يوقع يخلف تخلف تسقط يسقط توجد يوجد تحدث يحدث يبلغ تؤد يؤد تؤدي يؤدي تتسبب يتسبب تلحق ينجم تنجم نسجل نرصد ترصد يرصد يوثق توثق نوثق يشهد تشهد"
)


def silent_draft(sentence: Sentence, index: int, noun: Noun, *, count: int, rule: str) -> Draft:
    """Return a draft that counts ``count`` by the word at ``index`` alone; ``rule`` says why."""
    lexeme = sentence.read.lexemes[index]
    start = lexeme.start + (1 if lexeme.text[0] in "وف" and noun_of(lexeme.text[1:]) else 0)
    quantity = Quantity(
        start=start,
        number_start=start,
        end=lexeme.end,
        low=Decimal(count),
        high=Decimal(count),
        qualifier=Qualifier.EXACT,
        form=Form.EXACT,
        words=True,
    )
    bound = after_bound(sentence.read, quantity, lexeme.end)
    last = max(index + 1, sentence.read.at(bound.end))
    draft = Draft(
        quantity=bound, start=start, end=bound.end, first=index, last=last, noun=noun, unit=noun.unit
    )
    draft.qualifier = bound.qualifier
    draft.trace.append(rule)
    return draft


def nobody(sentence: Sentence, index: int, ends: dict[int, Trigger]) -> list[Draft]:
    """«لم يُقتل أحد», no one was killed: zero persons."""
    read = sentence.read
    person = noun_of("person")
    if person is None:
        return []
    if read.word(index) == "احد":
        verb = next((ends[end] for end in range(index, max(0, index - 3), -1) if end in ends), None)
        negated = verb is not None and verb.first > 0 and read.word(verb.first - 1) in _NEGATIONS
        start = index
    else:
        negated = read.word(index) == "nobody" or read.word(index - 1) == "no"
        negated &= any(index < trigger.first <= index + _NOBODY_REACH for trigger in sentence.triggers)
        start = index - (read.word(index) == "one")
    if not negated:
        return []
    draft = silent_draft(sentence, index, person, count=0, rule="nobody")
    draft.start, draft.first = read.lexemes[start].start, start
    draft.qualifier = Qualifier.ZERO
    return [draft]


def none_of(sentence: Sentence, index: int, noun: Noun) -> Draft | None:
    """دون وقوع إصابات, no casualties: none, said of a plural; نفى سقوط ضحايا: a denial without a number."""
    read = sentence.read
    if noun.form != "plural" or noun.definite or noun.category not in {"person", "body"} or noun.joined:
        return None
    at = index - 1
    while at >= 0 and (read.word(at) in _OCCURRING or _is_typed(read.word(at))) and index - at < 4:
        at -= 1
    said = read.word(at)
    verb = read.word(at - 1)
    english = read.word(index)[0] < "\u0250"
    wanted = _WITHOUT_ENGLISH if english else _WITHOUT
    negated = said in wanted or (said in _RECORDED and verb in _NEGATIONS) or _led_to_none(read, at)
    source = {read.word(place) for place in range(max(0, at - 4), at + 1)}
    denied = bool(source & _DENIALS) and (at < index - 1 or noun.type is not None) and not english
    if not (negated or denied) or (noun.type is None and at == index - 1):
        return None
    draft = silent_draft(sentence, index, noun, count=0, rule="denied" if denied else "zero")
    draft.start, draft.first = read.lexemes[at + 1 - (said in wanted and not denied)].start, at + 1
    draft.qualifier = Qualifier.NONE if denied else Qualifier.ZERO
    return draft


def _led_to_none(read: Passage, at: int) -> bool:
    """«لم تسفر الضربة الليلية عن وقوع إصابات»: a negated verb with its subject before عن or إلى."""
    if read.word(at) not in {"عن", "الي"}:
        return False
    verbs = range(max(1, at - _RESULT_BACK), at)
    return any(read.word(back) in _RECORDED and read.word(back - 1) in _NEGATIONS for back in verbs)


def _is_typed(word: str) -> bool:
    noun = noun_of(word)
    return noun is not None and noun.type is not None


def denied(sentence: Sentence, index: int, noun: Noun) -> Draft | None:
    """لم يسجل أي هجوم is zero; نفى مقتل أي مدني is a denial and says no number."""
    read = sentence.read
    negator = read.word(index - 1)
    start = index - 1
    if negator in {"single", "one"} and read.word(start - 1) in {"not", "a"}:
        start -= read.word(start - 1) == "a"
        negator = "no" if read.word(start - 1) == "not" else ""
    if negator not in _ANY | {"no", "احد"}:
        negator, start = read.word(index - 2), index - 2
        if negator not in {"no", "any"} or noun_of(read.word(index - 1)) is None:
            return None
    compound = read.word(index)[0] < "\u0250" and noun_of(read.word(index + 1)) is not None
    if start < 0 or compound or noun.category not in _DENIABLE:
        return None
    before = {read.word(position) for position in range(max(0, start - 12), start)}
    if negator != "no" and not before & (_NEGATIONS | _DENIALS):
        return None
    if negator == "no" and read.word(start + 1) == "one":
        return None
    denied = bool(before & _DENIALS)
    draft = silent_draft(sentence, index, noun, count=0, rule="denied" if denied else "zero")
    draft.start, draft.first = read.lexemes[start].start, start
    draft.qualifier = Qualifier.NONE if denied else Qualifier.ZERO
    return draft
