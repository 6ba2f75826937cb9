"""Stated probabilities of made-up families over several draws: each draw's worst bin, and the bins of all draws together.

A draw of 100,000 records has 200 to 500 pairs in a bin in the middle, of which chance alone makes .05 as often as not; together they tell
whether what is stated is off. Nothing was chosen or learned on these seeds.
"""

import dataclasses
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import numpy as np

from bench.link_score import BINS
from bench.link_sets import LinkSet, families

SEEDS: Final = (41, 42, 43, 44)
_RECORDS: Final = 100_000


def run(measured: Callable[[LinkSet], dict[str, Any]]) -> Iterator[str]:  # Any: JSON values
    """Yield the lines of each kind of families; ``measured`` links and scores one set in a process of its own."""
    for with_papers in (False, True):
        draws = [families(_RECORDS, syrian=with_papers, seed=seed) for seed in SEEDS]
        if any(each.missing for each in draws):
            yield "skipped: no program that draws families; SIJILL_SHARED names the folder of shared data"
            return
        told = []
        for seed, each in zip(SEEDS, draws, strict=True):
            told.append([Told(*each_bin) for each_bin in measured(each)["bins"]])
            yield f"{each.title}, seed {seed}: {_worst(told[-1])}"
        together = list(_together(told))
        yield f"{draws[0].title}, all draws together: {_worst(together)}"
        yield "  probability said/found, standard error (pairs): " + ", ".join(map(str, together))


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """What is said and found of the pairs of one bin, in the order of ``bench.link_one``."""

    pairs: int
    said: float
    found: float
    error: float

    def __str__(self) -> str:
        return f"{self.said:.2f}/{self.found:.2f}±{self.error:.2f} ({self.pairs})"

    @property
    def off(self) -> float:
        """How far what is said lies from what is found."""
        return abs(self.said - self.found)


def _together(draws: Sequence[Sequence[Told]]) -> Iterator[Told]:
    """Yield each bin over all draws; no two draws share a person."""
    bins = [each for draw in draws for each in draw]
    numbers = [int(np.searchsorted(BINS, each.said, side="right")) for each in bins]
    for number in sorted(set(numbers)):
        some = [each for each, its in zip(bins, numbers, strict=True) if its == number]
        pairs = sum(each.pairs for each in some)
        yield Told(
            pairs,
            sum(each.said * each.pairs for each in some) / pairs,
            sum(each.found * each.pairs for each in some) / pairs,
            math.sqrt(sum((each.error * each.pairs) ** 2 for each in some)) / pairs,
        )


def _worst(bins: Sequence[Told]) -> str:
    worst = max(bins, key=lambda each: each.off)
    return f"worst bin {worst.off:.3f}±{worst.error:.3f}, {worst}"
