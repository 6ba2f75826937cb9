"""Registry, national number and mother tell brothers and namesakes apart, and bring damaged names together."""

import numpy as np
import pytest

from sijill.link import RecordColumns, link_records
from sijill.link.papers import _is_slip, read_number, registry_keys, without_defaults

NAME = "سالم رامي عمار التوت"


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("01234567890", 101234567890),
        ("٠١٢٣٤", 101234),
        ("012-345", 1012345),
        ("000000000", 0),
        ("123", 0),
        ("غير معروف", 0),
        ("", 0),
    ],
)
def test_numbers_keep_their_zeros(written: str, digits: int) -> None:
    """A number is its digits, zeros in front included; one digit over and over, or too few, is none."""
    assert read_number(written) == digits


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        (1234567, 1234567, False),
        (1234567, 1234467, True),
        (1234567, 1294567, True),
        (1234567, 1234576, True),
        (1234567, 1324567, True),
        (1234567, 1434567, True),
        (1234567, 1244467, False),
        (1234567, 1765432, False),
        (1200000, 1020000, True),
    ],
)
def test_a_slip_is_one_digit_or_two_exchanged(one: int, other: int, slip: bool) -> None:
    """One other digit, or two neighbours exchanged, is a slip; more is another number."""
    assert _is_slip(one, other) == _is_slip(other, one) == slip or one == other


def test_a_number_that_many_give_is_none() -> None:
    """A number that more than twenty records give stands for all who have none."""
    numbers = np.array([7] * 21 + [8] * 20, np.int64)
    assert without_defaults(numbers).tolist() == [0] * 21 + [8] * 20


def test_a_registry_has_an_area() -> None:
    """All but the last word is the area, however it is written."""
    assert registry_keys("داريّا / ٤١٧") == ("داريا 417", "داريا")
    assert registry_keys("417") == ("417", "417")


def _linked(**given: list[str]) -> bool:
    """Link two records of one name in two lists, among others."""
    others = [f"نبيل هاني فادي {family}" for family in ("السرو", "الغار", "الجوز", "الخوخ")]
    columns = {"names": [NAME, NAME, *others]}
    columns |= {field: [*values, *[""] * 4] for field, values in given.items()}
    result = link_records(RecordColumns(ids=list("abcdef"), lists=list("xyxyxy"), **columns))
    return result.cluster_ids[0] == result.cluster_ids[1]


def test_two_national_numbers_are_two_persons() -> None:
    """Equal names with one number are one person, with two numbers two."""
    assert _linked(numbers=["01234567890", "01234567890"])
    assert not _linked(numbers=["01234567890", "09876543210"])


def test_two_mothers_are_two_persons() -> None:
    """Equal names with one mother are one person, with two mothers two."""
    assert _linked(mothers=["هدى", "هدى"])
    assert not _linked(mothers=["هدى", "شهد"])
