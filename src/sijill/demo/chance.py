"""Chance that can be repeated: named streams of uniform numbers, the same on every machine and in every process.

Only the uniform doubles of PCG64 are used, and everything else is computed from them here, so that neither
hash randomisation nor a change of a library's sampling methods changes a made-up country.
"""

import bisect
import hashlib
import math
from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np

Item = TypeVar("Item")

_BUFFER = 4096


class Chance:
    """A stream of chance that depends on its seed and name only."""

    def __init__(self, seed: int, name: str) -> None:
        """Open the stream ``name``; streams of other names are independent of it."""
        digest = hashlib.sha256(f"{seed}/{name}".encode()).digest()
        self._generator = np.random.Generator(np.random.PCG64(int.from_bytes(digest[:16], "big")))
        self._uniform = self._draw()

    def _draw(self) -> Iterator[float]:
        while True:
            yield from self._generator.random(_BUFFER).tolist()

    def share(self) -> float:
        """Return a number from 0 (inclusive) to 1 (exclusive), all equally likely."""
        return next(self._uniform)

    def happens(self, probability: float) -> bool:
        """Return True with ``probability``; always consumes one draw."""
        return self.share() < probability

    def between(self, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``, both inclusive."""
        return low + int(self.share() * (high - low + 1))

    def pick(self, items: Sequence[Item]) -> Item:
        """Return one of ``items``, all equally likely."""
        return items[int(self.share() * len(items))]

    def pick_by(self, items: Sequence[Item], cumulative: Sequence[float]) -> Item:
        """Return one of ``items`` by their cumulative weights (see ``cumulate``)."""
        position = bisect.bisect_right(cumulative, self.share() * cumulative[-1])
        return items[min(position, len(items) - 1)]

    def normal(self) -> float:
        """Return a standard normal number (Box and Muller 1958)."""
        radius = math.sqrt(-2.0 * math.log(1.0 - self.share()))
        return radius * math.cos(2.0 * math.pi * self.share())

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """Return ``items`` in a new order, all orders equally likely (Fisher and Yates)."""
        mixed = list(items)
        for last in range(len(mixed) - 1, 0, -1):
            other = int(self.share() * (last + 1))
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed


def cumulate(weights: Sequence[float]) -> list[float]:
    """Return the running sums of ``weights``, as ``Chance.pick_by`` takes them."""
    total = 0.0
    sums = []
    for weight in weights:
        total += weight
        sums.append(total)
    return sums


def by_rank(count: int, steepness: float) -> list[float]:
    """Return running sums of 1/rank**steepness: how unevenly names are borne (Zipf)."""
    return cumulate([(rank + 1) ** -steepness for rank in range(count)])
