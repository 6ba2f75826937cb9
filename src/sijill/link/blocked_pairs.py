"""The pairs that blocks bring together, each once, in bounded chunks.

A rule skips a pair that a rule before it brings together, so nothing has to be deduplicated. Blocks of a rule stand by
their size, so that a rule may be used for its small ones alone.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.link.block import Blocks
from sijill.names.uncounted import uncounted

_CHUNK: Final = 1 << 16
"""Pairs that are compared in one go, by one thread: they fit into its cache."""
_FIRST: Final = ((1 / 64, 16), (1 / 32, 4))
"""Of a share of pairs below the first number, one first record in so many has its pairs looked at."""
EVERYBODY: Final = np.empty(0, np.bool_)
"""Marks no record, and stands for all."""


class Chunk(NamedTuple):
    """Blocks of one rule whose pairs are compared in one go."""

    rule: int
    first: int
    last: int


class Span(NamedTuple):
    """Blocks of one rule that are used: all but those before ``first``, and none from ``last`` on."""

    rule: int
    first: int
    last: int


def pairs_made(blocks: Blocks, spans: Sequence[Span]) -> int:
    """Return the pairs of all blocks of ``spans``; one that several rules make counts as often."""
    sizes = [(blocks.ends[rule] - blocks.starts[rule])[first:last] for rule, first, last in spans]
    return sum(int((size * (size - 1) // 2).sum()) for size in sizes)


def whole(blocks: Blocks) -> list[Span]:
    """Return all blocks of all rules, one span a rule."""
    return [Span(rule, 0, len(starts)) for rule, starts in enumerate(blocks.starts)]


def chunks(blocks: Blocks, spans: Sequence[Span]) -> list[Chunk]:
    """Return the blocks of ``spans`` in their order, as many together as make one chunk of pairs."""
    found = []
    for rule, first, last in spans:
        sizes = (blocks.ends[rule] - blocks.starts[rule])[first:last]
        met = np.cumsum(sizes * (sizes - 1) // 2)
        done = 0
        while done < len(sizes):
            before = met[done - 1] if done else 0
            stop = max(done + 1, int(np.searchsorted(met, before + _CHUNK, side="right")))
            found.append(Chunk(rule, first + done, first + stop))
            done = stop
    return found


def pairs_in(
    blocks: Blocks,
    chunk: Chunk,
    before: Sequence[Span],
    *,
    share: float = 1.0,
    of: NDArray[np.bool_] = EVERYBODY,
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return (left, right) with left < right of the pairs of a chunk that no block of ``before`` met.

    Of these a ``share`` is returned, chosen by a hash of the pair (a small one among the pairs of some first records, chosen by
    a hash too: of a large run most pairs need not be looked at), and only pairs with a record that ``of`` marks.
    """
    starts = blocks.starts[chunk.rule][chunk.first : chunk.last]
    ends = blocks.ends[chunk.rule][chunk.first : chunk.last]
    sizes = ends - starts
    most = int((sizes * (sizes - 1) // 2).sum())
    left, right = np.empty(most, np.int32), np.empty(most, np.int32)
    order = blocks.order[chunk.rule]
    each = next((each for below, each in _FIRST if share < below), 1)
    limits = _limit(1 / each), _limit(share * each)
    count = _fill((blocks.number, *_by_rule(before)), (order, starts, ends), (left, right), limits, of)
    return left[:count], right[:count]


def _by_rule(spans: Sequence[Span]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return ``spans`` by their rules as rows of numbers, and where those of a rule begin; an end stands behind the last."""
    rows = np.array(sorted(spans), np.int64).reshape(-1, 3)
    begins = np.flatnonzero(np.r_[True, rows[1:, 0] != rows[:-1, 0]][: len(rows)])
    return rows, np.r_[begins, len(rows)]


def _limit(share: float) -> np.uint64:
    """Return below what the hashes of a ``share`` lie."""
    return np.uint64(min(share, 1.0) * (1 << 32))


@uncounted
def _fill(
    met_before: tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64]],
    span: tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64]],
    pairs: tuple[NDArray[np.int32], NDArray[np.int32]],
    limits: tuple[np.uint64, np.uint64],
    of: NDArray[np.bool_],
) -> int:
    order, starts, ends = span
    left, right = pairs
    of_records, of_pairs = limits
    count = 0
    some = len(of) > 0
    for block in range(len(starts)):
        for x in range(starts[block], ends[block]):
            i = order[x]  # Less than those behind it.
            if _pair_hash(i, i) >= of_records:
                continue
            for y in range(x + 1, ends[block]):
                j = order[y]
                if some and not (of[i] or of[j]):
                    continue
                if _pair_hash(i, j) < of_pairs and not _is_met(i, j, met_before):
                    left[count], right[count] = i, j
                    count += 1
    return count


@uncounted
def _is_met(
    i: int, j: int, met_before: tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64]]
) -> bool:
    number, spans, begins = met_before
    for place in range(len(begins) - 1):
        rule = spans[begins[place], 0]
        block = number[i, rule]
        if block != 0 and block == number[j, rule]:
            for span in range(begins[place], begins[place + 1]):
                if spans[span, 1] < block <= spans[span, 2]:
                    return True
    return False


@uncounted
def _pair_hash(left: int, right: int) -> np.uint64:
    """Return 32 bits that hang on the pair alone."""
    mixed = (np.uint64(left) << np.uint64(32) | np.uint64(right)) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9)
    return mixed >> np.uint64(32)
