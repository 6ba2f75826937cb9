"""A man's name and a woman's made of it are two names, however few letters part them."""

import pytest

from sijill.names import POSSIBLE_MATCH, Verdict, explain, score


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("نادر", "نادرة"),
        ("حكيم", "حكيمه"),
        ("هاني", "هانية"),
        ("Nader", "Nadera"),
        ("Walid", "Walidah"),
        ("نادر", "Nadera"),
        ("باسلة", "Basel"),
    ],
)
def test_a_brother_is_not_his_sister(one: str, other: str) -> None:
    """They share all other parts, and no list leaves the ending out."""
    value = score(f"{one} فهد شقير", f"{other} فهد شقير")
    assert value is not None
    assert value < POSSIBLE_MATCH
    assert explain(f"{one} فهد شقير", f"{other} فهد شقير").pairs[0].verdict is Verdict.CONTRADICTS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("فاطمة شقير", "فاطمه شقير"),
        ("سعد مصطفى", "Saad Mustafa"),
        ("عبد الله شقير", "Abdullah Shuqair"),
        ("Nasrullah Shuqair", "Nasrulla Shuqair"),
        ("رحمة شقير", "Rahmat Shuqair"),
        ("Olga Petrova", "Olga Petrov"),
        ("رجاء شقير", "Raja Shuqair"),
        ("سماح شقير", "Samah Shuqair"),
    ],
)
def test_an_ending_that_is_no_womans_parts_nothing(one: str, other: str) -> None:
    """Vowels that Arabic does not write so, ة spoken as t, and the name of God stay as they are."""
    value = score(one, other)
    assert value is not None
    assert value >= POSSIBLE_MATCH
