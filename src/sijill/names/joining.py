"""Which pieces of a name make one part: the one rule for single names and for a million.

Compiled with numba and cached on disk; called with arrays only. Piece classes are the numbers of
``sijill.names.lexicon.PieceClass``, of which numba knows only the values (a test holds them together).
Passes over the pieces of a name: what each is by its neighbours, what kind of name it is, which pieces are no part
of it, which belong to somebody or something else (a mother, a nickname), and where each part begins.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.names.asides import ASIDES, ROLES, set_aside_brackets, set_aside_marked
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
from sijill.names.meant import settle_meant
from sijill.names.senses import TELLING
from sijill.names.settling import MOST_LETTERS, SETTLED, settle
from sijill.names.sexes import NOT_SAID, said_sex
from sijill.names.uncounted import uncounted, uncounted_within

MOST_PIECES: Final = 3
"""Pieces in one part, for example abu + abd + rahman."""
MOST_SPACED: Final = 16
"""Latin letters with blanks between them in one part."""
_FEWEST_SPACED: Final = 4
"""Small letters in a row that are a name and not initials; one less behind a capital."""
_DEBRIS_BEFORE: Final = 3
"""Parts beside two torn letters that stand first, above which these are no part."""
MOST_READ: Final = 4096
"""Pieces of a name that are read; no name has more, and bad input may."""

_PLAIN: Final = 0
_JOINS_NEXT: Final = 1
_JOINS_PREVIOUS: Final = 4
_CAPITALS: Final = 22
_INITIAL: Final = 23
_TORN: Final = 25
_LAST_TORN: Final = 30
_BRACKET: Final = 31
_STOP: Final = 32
_GENERATION: Final = 33
_SON: Final = 3
_SMALL_LETTER: Final = 36
_NUMBERING: Final = 37


@uncounted_within
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


@uncounted_within
def _row_of_small_letters(
    kinds: NDArray[np.int8], commas: NDArray[np.bool_], places: NDArray[np.int16], first: int
) -> int:
    """Return how many single Latin letters from ``first`` on are one name (R a m i); 0 for initials (J R R)."""
    last = first + 1
    while (
        last < kinds.size
        and kinds[last] == _SMALL_LETTER
        and places[last] != DROPPED
        and not commas[last - 1]
        and last - first < MOST_SPACED
    ):
        last += 1
    return last - first if last - first >= _FEWEST_SPACED - (kinds[first] == _INITIAL) else 0


@uncounted_within
def _row_at(
    kinds: NDArray[np.int8], commas: NDArray[np.bool_], places: NDArray[np.int16], piece: int, behind: bool
) -> int:
    """Return how many single letters from a piece on are one name, in either script; 0 for none."""
    if is_torn(kinds[piece]):
        return int(_row_of_letters(kinds, commas, places, piece, behind))
    if kinds[piece] in (_INITIAL, _SMALL_LETTER):
        return int(_row_of_small_letters(kinds, commas, places, piece))
    return 0


@uncounted_within
def _joins_letter(kinds: NDArray[np.int8], piece: int, row: int, organisation: bool) -> bool:
    """Return whether a letter belongs to the part before it: torn off, or of U N in an organisation's name."""
    if is_torn(kinds[piece]):
        return bool(row == 0)
    letters = kinds[piece] in (_INITIAL, _SMALL_LETTER) and piece > 0
    return bool(organisation and letters and kinds[piece - 1] in (_INITIAL, _SMALL_LETTER))


@uncounted_within
def _number(
    kinds: NDArray[np.int8], commas: NDArray[np.bool_], places: NDArray[np.int16], organisation: bool
) -> int:
    """Write the part of each piece that is not dropped; return the number of the bearer's parts."""
    parts, asides, owner, held, row, pending = 0, 0, OWN, 0, 0, False
    for piece in range(kinds.size):
        kind, role = kinds[piece], places[piece]
        if kind == _BRACKET or (piece > 0 and commas[piece - 1] and is_break(kinds, commas, piece)):
            held, pending, owner = 0, False, OWN
        if role == DROPPED or kind in (_BRACKET, _STOP):
            places[piece] = DROPPED
            continue
        if role != owner:
            held, pending, owner = 0, False, role
        opens = row == 0
        if opens:
            row = _row_at(kinds, commas, places, piece, held > 0)
        joins = (
            pending or kind == _JOINS_PREVIOUS or not opens or _joins_letter(kinds, piece, row, organisation)
        )
        joins |= kind == _GENERATION and piece > 0 and kinds[piece - 1] == kind and parts > 1
        most = MOST_LETTERS if is_torn(kind) else MOST_PIECES if opens else MOST_SPACED
        if not joins or held == 0 or held >= most:
            held = 0
            parts, asides = parts + (role == OWN), asides + (role != OWN)
        held += 1
        pending = kind == _JOINS_NEXT or (held == 1 and row == 0 and _TORN < kind <= _LAST_TORN)
        row = max(0, row - 1)
        places[piece] = parts - 1 if role == OWN else role - ROLES * (asides - 1)
    return parts


@uncounted_within
def _after_comma(kinds: NDArray[np.int8], commas: NDArray[np.bool_], places: NDArray[np.int16]) -> int:
    """Return the part before which the only comma between parts stands; 0 without a comma, or with several."""
    found, turns, broken, own = 0, 0, False, True
    for piece in range(kinds.size):
        if is_break(kinds, commas, piece):
            broken = own and kinds[piece] != _SON
        own = own or kinds[piece] == _BRACKET
        if places[piece] == DROPPED:
            continue
        own = places[piece] >= 0
        if own and broken and places[piece] > 0:
            found, turns = places[piece], turns + 1
        broken &= not own
    return found if turns == 1 else 0


@uncounted_within
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


@uncounted
def _join_one(  # noqa: C901 - one step a rule
    kinds: NDArray[np.int8],
    commas: NDArray[np.bool_],
    senses: NDArray[np.int8],
    places: NDArray[np.int16],
) -> int:
    """Write the part that each piece of one name belongs to; return the number of parts."""
    places[:] = DROPPED
    kinds, commas, places = kinds[:MOST_READ], commas[:MOST_READ], places[:MOST_READ]
    solid, seen = survey(kinds)
    if seen & SETTLED:
        settle(kinds)
    settle_meant(kinds, senses)
    solid, seen = survey(kinds)
    if is_unknown(solid, seen):
        return 0
    places[:] = OWN
    if solid > 0 and kinds[0] == _NUMBERING:
        places[0] = DROPPED
    if solid > _DEBRIS_BEFORE and kinds[0] == _TORN and not is_torn(kinds[1]) and kinds[1] != _JOINS_PREVIOUS:
        places[0] = DROPPED  # what extraction left of another letter, at the edge of the line
    organisation = seen & ORGANISATION != 0
    if seen & FORMS:
        organisation = drop_forms(kinds, places, organisation)
    if seen & ASIDES:
        set_aside_brackets(kinds, places, organisation)
        if solid > 0:
            set_aside_marked(kinds, commas, places, organisation)
    if seen & SMALL_WORDS:
        drop_small_words(kinds, commas, places, solid, organisation)
    parts = _number(kinds, commas, places, organisation)
    turn_at = _after_comma(kinds, commas, places) if commas.any() else 0
    if turn_at == 0 and seen & 1 << _CAPITALS and not organisation:
        turn_at = _leading_capitals(kinds, places, parts)
    if 0 < turn_at < parts:
        for piece in range(kinds.size):
            if places[piece] >= 0:
                places[piece] = (places[piece] - turn_at) % parts
    return parts


@uncounted_within
def _are_plain(
    kinds: NDArray[np.int8], commas: NDArray[np.bool_], senses: NDArray[np.int8], first: int, last: int
) -> bool:
    """Return whether the pieces from ``first`` on are a part each: plain ones, no comma, no more than are read."""
    are_plain = 0 < last - first <= MOST_READ
    for piece in range(first, last):
        are_plain &= kinds[piece] == _PLAIN and not commas[piece] and senses[piece] <= TELLING
    return are_plain


@uncounted
def join_pieces(
    kinds: NDArray[np.int8],
    commas: NDArray[np.bool_],
    senses: NDArray[np.int8],
    starts: NDArray[np.int64],
    places: NDArray[np.int16],
    told: tuple[NDArray[np.int16], NDArray[np.int8]],
) -> None:
    """Fill ``places`` with the part that each piece belongs to, and ``told`` with parts a name and the sex that it says.

    ``kinds`` are the classes of all pieces, name after name, and get those that pieces have by their neighbours; ``commas`` say
    whether one stands behind the piece, ``senses`` are those of ``sijill.names.senses``; ``starts`` [n + 1] where each name begins. Below 0 are pieces of no part of the name: ``DROPPED``,
    or of a part that is somebody else's or a nickname, see ``asides``. FAMILY, Given and FAMILY Given are
    counted as Given FAMILY. Sexes are those of ``sijill.names.sexes``.
    """
    counts, sexes = told
    for name in range(starts.size - 1):
        first, last = starts[name], starts[name + 1]
        if _are_plain(kinds, commas, senses, first, last):  # Half of all names, and no rule is about them.
            counts[name], sexes[name] = last - first, NOT_SAID
            for piece in range(first, last):
                places[piece] = piece - first
            continue
        counts[name] = _join_one(
            kinds[first:last], commas[first:last], senses[first:last], places[first:last]
        )
        sexes[name] = said_sex(kinds[first:last], senses[first:last], places[first:last])
