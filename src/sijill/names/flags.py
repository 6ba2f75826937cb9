"""Which of many words have consonants like a word's, and which of many such flags are set. Compiled.

Without a branch a flag, since nobody can guess which are set.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.evidence import TOO_DIFFERENT
from sijill.names.uncounted import within

TOGETHER: Final = 8
"""Flags, a byte each, that are looked at together; all that are given are a multiple of it."""
_SIDE_BY_SIDE: Final = np.uint64(0x0102040810204080)
"""Times eight bytes of 0 or 1: their bits in the highest byte, on processors that put the lowest byte first, as all do for
which numba is made."""
_LAST_BYTE: Final = np.uint64(56)
_SET: Final = np.array(
    [sorted(range(TOGETHER), key=lambda k: bits >> k & 1 ^ 1) for bits in range(256)], np.int32
)
"""For eight flags as bits: which are set, and behind them the others."""
_COUNTS: Final = np.array([bits.bit_count() for bits in range(256)])


def room_for_flags(count: int) -> NDArray[np.uint8]:
    """Return ``count`` flags that are not set, and as many more as are looked at with them."""
    return np.zeros(-(-count // TOGETHER) * TOGETHER, dtype=np.uint8)


@njit(cache=True, nogil=True)
def write_set(flags: NDArray[np.uint8], found: NDArray[np.int32], count: int) -> int:
    """Write which of ``flags``, 0 or 1 each, are set into ``found`` from ``count`` on; return where they end.

    Behind them ``found`` needs room for ``TOGETHER`` more.
    """
    eights = flags.view(np.uint64)
    for eight in range(eights.size):
        bits = np.uint64(eights[eight] * _SIDE_BY_SIDE) >> _LAST_BYTE
        first = np.int32(eight * TOGETHER)
        for place in range(TOGETHER):
            found[np.uint64(count + place)] = first + _SET[bits, np.uint64(place)]
        count += _COUNTS[bits]
    return count


@within
def _less_one(bits: np.uint16) -> np.uint16:
    """Return ``bits`` without the lowest that is set."""
    return np.uint16(bits & (bits - 1))


@within
def write_similar(
    own: np.uint16, every: NDArray[np.uint16], some: NDArray[np.uint16], flags: NDArray[np.uint8]
) -> None:
    """Write which consonants are not too different from ``own``, as ``are_apart`` says, of words that have ``every`` and no more than ``some``."""
    for place in range(every.size):
        apart = np.uint16((every[place] & ~own) | (own & ~some[place]))
        for _ in range(TOO_DIFFERENT - 1):
            apart = _less_one(apart)
        shares_two = _less_one(np.uint16(own & some[place])) != 0
        flags[place] = (_less_one(apart) == 0) & ((apart == 0) | shares_two)
