"""Pairs into persons: the surest pair first, every member checked at each merge, nobody chained.

Two records of a list that is free of its own duplicates share no cluster, unless they are likely one person for all
that; nor do records that contradict each other; and a merge needs the mean weight over *all* pairs of members to clear the threshold, so that a
record without dates cannot glue two brothers together.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

THRESHOLD: Final = 0.0
"""Weight a link needs in all lists alike, in nats: as likely as not."""
_BROTHERS: Final = 3.0
"""Weight that a pair of other first names needs to speak for one person when clusters are made for readers; below, as
much is taken off. A brother joined wrongly is worse than a person found twice."""
_CLIP: Final = 15.0
"""One pair's weight in the mean, in nats: a single certain pair must not outvote several contradicting ones."""
_AGAINST: Final = 2.0
"""The most that one pair weighs against a merge, in nats: of two records badly damaged in different places little
agrees, though both agree with a third (.83 -> .86 on historical persons, nothing lost elsewhere; decision 24)."""
_NONE: Final = np.empty(0, np.int32)
_MEMBERS_PAIRED: Final = 64
"""Up to this many records that hang together all their pairs are weighed, met by a block or not; beyond, a pair
that no block met counts as ``-_AGAINST``, so that what grows without end falls apart."""


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
    probability: NDArray[np.float64],
    list_code: NDArray[np.int32],
    *,
    clean: NDArray[np.bool_],
    same: tuple[NDArray[np.int32], NDArray[np.int32]] | None = None,
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """Return for each record the smallest member of its cluster, and its probability (NaN for one alone).

    ``probability`` is that of each of ``edges``; a record is given that of the weakest link that holds it.
    ``clean`` says for each list code whether the list is free of its own duplicates. Pairs of ``same``, which
    reviewers decided, are merged before all others and whatever speaks against it.
    """
    unsure_brothers = edges.other_name & (edges.weight < _BROTHERS)
    careful = edges.weight - _BROTHERS * unsure_brothers
    careful = np.where(edges.contradict, -np.inf, careful).astype(np.float32)
    by_weight = np.lexsort((edges.right, edges.left, -careful))
    root, weakest = merged(
        edges._replace(weight=careful),
        by_weight,
        (list_code, clean),
        probability=probability,
        same=same or (_NONE, _NONE),
    )
    return root, np.where(np.isinf(weakest), np.nan, weakest)


def merged(
    edges: Edges,
    order: NDArray[np.int64],
    lists: tuple[NDArray[np.int32], NDArray[np.bool_]],
    *,
    probability: NDArray[np.float64],
    chance: int = 0,
    same: tuple[NDArray[np.int32], NDArray[np.int32]] = (_NONE, _NONE),
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """Return clusters of ``edges`` taken in ``order``, and the least probability that holds each record.

    ``lists`` are the list codes of the records, and for each code whether the list is free of its own duplicates.
    A merge needs a mean weight of ``THRESHOLD``, or with ``chance``, a number drawn for this clustering, one that
    comes true as often as the weight says. Pairs of ``same`` are merged before all others.
    """
    list_code, clean = lists
    count = len(list_code)
    code = edges.left.astype(np.int64) * count + edges.right
    by_pair = np.argsort(code)
    list_of = np.where(clean[list_code], list_code, -1) if count else list_code
    return _merge(
        (edges.left[order], edges.right[order], probability[order]),
        (code[by_pair], edges.weight[by_pair]),
        list_of,
        np.uint64(chance),
        same,
    )


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


@numba.njit(cache=True, nogil=True)
def _merge(
    ordered: tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]],
    known: tuple[NDArray[np.int64], NDArray[np.float32]],
    list_of: NDArray[np.int32],
    chance: np.uint64,
    same: tuple[NDArray[np.int32], NDArray[np.int32]],
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """``list_of`` is -1 for a list that may repeat a person; ``known`` are pair codes, sorted, and weights."""
    left, right, probability = ordered
    count = len(list_of)
    root = np.arange(count).astype(np.int32)
    following = np.full(count, -1, np.int32)
    last = np.arange(count).astype(np.int32)
    size = np.ones(count, np.int32)
    weakest = np.full(count, np.inf)
    for index in range(len(same[0])):
        a, b = root[same[0][index]], root[same[1][index]]
        if a != b:
            _join((min(a, b), max(a, b)), (root, following, last, size), weakest, 1.0)
    for index in range(len(left)):
        i, j = left[index], right[index]
        a, b = min(root[i], root[j]), max(root[i], root[j])
        if a == b:
            continue
        threshold = THRESHOLD if chance == 0 else _drawn(chance, a, b)
        if not _may_merge((a, b), following, known, list_of, threshold):
            continue
        _join((a, b), (root, following, last, size), weakest, probability[index])
    return root, weakest


@numba.njit(cache=True, nogil=True)
def _join(
    roots: tuple[int, int],
    chains: tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]],
    weakest: NDArray[np.float64],
    probability: float,
) -> None:
    """Have the second cluster in the first, held by a link of this probability."""
    a, b = roots
    root, following, last, size = chains
    for side, other in ((a, b), (b, a)):
        # The link holds the smaller side: without it the larger would stay together.
        member = side if size[side] <= size[other] else -1
        while member >= 0:
            weakest[member] = min(weakest[member], probability)
            member = following[member]
    member = b
    while member >= 0:
        root[member] = a
        member = following[member]
    following[last[a]] = b
    last[a] = last[b]
    size[a] += size[b]


@numba.njit(cache=True, nogil=True)
def _may_merge(
    roots: tuple[int, int],
    following: NDArray[np.int32],
    known: tuple[NDArray[np.int64], NDArray[np.float32]],
    list_of: NDArray[np.int32],
    threshold: float,
) -> bool:
    """Check every member of one side against every member of the other."""
    codes, weights = known
    total, pairs = 0.0, 0
    x = roots[0]
    while x >= 0:
        y = roots[1]
        while y >= 0:
            code = np.int64(min(x, y)) * len(list_of) + max(x, y)
            place = np.searchsorted(codes, code)
            weight = -_AGAINST
            if place < len(codes) and codes[place] == code:
                weight = float(weights[place])
            if weight == -np.inf or (weight < THRESHOLD and list_of[x] >= 0 and list_of[x] == list_of[y]):
                return False
            total += min(max(weight, -_AGAINST), _CLIP)
            pairs += 1
            y = following[y]
        x = following[x]
    return total >= threshold * pairs


@numba.njit(cache=True, nogil=True)
def _drawn(chance: np.uint64, a: int, b: int) -> float:
    """Return the log odds of a number between 0 and 1 that hangs on the two clusters and the clustering alone."""
    mixed = (np.uint64(a) << np.uint64(32) | np.uint64(b)) * np.uint64(0x9E3779B97F4A7C15) ^ chance
    mixed = (mixed ^ (mixed >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9)
    share = (float(mixed >> np.uint64(11)) + 0.5) / 9007199254740992.0
    return float(np.log(share / (1.0 - share)))
