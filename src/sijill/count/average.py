"""The average over members: their draws of the total pooled by evidence, its interval, its own error.

Each member is sampled in independent runs, side by side on the machine's cores. Pooled by evidence they are
one better run; left out one at a time they tell how far the random draws alone move the result (jackknife).
Runs are added until that is little, or until there are as many as are allowed.
"""

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np

from sijill.count.histories import FloatArray
from sijill.count.members import Member, catchability, classes
from sijill.count.modes import Mode, find_modes
from sijill.count.sampler import Sample, sample

RUNS: Final = (4, 12)
"""Runs of each member at first, and at the most."""
PARTICLES: Final = 150
DRAWS_PER_PARTICLE: Final = 8
LEVEL: Final = 0.95
BELIEVED: Final = 3_000
"""Persons up to whom each further record counts in full towards the precision of a member.

Beyond that more records narrow an interval that the model's own error already exceeds
(Miller and Dunson 2019, coarsened posterior): the likelihood is raised to BELIEVED / (BELIEVED + n).
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

    log_evidence: float
    totals: FloatArray


_Runs = tuple[tuple[_Run, ...], ...]
"""By member."""


def average(persons: FloatArray, *, seed: int, believed: float = BELIEVED) -> Average:
    """Return the pooled answer for ``persons`` over all 2^J patterns; the same for the same seed."""
    members = (catchability(persons), classes(persons, 2), classes(persons, 3))
    power = believed / (believed + float(persons.sum()))
    runs: _Runs = tuple(() for _ in members)
    wanted, rounds = list(range(len(members))), range(RUNS[0])
    with ThreadPoolExecutor(os.cpu_count()) as cores:
        while True:
            fresh = [(place, number) for place in wanted for number in rounds]
            found = cores.map(lambda one: _run(members[one[0]], [seed, *one], power), fresh)
            runs = _added(runs, zip(fresh, found, strict=True))
            errors = _jackknife(runs)
            if all(error <= most for error, most in zip(errors, MOST_ERROR, strict=True)):
                break
            rounds = range(rounds.stop, min(rounds.stop + RUNS[0], RUNS[1]))
            if not rounds:
                break
            wanted = [place for place, weight in enumerate(_weights(runs)) if weight.sum() >= _LEAST_WEIGHT]
    return _told(members, runs, errors)


def _run(member: Member, seed: list[int], power: float) -> _Run:
    random = np.random.default_rng(seed)
    found = sample(member, random, particles=PARTICLES, power=power)
    return _Run(
        log_evidence=found.log_evidence, totals=_totals(found, float(member.shape.persons.sum()), random)
    )


def _totals(found: Sample, documented: float, random: np.random.Generator) -> FloatArray:
    """Draw totals: the undocumented are Poisson about a gamma mean once the odds are given."""
    odds = np.minimum(found.odds, _LARGEST_ODDS)
    means = random.gamma(documented, size=(DRAWS_PER_PARTICLE, len(odds))) * odds
    return documented + random.poisson(np.minimum(means, _LARGEST_MEAN)).ravel()


def _added(runs: _Runs, fresh: Iterable[tuple[tuple[int, int], _Run]]) -> _Runs:
    new = list(fresh)
    return tuple(
        (*earlier, *(run for (place, _), run in new if place == member))
        for member, earlier in enumerate(runs)
    )


def _weights(runs: _Runs) -> list[FloatArray]:
    """Return the share of each run of each member: its evidence over the number of its member's runs."""
    best = max(run.log_evidence for member in runs for run in member)
    shares = [np.exp([run.log_evidence - best for run in member]) / len(member) for member in runs]
    whole = sum(share.sum() for share in shares)
    return [share / whole for share in shares]


def _told(members: tuple[Member, ...], runs: _Runs, errors: tuple[float, float, float]) -> Average:
    weights = _weights(runs)
    totals, each = _pooled(runs)
    return Average(
        range=_range(totals, each),
        members=tuple(
            MemberAnswer(name=member.name, weight=float(weight.sum()), range=_range(*_pooled((own,))))
            for member, own, weight in zip(members, runs, weights, strict=True)
        ),
        errors=errors,
        modes=find_modes(totals, each),
    )


def _pooled(runs: _Runs) -> tuple[FloatArray, FloatArray]:
    """Return the totals of all runs in ascending order, with their weights."""
    totals = np.concatenate([run.totals for member in runs for run in member])
    weights = np.concatenate(_weights(runs)).repeat(DRAWS_PER_PARTICLE * PARTICLES)
    order = np.argsort(totals, kind="stable")
    return totals[order], weights[order]


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


def _jackknife(runs: _Runs) -> tuple[float, float, float]:
    """Relative standard errors from leaving out one run at a time, member by member."""
    variance = np.zeros(3)
    for place, own in enumerate(runs):
        rest = [(*runs[:place], (*own[:run], *own[run + 1 :]), *runs[place + 1 :]) for run in range(len(own))]
        ranges = [_range(*_pooled(some)) for some in rest]
        logs = np.log([[found.lower, found.median, found.upper] for found in ranges])
        variance += (len(own) - 1) * logs.var(axis=0)
    lower, median, upper = np.sqrt(variance).tolist()
    return lower, median, upper
