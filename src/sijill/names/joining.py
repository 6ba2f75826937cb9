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

MOST_PIECES: Final = 3
"""Pieces in one part, for example abu + abd + rahman."""
MOST_READ: Final = 4096
"""Pieces of a name that are read; no name has more, and bad input may."""

DROPPED: Final = -1
"""No part of the name."""
ASIDE: Final = -2
"""``ASIDE - 2 * n - role`` is the n-th part that is not the person's own; role 0 mother, 1 nickname."""
MOTHER: Final = 0
LAQAB: Final = 1
_OWN: Final = -1

_PLAIN: Final = 0
_JOINS_NEXT: Final = 1
_ARTICLE: Final = 2
_SON: Final = 3
_JOINS_PREVIOUS: Final = 4
_TITLE: Final = 5
_PARTICLE: Final = 6
_UNKNOWN: Final = 7
_SON_OR_NAME: Final = 8
_LEGAL_FORM: Final = 9
_LEGAL_LAST: Final = 10
_LEGAL_WEAK: Final = 11
_FORM_WORD: Final = 12
_COMPANY: Final = 13
_GENERIC_WORD: Final = 14
_TITLE_OR_NAME: Final = 15
_BESIDE_TITLE: Final = 16
_TITLE_ANYWHERE: Final = 17
_MOTHER_MARK: Final = 18
_LAQAB_MARK: Final = 19
_NO_NAME: Final = 20
_HOUSE: Final = 21
_CAPITALS: Final = 22
_INITIAL: Final = 23
_FORM_INITIAL: Final = 24
_TORN: Final = 25
_LETTER: Final = 26
_FORM_FIRST: Final = 27
_FORM_LETTER: Final = 28
_TITLE_LETTER: Final = 29
_FORM_TITLE_LETTER: Final = 30
_BRACKET: Final = 31
_STOP: Final = 32
_GENERATION: Final = 33

_NO_PART: Final = (
    _ARTICLE,
    _SON,
    _TITLE,
    _PARTICLE,
    _LEGAL_FORM,
    _COMPANY,
    _BESIDE_TITLE,
    _TITLE_ANYWHERE,
    _MOTHER_MARK,
    _LAQAB_MARK,
    _NO_NAME,
    _HOUSE,
    _BRACKET,
    _STOP,
)
"""Classes that are a part only where nothing else is one."""
_ENDING: Final = (
    _PARTICLE,
    _ARTICLE,
    _LEGAL_FORM,
    _LEGAL_LAST,
    _LEGAL_WEAK,
    _FORM_WORD,
    _COMPANY,
    _FORM_INITIAL,
    _BRACKET,
    _STOP,
)
"""Classes of which the legal form at the end of a name may consist."""


@njit(cache=True, nogil=True)
def _is_solid(kind: int) -> bool:
    return kind not in _NO_PART


@njit(cache=True, nogil=True)
def _is_torn(kind: int) -> bool:
    return bool(_TORN <= kind <= _FORM_TITLE_LETTER)


@njit(cache=True, nogil=True)
def _survey(kinds: NDArray[np.int8]) -> tuple[int, bool, bool]:
    """Return how many pieces are solid, whether the name is an organisation's, and whether it is not known."""
    solid, organisation, unknown, no_name = 0, False, False, False
    for kind in kinds:
        solid += _is_solid(kind)
        organisation |= kind in (_LEGAL_FORM, _COMPANY, _GENERIC_WORD)
        unknown |= kind == _UNKNOWN
        no_name |= kind == _NO_NAME
    return solid, organisation, unknown or (no_name and solid == 0)


@njit(cache=True, nogil=True)
def _heads(kinds: NDArray[np.int8], first: int, last: int) -> int:
    """Return about how many parts the pieces from ``first`` to ``last`` make."""
    found, pending = 0, False
    for piece in range(first, last):
        kind = kinds[piece]
        if not _is_solid(kind):
            continue
        found += not pending and kind != _JOINS_PREVIOUS and not _is_torn(kind)
        pending = kind == _JOINS_NEXT
    return found


@njit(cache=True, nogil=True)
def _drop_forms(kinds: NDArray[np.int8], places: NDArray[np.int16], organisation: bool) -> bool:
    """Drop the legal form at the end, company words at both ends, and ش م م in letters.

    Return whether the name is an organisation's.
    """
    n = kinds.size
    tail = n
    while tail > 0 and kinds[tail - 1] in _ENDING:
        tail -= 1
    before = _heads(kinds, 0, tail)
    anchored, weak = False, organisation or before > 1
    for piece in range(tail, n):
        anchored |= kinds[piece] in (_LEGAL_FORM, _LEGAL_LAST, _COMPANY)
    for piece in range(n):
        kind = kinds[piece]
        if piece < tail:
            if kind == _LEGAL_FORM or (kind == _COMPANY and _heads(kinds, 0, piece) == 0):
                places[piece] = DROPPED
        elif before > 0 and (
            anchored
            or (kind == _LEGAL_WEAK and organisation)
            or (kind == _FORM_INITIAL and weak)
            or kind in (_LEGAL_FORM, _LEGAL_LAST, _COMPANY)
        ):
            places[piece] = DROPPED
    for piece in range(1, n - 2):
        if (
            kinds[piece] == _FORM_FIRST
            and kinds[piece + 1] in (_FORM_LETTER, _FORM_TITLE_LETTER)
            and kinds[piece + 2] in (_FORM_LETTER, _FORM_TITLE_LETTER)
            and not _is_torn(kinds[piece - 1])
            and (piece + 3 == n or not _is_torn(kinds[piece + 3]))
        ):
            places[piece : piece + 3] = DROPPED
            anchored = True
    return bool(organisation or (anchored and before > 0))


@njit(cache=True, nogil=True)
def _next_bracket(kinds: NDArray[np.int8], start: int) -> int:
    for piece in range(start, kinds.size):
        if kinds[piece] == _BRACKET:
            return piece
    return -1


@njit(cache=True, nogil=True)
def _set_aside_brackets(kinds: NDArray[np.int8], places: NDArray[np.int16], organisation: bool) -> None:
    """Mark what stands in brackets or quotes as a nickname, where the name has two parts outside them.

    In an organisation's name words in brackets are words of the name, but for an acronym in capitals.
    """
    opened, inside, plain = _next_bracket(kinds, 0), 0, False
    if opened < 0:
        return
    for kind in kinds:
        plain |= kind == _PLAIN
    while opened >= 0:
        closed = _next_bracket(kinds, opened + 1)
        if closed < 0:
            break
        inside += _heads(kinds, opened + 1, closed)
        opened = _next_bracket(kinds, closed + 1)
    if _heads(kinds, 0, kinds.size) - inside < 2:
        return
    opened = _next_bracket(kinds, 0)
    while opened >= 0:
        closed = _next_bracket(kinds, opened + 1)
        if closed < 0:
            break
        acronym = plain and closed == opened + 2 and kinds[opened + 1] == _CAPITALS
        for piece in range(opened + 1, closed):
            if places[piece] != DROPPED and (acronym or not organisation):
                places[piece] = ASIDE - LAQAB
        opened = _next_bracket(kinds, closed + 1)


@njit(cache=True, nogil=True)
def _is_title(kinds: NDArray[np.int8], piece: int, opens: bool, parts: int, after_title: bool) -> bool:
    """Return whether a piece is a title of a person; ``opens`` says that no part stands before it."""
    kind, n = kinds[piece], kinds.size
    if kind == _TITLE:
        return opens
    if kind == _BESIDE_TITLE:
        return bool(opens and (after_title or (piece + 1 < n and kinds[piece + 1] == _TITLE)))
    if kind in (_TITLE_LETTER, _FORM_TITLE_LETTER) and piece + 1 < n and _is_torn(kinds[piece + 1]):
        return False
    if kind in (_TITLE_OR_NAME, _TITLE_LETTER, _FORM_TITLE_LETTER):
        return bool(opens and parts == 0 and _heads(kinds, piece + 1, n) > 1)
    return False


@njit(cache=True, nogil=True)
def _row_of_letters(
    kinds: NDArray[np.int8], commas: NDArray[np.bool_], places: NDArray[np.int16], first: int, behind: bool
) -> int:
    """Return how many torn pieces from ``first`` on are one name; 0 when they are not, but belong to neighbours.

    Two or three letters ``behind`` a part are rather its torn end than a name.
    """
    last, letters = first, 0
    while last < kinds.size and _is_torn(kinds[last]) and places[last] != DROPPED:
        letters += 2 if kinds[last] == _TORN else 1
        last += 1
        if commas[last - 1]:
            break
    return last - first if last - first > 1 and letters > (3 if behind else 2) else 0


@njit(cache=True, nogil=True)
def _has_comma(commas: NDArray[np.bool_], first: int) -> bool:
    for piece in range(first, commas.size - 1):
        if commas[piece]:
            return True
    return False


@njit(cache=True, nogil=True)
def _number(
    kinds: NDArray[np.int8],
    commas: NDArray[np.bool_],
    places: NDArray[np.int16],
    solid: int,
    organisation: bool,
) -> tuple[int, int]:
    """Write the part of each piece that is not dropped; return the number of parts, and where a comma turns them."""
    n = kinds.size
    while n > 0 and kinds[n - 1] in (_BRACKET, _STOP):
        n -= 1
    parts, asides, role, held, row = 0, 0, _OWN, 0, 0
    pending, broken, titled, turn_at, turns = False, False, False, 0, 0
    for piece in range(kinds.size):
        kind, is_last = kinds[piece], piece + 1 == n
        if piece > 0 and commas[piece - 1] and not pending and kind != _JOINS_PREVIOUS:
            role, held, pending, broken = _OWN, 0, False, role == _OWN
        if kind in (_BRACKET, _STOP):
            role, held, pending, places[piece] = _OWN, 0, False, DROPPED
            continue
        if places[piece] == DROPPED:
            continue
        if places[piece] == ASIDE - LAQAB and role == _OWN:
            role = LAQAB
        if kind in (_MOTHER_MARK, _LAQAB_MARK) and (kind == _MOTHER_MARK or _heads(kinds, piece + 1, n) > 0):
            places[piece] = DROPPED if solid > 0 else 0
            if solid > 0 and (parts > 0 or role != _OWN) and not is_last:
                role, held, pending = MOTHER if kind == _MOTHER_MARK else LAQAB, 0, False
            if solid > 0:
                continue
        opens = (parts == 0 or broken) if role == _OWN else held == 0
        if not organisation and solid > 0 and _is_title(kinds, piece, opens, parts, titled):
            titled, places[piece] = True, DROPPED
            continue
        begun = (parts > 0 or _has_comma(commas, piece + 1)) if role == _OWN else held > 0
        if _is_dropped(kind, solid, is_last, begun) or (role == LAQAB and held == 0 and kind == _LETTER):
            titled, places[piece] = titled and kind == _ARTICLE, DROPPED
            continue
        titled = False
        torn = _is_torn(kind)
        joins = pending or kind == _JOINS_PREVIOUS or row > 0
        if torn and row == 0:
            row = _row_of_letters(kinds, commas, places, piece, held > 0)
            joins = pending or row == 0
        if piece > 0 and kinds[piece - 1] == kind:
            joins |= (kind == _INITIAL and organisation) or (kind == _GENERATION and parts > 1)
        if joins and 0 < held < MOST_PIECES:
            held += 1
            pending = kind == _JOINS_NEXT
        else:
            if role == _OWN:
                if broken and parts > 0:
                    turn_at, turns = parts, turns + 1
                parts, broken = parts + 1, False
            else:
                asides += 1
            held = 1
            pending = kind == _JOINS_NEXT or (torn and row == 0 and kind != _TORN)
        row = max(0, row - 1)
        places[piece] = parts - 1 if role == _OWN else ASIDE - 2 * (asides - 1) - role
    return parts, turn_at if turns == 1 else 0


@njit(cache=True, nogil=True)
def _is_dropped(kind: int, solid: int, is_last: bool, begun: bool) -> bool:
    """Return whether a small word is no part; ``begun`` says that a part stands before it in speech."""
    if kind in (_ARTICLE, _SON, _HOUSE):
        return bool(solid > 0 or not is_last)
    if kind in (_PARTICLE, _TITLE_ANYWHERE):
        return bool(solid > 0)
    return bool(kind == _SON_OR_NAME and begun and not is_last)


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
    solid, organisation, unknown = _survey(kinds)
    if unknown:
        return 0
    places[:] = 0
    if organisation or solid > 1:
        organisation = _drop_forms(kinds, places, organisation)
    _set_aside_brackets(kinds, places, organisation)
    parts, turn_at = _number(kinds, commas, places, solid, organisation)
    if turn_at == 0 and not organisation:
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
    or of a part that is somebody else's or a nickname, see ``ASIDE``. FAMILY, Given and FAMILY Given are
    counted as Given FAMILY.
    """
    for name in range(starts.size - 1):
        first, last = starts[name], starts[name + 1]
        counts[name] = _join_one(kinds[first:last], commas[first:last], places[first:last])
