"""Which texts are alike: those whose shingles overlap, by their exact Jaccard index.

Signatures only choose what is compared; they are kept, the sets are not, so that memory stays at half a
kilobyte a text. Work runs over columns of many texts and pairs at once.
"""

import itertools
from collections.abc import Callable, Iterable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from sijill.model.alike import Alike, Likeness
from sijill.near.minhash import Pairs, Signatures, candidates, signatures
from sijill.near.shingles import Shingles, members

LEAST_JACCARD: Final = 0.6
"""Below it lie forms of one make that were filled in for different persons, and above it copies read by OCR."""

_LEAST_ESTIMATE: Final = 0.45
"""Three standard errors of a signature below LEAST_JACCARD: what seems farther apart is not looked at."""
_TEXTS_AT_ONCE: Final = 1000
_PAIRS_AT_ONCE: Final = 256

Text = Callable[[int], str]


def sign(texts: Iterable[str]) -> Signatures:
    """Return the signature of each text; memory is bounded by a thousand texts."""
    found = [signatures(np.empty(0, np.uint32), [])]
    waiting = iter(texts)
    while block := list(itertools.islice(waiting, _TEXTS_AT_ONCE)):
        sets = [members(text) for text in block]
        found.append(signatures(np.concatenate(sets), list(map(len, sets))))
    return np.concatenate(found)


def alike_texts(names: Sequence[str], signed: Signatures, text: Text) -> list[Alike]:
    """Return the pairs of Jaccard ``LEAST_JACCARD`` and more, in the order of names; ``text`` goes by number."""
    pairs = candidates(signed)
    pairs = pairs[_estimates(signed, pairs) >= _LEAST_ESTIMATE]
    blocks = [pairs[start : start + _PAIRS_AT_ONCE] for start in range(0, len(pairs), _PAIRS_AT_ONCE)]
    indexes = np.concatenate([np.empty(0), *(_jaccard(block, text) for block in blocks)])
    near = indexes >= LEAST_JACCARD
    found = [
        _pair(names[first], names[second], index)
        for (first, second), index in zip(pairs[near].tolist(), indexes[near].tolist(), strict=True)
    ]
    return sorted(found, key=lambda pair: (pair.first, pair.second))


def _pair(one: str, other: str, index: float) -> Alike:
    first, second = sorted((one, other))
    return Alike(first=first, second=second, likeness=Likeness.TEXT, distance=round(1 - index, 4))


def _estimates(signed: Signatures, pairs: Pairs) -> npt.NDArray[np.float64]:
    blocks = [pairs[start : start + (1 << 16)] for start in range(0, len(pairs), 1 << 16)]
    agree = [(signed[block[:, 0]] == signed[block[:, 1]]).mean(axis=1) for block in blocks]
    return np.concatenate([np.empty(0), *agree])


def _jaccard(pairs: Pairs, text: Text) -> npt.NDArray[np.float64]:
    """Return the Jaccard index of each pair, from the texts themselves."""
    sets = {number: members(text(number)) for number in np.unique(pairs).tolist()}
    sides = [[sets[number] for number in side] for side in pairs.T.tolist()]
    sizes = np.array([[len(each) for each in side] for side in sides])
    # Of each pair both sets under its number: what stands twice there is what they share.
    keys = np.sort(np.concatenate([_numbered(side) for side in sides]))
    shared = np.bincount(
        (keys[1:][keys[1:] == keys[:-1]] >> np.uint64(32)).astype(np.int64), minlength=len(pairs)
    )
    return np.asarray(shared / np.maximum(1, sizes.sum(axis=0) - shared), np.float64)


def _numbered(sets: Sequence[Shingles]) -> npt.NDArray[np.uint64]:
    numbers = np.repeat(np.arange(len(sets), dtype=np.uint64), list(map(len, sets)))
    return (numbers << np.uint64(32)) | np.concatenate(sets).astype(np.uint64)
