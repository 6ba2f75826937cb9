"""Readings: the interval that words round a number are compared as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.claim.reading import reading_of
from sijill.model.claim import Qualifier


@pytest.mark.parametrize(
    ("words", "least", "most", "qualifier", "low", "high"),
    [
        ("قرابة مليون", 1e6, 1e6, "approx", 850_000, 1_020_000),
        ("نحو 200 شخص", 200, 200, "approx", 180, 220),
        ("nearly 200 people", 200, 200, "approx", 170, 204),
        ("أكثر من 12 مليوناً", 12e6, None, "more_than", 12e6, 13e6),
        ("more than 34", 34, None, "more_than", 34, 35),
        ("ما لا يقل عن 68", 68, None, "at_least", 68, None),
        ("حتى 400", None, 400, "at_most", 0, 400),
        ("بين 20 و30", 20, 30, "range", 20, 30),
        ("آلاف الوثائق", 2000, None, "indefinite_plural", 2000, 9999),
        ("مئات", 200, None, "indefinite_plural", 200, 999),
        ("لم يقتل أحد", 0, 0, "zero", 0, 0),
    ],
)
def test_words_are_read_by_the_table(
    words: str, least: float | None, most: float | None, qualifier: str, low: float, high: float | None
) -> None:
    """Each row of the table of readings gives its interval."""
    found = reading_of(least, most, Qualifier(qualifier), words)
    assert found is not None
    assert found.low == pytest.approx(low)
    assert found.high == (None if high is None else pytest.approx(high))


def test_a_denial_without_a_number_has_no_reading() -> None:
    """Where no number was stated there is nothing to compare."""
    assert reading_of(None, None, Qualifier.NONE) is None
    assert reading_of(None, None, Qualifier.EXACT) is None


@given(st.integers(1, 10**9), st.sampled_from(["exact", "approx", "more_than", "at_least"]))
def test_a_firm_floor_stays_the_floor(number: int, qualifier: str) -> None:
    """No reading of a stated floor goes below it, and none is empty."""
    found = reading_of(number, number if qualifier in {"exact", "approx"} else None, Qualifier(qualifier))
    assert found is not None
    assert found.high is None or found.low <= found.high
    assert qualifier == "approx" or found.low == number
