"""Pairs into persons: the surest pair first, every member checked at each merge, nobody chained.

Two records of a list that is free of its own duplicates never share a cluster, nor do records that contradict
each other; and a merge needs the mean weight over *all* pairs of members to clear the threshold, so that a
record without dates cannot glue two brothers together.
"""

from typing import Final, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.columns import FIELDS, Parts, Records
from sijill.link.compare import compare, contradicts
from sijill.link.weigh import Weights, weigh_one

BETWEEN_CLEAN_LISTS: Final = 0.0
"""Weight a link needs between lists free of their own duplicates, in nats: rivals settle the rest."""
ELSEWHERE: Final = 2.0
"""Weight a link needs where a list may hold a person twice (linkage notes, 5.5)."""
_MEMBERS_CHECKED: Final = 24
"""Of each side of a merge; a larger cluster is checked by its first members, so that time stays bounded."""
_CLIP: Final = 15.0
"""One pair's weight in the mean, in nats: a single certain pair must not outvote several contradicting ones."""


class Edges(NamedTuple):
    """Candidate links, sorted by weight, the surest first."""

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    weight: NDArray[np.float32]


def cluster(
    edges: Edges, records: Records, parts: Parts, weights: Weights, *, clean: NDArray[np.bool_]
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """Return for each record the smallest member of its cluster, and its probability (NaN for one alone).

    ``clean`` says for each list code whether the list is free of its own duplicates.
    """
    order = np.lexsort((edges.right, edges.left, -edges.weight))
    ordered = Edges(edges.left[order], edges.right[order], edges.weight[order])
    thresholds = np.array([ELSEWHERE, BETWEEN_CLEAN_LISTS])
    root, weakest = _merge(ordered, records, parts, weights, (clean, thresholds))
    probability = np.where(np.isinf(weakest), np.nan, 1.0 / (1.0 + np.exp(-np.clip(weakest, -50, 50))))
    return root, probability


@numba.njit(cache=True)  # type: ignore[untyped-decorator]  # numba ships no types
def _merge(
    edges: Edges,
    records: Records,
    parts: Parts,
    weights: Weights,
    lists: tuple[NDArray[np.bool_], NDArray[np.float64]],
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    count = len(records.list_code)
    root = np.arange(count).astype(np.int32)
    following = np.full(count, -1, np.int32)
    last = np.arange(count).astype(np.int32)
    size = np.ones(count, np.int32)
    weakest = np.full(count, np.inf)
    clean, thresholds = lists
    for index in range(len(edges.left)):
        i, j = edges.left[index], edges.right[index]
        a, b = root[i], root[j]
        if a == b:
            continue
        both_clean = clean[records.list_code[i]] and clean[records.list_code[j]]
        threshold = thresholds[1] if both_clean else thresholds[0]
        if edges.weight[index] < threshold:
            continue
        if not _may_merge((a, b), following, (records, parts, weights), clean, threshold):
            continue
        a, b = min(a, b), max(a, b)
        for side, other in ((a, b), (b, a)):
            # The link holds the smaller side: without it the larger would stay together.
            if size[side] <= size[other]:
                member = side
                while member >= 0:
                    weakest[member] = min(weakest[member], np.float64(edges.weight[index]))
                    member = following[member]
        member = b
        while member >= 0:
            root[member] = a
            member = following[member]
        following[last[a]] = b
        last[a] = last[b]
        size[a] += size[b]
    return root, weakest


@numba.njit(cache=True)  # type: ignore[untyped-decorator]  # numba ships no types
def _may_merge(
    roots: tuple[int, int],
    following: NDArray[np.int32],
    model: tuple[Records, Parts, Weights],
    clean: NDArray[np.bool_],
    threshold: float,
) -> bool:
    """Check every member of one side against every member of the other."""
    records, parts, weights = model
    levels, log_shares = np.empty(FIELDS, np.uint8), np.empty(FIELDS, np.float32)
    total, pairs = 0.0, 0
    x, seen_x = roots[0], 0
    while x >= 0 and seen_x < _MEMBERS_CHECKED:
        y, seen_y = roots[1], 0
        while y >= 0 and seen_y < _MEMBERS_CHECKED:
            if records.list_code[x] == records.list_code[y] and clean[records.list_code[x]]:
                return False
            if contradicts(x, y, records, parts):
                return False
            compare((x, y), records, parts, levels, log_shares)
            across = 1 if records.is_latin[x] != records.is_latin[y] else 0
            match, kin, strangers = weigh_one(levels, log_shares, across, weights)
            total += min(max(match - np.logaddexp(kin, strangers), -_CLIP), _CLIP)
            pairs += 1
            y, seen_y = following[y], seen_y + 1
        x, seen_x = following[x], seen_x + 1
    return total >= threshold * pairs
