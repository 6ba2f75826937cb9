"""Which pairs of lists a log-linear model lets depend: the best by BIC, or step by step by p-value; compiled.

To five lists every set of pairs is looked at, as far as one has to (branch and bound: a model with fewer pairs
is never likelier than one that holds it). From six lists on pairs are added one at a time as long as one is
surprising (Chan, Silverman, Vincent 2021: the persons on both lists against a Poisson with the mean that the model
expects, one-sided, below .02). Models without an answer are passed over.
"""

import math
from typing import Final, NamedTuple

import numpy as np
from numba import njit

from sijill.count.cells import Floats
from sijill.count.newton import Fit, fit
from sijill.count.overlaps import MOST_TIED, Margins, Pairs, Whole, margins_of, shared
from sijill.names.small_loops import few_in_order
from sijill.names.uncounted import within, within_as

MOST_LISTS_OF_ALL: Final = 5
"""Up to which every set of pairs is looked at."""
LEAST_SURPRISE: Final = 0.02
"""P-value below which a pair is added (Chan, Silverman, Vincent 2021)."""

_SAME: Final = 1e-9


class Chosen(NamedTuple):
    """A model that was chosen; without any sound one ``odds`` are infinite."""

    model: Pairs
    odds: float
    spread: float
    criterion: float
    """BIC up to a constant of the table, or the smallest logarithm of a p-value that was not taken."""


@njit(cache=True, nogil=True, error_model="numpy")
def totals_by_bic(patterns: Whole, tables: Floats, lists: int, guess: Pairs) -> Floats:
    """Return the total of each of ``tables`` [tables, patterns] by the best model; infinite where none is sound.

    ``guess`` may be any model, and saves time if it is good.
    """
    totals = np.empty(len(tables))
    for table in range(len(tables)):
        margins = margins_of(patterns, tables[table], lists)
        totals[table] = margins.persons * (1 + best_by_bic(margins, guess).odds)
    return totals


@njit(cache=True, nogil=True, error_model="numpy")
def totals_stepwise(patterns: Whole, tables: Floats, lists: int) -> Floats:
    """Return the total of each of ``tables`` [tables, patterns] by the model stepped to; infinite without one."""
    totals = np.empty(len(tables))
    for table in range(len(tables)):
        margins = margins_of(patterns, tables[table], lists)
        totals[table] = margins.persons * (1 + step_by_step(margins).odds)
    return totals


@njit(cache=True, nogil=True, error_model="numpy")
def best_by_bic(margins: Margins, guess: Pairs) -> Chosen:
    """Return the sound set of pairs with the lowest BIC among all."""
    lists, price = len(guess), np.log(margins.persons)
    everything, nothing = np.zeros((lists, lists), np.bool_), np.zeros((lists, lists), np.bool_)
    for j in range(lists):
        for k in range(lists):
            everything[j, k] = j != k and margins.overlaps[j, j] > 0 and margins.overlaps[k, k] > 0
    start = np.zeros((lists, lists))
    best = Chosen(nothing, np.inf, 0.0, np.inf)
    for model in (nothing, guess & everything):
        best = _better(best, model, fit(margins, model, start), price)
    whole = fit(margins, everything, start)
    order = _by_loss(margins, everything, whole)
    number = len(order)
    # A node of the search: the pairs that may still go are those of its model from ``after`` on.
    depth, models = 0, np.empty((number + 1, lists, lists), np.bool_)
    heights, slopes = np.empty(number + 1), np.empty((number + 1, lists, lists))
    after = np.zeros(number + 1, np.int64)
    _keep(everything, whole, (models[0], slopes[0]))
    heights[0] = whole.log_likelihood
    best = _better(best, everything, whole, price)
    while depth >= 0:
        here = after[depth]
        # All that come below this node keep the pairs that were decided on so far.
        kept = 0
        for before in range(here):
            kept += models[depth, order[before, 0], order[before, 1]]
        if here == number or -2 * heights[depth] + kept * price >= best.criterion - _SAME:
            depth -= 1
            continue
        after[depth] += 1
        j, k = order[here]
        model = models[depth].copy()
        model[j, k] = model[k, j] = False
        found = fit(margins, model, slopes[depth])
        best = _better(best, model, found, price)
        depth += 1
        _keep(model, found, (models[depth], slopes[depth]))
        heights[depth], after[depth] = found.log_likelihood, here + 1
    return best


@within
def _keep(model: Pairs, found: Fit, room: tuple[Pairs, Floats]) -> None:
    """Write a model and its slopes: to assign one array to a row of another numba would compile seconds longer."""
    models, slopes = room
    for j in range(len(model)):
        for k in range(len(model)):
            models[j, k], slopes[j, k] = model[j, k], found.slopes[j, k]


@within
def _better(best: Chosen, model: Pairs, found: Fit, price: float) -> Chosen:
    criterion = -2 * found.log_likelihood + price * (model.sum() // 2)
    if not found.sound or criterion >= best.criterion - _SAME:
        return best
    return Chosen(model, found.odds, found.spread, criterion)


@within
def _by_loss(margins: Margins, model: Pairs, whole: Fit) -> Whole:
    """Return [pairs, 2] the pairs of ``model``, first those without which it loses most."""
    lists, number = len(model), model.sum() // 2
    pairs, losses = np.empty((number, 2), np.int64), np.empty(number)
    row = 0
    for j in range(lists):
        for k in range(j + 1, lists):
            if model[j, k]:
                without = model.copy()
                without[j, k] = without[k, j] = False
                pairs[row, 0], pairs[row, 1] = j, k
                losses[row] = fit(margins, without, whole.slopes).log_likelihood
                row += 1
    return pairs[few_in_order(losses)]


@njit(cache=True, nogil=True, error_model="numpy")
def step_by_step(margins: Margins) -> Chosen:
    """Return the model to which no pair is added any more."""
    lists = len(margins.overlaps)
    model = np.zeros((lists, lists), np.bool_)
    found = fit(margins, model, np.zeros((lists, lists)))
    limit = np.log(LEAST_SURPRISE)
    while True:
        surprise = _surprise(margins, model, found.slopes)
        added = False
        while not added:
            place = np.argmin(surprise)
            j, k = place // lists, place % lists
            lowest = surprise[j, k]
            if lowest >= limit:
                return Chosen(model, found.odds if found.sound else np.inf, found.spread, lowest)
            surprise[j, k] = np.inf
            more = model.copy()
            more[j, k] = more[k, j] = True
            if _tied(more) <= MOST_TIED:
                tried = fit(margins, more, found.slopes)
                if tried.sound:
                    model, found, added = more, tried, True


@njit(cache=True, nogil=True)
def _tied(model: Pairs) -> int:
    number = 0
    for j in range(len(model)):
        number += model[j].any()
    return number


@within_as(error_model="numpy")
def _surprise(margins: Margins, model: Pairs, slopes: Floats) -> Floats:
    """Return [lists, lists] the logarithm of the p-value of each pair not in the model; infinite for all else."""
    lists, expected = len(model), shared(margins, model, slopes)
    found = np.full((lists, lists), np.inf)
    for j in range(lists):
        for k in range(j + 1, lists):
            if not model[j, k] and expected[j, k] > 0:
                found[j, k] = _log_tail(margins.overlaps[j, k], expected[j, k])
    return found


@within_as(error_model="numpy")
def _log_tail(persons: float, mean: float) -> float:
    """Return the logarithm of the chance of as many or more, or of as few or fewer, whichever is less."""
    term, tail, number = 1.0, 1.0, persons
    if persons < mean:
        while number > 0 and term > 1e-17 * tail:
            term *= number / mean
            number -= 1
            tail += term
    else:
        while term > 1e-17 * tail:
            number += 1
            term *= mean / number
            tail += term
    return float(persons * np.log(mean) - mean - _log_factorial(persons) + np.log(tail))


@within
def _log_factorial(number: float) -> float:
    return math.lgamma(number + 1)
