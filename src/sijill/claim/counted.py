"""What a number counts: the noun behind it (or before it), and the numbers that count nothing we keep."""

import dataclasses
import re
from typing import Final

from sijill.claim.bounds import Quantity, after_bound
from sijill.claim.draft import Draft, Sentence
from sijill.claim.lexicon import Noun, lexicon, noun_of
from sijill.text.lexemes import Passage, word_set
from sijill.text.numbers import Form

_OF: Final = word_set("من of the")
_PARTITIVES: Final = word_set("منهم منها منهن منا منكم منه them whom which these those")
_STOP_ENGLISH: Final = word_set(
    "was were is are had have has been be to in on at by from with for that who which and or but as than while when"
    " after before since during until against into over under said says , . ; : ( )"
)
_CHANGES: Final = word_set(
    "زياده بزياده ارتفاع بارتفاع انخفاض بانخفاض تراجع بتراجع زاد ارتفع ارتفعت انخفض انخفضت increase increased decrease"
    " decreased rise rose fell drop grew"
)
_PARTS_OF: Final = {
    "building": "percent_of_buildings",
    "home": "percent_of_buildings",
    "family": "percent_of_families",
    "child": "percent_of_children",
    "refugee": "percent_of_refugees",
    "displaced person": "percent_of_displaced",
    "school": "percent_of_schools",
    "hospital": "percent_of_hospitals",
    "facility": "percent_of_facilities",
}
_NO_COUNT: Final = re.compile(
    r"(?<![^\W\d_])(?:ما متوسطه|بمعدل|متوسط|البالغ عددهم|البالغ عددها|البالغه عددها|عدد سكانها|يسكنها|يقطنها|average of)\s+$"
)
"""Averages and the size of a population are not counts of what happened."""
_RATE: Final = re.compile(
    r"\s+(?:يوميا|شهريا|سنويا|اسبوعيا|كل\s+(?:يوم|شهر|سنه|عام|اسبوع)|في\s+اليوم|per\s+(?:day|month|year)|a\s+day|daily|every\s+day)(?![^\W\d_])"
)
_FEW_NAMED: Final = 10
"""Larger numbers are rarely used as attributes."""
_POPULATION: Final = frozenset({"person", "civilian"})
_HOUSING: Final = word_set("housing البنيه التحتيه infrastructure")
_CO_ORDINATED_ADJECTIVES: Final = word_set("جماعيه جماعيتين جماعيتان جماعيا رسميه فوتوغرافيه ارهابيه")


def counted(sentence: Sentence, quantity: Quantity) -> Draft | None:
    """Return a draft with its counted noun and its whole span, or None when the number is no claim's.

    A draft without a noun is ``bare``; whether it stays is for the frames to say.
    """
    read = sentence.read
    first = read.at(quantity.number_start if quantity.apart else quantity.start)
    after = read.at(quantity.end)
    if _is_label(read, quantity, first, after):
        return None
    if quantity.form in {Form.PERCENT, Form.FRACTION}:
        return _share(read, quantity, first, after)
    postposed = _postposed(read, quantity)
    if postposed is not None:
        return postposed
    if quantity.words and quantity.low == 1 and noun_of(read.word(after)) is None:
        return None
    return _whole_phrase(read, quantity, first, after)


def _is_attribute(read: Passage, quantity: Quantity, first: int) -> bool:
    """«محافظات البلاد الثماني» names the eight; a definite number word behind its noun counts nobody new."""
    definite = quantity.words and first > 0 and read.word(first).startswith("ال")
    return definite and quantity.low is not None and quantity.low <= _FEW_NAMED


def _whole_phrase(read: Passage, quantity: Quantity, first: int, after: int) -> Draft | None:
    """The number with the noun behind it and the bound behind both."""
    noun, last, known = _noun_behind(read, after)
    partitive_or_bare = noun is None or read.word(after) in {"من", "of"}
    if (noun is None and not known) or (partitive_or_bare and _is_year(read, quantity)):
        return None
    if noun is None and _is_attribute(read, quantity, first):
        return None
    end = read.lexemes[last - 1].end if last > after else quantity.end
    if _RATE.match(read.text, end):
        return None
    bound = after_bound(read, quantity, end)
    last = max(last, read.at(bound.end))
    start = bound.start
    draft = Draft(
        quantity=bound,
        start=start,
        end=bound.end,
        first=first,
        last=last,
        noun=noun,
        unit=noun.unit if noun else "person",
        bare=noun is None,
    )
    previous = noun_of(read.word(first - 1))
    draft.of_bodies = previous is not None and previous.category == "body" and first > 0
    draft.qualifier = bound.qualifier
    draft.trace.append(f"noun:{draft.unit}" if noun else "bare")
    return draft


def _is_label(read: Passage, quantity: Quantity, first: int, after: int) -> bool:
    """Whether the number names something (a law, a room, an age, a time of day) or measures."""
    words = lexicon()
    number = read.at(quantity.number_start)
    if any(words.is_name(read.word(index)) for index in {first - 1, number - 1}):
        return True
    if read.word(number - 1) in {".", "/", "#", ":"} and (
        read.glued(number) or words.is_name(read.word(number - 2))
    ):
        return not (read.word(number - 1) == ":" and not read.glued(number))
    if read.word(after) in {":", "/"} and read.glued(after) and read.glued(after + 1):
        return True
    ahead = after
    while read.word(ahead) in {"-", "من", "of"} and ahead < after + 2:
        ahead += 1
    following = read.word(ahead)
    if following in words.measures or words.is_measure(following):
        return quantity.form is not Form.PERCENT
    return read.word(first - 1) == "اصل" or bool(
        _NO_COUNT.search(read.text[max(0, quantity.start - 30) : quantity.start])
    )


def _is_year(read: Passage, quantity: Quantity) -> bool:
    """Whether four bare digits may be a year: «ثورة 1952 من …»."""
    written = read.text[quantity.number_start : quantity.end]
    return quantity.start == quantity.number_start and bool(re.fullmatch(r"(?:1[5-9]|20)\d\d", written))


def _noun_behind(read: Passage, index: int) -> tuple[Noun | None, int, bool]:
    """Return (noun, index behind it, may stand bare): the counted noun in the next few words."""
    word = read.word(index)
    if word in _PARTITIVES:
        return None, index + 1, True
    if word in {"من", "of"}:
        return _partitive(read, index)
    if word and word[0] < "\u0250" and word.isalpha():
        return _english_noun(read, index)
    noun = noun_of(word)
    if noun and not noun.joined:
        return _with_adjective(read, index, noun)
    return None, index, True


def _partitive(read: Passage, index: int) -> tuple[Noun | None, int, bool]:
    """Behind من and of: a whole in the plural or known; «خمسة من عائلة واحدة» are five persons, not families."""
    ahead = index + 1
    ahead += read.word(ahead) in {"the", "their", "his", "her", "its"}
    if read.word(ahead) in _PARTITIVES:
        return None, ahead + 1, True
    noun = noun_of(read.word(ahead))
    if noun and (noun.form != "singular" or noun.definite):
        return noun, ahead + 1, True
    return None, index, read.word(index) == "من"


def _with_adjective(read: Passage, index: int, noun: Noun) -> tuple[Noun, int, bool]:
    following = read.word(index + 1)
    state = noun_of(following)
    if noun.type is None and state and state.type and state.category == "person" and not state.joined:
        # «عائلة نازحة», «طفل مفقود»: the adjective says what happened.
        noun = dataclasses.replace(noun, type=state.type)
    second = noun_of(following) if following.startswith("وال") and noun.definite else None
    if second and second.category == noun.category and second.definite:
        # «آلاف الوثائق والشهادات»: one number counts both.
        return noun, index + 2, True
    if noun.unit == "worker" and following.startswith("اغاث"):
        return Noun("aid worker", noun.category, noun.type, noun.strong, noun.form), index + 2, True
    return noun, index + 1 + (following in _CO_ORDINATED_ADJECTIVES), True


def _english_noun(read: Passage, index: int) -> tuple[Noun | None, int, bool]:
    best: tuple[Noun, int] | None = None
    for ahead in range(index, min(index + 5, len(read.lexemes))):
        word = read.word(ahead)
        noun = noun_of(word)
        if noun:
            best = noun, ahead + 1
        elif best or word in _STOP_ENGLISH:
            break
        elif lexicon().is_measure(word):
            return None, index, False
    if best is None:
        return None, index, True
    noun, last = best
    first = noun_of(read.word(last - 2)) if last - 2 >= index else None
    if first and first.category == noun.category == "person" and noun.strong:
        # «civilian deaths» counts civilians.
        noun = dataclasses.replace(noun, unit=first.unit)
    return noun, last, True


def _postposed(read: Passage, quantity: Quantity) -> Draft | None:
    """طفل واحد, مدنيَّين اثنين: a noun that a one or two only confirms."""
    if not quantity.words or quantity.low not in {1, 2}:
        return None
    index = read.at(quantity.number_start)
    noun, word = noun_of(read.word(index - 1)), read.word(index)
    wanted = {"singular"} if quantity.low == 1 else {"dual", "plural"}
    if noun is None or noun.definite or noun.form not in wanted or noun_of(read.word(index - 2)):
        return None
    if word.startswith(("و", "ب", "ل")) and not word.startswith("واحد"):
        return None
    lexeme = read.lexemes[index - 1]
    start = lexeme.start + _clitic_length(lexeme.text)
    bound = after_bound(read, quantity, quantity.end)
    draft = Draft(
        quantity=bound,
        start=start,
        end=bound.end,
        first=index - 1,
        last=read.at(bound.end),
        noun=noun,
        unit=noun.unit,
    )
    draft.qualifier = bound.qualifier
    draft.trace.append("postposed")
    return draft


def _clitic_length(word: str) -> int:
    """How many leading letters of a folded word are و or ف, so that the word itself begins behind them."""
    return 1 if word[:1] in {"و", "ف"} and noun_of(word[1:]) else 0


def _share(read: Passage, quantity: Quantity, first: int, after: int) -> Draft | None:
    """A share of something: per cent, a fraction, nine of every ten."""
    if any(read.word(index) in _CHANGES for index in range(max(0, first - 4), first)):
        return None
    last, unit, noun = after, "percent", None
    ahead = after
    while read.word(ahead) in _OF and ahead < after + 3:
        ahead += 1
    while read.word(ahead) in {"مجموع", "اجمالي", "عدد", "all", "total", "country's"} and ahead < after + 5:
        ahead += 1
    word = read.word(ahead)
    if read.word(after - 1).endswith(("هم", "ها", "هن")):
        unit = "percent_of_parent"
    elif word in _PARTITIVES:
        unit, last = "percent_of_parent", ahead + 1
    else:
        noun, last, _ = _noun_behind(read, ahead)
        if noun:
            unit = _PARTS_OF.get(noun.unit, "percent_of_population" if noun.unit in _POPULATION else "")
            unit = f"percent_of_{noun.type}" if noun.type and noun.strong else unit
            unit = unit or f"percent_of_{noun.unit.replace(' ', '_')}s"
        elif word in _HOUSING:
            unit, last = "percent_of_buildings", ahead + 1
        else:
            last = after
            if word[:1].isdigit():
                unit = "percent_of_parent"
            elif quantity.form is Form.FRACTION:
                return None
    end = read.lexemes[last - 1].end if last > after else quantity.end
    bound = after_bound(read, quantity, end)
    draft = Draft(
        quantity=bound,
        start=bound.start,
        end=bound.end,
        first=first,
        last=max(last, read.at(bound.end)),
        noun=noun,
        unit=unit,
        bare=noun is None and unit == "percent",
    )
    draft.qualifier = bound.qualifier
    draft.trace.append(unit)
    return draft
