"""Times told from the day of the document: أمس، قبل ثلاثة أيام، الشهر الماضي، 3 تموز الماضي، last Tuesday."""

import dataclasses
from typing import Final

from sijill.text.calendar_words import SEASONS
from sijill.text.date_points import Point, Precision, Relative, is_day
from sijill.text.date_words import Words
from sijill.text.lexemes import word_set

_DAYS: Final = {
    **dict.fromkeys(word_set("أمس البارحة امبارح مبارح yesterday"), -1),
    **dict.fromkeys(word_set("اليوم today"), 0),
    **dict.fromkeys(word_set("غدا غد بكرا بكرة tomorrow"), 1),
}
_TWO_WORDS: Final = {
    **dict.fromkeys((("اول", "امس"), ("اول", "مبارح"), ("اول", "امبارح"), ("اولت", "مبارح")), -2),
    ("بعد", "غد"): 2,
}
_NOT_TODAY: Final = word_set("التالي نفسه ذاته الأول الثاني السابق الواحد العالمي الدولي الأخير الموعود الذي")
_BEFORE_NOT_TODAY: Final = word_set("ذلك نفس هذا في نهاية طوال منتصف مدار")
_PAST: Final = word_set("الماضي الماضية الفائت الفائتة المنصرم المنصرمة")
_THIS: Final = word_set("الجاري الجارية الحالي الحالية")
_NEXT: Final = word_set("القادم القادمة المقبل المقبلة الجاي الجاية")
_UNITS: Final = {
    **dict.fromkeys(word_set("يوم أيام يوما day days"), (Precision.DAY, 1)),
    **dict.fromkeys(word_set("يومين"), (Precision.DAY, 2)),
    **dict.fromkeys(word_set("أسبوع أسابيع أسبوعا week weeks"), (Precision.WEEK, 1)),
    **dict.fromkeys(word_set("أسبوعين"), (Precision.WEEK, 2)),
    **dict.fromkeys(word_set("شهر أشهر شهور شهرا month months"), (Precision.MONTH, 1)),
    **dict.fromkeys(word_set("شهرين"), (Precision.MONTH, 2)),
    **dict.fromkeys(word_set("سنة عام سنوات أعوام عاما سنين year years"), (Precision.YEAR, 1)),
    **dict.fromkeys(word_set("سنتين عامين"), (Precision.YEAR, 2)),
}
"""Unit, and how many the word alone says."""
_ONE: Final = word_set("يوم أسبوع شهر سنة عام يومين أسبوعين شهرين سنتين عامين day week month year")
"""Units that need no number: «قبل أيام» says none."""
_DEMONSTRATIVES: Final = word_set("هذا هذه هذي this")
OPENERS: Final = (
    frozenset(_DAYS)
    | {first for first, _ in _TWO_WORDS}
    | frozenset(_UNITS)
    | _DEMONSTRATIVES
    | {"قبل", "last", "next", "past"}
)
"""Words that such a time begins with, without article."""


def told(words: Words, index: int) -> Point | None:
    """Return the time told from the document's day that begins at a lexeme, or None."""
    return (
        _day(words, index)
        or _ago(words, index)
        or _english(words, index)
        or _unit(words, index)
        or _named(words, index)
    )


def _direction(words: Words, index: int) -> tuple[int, int] | None:
    """Return (-1, 0 or 1, index behind) of الماضي, الجاري, القادم or «اللي فات»."""
    word = words.word(index)
    for step, known in ((-1, _PAST), (0, _THIS), (1, _NEXT)):
        if word in known:
            return step, index + 1
    if word == "اللي" and words.word(index + 1) in {"فات", "فاتت", "راح", "راحت", "مضي", "مضت"}:
        return -1, index + 2
    return None


def _day(words: Words, index: int) -> Point | None:
    for cut, rest in words.cuts(index):
        two = _TWO_WORDS.get((rest, words.word(index + 1)))
        if two is not None:
            return _point(words, (index, index + 2), cut, Relative(Precision.DAY, two))
        step = _DAYS.get(rest)
        if step is None or words.word(index - 1) in {"بعد", "قبل"}:
            continue
        if rest == "اليوم" and (
            words.word(index + 1) in _NOT_TODAY or words.word(index - 1) in _BEFORE_NOT_TODAY or cut
        ):
            continue
        weekday = words.weekday(index + 1)
        last = weekday.last if weekday and rest != "اليوم" else index + 1
        return _point(words, (index, last), cut, Relative(Precision.DAY, step))
    return None


def _ago(words: Words, index: int) -> Point | None:
    """«قبل ثلاثة أيام», «قبل شهرين», three days ago."""
    is_arabic = words.word(index) in {"قبل", "وقبل"}
    at = index + 1 if is_arabic else index
    number = words.small_number(at)
    count, unit_at = (number.value, number.last) if number else (1, at)
    unit = _UNITS.get(words.word(unit_at))
    if number is None and words.word(unit_at) not in _ONE:
        return None
    if unit is None or (number is not None and unit[1] != 1) or not 1 <= count <= 31:
        return None
    is_ascii = words.word(unit_at).isascii()
    last = unit_at + 1
    if is_arabic and not is_ascii:
        # «قبل عام 2013», «قبل يوم الجمعة»: before a time with a name.
        if words.is_figure(last) or words.weekday(last) or words.word(last) in {"من", "واحد"}:
            return None
        cut = words.word(index).find("قبل")
        return _point(words, (index, last), cut, Relative(unit[0], -count * unit[1]))
    if is_ascii and words.word(last) == "ago" and (number or words.word(index - 1) in {"a", "an", "one"}):
        return _point(words, (index, last + 1), 0, Relative(unit[0], -count))
    return None


def _unit(words: Words, index: int) -> Point | None:
    """«الشهر الماضي», «هذا العام», «السنة اللي فاتت»."""
    if words.word(index) in _DEMONSTRATIVES and words.word(index).isascii() is False:
        unit = _UNITS.get(words.word(index + 1).removeprefix("ال"))
        if unit and unit[1] == 1 and unit[0] is not Precision.DAY and words.word(index + 1).startswith("ال"):
            return _point(words, (index, index + 2), 0, Relative(unit[0], 0))
        return None
    for cut, rest in words.cuts(index):
        unit = _UNITS.get(rest.removeprefix("ال")) if rest.startswith("ال") else None
        found = _direction(words, index + 1) if unit and unit[1] == 1 else None
        if unit and found and unit[0] is not Precision.DAY:
            return _point(words, (index, found[1]), cut, Relative(unit[0], found[0]))
    return None


def _named(words: Words, index: int) -> Point | None:
    """«الثلاثاء الماضي», «تموز الماضي», «3 تموز الماضي», «الصيف الماضي»."""
    weekday = words.weekday(index)
    if weekday is not None:
        found = _direction(words, weekday.last)
        told_of = Relative(Precision.DAY, found[0] if found else 0, weekday=weekday.value)
        return _from(words, index, weekday.start, found, told_of)
    day = words.small_number(index) if words.is_figure(index) else None
    at = day.last + (words.word(day.last) in {"من", "of"}) if day else index
    at += words.word(at) == "شهر"
    month = words.month(at)
    if month is not None and (day is None or is_day(None, month.value, day.value)):
        last = month.last
        pair = words.month(last + 1) if words.word(last) == "/" else None
        last = pair.last if pair and pair.value == month.value else last
        found = _direction(words, last)
        start = day.start if day else month.start
        precision = Precision.DAY if day else Precision.MONTH
        told_of = Relative(
            precision, found[0] if found else 0, month=month.value, day=day.value if day else None
        )
        return _from(words, index, start, found, told_of)
    for cut, rest in words.cuts(index):
        months = SEASONS.get(rest.removeprefix("ال")) if rest.startswith("ال") else None
        found = _direction(words, index + 1) if months else None
        if months and found:
            return _point(words, (index, found[1]), cut, Relative(Precision.SEASON, found[0], season=months))
    return None


def _english(words: Words, index: int) -> Point | None:
    """Last week, this year, next month, last Tuesday, last July, last summer."""
    if [words.word(each) for each in range(index, index + 3)] == ["day", "before", "yesterday"]:
        return _point(words, (index, index + 3), 0, Relative(Precision.DAY, -2))
    step = {"last": -1, "this": 0, "next": 1, "past": -1}.get(words.word(index))
    following = words.word(index + 1)
    if step is None or not following.isascii():
        return None
    last, told_of = index + 2, None
    unit, weekday, month = _UNITS.get(following), words.weekday(index + 1), words.month(index + 1)
    if unit is not None and unit[0] is not Precision.DAY and not following.endswith("s"):
        told_of = Relative(unit[0], step)
    elif weekday is not None:
        told_of = Relative(Precision.DAY, step, weekday=weekday.value)
    elif month is not None and words.year(month.last) is None:
        last, told_of = month.last, Relative(Precision.MONTH, step, month=month.value)
    elif following in SEASONS:
        told_of = Relative(Precision.SEASON, step, season=SEASONS[following])
    return None if told_of is None else _point(words, (index, last), 0, told_of)


def _from(
    words: Words, index: int, start: int, found: tuple[int, int] | None, told_of: Relative
) -> Point | None:
    if found is None:
        return None
    return _point(words, (index, found[1]), start - words.read.lexemes[index].start, told_of)


def _point(words: Words, place: tuple[int, int], cut: int, told_of: Relative) -> Point:
    point = words.point_at(place, cut, told_of.unit)
    return dataclasses.replace(point, month=told_of.month, day=told_of.day, relative=told_of)
