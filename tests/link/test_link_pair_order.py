"""Pairs stand in the order of their records, and each is found in its record's row."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sijill.link.cluster import Edges, components, unmet_pairs
from sijill.link.pair_order import pair_order, place_of, surest_first

_COUNT = 9
_PAIR = st.tuples(st.integers(0, _COUNT - 1), st.integers(0, _COUNT - 1)).filter(
    lambda pair: pair[0] < pair[1]
)
_WEIGHT = st.sampled_from([-np.inf, -3.5, -0.0, 0.0, 1.25, 1.5, 30.0])
_PAIRS = st.lists(st.tuples(_PAIR, _WEIGHT, st.booleans()), unique_by=lambda each: each[0])


def _edges(given_pairs: list[tuple[tuple[int, int], float, bool]]) -> Edges:
    left, right = (np.array([pair[side] for pair, _, _ in given_pairs], np.int32) for side in (0, 1))
    weight = np.array([weight for _, weight, _ in given_pairs], np.float32)
    contradict = np.array([contradicts for _, _, contradicts in given_pairs], np.bool_)
    return Edges(left, right, weight, contradict, np.zeros(len(left), np.bool_))


@given(_PAIRS)
def test_a_pair_is_found_where_the_order_has_it(pairs: list[tuple[tuple[int, int], float, bool]]) -> None:
    """The order is that of sorting, a pair that is there is found at its place, and one that is not nowhere."""
    edges = _edges(pairs)
    starts, order = pair_order(edges.left, edges.right, _COUNT)
    ordered = [pair for pair, _, _ in sorted(pairs)]
    assert [pairs[place][0] for place in order.tolist()] == ordered
    rights = edges.right[order]
    for one in range(_COUNT):
        for other in range(one + 1, _COUNT):
            expected = ordered.index((one, other)) if (one, other) in ordered else -1
            assert place_of(one, other, starts, rights) == expected


@given(_PAIRS)
def test_the_surest_pair_is_first(pairs: list[tuple[tuple[int, int], float, bool]]) -> None:
    """Pairs that contradict stand last, greater weights first, and equal ones (0 and -0) in the order of their records."""
    edges = _edges(pairs)
    found = surest_first(edges.weight, edges.contradict, pair_order(edges.left, edges.right, _COUNT).order)
    expected = np.lexsort((edges.right, edges.left, -edges.weight, edges.contradict))
    assert found.tolist() == expected.tolist()


@given(_PAIRS)
def test_unmet_pairs_are_those_of_three_that_hang_together(
    pairs: list[tuple[tuple[int, int], float, bool]],
) -> None:
    """Of three records or more that strong pairs hold together, every pair that is not there is named, in order."""
    edges = _edges(pairs)
    strong = edges.weight >= 0
    root = components(edges.left[strong], edges.right[strong], _COUNT).tolist()
    known = {pair for pair, _, _ in pairs}
    expected = [
        (one, other)
        for one in range(_COUNT)
        for other in range(one + 1, _COUNT)
        if root[one] == root[other] and root.count(root[one]) > 2 and (one, other) not in known
    ]
    left, right = unmet_pairs(edges, _COUNT)
    assert list(zip(left.tolist(), right.tolist(), strict=True)) == expected
