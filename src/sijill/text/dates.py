"""Dates in Arabic and English text, with their offsets, at the precision and in the calendar in which they were said.

Read here: three Arabic vocabularies of months and pairs of them, English months, hijri dates, dates in figures (day
first, the order flagged when open; two-digit years flagged), partial dates (أواخر تموز 2012), seasons, parts of a
year, decades, intervals with both ends or one (منذ), weekdays, and times told from the day of the document.
Nothing is filled in that was not said: a day and month without a year have no first and last day, and أمس has
one only where the document's day is given. Time is linear in the length of the text.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from typing import Final

from sijill.text.calendar_words import YEARS_WORDS
from sijill.text.date_joins import Interval, cue, join, opened
from sijill.text.date_points import (
    HIJRI_TOLERANCE_DAYS,
    Point,
    Precision,
    Stretch,
    iso,
    month_day,
    other_reading,
    stretch,
    weekday_disagrees,
)
from sijill.text.date_reader import Reader
from sijill.text.date_relative import resolve
from sijill.text.lexemes import Passage, passage, word_set
from sijill.text.pieces import pieces

_CUES: Final = word_set(
    "في وفي منذ ومنذ قبل بعد حتى خلال منتصف مطلع نهاية أواخر أوائل بين من إلى in since by until during of before after"
    " between and from to"
)
"""What makes a bare four-digit figure behind it a year."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date or interval as stated; offsets are code points, end exclusive."""

    start: int
    end: int
    earliest: dt.date | None = None
    """First day that can be meant; None where no year was said, or for «حتى 2014»."""
    latest: dt.date | None = None
    precision: Precision = Precision.DAY
    calendar: str = "gregorian"
    """In which it was said: ``gregorian`` or ``hijri``. The days are Gregorian in any case."""
    approximate: bool = False
    order_open: bool = False
    """03/04/2012: read day first, but month first was possible."""
    other_reading: Stretch | None = None
    """The day that month first would mean, where the order is open."""
    two_digit_year: bool = False
    weekday_disagrees: bool = False
    tolerance_days: int = 0
    """1 for hijri dates: the month began when its moon was seen."""
    month_day: str | None = None
    """``MM-DD`` of a day without a year."""
    relative: bool = False
    """Told from the day of the document."""
    with_document_date: Stretch | None = None
    """What a relative time means on the day of the document, where that was given."""
    iso: str | None = None
    """ISO 8601 at the precision said (2012-02), an interval ``a/b`` (an open end is ``..``); None without a
    Gregorian year."""
    certain: bool = True
    """False for bare years (بين 2011 و2013, في 2013), which a counted noun behind them makes numbers."""
    impossible: bool = False
    """31 شباط: written like a date, and none."""


def dates(text: str, document: dt.date | None = None) -> list[Date]:
    """Return the dates in ``text`` in order, never overlapping; offsets are code points of ``text``.

    ``document`` is the day on which the text was written: relative times mean days only where it is given.
    """
    found: list[Date] = []
    for offset, piece in pieces(text):
        read = passage(piece, offset)
        for date in passage_dates(read, document):
            start, end = read.source(date.start, date.end)
            found.append(dataclasses.replace(date, start=start, end=end))
    return found


def passage_dates(
    read: Passage, document: dt.date | None = None, *, with_relative: bool = True
) -> list[Date]:
    """Return the dates of a passage; offsets count in its folded text."""
    words = Reader(read)
    points = list(_points(words, with_relative=with_relative))
    found: list[Date] = []
    index = 0
    while index < len(points):
        joined = join(words, points[index], points[index + 1]) if index + 1 < len(points) else None
        if joined is not None:
            found.append(_interval(joined))
            index += 2
            continue
        single = _single(words, points[index], document)
        if single is not None:
            found.append(single)
        index += 1
    return found


def _points(words: Reader, *, with_relative: bool) -> Iterator[Point]:
    index = 0
    while index < len(words.read.lexemes):
        point = words.date(index)
        if point is None or (point.relative and not with_relative):
            index += 1
            continue
        yield point
        index = max(point.last, index + 1)


def _single(words: Reader, point: Point, document: dt.date | None) -> Date | None:
    if point.is_weak or (point.is_bare and not _is_year(words, point)):
        return None
    half_open = opened(words, point)
    if half_open is not None:
        return _interval(half_open)
    first, last = (None, None) if point.relative else stretch(point)
    told = resolve(point.relative, document) if point.relative and document else None
    is_hijri = point.calendar == "hijri"
    # «بين 12 و13 آذار» is read as one point, and begins with its بين all the same.
    is_stretch_of_days = point.until is not None and point.day is not None
    return Date(
        start=cue(words, point)[1] if is_stretch_of_days else point.start,
        end=point.end,
        earliest=first,
        latest=last,
        precision=point.precision,
        calendar=point.calendar,
        approximate=point.approximate,
        order_open=point.order_open,
        other_reading=other_reading(point),
        two_digit_year=point.two_digit_year,
        weekday_disagrees=weekday_disagrees(point),
        tolerance_days=HIJRI_TOLERANCE_DAYS if is_hijri and first else 0,
        month_day=month_day(point),
        relative=point.relative is not None,
        with_document_date=told,
        iso=None if point.relative else iso(point),
        certain=not point.is_bare,
        impossible=point.is_impossible,
    )


def _is_year(words: Reader, point: Point) -> bool:
    before = words.word(point.first - 1)
    in_brackets = before == "(" and words.word(point.last) == ")"
    return before in _CUES or before in YEARS_WORDS or in_brackets


def _interval(interval: Interval) -> Date:
    ends = [end for end in (interval.first, interval.second) if end is not None]
    first = stretch(interval.first)[0] if interval.first else None
    last = stretch(interval.second)[1] if interval.second else None
    is_known = all(stretch(end) != (None, None) for end in ends)
    calendars = {end.calendar for end in ends}
    return Date(
        start=interval.start,
        end=interval.end,
        earliest=first if is_known else None,
        latest=last if is_known else None,
        precision=Precision.INTERVAL,
        calendar="hijri" if calendars == {"hijri"} else "gregorian",
        approximate=any(end.approximate for end in ends),
        order_open=any(end.order_open for end in ends),
        two_digit_year=any(end.two_digit_year for end in ends),
        weekday_disagrees=any(map(weekday_disagrees, ends)),
        tolerance_days=HIJRI_TOLERANCE_DAYS if "hijri" in calendars and is_known else 0,
        iso=_interval_iso(interval),
        certain=interval.is_sure,
    )


def _interval_iso(interval: Interval) -> str | None:
    parts = []
    for end, side in ((interval.first, 0), (interval.second, -1)):
        told = iso(end) if end else ".."
        if told is None:
            return None
        parts.append(told.split("/")[side])
    return "/".join(parts)
