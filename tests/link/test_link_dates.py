"""Dates, ages and sex as written become numbers, or nothing."""

import numpy as np
import pytest

from sijill.link.dates import day_numbers, parse_age, parse_date, parse_sex


@pytest.mark.parametrize(
    ("written", "packed"),
    [
        ("2013-05-02", 20130502),
        ("2013-05-02 00:00:00", 20130502),
        ("2013-05-02T12:30", 20130502),
        ("2/5/2013", 20130502),
        ("25.12.2013", 20131225),
        ("12/25/2013", 20131225),
        ("٢/٥/٢٠١٣", 20130502),
        ("20130502", 20130502),
        ("2 أيار 2013", 20130502),
        ("15 تشرين الثاني 2013", 20131115),
        ("May 2, 2013", 20130502),
        ("آب 2013", 20130800),
        ("2013-05", 20130500),
        ("5/2013", 20130500),
        ("2013", 20130000),
        ("2013-02-31", 20130000),
        ("31 شباط 2012", 20120000),
        ("15 ك1 2013", 20131215),
        ("15 آذار/مارس 2013", 20130315),
        ("5 جويلية 2014", 20140705),
        ("الخامس عشر من آذار 2012", 20120315),
        ("أواخر تموز 2012", 20120700),
        ("بين 2011 و2013", 0),
        ("14 شوال 1434 هـ", 0),
        ("01/01/1000", 0),
        ("1434-05-02", 0),
        ("unknown", 0),
        ("غير معروف", 0),
        ("", 0),
    ],
)
def test_dates_keep_their_precision(written: str, packed: int) -> None:
    """A date keeps what it says: day, month or year; a hijri year or no date at all is nothing."""
    assert parse_date(written) == packed


def test_only_full_dates_have_a_day_number() -> None:
    """Two days apart are two; a month has no day number."""
    first, third, month = day_numbers(np.array([20130502, 20130504, 20130500], np.int32)).tolist()
    assert (third - first, month) == (2, 0)


def test_ages_and_sexes_are_read_in_both_languages() -> None:
    """Years in any digits, months as a child below one; sex as lists write it."""
    assert [parse_age(each) for each in ("45", "٤٥", "6 أشهر", "", "450", "؟")] == [45, 45, 0, -1, -1, -1]
    assert [parse_sex(each) for each in ("ذكر", "M", "أنثى", "female", "?", "")] == [1, 1, 2, 2, 0, 0]


@pytest.mark.parametrize(
    ("written", "packed"),
    [
        ("15 août 2013", 20130815),
        ("1er févr. 2012", 20120201),
        ("15 Ağustos 2013", 20130815),
        ("15 AĞUSTOS 2013", 20130815),
        ("15ê Tebaxê 2013", 20130000),
        ("15 Tebax 2013", 20130815),
        ("3 çiriya paşîn 2014", 20141103),
        ("١٥ی ئاب ٢٠١٣", 20130815),
        ("15 تشرینی دووەم 2013", 20131115),
        ("15 اکتبر 2013", 20131015),
        ("15 de agosto de 2013", 20130815),
        ("mayo 2013", 20130500),
        ("15. März 2013", 20130315),
        ("Dezember 2013", 20131200),
        ("15 مهر 1392", 0),
    ],
)
def test_months_of_other_languages_are_read(written: str, packed: int) -> None:
    """Gregorian months by their names; a Persian month, or one that is declined, makes no wrong one."""
    assert parse_date(written) == packed


@pytest.mark.parametrize(
    ("written", "sex"),
    [
        ("Homme", 1),
        ("féminin", 2),
        ("E", 1),
        ("Kadın", 2),
        ("NÊR", 1),
        ("jin", 2),
        ("مێ", 2),
        ("مرد", 1),
        ("weiblich", 2),
        ("mujer", 2),
    ],
)
def test_sexes_of_other_languages_are_read(written: str, sex: int) -> None:
    """As lists in these languages write them."""
    assert parse_sex(written) == sex


@pytest.mark.parametrize(
    ("written", "age"),
    [
        ("25 ans", 25),
        ("18 mois", 1),
        ("6 ay", 0),
        ("3 Monate", 0),
        ("30 yaşında", 30),
        ("٥ مانگ", 0),
        ("40 años", 40),
    ],
)
def test_ages_of_other_languages_are_read(written: str, age: int) -> None:
    """Months are no years."""
    assert parse_age(written) == age
