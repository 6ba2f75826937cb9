"""Tiny registers of the bench are the same at each run; what a careful human says of two records is told by what they show."""

import datetime as dt
import itertools

import pytest

from bench.link_tiny import judged
from bench.tiny_registers import COLUMNS, KINDS, tiny_register
from bench.tiny_verdicts import Shown, Verdict, verdict

WHOLE = Shown(
    given="نبيل",
    father="رامي",
    grandfather="وائل",
    family="التوت",
    birth=dt.date(1990, 5, 4),
    birth_year=1990,
)
"""Of an invented person."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_register_hangs_on_its_kind_and_seed_alone(kind: str) -> None:
    """The same seed gives the same rows; each has a person and shows something of it; no list is empty."""
    register = tiny_register(kind, 7)
    assert register == tiny_register(kind, 7)
    assert [row[0] for row in register.rows] == list(register.person) == list(register.shown)
    assert all(len(row) == len(COLUMNS) and row[2].strip() for row in register.rows)
    assert 2 <= len({row[1] for row in register.rows}) <= 4


def test_registers_are_tiny_and_hold_what_their_kind_says() -> None:
    """Two records to some 200; lists that share nobody share nobody, others do; only lists that repeat persons do so."""
    for kind, told in KINDS.items():
        for seed in range(20, 24):
            register = tiny_register(kind, seed)
            named = [(row[1], register.person[row[0]].id) for row in register.rows]
            assert 2 <= len(named) <= 200
            assert len(set(named)) == len(named) or told.twice > 0
            if kind.startswith("disjoint"):
                assert len({person for _, person in named}) == len(named)


def test_no_two_persons_of_one_family_are_told_to_be_one_by_first_name() -> None:
    """Brothers, twins and cousins of another first name are two to the rule, in every kind."""
    for kind in KINDS:
        register = tiny_register(kind, 7)
        for one, other in itertools.combinations(register.shown.values(), 2):
            if one.given and other.given and one.given != other.given:
                assert verdict(one, other) is Verdict.TWO


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (Shown(given="نبيل", father="رامي", family="التوت"), Verdict.SAME),
        (Shown(given="نبيل", father="رامي"), Verdict.ASK),
        (Shown(given="", father="رامي", grandfather="وائل", family="التوت"), Verdict.ASK),
        (Shown(given="نبيل", father="رامي", family="السرو"), Verdict.TWO),
        (Shown(given="نبيل", father="رامي", family="التوت", birth_year=1993), Verdict.ASK),
        (Shown(given="نبيل", father="رامي", family="التوت", birth_year=1996), Verdict.TWO),
        (Shown(given="نبيل", father="رامي", family="التوت", birth=dt.date(1990, 5, 6), birth_year=1990), Verdict.TWO),
    ],
)  # fmt: skip
def test_a_careful_human_says(other: Shown, said: Verdict) -> None:
    """One where two things agree beside the first name and none differs; two where one is plainly another; else ask."""
    assert verdict(WHOLE, other) is said
    assert verdict(other, WHOLE) is said


def test_every_pair_is_judged_once() -> None:
    """Pairs of one person and of two, by what is said and what became of them, are all pairs of the register."""
    register = tiny_register("few", 8)
    counted = judged(register)
    count = len(register.rows)
    pairs = sum(number for name, number in counted.items() if name.startswith(("one ", "two ")))
    assert pairs == count * (count - 1) // 2
