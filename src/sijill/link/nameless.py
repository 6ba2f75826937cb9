"""Names that stand in a list and say of nobody who it is: in letters that are not read, a body and its number, a title.

Two of them are not compared: letters that are not read would all be one, and the hundred bodies of a hospital one person.
"""

import numpy as np
from numpy.typing import NDArray

from sijill.names.common import kin_words
from sijill.names.lexicon import CLASSES, PieceClass
from sijill.names.many_texts import those_in
from sijill.names.parts import NameColumns


def nameless(names: NameColumns) -> NDArray[np.bool_]:
    """Return for each name whether nothing in it can be compared; an empty one is among these.

    Nor can one that is read in part, for a part that is not read may contradict, nor a title or a word like wife or newborn alone (الشهيد, مولود).
    """
    kinds = {part: CLASSES[names.written[part]] for part in those_in(CLASSES, names.written).tolist()}
    # A number, or a word that beside numbers alone is no name: جثة رقم ٧. One entry more than there are parts: -1, a missing
    # part, can be read and says nothing.
    says = np.zeros(len(names.written) + 1, np.bool_)
    says[:-1] = ~np.fromiter(map(str.isdecimal, names.written), np.bool_, len(names.written))
    says[[part for part, kind in kinds.items() if kind is PieceClass.NO_NAME]] = False
    is_title = np.zeros(len(says), np.bool_)
    is_title[[part for part, kind in kinds.items() if kind is PieceClass.TITLE]] = True
    is_title[those_in(kin_words(), names.written)] = True
    is_unread = np.r_[names.lengths == 0, False]
    found: NDArray[np.bool_] = ~says[names.parts[:, 0]]
    first_says_nothing = np.flatnonzero(found)
    found[first_says_nothing] = ~says[names.parts[first_says_nothing]].any(axis=1)
    found |= (names.part_count == 1) & is_title[names.parts[:, 0]]
    if is_unread.any():
        found |= is_unread[names.parts].any(axis=1)
    return found
