"""Laying one picture upon a part of another: the window in which their hashes differ least.

A window that was looked up is off by some hundredths of a side; from there its edges are moved as long as that
brings the two closer. What is reported is the PDQ distance in the window that was found.
"""

from typing import Final

import numpy as np

from sijill.near.windows import Box, Floats, window
from sijill.read import pdq

_STEPS: Final = (8, 4, 2, 1)
_GRID: Final = 256
"""Edges move in steps of so many 256ths of a side."""
_LEAST_KEPT: Final = 0.6
"""Share of a side: smaller parts are not looked for."""

_MOVES: Final = (
    *((index, 1) for index in ((0,), (1,), (2,), (3,), (0, 2), (1, 3))),
    *((index, -1) for index in ((0,), (1,), (2,), (3,), (0, 2), (1, 3))),
)
"""Which edges are moved together, and to where: each for itself, and the window as a whole along each side."""


def aligned(thumbnail: Floats, whole: pdq.Bits, start: Box) -> tuple[int, Box]:
    """Return the least distance found between ``whole`` and a window of a picture near ``start``, and the window."""
    at = tuple(round(edge * _GRID) for edge in start)
    least = _distance(thumbnail, whole, at)
    for step in _STEPS:
        moved = True
        while moved and least:
            moved = False
            for edges, direction in _MOVES:
                tried = tuple(edge + direction * step * (number in edges) for number, edge in enumerate(at))
                if _is_window(tried) and (distance := _distance(thumbnail, whole, tried)) < least:
                    at, least, moved = tried, distance, True
    left, top, right, bottom = (edge / _GRID for edge in at)
    return least, (left, top, right, bottom)


def _is_window(at: tuple[int, ...]) -> bool:
    left, top, right, bottom = at
    kept = min(right - left, bottom - top)
    return min(left, top) >= 0 and max(right, bottom) <= _GRID and kept >= _LEAST_KEPT * _GRID


def _distance(thumbnail: Floats, whole: pdq.Bits, at: tuple[int, ...]) -> int:
    left, top, right, bottom = (edge / _GRID for edge in at)
    return int(np.count_nonzero(pdq.bits(window(thumbnail, (left, top, right, bottom))) != whole))
