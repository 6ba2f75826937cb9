"""Two clusters into one: every member of the one is checked against every member of the other, in compiled loops."""

from typing import Final, NamedTuple, TypeAlias

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.pair_order import place_of
from sijill.names.uncounted import uncounted, uncounted_within

THRESHOLD: Final = 0.0
"""Weight a link needs in all lists alike, in nats: as likely as not."""
AGAINST: Final = 1.0
"""The most that one pair weighs against a merge, in nats, short of ``_DAMAGE``: of two records badly damaged in
different places little agrees, though both agree with a third (decision 24)."""
_DAMAGE: Final = 8.0
"""Nats up to which a weight against a merge may be damage; what goes beyond speaks of two persons and counts."""
_AGAINST_DRAWN: Final = 2.0
"""The same where clusterings are drawn for counting: there clusters that little speaks for are to be joined seldom."""
_OUTVOTED: Final = 0.2
"""Share of the pairs between two clusters that may contradict each other: of five and more, one. Of a person with
twenty records two have slips that contradict each other, though neither contradicts the others; two records, or
three, never outvote a contradiction."""
_AHEAD: Final = 32
"""Pairs of which clusters and rows are read in one go: the surest first lie all over memory, and who reads one waits for it."""
_CLIP: Final = 15.0
"""One pair's weight in the mean, in nats: a single certain pair must not outvote several contradicting ones."""
Known: TypeAlias = tuple[
    NDArray[np.int32], NDArray[np.int32], NDArray[np.float32], NDArray[np.bool_], NDArray[np.bool_]
]
"""Where each record's pairs begin, and of each pair in the order of records its right record, its weight (-inf for two
persons, whatever others say), whether it contradicts, and whether its first names are two."""


class Clusters(NamedTuple):
    """Clusters as they grow, by record."""

    root: NDArray[np.int32]
    """The smallest of its cluster,"""
    following: NDArray[np.int32]
    """who follows it there, -1 behind the last,"""
    last: NDArray[np.int32]
    """and, of the smallest, who is the last."""


def joined_clusters(same: tuple[NDArray[np.int32], NDArray[np.int32]], count: int) -> Clusters:
    """Return ``count`` records, of which pairs that are the ``same`` are joined, and the others stand alone."""
    found = Clusters(
        np.arange(count, dtype=np.int32), np.full(count, -1, np.int32), np.arange(count, dtype=np.int32)
    )
    _join_all(same, found)
    return found


@uncounted
def _join_all(same: tuple[NDArray[np.int32], NDArray[np.int32]], clusters: Clusters) -> None:
    for index in range(len(same[0])):
        a, b = clusters.root[same[0][index]], clusters.root[same[1][index]]
        if a != b:
            _join((min(a, b), max(a, b)), clusters)


@uncounted
def merge_all(
    ordered: tuple[NDArray[np.int32], NDArray[np.int32]],
    known: Known,
    list_of: NDArray[np.int32],
    clusters: Clusters,
    bounds: tuple[np.uint64, float],
) -> int:
    """Merge ``clusters`` by pairs taken in their order; the number returned says nothing, see ``read_ahead``.

    ``list_of`` is -1 for a list that may repeat a person; ``known`` are all pairs in the order of their records. ``bounds`` are a chance, with
    0 a merge needs ``THRESHOLD``, and the share of the pairs between two clusters that may weigh less than that and have two first names.
    """
    left, right = ordered
    chance, named_apart = bounds
    root, seen = clusters.root, 0
    for index in range(len(left)):
        if index % _AHEAD == 0:
            seen += _read_ahead(ordered, index, root, known[0])
        i, j = left[index], right[index]
        a, b = min(root[i], root[j]), max(root[i], root[j])
        if a == b:
            continue
        needed = (THRESHOLD, AGAINST, named_apart)
        if chance != 0:
            needed = (_drawn(chance, a, b), _AGAINST_DRAWN, named_apart)
        if _may_merge((a, b), clusters.following, known, list_of, needed):
            _join((a, b), clusters)
    return seen


@uncounted_within
def _read_ahead(
    ordered: tuple[NDArray[np.int32], NDArray[np.int32]],
    first: int,
    root: NDArray[np.int32],
    starts: NDArray[np.int32],
) -> int:
    """Read of some pairs the cluster of each record and where its pairs begin; the sum keeps the loop."""
    left, right = ordered
    seen = 0
    for place in range(first, min(first + _AHEAD, len(left))):
        one, other = left[place], right[place]
        seen += root[one] + root[other] + starts[one] + starts[other]
    return seen


@numba.njit(cache=True, nogil=True, inline="always")
def _join(roots: tuple[int, int], clusters: Clusters) -> None:
    """Have the second cluster in the first."""
    a, b = roots
    root, following, last = clusters
    member = b
    while member >= 0:
        root[member] = a
        member = following[member]
    following[last[a]] = b
    last[a] = last[b]


@numba.njit(cache=True, nogil=True, inline="always")
def _may_merge(
    roots: tuple[int, int],
    following: NDArray[np.int32],
    known: Known,
    list_of: NDArray[np.int32],
    bounds: tuple[float, float, float],
) -> bool:
    """Check every member of one side against every member of the other.

    ``bounds`` are the mean weight that is needed, the most that one pair weighs against it, and the share of pairs that
    may be named apart.
    """
    threshold, against, named_apart = bounds
    starts, rights, weights, contradict, other_name = known
    total, pairs, contradictions, apart = 0.0, 0, 0, 0
    x = roots[0]
    while x >= 0:
        y = roots[1]
        while y >= 0:
            place = place_of(min(x, y), max(x, y), starts, rights)
            weight = -against
            if place >= 0:
                weight = float(weights[place])
                apart += other_name[place] and weight < THRESHOLD
                if contradict[place] and weight > -np.inf:
                    # Counted as a contradiction, its weight is not counted again.
                    contradictions += 1
                    weight = max(min(weight, -against), -_DAMAGE)
            if weight == -np.inf or (weight < THRESHOLD and list_of[x] >= 0 and list_of[x] == list_of[y]):
                return False
            total += min(max(weight, -against), _CLIP)
            if threshold == THRESHOLD and weight < -_DAMAGE:
                total -= min(-weight - _DAMAGE, _CLIP)
            pairs += 1
            y = following[y]
        x = following[x]
    enough = total >= threshold * pairs
    return enough and contradictions <= _OUTVOTED * pairs and apart <= named_apart * pairs


@uncounted
def _drawn(chance: np.uint64, a: int, b: int) -> float:
    """Return the log odds of a number between 0 and 1 that hangs on the two clusters and the clustering alone."""
    mixed = (np.uint64(a) << np.uint64(32) | np.uint64(b)) * np.uint64(0x9E3779B97F4A7C15) ^ chance
    mixed = (mixed ^ (mixed >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9)
    share = (float(mixed >> np.uint64(11)) + 0.5) / 9007199254740992.0
    return float(np.log(share / (1.0 - share)))
