"""Which sex a name says its bearer is of, where the given name itself does not: by a title, or by بن and بنت behind it. Compiled.

Called by ``joining``; see ``dropping`` for the piece classes and ``senses`` for what words mean.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.names.dropping import DROPPED
from sijill.names.senses import DAUGHTER, MAN, OF_BOY, OF_GIRL, OF_MAN, OF_WOMAN, PERHAPS_WOMAN, WOMAN
from sijill.names.uncounted import uncounted, uncounted_within

NOT_SAID: Final = 0
MALE: Final = 1
"""By a title, as is ``FEMALE``."""
FEMALE: Final = 2
SON: Final = 4
"""By بن. Families are called so too, of women as of men, so that it contradicts بنت only."""
DAUGHTER_OF: Final = 8
_WOMAN: Final = FEMALE | DAUGHTER_OF
_SON: Final = 3


@uncounted_within
def said_sex(kinds: NDArray[np.int8], senses: NDArray[np.int8], places: NDArray[np.int16]) -> int:
    """Return what the words before and behind the given name say, a bit each.

    A name that only one sex bears says it itself, and lists write الشهيد before a woman's too: then nothing is said.
    """
    first = 0
    while first < kinds.size and places[first] != 0:
        first += 1
    if first == kinds.size or MAN <= senses[first] <= WOMAN:
        return NOT_SAID
    said = _said_behind(kinds, senses, places, first)
    for piece in range(first - 1, -1, -1):
        if places[piece] != DROPPED:
            break
        if senses[piece] in (OF_WOMAN, OF_GIRL):
            said |= FEMALE
        elif senses[piece] in (OF_MAN, OF_BOY) and senses[first] != PERHAPS_WOMAN:
            said |= MALE
    return said & ~MALE if said & _WOMAN else said


@uncounted_within
def _said_behind(
    kinds: NDArray[np.int8], senses: NDArray[np.int8], places: NDArray[np.int16], first: int
) -> int:
    """Return what بن or بنت right behind the given name says, which begins with piece ``first``."""
    behind = first + 1
    while behind < kinds.size and places[behind] == 0:
        behind += 1
    if behind == kinds.size or places[behind] != DROPPED or kinds[behind] != _SON:
        return NOT_SAID
    return DAUGHTER_OF if senses[behind] == DAUGHTER else SON


@uncounted
def contradict(one: int, other: int) -> bool:
    """Return whether one name says a man and the other a woman."""
    titles = (one & MALE and other & _WOMAN) or (other & MALE and one & _WOMAN)
    sons = (one & SON and other & DAUGHTER_OF) or (other & SON and one & DAUGHTER_OF)
    return bool(titles or sons)
