"""The average over decomposable graphs: which lists depend on which, and the total, in closed form.

Madigan and York 1997, with the hyper-Dirichlet prior of Dawid and Lauritzen 1993: every cell of the whole table counts
2^-lists persons beforehand, every graph but the complete one is as likely as another, and the total has a prior proportional to its
inverse. Given the graph and the total, the chance of the table is a product over cliques divided by one over separators.
Along an elimination order each list adds its clique and takes away its separator, so that a graph is a row of whole numbers over
sets of lists, and all graphs at all totals are one matrix product. Three to six lists: 7, 60, 821 and 18,153 graphs.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.count.histories import FloatArray
from sijill.count.overlaps import Pairs
from sijill.count.pooling import LEVEL, Range
from sijill.names.uncounted import within

MOST_LISTS: Final = 6
FARTHEST: Final = 20.0
"""Undocumented persons looked at, by persons documented: as many as are customary."""

_EXACT: Final = 200
_RATIO: Final = 1.004
"""Totals are looked at one by one up to ``_EXACT`` undocumented, then this far apart."""
_COARSE: Final = 16
_FORGOTTEN: Final = 30.0
"""Logarithm of the chance, below the best, of graphs that are left out: a ten-billionth for all together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphAverage:
    """What decomposable graphs say of the total."""

    range: Range
    best: tuple[tuple[int, int], ...]
    """Pairs of lists that depend on each other in the likeliest graph."""
    best_share: float
    graphs: int
    beyond: float
    """Chance of the highest hundredth (by logarithm) of the totals looked at: what lies beyond is cut off."""


def average_over_graphs(persons: FloatArray, *, cell_prior: float | None = None) -> GraphAverage:
    """Return the average for ``persons`` over all 2^J patterns, three to six lists.

    ``cell_prior`` stands for the persons that each cell counts beforehand, 2^-J unless given.
    """
    lists = len(persons).bit_length() - 1
    documented = persons.sum()
    each = 2.0**-lists if cell_prior is None else cell_prior
    unseen, widths = _totals(documented)
    graphs, rows = _decomposable(lists)
    by_set = np.array([_by_set(persons, mask, unseen, each) for mask in range(1 << lists)])
    # Of a total N: its prior 1 / N, and the orders in which N persons may fall into the cells.
    common = _log_gamma(documented + unseen + 1) - _log_gamma(unseen + 1) - np.log(documented + unseen)
    kept = _likely(rows, by_set, common)
    logs = rows[kept] @ by_set + common + np.log(widths)
    chances = np.exp(logs - logs.max())
    by_graph, by_total = chances.sum(axis=1), chances.sum(axis=0)
    by_total /= by_total.sum()
    best = int(np.argmax(by_graph))
    return GraphAverage(
        range=_range(documented + unseen, by_total, widths),
        best=tuple((int(j), int(k)) for j, k in np.argwhere(np.triu(graphs[kept][best]))),
        best_share=float(by_graph[best] / by_graph.sum()),
        graphs=len(graphs),
        beyond=float(by_total[unseen > unseen[-1] ** 0.99].sum()),
    )


def _totals(documented: float) -> tuple[FloatArray, FloatArray]:
    """Return undocumented persons at which the chance is worked out, and for how many each stands."""
    most = FARTHEST * documented
    steps = int(np.log(max(most / _EXACT, 1.0)) / np.log(_RATIO)) + 2
    far = np.rint(np.geomspace(_EXACT, max(most, _EXACT + 1), steps))
    places = np.unique(np.concatenate([np.arange(_EXACT), far]))
    ends = np.concatenate([[places[0] - 0.5], (places[1:] + places[:-1]) / 2, [places[-1] + 0.5]])
    return places, np.diff(ends)


def _by_set(persons: FloatArray, mask: int, unseen: FloatArray, each: float) -> FloatArray:
    """Return the log chance of the margin over the lists of ``mask``, for every number of undocumented."""
    cells = len(persons)
    margin = np.bincount(np.arange(cells) & mask, persons, minlength=cells)
    inside = np.array([cell for cell in range(cells) if cell & mask == cell])
    prior = each * cells / len(inside)
    known = (_log_gamma(margin[inside[1:]] + prior) - _log_gamma(prior)).sum()
    nobody = _log_gamma(margin[0] + unseen + prior) - _log_gamma(prior)
    whole = _log_gamma(persons.sum() + unseen + each * cells) - _log_gamma(each * cells)
    found: FloatArray = known + nobody - whole
    return found


def _likely(rows: NDArray[np.int8], by_set: FloatArray, common: FloatArray) -> NDArray[np.intp]:
    """Return the graphs that count anywhere, looked at over some of the totals."""
    some = slice(None, None, _COARSE)
    highest = (rows @ by_set[:, some] + common[some]).max(axis=1)
    return np.flatnonzero(highest > highest.max() - _FORGOTTEN)


def _range(totals: FloatArray, chances: FloatArray, widths: FloatArray) -> Range:
    """Return median and interval, read off between the totals looked at."""
    upper_ends, cumulative = totals + widths / 2, np.cumsum(chances)
    shares = [(1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2]
    lower, median, upper = np.interp(shares, cumulative, upper_ends).tolist()
    return Range(lower=max(lower, float(totals[0])), median=median, upper=upper)


def _log_gamma(values: FloatArray | float) -> FloatArray:
    from scipy.special import gammaln

    return np.asarray(gammaln(values), np.float64)


def _decomposable(lists: int) -> tuple[Pairs, NDArray[np.int8]]:
    """Return [graphs, lists, lists] all decomposable graphs but the complete one, and their rows over sets."""
    pairs = [(j, k) for k in range(lists) for j in range(k)]
    number = (1 << len(pairs)) - 1
    graphs = np.zeros((number, lists, lists), np.bool_)
    for place, (j, k) in enumerate(pairs):
        graphs[:, j, k] = graphs[:, k, j] = np.arange(number) >> place & 1
    rows = np.zeros((number, 1 << lists), np.int8)
    found = _eliminate(graphs, rows)
    return graphs[found], rows[found]


@njit(cache=True)
def _eliminate(graphs: Pairs, rows: NDArray[np.int8]) -> Pairs:
    """Take lists whose neighbours all know each other out of each graph; return which graphs that empties.

    Each list taken out adds the set of itself and its neighbours to the row, and takes that of its neighbours away.
    """
    decomposable = np.ones(len(graphs), np.bool_)
    lists = graphs.shape[1]
    for graph in range(len(graphs)):
        left = (1 << lists) - 1
        while left:
            taken = -1
            for j in range(lists):
                if taken < 0 and left >> j & 1:
                    around = _neighbours(graphs[graph], j, left)
                    if _all_know_each_other(graphs[graph], around):
                        taken = j
                        rows[graph, around | 1 << j] += 1
                        rows[graph, around] -= 1
            if taken < 0:
                decomposable[graph] = False
                break
            left ^= 1 << taken
    return decomposable


@within
def _neighbours(graph: Pairs, j: int, left: int) -> int:
    around = 0
    for k in range(len(graph)):
        if graph[j, k] and left >> k & 1:
            around |= 1 << k
    return around


@within
def _all_know_each_other(graph: Pairs, some: int) -> bool:
    for j in range(len(graph)):
        for k in range(j):
            if some >> j & 1 and some >> k & 1 and not graph[j, k]:
                return False
    return True
