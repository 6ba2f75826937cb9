"""Two times as one interval, and times with one open end (منذ، حتى)."""

import dataclasses
from typing import Final

from sijill.text.date_points import Point, Precision
from sijill.text.date_words import Words
from sijill.text.lexemes import word_set

DASHES: Final = frozenset("-–—‑")
_UNTIL: Final = word_set("حتى وحتى إلى وإلى لغاية ولغاية لحد until till through to up")
_GOAL: Final = frozenset({"غايه", "نهايه", "حد", "to", "until"})
_BETWEEN: Final = word_set("بين وبين بينما between")
_FROM: Final = word_set("من ومن from")
_SINCE: Final = word_set("منذ ومنذ مذ since")
_OPEN_UNTIL: Final = word_set("حتى وحتى لغاية ولغاية until till")


@dataclasses.dataclass(frozen=True, slots=True)
class Interval:
    """An interval with its ends; None for an open end."""

    first: Point | None
    second: Point | None
    start: int
    end: int
    is_sure: bool = True
    """False for bare years that may be numbers."""


def join(words: Words, one: Point, other: Point) -> Interval | None:
    """Return ``one`` and ``other`` as one interval, where a link stands between them and a cue before, or a dash."""
    if one.relative or other.relative or one.is_impossible or other.is_impossible:
        return None
    kind = _link(words, one, other)
    if kind is None or (one.until and kind != "dash" and one.precision is not Precision.SEASON):
        return None
    before, start = cue(words, one)
    if kind == "and" and before != "between":
        return None
    if kind == "until" and not before and (one.is_bare or one.is_weak):
        return None
    first = _inherit(one, other)
    if first is None or (kind == "dash" and not before and one.precision is not other.precision):
        return None
    is_bare = one.is_bare and other.is_bare
    return Interval(first, other, start, other.end, is_sure=kind == "dash" or not is_bare)


def opened(words: Words, point: Point) -> Interval | None:
    """Return ``point`` as the known end of an interval, behind منذ or حتى; None without such a word."""
    if point.relative or point.is_impossible or point.is_weak or point.year is None:
        return None
    before = words.word(point.first - 1)
    is_goal = before in _GOAL and words.word(point.first - 2) in _UNTIL
    at = point.first - 1 - is_goal
    start = words.read.lexemes[at].start if at >= 0 else 0
    if before in _SINCE:
        return Interval(point, None, _behind_and(words, at, start), point.end, is_sure=not point.is_bare)
    if before in _OPEN_UNTIL or is_goal:
        return Interval(None, point, _behind_and(words, at, start), point.end, is_sure=not point.is_bare)
    return None


def _behind_and(words: Words, index: int, start: int) -> int:
    """Return where the word begins behind a و that only joins it to what stands before."""
    word = words.word(index)
    return start + (word.startswith("و") and word[1:] in _SINCE | _OPEN_UNTIL | _BETWEEN | _FROM)


def _link(words: Words, one: Point, other: Point) -> str | None:
    """Return how two times are linked: dash, until, and; None where they are not."""
    between = [words.word(index) for index in range(one.last, other.first)]
    if len(between) > 3:
        return None
    lead = words.read.text[words.read.lexemes[other.first].start : other.start]
    if not between:
        return {"و": "and", "ل": "until"}.get(lead)
    if len(between) == 1 and between[0] in DASHES:
        return "dash"
    is_years = one.precision is other.precision is Precision.YEAR
    if between == ["/"] and is_years and not one.is_bare:
        return "dash"
    joined = [word for word in between if word not in {"و", "،", ","}]
    if joined and joined[0] in _UNTIL and all(word in _UNTIL | _GOAL for word in joined[1:]):
        return "until"
    return "and" if between in (["و"], ["and"]) else None


def cue(words: Words, point: Point) -> tuple[str, int]:
    """Return the kind of word before the first end, and where the interval begins with it."""
    at = point.first - 1
    before = words.word(at)
    kind = next(
        (name for name, known in (("between", _BETWEEN), ("from", _FROM | _SINCE)) if before in known), ""
    )
    if not kind:
        return "", point.start
    at -= words.word(at - 1) in {"ما", "فيما"}
    return kind, _behind_and(words, at, words.read.lexemes[at].start)


def _inherit(one: Point, other: Point) -> Point | None:
    """Give the first end the year that was said once for both; None where the two make no stretch."""
    if one.year is None and one.month and other.year and one.calendar == other.calendar:
        is_earlier_year = one.month > (other.month or 12)
        return dataclasses.replace(one, year=other.year - is_earlier_year)
    if one.year is None or other.year is None:
        both_bare = one.year is None and other.year is None and one.month and other.month
        return one if both_bare else None
    if one.calendar == other.calendar and one.year > other.year:
        return None
    return one
