"""Results of reading dates as the days that they can mean."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.exchange.spans import YEARS_AROUND, parse_span


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("08 Dec 1967", "1967-12-08", "1967-12-08"),
        ("Feb 1980", "1980-02-01", "1980-02-29"),
        ("1965", "1965-01-01", "1965-12-31"),
        ("1965 to 1967", "1965-01-01", "1967-12-31"),
        ("Oct 1958 to Nov 1959", "1958-10-01", "1959-11-30"),
        ("circa 1970", f"{1970 - YEARS_AROUND}-01-01", f"{1970 + YEARS_AROUND}-12-31"),
        ("circa 1961-1963", f"{1961 - YEARS_AROUND}-01-01", f"{1963 + YEARS_AROUND}-12-31"),
    ],
)
def test_a_date_means_a_span_of_days(written: str, first: str, last: str) -> None:
    """A year is its days, circa is the years around it."""
    span = parse_span(written)
    assert span is not None
    assert (span.first.isoformat(), span.last.isoformat(), span.written) == (first, last, written)


@pytest.mark.parametrize(
    "written", ["", "soon", "31 Feb 1970", "1970 to 1965", "1 2 1970", "08 Foo 1967", "0000"]
)
def test_another_form_means_nothing(written: str) -> None:
    """A date that cannot be is no date."""
    assert parse_span(written) is None


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_a_full_date_is_one_day(day: dt.date) -> None:
    """Writing a day in the list's form and reading it gives the day back."""
    months = [dt.date(2000, month, 1).strftime("%b") for month in range(1, 13)]
    span = parse_span(f"{day.day:02} {months[day.month - 1]} {day.year:04}")
    assert span is not None
    assert span.is_full
    assert span.first == day
