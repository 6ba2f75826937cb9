"""Made-up passages with the statistics of real words, for speed at sizes that no open text has.

Words follow each other as in the real text half the time (a draw among what followed the word there), and are drawn by
their frequency otherwise. As many words are *new* as real text goes on bringing (Good and Turing: the share of words
seen once): the beginning of one real word with the end of another, of a rank drawn by Zipf's law, so that the dictionary
grows with the text as a real one's does. Lengths are those of the real passages. No sentence is repeated.
"""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from sijill.text import words

_FOLLOWING: Final = 0.5
_ZIPF: Final = 1.2
"""Exponent by which new words come again; with it a million passages have some millions of distinct words."""
_BLOCK: Final = 2000


class Maker:
    """Makes passages after those of ``texts``."""

    def __init__(self, texts: Sequence[str]) -> None:
        known = [words(text) for text in texts]
        counts = Counter(word for text in known for word in text)
        self._words = list(counts)
        place = {word: number for number, word in enumerate(self._words)}
        self._chances = np.cumsum(list(counts.values())) / counts.total()
        self._lengths = np.array([len(text) for text in known])
        self.new = sum(1 for count in counts.values() if count == 1) / counts.total()
        """Share of words that are new."""
        after: dict[int, list[int]] = {}
        for text in known:
            for one, other in itertools.pairwise(text):
                after.setdefault(place[one], []).append(place[other])
        self._after = after

    def passages(self, count: int, seed: int) -> Iterator[str]:
        """Yield ``count`` passages; the same for the same seed."""
        random = np.random.default_rng(seed)
        while count > 0:
            block = min(count, _BLOCK)
            yield from self._block(random, block)
            count -= block

    def _block(self, random: np.random.Generator, count: int) -> Iterator[str]:
        lengths = random.choice(self._lengths, count)
        total = int(lengths.sum())
        drawn = np.searchsorted(self._chances, random.random(total)).tolist()
        kinds = random.random(total)
        follow = random.random(total)
        ranks = np.minimum(random.zipf(_ZIPF, total), 1 << 40).tolist()
        at = 0
        for length in lengths.tolist():
            told: list[str] = []
            last = -1
            for spot in range(at, at + length):
                if kinds[spot] < self.new:
                    told.append(self._made(ranks[spot]))
                    last = -1
                    continue
                following = self._after.get(last) if follow[spot] < _FOLLOWING else None
                last = following[int(follow[spot] * 1e6) % len(following)] if following else drawn[spot]
                told.append(self._words[last])
            at += length
            yield " ".join(told)

    def _made(self, rank: int) -> str:
        """The new word of a rank: always the same one."""
        size = len(self._words)
        one, other = self._words[rank % size], self._words[(rank * 2654435761 >> 7) % size]
        return one[: (len(one) + 1) // 2] + other[len(other) // 2 :] + "ابتنيه"[rank // size % 6]
