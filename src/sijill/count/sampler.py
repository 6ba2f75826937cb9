"""Tempered sequential Monte Carlo: from the prior towards the posterior in small steps, with the evidence.

Del Moral, Doucet, Jasra 2006. Every particle moves by Hamiltonian steps whose metric is the particles'
own covariance; the next power of the likelihood is the one that leaves ``_KEPT`` of the effective
particles. Deterministic given the generator.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.count.cells import Floats
from sijill.count.elementary import exp
from sijill.count.histories import FloatArray
from sijill.count.likelihood import likelihood, prior
from sijill.count.members import Member
from sijill.count.moves import Push, Swarm, move

_KEPT: Final = 0.6
MOVES: Final = 5
"""Of each particle at every power."""
MOST_LEAPS: Final = 20
"""Of a move: with six, five moves left particles where a sharp peak had them, and the evidence came out nats too small."""
_WANTED_ACCEPTANCE: Final = 0.68
_HALVINGS: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What one climb gives: the evidence at the top, and draws from the place where it was told to look."""

    log_evidence: float
    """Logarithm of the chance of the counts under the member, prior included."""

    odds: FloatArray
    """Of being on no list against being on some, one a particle, at the power asked for."""


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
            weights /= weights.sum()
            metric = _metric(swarm.places, weights)
            rows = _systematic(weights, random)
            swarm = Swarm(*(np.take(known, rows, axis=-1) for known in swarm))
            for _ in range(MOVES):
                push = _push(swarm, random, power=power, step=step, metric=metric)
                taken = move(swarm, member.shape, push)
                change = 0.7 * (taken / particles - _WANTED_ACCEPTANCE)
                step = float(np.clip(step * np.exp(change), 0.02, 1.5))
        if stop == look_at:
            odds = swarm.odds.copy()
    return Sample(log_evidence=log_evidence, odds=odds)


def _at(member: Member, places: Floats) -> Swarm:
    prior_slope, slope = np.empty((2, *places.shape))
    density = prior(places, member.shape, prior_slope)
    found, odds = likelihood(places, member.shape, slope)
    return Swarm(places, density, found, odds, prior_slope, slope)


def _push(swarm: Swarm, random: np.random.Generator, *, power: float, step: float, metric: Floats) -> Push:
    particles = len(swarm.odds)
    return Push(
        momenta=random.normal(size=swarm.places.shape),
        steps=step * random.uniform(0.6, 1.4, size=particles),
        tickets=np.log(random.random(particles)),
        leaps=int(random.integers(1, MOST_LEAPS + 1)),
        power=power,
        metric=metric,
    )


@njit(cache=True, nogil=True, error_model="numpy")
def _next_rise(likelihood: Floats, most: float) -> float:
    """Return the largest rise of the power that keeps enough effective particles."""
    above = likelihood - likelihood.max()
    if _kept(above, most) >= _KEPT:
        return most
    low, high = 0.0, most
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _kept(above, middle) < _KEPT:
            high = middle
        else:
            low = middle
    return low


@njit(cache=True, nogil=True, error_model="numpy")
def _kept(above: Floats, rise: float) -> float:
    """Return the share of effective particles after a rise of the power."""
    whole, squares = 0.0, 0.0
    for one in range(len(above)):
        weight = exp(rise * above[one])
        whole += weight
        squares += weight * weight
    return whole * whole / squares / len(above)


def _systematic(weights: FloatArray, random: np.random.Generator) -> NDArray[np.intp]:
    size = len(weights)
    places = (random.random() + np.arange(size)) / size
    rows: NDArray[np.intp] = np.minimum(np.searchsorted(np.cumsum(weights), places), size - 1)
    return rows


def _metric(places: Floats, weights: Floats) -> Floats:
    """Return the Cholesky factor of the particles' covariance, its off-diagonal shrunk by a twentieth."""
    away = places - (places @ weights)[:, None]
    covariance = (away * weights) @ away.T
    shrunk = 0.95 * covariance + np.diag(0.05 * np.diag(covariance) + 1e-10)
    return np.linalg.cholesky(shrunk).astype(np.float64)
