"""Hamiltonian moves of many particles at once on a tempered likelihood, as compiled loops (Neal 2011)."""

from typing import Final, NamedTuple

import numpy as np
from numba import njit

from sijill.count.cells import Floats, fill
from sijill.count.likelihood import Shape, likelihood, prior
from sijill.names.uncounted import within_as

_FUSED: Final = {"contract"}


class Swarm(NamedTuple):
    """Particles with what is known of each of them."""

    places: Floats
    """[parameters, particles]"""
    prior: Floats
    """[particles], as the two that follow"""
    likelihood: Floats
    odds: Floats
    prior_slope: Floats
    slope: Floats
    """[parameters, particles] of the likelihood"""


class Push(NamedTuple):
    """The chance part of one move of all particles, and how it is taken."""

    momenta: Floats
    """[parameters, particles] standard normal; used up"""
    steps: Floats
    """[particles] sizes of a leap"""
    tickets: Floats
    """[particles] logarithms of uniform numbers: a move is taken when it gains more"""
    leaps: int
    power: float
    """Of the likelihood."""
    metric: Floats
    """[parameters, parameters] lower triangle: Cholesky factor of the particles' covariance"""


@njit(cache=True, nogil=True, error_model="numpy")
def move(swarm: Swarm, shape: Shape, push: Push) -> int:
    """Move every particle by one Hamiltonian proposal; return how many took it."""
    taken, places, momenta = 0, swarm.places.copy(), push.momenta
    slope, prior_slope, pull = np.empty(places.shape), np.empty(places.shape), np.empty(places.shape)
    before = _energy(momenta)
    _pull(swarm.prior_slope, swarm.slope, push, pull)
    density, found, odds = swarm.prior, swarm.likelihood, swarm.odds
    for _ in range(push.leaps):
        _kick(momenta, push.steps, pull)
        _advance(places, momenta, push.steps, push.metric)
        density = prior(places, shape, prior_slope)
        found, odds = likelihood(places, shape, slope)
        _pull(prior_slope, slope, push, pull)
        _kick(momenta, push.steps, pull)
    after = _energy(momenta)
    for one in range(len(before)):
        gain = density[one] - swarm.prior[one] + push.power * (found[one] - swarm.likelihood[one])
        gain += before[one] - after[one]
        # A proposal run out of the numbers gives no number, which is greater than nothing: it is not taken.
        if gain > push.tickets[one]:
            taken += 1
            swarm.prior[one], swarm.likelihood[one], swarm.odds[one] = density[one], found[one], odds[one]
            for row in range(len(places)):
                swarm.places[row, one], swarm.slope[row, one] = places[row, one], slope[row, one]
                swarm.prior_slope[row, one] = prior_slope[row, one]
    return taken


@within_as(error_model="numpy", fastmath=_FUSED)
def _pull(prior_slope: Floats, slope: Floats, push: Push, pull: Floats) -> None:
    particles = slope.shape[1]
    here = np.empty(particles)
    for row in range(len(slope)):
        fill(pull[row], 0.0)
        for one in range(particles):
            here[one] = prior_slope[row, one] + push.power * slope[row, one]
        for column in range(row + 1):
            for one in range(particles):
                pull[column, one] += push.metric[row, column] * here[one]


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_FUSED)
def _advance(places: Floats, momenta: Floats, steps: Floats, metric: Floats) -> None:
    particles = places.shape[1]
    ahead = np.empty(particles)
    for row in range(len(places)):
        fill(ahead, 0.0)
        for column in range(row + 1):
            for one in range(particles):
                ahead[one] += metric[row, column] * momenta[column, one]
        for one in range(particles):
            places[row, one] += steps[one] * ahead[one]


@within_as(error_model="numpy", fastmath=_FUSED)
def _kick(momenta: Floats, steps: Floats, pull: Floats) -> None:
    """Change the momenta by half a step."""
    for row in range(len(momenta)):
        for one in range(len(steps)):
            momenta[row, one] += steps[one] / 2 * pull[row, one]


@within_as(error_model="numpy", fastmath=_FUSED)
def _energy(momenta: Floats) -> Floats:
    particles = momenta.shape[1]
    energy = np.zeros(particles)
    for row in range(len(momenta)):
        for one in range(particles):
            energy[one] += momenta[row, one] * momenta[row, one] / 2
    return energy
