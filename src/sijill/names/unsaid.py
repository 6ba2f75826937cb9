"""What one of two names does not say: what a child is called of whom it has the father's name, and a kunya. Compiled.

``found`` are the findings of ``features``, as parts are assigned.
"""

import numpy as np
from numpy.typing import NDArray

from sijill.names.features import APART, CHILD, CHOSEN, EVIDENCE, JOINED, NOTHING, OF_A_NAME, SKIPPED
from sijill.names.uncounted import within
from sijill.names.word import (
    DAUGHTER_FLAG,
    FLAGS_AT,
    KIN_FLAG,
    KUNYA_FLAG,
    MANS_FLAG,
    SON_FLAG,
    WOMANS_FLAG,
)


@within
def _may_be(kin: int, given: int) -> bool:
    """Return whether whom a word of flags ``kin`` calls somebody's child may bear a given name of flags ``given``."""
    if given & KIN_FLAG:
        return False
    son, daughter = kin & SON_FLAG != 0, kin & DAUGHTER_FLAG != 0
    return bool((son and not given & WOMANS_FLAG) or (daughter and not given & MANS_FLAG))


@within
def _pair_child(found: NDArray[np.int16], n: int, flags: int, met: int) -> int:
    """Return ``CHILD`` where one name has a word for child, and the other one as well or a given name; these go with each other then.

    ``flags`` and ``met`` are those of the first parts, which must be free: where the father's name is met by the first part of
    the other name, that one is the father.
    """
    free = n > 1 and found[JOINED, 0] & 3 == 0 and found[EVIDENCE, 0] < NOTHING
    for a in range(1, n):
        free &= found[CHOSEN, a] != 0
    unsaid = _may_be(flags, met) or _may_be(met, flags)
    both = flags & met & (SON_FLAG | DAUGHTER_FLAG) != 0
    if not free or not (both or unsaid):
        return 0
    found[CHOSEN, 0], found[EVIDENCE, 0] = 0, NOTHING
    return OF_A_NAME if unsaid else 1


@within
def _stands_alone(place: int, chosen: int, flags: int, met: int) -> bool:
    """Return whether of two parts that have nothing in common one is a kunya before all names, so that either is left out elsewhere.

    Where the other is a given name it contradicts.
    """
    own, theirs = flags & KUNYA_FLAG != 0, met & KUNYA_FLAG != 0
    return bool((own and place == 0 and chosen > 0) or (theirs and chosen == 0 and place > 0))


@within
def write_unsaid(
    one: NDArray[np.int32],
    one_heads: NDArray[np.int16],
    other: NDArray[np.int32],
    other_heads: NDArray[np.int16],
    found: NDArray[np.int16],
    are_man_and_woman: bool,
) -> None:
    """Write which parts say nothing of what they go with; names are words by number, with the heads of all words.

    The first parts of a man's name and a woman's are two names.
    """
    if are_man_and_woman and found[CHOSEN, 0] == 0:
        found[EVIDENCE, 0] = 0
    flags, met = one_heads[one[0], FLAGS_AT], other_heads[other[0], FLAGS_AT]
    if (flags | met) & (SON_FLAG | DAUGHTER_FLAG):
        found[JOINED, CHILD] = _pair_child(found, one.size, flags, met)
        found[JOINED, SKIPPED] = found[JOINED, CHILD] > 0
    if (flags | met) & KUNYA_FLAG:
        for a in range(one.size):
            chosen = found[CHOSEN, a]
            own, theirs = one_heads[one[a], FLAGS_AT], other_heads[other[chosen], FLAGS_AT]
            if found[EVIDENCE, a] < NOTHING and _stands_alone(a, chosen, own, theirs):
                found[JOINED, SKIPPED] |= 1 << a
                found[JOINED, APART] += 1
