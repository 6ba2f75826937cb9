"""Pairs in the order of their records, by counting: linear however they come, and a pair is found in its record's row."""

from typing import Final, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

_PLACE_BITS: Final = 31
"""Of the place of a pair; what is left holds a weight of 32 bits and whether the pair contradicts."""


class PairOrder(NamedTuple):
    """The order of pairs by (left, right), and where the row of each record's pairs begins in it."""

    starts: NDArray[np.int32]
    """One more than there are records."""
    order: NDArray[np.int32]


def pair_order(left: NDArray[np.int32], right: NDArray[np.int32], count: int) -> PairOrder:
    """Return the order of pairs of ``count`` records; of equal ones the first stays first."""
    _, by_right = rows_of(right, count)
    return PairOrder(*_rows(left, by_right, count))


def rows_of(records: NDArray[np.int32], count: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return where the row of each record begins, and the places of all entries by record; of equal ones the first first."""
    return _rows(records, np.arange(len(records), dtype=np.int32), count)


def surest_first(
    weight: NDArray[np.float32], contradict: NDArray[np.bool_], by_pair: NDArray[np.int32]
) -> NDArray[np.int32]:
    """Return the order of pairs that do not contradict before those that do, by falling weight, then ``by_pair``."""
    bits = (weight[by_pair] + np.float32(0.0)).view(np.uint32)  # There is one zero only.
    rising = np.where(bits >> np.uint32(31), ~bits, bits | np.uint32(1 << 31))
    code = contradict[by_pair].astype(np.uint64) << np.uint64(63)
    code |= (~rising).astype(np.uint64) << np.uint64(_PLACE_BITS)
    code |= np.arange(len(code), dtype=np.uint64)
    code.sort()
    order: NDArray[np.int32] = by_pair[(code & np.uint64((1 << _PLACE_BITS) - 1)).astype(np.int32)]
    return order


@numba.njit(cache=True, nogil=True, inline="always")
def place_of(one: int, other: int, starts: NDArray[np.int32], rights: NDArray[np.int32]) -> int:
    """Return the place of a pair, ``one`` < ``other``, in the order of pairs; -1 where it is not there."""
    first, last = starts[one], starts[one + 1]
    while first < last:
        middle = (first + last) // 2
        if rights[middle] < other:
            first = middle + 1
        else:
            last = middle
    return first if first < starts[one + 1] and rights[first] == other else -1


@numba.njit(cache=True, nogil=True)
def _rows(
    record: NDArray[np.int32], order: NDArray[np.int32], count: int
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return where the entries of each record begin, and all of them by record, else in the ``order`` given."""
    starts = np.zeros(count + 1, np.int32)
    for each in record:
        starts[each + 1] += 1
    for place in range(count):
        starts[place + 1] += starts[place]
    free = starts[:-1].copy()
    found = np.empty(len(order), np.int32)
    for entry in order:
        found[free[record[entry]]] = entry
        free[record[entry]] += 1
    return starts, found
