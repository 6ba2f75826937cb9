"""When somebody was born, as far as lists say it: a date, a year that is said roughly, or an age and the day it was told of.

*About 1980*, *1978-1982* and *25-30* are spans of years, and compared as such: nothing within them contradicts. An age without a
date is told of the day that the other list gives of the same event, or else of any day on which the register has events.
"""

import re
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.ages import said_age
from sijill.link.dates import OLDEST, parse_age, parse_date
from sijill.link.texts import Texts, by_value
from sijill.text import match_key
from sijill.text.calendar_words import ABOUT

_AROUND: Final = 2
"""Years to either side that *about* leaves open: years and ages are rounded to five."""
_WIDEST: Final = 20
"""Years of a span; wider ones say next to nothing, and two years far apart are no span."""
_YEARS: Final = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_NUMBERS: Final = re.compile(r"\d+")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_MARKS: Final = frozenset("~≈؟?")
_SHORT: Final = frozenset(("c", "ca", "approx", "ت"))
_OPEN: Final = re.compile(r"\d0s\b")
_ENOUGH: Final = 20
"""Dated events that a register needs before any says when its ages were told."""
_TAILS: Final = (0.02, 0.98)
"""Events before and behind are slips, or of another war."""
_CODED: Final = 10_000
"""A span is told as its first times this, and its last."""


def rough_years(written: str) -> tuple[int, int]:
    """Return first and last year of birth of what says a year roughly; 0 and 0 of a date, a year, or nothing.

    ``حوالي ١٩٨٠`` is 1978 to 1982, ``1978-1982`` what it says, ``1980s`` the ten years.
    """
    text = match_key(written)
    years = [int(year) for year in _YEARS.findall(text)]
    if not years or len(years) > 2:
        return 0, 0
    if _OPEN.search(text):
        return years[0], years[0] + 9
    if len(years) == 2:
        between = sorted(years)
        is_span = 0 < between[1] - between[0] <= _WIDEST and len(_NUMBERS.findall(text)) == 2
        return (between[0], between[1]) if is_span else (0, 0)
    if parse_date(written) % 10_000 != 0 or not _is_about(written):
        return 0, 0
    return years[0] - _AROUND, years[0] + _AROUND


def ages_between(written: str) -> tuple[int, int]:
    """Return least and greatest age of what says one, equal where it says it exactly; -1 and -1 where none is given.

    ``25-30`` is what it says, ``حوالي 30`` is 28 to 32, رضيع 0 to 1; words are read as :func:`said_age` reads them.
    """
    said = said_age(written)
    if said is not None:
        return said if said[1] <= OLDEST else (-1, -1)
    age = parse_age(written)
    if age < 0:
        return -1, -1
    text = match_key(written)
    numbers = [int(number) for number in _NUMBERS.findall(text)]
    if len(numbers) == 2 and numbers[0] < numbers[1] <= min(numbers[0] + _WIDEST, OLDEST):
        return numbers[0], numbers[1]
    if _OPEN.search(text):
        return age, age + 9
    if age == 0 or not _is_about(written):
        return age, age
    return max(age - _AROUND, 0), age + _AROUND


def _is_about(written: str) -> bool:
    words = set(_LETTERS.findall(match_key(written)))
    return bool(words & ABOUT or words & _SHORT or _MARKS & set(written))


def births(
    texts: Texts, count: int, event: NDArray[np.int32]
) -> dict[str, NDArray[Any]]:  # Any: as fields are
    """Return what ``count`` records with these dates of event say of birth, by fields."""
    found: dict[str, NDArray[Any]] = {}  # Any: as above
    least = most = np.full(count, -1, np.int32)
    if "ages" in texts:
        coded = by_value(texts["ages"], lambda text: _coded(*ages_between(text)), np.int32)
        least = np.where(coded < 0, -1, coded // _CODED)
        most = np.where(coded < 0, -1, coded % _CODED)
    first = last = birth = np.zeros(count, np.int32)
    if "birth_dates" in texts:
        coded = by_value(texts["birth_dates"], lambda text: _coded(*rough_years(text)), np.int32)
        first, last = coded // _CODED, coded % _CODED
        birth = by_value(texts["birth_dates"], parse_date, np.int32)
        birth = np.where(first > 0, 0, birth).astype(np.int32)
    found |= {"birth": birth, "born_first": np.where(birth > 0, birth // 10_000, first)}
    found |= {"born_last": np.where(birth > 0, birth // 10_000, last), "age_least": least, "age_most": most}
    found["age"] = np.where(least == most, least, -1).astype(np.int32)
    seen_first, seen_last = seen_years(event, event)
    return found | {"seen_first": seen_first, "seen_last": seen_last}


def _coded(first: int, last: int) -> int:
    return -1 if first < 0 else first * _CODED + last


def seen_years(
    event: NDArray[np.int32], among: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return first and last year in which each record was seen: of its ``event``, or of those ``among`` others; 0 unknown."""
    years = among[among != 0] // 10_000
    first, last = np.quantile(years, _TAILS).astype(np.int32) if len(years) >= _ENOUGH else (0, 0)
    own = event // 10_000
    return np.where(own > 0, own, first).astype(np.int32), np.where(own > 0, own, last).astype(np.int32)
