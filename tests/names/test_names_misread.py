"""Latin letters that a reading machine or another alphabet writes otherwise."""

import pytest

from sijill.names import POSSIBLE_MATCH, explain, score
from sijill.names.misread import Reading, latin_readings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Saad 0mar Shuqair", "Saad Omar Shuqair"),
        ("Sa1im Shuqair", "Salim Shuqair"),
        ("K1nan Shuqair", "Kinan Shuqair"),
        ("Harnza Shuqair", "Hamza Shuqair"),
        ("Xoşnaw Shuqair", "خوشناو شقير"),
        ("Xalid Shuqair", "Khalid Shuqair"),
    ],
)
def test_a_misread_letter_leaves_a_possible_match(one: str, other: str) -> None:
    """Digits among letters, rn for m, x for kh."""
    value = score(one, other)
    assert value is not None
    assert value >= POSSIBLE_MATCH


def test_what_is_no_misreading_stays() -> None:
    """A digit behind a word is a number, an Arabizi digit is a letter, and Felix is no Felikh."""
    assert (score("Area51 Trading", "Areasi Trading") or 0.0) < POSSIBLE_MATCH
    assert (score("7asan Shuqair", "Hasan Shuqair") or 0.0) > POSSIBLE_MATCH
    assert (score("فيليكس شقير", "Felix Shuqair") or 0.0) > POSSIBLE_MATCH
    assert explain("0mar Shuqair", "Omar Shuqair").pairs[0].left.repairs == ("misread",)


def test_a_reading_is_a_name_that_is_known() -> None:
    """The letters rn are m only in a common name, and not in a name that is common itself."""
    known = {"hamza": 0, "arnous": 1, "amous": 2}
    assert latin_readings("harnza", known) == [Reading("hamza", 0.02)]
    assert latin_readings("arnous", known) == []
    assert latin_readings("barnes", known) == []
