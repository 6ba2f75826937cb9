"""The checks of ``sijill count --checks`` on published tables, and what a total costs by each sampler.

New Orleans, Kosovo and others as ``SIJILL_SHARED`` holds them; figures of R are those that its packages gave when they were run once, on
the same kind of machine, and are printed beside for comparison.
"""

import math
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import numpy as np

from sijill.count import read_table
from sijill.count.average import average
from sijill.count.checks import checks_of
from sijill.count.choice import best_by_bic, totals_by_bic
from sijill.count.histories import all_cells, in_canonical_order
from sijill.count.overlaps import margins_of
from sijill.count.stick_breaking import total_by_stick_breaking
from sijill.model.estimate import CaptureHistories

_SEEDS: Final = 8
_TIMED: Final = ("kosovo_1999", "uk_slavery_5")
_SAMPLES: Final = 1_000


def checks(folder: Path) -> Iterator[str]:
    """Yield what each check says of each table, the bootstrap's cost, and the cost of a 1 % standard error."""
    for table in sorted(folder.glob("*.csv")):
        histories = read_table(table)
        before = _seconds()
        found = checks_of(histories, seed=1)
        yield f"{table.stem} ({_seconds() - before:.1f} s of CPU)"
        for check in found:
            notes = ", ".join(f"{remark.code} {dict(remark.fields)}" for remark in check.remarks)
            yield f"  {check.name}: {check.estimate} {check.interval} | {notes}"
    for table in sorted(folder.glob("*_5.csv")):
        yield from _bootstrap(table)
    for name in _TIMED:
        histories = read_table(folder / f"{name}.csv")
        yield from _one_per_cent(name, histories)


def _bootstrap(table: Path) -> Iterator[str]:
    histories = read_table(table)
    patterns, persons = np.array(histories.patterns), np.array(histories.counts, float)
    nothing = np.zeros((5, 5), bool)
    model = best_by_bic(margins_of(patterns, persons, 5), nothing).model
    samples = np.random.default_rng(1).multinomial(int(persons.sum()), persons / persons.sum(), size=_SAMPLES)
    before = _seconds()
    totals_by_bic(patterns, samples.astype(float), 5, model)
    yield f"{table.stem}: {_SAMPLES:,} samples, best of 1,024 models in each: {_seconds() - before:.2f} s of CPU"


def _one_per_cent(name: str, histories: CaptureHistories) -> Iterator[str]:
    tidy = in_canonical_order(histories)

    def stacked(seed: int) -> float:
        return average([all_cells(tidy)], seed=seed).range.median

    def chains(seed: int) -> float:
        return total_by_stick_breaking(tidy, seed=seed).found.range.median

    ways: tuple[tuple[str, Callable[[int], float]], ...] = (("average", stacked), ("chains", chains))
    for way, estimate in ways:
        before = _seconds()
        medians = [estimate(seed) for seed in range(_SEEDS)]
        each = (_seconds() - before) / _SEEDS
        spread = float(np.std(np.log(medians), ddof=1))
        told = " ".join(f"{median:,.0f}" for median in medians)
        cost = each * (spread / 0.01) ** 2
        yield (
            f"{name}, {way}: medians {told}; {each:.1f} s of CPU each, spread {100 * spread:.2f} %: "
            f"{cost:.2f} s to 1 % (give or take {100 / math.sqrt(2 * (_SEEDS - 1)) * 2:.0f} %)"
        )


def _seconds() -> float:
    now = os.times()
    return now.user + now.system
