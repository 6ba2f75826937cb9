"""Counting: how often the interval holds the known total, how wide it is, what is refused, CPU seconds a table.

``./dev bench count [PART ...] [--tables N] [--seed N ...] [--seeds N]``, all parts unless some are named:

    made       populations of 3,000 in two classes of visibility, made here, by number of lists
    simulated  the families of the simulation study (SIJILL_SHARED, measure/mse_sim.py), near misses among what
               has to be refused; scored by its own program
    outside    populations that no model of the average contains; N of each design
    linked     populations whose records were linked with errors, with and without these carried in
    strata     N strata of four lists, persons of unknown stratum placed ten times over
    end_to_end names with their errors, linkage and the total, of N populations of known size
    published  tables that others have published (SIJILL_SHARED, data/mse), each with several seeds
    checks     what the methods of the literature say of the same tables, and what a total costs by each sampler
"""

import argparse
import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from bench.count_checks import checks
from bench.count_end_to_end import end_to_end
from bench.count_linked import linked
from bench.count_outside import outside
from bench.count_strata import strata
from sijill.count import estimate_total, histories_from_clusters, read_table
from sijill.model.estimate import CaptureHistories, Estimate, Refusal

_TABLES: Final = 10
_TOTAL: Final = 3_000
_PARTS: Final = ("made", "simulated", "outside", "linked", "strata", "published", "checks", "end_to_end")
_OF_TABLES: Final = {"outside": outside, "linked": linked, "strata": strata, "end_to_end": end_to_end}


def run(words: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the parts asked for, or of all."""
    parser = argparse.ArgumentParser(prog="bench count")
    parser.add_argument("parts", nargs="*")
    parser.add_argument("--tables", type=int, default=80)
    parser.add_argument("--seed", type=int, nargs="+", default=[1])
    parser.add_argument("--seeds", type=int, default=5)
    asked = parser.parse_args(list(words))
    if unknown := set(asked.parts) - set(_PARTS):
        parser.error(f"unknown {', '.join(sorted(unknown))}; known: {', '.join(_PARTS)}")
    for part in asked.parts or _PARTS:
        yield f"## {part}"
        if part == "made":
            yield from _made()
        elif part == "simulated":
            yield from _simulated(asked.tables, asked.seed)
        elif part in _OF_TABLES:
            for seed in asked.seed:
                yield f"seed {seed}, {asked.tables} tables"
                yield from _OF_TABLES[part](asked.tables, seed)
        elif part == "checks":
            yield from checks(_shared() / "data/mse")
        else:
            yield from _published(asked.seeds)


def _made() -> Iterator[str]:
    for lists in (3, 4, 5, 6):
        tables = [_population(lists, np.random.default_rng([lists, table])) for table in range(_TABLES)]
        before = _seconds()
        found = [one for one in map(estimate_total, tables) if isinstance(one, Estimate)]
        seconds = (_seconds() - before) / _TABLES
        held = sum(one.interval[0] <= _TOTAL <= one.interval[1] for one in found)
        ratio = np.median([one.interval[1] / one.interval[0] for one in found])
        yield (
            f"{lists} lists: {seconds:.1f} s of CPU a table; {len(found)} of {_TABLES} answered, "
            f"{held} hold the total, median upper/lower {ratio:.2f}"
        )


def _population(lists: int, random: np.random.Generator) -> CaptureHistories:
    chances = np.where(random.random(_TOTAL)[:, None] < 0.4, 0.35, 0.15) * random.uniform(0.7, 1.3, lists)
    person, code = np.nonzero(random.random((_TOTAL, lists)) < chances)
    return histories_from_clusters(person, code, tuple(f"list {number}" for number in range(lists)))


def _simulated(tables: int, seeds: Sequence[int]) -> Iterator[str]:
    study = _shared() / "measure/mse_sim.py"
    if not study.exists():
        yield f"skipped: simulated: no file {study}; SIJILL_SHARED names its folder"
        return
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            made = [
                *_study(study, "generate"),
                folder,
                "--tables",
                str(tables),
                "--seed",
                str(seed),
                "--near-misses",
            ]
            subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
            answers = Path(folder, "answers.csv")
            before = _seconds()
            _answer(sorted(Path(folder, "tables").glob("*.csv")), answers)
            yield f"seed {seed}, {tables} tables: {(_seconds() - before) / tables:.2f} s of CPU a table"
            scored = [*_study(study, "score"), str(Path(folder, "truth.csv")), str(answers)]
            yield subprocess.run(scored, check=True, capture_output=True, text=True).stdout.rstrip()


def _study(program: Path, command: str) -> list[str]:
    return [sys.executable, str(program), command]


def _answer(tables: Sequence[Path], answers: Path) -> None:
    with answers.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "estimate", "lo", "hi", "status"])
        for table in tables:
            found = estimate_total(read_table(table))
            told = (
                ["", "", "", "refused"]
                if isinstance(found, Refusal)
                else [found.estimate, *found.interval, ""]
            )
            rows.writerow([table.stem, *told])


def _published(seeds: int) -> Iterator[str]:
    folder = _shared() / "data/mse"
    if not folder.exists():
        yield f"skipped: published: no folder {folder}; SIJILL_SHARED names what holds it"
    for table in sorted(folder.glob("*.csv")):
        before = _seconds()
        found = [estimate_total(read_table(table), seed=seed) for seed in range(seeds)]
        seconds = (_seconds() - before) / seeds
        yield f"{table.stem} ({seconds:.1f} s of CPU each): " + "; ".join(map(_told, found))


def _told(found: Estimate | Refusal) -> str:
    if isinstance(found, Refusal):
        return f"refused, {found.code}"
    lower, upper = found.interval
    errors = "/".join(f"{100 * error:.1f}" for error in found.monte_carlo_error)
    return f"{found.estimate:,} [{lower:,}-{upper:,}] +-{errors} %"


def _shared() -> Path:
    return Path(os.environ.get("SIJILL_SHARED", "../shared"))


def _seconds() -> float:
    """Return the CPU seconds of this process so far, of all its threads."""
    now = os.times()
    return now.user + now.system
