"""Quantities without a number word: a dual (طفلان), a bare singular behind its verb (قُتل صحافي), none (أي مدني)."""

from decimal import Decimal
from typing import Final

from sijill.claim.bounds import Quantity, after_bound
from sijill.claim.draft import Draft, Sentence
from sijill.claim.lexicon import Noun, Trigger, noun_of
from sijill.model.claim import ClaimType, Qualifier
from sijill.text.lexemes import Passage, word_set
from sijill.text.numbers import Form

_BARE_TYPES: Final = {
    ClaimType.KILLED,
    ClaimType.INJURED,
    ClaimType.DETAINED,
    ClaimType.MISSING,
    ClaimType.RELEASED,
    ClaimType.DIED_IN_DETENTION,
}
_NEGATIONS: Final = word_set(
    "لم لا لن ليس دون بدون عدم ولم ولا نفي ينفي تنفي نفت not never no denied denies deny without"
)
_DENIALS: Final = word_set("نفي ينفي تنفي نفت ونفت ونفي denied denies deny نافيا نافيه")
_ANY: Final = word_set("اي any")
_NOBODY: Final = word_set("احد one nobody")
_PLURAL_IS_NOT_TWO: Final = frozenset({"event"})


def silent_drafts(sentence: Sentence, taken: bytearray) -> list[Draft]:
    """Return drafts for duals, bare singulars and denials outside the folded stretches already ``taken``."""
    read = sentence.read
    found: list[Draft] = []
    ends = {trigger.last: trigger for trigger in sentence.triggers}
    for index, lexeme in enumerate(read.lexemes):
        if lexeme.kind != "word" or any(taken[lexeme.start : lexeme.end]):
            continue
        noun = noun_of(lexeme.text)
        if noun is None:
            if lexeme.text in _NOBODY:
                found += _nobody(sentence, index, ends)
            continue
        draft = _denied(sentence, index, noun) or _dual(sentence, index, noun)
        draft = draft or _single(sentence, index, noun, ends)
        if draft is None and index and taken[read.lexemes[index - 1].end - 1] and _lists(read, index, found):
            draft = _joined_single(sentence, index, noun)
        if draft is not None:
            found.append(draft)
            taken[draft.start : draft.end] = b"\x01" * (draft.end - draft.start)
    return found


def _nobody(sentence: Sentence, index: int, ends: dict[int, Trigger]) -> list[Draft]:
    """«لم يُقتل أحد», no one was killed: zero persons."""
    read = sentence.read
    person = noun_of("person")
    if person is None:
        return []
    if read.word(index) == "احد":
        negated = index >= 2 and index in ends and read.word(ends[index].first - 1) in _NEGATIONS
        start = index
    else:
        negated = read.word(index) == "nobody" or read.word(index - 1) == "no"
        start = index - (read.word(index) == "one")
    if not negated:
        return []
    draft = _draft(sentence, index, person, count=0, rule="nobody")
    draft.start, draft.first = read.lexemes[start].start, start
    draft.qualifier = Qualifier.ZERO
    return [draft]


def _draft(sentence: Sentence, index: int, noun: Noun, *, count: int, rule: str) -> Draft:
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


def _dual(sentence: Sentence, index: int, noun: Noun) -> Draft | None:
    if noun.form != "dual" or noun.definite or noun.category in _PLURAL_IS_NOT_TWO:
        return None
    return _draft(sentence, index, noun, count=2, rule="dual")


def _single(sentence: Sentence, index: int, noun: Noun, ends: dict[int, Trigger]) -> Draft | None:
    """قُتل صحافي, مقتل طفلة; in English behind an article: a journalist was killed."""
    read = sentence.read
    if noun.form != "singular" or noun.definite or noun.category not in {"person", "family"} or noun.strong:
        return None
    if noun.unit == "case":
        return None
    word = read.word(index)
    if word[0] < "\u0250":
        article = read.word(index - 1) in {"a", "an"} or read.word(index - 2) in {"a", "an"}
        return (
            _draft(sentence, index, noun, count=1, rule="article")
            if article and _near(sentence, index)
            else None
        )
    trigger = ends.get(index)
    if trigger is None or trigger.type not in _BARE_TYPES:
        return None
    rest = noun_of(word[1:]) if word.startswith(("ب", "ل")) else None
    if rest is not None and rest.unit == noun.unit:
        return None
    return _draft(sentence, index, noun, count=1, rule="singular")


def _lists(read: Passage, index: int, found: list[Draft]) -> bool:
    """Whether a list goes on at ``index``; «4 ملايين امرأة وطفل» is one count of both, not a list."""
    previous = noun_of(read.word(index - 1))
    listed = bool(found) and found[-1].last == index
    return listed or (previous is not None and previous.form != "singular")


def _joined_single(sentence: Sentence, index: int, noun: Noun) -> Draft | None:
    """«طفلتان وامرأة»: a singular joined by و to a quantity right before it."""
    countable = noun.form == "singular" and noun.category == "person" and not noun.strong
    if not countable or noun.definite or not sentence.read.word(index).startswith("و") or noun.unit == "case":
        return None
    return _draft(sentence, index, noun, count=1, rule="singular")


def _near(sentence: Sentence, index: int) -> bool:
    """Whether a trigger of harm to persons stands within three words of the noun."""
    return any(
        trigger.type in _BARE_TYPES
        and (0 <= trigger.first - index - 1 <= 3 or 0 <= index - trigger.last <= 2)
        for trigger in sentence.triggers
    )


def _denied(sentence: Sentence, index: int, noun: Noun) -> Draft | None:
    """لم يسجل أي هجوم is zero; نفى مقتل أي مدني is a denial and says no number."""
    read = sentence.read
    negator = read.word(index - 1)
    start = index - 1
    if negator not in _ANY | {"no", "احد"}:
        negator, start = read.word(index - 2), index - 2
        if negator not in {"no", "any"} or noun_of(read.word(index - 1)) is None:
            return None
    compound = read.word(index)[0] < "\u0250" and noun_of(read.word(index + 1)) is not None
    if start < 0 or compound:
        return None
    before = {read.word(position) for position in range(max(0, start - 12), start)}
    if negator != "no" and not before & _NEGATIONS:
        return None
    if negator == "no" and read.word(start + 1) == "one":
        return None
    denied = bool(before & _DENIALS)
    draft = _draft(sentence, index, noun, count=0, rule="denied" if denied else "zero")
    draft.start, draft.first = read.lexemes[start].start, start
    draft.qualifier = Qualifier.NONE if denied else Qualifier.ZERO
    return draft
