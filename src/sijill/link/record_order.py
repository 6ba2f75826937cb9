"""The order in which records are kept: it hangs on what they say alone, and those that sound alike stand near each other."""

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.columns import RECORD, Records
from sijill.link.threads import beside


def nearness(first: NDArray[np.int32], last: NDArray[np.int32], parts: int) -> tuple[NDArray[np.uint64], int]:
    """Return a number for each record by its ``first`` part, then its ``last`` (-1 for none), and how many bits it has.

    ``parts`` is the number of parts.
    """
    bits = max(parts.bit_length(), 1)
    begin, end = (first + 1).astype(np.uint64), (last + 1).astype(np.uint64)
    return begin << np.uint64(bits) | end, 2 * bits


def record_order(near: tuple[NDArray[np.uint64], int], hashes: NDArray[np.uint64]) -> NDArray[np.int32]:
    """Return the order of records by ``nearness``, then by a hash of what they say, then as they came.

    Sorted by one number that begins with both, which is five times as fast; where two of them are equal the rest is
    looked at.
    """
    number, bits = near
    code = number << np.uint64(64 - bits) | hashes >> np.uint64(bits)
    order = np.argsort(code)
    ordered = code[order]
    same = np.flatnonzero(ordered[1:] == ordered[:-1])
    tied = np.unique(np.r_[same, same + 1])
    rows = order[tied]
    order[tied] = rows[np.lexsort((rows, hashes[rows], code[rows]))]
    return order.astype(np.int32)


@numba.njit(cache=True, nogil=True)
def rounds_of(order: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return in which order rows change places so that row ``order[place]`` stands at ``place``: each takes what stands at the next.

    Rows that change places go round; where a round begins stands ``~place``, and its last row takes what stood there.
    """
    is_done = np.zeros(len(order), np.bool_)
    found = np.empty(len(order), np.int32)
    count = 0
    for first in range(len(order)):
        if is_done[first]:
            continue
        found[count] = ~np.int32(first)
        count += 1
        place = order[first]
        while place != first:
            is_done[place] = True
            found[count] = place
            count += 1
            place = order[place]
    return found


def reorder(records: Records, rounds: NDArray[np.int32]) -> None:
    """Have ``records`` change places by ``rounds_of`` an order, each half of their columns in place: millions of them are not held twice."""
    words = records.view(np.uint64).reshape(len(records), RECORD.itemsize // 8)
    half = words.shape[1] // 2
    beside(lambda: _permute(words[:, :half], rounds), lambda: _permute(words[:, half:], rounds))


@numba.njit(cache=True, nogil=True)
def _permute(rows: NDArray[np.uint64], rounds: NDArray[np.int32]) -> None:
    """Move rows. Where each goes is known ahead, so that nobody waits for one row before the next is read."""
    kept = np.empty(rows.shape[1], np.uint64)
    for turn in range(len(rounds)):
        place = rounds[turn]
        if place < 0:
            place = ~place
            for column in range(rows.shape[1]):
                kept[column] = rows[place, column]
        if turn + 1 < len(rounds) and rounds[turn + 1] >= 0:
            following = rounds[turn + 1]
            for column in range(rows.shape[1]):
                rows[place, column] = rows[following, column]
        else:
            for column in range(rows.shape[1]):
                rows[place, column] = kept[column]
