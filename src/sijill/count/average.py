"""The average over members: their draws of the total pooled by evidence, its interval, its own error.

Each member is sampled in several independent runs. Pooled by evidence they are one better run; left out
one at a time they tell how far the random draws alone move the result (jackknife).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from sijill.count.histories import FloatArray
from sijill.count.members import Member, catchability, classes
from sijill.count.sampler import Sample, sample

RUNS: Final = 4
PARTICLES: Final = 250
DRAWS_PER_PARTICLE: Final = 8
LEVEL: Final = 0.95
BELIEVED: Final = 20_000.0
"""Persons up to whom each further record counts in full towards the precision of a member.

Beyond that more records narrow an interval that the model's own error already exceeds
(Miller and Dunson 2019, coarsened posterior): draws are taken at the power BELIEVED / (BELIEVED + n).
"""

_LARGEST_ODDS: Final = 1e6
_LARGEST_MEAN: Final = 1e15
_TAILS: Final = np.linspace(0.001, 0.049, 49)


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A median with the shortest interval about it, in persons."""

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


def average(persons: FloatArray, *, seed: int) -> Average:
    """Return the pooled answer for ``persons`` over all 2^J patterns; the same for the same seed."""
    members: list[Member] = [catchability(persons), classes(persons, 2), classes(persons, 3)]
    documented = persons.sum()
    look_at = float(BELIEVED / (BELIEVED + documented))
    samples, totals = [], []
    for place, member in enumerate(members):
        runs = [np.random.default_rng([seed, place, run]) for run in range(RUNS)]
        samples.append([sample(member, run, particles=PARTICLES, look_at=look_at) for run in runs])
        totals.append([_totals(found, documented, run) for found, run in zip(samples[-1], runs, strict=True)])
    evidence = np.array([[found.log_evidence for found in row] for row in samples])
    weights = _weights(evidence)
    draws = np.array(totals)
    return Average(
        range=_range(draws, weights),
        members=tuple(
            MemberAnswer(
                name=member.name,
                weight=float(weights[place].sum()),
                range=_range(draws[place], _weights(evidence[place])),
            )
            for place, member in enumerate(members)
        ),
        errors=_jackknife(draws, evidence),
    )


def _totals(found: Sample, documented: float, random: np.random.Generator) -> FloatArray:
    """Draw totals: the undocumented are Poisson about a gamma mean once the odds are given."""
    odds = np.minimum(found.odds, _LARGEST_ODDS)
    means = random.gamma(documented, size=(DRAWS_PER_PARTICLE, len(odds))) * odds
    return documented + random.poisson(np.minimum(means, _LARGEST_MEAN)).ravel()


def _weights(evidence: FloatArray) -> FloatArray:
    share = np.exp(evidence - evidence.max())
    weights: FloatArray = share / share.sum()
    return weights


def _range(draws: FloatArray, weights: FloatArray) -> Range:
    """Median and the interval of least ratio that holds LEVEL; the last axis of ``draws`` is one run's."""
    each = np.broadcast_to(weights[..., None], draws.shape).ravel()
    order = np.argsort(draws, axis=None, kind="stable")
    ordered, cumulative = draws.ravel()[order], np.cumsum(each[order])

    def quantile(share: FloatArray) -> FloatArray:
        place = np.searchsorted(cumulative, share * cumulative[-1])
        found: FloatArray = ordered[np.minimum(place, len(ordered) - 1)]
        return found

    lower, upper = quantile(_TAILS), quantile(_TAILS + LEVEL)
    best = int(np.argmin(np.log(upper / lower)))
    median = float(quantile(np.array([0.5]))[0])
    return Range(lower=float(lower[best]), median=median, upper=float(upper[best]))


def _jackknife(draws: FloatArray, evidence: FloatArray) -> tuple[float, float, float]:
    """Relative standard errors from leaving out one run of every member at a time."""
    rest = [np.delete(np.arange(RUNS), run) for run in range(RUNS)]
    ranges = [_range(draws[:, some], _weights(evidence[:, some])) for some in rest]
    logs = np.log([[found.lower, found.median, found.upper] for found in ranges])
    errors = np.sqrt((RUNS - 1) * logs.var(axis=0))
    return float(errors[0]), float(errors[1]), float(errors[2])
