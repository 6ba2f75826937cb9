"""One date at a lexeme: about, weekday, day, month, pair of months, year; in words or figures."""

import dataclasses
import functools
from typing import Final

from sijill.text.calendar_words import (
    ABOUT,
    DECADES,
    HIJRI_MONTHS,
    MONTH_WORDS,
    MONTHS,
    ORDINALS,
    PARTS,
    SEASONS,
    TWIN_MONTHS,
    VAGUE_ENDS,
    WEEKDAYS,
    YEAR_WORDS,
    YEARS_WORDS,
)
from sijill.text.date_months import COMMAS, DASHES, OF, Months
from sijill.text.date_numeric import numeric
from sijill.text.date_points import Point, Precision, is_day
from sijill.text.date_stretches import century, decade, part, season
from sijill.text.date_told import OPENERS as TOLD_OPENERS
from sijill.text.date_told import told
from sijill.text.date_words import Found, is_number_word, without_proclitics
from sijill.text.lexemes import word_set

_TO: Final = word_set("الى إلى حتى لغاية to until till through")
_AND: Final = frozenset({"و", "and"})
_SUFFIXES: Final = frozenset({"st", "nd", "rd", "th"})
_BEHIND_WEEKDAY: Final = word_set("في الموافق الواقع بتاريخ تاريخ يوم ل on the") | COMMAS | {"(", ":"}
_BETWEEN: Final = word_set("بين وبين between")
_ENGLISH_BEFORE: Final = word_set("on of by until since from before after the between and to in")
_ALSO_VERBS: Final = frozenset({"may", "march", "mar"})
_OPENERS: Final = (
    frozenset(MONTHS)
    | frozenset(TWIN_MONTHS)
    | {name.split()[0] for name in HIJRI_MONTHS}
    | frozenset(WEEKDAYS)
    | frozenset(SEASONS)
    | frozenset(ORDINALS)
    | frozenset(PARTS)
    | frozenset(DECADES)
    | ABOUT
    | MONTH_WORDS
    | YEAR_WORDS
    | YEARS_WORDS
    | TOLD_OPENERS
    | word_set("ال القرن الأسبوع q first")
)


class Reader(Months):
    """Reads one date at a lexeme."""

    def date(self, index: int) -> Point | None:
        """Return the time that begins at a lexeme, or None."""
        lexeme = self.read.lexemes[index]
        if lexeme.kind == "mark" or (lexeme.kind == "word" and not _opens(lexeme.text)):
            return None
        return told(self, index) or self._with_weekday(index) or self._about(index) or self._plain(index)

    def _with_weekday(self, index: int) -> Point | None:
        weekday = self.weekday(index)
        if weekday is None:
            return None
        at = weekday.last
        while at < weekday.last + 4 and self.word(at) in _BEHIND_WEEKDAY:
            at += 1
        point = numeric(self, at) or self._day_named(at) or self._english(at)
        if point is None or point.precision is not Precision.DAY:
            return None
        if "(" in {self.word(each) for each in range(weekday.last, at)} and self.word(point.last) == ")":
            point = dataclasses.replace(point, last=point.last + 1, end=self.read.lexemes[point.last].end)
        return dataclasses.replace(point, first=index, start=weekday.start, weekday=weekday.value)

    def _about(self, index: int) -> Point | None:
        about = self.among(index, ABOUT)
        if about is None:
            return None
        at = about.last
        while at < about.last + 2 and (self.word(at) in DASHES or self.word(at) in OF):
            at += 1
        is_end = any(rest in VAGUE_ENDS for _, rest in self.cuts(index))
        point = self._plain(at)
        if point is None or (is_end and point.precision is Precision.DAY) or point.is_weak:
            return None
        year_alone = point.is_bare and any(rest in VAGUE_ENDS for _, rest in self.cuts(index))
        if year_alone:
            return None
        return dataclasses.replace(point, first=index, start=about.start, approximate=True)

    def _plain(self, index: int) -> Point | None:
        if not self.word(index):
            return None
        point = (
            numeric(self, index)
            or season(self, index)
            or part(self, index)
            or self._day_named(index)
            or self._english(index)
            or self._month(index)
            or decade(self, index)
            or century(self, index)
            or self._year(index)
        )
        return None if point is None else self._behind(point)

    def _behind(self, point: Point) -> Point:
        """Take in what may stand behind a date: a weekday (الأربعاء), «تقريباً»."""
        if self.word(point.last) in {"تقريبا", "approximately"}:
            point = self.to(dataclasses.replace(point, approximate=True), point.last + 1)
        if point.precision is not Precision.DAY or point.weekday is not None:
            return point
        at = point.last
        is_open = self.word(at) == "("
        at += self.word(at) in COMMAS or is_open
        at += self.word(at) in {"يوم", "وهو"}
        weekday = self.weekday(at) if at > point.last else None
        if weekday is None or weekday.has_proclitic or (is_open and self.word(weekday.last) != ")"):
            return point
        return self.to(dataclasses.replace(point, weekday=weekday.value), weekday.last + is_open)

    def _day_named(self, index: int) -> Point | None:
        """«21 آب 2013», «3-5 أوت 2013», «الخامس عشر من آذار», «12 و13 آذار», 21st of August 2013."""
        day = self._day(index)
        if day is None:
            return None
        last_day, at, is_list = self._second_day(day)
        if self.word(at) in _SUFFIXES and self.read.glued(at):
            at += 1
        at += self.word(at) in OF
        at += self.word(at) == "the"
        at += self.word(at) in DASHES or self.word(at) == "/"
        found = self.named_month(at)
        if found is None or (day.value < 1) or (last_day is not None and last_day.value < 1):
            return None
        month, calendar_of = found
        point = self.with_year(
            dataclasses.replace(
                self.point(index, day.start, month.last, Precision.DAY),
                calendar=calendar_of,
                month=month.value,
                day=day.value,
            ),
            is_short=self.word(at - 1) in DASHES or self.word(at - 1) == "/",
        )
        if point.year is None and not self._may_lack_year(index, month):
            return None
        if last_day is not None and not is_list:
            return self._days(point, last_day.value)
        if is_list:
            return self._checked(dataclasses.replace(point, last=day.last, end=self.end(day.last)))
        return self._checked(point)

    def _day(self, index: int) -> Found | None:
        day = self.small_number(index)
        if day is None or not 1 <= day.value <= 31:
            return None
        is_digit = self.is_figure(index) and len(self.word(index)) == 1
        is_split = is_digit and self.is_figure(index + 1) and len(self.word(index + 1)) == 1
        if is_split and self.named_month(index + 2) is not None:
            value = int(self.word(index) + self.word(index + 1))
            return dataclasses.replace(day, value=value, last=index + 2) if value <= 31 else None
        before = self.word(index - 1)
        if self.is_figure(index) and self.read.glued(index) and before and before in "/.-+:٫,":
            return None
        return day

    def _second_day(self, day: Found) -> tuple[Found | None, int, bool]:
        """Return (second day, index behind it, whether the two are listed and no stretch)."""
        at = day.last
        if self.word(at) in _SUFFIXES and self.read.glued(at):
            at += 1
        link = self.word(at)
        is_range = link in DASHES or link in _TO
        if not is_range and link not in _AND:
            return None, day.last, False
        second = self.small_number(at + 1) if self.is_figure(at + 1) else None
        if second is None or not 1 <= second.value <= 31:
            return None, day.last, False
        behind = second.last + (self.word(second.last) in _SUFFIXES)
        if self.named_month(behind + (self.word(behind) in OF)) is None:
            return None, day.last, False
        is_between = self.word(day.last - 2) in _BETWEEN
        return second, behind, not is_range and not is_between

    def _days(self, point: Point, last: int) -> Point:
        known = (point.year, point.month)
        is_possible = is_day(*known, point.day) and is_day(*known, last) and last > (point.day or 0)
        if point.calendar != "hijri" and not is_possible:
            return dataclasses.replace(point, is_impossible=True)
        until = (point.year or 0, point.month or 0, last)
        return dataclasses.replace(point, until=until, precision=Precision.INTERVAL)

    def _may_lack_year(self, index: int, month: Found) -> bool:
        if self.is_named_for(index):
            return False
        return self.word(month.last - 1) not in _ALSO_VERBS or self.word(index - 1) in _ENGLISH_BEFORE

    def _english(self, index: int) -> Point | None:
        """April 4, 2017; August 21st; May 3-5, 2013."""
        month = self.month(index)
        if month is None or not self.word(index).isascii() or not self.is_figure(month.last):
            return None
        day = self.small_number(month.last)
        if day is None or not 1 <= day.value <= 31:
            return None
        at = day.last + (self.word(day.last) in _SUFFIXES and self.read.glued(day.last))
        last_day = self.small_number(at + 1) if self.word(at) in DASHES and self.is_figure(at + 1) else None
        at = last_day.last if last_day else at
        at += self.word(at) in _SUFFIXES and self.read.glued(at)
        point = dataclasses.replace(
            self.point(index, month.start, at, Precision.DAY), month=month.value, day=day.value
        )
        point = self.with_year(point, is_short=False)
        if point.year is None and not self._may_lack_year(index, month):
            return None
        return self._days(point, last_day.value) if last_day else self._checked(point)

    def _month(self, index: int) -> Point | None:
        """«شباط 2012», «آذار/نيسان 2012», «شهر أيلول»; without a year only where it can be nothing else."""
        said = self.among(index, MONTH_WORDS)
        found = self.named_month(index)
        if found is None:
            return None
        month, calendar_of = found
        start = said.start if said else month.start
        point = dataclasses.replace(
            self.point(index, start, month.last, Precision.MONTH), calendar=calendar_of, month=month.value
        )
        point = self.with_year(point, is_short=False)
        if point.year is not None or said is not None:
            return point
        is_sure = month.is_clear and calendar_of == "gregorian" and not self.is_named_for(index)
        return dataclasses.replace(point, is_weak=not is_sure)

    def _checked(self, point: Point) -> Point:
        if point.calendar == "hijri":
            return dataclasses.replace(point, is_impossible=(point.day or 0) > 30)
        is_possible = is_day(point.year, point.month, point.day)
        return dataclasses.replace(point, is_impossible=point.is_impossible or not is_possible)

    def _year(self, index: int) -> Point | None:
        said = self.among(index, YEAR_WORDS | YEARS_WORDS)
        hijri = self.hijri_year(said.last if said else index, needs_mark=True)
        if hijri is not None:
            start = said.start if said else hijri.start
            return self._year_point(index, dataclasses.replace(hijri, start=start), "hijri")
        year = self.said_year(index)
        if year is not None:
            return self._year_point(index, year, "gregorian")
        year = self.year(index)
        if year is None or self._is_counted(year) or self._goes_on_before(index):
            return None
        point = self._year_point(index, year, "gregorian")
        return dataclasses.replace(point, is_bare=not year.is_clear)

    def _goes_on_before(self, index: int) -> bool:
        """Whether a figure is the end of another: 7/2013, 555-2013; not of «2011-2015»."""
        if not self.read.glued(index) or self.word(index - 1) not in set("/.-–٬٫,+"):
            return False
        is_dash = self.word(index - 1) in DASHES and self.year(index - 2) is not None
        return not is_dash or self.word(index - 3) in DASHES

    def _is_counted(self, year: Found) -> bool:
        """Whether a figure goes on: 2013.5, 2013/7, 2013 %."""
        end = self.read.lexemes[year.last - 1].end
        text = self.read.text
        goes_on = text[end : end + 1] in set("/.٬٫,") and text[end + 1 : end + 2].isdigit()
        return goes_on or self.word(year.last) in {"%", "٪"}

    def _year_point(self, index: int, year: Found, calendar_of: str) -> Point:
        point = self.point(index, year.start, year.last, Precision.YEAR)
        return dataclasses.replace(point, calendar=calendar_of, year=year.value)


@functools.lru_cache(maxsize=1 << 16)
def _opens(word: str) -> bool:
    """Whether a date can begin with a word: nearly all words of a text are told apart here, at little cost."""
    for _, rest in without_proclitics(word):
        plain = rest.removeprefix("ال")
        if not _OPENERS.isdisjoint((rest, plain)) or is_number_word(rest) or is_number_word(plain):
            return True
    return False
