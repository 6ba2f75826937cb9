"""Many strata with imputation: CPU seconds a stratum and replicate, and what a thousand strata would take."""

import os
from collections.abc import Iterator
from typing import Final

import numpy as np

from sijill.count import estimate_strata
from sijill.count.strata import Strata, strata_of
from sijill.model.estimate import Estimate

STRATA: Final = 1_000
REPLICATES: Final = 10
_LISTS: Final = 4
_UNKNOWN: Final = 0.1
"""Of the persons, those whose stratum is not known."""


def strata(number: int, seed: int) -> Iterator[str]:
    """Yield what ``number`` strata of 200 to 2,000 persons on four lists cost, with one in ten of no known stratum."""
    made, totals = _made(number, np.random.default_rng(seed))
    before, start = _seconds(), os.times().elapsed
    found = estimate_strata(made, seed=seed, replicates=REPLICATES)
    used, wall = _seconds() - before, os.times().elapsed - start
    each = used / number
    answers = [(one.label, one.counted.result) for one in found.strata]
    answered = [(label, one) for label, one in answers if isinstance(one, Estimate)]
    held = sum(one.interval[0] <= totals[label] <= one.interval[1] for label, one in answered)
    errors = [100 * one.monte_carlo_error[1] for _, one in answered]
    shares = [100 * one.linkage.share for _, one in answered if one.linkage]
    yield (
        f"{number} strata x {REPLICATES} replicates of {_LISTS} lists, seed {seed}: {used:.0f} s of CPU, {wall:.0f} s "
        f"on this machine; {each:.2f} s of CPU a stratum, {each / REPLICATES:.3f} a stratum and replicate"
    )
    yield (
        f"{STRATA:,} strata: {each * STRATA / 3600:.2f} hours of CPU, {each * STRATA / 7200:.2f} hours on two cores "
        f"(from {100 * number / STRATA:.0f} % of them)"
    )
    yield (
        f"{len(answered)} of {len(answers)} answered, {held} hold the total; error of the draws of the estimate: "
        f"median {np.median(errors):.1f} %, largest {max(errors):.1f} %; imputation makes {np.median(shares):.1f} % "
        f"of the variance (median)"
    )
    if found.sum is not None:
        lower, upper = found.sum.interval
        yield f"sum {found.sum.estimate:,} [{lower:,}-{upper:,}], in truth {sum(totals.values()):,}"


def _made(number: int, random: np.random.Generator) -> tuple[Strata, dict[tuple[str, ...], int]]:
    cells: dict[tuple[str, ...], dict[int, int]] = {}
    totals: dict[tuple[str, ...], int] = {}
    for place in range(number):
        label, size = (f"{place:04}",), int(random.integers(200, 2_001))
        totals[label] = size
        chances = np.where(random.random(size)[:, None] < 0.4, 0.4, 0.15) * random.uniform(0.7, 1.3, _LISTS)
        patterns = (random.random((size, _LISTS)) < chances) @ (1 << np.arange(_LISTS))
        for pattern in patterns[patterns > 0].tolist():
            held = cells.setdefault(("",) if random.random() < _UNKNOWN else label, {})
            held[pattern] = held.get(pattern, 0) + 1
    names = tuple(f"list {each}" for each in range(_LISTS))
    return strata_of(cells, by=("place",), lists=names), totals


def _seconds() -> float:
    now = os.times()
    return now.user + now.system
