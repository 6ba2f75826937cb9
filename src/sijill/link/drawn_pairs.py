"""The pairs that weights are learned from: a share of those that blocks make, and random ones."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.block import Blocks
from sijill.link.blocked_pairs import chunks, pairs_in, whole
from sijill.link.columns import Records
from sijill.link.threads import in_threads

SAMPLE: Final = 200_000
"""Blocked pairs, and random pairs, that are learned from."""


def sampled_pairs(
    blocks: Blocks, rules: slice, records: Records, keep: float, *, across_lists: bool
) -> tuple[NDArray[np.int32], NDArray[np.int32], int]:
    """Return a share ``keep`` of the pairs that ``rules`` meet first, chosen by a hash of the pair, and how many were drawn.

    Only pairs across lists are returned where there are several lists: pairs within a list written in one script would
    teach that one script means one person.
    """
    spans = whole(blocks)
    found = in_threads(
        lambda chunk: pairs_in(blocks, chunk, spans[: chunk.rule], share=keep), chunks(blocks, spans[rules])
    )
    left = np.concatenate([np.empty(0, np.int32), *(pair[0] for pair in found)])
    right = np.concatenate([np.empty(0, np.int32), *(pair[1] for pair in found)])
    drawn = len(left)
    if across_lists:
        chosen = records["list_code"][left] != records["list_code"][right]
        left, right = left[chosen], right[chosen]
    return left, right, drawn


def random_pairs(
    records: Records, seed: int, *, across_lists: bool
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return random pairs, or all pairs where they are few."""
    count = len(records)
    if count * (count - 1) // 2 <= SAMPLE // 2:
        left, right = (side.astype(np.int32) for side in np.triu_indices(count, 1))
    else:
        drawn = np.random.default_rng(seed).integers(0, count, (2, SAMPLE // 2), dtype=np.int32)
        left, right = drawn.min(axis=0), drawn.max(axis=0)
    kept = left != right
    if across_lists:
        kept &= records["list_code"][left] != records["list_code"][right]
    return left[kept], right[kept]
