"""States that a climb met at every power, weighed as draws at one of them.

A climb from the prior to the posterior leaves behind many times more states than stand at any one power. Taken together they are
draws from the mixture of all powers, and a state's weight at one power is its density there over that of the mixture:
the balance heuristic of Veach and Guibas 1995; over powers, importance tempering (Gramacy, Samworth, King 2010).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numba import njit

from sijill.count.cells import Floats
from sijill.count.elementary import exp, log


class Rung(NamedTuple):
    """States met at one power of the likelihood, in the order in which they were met."""

    power: float
    log_evidence: float
    """Logarithm of what the prior times the likelihood to the power sums to."""
    likelihood: Floats
    """[states] logarithm, as the one that follows"""
    odds: Floats


def weights_at(power: float, rungs: Sequence[Rung]) -> Floats:
    """Return the weight of every state of ``rungs``, one after the other, as a draw at ``power``; they sum to 1."""
    powers, evidence = np.array([(rung.power, rung.log_evidence) for rung in rungs]).T
    sizes = np.log([len(rung.likelihood) for rung in rungs])
    return _weights(power, powers, sizes - evidence, np.concatenate([rung.likelihood for rung in rungs]))


@njit(cache=True, nogil=True, error_model="numpy")
def _weights(power: float, powers: Floats, levels: Floats, likelihood: Floats) -> Floats:
    """Return the weights; a rung's density at a state is exp(``levels`` + ``powers`` x likelihood) over the prior's."""
    highest, mixed = np.full(len(likelihood), -np.inf), np.zeros(len(likelihood))
    for rung in range(len(powers)):
        for state in range(len(likelihood)):
            highest[state] = max(highest[state], levels[rung] + powers[rung] * likelihood[state])
    for rung in range(len(powers)):
        for state in range(len(likelihood)):
            mixed[state] += exp(levels[rung] + powers[rung] * likelihood[state] - highest[state])
    best = -np.inf
    for state in range(len(likelihood)):
        highest[state] = power * likelihood[state] - highest[state] - log(mixed[state])
        best = max(best, highest[state])
    whole = 0.0
    for state in range(len(likelihood)):
        mixed[state] = exp(highest[state] - best)
        whole += mixed[state]
    return mixed / whole
