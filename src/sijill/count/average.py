"""The average over members: their draws of the total pooled by evidence, its interval, its own error.

Each member is sampled in independent runs, side by side on the machine's cores. Pooled by evidence they are
one better run; left out one at a time they tell how far the random draws alone move the result (jackknife).
Runs are added until that is little, or until there are as many as are allowed.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.count.histories import FloatArray
from sijill.count.members import Member, catchability, classes
from sijill.count.modes import Mode, find_modes
from sijill.count.sampler import Sample, sample

RUNS: Final = (4, 32)
"""Runs of each member at first, doubled while more are needed, and at the most."""
PARTICLES: Final = 150
DRAWS_PER_PARTICLE: Final = 8
LEVEL: Final = 0.95
BELIEVED: Final = 20_000
"""Persons up to whom each further record counts in full towards the precision of a member.

Beyond that more records narrow an interval that the model's own error already exceeds
(Miller and Dunson 2019, coarsened posterior): draws are taken at the power BELIEVED / (BELIEVED + n). Members are weighed
by the full evidence.
"""
MOST_ERROR: Final = (0.03, 0.01, 0.03)
"""Relative standard error of lower end, median and upper end at which no more runs are added."""

_LEAST_WEIGHT: Final = 0.02
"""Of a member that gets more runs."""
_TAILS: Final = np.linspace(0.001, 0.049, 49)
"""Shares below the lower end that are tried."""
_LARGEST_ODDS: Final = 1e6
_LARGEST_MEAN: Final = 1e15


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A median with the interval about it, in persons."""

    lower: float
    median: float
    upper: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberAnswer:
    """One member's share in the average and its own answer."""

    name: str
    weight: float
    range: Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Average:
    """The pooled answer."""

    range: Range
    members: tuple[MemberAnswer, ...]
    errors: tuple[float, float, float]
    """Relative standard errors of lower, median and upper from the draws alone."""
    modes: tuple[Mode, ...]
    """Where the totals gather, lowest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """One run of one member: its evidence and its draws of the total."""

    member: int
    log_evidence: float
    totals: FloatArray


def average(persons: FloatArray, *, seed: int, believed: float = BELIEVED) -> Average:
    """Return the pooled answer for ``persons`` over all 2^J patterns; the same for the same seed."""
    members = (catchability(persons), classes(persons, 2), classes(persons, 3))
    power = believed / (believed + float(persons.sum()))
    runs: list[_Run] = []
    wanted, numbers = list(range(len(members))), range(RUNS[0])
    with ThreadPoolExecutor(os.cpu_count()) as cores:
        while numbers:
            fresh = [(place, number) for place in wanted for number in numbers]
            runs += cores.map(lambda one: _run(members, [seed, *one], power), fresh)
            totals, of_run = _pooled(runs)
            errors = _jackknife(runs, totals, of_run)
            if all(error <= most for error, most in zip(errors, MOST_ERROR, strict=True)):
                break
            numbers = range(numbers.stop, min(2 * numbers.stop, RUNS[1]))
            shares = _by_member(runs)
            wanted = [place for place in wanted if shares[place] >= _LEAST_WEIGHT]
    weights = _weights(runs)[of_run]
    return Average(
        range=_range(totals, weights),
        members=tuple(
            MemberAnswer(name=member.name, weight=share, range=_own_range(runs, place))
            for (place, member), share in zip(enumerate(members), _by_member(runs), strict=True)
        ),
        errors=errors,
        modes=find_modes(totals, weights),
    )


def _run(members: tuple[Member, ...], seed: list[int], power: float) -> _Run:
    random, member = np.random.default_rng(seed), members[seed[1]]
    found = sample(member, random, particles=PARTICLES, look_at=power)
    totals = _totals(found, float(member.shape.persons.sum()), random)
    return _Run(member=seed[1], log_evidence=found.log_evidence, totals=totals)


def _totals(found: Sample, documented: float, random: np.random.Generator) -> FloatArray:
    """Draw totals: the undocumented are Poisson about a gamma mean once the odds are given."""
    odds = np.minimum(found.odds, _LARGEST_ODDS)
    means = random.gamma(documented, size=(DRAWS_PER_PARTICLE, len(odds))) * odds
    return documented + random.poisson(np.minimum(means, _LARGEST_MEAN)).ravel()


def _weights(runs: list[_Run], *, without: int | None = None) -> FloatArray:
    """Return the weight of each run: its evidence over the number of its member's runs; ``without`` has none."""
    kept = np.array([place != without for place in range(len(runs))])
    member = np.array([run.member for run in runs])
    logs = np.array([run.log_evidence for run in runs])
    numbers = np.bincount(member, kept)
    weights: FloatArray = kept * np.exp(logs - logs.max()) / np.maximum(numbers, 1)[member]
    weights /= weights.sum()
    return weights


def _by_member(runs: list[_Run]) -> list[float]:
    shares: list[float] = np.bincount([run.member for run in runs], _weights(runs)).tolist()
    return shares


def _pooled(runs: list[_Run]) -> tuple[FloatArray, NDArray[np.intp]]:
    """Return the totals of all runs in ascending order, and the run of each."""
    totals = np.concatenate([run.totals for run in runs])
    order = np.argsort(totals, kind="stable")
    return totals[order], order // (DRAWS_PER_PARTICLE * PARTICLES)


def _own_range(runs: list[_Run], member: int) -> Range:
    own = [run for run in runs if run.member == member]
    totals, of_run = _pooled(own)
    return _range(totals, _weights(own)[of_run])


def _range(totals: FloatArray, weights: FloatArray) -> Range:
    """Median, and of the intervals that hold LEVEL the one with the least ratio of its ends."""
    cumulative = np.cumsum(weights)

    def quantile(shares: FloatArray) -> FloatArray:
        places = np.searchsorted(cumulative, shares * cumulative[-1])
        found: FloatArray = totals[np.minimum(places, len(totals) - 1)]
        return found

    lower, upper = quantile(_TAILS), quantile(_TAILS + LEVEL)
    best = int(np.argmin(np.log(upper / lower)))
    median = float(quantile(np.array([0.5]))[0])
    return Range(lower=float(lower[best]), median=median, upper=float(upper[best]))


def _jackknife(runs: list[_Run], totals: FloatArray, of_run: NDArray[np.intp]) -> tuple[float, float, float]:
    """Relative standard errors from leaving out one run at a time, member by member."""
    ranges = [_range(totals, _weights(runs, without=place)[of_run]) for place in range(len(runs))]
    logs = np.log([[found.lower, found.median, found.upper] for found in ranges])
    member = np.array([run.member for run in runs])
    parts = [logs[member == place] for place in range(member.max() + 1)]
    lower, median, upper = np.sqrt(sum((len(part) - 1) * part.var(axis=0) for part in parts)).tolist()
    return lower, median, upper
