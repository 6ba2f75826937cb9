"""One name against another as numbers: the best assignment of parts and what speaks for and against it.

Compiled. A *word* is a row of 16 bytes: 14 letter codes, the length, and 1 where the part is so common
that it says little. A *grid* is float32 [8, 6]: distances of up to six parts on either side, then the
weight of the parts of the left (row 6) and of the right (row 7).
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.distance import word_distance
from sijill.names.letters import FIRST_LATIN

WORD: Final = 16
LENGTH_AT: Final = 14
COMMON_AT: Final = 15
MOST: Final = 6
FEATURES: Final = 15
CAP: Final = 0.6
"""Distances above this all say: another word."""
COMMON_WEIGHT: Final = 0.5
"""Of a part such as محمد, borne by every tenth man, against 1 for others."""
MOVE_COST: Final = 0.02
"""Of a part for each place that it moved, when parts are assigned: order decides between equals."""
JOINING_GAIN: Final = 0.15
"""What reading two neighbouring parts as one must save in the sum of distances, to be believed."""
INITIAL_DISTANCE: Final = 0.1
"""Of an initial from a part that begins with its sound."""


@njit(cache=True, nogil=True)
def fill_grid(
    left: NDArray[np.uint8],
    right: NDArray[np.uint8],
    costs: NDArray[np.float32],
    gaps: NDArray[np.float32],
    grid: NDArray[np.float32],
) -> None:
    """Write the distances and weights of all parts of two names into ``grid``."""
    for a in range(left.shape[0]):
        n = np.int64(left[a, LENGTH_AT])
        grid[6, a] = COMMON_WEIGHT if left[a, COMMON_AT] else 1.0
        for b in range(right.shape[0]):
            m = np.int64(right[b, LENGTH_AT])
            grid[7, b] = COMMON_WEIGHT if right[b, COMMON_AT] else 1.0
            distance = word_distance(left[a], n, right[b], m, costs, gaps)
            if min(n, m) == 1 and max(n, m) > 1:
                distance = min(distance, costs[left[a, 0], right[b, 0]] + np.float32(INITIAL_DISTANCE))
            grid[a, b] = min(np.float32(CAP), distance)


@njit(cache=True, nogil=True)
def assign(grid: NDArray[np.float32], n: int, m: int, chosen: NDArray[np.int8]) -> None:
    """Write for each of the n left parts the right part that it goes with; n <= m <= 6.

    The sum of distances and moves is the least possible (exact, over all subsets of the right parts).
    """
    size = 1 << m
    best = np.full((n + 1, size), np.float32(1e9), dtype=np.float32)
    came = np.zeros((n + 1, size), dtype=np.int8)
    best[0, 0] = 0
    for a in range(n):
        for used in range(size):
            if best[a, used] > 1e8:
                continue
            for b in range(m):
                if used >> b & 1:
                    continue
                move = max(0, a - b) + max(0, b - a - (m - n))
                cost = best[a, used] + grid[a, b] + np.float32(MOVE_COST) * move
                if cost < best[a + 1, used | 1 << b]:
                    best[a + 1, used | 1 << b] = cost
                    came[a + 1, used | 1 << b] = b
    last = 0
    for used in range(size):
        if best[n, used] < best[n, last]:
            last = used
    for back in range(n):
        a = n - back
        chosen[a - 1] = came[a, last]
        last ^= 1 << int(came[a, last])


@njit(cache=True, nogil=True)
def describe(
    grid: NDArray[np.float32], n: int, m: int, chosen: NDArray[np.int8], features: NDArray[np.float32]
) -> None:
    """Write the features of an assignment; their order is that of ``FEATURE_NAMES``."""
    total, worst, evidence, inversions, first_met = 0.0, 0.0, 0.0, 0, False
    for a in range(n):
        b = int(chosen[a])
        distance = grid[a, b]
        weight = (grid[6, a] + grid[7, b]) / 2
        total += distance
        worst = max(worst, distance)
        evidence += weight * max(0.0, 1.0 - distance / 0.15)
        first_met |= b == 0
        for later in range(a + 1, n):
            inversions += chosen[later] < b
    features[0] = 1.0
    features[1] = total / n
    features[2] = min(worst, 0.08)
    features[3] = min(max(worst - 0.08, 0.0), 0.12)
    features[4] = max(worst - 0.2, 0.0)
    features[5] = min(evidence, 2.0)
    features[6] = max(evidence - 2.0, 0.0)
    features[7] = m - n
    features[8] = (m - n) / m
    features[9] = 1.0 if n == 1 and m > 1 else 0.0
    features[10] = 1.0 if m == 1 else 0.0
    features[11] = 1.0 if inversions > 0 else 0.0
    features[12] = 0.0 if first_met else 1.0
    features[13] = min(grid[n - 1, m - 1], 0.3) if n > 1 and inversions == 0 else 0.0
    features[14] = 0.0


FEATURE_NAMES: Final = (
    "bias",
    "mean_distance",
    "worst_to_08",
    "worst_08_to_20",
    "worst_over_20",
    "evidence_to_2",
    "evidence_over_2",
    "omitted_parts",
    "omitted_share",
    "one_part_of_many",
    "one_part_each",
    "order_changed",
    "first_part_omitted",
    "last_part_distance",
    "parts_joined",
)
SIGNS: Final = (0, -1, -1, -1, -1, 1, 1, -1, -1, -1, 0, -1, -1, -1, -1)
"""The direction that each feature may work in: more distance or omission never raises a score."""


@njit(cache=True, nogil=True)
def script_pair(left: NDArray[np.uint8], right: NDArray[np.uint8]) -> int:
    """Return the row of coefficients: 0 across scripts, 1 Arabic with Arabic, 2 Latin with Latin."""
    one, other = left[0, 0] < FIRST_LATIN, right[0, 0] < FIRST_LATIN
    if one != other:
        return 0
    return 1 if one else 2


@njit(cache=True, nogil=True)
def order(left: NDArray[np.uint8], right: NDArray[np.uint8]) -> int:
    """Return 0 for equal names, 1 when the left one has more parts or else is later by its bytes, -1 otherwise.

    Names are compared in this order, so that a score is exactly the same with its arguments exchanged.
    """
    if left.shape[0] != right.shape[0]:
        return 1 if left.shape[0] > right.shape[0] else -1
    for part in range(left.shape[0]):
        for place in range(WORD):
            if left[part, place] != right[part, place]:
                return 1 if left[part, place] > right[part, place] else -1
    return 0


@njit(cache=True, nogil=True)
def _align(
    shorter: NDArray[np.uint8],
    longer: NDArray[np.uint8],
    costs: NDArray[np.float32],
    gaps: NDArray[np.float32],
    features: NDArray[np.float32],
) -> NDArray[np.int8]:
    grid = np.zeros((8, MOST), dtype=np.float32)
    chosen = np.zeros(MOST, dtype=np.int8)
    fill_grid(shorter, longer, costs, gaps, grid)
    assign(grid, shorter.shape[0], longer.shape[0], chosen)
    describe(grid, shorter.shape[0], longer.shape[0], chosen, features)
    return chosen


@njit(cache=True, nogil=True)
def join_at(name: NDArray[np.uint8], place: int) -> NDArray[np.uint8]:
    """Return ``name`` with the part at ``place`` and the next one read as one."""
    joined = np.zeros((name.shape[0] - 1, WORD), dtype=np.uint8)
    for part in range(joined.shape[0]):
        for letter in range(WORD):
            joined[part, letter] = name[part if part <= place else part + 1, letter]
    first = np.int64(name[place, LENGTH_AT])
    second = min(np.int64(name[place + 1, LENGTH_AT]), LENGTH_AT - first)
    for letter in range(second):
        joined[place, first + letter] = name[place + 1, letter]
    joined[place, LENGTH_AT] = first + second
    joined[place, COMMON_AT] = 0
    return joined


@njit(cache=True, nogil=True)
def pair_features(
    shorter: NDArray[np.uint8],
    longer: NDArray[np.uint8],
    costs: NDArray[np.float32],
    gaps: NDArray[np.float32],
    features: NDArray[np.float32],
) -> tuple[NDArray[np.int8], int]:
    """Write the features of two names; return the assignment, and where parts of the longer were joined.

    Two neighbours of the longer name are read as one (-1: none) where that saves much, since lists write
    some names apart or together. The assignment then counts the joined parts as one.
    """
    chosen, joined_at = _align(shorter, longer, costs, gaps, features), -1
    if features[4] == 0 or shorter.shape[0] == longer.shape[0]:
        return chosen, joined_at
    total = features[1] - JOINING_GAIN / shorter.shape[0]
    tried = np.zeros(FEATURES, dtype=np.float32)
    for place in range(longer.shape[0] - 1):
        found = _align(shorter, join_at(longer, place), costs, gaps, tried)
        if tried[1] < total:
            total, chosen, joined_at = tried[1], found, place
            for feature in range(FEATURES):
                features[feature] = tried[feature]
    features[14] = 1.0 if joined_at >= 0 else 0.0
    return chosen, joined_at


@njit(cache=True, nogil=True)
def judge(
    left: NDArray[np.uint8],
    right: NDArray[np.uint8],
    costs: NDArray[np.float32],
    gaps: NDArray[np.float32],
    features: NDArray[np.float32],
) -> int:
    """Write the features of two names in any order; return the script pair, 3 if equal, -1 for no comparison."""
    if left.shape[0] == 0 or right.shape[0] == 0:
        return -1
    turned = order(left, right)
    if turned == 0:
        return 3
    if turned > 0:
        left, right = right, left
    pair_features(left, right, costs, gaps, features)
    return script_pair(left, right)


@njit(cache=True, nogil=True)
def features_of_rows(
    left: NDArray[np.uint8],
    left_counts: NDArray[np.int8],
    right: NDArray[np.uint8],
    right_counts: NDArray[np.int8],
    costs: NDArray[np.float32],
    gaps: NDArray[np.float32],
) -> NDArray[np.float32]:
    """Return float32 [n, FEATURES + 1] for names uint8 [n, 6, 16]: features, then what ``judge`` returns."""
    out = np.zeros((left.shape[0], FEATURES + 1), dtype=np.float32)
    for row in range(left.shape[0]):
        one, other = left[row, : left_counts[row]], right[row, : right_counts[row]]
        out[row, FEATURES] = judge(one, other, costs, gaps, out[row])
    return out
