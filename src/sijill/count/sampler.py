"""Tempered sequential Monte Carlo: from the prior towards the posterior in small steps, with the evidence.

Del Moral, Doucet, Jasra 2006. Every particle moves by Hamiltonian steps whose metric is the particles'
own covariance; the next power of the likelihood is the one that leaves ``_KEPT`` of the effective
particles. All states met on the way are kept and weighed. Deterministic given the generator.
"""

from collections.abc import Iterator
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
from sijill.count.recycled import Rung, weights_at

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

    log_believed: float
    """The same at the power that was asked for: what this climb's draws weigh beside those of another of the member."""

    odds: FloatArray
    """Of being on no list against being on some, in ascending order, each alike likely at the power asked for."""


def sample(
    member: Member, random: np.random.Generator, *, particles: int, look_at: float, draws: int
) -> Sample:
    """Return the evidence of ``member``, and ``draws`` from its prior times its likelihood to ``look_at``.

    ``look_at`` is a power in (0, 1]: 1 gives the posterior, less a posterior that believes the data less.
    """
    rungs = list(_climb(member, random, particles))
    odds = np.concatenate([rung.odds for rung in rungs])
    order = np.argsort(odds, kind="stable")
    taken = _systematic(weights_at(look_at, rungs)[order], draws, random)
    below = max((rung for rung in rungs if rung.power <= look_at), key=lambda rung: rung.power)
    return Sample(
        log_evidence=rungs[-1].log_evidence,
        log_believed=below.log_evidence + _log_mean(below.likelihood, look_at - below.power),
        odds=odds[order[taken]],
    )


def _climb(member: Member, random: np.random.Generator, particles: int) -> Iterator[Rung]:
    """Yield what was met at each power, from the prior up."""
    swarm = _at(member, member.draw(random, particles))
    step, rung = 0.5, Rung(0.0, 0.0, swarm.likelihood.copy(), swarm.odds.copy())
    yield rung
    while rung.power < 1.0:
        rise = _next_rise(rung.likelihood, 1.0 - rung.power)
        power = 1.0 if rise >= 1.0 - rung.power else rung.power + rise
        weights = _weights(swarm.likelihood, rise)
        metric = _metric(swarm.places, weights)
        rows = _systematic(weights, particles, random)
        swarm = Swarm(*(np.take(known, rows, axis=-1) for known in swarm))
        met = np.empty((2, MOVES, particles))
        for each in range(MOVES):
            push = _push(swarm, random, power=power, step=step, metric=metric)
            taken = move(swarm, member.shape, push)
            change = 0.7 * (taken / particles - _WANTED_ACCEPTANCE)
            step = float(np.clip(step * np.exp(change), 0.02, 1.5))
            met[:, each] = swarm.likelihood, swarm.odds
        risen = rung.log_evidence + _log_mean(rung.likelihood, rise)
        rung = Rung(power, risen, met[0].ravel(), met[1].ravel())
        yield rung


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


def _weights(likelihood: Floats, rise: float) -> Floats:
    weights: Floats = np.exp(rise * (likelihood - likelihood.max()))
    weights /= weights.sum()
    return weights


def _log_mean(likelihood: Floats, rise: float) -> float:
    """Return the logarithm of the mean of the likelihood to the power ``rise``."""
    best = likelihood.max()
    return float(np.log(np.exp(rise * (likelihood - best)).mean()) + rise * best)


def _systematic(weights: FloatArray, wanted: int, random: np.random.Generator) -> NDArray[np.intp]:
    """Return which are taken, in ascending order, each as often as its weight says, to within one."""
    places = (random.random() + np.arange(wanted)) / wanted
    rows: NDArray[np.intp] = np.minimum(np.searchsorted(np.cumsum(weights), places), len(weights) - 1)
    return rows


def _metric(places: Floats, weights: Floats) -> Floats:
    """Return the Cholesky factor of the particles' covariance, its off-diagonal shrunk by a twentieth."""
    away = places - (places @ weights)[:, None]
    covariance = (away * weights) @ away.T
    shrunk = 0.95 * covariance + np.diag(0.05 * np.diag(covariance) + 1e-10)
    return np.linalg.cholesky(shrunk).astype(np.float64)
