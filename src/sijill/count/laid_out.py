"""The likelihood over all cells of a table, of many particles side by side; compiled.

Cells are numbered by their bits and filled by doubling: the cell with list j is the cell without it times a factor.
Slopes come back the same way, by halving. The last axis of every array is the particles: they are the innermost loop, so
that one instruction serves several of them, and cells are added up in one order, whatever the machine.
"""

from typing import Final, TypeAlias

import numpy as np
from numba import njit

from sijill.count.elementary import exp, log
from sijill.count.observed import Floats, Whole

_FARTHEST: Final = 30.0
"""Of a logit or a dependence: all weights of six lists are then numbers."""
_FUSED: Final = {"contract"}
_Answer: TypeAlias = tuple[Floats, Floats]


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_FUSED)
def all_on_a_scale(
    features: Floats, nodes: Floats, shares: Floats, persons: Floats, numbers: Whole, by_feature: Floats
) -> _Answer:
    """Return log likelihoods and odds where persons differ on one normal scale; write the slopes.

    A cell depends on the scale only by how many lists it has. Features are the lists' logits, the spread, and the
    dependence of each pair of lists.
    """
    lists, particles = numbers[-1], features.shape[1]
    cells = np.empty((len(persons), particles))
    by_number, chances = np.empty((len(nodes), lists + 1, particles)), np.empty((len(nodes), lists, particles))
    sums, pulls = np.zeros((lists + 1, particles)), np.zeros((lists + 1, particles))
    _by_number(features, nodes, shares, by_number, chances)
    for node in range(len(nodes)):
        for number in range(lists + 1):
            for lane in range(particles):
                sums[number, lane] += by_number[node, number, lane]
    _without_scale(features, lists, cells)
    for cell in range(len(cells)):
        for lane in range(particles):
            cells[cell, lane] *= sums[numbers[cell], lane]
    found, odds = _residuals(cells, persons)
    for cell in range(1, len(cells)):
        for lane in range(particles):
            cells[cell, lane] = persons[cell] - cells[cell, lane]
            pulls[numbers[cell], lane] += cells[cell, lane]
    for number in range(lists + 1):
        for lane in range(particles):
            pulls[number, lane] /= sums[number, lane]
    _fold(cells, by_feature[:lists], by_feature[lists + 1 :])
    _back_to_scale(by_number, chances, pulls, nodes, by_feature)
    return found, odds


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_FUSED)
def all_in_classes(features: Floats, classes: int, persons: Floats, by_feature: Floats) -> _Answer:
    """Return log likelihoods and odds where persons are of a few kinds; write the slopes.

    Features are the logits of each class's chances, class by class, then the logits of the shares of the classes.
    """
    lists, particles = len(features) // classes - 1, features.shape[1]
    shares_at, cells = classes * lists, len(persons)
    shares, chances = _shares(features[shares_at:]), np.empty((classes, lists, particles))
    parts, sums = np.empty((classes, cells, particles)), np.zeros((cells, particles))
    for kind in range(classes):
        here = parts[kind]
        here[0] = shares[kind]
        for j in range(lists):
            for lane in range(particles):
                missed = 1 / (1 + _rise(features[kind * lists + j, lane]))
                chances[kind, j, lane] = 1 - missed
                here[0, lane] *= missed
        for j in range(lists):
            _double(here, j, features[kind * lists + j])
        for cell in range(cells):
            for lane in range(particles):
                sums[cell, lane] += here[cell, lane]
    expected = sums.copy()
    found, odds = _residuals(expected, persons)
    for cell in range(1, cells):
        for lane in range(particles):
            sums[cell, lane] = (persons[cell] - expected[cell, lane]) / sums[cell, lane]
    sums[0] = 0.0
    _share_out(parts, sums, shares, chances, by_feature)
    return found, odds


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_FUSED)
def _rise(logit: float) -> float:
    return exp(min(max(logit, -_FARTHEST), _FARTHEST))


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_FUSED)
def _double(cells: Floats, j: int, logits: Floats) -> None:
    """Write the cells with list ``j`` from those of the lists before it."""
    half, particles = 1 << j, len(logits)
    rises = np.empty(particles)
    for lane in range(particles):
        rises[lane] = _rise(logits[lane])
    for cell in range(half):
        for lane in range(particles):
            cells[half + cell, lane] = cells[cell, lane] * rises[lane]


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_FUSED)
def _shares(logits: Floats) -> Floats:
    particles = logits.shape[1]
    shares, whole, best = np.empty(logits.shape), np.zeros(particles), logits[0].copy()
    for kind in range(1, len(logits)):
        for lane in range(particles):
            best[lane] = max(best[lane], logits[kind, lane])
    for kind in range(len(logits)):
        for lane in range(particles):
            shares[kind, lane] = exp(logits[kind, lane] - best[lane])
            whole[lane] += shares[kind, lane]
    for kind in range(len(logits)):
        for lane in range(particles):
            shares[kind, lane] /= whole[lane]
    return shares


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_FUSED)
def _by_number(
    features: Floats, nodes: Floats, shares: Floats, by_number: Floats, chances: Floats
) -> None:
    """Write for each node its weight at each number of lists, but for the lists' own logits, and its chances."""
    lists, particles = chances.shape[1:]
    rises, step, weight = np.empty((lists, particles)), np.empty(particles), np.empty(particles)
    for j in range(lists):
        for lane in range(particles):
            rises[j, lane] = _rise(features[j, lane])
    for node in range(len(nodes)):
        for lane in range(particles):
            step[lane] = _rise(features[lists, lane] * nodes[node])
            weight[lane] = shares[node]
        for j in range(lists):
            for lane in range(particles):
                missed = 1 / (1 + rises[j, lane] * step[lane])
                chances[node, j, lane] = 1 - missed
                weight[lane] *= missed
        for number in range(lists + 1):
            for lane in range(particles):
                by_number[node, number, lane] = weight[lane]
                weight[lane] *= step[lane]


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_FUSED)
def _without_scale(features: Floats, lists: int, cells: Floats) -> None:
    """Write the weights of the cells by the lists' logits and the dependence of pairs."""
    pair, particles = lists + 1, features.shape[1]
    cells[0] = 1.0
    for k in range(lists):
        with_it = cells[1 << k : 2 << k]
        for lane in range(particles):
            with_it[0, lane] = _rise(features[k, lane])
        for j in range(k):
            _double(with_it, j, features[pair])
            pair += 1
        for cell in range(1 << k):
            for lane in range(particles):
                with_it[cell, lane] *= cells[cell, lane]


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_FUSED)
def _residuals(cells: Floats, persons: Floats) -> _Answer:
    """Return log likelihoods and odds; ``cells``, given as weights, become the persons expected, none in the first."""
    documented, particles = persons.sum(), cells.shape[1]
    found, total = np.zeros(particles), np.zeros(particles)
    for cell in range(1, len(cells)):
        if persons[cell] > 0:
            for lane in range(particles):
                found[lane] += persons[cell] * log(cells[cell, lane])
        for lane in range(particles):
            total[lane] += cells[cell, lane]
    odds = np.empty(particles)
    for lane in range(particles):
        odds[lane] = cells[0, lane] / total[lane]
        found[lane] -= documented * log(total[lane])
        total[lane] = documented / total[lane]
    for cell in range(1, len(cells)):
        for lane in range(particles):
            cells[cell, lane] *= total[lane]
    cells[0] = 0.0
    return found, odds


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_FUSED)
def _fold(cells: Floats, by_list: Floats, by_pair: Floats) -> None:
    """Write the sums of ``cells`` over those with each list and with each pair; ``cells`` are used up."""
    for k in range(len(by_list) - 1, -1, -1):
        upper = cells[1 << k : 2 << k]
        for cell in range(1 << k):
            for lane in range(cells.shape[1]):
                cells[cell, lane] += upper[cell, lane]
        for j in range(k - 1, -1, -1):
            _halve(upper, j, by_pair[k * (k - 1) // 2 + j])
        by_list[k] = upper[0]


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_FUSED)
def _halve(cells: Floats, j: int, with_list: Floats) -> None:
    """Write the sum of the cells with list ``j`` and add these to those without it."""
    half = 1 << j
    with_list[:] = 0.0
    for cell in range(half):
        for lane in range(len(with_list)):
            with_list[lane] += cells[half + cell, lane]
            cells[cell, lane] += cells[half + cell, lane]


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_FUSED)
def _share_out(parts: Floats, pulls: Floats, shares: Floats, chances: Floats, by_feature: Floats) -> None:
    """Write the slopes by the classes' logits and shares; ``parts``, the cells by class, are used up."""
    classes, lists, particles = chances.shape
    shares_at, in_all = classes * lists, np.zeros(particles)
    for kind in range(classes):
        here = parts[kind]
        for cell in range(len(pulls)):
            for lane in range(particles):
                here[cell, lane] *= pulls[cell, lane]
        for j in range(lists - 1, -1, -1):
            _halve(here, j, by_feature[kind * lists + j])
        for j in range(lists):
            for lane in range(particles):
                by_feature[kind * lists + j, lane] -= here[0, lane] * chances[kind, j, lane]
        by_feature[shares_at + kind] = here[0]
        for lane in range(particles):
            in_all[lane] += here[0, lane]
    for kind in range(classes):
        for lane in range(particles):
            by_feature[shares_at + kind, lane] -= shares[kind, lane] * in_all[lane]


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_FUSED)
def _back_to_scale(
    by_number: Floats, chances: Floats, pulls: Floats, places: Floats, by_feature: Floats
) -> None:
    """Add to the slopes by the lists' logits, and write that by the spread."""
    nodes, lists, particles = chances.shape
    here, rise = np.empty(particles), np.empty(particles)
    by_feature[lists] = 0.0
    for node in range(nodes):
        here[:], rise[:] = 0.0, 0.0
        for number in range(lists + 1):
            for lane in range(particles):
                part = by_number[node, number, lane] * pulls[number, lane]
                here[lane] += part
                rise[lane] += part * number
        for j in range(lists):
            for lane in range(particles):
                missed = here[lane] * chances[node, j, lane]
                by_feature[j, lane] -= missed
                rise[lane] -= missed
        for lane in range(particles):
            by_feature[lists, lane] += places[node] * rise[lane]
