"""Tempered sequential Monte Carlo: from the prior to the posterior in small steps, with the evidence.

Del Moral, Doucet, Jasra 2006. Every particle moves by Hamiltonian steps whose metric is the particles'
own covariance; the next power of the likelihood is the one that leaves ``_KEPT`` of the effective
particles. Deterministic given the generator.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from sijill.count.histories import FloatArray
from sijill.count.members import Member

_KEPT: Final = 0.6
MOVES: Final = 4
_MOST_LEAPS: Final = 6
_WANTED_ACCEPTANCE: Final = 0.68
_HALVINGS: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What one climb gives: the evidence at the top, and draws from the place where it was told to look."""

    log_evidence: float
    """Logarithm of the chance of the counts under the member, prior included."""

    odds: FloatArray
    """Of being on no list against being on some, one a particle, at the power asked for."""


@dataclass(slots=True, kw_only=True)
class _Swarm:
    points: FloatArray
    prior: FloatArray
    prior_slope: FloatArray
    likelihood: FloatArray
    slope: FloatArray
    odds: FloatArray

    def take(self, rows: FloatArray) -> "_Swarm":
        return _Swarm(**{name: getattr(self, name)[rows] for name in self.__slots__})

    def replace(self, accepted: FloatArray, other: "_Swarm") -> None:
        for name in self.__slots__:
            getattr(self, name)[accepted] = getattr(other, name)[accepted]

    def tempered(self, power: float) -> FloatArray:
        return self.prior + power * self.likelihood

    def tempered_slope(self, power: float) -> FloatArray:
        return self.prior_slope + power * self.slope


def sample(member: Member, random: np.random.Generator, *, particles: int, look_at: float) -> Sample:
    """Return the evidence of ``member``, and draws from its prior times its likelihood to ``look_at``.

    ``look_at`` is a power in (0, 1]: 1 gives the posterior, less a posterior that believes the data less.
    """
    swarm = _at(member, member.draw(random, particles))
    log_evidence, step, power = 0.0, 0.5, 0.0
    odds: FloatArray = swarm.odds
    for stop in sorted({look_at, 1.0}):
        while power < stop:
            rise = _next_rise(swarm.likelihood, stop - power)
            best = swarm.likelihood.max()
            weights = np.exp(rise * (swarm.likelihood - best))
            log_evidence += float(np.log(weights.mean()) + rise * best)
            power = stop if rise >= stop - power else power + rise
            metric = _metric(swarm.points, weights / weights.sum())
            swarm = swarm.take(_systematic(weights / weights.sum(), random))
            for _ in range(MOVES):
                accepted = _move(member, swarm, random, power=power, step=step, metric=metric)
                step = float(np.clip(step * np.exp(0.7 * (accepted - _WANTED_ACCEPTANCE)), 0.02, 1.5))
        if stop == look_at:
            odds = swarm.odds.copy()
    return Sample(log_evidence=log_evidence, odds=odds)


def _at(member: Member, points: FloatArray) -> _Swarm:
    prior, prior_slope = member.prior(points)
    likelihood, slope, odds = member.likelihood(points)
    return _Swarm(
        points=points, prior=prior, prior_slope=prior_slope, likelihood=likelihood, slope=slope, odds=odds
    )


def _next_rise(likelihood: FloatArray, most: float) -> float:
    """Return the largest rise of the power that keeps enough effective particles."""
    above = likelihood - likelihood.max()

    def kept(rise: float) -> float:
        weights = np.exp(rise * above)
        return float(weights.sum() ** 2 / (weights @ weights) / len(weights))

    if kept(most) >= _KEPT:
        return most
    low, high = 0.0, most
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if kept(middle) < _KEPT else (middle, high)
    return low


def _systematic(weights: FloatArray, random: np.random.Generator) -> FloatArray:
    size = len(weights)
    places = (random.random() + np.arange(size)) / size
    rows: FloatArray = np.minimum(np.searchsorted(np.cumsum(weights), places), size - 1)
    return rows


def _metric(points: FloatArray, weights: FloatArray) -> FloatArray:
    """Return the Cholesky factor of the particles' covariance, its off-diagonal shrunk by a twentieth."""
    away = points - weights @ points
    covariance = away.T @ (away * weights[:, None])
    shrunk = 0.95 * covariance + np.diag(0.05 * np.diag(covariance) + 1e-10)
    return np.linalg.cholesky(shrunk)


def _move(
    member: Member,
    swarm: _Swarm,
    random: np.random.Generator,
    *,
    power: float,
    step: float,
    metric: FloatArray,
) -> float:
    """Move every particle by one Hamiltonian proposal; return the share that accepted."""
    momentum = random.normal(size=swarm.points.shape)
    size = step * random.uniform(0.6, 1.4, size=(len(momentum), 1))
    before = swarm.tempered(power) - (momentum**2).sum(axis=1) / 2
    ahead = swarm
    for _ in range(int(random.integers(1, _MOST_LEAPS + 1))):
        momentum = momentum + size / 2 * (ahead.tempered_slope(power) @ metric)
        ahead = _at(member, ahead.points + size * (momentum @ metric.T))
        momentum = momentum + size / 2 * (ahead.tempered_slope(power) @ metric)
    after = ahead.tempered(power) - (momentum**2).sum(axis=1) / 2
    accepted = np.log(random.random(len(momentum))) < after - before
    swarm.replace(accepted, ahead)
    return float(accepted.mean())
