"""Dates, ages and sex as written, into numbers that pairs can be compared by.

A date keeps its precision: 20130500 is May 2013, 20130000 the year. Words are read as ``text.dates`` reads them. What cannot be read as a Gregorian date
is 0, which means not given; a hijri year (13xx, 14xx) is never read as Gregorian. Day and month stand in that
order, as Arabic lists write them, unless the second number can only be a day.
"""

import datetime as dt
import functools
import itertools
import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.ages import said_age
from sijill.link.distinct import distinct_values
from sijill.text import match_key
from sijill.text.calendar_words import FIRST_OR_SECOND, MONTHS, TWIN_MONTHS
from sijill.text.date_points import Precision
from sijill.text.dates import dates as dates_in
from sijill.text.titles_of_others import MEN_OF_OTHERS, MONTHS_OF_OTHERS, WOMEN_OF_OTHERS

_MONTHS: Final = MONTHS | {
    f"{name} {word}": months[which]
    for name, months in TWIN_MONTHS.items()
    for word, which in FIRST_OR_SECOND.items()
}
_MONTHS_OF_OTHERS: Final = {
    match_key(name): number for number, names in enumerate(MONTHS_OF_OTHERS, 1) for name in names.split("|")
}
_PACKED: Final = {Precision.DAY: 1, Precision.MONTH: 100, Precision.YEAR: 10000}
"""What of a packed date was not said, by precision."""
_SEXES: Final = {
    **dict.fromkeys(("m", "male", "man", "boy", "ذكر", "رجل", "ذ"), 1),
    **dict.fromkeys(("f", "female", "woman", "girl", "انثي", "انثى", "امراه", "ا"), 2),
} | {
    match_key(word): sex
    for sex, words in ((1, MEN_OF_OTHERS), (2, WOMEN_OF_OTHERS))
    for word in words.split("|")
}
_NUMBERS: Final = re.compile(r"\d+")
OLDEST: Final = 120
"""A number beyond is no age."""


def parse_sex(written: str) -> int:
    """Return 1 for male, 2 for female, 0 where not given or not understood."""
    return _SEXES.get(match_key(written), 0)


def day_numbers(packed: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return proleptic Gregorian day numbers of packed dates, 0 where the date is not full."""
    distinct, inverse, _ = distinct_values(packed)
    days = [
        dt.date(date // 10000, date // 100 % 100, date % 100).toordinal() if date % 100 else 0
        for date in distinct.tolist()
    ]
    return np.array(days, np.int32)[inverse]


@functools.lru_cache(maxsize=1 << 16)
def parse_date(written: str) -> int:
    """Return one packed date, or 0 when it is none: ``١٥/٣/٢٠١٣``, ``2013-03``, ``15 آذار 2013``."""
    text = match_key(written)
    words = _words(text) if any(map(str.isalpha, text)) else []
    other = next((_MONTHS_OF_OTHERS[word] for word in words if word in _MONTHS_OF_OTHERS), 0)
    if other and not any(word in _MONTHS for word in words):
        return _from_numbers(text, other)
    said = _said(written) if words else None
    return _from_numbers(text) if said is None else said


def _from_numbers(text: str, named: int = 0) -> int:
    """Read the numbers of a folded cell in their usual order, with the first name of a month among them, or ``named``."""
    numbers = [int(found) for found in _NUMBERS.findall(text)][:3]
    month = named or next((_MONTHS[name] for name in _words(text) if name in _MONTHS), 0)
    if month:
        year = next((number for number in numbers if number > 1000), 0)
        day = next((number for number in numbers if number < 32), 0)
        return _packed(year, month, day)
    if not numbers:
        return 0
    if len(numbers) == 1:
        return _packed(*_split_digits(numbers[0]))
    if len(numbers) == 2:
        return _packed(max(numbers), min(numbers), 0)
    if numbers[0] > 1000:
        return _packed(*numbers)
    day, month = numbers[:2] if numbers[1] <= 12 else (numbers[1], numbers[0])
    return _packed(numbers[2], month, day)


def _said(written: str) -> int | None:
    """Return the one Gregorian day, month or year that words say, packed; 0 for an interval; None where unread."""
    found = dates_in(written)
    if len(found) != 1 or found[0].calendar != "gregorian":
        return None
    (date,) = found
    if date.precision is Precision.INTERVAL:
        return 0
    if date.earliest is None or date.precision not in _PACKED:
        return None
    packed = _packed(date.earliest.year, date.earliest.month, date.earliest.day)
    return packed - packed % _PACKED[date.precision]


def _words(text: str) -> list[str]:
    words = re.findall(r"[^\W\d_]+", text)
    return [" ".join(pair) for pair in itertools.pairwise(words)] + words


def _split_digits(number: int) -> tuple[int, int, int]:
    if number > 10_000_000:
        return number // 10000, number // 100 % 100, number % 100
    return number, 0, 0


def _packed(year: int, month: int, day: int) -> int:
    if not 1850 <= year <= 2100:
        return 0
    if not 1 <= month <= 12:
        return year * 10000
    try:
        dt.date(year, month, day or 1)
    except ValueError:
        return year * 10000
    return year * 10000 + month * 100 + day


def parse_age(written: str) -> int:
    """Return full years, the least of 25-30; -1 where none up to ``OLDEST`` is given. Units and words are read as ``said_age`` reads them."""
    said = said_age(written)
    if said is not None:
        return said[0] if said[0] <= OLDEST else -1
    text = match_key(written)
    found = _NUMBERS.search(text)
    if not found:
        return -1
    if "شهر" in text or "اشهر" in text or "month" in text:
        return 0
    return int(found[0]) if len(found[0]) <= 3 and int(found[0]) <= OLDEST else -1
