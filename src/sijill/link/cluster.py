"""Pairs into persons: the surest pair first, every member checked at each merge, nobody chained.

Two records of a list that is free of its own duplicates share no cluster, unless they are likely one person for all
that; nor do records that contradict each other, unless many others of the person outvote them; and a merge needs the
mean weight over *all* pairs of members to clear the threshold, so that a record without dates cannot glue two
brothers together. What is checked at each merge stands in ``merging``.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.merging import THRESHOLD, merge_all

_BROTHERS: Final = 3.0
"""Weight that a pair of other first names needs to speak for one person when clusters are made for readers; below, as
much is taken off. A brother joined wrongly is worse than a person found twice."""
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
        return Edges(
            self.left[chosen],
            self.right[chosen],
            self.weight[chosen],
            self.contradict[chosen],
            self.other_name[chosen],
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
    strong = edges.weight >= THRESHOLD
    root = components(edges.left[strong], edges.right[strong], count)
    order = np.argsort(root, kind="stable").astype(np.int32)
    starts = np.flatnonzero(np.r_[True, root[order][1:] != root[order][:-1]])
    sizes = np.diff(np.r_[starts, count])
    held = edges.left.astype(np.int64) * count + edges.right
    needed = [np.empty(0, np.int64)]
    for size in np.unique(sizes[(sizes > 2) & (sizes <= _MEMBERS_PAIRED)]):
        members = order[starts[sizes == size][:, None] + np.arange(size)].astype(np.int64)
        one, other = np.triu_indices(size, 1)
        # A stable sort leaves members ascending, so that one < other here too.
        needed.append((members[:, one] * count + members[:, other]).ravel())
    wanted, known = np.concatenate(needed), np.sort(held)
    place = np.minimum(np.searchsorted(known, wanted), max(len(known) - 1, 0))
    missing = np.sort(wanted[known[place] != wanted]) if len(known) else wanted
    return (missing // max(count, 1)).astype(np.int32), (missing % max(count, 1)).astype(np.int32)


def cluster(
    edges: Edges,
    list_code: NDArray[np.int32],
    *,
    clean: NDArray[np.bool_],
    same: tuple[NDArray[np.int32], NDArray[np.int32]] | None = None,
    apart: NDArray[np.bool_] | None = None,
) -> NDArray[np.int32]:
    """Return for each record the smallest member of its cluster.

    ``clean`` says for each list code whether the list is free of its own duplicates. Pairs of ``same``, which
    reviewers decided, are merged before all others and whatever speaks against it; ``apart`` marks those of ``edges``
    that they decided to be two persons.
    """
    careful = careful_weights(edges)
    if apart is not None:
        careful = np.where(apart, np.float32(-np.inf), careful)
    by_weight = np.lexsort((edges.right, edges.left, -careful, edges.contradict))
    return merged(edges._replace(weight=careful), by_weight, (list_code, clean), same=same or (_NONE, _NONE))


def careful_weights(edges: Edges) -> NDArray[np.float32]:
    """Return the weights that clusters for readers are made by: of pairs of other first names less, if unsure."""
    unsure_brothers = edges.other_name & (edges.weight < _BROTHERS)
    careful: NDArray[np.float32] = (edges.weight - _BROTHERS * unsure_brothers).astype(np.float32)
    return careful


def merged(
    edges: Edges,
    order: NDArray[np.int64],
    lists: tuple[NDArray[np.int32], NDArray[np.bool_]],
    *,
    chance: int = 0,
    same: tuple[NDArray[np.int32], NDArray[np.int32]] = (_NONE, _NONE),
) -> NDArray[np.int32]:
    """Return clusters of ``edges`` taken in ``order``.

    ``lists`` are the list codes of the records, and for each code whether the list is free of its own duplicates.
    A merge needs a mean weight of ``THRESHOLD``, or with ``chance``, a number drawn for this clustering, one that
    comes true as often as the weight says. Pairs of ``same`` are merged before all others.
    """
    list_code, clean = lists
    count = len(list_code)
    code = edges.left.astype(np.int64) * count + edges.right
    by_pair = np.argsort(code)
    list_of = np.where(clean[list_code], list_code, -1) if count else list_code
    clusters: NDArray[np.int32] = merge_all(
        (edges.left[order], edges.right[order]),
        (code[by_pair], edges.weight[by_pair], edges.contradict[by_pair]),
        list_of,
        np.uint64(chance),
        same,
    )
    return clusters


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
