"""Dates in figures alone: 21/8/2013, 2013-08-21, 18-02-14, 5/2013; day first, the order flagged when open."""

import re
from typing import Final

from sijill.text.calendar_words import GREGORIAN_MARKS, HIJRI_MARKS
from sijill.text.date_points import Point, Precision, is_day
from sijill.text.date_words import CENTURY_TURNS, HIJRI_YEARS, YEARS, Words
from sijill.text.lexemes import word_set

_THREE: Final = re.compile(
    r"(\d{1,4})\s?([/.\-–‑\\])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?!\d)(?!\s?\2\s?\d)", re.ASCII
)
_TWO: Final = re.compile(r"(\d{1,2})\s?([/.\-–‑])\s?(\d{4})(?!\d)(?!\s?\2\s?\d)", re.ASCII)
_YEAR_MONTH: Final = re.compile(r"(\d{4})([/\-])(\d{1,2})(?!\d)(?!\s?\2\s?\d)", re.ASCII)
_DAY_MONTH: Final = re.compile(r"(\d{1,2})\s?([/\-])\s?(\d{1,2})(?!\d)(?!\s?[/\-.]\s?\d)", re.ASCII)
_SEPARATORS: Final = frozenset("/.-–‑\\٫٬,:")
_NUMBERS_OF: Final = word_set(
    "قانون القانون مرسوم المرسوم قرار القرار رقم الرقم برقم مادة المادة فقرة الفقرة تعميم التعميم كتاب الكتاب بند البند"
    " ملف الملف صفحة الصفحة ص law decree resolution article no number file page section paragraph case ref"
)
_DAY_WORDS: Final = word_set("يوم بيوم اليوم تاريخ بتاريخ التاريخ on dated date")


def numeric(words: Words, index: int) -> Point | None:
    """Return the date in figures that begins at a lexeme, or None."""
    text = words.read.text
    if not words.word(index)[:1].isdigit() or _is_inside(text, words.read.lexemes[index].start):
        return None
    if words.among(index - 1 - (words.word(index - 1) in {":", "/"}), _NUMBERS_OF):
        return None
    three = _THREE.match(text, words.read.lexemes[index].start)
    if three is not None:
        return _three(words, index, three)
    return _month_and_year(words, index) or _day_and_month(words, index, words.word(index - 1))


def _is_inside(text: str, start: int) -> bool:
    """Whether the figure goes on to the left: 2/3/4/2013, 0933-555-017."""
    if start == 0:
        return False
    return text[start - 1].isdigit() or (
        text[start - 1] in _SEPARATORS
        and start > 1
        and text[start - 2].isalnum()
        and text[start - 2] < "\u0080"
    )


def _three(words: Words, index: int, hit: re.Match[str]) -> Point | None:
    one, mark, two, three = hit.groups()
    if len(one) == 4 and len(three) <= 2:
        return _point(words, index, hit.end(), (int(three), int(two), int(one)), is_ordered=True)
    if len(one) > 2:
        return None
    if len(three) == 4:
        return _point(words, index, hit.end(), (int(one), int(two), int(three)))
    is_dated = words.word(index - 1) in _DAY_WORDS
    if len(three) != 2 or (mark == "." and not is_dated):
        return None
    year = int(three) + (2000 if int(three) < CENTURY_TURNS else 1900)
    return _point(words, index, hit.end(), (int(one), int(two), year), is_short=True)


def _point(
    words: Words,
    index: int,
    end: int,
    parts: tuple[int, int, int],
    *,
    is_ordered: bool = False,
    is_short: bool = False,
) -> Point | None:
    day, month, year = parts
    if year not in YEARS and year not in HIJRI_YEARS:
        return None
    is_hijri = year in HIJRI_YEARS
    if not is_ordered and month > 12 >= day:
        day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= 31) or (is_short and not is_day(year, month, day)):
        return None
    is_possible = day <= 30 if is_hijri else is_day(year, month, day)
    last = words.read.at(end - 1) + 1
    if words.word(last) in (HIJRI_MARKS if is_hijri else GREGORIAN_MARKS):
        last += 1
    return Point(
        first=index,
        last=last,
        start=words.read.lexemes[index].start,
        end=words.read.lexemes[last - 1].end,
        precision=Precision.DAY,
        calendar="hijri" if is_hijri else "gregorian",
        year=year,
        month=month,
        day=day,
        order_open=not is_ordered and is_possible and day <= 12 and day != month,
        two_digit_year=is_short,
        is_impossible=not is_possible,
    )


def _month_and_year(words: Words, index: int) -> Point | None:
    text, start = words.read.text, words.read.lexemes[index].start
    hit = _TWO.match(text, start)
    if hit is not None:
        month, year, end = int(hit[1]), int(hit[3]), hit.end()
    else:
        hit = _YEAR_MONTH.match(text, start)
        # «2011-12» are two years as often as a month: left to intervals of years.
        if hit is None or int(hit[3]) == int(hit[1]) % 100 + 1 or (hit[2] == "/" and len(hit[3]) == 1):
            return None
        month, year, end = int(hit[3]), int(hit[1]), hit.end()
    last = words.read.at(end - 1) + 1
    is_hijri = year in HIJRI_YEARS and words.word(last) in HIJRI_MARKS
    if not 1 <= month <= 12 or (year not in YEARS and not is_hijri):
        return None
    last += is_hijri or words.word(last) in GREGORIAN_MARKS
    return Point(
        first=index,
        last=last,
        start=start,
        end=words.read.lexemes[last - 1].end,
        precision=Precision.MONTH,
        calendar="hijri" if is_hijri else "gregorian",
        year=year,
        month=month,
    )


def _day_and_month(words: Words, index: int, before: str) -> Point | None:
    """«بتاريخ 21/8»: a day without a year, where the text says that it is a date; 3/4 alone is a fraction."""
    hit = _DAY_MONTH.match(words.read.text, words.read.lexemes[index].start)
    if hit is None or before not in _DAY_WORDS:
        return None
    day, month = int(hit[1]), int(hit[3])
    if month > 12 >= day:
        day, month = month, day
    if not is_day(None, month, day) or day == 0:
        return None
    last = words.read.at(hit.end() - 1) + 1
    return Point(
        first=index,
        last=last,
        start=hit.start(),
        end=hit.end(),
        precision=Precision.DAY,
        month=month,
        day=day,
        order_open=day <= 12 and day != month,
    )
