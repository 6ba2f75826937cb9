"""A month with what belongs to it: its second name, its year, and the point that they make."""

import dataclasses
from typing import Final

from sijill.text.calendar_words import MONTH_WORDS, YEAR_WORDS
from sijill.text.date_points import Point, Precision
from sijill.text.date_words import CENTURY_TURNS, Found, Words
from sijill.text.lexemes import word_set

DASHES: Final = frozenset("-–—‑")
COMMAS: Final = frozenset("،,")
OF: Final = word_set("من of the")
_NAMED_FOR_DAYS: Final = word_set(
    "مدرسة جامعة ساحة شارع مشفى مستشفى حزب سيارة سيارات تحالف قوى حركة كتيبة لواء جريدة صحيفة ملعب حي دوار جسر سد مطار"
    " المدرسة الجامعة كلية معمل نادي فرقة مجلة دورة حديقة جبهة تيار ائتلاف"
)
"""Before a day without a year: a name («مدرسة 8 آذار»), and no date."""


class Months(Words):
    """Reads months with their years at a lexeme."""

    def named_month(self, index: int) -> tuple[Found, str] | None:
        """Return a month by name or number with its calendar, behind «شهر» or not."""
        at = index + 1 if self.among(index, MONTH_WORDS) else index
        for where in dict.fromkeys((at, index)):
            hijri = self.hijri_month(where)
            if hijri is not None:
                return hijri, "hijri"
            month = self.month(where)
            if month is not None:
                return month, "gregorian"
        number = self.month_number(index)
        return None if number is None else (number, "gregorian")

    def is_named_for(self, index: int) -> bool:
        """Whether a day or month without a year is a name: «مدرسة 8 آذار», «سيارة نيسان»."""
        before = index - 1 - self.is_figure(index - 1)
        return self.among(before, _NAMED_FOR_DAYS) is not None

    def with_year(self, point: Point, *, is_short: bool) -> Point:
        """Take in a second name of the month and the year behind it."""
        point, second = self._pair(point)
        at = point.last
        if is_short and (self.word(at) in DASHES or self.word(at) == "/"):
            short = self.word(at + 1)
            if self.is_figure(at + 1) and len(short) == 2:
                turned = int(short) + (2000 if int(short) < CENTURY_TURNS else 1900)
                return dataclasses.replace(self.to(point, at + 2), year=turned, two_digit_year=True)
        while at < point.last + 2 and (self.word(at) in COMMAS | DASHES | {"/"} or self.word(at) in OF):
            at += 1
        at += self.word(at) == "for"
        year = self.said_year(at) or self.year(at)
        hijri = None
        if point.calendar == "hijri":
            said = self.among(at, YEAR_WORDS)
            hijri = self.hijri_year(at + 1 if said else at, needs_mark=False)
        year = hijri or year
        if year is not None:
            point = dataclasses.replace(self.to(point, year.last), year=year.value)
        if second is not None and point.year is not None:
            until = (point.year, second, None)
            return dataclasses.replace(point, until=until, precision=Precision.INTERVAL)
        return point

    def _pair(self, point: Point) -> tuple[Point, int | None]:
        """«نيسان/أبريل», «أغسطس (آب)»: two names of one month; return the second month where there are two."""
        mark = self.word(point.last)
        if mark not in {"/", "-", "–", "(", "\\"} or point.calendar == "hijri":
            return point, None
        other = self.month(point.last + 1)
        if other is None or (mark == "(" and self.word(other.last) != ")"):
            return point, None
        behind = other.last + (mark == "(")
        if other.value == point.month:
            return self.to(point, behind), None
        follows = other.value == (point.month or 0) + 1 and point.day is None
        if follows:
            return self.to(point, behind), other.value
        is_dash = mark in {"-", "–"}
        if is_dash or mark == "(":
            return point, None
        return dataclasses.replace(self.to(point, behind), is_impossible=True), None

    def to(self, point: Point, last: int) -> Point:
        """Return ``point`` as ending before the lexeme ``last``."""
        return dataclasses.replace(point, last=last, end=self.read.lexemes[last - 1].end)
