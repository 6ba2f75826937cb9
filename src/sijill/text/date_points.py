"""What a text says of one time, and the days that it means: first, last, and at which precision it was said.

Hijri days follow the Umm al-Qura calendar (hijridate), which foresees the new moon; a month that was begun when it
was seen may begin a day earlier or later, hence a tolerance of one day.
"""

import calendar
import dataclasses
import datetime as dt
import enum
from typing import Final, TypeAlias

HIJRI_TOLERANCE_DAYS: Final = 1
_HIJRI_YEARS: Final = range(1343, 1501)
"""What the tables of Umm al-Qura hold."""
Stretch: TypeAlias = tuple[dt.date | None, dt.date | None]
"""First and last day; None where nothing was said or nothing follows."""


class Precision(enum.Enum):
    """At which precision a time was said."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"


@dataclasses.dataclass(frozen=True, slots=True)
class Relative:
    """A time told from the day of the document: ``step`` units before (-) or after it."""

    unit: Precision
    step: int = 0
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    decade: int | None = None
    season: tuple[int, int] | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One time as a text says it; lexeme indexes, end exclusive, and folded offsets."""

    first: int
    last: int
    start: int
    end: int
    precision: Precision
    calendar: str = "gregorian"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    until: tuple[int, int, int | None] | None = None
    """Last (year, month, day) where the point is itself a stretch: a season, half a year, 3-5 August."""
    approximate: bool = False
    order_open: bool = False
    two_digit_year: bool = False
    weekday: int | None = None
    relative: Relative | None = None
    is_impossible: bool = False
    """31 شباط: written as a date, and none."""
    is_bare: bool = False
    """A year without a word or month beside it."""
    is_weak: bool = False
    """A month or day that is only one as the end of an interval."""


def stretch(point: Point) -> Stretch:
    """Return the first and last day that ``point`` means; None and None where no year was said."""
    if point.is_impossible or point.year is None:
        return None, None
    if point.calendar == "hijri":
        return _hijri(point)
    if point.precision is Precision.DECADE:
        return dt.date(point.year, 1, 1), dt.date(point.year + 9, 12, 31)
    if point.precision is Precision.CENTURY:
        return dt.date(point.year, 1, 1), dt.date(point.year + 99, 12, 31)
    first = dt.date(point.year, point.month or 1, point.day or 1)
    if point.until is None:
        return first, first if point.day else month_end(point.year, point.month or 12)
    year, month, day = point.until
    return first, dt.date(year, month, day) if day else month_end(year, month)


def other_reading(point: Point) -> Stretch | None:
    """Return the day that month first would mean, where the order is open."""
    if not point.order_open or not (point.year and point.month and point.day):
        return None
    day = dt.date(point.year, point.day, point.month)
    return day, day


def month_day(point: Point) -> str | None:
    """Return ``MM-DD`` for a Gregorian day whose year was not said."""
    if point.year or not point.month or not point.day or point.is_impossible or point.calendar == "hijri":
        return None
    return f"{point.month:02}-{point.day:02}"


def weekday_disagrees(point: Point) -> bool:
    """Whether the weekday that was said is not that of the day; a hijri day may be one off."""
    first, last = stretch(point)
    if point.weekday is None or first is None or first != last:
        return False
    slack = HIJRI_TOLERANCE_DAYS if point.calendar == "hijri" else 0
    days = {(first.weekday() + shift) % 7 for shift in range(-slack, slack + 1)}
    return point.weekday not in days


def iso(point: Point) -> str | None:
    """Return ISO 8601 at the precision said, an interval as ``a/b``; None without a Gregorian year."""
    if point.is_impossible or point.year is None or point.calendar == "hijri":
        return None
    if point.precision in {Precision.DECADE, Precision.CENTURY}:
        first, last = stretch(point)
        return None if first is None or last is None else f"{first.year}/{last.year}"
    text = _iso(point.year, point.month, point.day)
    return f"{text}/{_iso(*point.until)}" if point.until else text


def is_day(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether there is such a day; without a year, 29 February is possible."""
    if month is not None and not 1 <= month <= 12:
        return False
    return day is None or (month is not None and 1 <= day <= calendar.monthrange(year or 2000, month)[1])


def month_end(year: int, month: int) -> dt.date:
    """Return the last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _iso(year: int, month: int | None, day: int | None) -> str:
    return "-".join(f"{part:02}" for part in (year, month, day) if part)


def _hijri(point: Point) -> Stretch:
    year, month = point.year or 0, point.month
    if year >= 1800:
        # «رمضان 2013»: a hijri month in a Gregorian year.
        found = [
            hijri_month(hijri, month or 1)
            for hijri in _HIJRI_YEARS
            if hijri_month(hijri, month or 1)[0].year == year
        ]
        return found[0] if len(found) == 1 and point.day is None else (None, None)
    if year not in _HIJRI_YEARS:
        return None, None
    if month is None:
        return hijri_month(year, 1)[0], hijri_month(year, 12)[1]
    first, last = hijri_month(year, month)
    if point.until is not None and point.day:
        return first + dt.timedelta(point.day - 1), first + dt.timedelta((point.until[2] or 1) - 1)
    if point.day is None:
        return first, last
    day = first + dt.timedelta(point.day - 1)
    return day, day


def hijri_month(year: int, month: int) -> tuple[dt.date, dt.date]:
    """Return the Gregorian first and last day of a hijri month of 1343 to 1500."""
    from hijridate import Hijri

    begins = Hijri(year, month, 1)
    first = begins.to_gregorian()
    return first, first + dt.timedelta(begins.month_length() - 1)
