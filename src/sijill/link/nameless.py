"""Names that stand in a list and say of nobody who it is: in letters that are not read, a body and its number, a title.

Two of them are not compared: letters that are not read would all be one, and the hundred bodies of a hospital one person.
"""

import numpy as np
from numpy.typing import NDArray

from sijill.names.lexicon import CLASSES, PieceClass
from sijill.names.parts import NameColumns


def nameless(names: NameColumns) -> NDArray[np.bool_]:
    """Return for each name whether nothing in it can be compared; an empty one is among these.

    Nor can one that is read in part, for a part that is not read may contradict, nor a title alone (الشهيد).
    """
    # One entry more than there are parts: -1, a missing part, can be read and says nothing.
    says = np.array([not _says_nothing(part) for part in names.written] + [False])
    is_unread = np.r_[names.lengths == 0, False]
    found: NDArray[np.bool_] = ~says[names.parts[:, 0]]
    first_says_nothing = np.flatnonzero(found)
    found[first_says_nothing] = ~says[names.parts[first_says_nothing]].any(axis=1)
    is_title = np.array([CLASSES.get(part) is PieceClass.TITLE for part in names.written] + [False])
    found |= (names.part_count == 1) & is_title[names.parts[:, 0]]
    if is_unread.any():
        found |= is_unread[names.parts].any(axis=1)
    return found


def _says_nothing(part: str) -> bool:
    """Return whether a part is a number, or a word that beside numbers alone is no name: جثة رقم ٧."""
    return part.isdecimal() or CLASSES.get(part) is PieceClass.NO_NAME
