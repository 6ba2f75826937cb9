"""Runs of members pooled into one answer: its interval, its own error, what part of its spread is the linkage's.

Within a table members are weighed by evidence, and the runs of one member by that at the power at which their draws were
taken, so that pooled they are one better run; tables, which are the same
persons under other linkages, count alike. Left out one at a time, runs (or tables, where there are several) tell how
far the random draws alone move the result (jackknife).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.count.histories import FloatArray

LEVEL: Final = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A median with the interval about it, in persons."""

    lower: float
    median: float
    upper: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of one member on one table: its evidence and its draws of the total."""

    member: int
    table: int
    number: int
    """Among the runs of that member on that table."""
    log_evidence: float
    log_believed: float
    """At the power that ``totals`` were drawn at."""
    totals: FloatArray


def pooled(runs: Sequence[Run]) -> tuple[FloatArray, NDArray[np.intp]]:
    """Return the totals of all runs, all equally many, in ascending order, and the run of each."""
    totals = np.concatenate([run.totals for run in runs])
    order = np.argsort(totals, kind="stable")
    return totals[order], order // len(runs[0].totals)


def weights_of(runs: Sequence[Run], *, without: NDArray[np.bool_] | None = None) -> FloatArray:
    """Return the weight of each run: its share of its member's, which is the mean evidence of the runs; those ``without`` have none."""
    kept = np.ones(len(runs), np.bool_) if without is None else ~without
    member, table = np.array([(run.member, run.table) for run in runs]).T
    both = np.array([(run.log_evidence, run.log_believed) for run in runs]).T
    logs, believed = np.where(kept, both, -np.inf)
    own = table * (member.max() + 1) + member
    numbers = np.maximum(np.bincount(own, kept), 1)
    evidence = np.bincount(own, _over_best(logs, table)) / numbers
    within = _over_best(believed, own)
    weights: FloatArray = within / np.maximum(np.bincount(own, within), 1e-300)[own] * evidence[own]
    weights /= np.maximum(np.bincount(table, weights), 1e-300)[table]
    weights /= weights.sum()
    return weights


def _over_best(logs: FloatArray, group: NDArray[np.intp]) -> FloatArray:
    """Return exp(``logs``) over the largest of each group; minus infinity is 0, also where a group has nothing else."""
    best = np.full(group.max() + 1, -1e300)
    np.maximum.at(best, group, logs)
    over: FloatArray = np.exp(logs - best[group])
    return over


def by_member(runs: Sequence[Run]) -> dict[int, float]:
    """Return the share of each member."""
    shares = np.bincount([run.member for run in runs], weights_of(runs))
    return {member: float(shares[member]) for member in sorted({run.member for run in runs})}


def range_of(totals: FloatArray, weights: FloatArray) -> Range:
    """Median, and the interval that leaves as much below as above: an upper end is as safe as a lower one."""
    cumulative = np.cumsum(weights)
    shares = np.array([(1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2])
    places = np.searchsorted(cumulative, shares * cumulative[-1])
    lower, median, upper = totals[np.minimum(places, len(totals) - 1)].tolist()
    return Range(lower=lower, median=median, upper=upper)


def own_range(runs: Sequence[Run], member: int) -> Range:
    """Return the answer of one member alone."""
    own = [run for run in runs if run.member == member]
    totals, of_run = pooled(own)
    return range_of(totals, weights_of(own)[of_run])


def jackknife(runs: Sequence[Run]) -> tuple[float, float, float]:
    """Relative standard errors: one run left out at a time, member by member, or one table of several."""
    totals, of_run = pooled(runs)
    member, table = np.array([(run.member, run.table) for run in runs]).T
    several = table.max() > 0
    parts = table if several else np.arange(len(runs))
    ranges = [
        range_of(totals, weights_of(runs, without=parts == part)[of_run]) for part in range(parts.max() + 1)
    ]
    logs = np.log([[found.lower, found.median, found.upper] for found in ranges])
    groups = np.zeros(len(ranges), int) if several else member
    held = [logs[groups == group] for group in np.unique(groups)]
    lower, median, upper = np.sqrt(sum((len(part) - 1) * part.var(axis=0) for part in held)).tolist()
    return lower, median, upper


def share_between_tables(runs: Sequence[Run]) -> float:
    """Return the part of the variance of the total's logarithm that tables make among each other.

    Each table has two sets of runs; what their means have in common over tables is no noise of the draws.
    """
    totals, of_run = pooled(runs)
    weights = weights_of(runs)[of_run] / len(runs[0].totals)
    logs = np.log(totals)
    mean = float(weights @ logs)
    variance = float(weights @ (logs - mean) ** 2)
    one, other = (_means([run for run in runs if run.number == number]) for number in (0, 1))
    between = float(np.cov(one, other)[0, 1])
    return float(np.clip(between / max(variance, 1e-300), 0.0, 1.0))


def _means(runs: Sequence[Run]) -> FloatArray:
    """Return the mean logarithm of the total of each table."""
    weights = weights_of(runs)
    logs = np.array([np.log(run.totals).mean() for run in runs])
    table = [run.table for run in runs]
    means: FloatArray = np.bincount(table, weights * logs) / np.bincount(table, weights)
    return means
