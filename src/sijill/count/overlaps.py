"""What a log-linear model of pairs of lists knows of a table, and what it expects, as compiled loops.

A model in which only pairs of lists depend on each other knows a table by three things alone: how many persons
are documented, how many each list holds, how many each pair shares (Bishop, Fienberg, Holland 1975, ch. 6). Cells are
laid out over those lists alone that a pair of the model ties to another; the others are independent, and their part is
a product. So twenty lists cost little more than five.
"""

from typing import Final, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.count.cells import Floats
from sijill.names.uncounted import within

Pairs = NDArray[np.bool_]
"""[lists, lists] symmetric: which pairs a model lets depend."""
Whole = NDArray[np.int64]

MOST_TIED: Final = 12
"""Lists that the pairs of one model may tie together; cells double with each."""


class Margins(NamedTuple):
    """A table, as far as models of pairs know it."""

    persons: float
    """Documented."""
    overlaps: Floats
    """[lists, lists] persons on both; on the diagonal persons on the list."""


class Features(NamedTuple):
    """What a model has a finite slope for: lists, then pairs."""

    first: Whole
    second: Whole
    """[features] the two lists of each; twice the same for a list itself."""
    bits: Whole
    """[features] lists among those tied; 0 for a list that is not."""
    place: Whole
    """[lists] bit of each list that a pair ties to another; -1 of the others."""


class Cells(NamedTuple):
    """Weights of the cells under some slopes; that of the unseen cell is 1."""

    above: Floats
    """[2^tied] shares of the cells with at least these of the lists tied."""
    chances: Floats
    """[features] of a list that is not tied to another; 1 of all other features."""
    log_seen: float
    """Logarithm of the weights of all cells but the unseen one."""
    among_seen: float
    """Weights of all cells by those of all but the unseen one."""


@njit(cache=True, nogil=True)
def margins_of(patterns: Whole, persons: Floats, lists: int) -> Margins:
    """Return the margins of ``persons`` by pattern."""
    overlaps = np.zeros((lists, lists))
    for cell in range(len(patterns)):
        for j in range(lists):
            if patterns[cell] >> j & 1:
                for k in range(lists):
                    if patterns[cell] >> k & 1:
                        overlaps[j, k] += persons[cell]
    return Margins(persons.sum(), overlaps)


@njit(cache=True, nogil=True, error_model="numpy")
def shared(margins: Margins, model: Pairs, slopes: Floats) -> Floats:
    """Return [lists, lists] how many persons are expected on both, under ``model`` with ``slopes``."""
    features, lists = features_of(margins.overlaps, model), len(model)
    cells = cells_of(margins.overlaps, model, features, slopes)
    found, number = np.zeros((lists, lists)), 0
    row_of = np.full(lists, -1)
    for j in range(lists):
        if margins.overlaps[j, j] > 0:
            row_of[j] = number
            number += 1
    for j in range(lists):
        for k in range(lists):
            if row_of[j] >= 0 and row_of[k] >= 0:
                found[j, k] = margins.persons * both(features, cells, row_of[j], row_of[k])
    return found


@within
def features_of(overlaps: Floats, model: Pairs) -> Features:
    """Return the features of ``model`` on a table with these ``overlaps``."""
    lists, number, tied_lists = len(overlaps), 0, 0
    most = lists * (lists + 1) // 2
    first, second, bits = np.empty(most, np.int64), np.empty(most, np.int64), np.zeros(most, np.int64)
    place = np.full(lists, -1)
    for j in range(lists):
        if overlaps[j, j] > 0:
            if model[j].any():
                place[j] = tied_lists
                bits[number] = 1 << tied_lists
                tied_lists += 1
            first[number] = second[number] = j
            number += 1
    for j in range(lists):
        for k in range(j + 1, lists):
            if model[j, k] and overlaps[j, k] > 0:
                first[number], second[number] = j, k
                bits[number] = 1 << place[j] | 1 << place[k]
                number += 1
    return Features(first[:number], second[:number], bits[:number], place)


@njit(cache=True, nogil=True, error_model="numpy")
def cells_of(overlaps: Floats, model: Pairs, features: Features, slopes: Floats) -> Cells:
    """Return the weights of all cells under ``slopes``."""
    place, log_whole = features.place, 0.0
    above = _weights(overlaps, model, place, slopes)
    bit = 1
    while bit < len(above):
        for start in range(0, len(above), 2 * bit):
            for cell in range(start, start + bit):
                above[cell] += above[cell + bit]
        bit *= 2
    log_whole = np.log(above[0])
    above /= above[0]
    chances = np.ones(len(features.first))
    for row in range(len(chances)):
        if features.bits[row] == 0:
            logit = slopes[features.first[row], features.first[row]]
            chances[row] = 1 / (1 + np.exp(-logit))
            log_whole -= np.log1p(-chances[row])
    unseen = np.exp(-log_whole)
    return Cells(above, chances, log_whole + np.log1p(-unseen), 1 / (1 - unseen))


@njit(cache=True, nogil=True, error_model="numpy")
def _weights(overlaps: Floats, model: Pairs, place: Whole, slopes: Floats) -> Floats:
    """Return the weights of the cells of the lists tied, by doubling."""
    weights = np.empty(1 << (place.max() + 1))
    weights[0] = 1.0
    for k in range(len(place)):
        if place[k] < 0:
            continue
        with_it = weights[1 << place[k] : 2 << place[k]]
        with_it[0] = np.exp(slopes[k, k])
        for j in range(k):
            if place[j] >= 0:
                rise = 1.0
                if model[j, k]:
                    rise = np.exp(slopes[j, k]) if overlaps[j, k] > 0 else 0.0
                half = 1 << place[j]
                for cell in range(half):
                    with_it[half + cell] = with_it[cell] * rise
        for cell in range(len(with_it)):
            with_it[cell] *= weights[cell]
    return weights


@njit(cache=True, nogil=True)
def both(features: Features, cells: Cells, row: int, column: int) -> float:
    """Return the share of the documented who have both features."""
    share = cells.among_seen * cells.chances[row] * cells.above[features.bits[row] | features.bits[column]]
    return float(share if row == column else share * cells.chances[column])
