"""The checks of ``sijill count --checks`` on published tables, and what a total costs by each sampler.

New Orleans, Kosovo and others as ``SIJILL_SHARED`` holds them. Where R and its package LCMCR are installed, they are timed in the same run.
"""

import math
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
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

_SEEDS: Final = 32
"""More than eight, of which the spread is known to within a third only."""
_SEEDS_OF_CHAINS: Final = 8
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

    stacked(_SEEDS)  # Once before the clock runs: compiled code is read.
    for way, estimate, seeds in (("average", stacked, _SEEDS), ("chains", chains, _SEEDS_OF_CHAINS)):
        before = _seconds()
        medians = [estimate(seed) for seed in range(seeds)]
        yield _cost(f"{name}, {way}", medians, (_seconds() - before) / seeds)
    found = _by_r(tidy)
    if isinstance(found, str):
        yield f"{name}, R's LCMCR: not measured: {found}"
    else:
        each = sum(seconds for _, seconds in found) / len(found)
        yield _cost(f"{name}, R's LCMCR", [median for median, _ in found], each)


def _cost(way: str, medians: Sequence[float], each: float) -> str:
    """Say what a standard error of 1 % costs, its own error with it: the spread is that of a few seeds."""
    spread = float(np.std(np.log(medians), ddof=1))
    told = " ".join(f"{median:,.0f}" for median in medians)
    share = 100 * math.sqrt(2 / (len(medians) - 1))
    return (
        f"{way}: medians {told}; {each:.2f} s of CPU each, spread over {len(medians)} seeds {100 * spread:.2f} %: "
        f"{each * (spread / 0.01) ** 2:.3f} s to 1 % (give or take {share:.0f} %)"
    )


def _by_r(histories: CaptureHistories) -> list[tuple[float, float]] | str:
    """Return median and seconds of CPU by seed, or why there are none."""
    program = shutil.which("Rscript")
    if program is None:
        return "no program Rscript"
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as table:
        table.write(",".join([*histories.lists, "count"]) + "\n")
        for pattern, persons in zip(histories.patterns, histories.counts, strict=True):
            bits = (str(pattern >> place & 1) for place in range(len(histories.lists)))
            table.write(",".join([*bits, str(persons)]) + "\n")
        table.flush()
        asked = [program, str(Path(__file__).with_name("lcmcr.R")), table.name, str(_SEEDS)]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return " ".join(done.stderr.split())
    rows = [line.split() for line in done.stdout.splitlines()]
    return [(float(median), float(seconds)) for median, seconds in rows]


def _seconds() -> float:
    now = os.times()
    return now.user + now.system
