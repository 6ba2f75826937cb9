"""Which pieces of a name make one part: the one rule for single names and for a million.

Compiled with numba and cached on disk; called with arrays only.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

MOST_PIECES: int = 3
"""Pieces in one part, for example abu + abd + rahman."""


@njit(cache=True, nogil=True)
def join_pieces(
    kinds: NDArray[np.int8], starts: NDArray[np.int64], places: NDArray[np.int16], counts: NDArray[np.int16]
) -> None:
    """Fill ``places`` with the part that each piece belongs to (-1: dropped) and ``counts`` with parts a name.

    ``kinds`` are ``PieceClass`` numbers of all pieces, name after name; ``starts`` [n + 1] where each name begins.
    """
    for name in range(starts.size - 1):
        first, last = starts[name], starts[name + 1]
        solid, unknown = 0, False
        for piece in range(first, last):
            kind = kinds[piece]
            solid += kind in (0, 1, 4)
            unknown |= kind == 7
        part, held, pending = -1, 0, False
        for piece in range(first, last):
            kind = kinds[piece]
            places[piece] = -1
            if unknown:
                continue
            if kind in (2, 3) and (solid > 0 or piece + 1 < last):
                continue
            if kind == 5 and part < 0 and solid > 0:
                continue
            if kind == 6 and solid > 0:
                continue
            if kind == 8 and part >= 0:
                continue
            joins = part >= 0 and (pending or kind == 4) and held < MOST_PIECES
            if joins:
                held += 1
            else:
                part += 1
                held = 1
            places[piece] = part
            pending = kind == 1
        counts[name] = part + 1
