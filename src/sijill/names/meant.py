"""What pieces of a name are by what their words mean side by side: whose wife, how old, what is not known.

Compiled; called by ``joining``. Senses are those of ``sijill.names.senses``; see ``dropping`` for the piece classes.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.names.dropping import count_heads, is_solid
from sijill.names.senses import AGE, CHILD_OF, FATE, MAN, NONE, NUMBER, OF_BOY, OF_WOMAN, WOMAN, YEAR
from sijill.names.uncounted import uncounted_within

_JOINS_NEXT: Final = 1
_ARTICLE: Final = 2
_JOINS_PREVIOUS: Final = 4
_PARTICLE: Final = 6
_UNKNOWN: Final = 7
_BRACKET: Final = 31
_RELATIVE: Final = 44
_FEWEST_NAMED: Final = 2
"""Parts of a name beside which what stands in brackets is not what it is called."""


@uncounted_within
def settle_meant(kinds: NDArray[np.int8], senses: NDArray[np.int8]) -> None:
    """Write the class that pieces have by what the words beside them mean."""
    titled, aged, unknown = False, False, False
    for piece in range(kinds.size):
        titled |= OF_WOMAN <= senses[piece] <= CHILD_OF
        aged |= senses[piece] == AGE
        unknown |= kinds[piece] == _UNKNOWN
    if kinds.size > 0 and senses[kinds.size - 1] == YEAR:
        _settle_year(kinds, senses)
    if titled:
        _settle_title(kinds, senses)
    if aged:
        _settle_ages(kinds, senses)
    if unknown:
        _settle_unknown(kinds, senses)


@uncounted_within
def _settle_title(kinds: NDArray[np.int8], senses: NDArray[np.int8]) -> None:
    """Make a woman's title before a man's name a word for his wife or daughter, and الطفل before a woman's her child.

    Without an article طفل is somebody's child before either's name.
    Where a woman's name follows that of the man, his is the family's and stands first (السيدة حسن هدى). A man's name alone
    behind Mrs is the family's too.
    """
    title = -1
    for piece in range(kinds.size):
        if OF_WOMAN <= senses[piece] <= CHILD_OF and not is_solid(kinds[piece]):
            title = piece
        elif is_solid(kinds[piece]) or kinds[piece] == _RELATIVE:
            break
    if title < 0:
        return
    named = title + 1
    while named < kinds.size and not is_solid(kinds[named]):
        named += 1
    sense = _sense_of_joined(kinds, senses, named)
    if not (MAN <= sense <= WOMAN):
        return
    if senses[title] != CHILD_OF and sense != (WOMAN if senses[title] == OF_BOY else MAN):
        return
    behind = named + (2 if kinds[named] == _JOINS_NEXT else 1)
    while behind < kinds.size and kinds[behind] == _ARTICLE:
        behind += 1
    alone = count_heads(kinds, named, kinds.size) < _FEWEST_NAMED
    turned = behind < kinds.size and senses[behind] == WOMAN and senses[title] < OF_BOY
    if not turned and not (alone and senses[title] == OF_WOMAN):
        kinds[title] = _RELATIVE


@uncounted_within
def _sense_of_joined(kinds: NDArray[np.int8], senses: NDArray[np.int8], named: int) -> int:
    """Return what the name that begins with a piece means: نور is anybody's, نور الدين a man's."""
    behind = named + 1
    while behind < kinds.size and kinds[behind] == _ARTICLE:
        behind += 1
    joined = behind < kinds.size and kinds[behind] == _JOINS_PREVIOUS
    if named == kinds.size:
        return NONE
    return MAN if joined and senses[named] == NONE else int(senses[named])


@uncounted_within
def _settle_ages(kinds: NDArray[np.int8], senses: NDArray[np.int8]) -> None:
    """Drop the number of years and the words beside it; without a number such words are names (Al-Old, عام)."""
    for piece in range(kinds.size):
        if senses[piece] not in (NUMBER, YEAR):
            continue
        first, last = piece, piece
        while first > 0 and senses[first - 1] == AGE:
            first -= 1
        while last + 1 < kinds.size and senses[last + 1] == AGE:
            last += 1
        if first < last and first > 0:
            for dropped in range(first, last + 1):
                kinds[dropped] = _PARTICLE


@uncounted_within
def _settle_year(kinds: NDArray[np.int8], senses: NDArray[np.int8]) -> None:
    """Drop a year behind a person's name: of two parts or more, the first of which is a given name. Vessels have numbers too."""
    first = 0
    while first < kinds.size and not is_solid(kinds[first]):
        first += 1
    is_person = first < kinds.size and MAN <= senses[first] <= WOMAN
    if is_person and count_heads(kinds, 0, kinds.size - 1) >= _FEWEST_NAMED:
        kinds[kinds.size - 1] = _PARTICLE


@uncounted_within
def _settle_unknown(kinds: NDArray[np.int8], senses: NDArray[np.int8]) -> None:
    """Drop مجهول where it says of something else that it is unknown: of a fate, or in brackets behind a name."""
    opened = -1
    for piece in range(kinds.size):
        if kinds[piece] == _BRACKET:
            opened = -1 if opened >= 0 else piece
        if kinds[piece] != _UNKNOWN:
            continue
        for beside in (piece - 1, piece + 1):
            if 0 <= beside < kinds.size and senses[beside] == FATE:
                kinds[piece] = kinds[beside] = _PARTICLE
        if opened >= 0 and count_heads(kinds, 0, opened) >= _FEWEST_NAMED:
            closed = piece
            while closed < kinds.size and kinds[closed] != _BRACKET:
                kinds[closed] = _PARTICLE
                closed += 1
