"""The probability that is stated of a pair: what its weight says once the clusters are heard.

A pair of little weight whose records stand in one person, held by others, is far likelier than it looks; a likely
pair that the clusters part is seldom one person; a record that stands alone is likelier to be one of another cluster's, the
more records persons usually have. How much, was learned on made-up families (seeds 11 to 13) and on one half of the
families of the real and historical lists; figures on the others stand in ``docs/reference``.

Pairs of lists that name nobody twice have a scale of their own: there the overlap of the lists is known, and how seldom a
list names a person twice all the same tells how sure it is that two clusters which both stand on it are two persons.
"""

from collections.abc import Sequence
from typing import Final

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.cluster import Edges
from sijill.link.cluster_fit import Ends, Fits

_TOGETHER: Final = (4.949, 0.391, -0.37, 0.244, -4.552, 0.543, 0.556, -0.986, -3.418)
_APART: Final = (2.662, 0.35, -0.132, -0.431, -0.384, -0.503, 0.656, -1.719, -6.637)
"""Of one, log odds, the same below 0, how well the two fit each other's cluster (worse, worse below 0, better),
another first name, a contradiction, and the size of the smaller cluster."""
_APART_MORE: Final = (-0.737, 1.209, 0.579, 2.451)
"""Of the size of the larger cluster, by how much the other's cluster fits better than a third, the same below 0, and how
well the two fit (better) below 0."""
_ONE_LIST: Final = -1.84
"""Two clusters that both hold a record of one list that names nobody twice."""
_CLEAN_TOGETHER: Final = (0.668, 0.589, -0.546, -0.069, -3.511, 0.105, 0.787, -2.831, 0.769)
_CLEAN_APART: Final = (2.186, 0.284, 0.379, 0.2, 0.34, 0.719, -0.362, 0.403, -4.094)
"""The same between lists that name nobody twice."""
_CLEAN_LARGER: Final = 0.887
_CLEAN_ONE_LIST: Final = (1.431, 1.38, -0.38)
"""There for two clusters that both stand on such a list: of one, of how much rarer one person twice is on it (log), and of
log odds."""
_RAREST: Final = -5.0
_LOWEST: Final = -6.0
_HIGHEST: Final = 8.0
"""Nats within which the scale was learned."""
_CERTAIN: Final = 1e-9


def stated_probability(
    edges: Edges,
    likely: NDArray[np.float64],
    fits: Fits,
    root: NDArray[np.int32],
    lists: tuple[NDArray[np.int32], NDArray[np.float64]],
) -> NDArray[np.float64]:
    """Return the probability of each pair, of which ``likely`` is what the pair and its rivals alone say.

    ``fits`` are those of ``edges``; ``root`` is the cluster of each record; ``lists`` the list codes, and for each code how
    much rarer one person twice is on it than on two lists (log), NaN where that may well be.
    """
    list_code, rarer = lists
    kept = np.clip(likely, _CERTAIN, 1.0 - _CERTAIN)
    odds = np.clip(np.log(kept / (1.0 - kept)), _LOWEST, _HIGHEST)
    together = root[edges.left] == root[edges.right]
    one = np.ones(len(odds))
    fit = (fits.worse, np.minimum(fits.worse, 0.0), fits.better)
    against = (edges.other_name.astype(float), edges.contradict.astype(float))
    looks = (one, odds, np.minimum(odds, 0.0), *fit, *against, fits.smaller)
    rarest = _rarest_shared(edges, root, lists)
    clean = ~np.isnan(rarer)
    both_clean = clean[list_code[edges.left]] & clean[list_code[edges.right]]
    log_odds = np.zeros(len(odds))
    if not both_clean.all():
        more = (fits.larger, fits.margin, np.minimum(fits.margin, 0.0), np.minimum(fits.better, 0.0))
        outside = _sum(_APART, looks) + _sum(_APART_MORE, more) + _ONE_LIST * np.isfinite(rarest)
        log_odds = np.where(together, _sum(_TOGETHER, looks), outside)
    if both_clean.any():
        of_list = (one, np.clip(rarest, _RAREST, 0.0), odds)
        outside = _sum(_CLEAN_APART, looks) + _CLEAN_LARGER * fits.larger
        outside = outside + np.where(np.isfinite(rarest), _sum(_CLEAN_ONE_LIST, of_list), 0.0)
        log_odds = np.where(both_clean, np.where(together, _sum(_CLEAN_TOGETHER, looks), outside), log_odds)
    stated: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-log_odds))
    return stated


def _sum(shares: Sequence[float], looks: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    total: NDArray[np.float64] = sum(
        (share * look for share, look in zip(shares, looks, strict=True)), np.zeros(len(looks[0]))
    )
    return total


def belonging(
    edges: Edges, stated: NDArray[np.float64], ends: Ends, root: NDArray[np.int32]
) -> NDArray[np.float64]:
    """Return for each record the mean ``stated`` probability of the likelier half of its pairs within its cluster.

    It tells what share of the others there are expected to be the same person; NaN for one alone. Half, because a
    damaged record looks like those that are damaged elsewhere only through a third.
    """
    mean = np.full(len(root), np.nan)
    _means_of_half(ends, (root[edges.left] == root[edges.right], stated), mean)
    return mean


@numba.njit(cache=True, nogil=True)
def _means_of_half(
    rows: Ends,
    pairs: tuple[NDArray[np.bool_], NDArray[np.float64]],
    means: NDArray[np.float64],
) -> None:
    """Write the mean of the greater half of what is said of each record's pairs that are held."""
    starts, order = rows
    held, stated = pairs
    said = np.empty(max(len(order), 1))
    for record in range(len(means)):
        count = 0
        for place in range(starts[record], starts[record + 1]):
            end = order[place]
            pair = end - len(held) if end >= len(held) else end
            if held[pair]:
                said[count] = stated[pair]
                count += 1
        if count == 0:
            continue
        _sort(said[:count])
        taken = (count + 1) // 2
        total = 0.0
        for place in range(count - 1, count - 1 - taken, -1):
            total += said[place]
        means[record] = total / taken


@numba.njit(cache=True, nogil=True)
def _sort(values: NDArray[np.float64]) -> None:
    """Sort what is mostly one value, or a few, by Shell's way; the usual one costs more than all else here then."""
    gap = 1
    while gap < len(values) // 3:
        gap = 3 * gap + 1
    while gap > 0:
        for place in range(gap, len(values)):
            value, free = values[place], place
            while free >= gap and values[free - gap] > value:
                values[free] = values[free - gap]
                free -= gap
            values[free] = value
        gap //= 3


def _rarest_shared(
    edges: Edges, root: NDArray[np.int32], lists: tuple[NDArray[np.int32], NDArray[np.float64]]
) -> NDArray[np.float64]:
    """Return how rare one person twice is on the strictest clean list that both clusters stand on; infinite for none.

    Such lists are few, pairs many.
    """
    list_code, rarer = lists
    rarest = np.full(len(edges.left), np.inf)
    for code in np.flatnonzero(~np.isnan(rarer)):
        holds = np.zeros(len(root), bool)
        holds[root[list_code == code]] = True
        both = holds[root[edges.left]] & holds[root[edges.right]]
        rarest = np.where(both, np.minimum(rarest, rarer[code]), rarest)
    return rarest
