"""Small registers of the bench are the same at each run, and their truth is whole."""

import pytest

from bench.small_registers import COLUMNS, KINDS, small_register


@pytest.mark.parametrize("kind", KINDS)
def test_a_register_hangs_on_its_kind_and_seed_alone(kind: str) -> None:
    """The same seed gives the same rows, another seed others, and each row has one person."""
    register = small_register(kind, 7)
    assert register == small_register(kind, 7)
    assert register.rows != small_register(kind, 8).rows
    assert [row[0] for row in register.rows] == list(register.person)
    assert all(len(row) == len(COLUMNS) and row[2].strip() for row in register.rows)


def test_lists_are_of_the_size_that_users_have_and_hold_who_they_say() -> None:
    """Three to five lists of some hundred records; only kinds that say so name anybody twice; men and women are told."""
    for kind, told in KINDS.items():
        register = small_register(kind, 7)
        lists = [row[1] for row in register.rows]
        assert len(set(lists)) == len(told.births)
        assert all(150 <= lists.count(each) <= 1_100 for each in set(lists))
        named = [(row[1], register.person[row[0]].id) for row in register.rows]
        assert (len(set(named)) < len(named)) == (told.twice > 0)
        mothers = {row[1] for row in register.rows if row[3]}
        assert len(mothers) == sum(share > 0 for share in told.mothers)
