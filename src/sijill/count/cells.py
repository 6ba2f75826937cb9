"""Weights of cells by doubling, and sums over them by halving, of many particles side by side; compiled.

Cells are numbered by their bits: the cell with list j is the cell without it times a factor. The last axis of every
array is the particles: they are the innermost loop, so that one instruction serves several of them, and cells are added up
in one order, whatever the machine.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.count.elementary import exp
from sijill.names.uncounted import within_as

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

FARTHEST: Final = 30.0
"""Of a logit or a dependence."""
_FUSED: Final = {"contract"}


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_FUSED)
def rise(logit: float) -> float:
    """Return the odds of ``logit``, brought within reach of the numbers."""
    return exp(within_reach(logit))


@within_as(error_model="numpy", fastmath=_FUSED)
def within_reach(logit: float) -> float:
    """Return ``logit``, at most ``FARTHEST`` away from 0."""
    return min(max(logit, -FARTHEST), FARTHEST)


@njit(cache=True, nogil=True, error_model="numpy")
def fill(row: Floats, number: float) -> None:
    """Write ``number`` everywhere; as a loop, which compiles sooner than an assignment to a slice."""
    for one in range(len(row)):
        row[one] = number


@njit(cache=True, nogil=True, error_model="numpy")
def copy(row: Floats, numbers: Floats) -> None:
    """Write ``numbers`` into ``row``."""
    for one in range(len(row)):
        row[one] = numbers[one]


@within_as(error_model="numpy", fastmath=_FUSED)
def add_times(sums: Floats, numbers: Floats, factor: float) -> None:
    """Add ``factor`` times ``numbers`` to ``sums``, both of one row."""
    for one in range(len(sums)):
        sums[one] += factor * numbers[one]


@within_as(error_model="numpy", fastmath=_FUSED)
def shares_of(logits: Floats) -> Floats:
    """Return the shares of classes by their logits, [classes, particles]."""
    particles = logits.shape[1]
    shares, whole, best = np.empty(logits.shape), np.zeros(particles), np.empty(particles)
    copy(best, logits[0])
    for kind in range(1, len(logits)):
        for one in range(particles):
            best[one] = max(best[one], logits[kind, one])
    for kind in range(len(logits)):
        for one in range(particles):
            shares[kind, one] = exp(logits[kind, one] - best[one])
            whole[one] += shares[kind, one]
    for kind in range(len(logits)):
        for one in range(particles):
            shares[kind, one] /= whole[one]
    return shares


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_FUSED)
def double(cells: Floats, j: int, logits: Floats) -> None:
    """Write the cells with list ``j`` from those of the lists before it."""
    half, particles = 1 << j, len(logits)
    rises = np.empty(particles)
    for one in range(particles):
        rises[one] = rise(logits[one])
    for cell in range(half):
        for one in range(particles):
            cells[half + cell, one] = cells[cell, one] * rises[one]


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_FUSED)
def weights(features: Floats, lists: int, pair: int, cells: Floats) -> None:
    """Write the weights of the cells of the first ``lists`` by their logits and the pairs, features from ``pair`` on."""
    particles = features.shape[1]
    fill(cells[0], 1.0)
    for k in range(lists):
        with_it = cells[1 << k : 2 << k]
        for one in range(particles):
            with_it[0, one] = rise(features[k, one])
        for j in range(k):
            double(with_it, j, features[pair])
            pair += 1
        for cell in range(1 << k):
            for one in range(particles):
                with_it[cell, one] *= cells[cell, one]


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_FUSED)
def fold(cells: Floats, by_list: Floats, by_pair: Floats) -> None:
    """Write the sums of ``cells`` over those with each list and with each pair; ``cells`` are used up."""
    for k in range(len(by_list) - 1, -1, -1):
        upper = cells[1 << k : 2 << k]
        for cell in range(1 << k):
            for one in range(cells.shape[1]):
                cells[cell, one] += upper[cell, one]
        for j in range(k - 1, -1, -1):
            halve(upper, j, by_pair[k * (k - 1) // 2 + j])
        copy(by_list[k], upper[0])


@within_as(error_model="numpy", fastmath=_FUSED)
def halve(cells: Floats, j: int, with_list: Floats) -> None:
    """Write the sum of the cells with list ``j`` and add these to those without it."""
    half = 1 << j
    fill(with_list, 0.0)
    for cell in range(half):
        for one in range(len(with_list)):
            with_list[one] += cells[half + cell, one]
            cells[cell, one] += cells[half + cell, one]
