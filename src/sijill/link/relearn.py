"""Reviewed pairs correct the weights: a shift for each level of each field, fitted to the answers.

The answers were asked for where they matter, not at random, so they say nothing about how frequent a level is; what
they do tell is how often pairs that look alike are one person. So the log odds are corrected, not the shares of the
levels: logistic regression with the learned weight as its offset, every shift drawn to 0, and the pairs that nobody
reviewed held where they are, so that a few answers on hard pairs do not move the easy ones.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.classes import MATCH
from sijill.link.columns import FIELDS, LEVELS, NOT_GIVEN
from sijill.link.compare import Vectors
from sijill.link.weigh import Weights, weigh

_SPREAD: Final = 1.0
"""Standard deviation that a shift is expected to have, in nats: a handful of answers moves it little."""
_ROUNDS: Final = 30
_LEAST: Final = 20
"""Answers below which nothing is corrected."""
_OPEN: Final = 8.0
"""Nats within which a pair that nobody reviewed is held, and to which the weight of a reviewed one is clipped: beyond,
one slip of a reviewer would outweigh a hundred answers."""
_HELD: Final = 50_000
"""Pairs that hold the rest, at most."""


def corrected(
    weights: Weights,
    reviewed: Vectors,
    is_same: NDArray[np.bool_],
    others: Vectors,
    *,
    each: NDArray[np.float64],
) -> Weights:
    """Return ``weights`` with shifts that fit the reviewers' answers on ``reviewed`` pairs; the prior is shifted too.

    ``others`` is a sample of the pairs that are compared; each of them stands for so many of ``each`` such pairs.
    """
    if len(is_same) < _LEAST:
        return weights
    likely = weigh(others, weights).astype(float)
    near = np.flatnonzero(np.abs(likely) < _OPEN)
    stride = max(1, len(near) // _HELD)
    held = near[::stride]
    looks = np.r_[_looks(reviewed.levels), _looks(others.levels[held])]
    offset = np.r_[np.clip(weigh(reviewed, weights).astype(float), -_OPEN, _OPEN), likely[held]]
    answers = np.r_[is_same.astype(float), 1.0 / (1.0 + np.exp(-likely[held]))]
    counts = np.r_[np.ones(len(is_same)), each[held] * stride]
    used = _looks(reviewed.levels).any(axis=0)
    shifts = np.zeros(looks.shape[1])
    shifts[used] = _fitted(looks[:, used], offset, answers, counts)
    log_levels, log_prior = weights.log_levels.copy(), weights.log_prior.copy()
    log_levels[MATCH] += shifts[1:].reshape(1, FIELDS, LEVELS)
    log_prior[MATCH] += shifts[0]
    return Weights(log_levels, log_prior)


def _looks(levels: NDArray[np.uint8]) -> NDArray[np.float64]:
    """One column for all pairs, and one for each level of each field; of a field not given, none."""
    looks = np.zeros((len(levels), 1 + FIELDS * LEVELS))
    looks[:, 0] = 1.0
    rows, fields = np.nonzero(levels != NOT_GIVEN)
    looks[rows, 1 + fields * LEVELS + levels[rows, fields]] = 1.0
    return looks


def _fitted(
    looks: NDArray[np.float64],
    offset: NDArray[np.float64],
    answers: NDArray[np.float64],
    counts: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Newton's method; the penalty makes the optimum unique."""
    shifts = np.zeros(looks.shape[1])
    penalty = np.eye(looks.shape[1]) / _SPREAD**2
    for _ in range(_ROUNDS):
        likely = 1.0 / (1.0 + np.exp(-(offset + looks @ shifts)))
        slope = looks.T @ (counts * (answers - likely)) - shifts / _SPREAD**2
        curve = (looks * (counts * likely * (1.0 - likely))[:, None]).T @ looks + penalty
        step = np.linalg.solve(curve, slope)
        shifts = shifts + step
        if np.abs(step).max() < 1e-6:
            break
    return shifts
