"""Dates as lists write them, read as the span of days that they can mean."""

import calendar
import datetime as dt
import re
from typing import Final

from sijill.model.listing import DateSpan

YEARS_AROUND: Final = 2
"""Years on either side that "circa" and "approximately" are read as; no publisher gives a figure: it is ours."""

_MONTHS: Final = {name: number for number, name in enumerate(calendar.month_abbr) if name}
_DAY: Final = re.compile(r"(?:(?P<day>\d{1,2}) )?(?:(?P<month>[A-Z][a-z]{2}) )?(?P<year>\d{4})")


def parse_span(written: str) -> DateSpan | None:
    """Return the days that ``08 Dec 1967``, ``Dec 1967``, ``1967``, ``circa 1967`` or ``1965 to 1967`` can mean.

    None when the form is none of these or the day does not exist.
    """
    around = written.startswith("circa ")
    ends = [
        _day_span(part.strip())
        for part in re.split(r" to |(?<=\d{4})-(?=\d{4})", written.removeprefix("circa "))
    ]
    first, last = ends[0], ends[-1]
    if first is None or last is None or len(ends) > 2:
        return None
    begin, end = first[0], last[1]
    if around:
        begin = dt.date(max(begin.year - YEARS_AROUND, 1), 1, 1)
        end = dt.date(min(end.year + YEARS_AROUND, 9999), 12, 31)
    return DateSpan(first=begin, last=end, written=written) if begin <= end else None


def _day_span(written: str) -> tuple[dt.date, dt.date] | None:
    found = _DAY.fullmatch(written)
    if found is None or (found["day"] and not found["month"]):
        return None
    year, month = int(found["year"]), _MONTHS.get(found["month"] or "Jan")
    if month is None or year == 0:
        return None
    if found["day"]:
        day = int(found["day"])
        if not 1 <= day <= calendar.monthrange(year, month)[1]:
            return None
        return dt.date(year, month, day), dt.date(year, month, day)
    last_month = month if found["month"] else 12
    end = dt.date(year, last_month, calendar.monthrange(year, last_month)[1])
    return dt.date(year, month, 1), end
