"""The compiled half of ``Index``: near parts of the vocabulary, candidates by them, scores of the best."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names import compare, letters
from sijill.names.distance import word_distance

NEAR: float = 0.2
"""Distance up to which a part of the vocabulary counts as a candidate for a part of the query."""
TOO_DIFFERENT: int = 3
"""Consonant classes that only one of two parts has, from which they are not compared letter by letter."""


@njit(cache=True, nogil=True)
def _bits(mask: int) -> int:
    count = 0
    while mask:
        mask &= mask - 1
        count += 1
    return count


@njit(cache=True, nogil=True)
def near_parts(
    word: NDArray[np.uint8],
    mask: int,
    words: NDArray[np.uint8],
    masks: NDArray[np.uint16],
    costs: NDArray[np.float32],
    gaps: NDArray[np.float32],
) -> NDArray[np.float32]:
    """Return for each word of the vocabulary its nearness to ``word``: 1 the same, 0 not near."""
    found = np.zeros(words.shape[0], dtype=np.float32)
    length = np.int64(word[compare.LENGTH_AT])
    for other in range(words.shape[0]):
        if _bits(mask ^ int(masks[other])) >= TOO_DIFFERENT:
            continue
        other_length = np.int64(words[other, compare.LENGTH_AT])
        distance = word_distance(word, length, words[other], other_length, costs, gaps)
        if distance < NEAR:
            found[other] = 1 - distance / np.float32(NEAR)
    return found


@njit(cache=True, nogil=True)
def add_postings(
    nearness: NDArray[np.float32],
    rarity: NDArray[np.float32],
    starts: NDArray[np.int64],
    records: NDArray[np.int32],
    best: NDArray[np.float32],
    total: NDArray[np.float32],
) -> None:
    """Add to ``total`` [n], for each record, what its nearest part to one query part is worth.

    ``best`` [n] is working space of zeros, and is zeros again afterwards.
    """
    for part in range(nearness.size):
        if nearness[part] <= 0:
            continue
        worth = nearness[part] * rarity[part]
        for place in range(starts[part], starts[part + 1]):
            record = records[place]
            if worth > best[record]:
                total[record] += worth - best[record]
                best[record] = worth
    for part in range(nearness.size):
        if nearness[part] > 0:
            for place in range(starts[part], starts[part + 1]):
                best[records[place]] = 0


def class_masks(words: NDArray[np.uint8]) -> NDArray[np.uint16]:
    """Return for each word a bit for each class of consonants that it holds, the same across scripts."""
    bits = np.zeros(256, dtype=np.uint16)
    for letter, code in letters.CODES.items():
        bits[code] = letters.class_bit(letter)
    return np.asarray(np.bitwise_or.reduce(bits[words[:, : compare.LENGTH_AT]], axis=1), dtype=np.uint16)
