"""Which pieces of a name make one part: the one rule for single names and for a million.

Compiled with numba and cached on disk; called with arrays only. Piece classes are the numbers of
``sijill.names.lexicon.PieceClass``, of which numba knows only the values (a test holds them together).
Four passes over the pieces of a name: what kind of name it is, which pieces are no part of it, which
belong to somebody or something else (a mother, a nickname), and where each part begins.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.asides import ASIDES, set_aside_brackets, set_aside_marked
from sijill.names.dropping import (
    DROPPED,
    FORMS,
    ORGANISATION,
    OWN,
    SMALL_WORDS,
    drop_forms,
    drop_small_words,
    is_break,
    is_torn,
    is_unknown,
    survey,
)

MOST_PIECES: Final = 3
"""Pieces in one part, for example abu + abd + rahman."""
MOST_READ: Final = 4096
"""Pieces of a name that are read; no name has more, and bad input may."""

_PLAIN: Final = 0
_JOINS_NEXT: Final = 1
_JOINS_PREVIOUS: Final = 4
_CAPITALS: Final = 22
_INITIAL: Final = 23
_TORN: Final = 25
_BRACKET: Final = 31
_GENERATION: Final = 33


@njit(cache=True, nogil=True)
def _row_of_letters(
    kinds: NDArray[np.int8], commas: NDArray[np.bool_], places: NDArray[np.int16], first: int, behind: bool
) -> int:
    """Return how many torn pieces from ``first`` on are one name; 0 when they are not, but belong to neighbours.

    Two or three letters ``behind`` a part are rather its torn end than a name.
    """
    last, letters = first, 0
    while last < kinds.size and is_torn(kinds[last]) and places[last] != DROPPED:
        letters += 2 if kinds[last] == _TORN else 1
        last += 1
        if commas[last - 1]:
            break
    return last - first if last - first > 1 and letters > (3 if behind else 2) else 0


@njit(cache=True, nogil=True)
def _continues(
    kinds: NDArray[np.int8], piece: int, in_row: bool, begins_name: bool, organisation: bool
) -> bool:
    """Return whether a piece belongs to the part before it by what it is."""
    kind = kinds[piece]
    if kind == _JOINS_PREVIOUS or in_row:
        return True
    if piece == 0 or kinds[piece - 1] != kind:
        return False
    return bool((kind == _INITIAL and organisation) or (kind == _GENERATION and not begins_name))


@njit(cache=True, nogil=True)
def _number(
    kinds: NDArray[np.int8], commas: NDArray[np.bool_], places: NDArray[np.int16], organisation: bool
) -> tuple[int, int]:
    """Write the part of each piece that is not dropped; return the number of parts, and where a comma turns them."""
    parts, asides, owner, held, row, turn_at, turns = 0, 0, OWN, 0, 0, 0, 0
    pending, broken = False, False
    for piece in range(kinds.size):
        kind, role = kinds[piece], places[piece]
        parted = is_break(kinds, commas, piece)
        if parted:
            broken = owner == OWN
        if parted or kind == _BRACKET or role not in (DROPPED, owner):
            held, pending, owner = 0, False, OWN if role == DROPPED else role
        if role == DROPPED:
            continue
        torn, new_row = is_torn(kind), False
        if torn and row == 0:
            row = _row_of_letters(kinds, commas, places, piece, held > 0)
            new_row = row > 0
        joins = pending or _continues(kinds, piece, torn and not new_row, parts == 1, organisation)
        if not joins or held == 0 or held >= MOST_PIECES:
            held = 0
            if role == OWN:
                if broken and parts > 0:
                    turn_at, turns = parts, turns + 1
                parts, broken = parts + 1, False
            else:
                asides += 1
        held += 1
        pending = kind == _JOINS_NEXT or (held == 1 and torn and row == 0 and kind != _TORN)
        row = max(0, row - 1)
        places[piece] = parts - 1 if role == OWN else role - 2 * (asides - 1)
    return parts, turn_at if turns == 1 else 0


@njit(cache=True, nogil=True)
def _leading_capitals(kinds: NDArray[np.int8], places: NDArray[np.int16], parts: int) -> int:
    """Return how many parts in capitals stand before others that are not; 0 where capitals say nothing."""
    lead, others = 0, False
    for piece in range(kinds.size):
        if places[piece] < 0:
            continue
        if kinds[piece] == _CAPITALS:
            if others:
                return 0
            lead = places[piece] + 1
        elif kinds[piece] == _PLAIN:
            others = True
    return lead if others and lead < parts else 0


@njit(cache=True, nogil=True)
def _join_one(kinds: NDArray[np.int8], commas: NDArray[np.bool_], places: NDArray[np.int16]) -> int:
    """Write the part that each piece of one name belongs to; return the number of parts."""
    places[:] = DROPPED
    kinds, commas, places = kinds[:MOST_READ], commas[:MOST_READ], places[:MOST_READ]
    solid, seen = survey(kinds)
    if is_unknown(solid, seen):
        return 0
    places[:] = OWN
    organisation = seen & ORGANISATION != 0
    if seen & FORMS:
        organisation = drop_forms(kinds, places, organisation)
    if seen & ASIDES:
        set_aside_brackets(kinds, places, organisation)
        set_aside_marked(kinds, commas, places, solid)
    if seen & SMALL_WORDS:
        drop_small_words(kinds, commas, places, solid, organisation)
    parts, turn_at = _number(kinds, commas, places, organisation)
    if turn_at == 0 and seen & 1 << _CAPITALS and not organisation:
        turn_at = _leading_capitals(kinds, places, parts)
    if 0 < turn_at < parts:
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
    """Fill ``places`` with the part that each piece belongs to and ``counts`` with parts a name.

    ``kinds`` are the classes of all pieces, name after name, and ``commas`` whether one stands behind the
    piece; ``starts`` [n + 1] where each name begins. Below 0 are pieces of no part of the name: ``DROPPED``,
    or of a part that is somebody else's or a nickname, see ``asides``. FAMILY, Given and FAMILY Given are
    counted as Given FAMILY.
    """
    for name in range(starts.size - 1):
        first, last = starts[name], starts[name + 1]
        counts[name] = _join_one(kinds[first:last], commas[first:last], places[first:last])
