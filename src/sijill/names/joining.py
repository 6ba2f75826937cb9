"""Which pieces of a name make one part: the one rule for single names and for a million.

Compiled with numba and cached on disk; called with arrays only. Piece classes are the numbers of
``sijill.names.pieces.PieceClass``, of which numba knows only the values.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

MOST_PIECES: Final = 3
"""Pieces in one part, for example abu + abd + rahman."""

_PLAIN: Final = 0
_JOINS_NEXT: Final = 1
_ARTICLE: Final = 2
_SON: Final = 3
_JOINS_PREVIOUS: Final = 4
_TITLE: Final = 5
_GENERIC: Final = 6
_UNKNOWN: Final = 7
_SON_OR_NAME: Final = 8


@njit(cache=True, nogil=True)
def _is_dropped(kind: int, parts: int, solid: int, is_last: bool) -> bool:
    """Return whether a piece is no part of a name that has ``parts`` parts before it and ``solid`` pieces in all."""
    if kind in (_ARTICLE, _SON):
        return bool(solid > 0 or not is_last)
    if kind == _TITLE:
        return bool(parts == 0 and solid > 0)
    if kind == _GENERIC:
        return bool(solid > 0)
    return bool(kind == _SON_OR_NAME and parts > 0)


@njit(cache=True, nogil=True)
def _join_one(kinds: NDArray[np.int8], commas: NDArray[np.bool_], places: NDArray[np.int16]) -> int:
    """Write the part that each piece of one name belongs to; return the number of parts."""
    solid, unknown = 0, False
    for kind in kinds:
        solid += kind in (_PLAIN, _JOINS_NEXT, _JOINS_PREVIOUS)
        unknown |= kind == _UNKNOWN
    places[:] = -1
    if unknown:
        return 0
    parts, held, pending, turn_at, turns = 0, 0, False, 0, 0
    for piece in range(kinds.size):
        kind = kinds[piece]
        if piece > 0 and commas[piece - 1]:
            turn_at, pending, turns = parts, False, turns + 1
        if _is_dropped(kind, parts, solid, piece + 1 == kinds.size):
            continue
        if parts > turn_at and held < MOST_PIECES and (pending or kind == _JOINS_PREVIOUS):
            held += 1
        else:
            parts, held = parts + 1, 1
        places[piece] = parts - 1
        pending = kind == _JOINS_NEXT
    if turns == 1 and 0 < turn_at < parts:
        for piece in range(kinds.size):
            if places[piece] >= 0:
                places[piece] = (places[piece] - turn_at) % parts
    return parts


@njit(cache=True, nogil=True)
def join_pieces(
    kinds: NDArray[np.int8],
    commas: NDArray[np.bool_],
    starts: NDArray[np.int64],
    places: NDArray[np.int16],
    counts: NDArray[np.int16],
) -> None:
    """Fill ``places`` with the part that each piece belongs to (-1: dropped) and ``counts`` with parts a name.

    ``kinds`` are the classes of all pieces, name after name, and ``commas`` whether one stands behind the
    piece; ``starts`` [n + 1] where each name begins. FAMILY, Given is counted as Given FAMILY.
    """
    for name in range(starts.size - 1):
        first, last = starts[name], starts[name + 1]
        counts[name] = _join_one(kinds[first:last], commas[first:last], places[first:last])
