"""Names of plain pieces alone are joined without rules, as the rules would join them."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sijill.names.joining import MOST_READ, _join_one, join_pieces


@given(st.lists(st.lists(st.sampled_from([0, 0, 0, 1, 2, 22]), max_size=6), max_size=5))
def test_names_are_joined_as_each_is_by_the_rules(names: list[list[int]]) -> None:
    """Plain pieces, and others among them, get the parts that the rules give."""
    kinds = np.array([kind for name in names for kind in name], np.int8)
    commas = np.zeros(len(kinds), np.bool_)
    starts = np.cumsum([0, *map(len, names)])
    places, counts = np.empty(len(kinds), np.int16), np.empty(len(names), np.int16)
    senses, sexes = np.zeros(len(kinds), np.int8), np.empty(len(names), np.int8)
    join_pieces(kinds.copy(), commas, senses, starts, places, (counts, sexes))
    assert not sexes.any()
    for name, (first, last) in enumerate(itertools.pairwise(starts.tolist())):
        expected = np.empty(last - first, np.int16)
        assert counts[name] == _join_one(
            kinds[first:last].copy(), commas[first:last], senses[first:last], expected
        )
        assert places[first:last].tolist() == expected.tolist()


def test_of_a_name_without_end_no_more_is_read() -> None:
    """Plain pieces behind the last that is read belong to no part."""
    kinds = np.zeros(MOST_READ + 2, np.int8)
    places, counts = np.empty(len(kinds), np.int16), np.empty(1, np.int16)
    senses, told = np.zeros(len(kinds), np.int8), (counts, np.empty(1, np.int8))
    join_pieces(kinds, np.zeros(len(kinds), np.bool_), senses, np.array([0, len(kinds)]), places, told)
    assert counts[0] == MOST_READ
    assert (places[MOST_READ:] < 0).all()
