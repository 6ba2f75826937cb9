"""Dates in Arabic and English text."""

import datetime as dt
import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.dates import score_case
from sijill.text.date_points import Precision
from sijill.text.dates import dates
from sijill.text.numbers import numbers

CASES = Path(__file__).parents[2] / "bench/cases"


def _cases(name: str) -> list[dict[str, Any]]:  # Any: JSON
    found: list[dict[str, Any]] = json.loads((CASES / f"dates_{name}.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("case", [*_cases("syrian"), *_cases("own")], ids=lambda case: case["id"])
def test_written_cases(case: dict[str, Any]) -> None:
    """Every date of a case is found whole, with all its fields, and nothing else is."""
    score = score_case(case)
    assert score["right"] == score["exact"] == score["gold"]
    assert score["false"] == 0


def test_the_cases_kept_out_do_not_get_worse() -> None:
    """Of the 50 cases that nobody who builds the grammar reads, as many are right as at the first run."""
    scores = [score_case(case) for case in _cases("held")]
    assert sum(score["right"] == score["gold"] and not score["false"] for score in scores) >= 48
    assert sum(score["false"] for score in scores) == 0


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


WORDS = st.sampled_from(
    [
        "21",
        "2013",
        "آب",
        "شهر",
        "سنة",
        "الـ",
        "بين",
        "حتى",
        "منذ",
        "أواخر",
        "نيسان/أبريل",
        "كانون",
        "2",
        "ك1",
        "رمضان",
        "هـ",
        "1434",
        "الخميس",
        "الماضي",
        "قبل",
        "أيام",
        "أمس",
        "صيف",
        "النصف",
        "الأول",
        "من",
        "May",
        "3rd",
        "1980s",
        "سبعينيات",
        "القرن",
        "ألفين",
        "وأربعة",
        "5/2013",
        "18-02-14",
        "last",
        "ago",
        "و",
        "(",
        ")",
        "-",
        "/",
        "،",
        "\u202e",
        "99999999999",
    ]
)


@given(
    st.lists(WORDS, max_size=12),
    st.sampled_from(["", " ", "  "]),
    st.sampled_from([None, dt.date(2014, 3, 10)]),
)
def test_words_of_dates_in_any_order(words: list[str], blank: str, document: dt.date | None) -> None:
    """Whatever is put together, ends are in order, spans ascend, and only relative times need the document."""
    end = 0
    for date in dates(blank.join(words), document):
        assert end <= date.start < date.end
        assert not date.earliest or not date.latest or date.earliest <= date.latest
        assert date.relative or date.with_document_date is None
        end = date.end


@given(st.text(alphabet="0123 /-2013آبنيسانبين و عام شوال هـ MarchMay,", max_size=50))
def test_spans_ascend(text: str) -> None:
    """Whatever the text, dates are inside it, in order and never overlap."""
    end = 0
    for date in dates(text):
        assert end <= date.start < date.end <= len(text)
        end = date.end


def _days(text: str, document: dt.date | None = None) -> list[tuple[str, str]]:
    found = dates(text, document)
    ends = [date.with_document_date or (date.earliest, date.latest) for date in found]
    return [(str(first), str(last)) for first, last in ends]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("من 20 كانون الأول إلى 5 كانون الثاني 2014", "2013-12-20", "2014-01-05"),
        ("من 14 حتى 20 أيار 2013", "2013-05-14", "2013-05-20"),
        ("شتاء 2012-2013", "2012-12-01", "2013-02-28"),
        ("النصف الثاني من آذار 2013", "2013-03-16", "2013-03-31"),
        ("third quarter of 2015", "2015-07-01", "2015-09-30"),
        ("the 1980s", "1980-01-01", "1989-12-31"),
        ("القرن التاسع عشر", "1800-01-01", "1899-12-31"),
        ("رمضان 2013", "2013-07-09", "2013-08-07"),
        ("1434 هـ", "2012-11-15", "2013-11-03"),
        ("20 شهر 8 2013", "2013-08-20", "2013-08-20"),
        ("15/آذار/2013", "2013-03-15", "2013-03-15"),
        ("منذ مطلع عام 2012", "2012-01-01", "None"),
        ("until June 2014", "None", "2014-06-30"),
    ],
)
def test_first_and_last_day(text: str, first: str, last: str) -> None:
    """Stretches have the days that their words say, and an open end has none."""
    assert _days(text) == [(first, last)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("أول أمس", "2014-03-08", "2014-03-08"),
        ("قبل ثلاثة أيام", "2014-03-07", "2014-03-07"),
        ("الشهر الماضي", "2014-02-01", "2014-02-28"),
        ("هذا العام", "2014-01-01", "2014-12-31"),
        ("الجمعة القادم", "2014-03-14", "2014-03-14"),
        ("29 شباط الماضي", "2012-02-29", "2012-02-29"),
        ("الأسبوع الماضي", "2014-03-03", "2014-03-09"),
        ("ثمانينيات القرن الماضي", "1980-01-01", "1989-12-31"),
        ("last July", "2013-07-01", "2013-07-31"),
        ("two days ago", "2014-03-08", "2014-03-08"),
    ],
)
def test_relative_times_need_the_document(text: str, first: str, last: str) -> None:
    """What is told from the document's day (here Monday, 10 March 2014) has days only where that is known."""
    assert _days(text, dt.date(2014, 3, 10)) == [(first, last)]
    (date,) = dates(text)
    assert date.relative
    assert (date.earliest, date.latest, date.with_document_date) == (None, None, None)


def test_hijri_years_outside_the_tables_have_no_days() -> None:
    """A hijri date before 1343 is recognised, and nothing is made up for it."""
    (date,) = dates("5 محرم 1320 هـ")
    assert (date.calendar, date.earliest, date.precision) == ("hijri", None, Precision.DAY)


def test_an_impossible_day_says_so() -> None:
    """31 February is no date, and its figures are no quantity either: it is found and flagged."""
    assert [date.impossible for date in dates("31 شباط 2012 و31/04/2012")] == [True, True]


@pytest.mark.parametrize(
    "text",
    [
        "القانون رقم 10/2018",
        "0933-555-017",
        "1.2.3.4",
        "فاز 3-2",
        "قبل أيام",
        "اليوم التالي",
        "2013.5",
        "12/2013/7/3",
    ],
)
def test_numbers_of_other_things_are_no_dates(text: str) -> None:
    """Numbers of laws and telephones, scores, addresses and indefinite times are no dates."""
    assert dates(text) == []


def test_two_days_named_together_are_two_dates() -> None:
    """«12 و13 آذار 2013» are two days of one month; between them they would be a stretch."""
    assert _days("12 و13 آذار 2013") == [("2013-03-12",) * 2, ("2013-03-13",) * 2]
    assert _days("بين 12 و13 آذار 2013") == [("2013-03-12", "2013-03-13")]


@pytest.mark.parametrize(
    "unit", ["آ", "2013 ", "12/", "بين ", "21 آب ", " ", "\x00", "\ud800", "(", "ربيع ", "1 2 ", "عام ألف "]
)
def test_a_long_line_of_anything_is_read_once(unit: str) -> None:
    """Repeated letters, figures, blanks and controls over several pieces give an answer, with spans in order."""
    text = unit * (120_000 // len(unit))
    found = dates(text)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
