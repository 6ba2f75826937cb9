"""Pairs into persons: the surest pair first, every member checked at each merge, nobody chained.

Two records of a list that is free of its own duplicates share no cluster, unless they are likely one person for all
that; nor do records that contradict each other, unless many others of the person outvote them; and a merge needs the
mean weight over *all* pairs of members to clear the threshold, so that a record without dates cannot glue two
brothers together. What is checked at each merge stands in ``merging``.
"""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.merging import THRESHOLD, joined_clusters, merge_all
from sijill.link.pair_order import PairOrder, pair_order, place_of, surest_first
from sijill.link.threads import beside, in_threads

_BROTHERS: Final = 3.0
"""Weight that a pair of other first names needs to speak for one person when clusters are made for readers; below, as
much is taken off. A brother joined wrongly is worse than a person found twice."""
_SIDES: Final = 2
"""Into which records are parted that no pair joins: each is clustered for itself, at once."""
_NONE: Final = np.empty(0, np.int32)
_MEMBERS_PAIRED: Final = 64
"""Up to this many records that hang together all their pairs are weighed, met by a block or not; beyond, a pair
that no block met counts as ``-AGAINST``, so that what grows without end falls apart."""


class Edges(NamedTuple):
    """Weighed pairs, left < right."""

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    weight: NDArray[np.float32]
    contradict: NDArray[np.bool_]
    other_name: NDArray[np.bool_]
    """Two first names that are not one name in two spellings: brothers, or a name badly damaged."""

    def where(self, chosen: NDArray[np.bool_]) -> "Edges":
        """Return the chosen pairs."""
        # By places, which takes a tenth of the time where chance tells who is chosen.
        rows = np.flatnonzero(chosen)
        return Edges(
            self.left[rows],
            self.right[rows],
            self.weight[rows],
            self.contradict[rows],
            self.other_name[rows],
        )


def joined(edges: Sequence[Edges]) -> Edges:
    """Return all pairs of all ``edges``."""
    nothing = Edges(
        np.empty(0, np.int32),
        np.empty(0, np.int32),
        np.empty(0, np.float32),
        np.empty(0, np.bool_),
        np.empty(0, np.bool_),
    )
    return Edges(*(np.concatenate(columns) for columns in zip(nothing, *edges, strict=True)))


def unmet_pairs(edges: Edges, count: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the pairs that a merge may have to check and that ``edges`` do not hold, sorted."""
    strong = np.flatnonzero(edges.weight >= THRESHOLD)
    root, (starts, order) = beside(
        lambda: components(edges.left[strong], edges.right[strong], count),
        lambda: pair_order(edges.left, edges.right, count),
    )
    size = np.bincount(root)
    size = size[(size > 2) & (size <= _MEMBERS_PAIRED)]
    most = int((size * (size - 1) // 2).sum())
    left, right = np.empty(most, np.int32), np.empty(most, np.int32)
    missing = _unmet(root, starts, edges.right[order], (left, right))
    return left[:missing].copy(), right[:missing].copy()


@numba.njit(cache=True, nogil=True)
def _unmet(
    root: NDArray[np.int32],
    starts: NDArray[np.int32],
    rights: NDArray[np.int32],
    found: tuple[NDArray[np.int32], NDArray[np.int32]],
) -> int:
    """Write the pairs that are missing to ``found``; return how many they are."""
    size = np.zeros(len(root), np.int32)
    last, following = np.full(len(root), -1, np.int32), np.full(len(root), -1, np.int32)
    for record in range(len(root)):
        if last[root[record]] >= 0:
            following[last[root[record]]] = record
        last[root[record]] = record
        size[root[record]] += 1
    count = 0
    for one in range(len(root)):
        if not 2 < size[root[one]] <= _MEMBERS_PAIRED:
            continue
        other = following[one]
        while other >= 0:
            if place_of(one, other, starts, rights) < 0:
                found[0][count], found[1][count] = one, other
                count += 1
            other = following[other]
    return count


def cluster(
    edges: Edges,
    list_code: NDArray[np.int32],
    *,
    clean: NDArray[np.bool_],
    same: tuple[NDArray[np.int32], NDArray[np.int32]] | None = None,
    apart: NDArray[np.bool_] | None = None,
    named_apart: float = 1.0,
) -> NDArray[np.int32]:
    """Return for each record the smallest member of its cluster.

    ``clean`` says for each list code whether the list is free of its own duplicates. Pairs of ``same``, which
    reviewers decided, are merged before all others and whatever speaks against it; ``apart`` marks those of ``edges``
    that they decided to be two persons. ``named_apart`` is the share of the pairs between two clusters that may have two
    first names and speak against a merge (``two_first_names``).
    """
    careful = careful_weights(edges)
    if apart is not None:
        careful = np.where(apart, np.float32(-np.inf), careful)
    by_pair = pair_order(edges.left, edges.right, len(list_code))
    return merged(
        edges._replace(weight=careful),
        (by_pair, surest_first(careful, edges.contradict, by_pair.order)),
        (list_code, clean),
        same=same or (_NONE, _NONE),
        named_apart=named_apart,
    )


def careful_weights(edges: Edges) -> NDArray[np.float32]:
    """Return the weights that clusters for readers are made by: of pairs of other first names less, if unsure."""
    unsure_brothers = edges.other_name & (edges.weight < _BROTHERS)
    careful: NDArray[np.float32] = (edges.weight - _BROTHERS * unsure_brothers).astype(np.float32)
    return careful


def merged(
    edges: Edges,
    orders: tuple[PairOrder, NDArray[Any]],  # Any: integers of either width
    lists: tuple[NDArray[np.int32], NDArray[np.bool_]],
    *,
    chance: int = 0,
    same: tuple[NDArray[np.int32], NDArray[np.int32]] = (_NONE, _NONE),
    named_apart: float = 1.0,
) -> NDArray[np.int32]:
    """Return clusters of ``edges``: for each record the smallest of its cluster.

    ``orders`` are that of the pairs by their records, and that in which they are taken; ``lists`` are the list codes of the records, and for each code whether the list is free of its own duplicates.
    A merge needs a mean weight of ``THRESHOLD``, or with ``chance``, a number drawn for this clustering, one that
    comes true as often as the weight says. Pairs of ``same`` are merged before all others.
    """
    list_code, clean = lists
    count = len(list_code)
    by_pair, order = orders
    list_of = np.where(clean[list_code], list_code, -1) if count else list_code
    (left, right, side), known = beside(
        lambda: (edges.left[order], edges.right[order], _sides(edges, same, count)[edges.left[order]]),
        lambda: (
            edges.right[by_pair.order],
            edges.weight[by_pair.order],
            edges.contradict[by_pair.order],
            edges.other_name[by_pair.order],
        ),
    )
    clusters = joined_clusters(same, count)

    def merge(of_side: int) -> None:
        some = np.flatnonzero(side == of_side)
        surest, bounds = (left[some], right[some]), (np.uint64(chance), named_apart)
        merge_all(surest, (by_pair.starts, *known), list_of, clusters, bounds)

    in_threads(merge, range(_SIDES))
    return clusters.root


def _sides(edges: Edges, same: tuple[NDArray[np.int32], NDArray[np.int32]], count: int) -> NDArray[np.int8]:
    """Return for each record with whom it is clustered: records that hang together by any pair are on one side."""
    root = components(np.r_[edges.left, same[0]], np.r_[edges.right, same[1]], count)
    return (root % _SIDES).astype(np.int8)


@numba.njit(cache=True, nogil=True)
def components(left: NDArray[np.int32], right: NDArray[np.int32], count: int) -> NDArray[np.int32]:
    """Return the smallest record that each record hangs together with."""
    root = np.arange(count).astype(np.int32)
    for index in range(len(left)):
        a, b = left[index], right[index]
        while root[a] != a:
            root[a] = root[root[a]]
            a = root[a]
        while root[b] != b:
            root[b] = root[root[b]]
            b = root[b]
        root[max(a, b)] = min(a, b)
    for record in range(count):
        root[record] = root[root[record]]
    return root
