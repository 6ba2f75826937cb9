"""Dates in Arabic and English text, with their offsets, at the precision in which they were said.

Read here: three Arabic month vocabularies and pairs of them, English months, dd/mm/yyyy (day first, the order
flagged when open), years with a cue, seasons, halves, intervals, weekdays. Nothing is filled in that was not
said: a day and month without a year have no ISO form. A hijri date is kept as hijri text, not converted.
Durations and relative days (أمس) are left to the caller.
"""

import calendar
import dataclasses
import datetime as dt
import re
from typing import Final

from sijill.text.calendar_words import MONTHS, PARTS_OF_YEAR, SEASONS, WEEKDAYS
from sijill.text.date_patterns import CUE_BEFORE, LINK, PATTERNS
from sijill.text.lexemes import Passage, passage


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date or interval as stated; offsets are code points, end exclusive."""

    start: int
    end: int
    iso: str | None
    """ISO 8601 at the precision said (2012-02), an interval ``a/b``, or None: no year was said, or hijri."""
    approximate: bool = False
    order_open: bool = False
    """03/04/2012: read day first, but month first was possible."""
    weekday_disagrees: bool = False
    calendar: str = "gregorian"
    certain: bool = True
    """False for bare years (بين 2011 و2013, في 2013), which a counted noun behind them makes numbers."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Point:
    start: int
    end: int
    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    until: tuple[int, int] | None = None
    """Last (year, month) where the point is itself a stretch: a season, a half of a year."""
    last_day: int | None = None
    approximate: bool = False
    order_open: bool = False
    weekday: str | None = None


def dates(text: str) -> list[Date]:
    """Return the dates in ``text`` in order, never overlapping; offsets are code points of ``text``."""
    read = passage(text)
    found: list[Date] = []
    for date in passage_dates(read):
        start, end = read.source(date.start, date.end)
        found.append(dataclasses.replace(date, start=start, end=end))
    return found


def passage_dates(read: Passage) -> list[Date]:
    """Return the dates of a passage; offsets count in its folded text."""
    points = _points(read.text)
    found: list[Date] = []
    index = 0
    while index < len(points):
        joined = _joined(read.text, points[index], points[index + 1]) if index + 1 < len(points) else None
        if joined is not None:
            found.append(joined)
            index += 2
            continue
        single = _single(read.text, points[index])
        if single is not None:
            found.append(single)
        index += 1
    return found


def _points(text: str) -> list[_Point]:
    """Return the single dates by pattern, earlier patterns first, none overlapping another."""
    taken: list[_Point] = []
    covered = bytearray(len(text))
    for kind, pattern in PATTERNS:
        for hit in pattern.finditer(text):
            if any(covered[hit.start() : hit.end()]):
                continue
            point = _point(kind, hit)
            if point is not None:
                taken.append(point)
                covered[hit.start() : hit.end()] = b"\x01" * (hit.end() - hit.start())
    return sorted(taken, key=lambda point: point.start)


def _point(kind: str, hit: re.Match[str]) -> _Point | None:
    groups = {name: value for name, value in hit.groupdict().items() if value}
    start, end = min(map(hit.start, groups), default=hit.start()), hit.end()
    year = int(groups["year"]) if "year" in groups else None
    if kind == "hijri":
        return _Point(start, end, kind)
    if kind == "season" and year:
        first, last = SEASONS[groups["season"]]
        return _Point(start, end, kind, year, first, until=(year + (last < first), last), approximate=True)
    if kind == "part" and year:
        first, last = PARTS_OF_YEAR[" ".join(groups["part"].split())]
        return _Point(start, end, kind, year, first, until=(year, last))
    if kind == "numeric":
        return _numeric(start, end, int(groups["day"]), int(groups["month"]), int(groups["year"]))
    return _named(_Point(start, end, kind, year), groups)


def _named(point: _Point, groups: dict[str, str]) -> _Point:
    """Give ``point`` its month and day, or leave it without a year where they make no date (31 شباط)."""
    month, pair = _month(groups.get("month")), _month(groups.get("pair"))
    if point.year and month and pair == month + 1 and "day" not in groups:
        # «آذار/نيسان 2012»: two months, not two names of one.
        return dataclasses.replace(point, month=month, until=(point.year, pair))
    day = int(groups["day"]) if "day" in groups else None
    last_day = int(groups["last"]) if "last" in groups else None
    possible = _is_day(point.year, month, day) and _is_day(point.year, month, last_day or day)
    if not possible or pair not in {None, month}:
        return dataclasses.replace(point, year=None)
    return dataclasses.replace(
        point,
        month=month,
        day=day,
        last_day=last_day,
        approximate="about" in groups,
        weekday=groups.get("weekday"),
    )


def _month(name: str | None) -> int | None:
    if name is None:
        return None
    return int(name) if name.isdigit() else MONTHS[" ".join(name.replace(".", "").split())]


def _is_day(year: int | None, month: int | None, day: int | None) -> bool:
    if month is not None and not 1 <= month <= 12:
        return False
    # 2000 was a leap year: without a year, 29 February is possible.
    return day is None or (month is not None and 1 <= day <= calendar.monthrange(year or 2000, month)[1])


def _numeric(start: int, end: int, day: int, month: int, year: int) -> _Point | None:
    order_open = day <= 12 and month <= 12 and day != month
    if month > 12 >= day:
        day, month = month, day
    if not _is_day(year, month, day):
        return None
    return _Point(start, end, "numeric", year, month, day, order_open=order_open)


def _iso(point: _Point) -> str | None:
    if point.year is None:
        return None
    if point.until:
        return f"{point.year}-{point.month:02}/{point.until[0]}-{point.until[1]:02}"
    text = f"{point.year}"
    if point.month:
        text += f"-{point.month:02}"
    if point.day:
        text += f"-{point.day:02}"
    return f"{text}/{point.year}-{point.month:02}-{point.last_day:02}" if point.last_day else text


def _single(text: str, point: _Point) -> Date | None:
    if point.kind == "hijri":
        return Date(start=point.start, end=point.end, iso=None, calendar="hijri")
    certain = True
    if point.kind == "bare":
        if not CUE_BEFORE.search(text[max(0, point.start - 12) : point.start]):
            return None
        certain = False
    disagrees = False
    if point.weekday and point.year and point.month and point.day:
        said = dt.date(point.year, point.month, point.day)
        disagrees = said.weekday() != WEEKDAYS[point.weekday]
    return Date(
        start=point.start,
        end=point.end,
        iso=_iso(point),
        approximate=point.approximate,
        order_open=point.order_open,
        weekday_disagrees=disagrees,
        certain=certain,
    )


_INTERVAL_CUE: Final = re.compile(
    r"(?:^|[\s(،,وف])(?:ما\s+)?(?P<cue>بين|من|منذ|between|from|since)\s+(?:(?:ال)?(?:عامي|عام|سنه|شهري|شهر|يوم)\s+)?$"
)


def _joined(text: str, first: _Point, second: _Point) -> Date | None:
    """Two points as one interval, when a link stands between them and a cue before them (or a dash between)."""
    if "hijri" in {first.kind, second.kind} or first.until or second.until:
        return None
    link = LINK.fullmatch(text, first.end, second.start)
    if link is None:
        return None
    cue = _INTERVAL_CUE.search(text[max(0, first.start - 24) : first.start])
    dash = link["dash"] is not None
    if not cue and not dash and not (link["until"] and first.kind != "bare"):
        return None
    if first.year is None and first.month and second.year:
        # «بين شباط وآب 2018»: the year was said once for both.
        first = dataclasses.replace(first, year=second.year)
    start_iso, end_iso = _iso(first), _iso(second)
    known = start_iso is not None and end_iso is not None and start_iso[:4] <= end_iso[:4]
    if not known and first.kind == second.kind == "bare":
        return None
    start = first.start
    if cue and cue["cue"] in {"بين", "between"}:
        start = max(0, first.start - 24) + cue.start("cue")
    return Date(
        start=start,
        end=second.end,
        iso=f"{start_iso}/{end_iso}" if known else None,
        approximate=first.approximate or second.approximate,
        certain=dash or not (first.kind == second.kind == "bare"),
    )
