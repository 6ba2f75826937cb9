"""Registers of other peoples of the bench are the same at each run; what a careful human says of two records is told by what they show."""

import datetime as dt

import pytest

from bench.peoples_registers import KINDS, peoples_register
from bench.peoples_verdicts import Said, verdict
from bench.tiny_registers import FIELDS
from bench.tiny_verdicts import Verdict

WORTH = {"G": 1.0, "P": 1.0, "F": 1.0}
WHOLE = {"G": "Amir", "P": "Salko", "F": "Begić"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_register_hangs_on_its_kind_and_seed_alone(kind: str) -> None:
    """The same seed gives the same rows; each has a person and says something of it; no list names anybody twice."""
    register = peoples_register(kind, 7)
    assert register == peoples_register(kind, 7)
    assert [row[0] for row in register.rows] == list(register.person) == list(register.said)
    assert all(len(row) == len(FIELDS) and row[2].strip() for row in register.rows)
    named = [(row[1], register.person[row[0]].id) for row in register.rows]
    assert len(set(named)) == len(named)
    assert 2 <= len({row[1] for row in register.rows}) <= 4


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (Said(names=WHOLE), Said(names=WHOLE), Verdict.SAME),
        (Said(names=WHOLE), Said(names=WHOLE | {"P": "Avdo"}), Verdict.TWO),
        (Said(names=WHOLE), Said(names=WHOLE | {"P": "S."}), Verdict.ASK),
        (Said(names=WHOLE), Said(names=WHOLE | {"P": "A."}), Verdict.TWO),
        (Said(names=WHOLE, birth_year=1950), Said(names=WHOLE, birth_year=1956), Verdict.TWO),
        (Said(names=WHOLE, birth_year=1950), Said(names=WHOLE, birth_year=1953), Verdict.ASK),
        (Said(names=WHOLE, is_woman=True), Said(names=WHOLE, is_woman=False), Verdict.TWO),
        (Said(names=WHOLE), Said(names=WHOLE | {"J": "Jr."}), Verdict.ASK),
        (Said(names={"G": "Amir"}), Said(names={"G": "Amir"}), Verdict.ASK),
        (
            Said(names={"G": "Amir", "F": "Begić"}, birth=dt.date(1950, 5, 4)),
            Said(names=WHOLE, birth=dt.date(1950, 5, 4)),
            Verdict.SAME,
        ),
    ],
)
def test_what_a_human_says(one: Said, other: Said, said: Verdict) -> None:
    """Enough that agrees and nothing that differs is one; either way round."""
    assert verdict(one, other, WORTH) is verdict(other, one, WORTH) is said
