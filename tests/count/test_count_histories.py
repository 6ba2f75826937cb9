"""Histories are counted right and laid out in an order that the input does not set."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.count.histories import all_cells, histories_from_clusters, in_canonical_order, membership
from sijill.model.estimate import CaptureHistories

CELLS = st.dictionaries(st.integers(1, 15), st.integers(0, 50), min_size=1)


def _histories(cells: dict[int, int], names: tuple[str, ...] = ("a", "b", "c", "d")) -> CaptureHistories:
    patterns = tuple(sorted(cells))
    return CaptureHistories(lists=names, patterns=patterns, counts=tuple(cells[p] for p in patterns))


def _permuted(histories: CaptureHistories, order: list[int]) -> CaptureHistories:
    table = membership(histories)[:, order]
    codes = (table << np.arange(len(order))).sum(axis=1).tolist()
    cells = dict(zip(codes, histories.counts, strict=True))
    return _histories(cells, tuple(histories.lists[j] for j in order))


def test_a_cluster_with_two_mentions_on_a_list_counts_once() -> None:
    """Persons are clusters; how often a list names one does not matter."""
    clusters = np.array(["x", "x", "x", "y", "z", "z"])
    codes = np.array([0, 0, 1, 1, 2, 0])
    found = histories_from_clusters(clusters, codes, ("A", "B", "C"))
    assert found.patterns == (0b010, 0b011, 0b101)
    assert found.counts == (1, 1, 1)
    assert found.documented == 3


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3)), max_size=80), st.randoms())
def test_the_order_of_mentions_changes_nothing(mentions: list[tuple[int, int]], random: object) -> None:
    """The same mentions in any order make the same histories."""
    shuffled = list(mentions)
    random.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis gives a random.Random
    results = [
        histories_from_clusters(
            np.array([m[0] for m in some], dtype=int),
            np.array([m[1] for m in some], dtype=int),
            tuple("ABCD"),
        )
        for some in (mentions, shuffled)
    ]
    assert results[0] == results[1]
    assert results[0].documented == len({cluster for cluster, _ in mentions})


@given(CELLS, st.permutations(range(4)))
def test_the_order_of_lists_changes_nothing(cells: dict[int, int], order: list[int]) -> None:
    """Columns in any order give the same canonical histories and the same hash."""
    given_order = _histories(cells)
    other = _permuted(given_order, order)
    assert in_canonical_order(given_order) == in_canonical_order(other)
    assert given_order.sha256 == other.sha256


@given(CELLS, st.integers(1, 15), st.integers(1, 9))
def test_more_persons_never_lower_the_floor(cells: dict[int, int], cell: int, more: int) -> None:
    """Adding persons to a cell raises the documented count by exactly them, and changes the hash."""
    before = _histories(cells)
    after = _histories({**cells, cell: cells.get(cell, 0) + more})
    assert after.documented == before.documented + more
    assert all_cells(in_canonical_order(after)).sum() == after.documented
    assert after.sha256 != before.sha256


@pytest.mark.parametrize(
    ("patterns", "counts"),
    [((0, 1), (3, 3)), ((2, 1), (3, 3)), ((1, 8), (3, 3)), ((1,), (-1,)), ((1, 2), (3,))],
)
def test_histories_that_cannot_be_are_refused(patterns: tuple[int, ...], counts: tuple[int, ...]) -> None:
    """Nobody is on no list; patterns ascend within the lists; counts are not negative."""
    with pytest.raises(ValueError, match=r"\d"):
        CaptureHistories(lists=("a", "b", "c"), patterns=patterns, counts=counts)
