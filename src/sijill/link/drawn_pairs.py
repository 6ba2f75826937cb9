"""The pairs that weights are learned from: a share of those that blocks make, and random ones."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.link.block import Blocks
from sijill.link.blocked_pairs import Chunk, chunks, pairs_in, whole
from sijill.link.threads import in_threads

SAMPLE: Final = 200_000
"""Blocked pairs, and random pairs, that are learned from, but that"""
_SMALL: Final = 6
"""of the pairs in blocks of so many records or fewer, where persons are,"""
_MORE: Final = 8
"""so many times more are learned from, each counting the less, but no more than"""
_MOST: Final = 0.05
"""this share: it is what a run of 100,000 records draws of all its pairs, and such a run learns enough of them."""


class Sampled(NamedTuple):
    """Pairs drawn out of blocks."""

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    counts: NDArray[np.float64]
    """How much each counts: less where more are drawn."""
    drawn: float
    """What all pairs count that were drawn, those left out included."""


def sampled_pairs(
    blocks: Blocks, rules: slice, list_code: NDArray[np.int32], keep: float, *, across_lists: bool
) -> Sampled:
    """Return a share ``keep`` of the pairs that ``rules`` meet first, chosen by a hash of the pair; of those in small blocks more.

    Only pairs across lists are returned where there are several lists: pairs within a list written in one script would
    teach that one script means one person.
    """
    spans = whole(blocks)
    small = blocks.smaller[:, _SMALL + 1].tolist()
    parted = [
        part
        for span in spans[rules]
        for part in (span._replace(last=small[span.rule]), span._replace(first=small[span.rule]))
    ]
    more = max(keep, min(keep * _MORE, _MOST))

    def draw(chunk: Chunk) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]:
        share = more if chunk.last <= small[chunk.rule] else keep
        left, right = pairs_in(blocks, chunk, spans[: chunk.rule], share=share)
        return left, right, np.full(len(left), keep / share)

    found = in_threads(draw, chunks(blocks, parted))
    left = np.concatenate([np.empty(0, np.int32), *(each[0] for each in found)])
    right = np.concatenate([np.empty(0, np.int32), *(each[1] for each in found)])
    counts = np.concatenate([np.empty(0), *(each[2] for each in found)])
    drawn = float(counts.sum())
    if across_lists:
        chosen = list_code[left] != list_code[right]
        left, right, counts = left[chosen], right[chosen], counts[chosen]
    return Sampled(left, right, counts, drawn)


def random_pairs(
    list_code: NDArray[np.int32], seed: int, *, across_lists: bool
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return random pairs of records of these lists, or all pairs where they are few."""
    count = len(list_code)
    if count * (count - 1) // 2 <= SAMPLE // 2:
        left, right = (side.astype(np.int32) for side in np.triu_indices(count, 1))
    else:
        drawn = np.random.default_rng(seed).integers(0, count, (2, SAMPLE // 2), dtype=np.int32)
        left, right = drawn.min(axis=0), drawn.max(axis=0)
    kept = left != right
    if across_lists:
        kept &= list_code[left] != list_code[right]
    return left[kept], right[kept]
