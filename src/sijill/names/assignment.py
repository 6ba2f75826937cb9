"""Which part of one name goes with which of another: the best pair first, then two exchanged where both gain. Compiled.

A *grid* and the rows of *findings* are those of ``features``.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.evidence import STEP
from sijill.names.features import CHOSEN, EVIDENCE, JOINED, MOST
from sijill.names.uncounted import within

MOVE_COST: Final = 0.3 * STEP
"""Steps for each place that a part moved, when parts are assigned: order decides between equals."""
FIFTHS: Final = 5
MOVED_FIFTHS: Final = round(MOVE_COST * FIFTHS)
"""The same in fifths of a step: what parts are worth is a whole number of these, so that none is rounded, nor are equals parted."""


@njit(cache=True, nogil=True)
def assign(grid: NDArray[np.uint8], n: int, m: int, found: NDArray[np.int16]) -> None:
    """Write which part of the other name each of the n parts goes with, the best pair first, and the evidence.

    n <= m. Parts that are each best met by another part go with it; only rivals need the search.
    """
    used, rivals, found[JOINED] = 0, False, 0
    for a in range(n):
        best, at = -MOVED_FIFTHS * MOST, 0
        for b in range(m):
            moved = max(0, a - b) + max(0, b - a - (m - n))
            value = FIFTHS * grid[a, b] - MOVED_FIFTHS * moved
            if value > best:
                best, at = value, b
        rivals |= (used >> at & 1) == 1
        used |= 1 << at
        found[CHOSEN, a] = at
        found[EVIDENCE, a] = grid[a, at]
    if rivals:
        _assign_rivals(grid, n, m, found)


@within
def _worth(grid: NDArray[np.uint8], a: int, b: int, more: int) -> float:
    """Return what part a is worth beside part b of a name with ``more`` parts more."""
    return float(grid[a, b] - MOVE_COST * (max(0, a - b) + max(0, b - a - more)))


@within
def _assign_rivals(grid: NDArray[np.uint8], n: int, m: int, found: NDArray[np.int16]) -> None:
    used, more, chosen = 0, m - n, found[CHOSEN]
    chosen[:] = -1
    for _ in range(n):
        best, best_a, best_b = -1e9, 0, 0
        for a in range(n):
            if chosen[a] >= 0:
                continue
            for b in range(m):
                if used >> b & 1:
                    continue
                value = _worth(grid, a, b, more)
                if value > best:
                    best, best_a, best_b = value, a, b
        chosen[best_a] = best_b
        used |= 1 << best_b
    _exchange(grid, n, more, chosen)
    for a in range(n):
        found[EVIDENCE, a] = grid[a, chosen[a]]


@within
def _exchange(grid: NDArray[np.uint8], n: int, more: int, chosen: NDArray[np.int16]) -> None:
    """Give two parts each other's where both together are worth more so.

    سالمه beside Salma and Salama: the best pair of all may leave the other two with nothing.
    """
    for a in range(n):
        for c in range(a + 1, n):
            kept = _worth(grid, a, chosen[a], more) + _worth(grid, c, chosen[c], more)
            if _worth(grid, a, chosen[c], more) + _worth(grid, c, chosen[a], more) > kept:
                chosen[a], chosen[c] = chosen[c], chosen[a]
