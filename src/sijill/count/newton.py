"""The maximum of a log-linear model of pairs of lists, by Newton's method, a few steps of microseconds.

With the intercept solved for, what is left is the chance of the patterns among the documented (Sanathanan 1972),
concave in the rest. A pair that shares nobody goes to minus infinity and takes its cells out (the extended estimate, Chan,
Silverman, Vincent 2021). Whether the estimate exists and fixes the unseen is read off the steps: where it does not exist
they go on, each about one long, however near the likelihood is to its bound; where the unseen are not fixed the
information is singular. It says the same as the linear programme of ``sijill.count.existence`` in a thousandth of the time.
"""

from typing import Final, NamedTuple

import numpy as np
from numba import njit

from sijill.count.cells import Floats
from sijill.count.overlaps import Cells, Features, Margins, Pairs, both, cells_of, features_of
from sijill.names.uncounted import within, within_as

_STEPS: Final = 60
_HALVINGS: Final = 30
_LONGEST: Final = 4.0
_NEAR: Final = 1e-6
"""Twice the log likelihood that another step would gain, at which no more are taken."""
_STILL_MOVING: Final = 0.3
_SINGULAR: Final = 1e-11
_MOST_ODDS: Final = 1e5
"""Beyond them rounding decides: the unseen are not fixed."""


class Fit(NamedTuple):
    """A model at its maximum."""

    log_likelihood: float
    """Of the patterns among the documented, up to a constant of the table."""
    odds: float
    """Persons on no list, by persons documented."""
    spread: float
    """Standard error of the logarithm of the persons on no list."""
    slopes: Floats
    """[lists, lists] upper triangle: logits of the lists on the diagonal, dependence of the model's pairs."""
    sound: bool
    """Whether the extended estimate exists and fixes the unseen."""


@njit(cache=True, nogil=True, error_model="numpy")
def fit(margins: Margins, model: Pairs, start: Floats) -> Fit:
    """Return ``model`` at its maximum, begun from the slopes ``start``; it ties at most ``MOST_TIED`` lists."""
    features, persons = features_of(margins.overlaps, model), margins.persons
    size = len(features.first)
    slopes, step, mean = np.zeros(start.shape), np.zeros(size), np.empty(size)
    for row in range(size):
        j, k = features.first[row], features.second[row]
        slopes[j, k] = start[j, k]
    cells = cells_of(margins.overlaps, model, features, slopes)
    height = _height(margins, features, slopes, cells)
    pull, lower = np.empty(size), np.empty((size, size))
    gain, longest = 0.0, 0.0
    for _ in range(_STEPS):
        _information(persons, features, cells, lower, mean)
        for row in range(size):
            pull[row] = margins.overlaps[features.first[row], features.second[row]] - persons * mean[row]
        _solve(lower, pull, step)
        gain, longest = _dot(pull, step), _farthest(step)
        reach = min(1.0, _LONGEST / max(longest, 1e-300))
        for _ in range(_HALVINGS):
            tried = _moved(slopes, features, step, reach)
            there = cells_of(margins.overlaps, model, features, tried)
            higher = _height(margins, features, tried, there)
            if higher >= height - 1e-12 * abs(height):
                slopes, cells, height = tried, there, higher
                break
            reach /= 2
        if gain < _NEAR:
            break
    regular = _information(persons, features, cells, lower, mean)
    _solve(lower, mean, step)
    # The information is that of all documented persons, so that the first share of the variance is 1 / persons.
    spread = np.sqrt(1 / persons + _dot(mean, step))
    odds = np.exp(-cells.log_seen)
    sound = regular and gain < _NEAR and longest < _STILL_MOVING and odds < _MOST_ODDS
    return Fit(height, odds, spread, slopes, sound)


@njit(cache=True, nogil=True)
def _height(margins: Margins, features: Features, slopes: Floats, cells: Cells) -> float:
    height = -margins.persons * cells.log_seen
    for row in range(len(features.first)):
        j, k = features.first[row], features.second[row]
        height += margins.overlaps[j, k] * slopes[j, k]
    return float(height)


@within_as(error_model="numpy")
def _information(persons: float, features: Features, cells: Cells, lower: Floats, mean: Floats) -> bool:
    """Write the mean features and the Cholesky factor of their information; return whether it is regular.

    A column that depends on those before it is left out: its pivot is infinite.
    """
    regular = True
    for row in range(len(mean)):
        mean[row] = both(features, cells, row, row)
        for column in range(row + 1):
            whole = persons * (both(features, cells, row, column) - mean[row] * mean[column])
            inner = whole
            for before in range(column):
                inner -= lower[row, before] * lower[column, before]
            if column < row:
                lower[row, column] = inner / lower[column, column]
            elif inner > _SINGULAR * persons * mean[row]:
                lower[row, row] = np.sqrt(inner)
            else:
                lower[row, row], regular = np.inf, False
    return regular


@within_as(error_model="numpy")
def _solve(lower: Floats, right: Floats, found: Floats) -> None:
    size = len(right)
    for row in range(size):
        inner = right[row]
        for column in range(row):
            inner -= lower[row, column] * found[column]
        found[row] = inner / lower[row, row]
    for row in range(size - 1, -1, -1):
        inner = found[row]
        for below in range(row + 1, size):
            inner -= lower[below, row] * found[below]
        found[row] = inner / lower[row, row]


@njit(cache=True, nogil=True)
def _moved(slopes: Floats, features: Features, step: Floats, reach: float) -> Floats:
    there = slopes.copy()
    for row in range(len(step)):
        there[features.first[row], features.second[row]] += reach * step[row]
    return there


@within
def _dot(one: Floats, other: Floats) -> float:
    total = 0.0
    for row in range(len(one)):
        total += one[row] * other[row]
    return total


@within
def _farthest(step: Floats) -> float:
    farthest = 0.0
    for row in range(len(step)):
        farthest = max(farthest, abs(step[row]))
    return farthest
