"""What a number is when read: its form, its value, and how figures with separators are valued."""

import dataclasses
import re
from decimal import Decimal
from enum import StrEnum
from typing import Final

from sijill.text.lexemes import Passage
from sijill.text.number_words import ENGLISH, arabic_number_word

PERCENT: Final = re.compile(
    r"\s*(?:[%٪]|(?:(?:في|ب)\s?ال?(?:ميه|مايه)|بالميه|بالمايه|per\s?cent|percent|pct)(?![^\W\d_]))"
)
"""What makes a figure a percentage, in folded text."""

_THOUSANDS: Final = "٬'’ \u00a0\u2009\u202f"
_MARKS: Final = ".,،٫" + _THOUSANDS


class Form(StrEnum):
    """How a number is said."""

    EXACT = "exact"
    FEW = "few"
    INDEFINITE = "indefinite_plural"
    ODD = "odd"
    """With نيف: a number and somewhat more."""
    PERCENT = "percent"
    FRACTION = "fraction"
    """A half, two thirds, nine of every ten; its value is in per cent."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number as stated; offsets are code points, end exclusive."""

    start: int
    end: int
    low: Decimal
    high: Decimal | None
    """None is open: عشرات says at least two tens and no more."""
    form: Form
    scale: Decimal = Decimal(1)
    """The scale word said with the number (1000 in 250 ألف); a range shares it: between 3 and 5 million."""
    words: bool = False
    """Said in words only; then a bare 1 or 2 may not be meant as a quantity."""
    dual: bool = False


def plain(value: Decimal | None) -> int | float | None:
    """Return ``value`` as an int where it is whole, else as a float; None stays None."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def figure_value(figure: str, *, scaled: bool = False) -> Decimal | None:
    """Return the value of a folded figure with separators, or None where it is no number (1.2.3, 007).

    ``scaled``: a scale word or per cent sign follows, so that one dot or comma is a decimal mark. Without,
    a single mark with exactly three digits behind it separates thousands: 3.200 of something counted.
    """
    parts = re.split(rf"[{_MARKS}]", figure)
    marks = re.sub(r"\d", "", figure)
    if len("".join(parts)) > 15 or (len(parts[0]) > 1 and parts[0][0] == "0"):
        return None
    if not marks:
        return Decimal(figure)
    if len(set(marks)) == 1:
        return _one_mark(parts, marks, scaled=scaled)
    if marks.count(marks[-1]) == 1 and all(len(part) == 3 for part in parts[1:-1]):
        return Decimal("".join(parts[:-1]) + "." + parts[-1])
    return None


def _one_mark(parts: list[str], marks: str, *, scaled: bool) -> Decimal | None:
    grouped = 1 <= len(parts[0]) <= 3 and parts[0] != "0" and all(len(part) == 3 for part in parts[1:])
    only_thousands, only_decimal = marks[0] in _THOUSANDS, marks[0] == "٫" or (scaled and len(marks) == 1)
    if grouped and (only_thousands or not only_decimal):
        return Decimal("".join(parts))
    is_decimal = len(marks) == 1 and not only_thousands and marks != "،"
    return Decimal(f"{parts[0]}.{parts[1]}") if is_decimal else None


def small_base(read: Passage, index: int) -> tuple[Decimal, int] | None:
    """Return (value, folded end) of the whole number at ``index`` that a ratio is of, or None."""
    if not 0 <= index < len(read.lexemes):
        return None
    lexeme = read.lexemes[index]
    if lexeme.kind == "figure":
        value = figure_value(lexeme.text)
        return (value, lexeme.end) if value else None
    entry = arabic_number_word(lexeme.text) or ("", ENGLISH.get(lexeme.text))
    if entry[1] is None or entry[1].kind not in {"unit", "ten", "tens", "teen", "hundred", "scale"}:
        return None
    return Decimal(entry[1].value), lexeme.end
