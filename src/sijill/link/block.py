"""Blocks of records that share a key of some rule, by which pairs are looked at (``blocked_pairs``).

A block above the cap is hot: it brings nobody together, it is reported, and its records meet under finer rules.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.key_order import rows_by_key
from sijill.link.records import BlockCount
from sijill.link.threads import in_threads
from sijill.names.uncounted import uncounted

HOT: Final = 300
"""Records a block may hold: 300 give 45,000 pairs (measured design, linkage notes)."""
_TOGETHER: Final = 8
"""Rules whose numbers are set in one go, since a record's place is far from the next record's,"""
_ROOM: Final = 40_000_000
"""or as many as have no more numbers than this, 160 MB."""
_ROWS: Final = 1 << 16
"""Records whose numbers one thread sets in one go."""


class Blocks(NamedTuple):
    """Which block each record is in under each rule, and for each rule the records of its blocks, block after block, the smallest first."""

    number: NDArray[np.int32]
    """Records x rules (a record's numbers lie together in memory), from 1 on; 0 for none of two records or more, or a hot one."""
    order: tuple[NDArray[np.int32], ...]
    smaller: NDArray[np.int64]
    """Rules x sizes: how many blocks hold fewer records than that, up to one more than ``HOT``: where each block stands."""
    hot_blocks: tuple[int, ...]
    hot_records: tuple[int, ...]


def build_blocks(keys: Sequence[Callable[[], NDArray[np.uint64]]], count: int) -> Blocks:
    """Return the blocks of ``count`` records; each of ``keys`` makes those of one rule, 0 for none."""
    number = np.zeros((count, len(keys)), np.int32)
    smaller = np.zeros((len(keys), HOT + 2), np.int64)
    together = max(min(_TOGETHER, _ROOM // max(count, 1)), 2)
    of_block = np.empty((min(len(keys), together), count), np.int32)
    found: list[tuple[NDArray[np.int32], int, int]] = []
    for first in range(0, len(keys), together):
        some = slice(first, first + together)
        found += _of_some(keys[some], of_block, number[:, some], smaller[some])
    order, hot_blocks, hot_records = zip(*found, strict=True) if found else ((),) * 3
    return Blocks(number, order, smaller, hot_blocks, hot_records)


def _of_some(
    keys: Sequence[Callable[[], NDArray[np.uint64]]],
    room: NDArray[np.int32],
    number: NDArray[np.int32],
    smaller: NDArray[np.int64],
) -> list[tuple[NDArray[np.int32], int, int]]:
    """Fill the columns of some rules, and return what else ``Blocks`` says of each of them; in ``room`` rules are put together."""
    of_block = room[: len(keys)]
    of_block[:] = 0
    found = in_threads(
        lambda rule: _cold(*rows_by_key(keys[rule]()), of_block[rule], smaller[rule]), range(len(keys))
    )
    in_threads(
        lambda first: _set_beside(of_block[:, first : first + _ROWS], number[first : first + _ROWS]),
        range(0, len(number), _ROWS),
    )
    return found


@uncounted
def _set_beside(of_block: NDArray[np.int32], number: NDArray[np.int32]) -> None:
    """Write what each rule says of each record as what each record has under each rule."""
    for row in range(len(number)):
        for rule in range(len(of_block)):
            number[row, rule] = of_block[rule, row]


@numba.njit(cache=True, nogil=True)
def _cold(
    order: NDArray[np.int32],
    starts: NDArray[np.int32],
    of_block: NDArray[np.int32],
    smaller: NDArray[np.int64],
) -> tuple[NDArray[np.int32], int, int]:
    """Return the rows of blocks of two records and more that are not hot, and what is hot.

    ``order`` are rows by key, ``starts`` where those of each begin; ``of_block`` gets the number of each row's block, from 1 on, and
    ``smaller`` what ``Blocks`` says. Blocks of one size stand in the order of their keys.
    """
    of_size = np.zeros(HOT + 2, np.int64)
    hot_records = _count(starts, of_size)
    place = np.zeros(HOT + 2, np.int64)
    for size in range(2, HOT + 1):
        smaller[size + 1] = smaller[size] + of_size[size]
        place[size + 1] = place[size] + size * of_size[size]
    members = np.empty(place[HOT + 1], np.int32)
    _place((order, starts), (smaller.copy(), place), members, of_block)
    return members, of_size[HOT + 1], hot_records


@uncounted
def _place(
    rows: tuple[NDArray[np.int32], NDArray[np.int32]],
    of_size: tuple[NDArray[np.int64], NDArray[np.int64]],
    members: NDArray[np.int32],
    of_block: NDArray[np.int32],
) -> None:
    """Write the rows of blocks, of which ``of_size`` has the next number and place for each size."""
    order, starts = rows
    block, place = of_size
    for key in range(len(starts) - 1):
        size = starts[key + 1] - starts[key]
        if 1 < size <= HOT:
            number, at = block[size] + 1, place[size]
            for row in range(starts[key], starts[key + 1]):
                members[at] = order[row]
                of_block[order[row]] = number
                at += 1
            block[size], place[size] = number, at


@uncounted
def _count(starts: NDArray[np.int32], of_size: NDArray[np.int64]) -> int:
    """Count the keys by how many rows have them, hot ones as one more than ``HOT``; return how many rows are hot."""
    hot_records = 0
    for key in range(len(starts) - 1):
        size = starts[key + 1] - starts[key]
        of_size[min(size, HOT + 1)] += 1
        hot_records += size if size > HOT else 0
    return hot_records


def block_counts(
    blocks: Blocks, rules: Sequence[str], met: Mapping[int, int], largest: Mapping[int, int]
) -> tuple[BlockCount, ...]:
    """Return how each of the rules fared that are used: ``met`` has the pairs that they met first, ``largest`` the records that a block may hold."""
    return tuple(
        BlockCount(
            rule=rules[rule],
            pairs=pairs,
            largest=largest[rule],
            hot_blocks=blocks.hot_blocks[rule],
            hot_records=blocks.hot_records[rule],
        )
        for rule, pairs in met.items()
    )
