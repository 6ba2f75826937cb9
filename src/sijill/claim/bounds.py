"""Bounds: the words before and after a number that open or blur it, and the two numbers of a range."""

import dataclasses
import re
from decimal import Decimal
from typing import Final

from sijill.claim.bound_words import FAR_BEHIND, FAR_NAMES, after_patterns, before_patterns
from sijill.model.claim import Qualifier
from sijill.text.lexemes import Passage
from sijill.text.numbers import Form, Number

_HEAD: Final = "(?:عدد|اعداد|عددهم|عددها|حصيله|الحصيله|العدد|نسبه|مجموع|اجمالي|معدل|قيمه|تعداد)"
_APART: Final = tuple(
    (qualifier, re.compile(pattern))
    for qualifier, pattern in (
        (Qualifier.AT_LEAST, rf"(?:ما\s+)?(?:لا|لم)\s+[يت]قل\s+{_HEAD}[^\d،,.؛;:]{{0,90}}?\sعن\s+(?:ال)?$"),
        (
            Qualifier.AT_MOST,
            rf"(?:لا|لم)\s+(?:[يت]?تجاوز|[يت]تعدي|[يت]زيد)\s+{_HEAD}[^\d،,.؛;:]{{0,90}}?\s(?:(?:علي|عن|حاجز|عتبه)\s+)?(?:ال)?$",
        ),
        (
            Qualifier.MORE_THAN,
            (
                rf"(?<![^\W\d_])(?<!لا )(?<!لم )و?(?P<from>(?:[يت]?تجاوزت?|تخطي|تخطت|فاقت?|[يت]فوق|يزيد|تزيد|زادت?|[يت]ربو)\s+{_HEAD}[^\d،,.؛;:]{{0,90}}?)\s"
                r"(?:(?:علي|عن|حاجز|عتبه|سقف)\s+)?(?:ال)?$"
            ),
        ),
    )
)
"""Verb and number apart: لا يقل عدد … عن, تجاوز عدد …; over folded text that ends where the number begins."""
_HEAD_WORD: Final = re.compile(_HEAD)
_NEAR: Final = 36
_WINDOW: Final = 130
_CHANGE: Final = re.compile(
    r"(?:ارتفع|ارتفعت|انخفض|انخفضت|زاد|زادت|تراجع|تراجعت|قفز|قفزت|rose|fell|increased|decreased|grew|dropped)\b"
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number or range with its bound; offsets in the folded text of the passage."""

    start: int
    """Where the bound begins, or the number if there is none."""
    number_start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    qualifier: Qualifier
    form: Form
    words: bool = False
    scaled: bool = False
    apart: bool = False
    """Whether other words stand between bound and number: لا يقل عدد الأطفال عن …"""


def quantities(read: Passage, found: list[Number]) -> list[Quantity]:
    """Return the numbers of a passage as bounded quantities, in order; two numbers of a range become one."""
    result: list[Quantity] = []
    index = 0
    while index < len(found):
        pair = _range(read, found[index], found[index + 1]) if index + 1 < len(found) else None
        if pair is not None:
            result.append(pair)
            index += 2
            continue
        if index + 1 < len(found) and _is_left_of_change(read, found[index], found[index + 1]):
            # «من 10 إلى 20»: a rise says its end; the beginning is another day's figure.
            index += 1
        result.append(_bounded(read, found[index]))
        index += 1
    return result


def after_bound(read: Passage, quantity: Quantity, end: int) -> Quantity:
    """Return ``quantity`` with the bound that stands behind the counted noun, which ends at ``end``."""
    for qualifier, pattern in after_patterns():
        hit = pattern.match(read.text, end)
        if hit and quantity.qualifier in {Qualifier.EXACT, Qualifier.APPROX}:
            return _with(dataclasses.replace(quantity, end=hit.end()), qualifier, quantity.low)
    far = FAR_BEHIND.match(read.text, end) if quantity.qualifier is Qualifier.EXACT else None
    if far:
        by_phrase = next(qualifier for qualifier, name in FAR_NAMES.items() if far[name])
        return _with(dataclasses.replace(quantity, end=far.end()), by_phrase, quantity.low)
    return quantity if quantity.end >= end else dataclasses.replace(quantity, end=end)


def with_qualifier(quantity: Quantity, qualifier: Qualifier) -> Quantity:
    """Return ``quantity``, an exact one, under the bound of the quantity that it is co-ordinated with."""
    return _with(quantity, qualifier, quantity.low)


def _bounded(read: Passage, number: Number) -> Quantity:
    quantity = _plain(number)
    found = _direct(read.text, number, quantity)
    return found if found is not None else _apart(read.text, number, quantity)


def _direct(text: str, number: Number, quantity: Quantity) -> Quantity | None:
    """The bound that stands right before the number."""
    shift = max(0, number.start - _NEAR)
    before = text[shift : number.start]
    for qualifier, pattern in before_patterns():
        hit = pattern.search(before)
        if hit and not (hit["bound"] == "over" and _HANDED.search(before)):
            found = dataclasses.replace(quantity, start=shift + hit.start("bound"))
            return _with(found, qualifier, number.low) if number.form is not Form.INDEFINITE else found
    return None


_HANDED: Final = re.compile(
    r"\b(?:hand(?:ed|s|ing)?|turn(?:ed|s|ing)?|took|taken|taking|g[ai]v(?:e|en|ing)|ran|run)\s+over\s+$"
)


def _apart(text: str, number: Number, quantity: Quantity) -> Quantity:
    """The bound whose verb stands further ahead, as in لا يقل عدد الأطفال عن."""
    shift = max(0, number.start - _WINDOW)
    before = text[shift : number.start]
    if not _HEAD_WORD.search(before):
        return quantity
    rises_to = before.rstrip().endswith(" الي")
    for qualifier, pattern in _APART:
        hit = pattern.search(before)
        # «زادت النسبة إلى 90» says where it has come to.
        if hit and not (rises_to and qualifier is Qualifier.MORE_THAN):
            start = shift + (hit.start("from") if "from" in pattern.groupindex else hit.start())
            return _with(dataclasses.replace(quantity, start=start, apart=True), qualifier, number.low)
    return quantity


def _plain(number: Number) -> Quantity:
    qualifier = Qualifier.EXACT
    if number.form is Form.FEW:
        qualifier = Qualifier.FEW
    elif number.form is Form.INDEFINITE:
        qualifier = Qualifier.INDEFINITE_PLURAL
    elif number.form is Form.ODD:
        qualifier = Qualifier.RANGE
    elif number.low == 0:
        qualifier = Qualifier.ZERO
    return Quantity(
        start=number.start,
        number_start=number.start,
        end=number.end,
        low=number.low,
        high=number.high,
        qualifier=qualifier,
        form=number.form,
        words=number.words,
        scaled=number.scale > 1,
    )


def _with(quantity: Quantity, qualifier: Qualifier, value: Decimal | None) -> Quantity:
    low, high = value, value
    if qualifier in {Qualifier.AT_LEAST, Qualifier.MORE_THAN}:
        high = None
    elif qualifier in {Qualifier.AT_MOST, Qualifier.LESS_THAN}:
        low = None
    return dataclasses.replace(quantity, qualifier=qualifier, low=low, high=high)


_BETWEEN: Final = re.compile(
    r"(?:^|[^\w])[وفبل]?(?P<bound>(?:ما\s+)?بين|between|anywhere between)\s+(?:ال)?$"
)
_FROM: Final = re.compile(r"(?:^|[^\w])[وفبل]?(?P<bound>من|from)\s+(?:ال)?$")
_AND: Final = re.compile(r"(?:\s+\w+){0,2}\s*(?:و|and)\s*(?:ال)?")
_TO: Final = re.compile(r"(?:\s+(?!وال)\w+)?\s*(?:الي|حتي|to|[-–—])\s*(?:ال)?")
_OR: Final = re.compile(r"\s+(?:او|or)\s+")


def _range(read: Passage, first: Number, second: Number) -> Quantity | None:
    gap = read.text[first.end : second.start]
    if len(gap) > 40:
        return None
    before = read.text[max(0, first.start - 24) : first.start]
    shift = first.start - len(before)
    between, opened = _BETWEEN.search(before), _FROM.search(before)
    cue = between if between and _AND.fullmatch(gap) else None
    if cue is None and opened and _TO.fullmatch(gap):
        if _is_left_of_change(read, first, second):
            return None
        cue = opened
    dash_or_word = (_TO.fullmatch(gap) and "حت" not in gap) or _OR.fullmatch(gap)
    if cue is None and not dash_or_word and not _side_by_side(first, second, gap):
        return None
    exact = {Form.EXACT, Form.PERCENT}
    low = first.low
    if first.scale == 1 and second.scale > 1 and low < second.low / second.scale:
        low *= second.scale
    if low >= second.low or first.form not in exact or second.form not in exact:
        return None
    start = shift + cue.start("bound") if cue else first.start
    quantity = dataclasses.replace(
        _plain(second), start=start, number_start=first.start, qualifier=Qualifier.RANGE
    )
    return dataclasses.replace(quantity, low=low, high=second.low)


def _side_by_side(first: Number, second: Number, gap: str) -> bool:
    """«خمسة ستة», «عشرين تلاتين»: two number words in a row, the second one step above the first, are a range."""
    if not (gap.isspace() and first.words and second.words) or first.dual or first.low < 2:
        return False
    step = second.low - first.low
    return step in {1, 2, 10, 100, 1000} and step <= first.low


def _is_left_of_change(read: Passage, first: Number, second: Number) -> bool:
    before = read.text[max(0, first.start - 70) : first.start]
    return bool(
        _FROM.search(before) and _TO.fullmatch(read.text, first.end, second.start) and _CHANGE.search(before)
    )
