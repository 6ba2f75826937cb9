"""Dates in Arabic and English text."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.text.dates import dates
from sijill.text.numbers import numbers

SIXTEEN = [
    ("21 آب 2013", "2013-08-21"),
    ("٢١ آب ٢٠١٣", "2013-08-21"),
    ("٢١ أغسطس ٢٠١٣", "2013-08-21"),
    ("4 نيسان/أبريل 2017", "2017-04-04"),
    ("15 آذار 2011", "2011-03-15"),
    ("17 تشرين الأول 2019", "2019-10-17"),
    ("8 كانون الأول/ديسمبر 2024", "2024-12-08"),
    ("3 كانون 2 2014", "2014-01-03"),
    ("شباط 2012", "2012-02"),
    ("صيف عام 2013", "2013-06/2013-08"),
    ("03/04/2012", "2012-04-03"),
    ("21/8/2013", "2013-08-21"),
    ("بين 2011 و2013", "2011/2013"),
    ("14 شوال 1434 هـ", None),
    ("منتصف أيار 2012", "2012-05"),
    ("الخميس 21 آب 2013", "2013-08-21"),
]
"""The sixteen Syrian date strings; the hijri one is recognised and not converted at this stage."""


@pytest.mark.parametrize(("text", "iso"), SIXTEEN)
def test_syrian_date_strings(text: str, iso: str | None) -> None:
    """Each string is one date, found whole, at the precision said."""
    (date,) = dates(text)
    assert date.iso == iso
    assert text[date.start : date.end] == text


def test_doubts_are_flagged() -> None:
    """An open order, a wrong weekday, an approximate time and another calendar are said."""
    flags = {text: dates(text)[0] for text, _ in SIXTEEN}
    assert flags["03/04/2012"].order_open
    assert not flags["21/8/2013"].order_open
    assert flags["الخميس 21 آب 2013"].weekday_disagrees
    assert not dates("الأربعاء 21 آب 2013")[0].weekday_disagrees
    assert flags["منتصف أيار 2012"].approximate
    assert flags["صيف عام 2013"].approximate
    assert flags["14 شوال 1434 هـ"].calendar == "hijri"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("منذ آذار/مارس ٢٠١١ وحتى حزيران/يونيو ٢٠٢٤", "2011-03/2024-06"),
        ("بين عامي 2011 و2022", "2011/2022"),
        ("طوال الأعوام 2012-2015", "2012/2015"),
        ("بين شباط وآب 2018", "2018-02/2018-08"),
        ("between 2013 and 2018", "2013/2018"),
        ("April 4, 2017", "2017-04-04"),
        ("في 5 جويلية 2014", "2014-07-05"),
        ("12 غشت 2014", "2014-08-12"),
        ("النصف الأول من عام 2015", "2015-01/2015-06"),
        ("آذار/نيسان 2012", "2012-03/2012-04"),
        ("شهر أيلول/سبتمبر", None),
        ("5 نيسان", None),
        ("31 شباط 2012", None),
        ("عام 1434 هـ", None),
    ],
)
def test_intervals_and_partial_dates(text: str, iso: str | None) -> None:
    """Intervals keep both ends; without a year, or for a day that does not exist, there is no ISO form."""
    assert [date.iso for date in dates(text)] == [iso]


@pytest.mark.parametrize(
    "text", ["مارس القمع", "أب الطفل", "they may go", "2254 شخصاً", "1,420 قتيلاً", "3/4 السكان"]
)
def test_what_is_no_date(text: str) -> None:
    """Words that are also months, and plain numbers, are no dates."""
    assert dates(text) == []


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_numeric_dates_are_day_first(day: dt.date) -> None:
    """A full numeric date is read day first, in either digit set, and its figures are found by numbers as well."""
    written = f"{day.day}/{day.month}/{day.year}"
    arabic = written.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert [date.iso for date in dates(written)] == [day.isoformat()]
    assert [date.iso for date in dates(f"يوم {arabic}.")] == [day.isoformat()]
    assert len(numbers(written)) == 3


@given(st.text(alphabet="0123 /-2013آبنيسانبين و عام شوال هـ MarchMay,", max_size=50))
def test_spans_ascend(text: str) -> None:
    """Whatever the text, dates are inside it, in order and never overlap."""
    end = 0
    for date in dates(text):
        assert end <= date.start < date.end <= len(text)
        end = date.end
