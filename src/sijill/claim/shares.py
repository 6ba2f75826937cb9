"""Shares: per cent, fractions and nine of every ten, with what they are shares of."""

from typing import Final

from sijill.claim.bounds import Quantity, after_bound
from sijill.claim.draft import Draft
from sijill.claim.lexicon import Noun, deed, is_happening, noun_of
from sijill.claim.nouns import PARTITIVES, noun_behind
from sijill.text.lexemes import Passage, word_set
from sijill.text.numbers import Form

_OF: Final = word_set("من of the")
_CHANGES: Final = word_set(
    "زياده بزياده ارتفاع بارتفاع انخفاض بانخفاض تراجع بتراجع زاد ارتفع ارتفعت انخفض انخفضت تراجعت انخفضت ارتفعت زادت نمت هبطت هبط بانخفاض تحسنت تراجعا ارتفاعا انخفاضا زياده increase increased increases compared growth decrease"
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
_ADJECTIVE_AND_NOUN: Final = 2
_POPULATION: Final = frozenset({"person", "civilian"})
_HOUSING: Final = word_set("housing البنيه التحتيه infrastructure")


_SUMS: Final = word_set(
    "المبلغ المبالغ التمويل النداء المطلوب الأموال التمويلات amount sum funding appeal money funds"
)
"""Words for a sum of money that a share is of."""


def share(read: Passage, quantity: Quantity, first: int, after: int) -> Draft | None:
    """A share of something: per cent, a fraction, nine of every ten."""
    risen_to = read.word(first - 1) in {"الي", "to", "at"}
    if not risen_to and any(read.word(index) in _CHANGES for index in range(max(0, first - 5), first)):
        return None
    if _is_answer(read, first, after):
        return None
    ahead = after
    while read.word(ahead) in _OF and ahead < after + 3:
        ahead += 1
    # «two thirds of Gaza's hospitals»
    ahead += ahead > after and read.word(ahead).endswith(("'s", "’s"))
    while read.word(ahead) in {"مجموع", "اجمالي", "عدد", "all", "total", "country's"} and ahead < after + 5:
        ahead += 1
    if _is_of_unknown(read, ahead):
        return None
    last, unit, noun = _whole(read, after, ahead)
    if unit == "percent" and quantity.form is Form.FRACTION:
        noun = next((each for at in range(first, after) if (each := noun_of(read.word(at)))), None)
        if noun is None:
            return None
        unit = _unit_of(noun)
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


_ANSWERS: Final = word_set(
    "said say says answered reported agreed believe believed expressed told قالوا قال أجابوا أجاب أفادوا ذكروا عبروا أبدوا يرون يعتقدون يؤيدون"
)
_RATES: Final = word_set("نسبة بنسبة ونسبة معدل بمعدل ومعدل rate ratio")


def _is_answer(read: Passage, first: int, after: int) -> bool:
    """«62% said», «بنسبة نجاح 88%»: a share of those asked, or the rate of something that is no harm."""
    if read.word(after) in _ANSWERS:
        return True
    heads = (at for at in range(first - 1, max(-1, first - 4), -1) if read.word(at) in _RATES)
    head = next(heads, None)
    if head is None or head + 1 == first:
        return False
    of = read.word(head + 1)
    return head + 2 == first and noun_of(of) is None and deed(of) is None and not is_happening(of)


_SCALES: Final = word_set("ألف آلاف مليون ملايين مليار thousand million billion")


def _is_of_unknown(read: Passage, ahead: int) -> bool:
    """«4.7 % من 25 ألف فحص»: a share of so many of what is no claim's."""
    if not read.word(ahead)[:1].isdigit():
        return False
    while read.word(ahead)[:1].isdigit() or read.word(ahead) in _SCALES:
        ahead += 1
    word = read.word(ahead)
    return word.isalpha() and noun_of(word) is None and word not in PARTITIVES and not is_happening(word)


def _whole(read: Passage, after: int, ahead: int) -> tuple[int, str, Noun | None]:
    """Return (index behind, unit, noun) of what the share is of; the unit is ``percent`` where it is not said."""
    word = read.word(ahead)
    if read.word(after - 1).endswith(("هم", "ها", "هن")):
        return after, "percent_of_parent", None
    if word in PARTITIVES:
        return ahead + 1, "percent_of_parent", None
    if word in _SUMS:
        return ahead + 1, "percent_of_parent", noun_of("usd")
    noun, last, _ = noun_behind(read, ahead)
    if noun and not (ahead == after and word.isascii() and last - ahead > _ADJECTIVE_AND_NOUN):
        # «62% feared new attacks» is a share of whoever fears.
        return last, _unit_of(noun), noun
    if word in _HOUSING:
        return ahead + 1, "percent_of_buildings", None
    return after, "percent_of_parent" if word[:1].isdigit() else "percent", None


def _unit_of(noun: Noun) -> str:
    if noun.type and noun.strong:
        return f"percent_of_{noun.type}"
    known = _PARTS_OF.get(noun.unit, "percent_of_population" if noun.unit in _POPULATION else "")
    return known or f"percent_of_{noun.unit.replace(' ', '_')}s"
