"""The probability that is stated of a pair: what its own weight says, half of it, and half what the clusters say.

A pair of little weight whose records stand in one person, held by others, is far likelier than it looks; a likely
pair that the clusters part is seldom one person. How much, was learned on made-up families (seeds 11 to 13) and on
one half of the families of the real and historical lists; figures on the others stand in ``docs/reference``. The weight
alone keeps half of the say, because lists that were left out while the scale was learned were told best so.

Pairs of lists that name nobody twice have a scale of their own, in which the weight has no say beside: there the
overlap of the lists is known, and how seldom a list names a person twice all the same tells how sure it is that two
clusters which both stand on it are two persons.
"""

from collections.abc import Sequence
from typing import Final, TypeAlias

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.cluster import Edges, careful_weights
from sijill.link.merging import AGAINST
from sijill.link.pair_order import rows_of

_TOGETHER: Final = (0.894, 0.451, -0.37, 0.085, -0.415, 0.273, 0.498)
_APART: Final = (0.087, 0.347, 0.0, -0.2, 0.473, 0.732, -0.471)
"""Of one, log odds, the same below 0, how well the two fit each other's cluster (worse, worse below 0, better),
and another first name."""
_ONE_LIST: Final = -3.68
"""Two clusters that both hold a record of one list that names nobody twice."""
_CLEAN_TOGETHER: Final = (1.93, 0.499, -0.354, -0.056, 0.001, -0.016, 0.092)
_CLEAN_APART: Final = (1.825, 0.207, 0.531, -0.223, 0.856, 0.76, -1.111)
"""The same between lists that name nobody twice."""
_CLEAN_ONE_LIST: Final = (0.076, 1.063, -0.331)
"""There for two clusters that both stand on such a list: of one, of how much rarer one person twice is on it (log), and of
log odds."""
_CLEAN_CONTRADICT: Final = -0.408
_RAREST: Final = -5.0
_CONTRADICT: Final = 0.178
_LOWEST: Final = -6.0
_HIGHEST: Final = 8.0
"""Nats within which the scale was learned."""
_CERTAIN: Final = 1e-9
_OWN: Final = 0.5
"""Share that the pair's own log odds keep."""

Ends: TypeAlias = tuple[NDArray[np.int32], NDArray[np.int32]]
"""Where the row of each record's pairs begins, and of each row the ends: a pair, or a pair beyond the number of pairs
where the record is its right one."""


def ends_of(edges: Edges, count: int) -> Ends:
    """Return the ends of the pairs of ``count`` records."""
    return rows_of(np.r_[edges.left, edges.right], count)


def stated_probability(
    edges: Edges,
    likely: NDArray[np.float64],
    ends: Ends,
    root: NDArray[np.int32],
    lists: tuple[NDArray[np.int32], NDArray[np.float64]],
) -> NDArray[np.float64]:
    """Return the probability of each pair, of which ``likely`` is what the pair and its rivals alone say.

    ``ends`` are those of ``edges``; ``root`` is the cluster of each record; ``lists`` the list codes, and for each code how
    much rarer one person twice is on it than on two lists (log), NaN where that may well be.
    """
    list_code, rarer = lists
    kept = np.clip(likely, _CERTAIN, 1.0 - _CERTAIN)
    own = np.log(kept / (1.0 - kept))
    together = root[edges.left] == root[edges.right]
    worse, better = _fits(edges, ends, root)
    odds = np.clip(own, _LOWEST, _HIGHEST)
    fits = (worse, np.minimum(worse, 0.0), better)
    looks = (np.ones(len(odds)), odds, np.minimum(odds, 0.0), *fits, edges.other_name.astype(float))
    rarest = _rarest_shared(edges, root, lists)
    clean = ~np.isnan(rarer)
    both_clean = clean[list_code[edges.left]] & clean[list_code[edges.right]]
    log_odds = np.zeros(len(odds))
    if not both_clean.all():
        outside = _sum(_APART, looks) + _ONE_LIST * np.isfinite(rarest) + _CONTRADICT * edges.contradict
        log_odds = _OWN * own + (1.0 - _OWN) * np.where(together, _sum(_TOGETHER, looks), outside)
    if both_clean.any():
        of_list = (np.ones(len(odds)), np.clip(rarest, _RAREST, 0.0), odds)
        outside = _sum(_CLEAN_APART, looks) + _CLEAN_CONTRADICT * edges.contradict
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


def _fits(
    edges: Edges, ends: Ends, root: NDArray[np.int32]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return for each pair how well its records fit each other's cluster, the worse and the better of the two.

    That is the mean weight of a record with all others there; one that no block met weighs ``AGAINST``.
    """
    size = np.bincount(root, minlength=len(root)).astype(np.int32)
    weight = careful_weights(edges).astype(float)
    weight = np.clip(np.where(edges.contradict, -AGAINST, weight), -AGAINST, _HIGHEST * 2)
    beyond = np.r_[root[edges.right], root[edges.left]]
    means = np.empty(len(beyond))
    _means((beyond, np.r_[weight, weight]), (root, size), ends, means)
    one, other = np.clip(means, -AGAINST, _HIGHEST).reshape(2, -1)
    return np.minimum(one, other), np.maximum(one, other)


@numba.njit(cache=True, nogil=True)
def _means(
    ends: tuple[NDArray[np.int32], NDArray[np.float64]],
    clusters: tuple[NDArray[np.int32], NDArray[np.int32]],
    rows: Ends,
    means: NDArray[np.float64],
) -> None:
    """Write for each end of a pair the mean weight of its record with the cluster of the other end."""
    beyond, weight = ends
    root, size = clusters
    starts, order = rows
    total, met = np.zeros(len(root)), np.zeros(len(root), np.int32)
    for record in range(len(root)):
        for place in range(starts[record], starts[record + 1]):
            total[beyond[order[place]]], met[beyond[order[place]]] = 0.0, 0
        for place in range(starts[record], starts[record + 1]):
            end = order[place]
            total[beyond[end]] += weight[end]
            met[beyond[end]] += 1
        for place in range(starts[record], starts[record + 1]):
            end = order[place]
            cluster = beyond[end]
            others = size[cluster] - (root[record] == cluster)
            means[end] = (total[cluster] - AGAINST * (others - met[cluster])) / max(others, 1)


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
