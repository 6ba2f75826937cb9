"""Times told from the day of the document (أمس، الشهر الماضي، 3 تموز الماضي): days only once that day is known."""

import datetime as dt

from sijill.text.date_points import Precision, Relative, Stretch, month_end

_SPANS = {Precision.MONTH: 1, Precision.YEAR: 12}


def resolve(relative: Relative, document: dt.date) -> Stretch:
    """Return first and last day of what is told on the day ``document``; weeks run from Monday to Sunday.

    A named day, month or decade without a year is the last one before the document, or with a positive step the
    next one after it. None and None outside the years 1 to 9999.
    """
    try:
        return _resolve(relative, document)
    except (OverflowError, ValueError):
        return None, None


def _resolve(relative: Relative, document: dt.date) -> Stretch:
    if relative.weekday is not None:
        return _weekday(relative.weekday, relative.step, document)
    if relative.decade is not None:
        return _decade(relative.decade, relative.step, document)
    if relative.season is not None or relative.month is not None:
        return _named(relative, document)
    return _unit(relative, document)


def _unit(relative: Relative, document: dt.date) -> Stretch:
    if relative.unit is Precision.DAY:
        day = document + dt.timedelta(relative.step)
        return day, day
    if relative.unit is Precision.WEEK:
        monday = document - dt.timedelta(document.weekday()) + dt.timedelta(7 * relative.step)
        return monday, monday + dt.timedelta(6)
    months = document.year * 12 + document.month - 1 + relative.step * _SPANS[relative.unit]
    if relative.unit is Precision.YEAR:
        return dt.date(months // 12, 1, 1), dt.date(months // 12, 12, 31)
    return dt.date(months // 12, months % 12 + 1, 1), month_end(months // 12, months % 12 + 1)


def _decade(tens: int, step: int, document: dt.date) -> Stretch:
    year = document.year // 100 * 100 + 10 * tens
    if step < 0 or year > document.year:
        year -= 100
    return dt.date(year, 1, 1), dt.date(year + 9, 12, 31)


def _weekday(weekday: int, step: int, document: dt.date) -> Stretch:
    apart = (weekday - document.weekday()) % 7
    if step < 0:
        apart -= 7
    elif step > 0 and apart == 0:
        apart = 7
    day = document + dt.timedelta(apart)
    return day, day


def _named(relative: Relative, document: dt.date) -> Stretch:
    """A month, day of a month or season: the latest one over before the document, this year's, or the next."""
    if relative.step == 0:
        return _in_year(relative, document.year)
    years = range(document.year + 1, document.year - 3, -1)
    found = [span for year in years if (span := _in_year(relative, year))[0] is not None]
    if relative.step < 0:
        return next(span for span in found if span[1] is not None and span[1] < document)
    return next(span for span in reversed(found) if span[0] is not None and span[0] > document)


def _in_year(relative: Relative, year: int) -> Stretch:
    if relative.season is not None:
        first, last = relative.season
        return dt.date(year, first, 1), month_end(year + (last < first), last)
    month = relative.month or 1
    if relative.day is None:
        return dt.date(year, month, 1), month_end(year, month)
    try:
        day = dt.date(year, month, relative.day)
    except ValueError:  # 29 February in a common year.
        return None, None
    return day, day
