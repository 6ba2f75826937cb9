"""Stretches with a name: seasons, halves and quarters, weeks of a month, decades, centuries."""

import calendar
import dataclasses
from typing import Final

from sijill.text.calendar_words import CENTURIES, DECADES, ORDINALS, PARTS, SEASONS
from sijill.text.date_points import Point, Precision, Relative
from sijill.text.date_words import Found, Words
from sijill.text.lexemes import word_set

_OF: Final = word_set("من of the في in")
_CENTURY: Final = word_set("القرن قرن century")
_PAST: Final = word_set("الماضي الفائت المنصرم الماضية")
_WEEK: Final = word_set("الأسبوع أسبوع week")


def year_behind(words: Words, index: int) -> Found | None:
    """Return a year with or without its word, behind من or of and a comma."""
    at = index
    while at < index + 3 and (words.word(at) in _OF or words.word(at) in {"،", ","}):
        at += 1
    return words.said_year(at) or words.year(at)


def season(words: Words, index: int) -> Point | None:
    """Return صيف 2013, شتاء 2012-2013, summer of 2013."""
    for cut, rest in words.cuts(index):
        months = SEASONS.get(rest.removeprefix("ال"))
        year = year_behind(words, index + 1) if months else None
        if months is None or year is None:
            continue
        first, last = months
        begins, behind = year.value, year.last
        following = words.year(behind + 1) if words.word(behind) in {"-", "/", "–"} else None
        if following is not None and following.value == begins + 1:
            behind = following.last
        point = words.point_at((index, behind), cut, Precision.SEASON)
        until = (begins + (last < first), last, None)
        return dataclasses.replace(point, year=begins, month=first, until=until, approximate=True)
    return None


def part(words: Words, index: int) -> Point | None:
    """Return النصف الأول من عام 2015, الأسبوع الثاني من آذار 2013, first quarter of 2015, Q1 2015."""
    for cut, rest in words.cuts(index):
        if rest == "q" and words.is_figure(index + 1) and words.word(index + 1) in {"1", "2", "3", "4"}:
            count, which, behind = 4, int(words.word(index + 1)), index + 2
        elif rest in ORDINALS and (words.word(index + 1) in PARTS or words.word(index + 1) in _WEEK):
            count, which, behind = PARTS.get(words.word(index + 1), 0), ORDINALS[rest], index + 2
        elif rest.removeprefix("ال") in PARTS or rest in _WEEK:
            ordinal = ORDINALS.get(words.word(index + 1).removeprefix("ال"))
            count, which, behind = PARTS.get(rest.removeprefix("ال"), 0), ordinal or 0, index + 2
        else:
            continue
        which = count if which == -1 and count else which
        if not 1 <= which <= (count or 4):
            continue
        return _part_of_month(words, (index, behind), cut, (count, which)) or _part_of_year(
            words, (index, behind), cut, (count, which)
        )
    return None


def _part_of_year(words: Words, place: tuple[int, int], cut: int, part_of: tuple[int, int]) -> Point | None:
    count, which = part_of
    year = year_behind(words, place[1]) if count else None
    if year is None:
        return None
    months = 12 // count
    point = words.point_at((place[0], year.last), cut, Precision.INTERVAL)
    until = (year.value, months * which, None)
    return dataclasses.replace(point, year=year.value, month=months * (which - 1) + 1, until=until)


def _part_of_month(words: Words, place: tuple[int, int], cut: int, part_of: tuple[int, int]) -> Point | None:
    at = place[1]
    while words.word(at) in _OF or words.word(at) == "شهر":
        at += 1
    month = words.month(at)
    year = year_behind(words, month.last) if month else None
    if month is None or year is None:
        return None
    count, which = part_of
    days = calendar.monthrange(year.value, month.value)[1]
    length = 7 if count == 0 else {2: 15, 3: 10}.get(count, 0)
    if not length:
        return None
    last = days if which == count else which * length
    point = words.point_at((place[0], year.last), cut, Precision.INTERVAL)
    return dataclasses.replace(
        point,
        year=year.value,
        month=month.value,
        day=(which - 1) * length + 1,
        until=(year.value, month.value, last),
    )


def decade(words: Words, index: int) -> Point | None:
    """Return سبعينيات القرن العشرين, the 1980s; without a century it is told from the document's day."""
    if words.is_figure(index) and words.word(index + 1) == "s" and words.read.glued(index + 1):
        return _decade_in_figures(words, index)
    for cut, rest in words.cuts(index):
        tens = DECADES.get(rest.removeprefix("ال"))
        if tens is None:
            continue
        at = index + 1 + (words.word(index + 1) in _OF)
        if words.word(at) in _CENTURY:
            named, behind, is_past = _century_words(words, at + 1)
            if named is not None:
                point = words.point_at((index, behind), cut, Precision.DECADE)
                return dataclasses.replace(point, year=(named - 1) * 100 + 10 * tens)
            if is_past:
                point = words.point_at((index, behind), cut, Precision.DECADE)
                told = Relative(Precision.DECADE, step=-1, decade=tens)
                return dataclasses.replace(point, relative=told)
        if rest.startswith("ال") or words.word(index - 1) == "the":
            point = words.point_at((index, index + 1), cut, Precision.DECADE)
            return dataclasses.replace(point, relative=Relative(Precision.DECADE, decade=tens))
    return None


def _decade_in_figures(words: Words, index: int) -> Point | None:
    figure = words.word(index)
    point = words.point_at((index, index + 2), 0, Precision.DECADE)
    if len(figure) == 4 and figure[:2] in {"18", "19", "20"} and figure[3] == "0":
        return dataclasses.replace(point, year=int(figure))
    if len(figure) == 2 and figure[1] == "0" and figure != "00":
        return dataclasses.replace(point, relative=Relative(Precision.DECADE, decade=int(figure[0])))
    return None


def century(words: Words, index: int) -> Point | None:
    """Return القرن التاسع عشر, the 19th century."""
    for cut, rest in words.cuts(index):
        if rest == "القرن":
            named, behind, _ = _century_words(words, index + 1)
            if named is not None:
                point = words.point_at((index, behind), cut, Precision.CENTURY)
                return dataclasses.replace(point, year=(named - 1) * 100)
    is_english = words.is_figure(index) and words.word(index + 2) == "century" and words.read.glued(index + 1)
    if is_english and words.word(index) in {"18", "19", "20", "21"}:
        point = words.point_at((index, index + 3), 0, Precision.CENTURY)
        return dataclasses.replace(point, year=(int(words.word(index)) - 1) * 100)
    return None


def _century_words(words: Words, index: int) -> tuple[int | None, int, bool]:
    """Return (century, index behind, whether it is the past one)."""
    one = words.word(index).removeprefix("ال")
    two = f"{one} {words.word(index + 1)}"
    if two in CENTURIES:
        return CENTURIES[two], index + 2, False
    if one in CENTURIES:
        return CENTURIES[one], index + 1, False
    return None, index + 1, words.word(index) in _PAST
