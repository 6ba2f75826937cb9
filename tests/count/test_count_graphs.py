"""The average over decomposable graphs: all of them, weighed as the closed form says."""

import numpy as np
import pytest
from populations import captured
from scipy.special import gammaln

from sijill.count.graphs import average_over_graphs
from sijill.count.histories import all_cells

COUNTS = np.array([0, 20, 15, 6, 18, 5, 4, 3], dtype=float)


@pytest.mark.parametrize(("lists", "graphs"), [(3, 7), (4, 60), (5, 821), (6, 18_153)])
def test_every_decomposable_graph_is_there(lists: int, graphs: int) -> None:
    """As many as are known for so many labelled vertices, the complete one left out (OEIS A058862)."""
    found = average_over_graphs(all_cells(captured([(300, [0.3] * lists)], seed=1)))
    assert found.graphs == graphs


def _margin(table: np.ndarray, axes: tuple[int, ...]) -> float:
    """Return the log chance of a margin under a Dirichlet whose cells count an eighth of a person each."""
    prior = np.full((2, 2, 2), 0.125)
    out = tuple(axis for axis in range(3) if axis not in axes)
    seen, before = table.sum(axis=out), prior.sum(axis=out)
    return float((gammaln(seen + before) - gammaln(before)).sum() - gammaln(table.sum() + 1) + gammaln(1))


def test_three_lists_are_those_written_out() -> None:
    """Cliques over separators of the seven graphs of three lists, total by total: the same median and ends."""
    graphs: list[tuple[list[tuple[int, ...]], list[tuple[int, ...]]]] = [([(0,), (1,), (2,)], [])]
    graphs += [([(a, b), (c,)], []) for a, b, c in [(0, 1, 2), (0, 2, 1), (1, 2, 0)]]
    graphs += [([(a, b), (b, c)], [(b,)]) for a, b, c in [(0, 1, 2), (1, 0, 2), (0, 2, 1)]]
    unseen = np.arange(0, 20 * 71 + 1)
    logs = np.empty((7, len(unseen)))
    # Axis 0 of the table is the highest bit; which list is which does not matter to the sum over all graphs.
    for column, number in enumerate(unseen):
        table = COUNTS.copy()
        table[0] = number
        table, total = table.reshape(2, 2, 2), 71 + number
        orders = gammaln(total + 1) - gammaln(number + 1) - np.log(total)
        for row, (cliques, separators) in enumerate(graphs):
            logs[row, column] = orders + sum(_margin(table, each) for each in cliques)
            logs[row, column] -= sum(_margin(table, each) for each in separators)
    chances = np.exp(logs - logs.max()).sum(axis=0)
    cumulative = np.cumsum(chances) / chances.sum()
    found = average_over_graphs(COUNTS).range
    for share, figure in [(0.025, found.lower), (0.5, found.median), (0.975, found.upper)]:
        by_hand = 71 + unseen[np.searchsorted(cumulative, share)]
        assert figure == pytest.approx(by_hand, abs=1.0, rel=0.003)


def test_a_pair_that_depends_is_in_the_likeliest_graph() -> None:
    """Of 3,000 persons half of those on the first list were sent on to the second: the graph ties these two."""
    random = np.random.default_rng(2)
    seen = random.random((3_000, 4)) < 0.25
    seen[:, 1] |= seen[:, 0] & (random.random(3_000) < 0.5)
    persons = np.bincount(seen @ (1 << np.arange(4)), minlength=16).astype(float)
    persons[0] = 0
    found = average_over_graphs(persons)
    assert (0, 1) in found.best
    assert found.range.lower < 3_000 < found.range.upper
