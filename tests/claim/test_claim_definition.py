"""Definitions: what two figures have to share before they are set beside each other."""

import dataclasses

import pytest

from sijill.claim.definition import ALL, compare, days, definition_of
from sijill.model.claim import Definition, Field

SAID = Definition(
    type="killed", population="person", places=("درعا",), since="2013-01-01", until="2013-12-31"
)


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2013", "2013-01-01", "2013-12-31"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2013-08-21", "2013-08-21", "2013-08-21"),
        ("2011-03/2021-03", "2011-03-01", "2021-03-31"),
        ("2011-03-15/..", "2011-03-15", ""),
        ("../2013", "", "2013-12-31"),
    ],
)
def test_dates_are_read_to_their_first_and_last_day(iso: str, first: str, last: str) -> None:
    """A year, month, day or interval has its ends; an open one has none."""
    assert days(iso) == (first, last)


def test_the_same_definition_differs_in_nothing() -> None:
    """A figure beside one of the same definition leaves only what neither states."""
    found = compare(SAID, SAID)
    assert (found.differing, found.narrower, found.unsaid) == ((), (), (Field.CAUSE,))


@pytest.mark.parametrize(
    ("other", "field"),
    [
        (dataclasses.replace(SAID, type="detained"), Field.TYPE),
        (dataclasses.replace(SAID, population="civilian"), Field.POPULATION),
        (dataclasses.replace(SAID, places=("حمص",)), Field.PLACE),
        (dataclasses.replace(SAID, since="2012-01-01"), Field.PERIOD),
    ],
)
def test_each_field_that_differs_is_named(other: Definition, field: Field) -> None:
    """What makes two figures count different things is told field by field."""
    assert compare(SAID, other).differing == (field,)


def test_a_part_of_everything_is_narrower() -> None:
    """A figure of one place and year beside a total of all counts a part of it."""
    total = Definition(type="killed", population="person", cause=ALL, places=(ALL,), since=ALL, until=ALL)
    assert compare(SAID, total).narrower == (Field.PLACE, Field.PERIOD)
    assert compare(SAID, total).unsaid == (Field.CAUSE,)


def test_several_dates_leave_the_period_unsaid() -> None:
    """Which of two dates bounds a figure is for a reader to say."""
    row = {"type": "killed", "unit": "person", "time": [{"iso": "2013"}, {"iso": "2014"}]}
    assert definition_of(row).since == ""
    assert definition_of({**row, "time": [{"iso": "2013"}]}).until == "2013-12-31"


def test_spelling_does_not_make_another_place() -> None:
    """Places are compared folded: hamza, ta marbuta and vowels are spelling."""
    other = dataclasses.replace(SAID, places=("دَرعا",))
    assert compare(SAID, other).differing == ()


@pytest.mark.parametrize(
    ("written", "is_said"),
    [
        ("محافظات البلاد", False),
        ("مختلف أنحاء البلاد", False),
        ("across the country", False),
        ("شمال البلاد", True),
        ("محافظات سوريا", True),
        ("مناطق", True),
    ],
)
def test_a_land_without_its_name_leaves_the_place_unsaid(written: str, *, is_said: bool) -> None:
    """«محافظات البلاد» is every place of a land that is not named; a part of it is a place."""
    row = {"type": "killed", "unit": "person", "place": [{"text": written}]}
    assert bool(definition_of(row).places) is is_said
