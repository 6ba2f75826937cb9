"""The calibration: one monotone shape for each feature, fitted as a logistic regression bounded by sign."""

import itertools

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from sijill.names.features import FEATURES, LEVELS, SIGNS

RIDGE = 3e-4
KNOTS = 10
"""Straight pieces of a shape, at the most; as many levels in each."""
CATEGORIES = 8
"""Levels from which a feature without a sign is cut."""


def _knots(levels: NDArray[np.uint8], weights: NDArray[np.float64]) -> list[int]:
    """Return where the pieces of one feature begin and end, from the lowest level in use to the highest."""
    used = np.bincount(levels, weights, minlength=LEVELS)
    used[0] = 0
    if not used.any():
        return []
    share = np.cumsum(used) / used.sum()
    places = {int(np.searchsorted(share, part / KNOTS)) for part in range(1, KNOTS)}
    met = np.flatnonzero(np.bincount(levels, minlength=LEVELS)[1:]) + 1
    evenly = {int(place) for place in np.linspace(met[0], met[-1], 5)}
    return sorted(places | evenly | {int(met[0]), int(met[-1])})


def _columns(feature: int, knots: list[int]) -> NDArray[np.float64]:
    """Return [levels, pieces] the basis of one feature."""
    levels = np.arange(LEVELS, dtype=np.float64)
    if SIGNS[feature] == 0:
        return np.stack(
            [(levels == category).astype(np.float64) for category in range(1, CATEGORIES)], axis=1
        )
    pieces = [np.clip((levels - low) / (high - low), 0, 1) for low, high in itertools.pairwise(knots)]
    return np.stack(pieces, axis=1) if pieces else np.zeros((LEVELS, 0))


def fit_shapes(
    levels: NDArray[np.uint8],
    labels: NDArray[np.float64],
    weights: NDArray[np.float64],
    towards: "tuple[list[NDArray[np.float64]], NDArray[np.float64]] | None" = None,
) -> tuple[NDArray[np.float32], list[NDArray[np.float64]], NDArray[np.float64]]:
    """Return shapes [features, levels], and the basis and coefficients behind them.

    ``levels`` [n, features] and ``labels`` [n] (1: one name). ``towards`` are basis and coefficients of a fit that this one
    is drawn to. Feature 0's shape carries the constant.
    """
    weights = weights / weights.sum()
    bases = (
        towards[0] if towards else [_columns(f, _knots(levels[:, f], weights)) for f in range(len(FEATURES))]
    )
    start = towards[1] if towards else np.zeros(1 + sum(basis.shape[1] for basis in bases))
    rows = np.concatenate(
        [np.ones((len(labels), 1)), *(basis[levels[:, f]] for f, basis in enumerate(bases))], axis=1
    )
    bounds: list[tuple[float | None, float | None]] = [(None, None)]
    for feature, basis in enumerate(bases):
        sign = SIGNS[feature]
        bounds += [(None, None) if sign == 0 else (0, None) if sign > 0 else (None, 0)] * basis.shape[1]

    def loss(beta: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        logits = rows @ beta
        away = beta - start
        away[0] = 0
        value = weights @ (np.logaddexp(0, logits) - labels * logits) + RIDGE / 2 * away @ away
        return float(value), rows.T @ (weights * (1 / (1 + np.exp(-logits)) - labels)) + RIDGE * away

    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 2000})
    beta = np.asarray(found.x)
    shapes, place = np.zeros((len(FEATURES), LEVELS), dtype=np.float32), 1
    for feature, basis in enumerate(bases):
        shapes[feature] = basis @ beta[place : place + basis.shape[1]]
        place += basis.shape[1]
    shapes[FEATURES.index("shape_of_names")] += beta[0]
    return shapes, bases, beta
