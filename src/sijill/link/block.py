"""Which pairs are looked at: those that share a key of some rule, each pair once, in bounded chunks.

Rule ``r`` skips a pair whose keys are equal under a rule ``q < r``, so nothing has to be deduplicated. A block
above the cap is hot: its keys are set to 0 (missing), it is reported, and its records meet under finer rules.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.records import BlockCount

HOT: Final = 300
"""Records a block may hold: 300 give 45,000 pairs (measured design, linkage notes)."""
_CHUNK: Final = 1 << 20


class Blocks(NamedTuple):
    """Keys with hot blocks taken out, and for each rule the order that brings equal keys together."""

    keys: NDArray[np.uint64]
    """Records x rules (a record's keys lie together in memory); 0 where missing or hot."""
    order: tuple[NDArray[np.int32], ...]
    starts: tuple[NDArray[np.int64], ...]
    """Where each block of two records or more begins in ``order``, and, in the last place, one past the end."""
    ends: tuple[NDArray[np.int64], ...]
    hot_blocks: tuple[int, ...]
    hot_records: tuple[int, ...]


def build_blocks(keys: NDArray[np.uint64]) -> Blocks:
    """Return blocks of ``keys`` (records x rules); hot ones are zeroed in ``keys`` itself."""
    orders, starts, ends, hot_blocks, hot_records = [], [], [], [], []
    for rule in range(keys.shape[1]):
        key = np.ascontiguousarray(keys[:, rule])
        order = np.argsort(key, kind="stable").astype(np.int32)
        ordered = key[order]
        start = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
        end = np.r_[start[1:], len(ordered)]
        given = ordered[start] != 0
        size = end - start
        hot = given & (size > HOT)
        for first, last in zip(start[hot], end[hot], strict=True):
            keys[order[first:last], rule] = 0
        kept = given & ~hot & (size > 1)
        orders.append(order)
        starts.append(start[kept])
        ends.append(end[kept])
        hot_blocks.append(int(hot.sum()))
        hot_records.append(int(size[hot].sum()))
    return Blocks(keys, tuple(orders), tuple(starts), tuple(ends), tuple(hot_blocks), tuple(hot_records))


def pair_chunks(blocks: Blocks) -> Iterator[tuple[int, NDArray[np.int32], NDArray[np.int32]]]:
    """Yield (rule, left, right) with left < right in each pair; every pair comes exactly once."""
    left, right = np.empty(_CHUNK + HOT * HOT, np.int32), np.empty(_CHUNK + HOT * HOT, np.int32)
    for rule, (order, starts, ends) in enumerate(zip(blocks.order, blocks.starts, blocks.ends, strict=True)):
        sizes = ends - starts
        met = np.cumsum(sizes * (sizes - 1) // 2)
        done = 0
        while done < len(starts):
            before = met[done - 1] if done else 0
            stop = max(done + 1, int(np.searchsorted(met, before + _CHUNK, side="right")))
            count = _fill(blocks.keys, rule, (order, starts[done:stop], ends[done:stop]), (left, right))
            if count:
                yield rule, left[:count], right[:count]
            done = stop


def block_counts(blocks: Blocks, rules: tuple[str, ...], pairs: list[int]) -> tuple[BlockCount, ...]:
    """Return how each rule fared, in the order of the rules."""
    return tuple(
        BlockCount(
            rule=rule, pairs=pairs[i], hot_blocks=blocks.hot_blocks[i], hot_records=blocks.hot_records[i]
        )
        for i, rule in enumerate(rules)
    )


@numba.njit(cache=True)  # type: ignore[untyped-decorator]  # numba ships no types
def _fill(
    keys: NDArray[np.uint64],
    rule: int,
    span: tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64]],
    pairs: tuple[NDArray[np.int32], NDArray[np.int32]],
) -> int:
    order, starts, ends = span
    left, right = pairs
    count = 0
    for block in range(len(starts)):
        for x in range(starts[block], ends[block]):
            for y in range(x + 1, ends[block]):
                i, j = order[x], order[y]
                met = False
                for earlier in range(rule):
                    if keys[i, earlier] != 0 and keys[i, earlier] == keys[j, earlier]:
                        met = True
                        break
                if not met:
                    left[count], right[count] = min(i, j), max(i, j)
                    count += 1
    return count
