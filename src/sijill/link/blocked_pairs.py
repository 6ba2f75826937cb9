"""The pairs that blocks bring together, each once, in bounded chunks.

A rule skips a pair that a rule before it brings together, so nothing has to be deduplicated. Blocks of a rule stand by
their size, so that a rule may be used for its small ones alone.
"""

import functools
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.link.block import HOT, Blocks
from sijill.names.uncounted import uncounted, uncounted_within

_CHUNK: Final = 1 << 16
"""Pairs that are compared in one go, by one thread: they fit into its cache."""
_FIRST: Final = ((1 / 64, 16), (1 / 32, 4))
"""Of a share of pairs below the first number, one first record in so many has its pairs looked at."""
_PAIRS: Final = np.arange(HOT + 1) * (np.arange(HOT + 1) - 1) // 2
"""Of blocks, by the number of their records."""
_ALL: Final = 1 << 32
"""Above the hash of any pair."""
_AHEAD: Final = 256
"""Records whose blocks are read in one go, which takes a third off the time: they lie all over memory, and who reads one waits for it."""
EVERYBODY: Final = np.empty(0, np.bool_)
"""Marks no record, and stands for all."""


class Chunk(NamedTuple):
    """Blocks of one rule whose pairs are compared in one go."""

    rule: int
    first: int
    last: int
    pairs: int
    """How many they make."""


class Span(NamedTuple):
    """Blocks of one rule that are used: all but those before ``first``, and none from ``last`` on."""

    rule: int
    first: int
    last: int


def pairs_made(blocks: Blocks, spans: Sequence[Span]) -> int:
    """Return the pairs of all blocks of ``spans``; one that several rules make counts as often."""
    made = 0
    for rule, first, last in spans:
        smaller = blocks.smaller[rule]
        before = _pairs_before(smaller)
        made += _up_to(last, smaller, before) - _up_to(first, smaller, before)
    return made


def _pairs_before(smaller: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return by size how many pairs smaller blocks of a rule have."""
    before: NDArray[np.int64] = np.r_[0, np.cumsum(np.diff(smaller) * _PAIRS)]
    return before


def _up_to(block: int, smaller: NDArray[np.int64], before: NDArray[np.int64]) -> int:
    """Return how many pairs the blocks of a rule have that stand before ``block``."""
    size = int(np.searchsorted(smaller[:-1], block, side="right")) - 1
    return int(before[size] + (block - smaller[size]) * _PAIRS[size])


def whole(blocks: Blocks) -> list[Span]:
    """Return all blocks of all rules, one span a rule."""
    return [Span(rule, 0, count) for rule, count in enumerate(blocks.smaller[:, -1].tolist())]


def chunks(blocks: Blocks, spans: Sequence[Span]) -> list[Chunk]:
    """Return the blocks of ``spans`` in their order, as many together as make one chunk of pairs."""
    found = []
    for rule, first, last in spans:
        smaller = blocks.smaller[rule]
        before = _pairs_before(smaller)
        done, made = first, _up_to(first, smaller, before)
        while done < last:
            most = made + _CHUNK
            size = int(np.searchsorted(before[:-1], most, side="right")) - 1
            stop = int(smaller[size] + (most - before[size]) // _PAIRS[size])
            stop = min(max(stop, done + 1), last)
            until = _up_to(stop, smaller, before)
            found.append(Chunk(rule, done, stop, until - made))
            done, made = stop, until
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
    left, right = np.empty(chunk.pairs, np.int32), np.empty(chunk.pairs, np.int32)
    each = next((each for below, each in _FIRST if share < below), 1)
    limits = _limit(1 / each), _limit(share * each)
    span = blocks.order[chunk.rule], blocks.smaller[chunk.rule], chunk.first, chunk.last
    count, _ = _fill((blocks.number, _by_rule(tuple(before))), span, (left, right), limits, of)
    return left[:count], right[:count]


class _Met(NamedTuple):
    """Blocks that were used before."""

    after: NDArray[np.int32]
    """Of each rule up to the last one used the number behind which its blocks were,"""
    until: NDArray[np.int32]
    """and up to which; of a rule that was not none is both."""
    others: NDArray[np.int64]
    """Rules whose blocks were not used all in a row, by rule, and what was used beside: rule, after, until."""


@functools.lru_cache(maxsize=8)
def _by_rule(spans: tuple[Span, ...]) -> _Met:
    """Return ``spans`` as compiled loops ask for them."""
    asked = max((span.rule for span in spans), default=-1) + 1
    after, until = np.zeros(asked, np.int32), np.zeros(asked, np.int32)
    others = []
    for span in spans:
        if until[span.rule]:
            others.append(span)
        else:
            after[span.rule], until[span.rule] = span.first, span.last
    return _Met(after, until, np.array(others, np.int64).reshape(-1, 3))


def _limit(share: float) -> np.uint64:
    """Return below what the hashes of a ``share`` lie."""
    return np.uint64(min(share, 1.0) * _ALL)


@uncounted
def _fill(
    met_before: tuple[NDArray[np.int32], _Met],
    span: tuple[NDArray[np.int32], NDArray[np.int64], int, int],
    pairs: tuple[NDArray[np.int32], NDArray[np.int32]],
    limits: tuple[np.uint64, np.uint64],
    of: NDArray[np.bool_],
) -> tuple[int, int]:
    """Write the pairs and return how many they are; the other number says nothing, see ``_read_ahead``."""
    order, smaller, first, last = span
    left, right = pairs
    of_records, of_pairs = limits
    every = of_records == _ALL and of_pairs == _ALL
    number, met = met_before
    asked = len(met.after)  # Of the numbers of a record, those of these first rules.
    size, start, count, read, seen = 2, 0, 0, 0, 0
    while smaller[size + 1] < first:
        start += size * (smaller[size + 1] - smaller[size])
        size += 1
    start += size * (first - smaller[size])
    for block in range(first, last):
        while smaller[size + 1] <= block:
            size += 1
        if every and asked > 0 and start + size > read:
            read = max(start, read)
            seen += _read_ahead(number[:, :asked], order, read, start + max(size, _AHEAD))
            read = start + max(size, _AHEAD)
        for x in range(start, start + size):
            i = order[x]  # Less than those behind it.
            if not every and _pair_hash(i, i) >= of_records:
                continue
            for y in range(x + 1, start + size):
                j = order[y]
                if len(of) > 0 and not (of[i] or of[j]):
                    continue
                if (every or _pair_hash(i, j) < of_pairs) and not _is_met(number[i], number[j], met):
                    left[count], right[count] = i, j
                    count += 1
        start += size
    return count, seen


@uncounted_within
def _read_ahead(number: NDArray[np.int32], order: NDArray[np.int32], first: int, stop: int) -> int:
    """Read the numbers of some rows of ``order``, each at beginning, middle and end, so that they are near when ``_is_met`` asks; the sum keeps the loop."""
    last, seen = number.shape[1] - 1, 0
    for place in range(first, min(stop, len(order))):
        row = order[place]
        seen += number[row, 0] + number[row, last // 2] + number[row, last]
    return seen


@uncounted_within
def _is_met(one: NDArray[np.int32], other: NDArray[np.int32], before: _Met) -> bool:
    """Return whether two records, whose numbers these are, share a block that was used ``before``."""
    is_met = False
    # Without a way out, so that many rules are looked at in one step.
    for rule in range(len(before.after)):
        block = one[rule]
        is_met |= (block == other[rule]) & (block > before.after[rule]) & (block <= before.until[rule])
    for place in range(len(before.others)):
        rule, after, until = before.others[place]
        is_met |= one[rule] == other[rule] and after < one[rule] <= until
    return is_met


@uncounted_within
def _pair_hash(left: int, right: int) -> np.uint64:
    """Return 32 bits that hang on the pair alone."""
    mixed = (np.uint64(left) << np.uint64(32) | np.uint64(right)) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9)
    return mixed >> np.uint64(32)
