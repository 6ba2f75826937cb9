"""Births said roughly are spans, and ages are set beside years of birth wherever a date of the event is known."""

import numpy as np
import pytest

from sijill.link import RecordColumns
from sijill.link.births import ages_between, rough_years, seen_years
from sijill.link.columns import BIRTH, NOT_GIVEN
from sijill.link.compare import compare_pairs
from sijill.link.prepare import prepare
from sijill.link.texts import texts_of


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ("حوالي ١٩٨٠", (1978, 1982)),
        ("نحو عام 1980", (1978, 1982)),
        ("1980 تقريبا", (1978, 1982)),
        ("c. 1980", (1978, 1982)),
        ("~1980", (1978, 1982)),
        ("1978-1982", (1978, 1982)),
        ("بين 1978 و1982", (1978, 1982)),
        ("1980s", (1980, 1989)),
        ("1980", (0, 0)),
        ("1980-05-12", (0, 0)),
        ("حوالي 12/5/1980", (0, 0)),
        ("1950-2010", (0, 0)),
        ("", (0, 0)),
    ],
)
def test_years_said_roughly_are_spans(written: str, years: tuple[int, int]) -> None:
    """About is two years to either side, a span what it says; a date, a year and what says nothing are none."""
    assert rough_years(written) == years


@pytest.mark.parametrize(
    ("written", "ages"),
    [
        ("25-30", (25, 30)),
        ("٢٥-٣٠", (25, 30)),
        ("حوالي 30", (28, 32)),
        ("30s", (30, 39)),
        ("45", (45, 45)),
        ("6 أشهر", (0, 0)),
        ("5 سنوات 3 أشهر", (5, 5)),
        ("", (-1, -1)),
    ],
)
def test_ages_said_roughly_are_spans(written: str, ages: tuple[int, int]) -> None:
    """An exact age is its own least and most."""
    assert ages_between(written) == ages


def _level(*said: tuple[str, str, str], dated: int = 0) -> int:
    """Return the level of birth of two who say birth, age and event so, beside others with events of 2012 to 2015."""
    others = [("", "", f"{2012 + number % 4}-05-01") for number in range(dated)]
    births, ages, events = zip(*said, *others, strict=True)
    count = len(births)
    given = RecordColumns(
        ids=[f"{number:03}" for number in range(count)],
        lists=["x"] * count,
        names=["سالم رامي التوت"] * count,
        birth_dates=births,
        ages=ages,
        event_dates=events,
    )
    records, parts, order = prepare(texts_of(given))
    place = np.argsort(order).astype(np.int32)
    return int(compare_pairs(place[:1], place[1:2], records, parts).levels[0, BIRTH])


def test_nothing_within_a_span_speaks_against_it() -> None:
    """About 1980 may be 1979; 1985 is near it and 1995 is not; 25-30 may be 27."""
    about = ("حوالي 1980", "", "")
    assert [_level(about, (year, "", "")) for year in ("1979", "1985", "1995")] == [12, 13, 14]
    assert _level(about, about) == 12
    assert [_level(("", "25-30", ""), ("", age, "")) for age in ("27", "33", "40")] == [12, 13, 14]
    assert _level(("1980", "", ""), ("1980", "", "")) == 3


def test_an_age_is_told_of_the_day_that_either_gives() -> None:
    """Of one person the event is one: 56 years are not those of one born in 2004 who died in 2014, 10 are."""
    born = ("2004", "", "2014-03-01")
    assert [_level(born, ("", age, "")) for age in ("10", "8", "56")] == [8, 9, 11]
    assert _level(("2004", "", ""), ("", "10", "2014-03-01")) == 8


def test_an_age_without_any_day_is_told_of_the_years_of_the_register() -> None:
    """Where a register has events of four years an age leaves five years open; without events it says nothing of births."""
    born = ("2004", "", "")
    assert [_level(born, ("", age, ""), dated=40) for age in ("10", "56")] == [12, 14]
    assert _level(born, ("", "56", "")) == NOT_GIVEN


def test_slips_among_events_do_not_widen_the_years_of_a_register() -> None:
    """One event of another century changes nothing; a few events say nothing of the others."""
    events = np.array([20120501] * 60 + [20150501] * 60 + [19140801], np.int32)
    none = np.zeros(1, np.int32)
    assert [int(each[0]) for each in seen_years(none, events)] == [2012, 2015]
    assert [int(each[0]) for each in seen_years(none, events[:5])] == [0, 0]
