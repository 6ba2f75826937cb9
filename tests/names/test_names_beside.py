"""Two words beside each other: a family's name that a list gives without أبو, and when it may."""

import pytest

from sijill.names import explain, score
from sijill.names.reasons import Verdict
from sijill.names.scoring import POSSIBLE_MATCH

FULL = [
    ("رامي خالد محمود ابو شقير", "رامي خالد محمود شقير"),
    ("رامي خالد محمود شقير", "Rami Khaled Mahmoud Abu Shuqair"),
    ("Rami Khaled Mahmoud Aboushuqair", "Rami Khaled Mahmoud Shuqair"),
    ("رامي خالد هالل ابو شقير", "رامي خالد هلال شقير"),
]


@pytest.mark.parametrize(("one", "other"), FULL)
def test_a_family_may_lack_abu_where_all_else_agrees(one: str, other: str) -> None:
    """One given, father's and grandfather's name: less than the same family, and enough for a possible match."""
    value, same = score(one, other), score(one, one)
    assert value is not None
    assert same is not None
    assert POSSIBLE_MATCH <= value < same
    assert value == score(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أبو غسان محمود خالد شقير", "غسان محمود خالد شقير"),
        ("رامي أبو غسان خالد شقير", "رامي غسان خالد شقير"),
        ("أبو غسان شقير", "غسان شقير"),
        ("علي أبو حسين", "علي حسين"),
        ("Rami Khaled Abu Shuqair", "رامي خالد شقير"),
        ("رامي خالد سالم أبو شقير", "رامي خالد محمود شقير"),
        ("رامي خالد محمود أبو شقير", "رامي خالد محمود زيتون"),
    ],
)
def test_abu_is_nothing_to_lose_before_a_given_name_or_where_less_agrees(one: str, other: str) -> None:
    """أبو غسان is the father of غسان; with few other parts, another one or another family two persons are likelier."""
    value = score(one, other)
    assert value is not None
    assert value < POSSIBLE_MATCH


def test_what_was_read_without_abu_is_told_so() -> None:
    """The pair of parts is shown with a verdict of its own, in both languages; that of the same family is not."""
    told = explain(*FULL[1])
    assert [pair.verdict for pair in told.pairs][-1] is Verdict.BARE
    assert any("Abu Shuqair" in line and "two families" in line for line in told.lines("en"))
    assert any("Abu Shuqair" in line and "عائلتان" in line for line in told.lines("ar"))
    assert explain(FULL[0][0], FULL[0][0]).pairs[-1].verdict is Verdict.SAME
