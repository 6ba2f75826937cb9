"""Two parts of names compared to one small level, each pair of parts measured once.

The same names meet again and again: what a pair of parts came to is kept in one table for all threads.
"""

from typing import Final

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.columns import Parts
from sijill.link.common_names import are_two_names
from sijill.names.distance import room_for_words, word_distance
from sijill.names.letters import FIRST_LATIN
from sijill.names.uncounted import uncounted, uncounted_within

DIFFERENT: Final = 4
"""Name level: another name."""
KNOWN_APART: Final = 9
"""Name level of a father or grandfather: another name, known to be one, however alike its letters."""
_FREQUENT: Final = 1024
"""Parts whose pairs have a place of their own: parts are numbered by how many names bear them, so that what is asked
for most lies together."""
_KEPT_BITS: Final = 22
"""Of the number of other pairs whose level is kept, four million."""
_PART_BITS: Final = 25
"""Of the number of a part whose levels are kept."""
_PAIR_BITS: Final = 2 * _PART_BITS
_TWO_NAMES: Final = DIFFERENT + 1
_SURELY_DIFFERENT: Final = 0.37
"""A distance of which no more needs to be known than that it is greater than the last cut."""


def no_levels() -> NDArray[np.uint32]:
    """Return room for levels of parts, 20 MB, none of them known yet."""
    return np.zeros(_FREQUENT * _FREQUENT + (1 << _KEPT_BITS), np.uint32)


def with_own_room(parts: Parts) -> Parts:
    """Return ``parts`` as one thread may compare them while others do."""
    return parts._replace(room=room_for_words())


@numba.njit(cache=True, nogil=True, inline="always")
def part_level(parts: Parts, a: int, b: int) -> int:
    """Return 0 (same sound) to 4 (another name).

    Cuts at .02 (.06 across scripts, where a vowel written or not says nothing), .12, .22 and .36 of the longer
    part (linkage notes, 5.3).
    """
    told = _told(parts, a, b)
    return told - _TWO_NAMES if told > DIFFERENT else told


@numba.njit(cache=True, nogil=True, inline="always")
def name_level(parts: Parts, a: int, b: int) -> int:
    """Return what ``part_level`` does, but 4 for two parts that are known to be two names, however alike."""
    return min(_told(parts, a, b), DIFFERENT)


@numba.njit(cache=True, nogil=True, inline="always")
def are_known_apart(parts: Parts, a: int, b: int) -> bool:
    """Return whether two parts of one script are known to be two names, though their letters are alike.

    Across scripts a Latin spelling is too often one that the common names do not have.
    """
    in_one = (parts.rows[a].letters[0] < FIRST_LATIN) == (parts.rows[b].letters[0] < FIRST_LATIN)
    return in_one and _told(parts, a, b) > DIFFERENT


@numba.njit(cache=True, nogil=True, inline="always")
def _told(parts: Parts, a: int, b: int) -> int:
    """Return the level of two parts, and ``_TWO_NAMES`` more where that is less than 4 and they are known to be two names."""
    if a == b:
        return 0
    kept = _kept(parts.levels, a, b)
    return kept - 1 if kept > 0 else _told_anew(parts, a, b)


@uncounted
def _place(a: int, b: int) -> tuple[np.uint64, np.uint64]:
    """Return where the level of two parts is kept, and what tells them from others that are kept there."""
    low, high = np.uint64(min(a, b)), np.uint64(max(a, b))
    if high < np.uint64(_FREQUENT):
        return low * np.uint64(_FREQUENT) + high, np.uint64(0)
    # Turned about without loss: first bits are the place, what is left of them tells pairs of one place apart.
    code = (low << np.uint64(_PART_BITS) | high) * np.uint64(0x9E3779B97F4A7C15) & np.uint64(
        (1 << _PAIR_BITS) - 1
    )
    place = np.uint64(_FREQUENT * _FREQUENT) + (code >> np.uint64(_PAIR_BITS - _KEPT_BITS))
    return place, (code << np.uint64(4)) & np.uint64(0xFFFFFFFF)


@uncounted
def _kept(levels: NDArray[np.uint32], a: int, b: int) -> int:
    """Return 1 more than what is kept of two parts, 0 where nothing is."""
    if max(a, b) >= 1 << _PART_BITS:
        return 0
    place, tag = _place(a, b)
    kept = np.uint64(levels[place])
    return int(kept & np.uint64(15)) if kept & ~np.uint64(15) == tag else 0


@uncounted_within
def _told_anew(parts: Parts, a: int, b: int) -> int:
    told = _measured(parts, a, b)
    if max(a, b) < 1 << _PART_BITS:
        place, tag = _place(a, b)
        # One word holds pair and level, so that threads may write over each other.
        parts.levels[place] = np.uint32(tag | np.uint64(told + 1))
    return told


@uncounted
def _measured(parts: Parts, a: int, b: int) -> int:
    one, other = parts.rows[a], parts.rows[b]
    distance = word_distance(
        one.letters,
        np.int64(one.length),
        other.letters,
        np.int64(other.length),
        (parts.costs, parts.gaps, parts.room),
        _SURELY_DIFFERENT,
    )
    across = (one.letters[0] < FIRST_LATIN) != (other.letters[0] < FIRST_LATIN)
    if distance > 0.36:
        return DIFFERENT
    level = 3
    if distance <= (0.06 if across else 0.02):
        level = 0
    elif distance <= 0.12:
        level = 1
    elif distance <= 0.22:
        level = 2
    return level + _TWO_NAMES if are_two_names(one, other) else level
