"""The calibration: one monotone shape for each feature, fitted as a logistic regression bounded by sign."""

import itertools

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import lsq_linear

from sijill.names.features import FEATURES, LEVELS, SIGNS

RIDGE = 3e-4
RIDGE_OF_CONSTANT = 1e-7
"""So little that it only tells apart what the pairs do not: the constant where all are true, or all false."""
KNOTS = 10
"""Straight pieces of a shape, at the most; as many levels in each."""
CATEGORIES = 8
"""Levels from which a feature without a sign is cut."""
CLOSE = 1e-9
"""Logits by which no coefficient moves any more: far below what is written down."""
MOST_STEPS = 100
SLACK = 1e-12
"""Of the loss, what adding up in another order may change."""
DIGITS = 9
"""Digits of shares that decide where a piece ends, so that no order of adding up does."""

Bounds = tuple[NDArray[np.float64], NDArray[np.float64]]


def _knots(levels: NDArray[np.uint8], weights: NDArray[np.float64]) -> list[int]:
    """Return where the pieces of one feature begin and end, from the lowest level in use to the highest."""
    used = np.bincount(levels, weights, minlength=LEVELS)
    used[0] = 0
    if not used.any():
        return []
    share = np.round(np.cumsum(used) / used.sum(), DIGITS)
    places = {int(np.searchsorted(share, round(part / KNOTS, DIGITS))) for part in range(1, KNOTS)}
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
    is drawn to. Feature 0's shape carries the constant. No order of rows, processor or number of threads changes what is
    written of it.
    """
    weights = weights / weights.sum()
    bases = (
        towards[0] if towards else [_columns(f, _knots(levels[:, f], weights)) for f in range(len(FEATURES))]
    )
    start = towards[1] if towards else np.zeros(1 + sum(basis.shape[1] for basis in bases))
    rows = np.concatenate(
        [np.ones((len(labels), 1)), *(basis[levels[:, f]] for f, basis in enumerate(bases))], axis=1
    )
    beta = _optimum(rows, labels, weights, start, _bounds(bases))
    shapes, place = np.zeros((len(FEATURES), LEVELS), dtype=np.float32), 1
    for feature, basis in enumerate(bases):
        shapes[feature] = basis @ beta[place : place + basis.shape[1]]
        place += basis.shape[1]
    shapes[FEATURES.index("shape_of_names")] += beta[0]
    return shapes, bases, beta


def _bounds(bases: list[NDArray[np.float64]]) -> Bounds:
    """Return the least and the greatest value of each coefficient: none of the constant, one side by each sign."""
    signs = np.array([0, *itertools.chain(*([SIGNS[f]] * basis.shape[1] for f, basis in enumerate(bases)))])
    return np.where(signs > 0, 0.0, -np.inf), np.where(signs < 0, 0.0, np.inf)


def _optimum(
    rows: NDArray[np.float64],
    labels: NDArray[np.float64],
    weights: NDArray[np.float64],
    start: NDArray[np.float64],
    bounds: Bounds,
) -> NDArray[np.float64]:
    """Return the coefficients of least loss, which are one: the ridge makes the loss strictly convex.

    Newton's method, halving steps while the loss rises; each step is the least of a quadratic within the bounds (Stark and
    Parker 1995, "Bounded-variable least squares"). L-BFGS stops a tenth away from it, and where depends on the order of sums.
    """
    ridge = np.full(start.size, RIDGE)
    ridge[0] = RIDGE_OF_CONSTANT

    def loss(beta: NDArray[np.float64], logits: NDArray[np.float64]) -> float:
        away = beta - start
        return float(weights @ (np.logaddexp(0, logits) - labels * logits) + ridge @ away**2 / 2)

    beta, logits = start, rows @ start
    for _ in range(MOST_STEPS):
        chances = 1 / (1 + np.exp(-logits))
        slope = rows.T @ (weights * (chances - labels)) + ridge * (beta - start)
        bend = rows.T @ (rows * (weights * chances * (1 - chances))[:, None]) + np.diag(ridge)
        root = np.linalg.cholesky(bend)
        aim = root.T @ beta - np.linalg.solve(root, slope)
        step = lsq_linear(root.T, aim, bounds, method="bvls", tol=1e-15).x - beta
        before = loss(beta, logits)
        while loss(beta + step, rows @ (beta + step)) > before + SLACK:
            step = step / 2
        beta = np.clip(beta + step, *bounds)
        logits = rows @ beta
        if np.abs(step).max() < CLOSE:
            break
    return np.where(np.abs(beta) < CLOSE, 0.0, beta)  # What rounding left of nothing is nothing.
