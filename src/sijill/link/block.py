"""Which pairs are looked at: those that share a key of some rule, each pair once, in bounded chunks.

Rule ``r`` skips a pair whose keys are equal under a rule ``q < r``, so nothing has to be deduplicated. A block
above the cap is hot: its keys are set to 0 (missing), it is reported, and its records meet under finer rules.
"""

from typing import Final, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.records import BlockCount
from sijill.link.threads import in_threads

HOT: Final = 300
"""Records a block may hold: 300 give 45,000 pairs (measured design, linkage notes)."""
_CHUNK: Final = 1 << 16
"""Pairs that are compared in one go, by one thread: they fit into its cache."""


_MEASURED_WHOLE: Final = 200_000


class Chunk(NamedTuple):
    """Blocks of one rule whose pairs are compared in one go."""

    rule: int
    first: int
    last: int


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
    found = in_threads(lambda rule: _blocks(keys, rule), range(keys.shape[1]))
    order, starts, ends, hot_blocks, hot_records = zip(*found, strict=True) if found else ((),) * 5
    return Blocks(keys, order, starts, ends, hot_blocks, hot_records)


def _blocks(
    keys: NDArray[np.uint64], rule: int
) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64], int, int]:
    key = np.ascontiguousarray(keys[:, rule])
    order = np.argsort(key).astype(np.int32)
    ordered = key[order]
    start = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    size = np.diff(np.r_[start, len(ordered)])
    given = ordered[start] != 0 if len(ordered) else np.zeros(len(size), bool)
    hot = given & (size > HOT)
    keys[order[np.repeat(hot, size)], rule] = 0
    kept = given & ~hot & (size > 1)
    ends = np.cumsum(size[kept])
    return order[np.repeat(kept, size)], ends - size[kept], ends, int(hot.sum()), int(size[hot].sum())


def measured(keys: NDArray[np.uint64]) -> tuple[int, float]:
    """Return how many pairs share a key, and the share of records in hot blocks, which make no pairs.

    Many keys are measured by one in sixteen, chosen so that blocks stay whole.
    """
    each = 16 if len(keys) > _MEASURED_WHOLE else 1
    chosen = keys[(keys >> np.uint64(8)) % np.uint64(each) == 0]
    ordered = np.sort(chosen)
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    sizes = np.diff(np.r_[starts, len(ordered)])
    given = ordered[starts] != 0 if len(ordered) else np.zeros(len(sizes), bool)
    hot = given & (sizes > HOT)
    cold = sizes[given & ~hot]
    return each * int((cold * (cold - 1) // 2).sum()), each * float(sizes[hot].sum()) / max(len(keys), 1)


def pairs_made(blocks: Blocks) -> int:
    """Return the pairs of all blocks; one that several rules make counts as often."""
    sizes = [ends - starts for starts, ends in zip(blocks.starts, blocks.ends, strict=True)]
    return sum(int((size * (size - 1) // 2).sum()) for size in sizes)


def chunks(blocks: Blocks) -> list[Chunk]:
    """Return all blocks in their order, as many together as make one chunk of pairs."""
    found = []
    for rule, (starts, ends) in enumerate(zip(blocks.starts, blocks.ends, strict=True)):
        sizes = ends - starts
        met = np.cumsum(sizes * (sizes - 1) // 2)
        done = 0
        while done < len(starts):
            before = met[done - 1] if done else 0
            stop = max(done + 1, int(np.searchsorted(met, before + _CHUNK, side="right")))
            found.append(Chunk(rule, done, stop))
            done = stop
    return found


def pairs_in(
    blocks: Blocks, chunk: Chunk, *, share: float = 1.0
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return (left, right) with left < right of the pairs of a chunk that no earlier rule met.

    Of these a ``share`` is returned, chosen by a hash of the pair.
    """
    starts = blocks.starts[chunk.rule][chunk.first : chunk.last]
    ends = blocks.ends[chunk.rule][chunk.first : chunk.last]
    sizes = ends - starts
    most = int((sizes * (sizes - 1) // 2).sum())
    left, right = np.empty(most, np.int32), np.empty(most, np.int32)
    order = blocks.order[chunk.rule]
    limit = np.uint64(min(int(share * (1 << 32)), (1 << 32) - 1)) if share < 1 else np.uint64(1 << 32)
    count = _fill(blocks.keys, chunk.rule, (order, starts, ends), (left, right), limit)
    return left[:count], right[:count]


def block_counts(blocks: Blocks, rules: tuple[str, ...], pairs: list[int]) -> tuple[BlockCount, ...]:
    """Return how each rule fared, in the order of the rules."""
    return tuple(
        BlockCount(
            rule=rule, pairs=pairs[i], hot_blocks=blocks.hot_blocks[i], hot_records=blocks.hot_records[i]
        )
        for i, rule in enumerate(rules)
    )


@numba.njit(cache=True, nogil=True)
def _fill(
    keys: NDArray[np.uint64],
    rule: int,
    span: tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64]],
    pairs: tuple[NDArray[np.int32], NDArray[np.int32]],
    limit: np.uint64,
) -> int:
    order, starts, ends = span
    left, right = pairs
    count = 0
    for block in range(len(starts)):
        for x in range(starts[block], ends[block]):
            for y in range(x + 1, ends[block]):
                i, j = min(order[x], order[y]), max(order[x], order[y])
                if limit >> np.uint64(32) == 0 and _pair_hash(i, j) >= limit:
                    continue
                met = False
                for earlier in range(rule):
                    if keys[i, earlier] != 0 and keys[i, earlier] == keys[j, earlier]:
                        met = True
                        break
                if not met:
                    left[count], right[count] = i, j
                    count += 1
    return count


@numba.njit(cache=True, nogil=True)
def _pair_hash(left: int, right: int) -> np.uint64:
    """Return 32 bits that hang on the pair alone."""
    mixed = (np.uint64(left) << np.uint64(32) | np.uint64(right)) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9)
    return mixed >> np.uint64(32)
