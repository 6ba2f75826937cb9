"""Hamiltonian moves of many particles at once on a tempered likelihood, as compiled loops (Neal 2011)."""

from typing import Final, NamedTuple

import numpy as np
from numba import njit

from sijill.count.likelihood import Floats, Shape, likelihood, prior

_ANY_ORDER: Final = {"contract", "reassoc"}
"""Sums may be taken in any order."""


class Swarm(NamedTuple):
    """Particles with what is known of each of them."""

    places: Floats
    """[particles, parameters]"""
    prior: Floats
    likelihood: Floats
    odds: Floats
    prior_slope: Floats
    slope: Floats
    """[particles, parameters] of the likelihood"""


@njit(cache=True, nogil=True, error_model="numpy")
def look(swarm: Swarm, shape: Shape) -> None:
    """Fill in what is known of the particles from their places."""
    for row in range(len(swarm.places)):
        place = swarm.places[row]
        swarm.prior[row] = prior(place, shape, swarm.prior_slope[row])
        swarm.likelihood[row], swarm.odds[row] = likelihood(place, shape, swarm.slope[row])


class Push(NamedTuple):
    """The chance part of one move of all particles, and how it is taken."""

    momenta: Floats
    """[particles, parameters] standard normal"""
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
    taken, size = 0, swarm.places.shape[1]
    slope, prior_slope, pull = np.empty(size), np.empty(size), np.empty(size)
    for row in range(len(swarm.places)):
        place, momentum, step = swarm.places[row].copy(), push.momenta[row], push.steps[row]
        before = swarm.prior[row] + push.power * swarm.likelihood[row] - _energy(momentum)
        _pull(swarm.prior_slope[row], swarm.slope[row], push, pull)
        density, found, odds = 0.0, 0.0, 0.0
        for _ in range(push.leaps):
            _kick(momentum, step / 2, pull)
            _advance(place, momentum, step, push.metric)
            density = prior(place, shape, prior_slope)
            found, odds = likelihood(place, shape, slope)
            _pull(prior_slope, slope, push, pull)
            _kick(momentum, step / 2, pull)
        after = density + push.power * found - _energy(momentum)
        # A proposal run out of the numbers gives no number, which is greater than nothing: it is not taken.
        if after - before > push.tickets[row]:
            taken += 1
            swarm.places[row], swarm.prior_slope[row], swarm.slope[row] = place, prior_slope, slope
            swarm.prior[row], swarm.likelihood[row], swarm.odds[row] = density, found, odds
    return taken


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_ANY_ORDER)
def _pull(prior_slope: Floats, slope: Floats, push: Push, pull: Floats) -> None:
    pull[:] = 0.0
    for row in range(len(slope)):
        here = prior_slope[row] + push.power * slope[row]
        for column in range(row + 1):
            pull[column] += push.metric[row, column] * here


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_ANY_ORDER)
def _advance(place: Floats, momentum: Floats, step: float, metric: Floats) -> None:
    for row in range(len(place)):
        ahead = 0.0
        for column in range(row + 1):
            ahead += metric[row, column] * momentum[column]
        place[row] += step * ahead


@njit(cache=True, nogil=True, error_model="numpy")
def _kick(momentum: Floats, step: float, pull: Floats) -> None:
    for row in range(len(momentum)):
        momentum[row] += step * pull[row]


@njit(cache=True, nogil=True, error_model="numpy")
def _energy(momentum: Floats) -> float:
    energy = 0.0
    for row in range(len(momentum)):
        energy += momentum[row] * momentum[row] / 2
    return energy
