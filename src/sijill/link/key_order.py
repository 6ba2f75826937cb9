"""Rows in the order of their keys, by counting: keys are hashes, so that their first bits deal them out evenly.

Rows are dealt out by so many first bits that what is left of a key fits into one number with its row; each of the shares fits into a
core's first cache, where it is dealt out by eight bits more and put right.
"""

from typing import Final

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.names.uncounted import uncounted, uncounted_within

KEY_BITS: Final = 54
"""Of a key. Of a million keys two that differ are one by chance in one rule of 30,000, and bring two records more together."""
_THEN_BITS: Final = 9
"""By which a share is dealt out."""
_MOVES: Final = 32
"""For each row of a share, beyond which it is sorted otherwise: as many rows of two keys in turn would have."""


def rows_by_key(key: NDArray[np.uint64]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the rows that have a key, by key and row, and where those of each key begin, the end behind the last."""
    row_bits = len(key).bit_length()
    first_bits = max(KEY_BITS + row_bits - 64, 0)
    begins = np.zeros((1 << first_bits) + 1, np.int64)
    packed = np.empty(_count(key, np.uint64(KEY_BITS - first_bits), begins), np.uint64)
    _deal_out(key, (first_bits, row_bits), begins[:-1].copy(), packed)
    order, starts = np.empty(len(packed), np.int32), np.empty(len(packed) + 1, np.int32)
    room, share = np.empty(np.diff(begins).max(), np.uint64), 0
    while (share := _put_right(packed, (begins, share), (KEY_BITS - first_bits, row_bits), room)) >= 0:
        some = packed[begins[share] : begins[share + 1]]
        some[:] = np.sort(room[: len(some)])
        share += 1
    return order, starts[: _unpack(packed, begins, row_bits, order, starts)]


@uncounted
def _count(key: NDArray[np.uint64], shift: np.uint64, begins: NDArray[np.int64]) -> int:
    """Write where each share begins, and the end behind the last; return that end."""
    for row in range(len(key)):
        begins[(key[row] >> shift) + np.uint64(1)] += key[row] != 0
    for share in range(1, len(begins)):
        begins[share] += begins[share - 1]
    return int(begins[-1])


@uncounted
def _deal_out(
    key: NDArray[np.uint64],
    bits: tuple[int, int],
    places: NDArray[np.int64],
    packed: NDArray[np.uint64],
) -> None:
    """Write the other bits of each key that is given, with its row behind them, into its share."""
    row_bits = np.uint64(bits[1])
    shift = np.uint64(KEY_BITS - bits[0])
    rest = (np.uint64(1) << shift) - np.uint64(1)
    for row in range(len(key)):
        if key[row] != 0:
            share = key[row] >> shift
            packed[places[share]] = (key[row] & rest) << row_bits | np.uint64(row)
            places[share] += 1


@numba.njit(cache=True, nogil=True)
def _put_right(
    packed: NDArray[np.uint64],
    shares: tuple[NDArray[np.int64], int],
    bits: tuple[int, int],
    room: NDArray[np.uint64],
) -> int:
    """Sort the shares from one on; ``bits`` are those of what is left of a key and of a row.

    Return -1, or a share that is to be sorted otherwise, of which ``room`` has the numbers.
    """
    begins, first = shares
    shift = max(bits[0] - _THEN_BITS, 0) + bits[1]
    places = np.empty((1 << _THEN_BITS) + 1, np.int64)
    for share in range(first, len(begins) - 1):
        some = packed[begins[share] : begins[share + 1]]
        other = room[: len(some)]
        _deal_out_then(some, np.uint64(shift), places, other)
        if not _insert(other, some):
            return share
    return -1


@uncounted_within
def _deal_out_then(
    some: NDArray[np.uint64], shift: np.uint64, places: NDArray[np.int64], other: NDArray[np.uint64]
) -> None:
    places[:] = 0
    for each in some:
        places[(each >> shift) + np.uint64(1)] += 1
    for first in range(1, len(places)):
        places[first] += places[first - 1]
    for each in some:
        other[places[each >> shift]] = each
        places[each >> shift] += 1


@uncounted_within
def _insert(nearly: NDArray[np.uint64], found: NDArray[np.uint64]) -> bool:
    """Write to ``found`` what is ``nearly`` sorted as it is sorted; return whether that was worth it, else it is not done."""
    moves, most = 0, _MOVES * len(nearly)
    for count in range(len(nearly)):
        each, place = nearly[count], count
        while place > 0 and found[place - 1] > each:
            found[place] = found[place - 1]
            place -= 1
        found[place] = each
        moves += count - place
        if moves > most:
            return False
    return True


@uncounted
def _unpack(
    packed: NDArray[np.uint64],
    begins: NDArray[np.int64],
    row_bits: int,
    order: NDArray[np.int32],
    starts: NDArray[np.int32],
) -> int:
    """Write the rows, and where those of each key begin; return how many begins and ends there are."""
    shift = np.uint64(row_bits)
    rows = (np.uint64(1) << shift) - np.uint64(1)
    keys = 0
    for share in range(len(begins) - 1):
        before = ~np.uint64(0)
        for place in range(begins[share], begins[share + 1]):
            order[place] = np.int32(packed[place] & rows)
            starts[keys] = place
            key = packed[place] >> shift
            keys += key != before
            before = key
    starts[keys] = len(packed)
    return keys + 1
