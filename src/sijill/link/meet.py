"""Pairs of which one record is new: those that share a key of some rule of the full run, each pair once.

A block is hot by all its records, as in a full run; of a block that grew hot the pairs that were met before stay.
"""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.link.key_order import KEY_BITS
from sijill.link.records import BlockCount
from sijill.link.threads import in_threads
from sijill.names.uncounted import uncounted

_SIEVE_BITS: Final = 20
_Keys = Callable[[], NDArray[np.uint64]]


class Met(NamedTuple):
    """Pairs with left < right; new records are numbered behind those known."""

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    counts: tuple[BlockCount, ...]
    """How each rule fared for the new records."""


class _Found(NamedTuple):
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    hot_blocks: int
    hot_records: int


def meet(
    rules: Sequence[tuple[str, int]], known: Sequence[_Keys], new: Sequence[_Keys], gone: NDArray[np.bool_]
) -> Met:
    """Return the pairs of new records with each other and with those known that are not ``gone``.

    ``rules`` are titles, with the records that a block of each may hold.
    """
    before = len(gone)
    found = in_threads(
        lambda rule: _of_rule(known[rule](), new[rule](), gone, rules[rule][1]), range(len(rules))
    )
    count = before + (len(new[0]()) if new else 0)
    codes = np.concatenate([np.empty(0, np.int64), *(each.left * count + each.right for each in found)])
    by_rule = np.repeat(np.arange(len(found)), [len(each.left) for each in found])
    distinct, first = np.unique(codes, return_index=True)
    met_first = np.bincount(by_rule[first], minlength=len(found))
    counts = tuple(
        BlockCount(
            rule=rule,
            pairs=int(pairs),
            largest=largest,
            hot_blocks=each.hot_blocks,
            hot_records=each.hot_records,
        )
        for (rule, largest), pairs, each in zip(rules, met_first, found, strict=True)
    )
    divisor = max(count, 1)
    return Met((distinct // divisor).astype(np.int32), (distinct % divisor).astype(np.int32), counts)


def _of_rule(
    known: NDArray[np.uint64], new: NDArray[np.uint64], gone: NDArray[np.bool_], most: int
) -> _Found:
    given = np.flatnonzero(new != 0)
    distinct, code = np.unique(new[given], return_inverse=True)
    rows, code_of_row = _among(known, distinct, gone)
    sizes = np.bincount(code, minlength=len(distinct)) + np.bincount(code_of_row, minlength=len(distinct))
    hot = sizes > most
    kept, kept_rows = ~hot[code], ~hot[code_of_row]
    given, code = given[kept], code[kept]
    old_left, new_right = _crossed((code_of_row[kept_rows], rows[kept_rows]), (code, given), len(distinct))
    one, other = _crossed((code, given), (code, given), len(distinct))
    ascending = one < other
    return _Found(
        np.r_[old_left, len(known) + one[ascending]],
        len(known) + np.r_[new_right, other[ascending]],
        int(hot.sum()),
        int((~kept).sum()),
    )


def _crossed(
    one: tuple[NDArray[np.int64], NDArray[np.int64]],
    other: tuple[NDArray[np.int64], NDArray[np.int64]],
    codes: int,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return every record of ``one`` with every record of ``other`` that has its code."""
    code, record = one
    by_code = np.argsort(other[0], kind="stable")
    sizes = np.bincount(other[0], minlength=codes)
    starts = np.cumsum(sizes) - sizes
    width = sizes[code]
    ends = np.cumsum(width)
    within = np.arange(int(width.sum())) - np.repeat(ends - width, width)
    return np.repeat(record, width), other[1][by_code[np.repeat(starts[code], width) + within]]


def _among(
    keys: NDArray[np.uint64], wanted: NDArray[np.uint64], gone: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the rows whose key is ``wanted`` (sorted, each once), and the place of that key there."""
    sieve, first = np.zeros(1 << _SIEVE_BITS, np.bool_), np.empty(1 << _SIEVE_BITS, np.int32)
    rows, place = np.empty(len(keys), np.int64), np.empty(len(keys), np.int64)
    count = _sift(keys, wanted, (sieve, first, gone), rows, place)
    return rows[:count].copy(), place[:count].copy()


@uncounted
def _sift(
    keys: NDArray[np.uint64],
    wanted: NDArray[np.uint64],
    known: tuple[NDArray[np.bool_], NDArray[np.int32], NDArray[np.bool_]],
    rows: NDArray[np.int64],
    places: NDArray[np.int64],
) -> int:
    """Write the rows that are not gone and whose key is ``wanted``, and which of these it is; return how many they are.

    Few are: whether any that is wanted begins as a key does is seen first, in memory that fits into a core's cache.
    """
    sieve, first, gone = known
    shift = np.uint64(KEY_BITS - _SIEVE_BITS)
    for place in range(len(wanted) - 1, -1, -1):
        sieve[wanted[place] >> shift], first[wanted[place] >> shift] = True, place
    count = 0
    for row in range(len(keys)):
        key = keys[row]
        if key == 0 or not sieve[key >> shift] or gone[row]:
            continue
        place = first[key >> shift]
        while place < len(wanted) and wanted[place] < key:
            place += 1
        if place < len(wanted) and wanted[place] == key:
            rows[count], places[count] = row, place
            count += 1
    return count
