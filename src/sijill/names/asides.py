"""Which pieces of a name's text belong to somebody else or are another name: relatives' names and nicknames.

Compiled; called by ``joining``. See ``dropping`` for the piece classes.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.names.dropping import DROPPED, OWN, count_heads, is_break
from sijill.names.uncounted import uncounted_within

ASIDE: Final = -2
"""``ASIDE - 3 * n - role`` is the n-th part that is not the bearer's own; role 0 mother, 1 nickname, 2 other relative."""
MOTHER: Final = 0
LAQAB: Final = 1
RELATIVE: Final = 2
ROLES: Final = 3

_PLAIN: Final = 0
_MOTHER_MARK: Final = 18
_LAQAB_MARK: Final = 19
_CAPITALS: Final = 22
_LETTER: Final = 26
_BRACKET: Final = 31
_STOP: Final = 32
_OF: Final = 39
_RELATIVE: Final = 44
_AND_HIS: Final = 53
ASIDES: Final = (
    1 << _MOTHER_MARK | 1 << _LAQAB_MARK | 1 << _BRACKET | 1 << _STOP | 1 << _RELATIVE | 1 << _AND_HIS
)
"""Classes, one bit each, that the functions below look at: without any of them nothing is set aside."""


@uncounted_within
def _next_bracket(kinds: NDArray[np.int8], start: int) -> int:
    for piece in range(start, kinds.size):
        if kinds[piece] == _BRACKET:
            return piece
    return -1


@uncounted_within
def set_aside_brackets(kinds: NDArray[np.int8], places: NDArray[np.int16], organisation: bool) -> None:
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
        inside += count_heads(kinds, opened + 1, closed)
        opened = _next_bracket(kinds, closed + 1)
    if count_heads(kinds, 0, kinds.size) - inside < 2:
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


@uncounted_within
def set_aside_marked(
    kinds: NDArray[np.int8], commas: NDArray[np.bool_], places: NDArray[np.int16], organisation: bool
) -> None:
    """Mark what stands behind والدته, الملقب and their like, up to the next mark, comma or bracket.

    Behind *and his* (wife, children) stand others. Before the name begins such a word marks nothing (الأم: فاطمة); last of all الملقب's like are names. An
    organisation has other names, but no mother.
    """
    role, begun = OWN, False
    for piece in range(kinds.size):
        kind = kinds[piece]
        if is_break(kinds, commas, piece) or kind in (_BRACKET, _STOP):
            role = OWN
        if kind in (_BRACKET, _STOP) or places[piece] == DROPPED:
            continue
        if places[piece] == ASIDE - LAQAB and role == OWN:
            role = ASIDE - LAQAB
        if role == OWN and not begun and _is_somebodys(kinds, piece):
            places[piece], begun = OWN, True
        elif _is_mark(kinds, piece, organisation):
            places[piece] = DROPPED
            if begun or role != OWN:
                role = ASIDE - MOTHER if kind == _MOTHER_MARK else ASIDE - LAQAB
        elif begun and not organisation and _is_of_others(kinds, piece):
            places[piece], role = DROPPED, ASIDE - RELATIVE
        elif kind == _LETTER and role != OWN and kinds[piece - 1] == _LAQAB_MARK:
            places[piece] = DROPPED  # المعروف بـ
        else:
            places[piece] = role
            begun |= role == OWN and count_heads(kinds, piece, piece + 1) > 0


@uncounted_within
def _is_somebodys(kinds: NDArray[np.int8], piece: int) -> bool:
    """Return whether a word says that the bearer is the mother of somebody."""
    return bool(kinds[piece] == _MOTHER_MARK and piece + 1 < kinds.size and kinds[piece + 1] == _OF)


@uncounted_within
def _names_follow(kinds: NDArray[np.int8], piece: int) -> bool:
    return bool(count_heads(kinds, piece + 1, kinds.size) > 0)


@uncounted_within
def _is_of_others(kinds: NDArray[np.int8], piece: int) -> bool:
    return bool(kinds[piece] == _AND_HIS or (kinds[piece] == _RELATIVE and _names_follow(kinds, piece)))


@uncounted_within
def _is_mark(kinds: NDArray[np.int8], piece: int, organisation: bool) -> bool:
    if kinds[piece] == _LAQAB_MARK:
        return bool(_names_follow(kinds, piece))
    return bool(kinds[piece] == _MOTHER_MARK and not organisation)
