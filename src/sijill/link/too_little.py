"""Pairs whose names say too little to join them whatever they weigh: a single name, or two parts beside births far apart.

In a short register few bear any one name, and learning cannot know how many elsewhere do. Such pairs are shown to a reviewer. A register
of a thousand records and more has learned how often one person is said otherwise.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.columns import (
    BIRTH,
    EVENT,
    FATHER,
    GRANDFATHER,
    MOTHER,
    NUMBER,
    OCCUPATION,
    REGISTRY,
    Record,
)
from sijill.names.uncounted import uncounted_within

FEW: Final = 1000
"""Records from which on a run has learned that (``clumps`` and ``weigh`` begin to trust it there too)."""
_FAR: Final = (7, 11, 14)
"""Levels of births that are farthest apart."""
_SAME_BIRTH: Final = (0, 2)
"""Levels of full dates that agree."""
_SAME_YEAR: Final = (3, 8)
_NEAR: Final = 1
"""Names agree up to this level; other fields at 0."""


@uncounted_within
def say_too_little(one: Record, other: Record, levels: NDArray[np.uint8]) -> bool:
    """Return whether nothing but a single name agrees, or but two parts of a name where births are far apart.

    A paper, a mother or an occupation that agrees, a father's or grandfather's name, an event on one day where births do not differ, say more.
    """
    if not one.is_of_few:
        return False
    if levels[MOTHER] <= _NEAR or levels[REGISTRY] == 0 or levels[NUMBER] == 0 or levels[OCCUPATION] == 0:
        return False
    if levels[FATHER] <= _NEAR or levels[GRANDFATHER] <= _NEAR:
        return False
    if levels[BIRTH] in _FAR:
        return bool(levels[EVENT] != 0 or min(one.part_count, other.part_count) < 2)
    if min(one.part_count, other.part_count) != 1 or levels[BIRTH] in _SAME_BIRTH:
        return False
    return bool(levels[EVENT] != 0 or levels[BIRTH] not in _SAME_YEAR)
