"""The likelihood over all cells of a table, of many particles side by side; compiled. Every array ends in the particles."""

from typing import Final, TypeAlias

import numpy as np

from sijill.count.cells import Floats, Whole, copy, double, fill, fold, halve, rise, shares_of, weights
from sijill.count.elementary import log
from sijill.count.scale import back, by_number, over_nodes
from sijill.names.uncounted import within_as

_FUSED: Final = {"contract"}
_Answer: TypeAlias = tuple[Floats, Floats]


@within_as(error_model="numpy", fastmath=_FUSED)
def all_on_a_scale(
    features: Floats, nodes: Floats, shares: Floats, persons: Floats, numbers: Whole, by_feature: Floats
) -> _Answer:
    """Return log likelihoods and odds where persons differ on one normal scale; write the slopes.

    A cell depends on the scale only by how many lists it has. Features are the lists' logits, the spread, and the
    dependence of each pair of lists.
    """
    lists, particles = numbers[-1], features.shape[1]
    cells, pulls = np.empty((len(persons), particles)), np.zeros((lists + 1, particles))
    chances = np.empty((len(nodes), lists, particles))
    of_number = np.empty((len(nodes), lists + 1, particles))
    by_number(features, nodes, shares, chances, of_number, of_number)
    sums = over_nodes(of_number)
    weights(features, lists, lists + 1, cells)
    for cell in range(len(cells)):
        for one in range(particles):
            cells[cell, one] *= sums[numbers[cell], one]
    found, odds = _residuals(cells, persons)
    for cell in range(1, len(cells)):
        for one in range(particles):
            cells[cell, one] = persons[cell] - cells[cell, one]
            pulls[numbers[cell], one] += cells[cell, one]
    for number in range(lists + 1):
        for one in range(particles):
            pulls[number, one] /= sums[number, one]
    fold(cells, by_feature[:lists], by_feature[lists + 1 :])
    back(of_number, chances, pulls, nodes, by_feature)
    return found, odds


@within_as(error_model="numpy", fastmath=_FUSED)
def all_in_classes(features: Floats, classes: int, persons: Floats, by_feature: Floats) -> _Answer:
    """Return log likelihoods and odds where persons are of a few kinds; write the slopes.

    Features are the logits of each class's chances, class by class, then the logits of the shares of the classes.
    """
    lists, particles = len(features) // classes - 1, features.shape[1]
    shares_at, cells = classes * lists, len(persons)
    shares, chances = shares_of(features[shares_at:]), np.empty((classes, lists, particles))
    parts, sums = np.empty((classes, cells, particles)), np.zeros((cells, particles))
    for kind in range(classes):
        here = parts[kind]
        copy(here[0], shares[kind])
        for j in range(lists):
            for one in range(particles):
                missed = 1 / (1 + rise(features[kind * lists + j, one]))
                chances[kind, j, one] = 1 - missed
                here[0, one] *= missed
        for j in range(lists):
            double(here, j, features[kind * lists + j])
        for cell in range(cells):
            for one in range(particles):
                sums[cell, one] += here[cell, one]
    expected = sums.copy()
    found, odds = _residuals(expected, persons)
    for cell in range(1, cells):
        for one in range(particles):
            sums[cell, one] = (persons[cell] - expected[cell, one]) / sums[cell, one]
    fill(sums[0], 0.0)
    _share_out(parts, sums, shares, chances, by_feature)
    return found, odds


@within_as(error_model="numpy", fastmath=_FUSED)
def _residuals(cells: Floats, persons: Floats) -> _Answer:
    """Return log likelihoods and odds; ``cells``, given as weights, become the persons expected, none in the first."""
    documented, particles = persons.sum(), cells.shape[1]
    found, total = np.zeros(particles), np.zeros(particles)
    for cell in range(1, len(cells)):
        if persons[cell] > 0:
            for one in range(particles):
                found[one] += persons[cell] * log(cells[cell, one])
        for one in range(particles):
            total[one] += cells[cell, one]
    odds = np.empty(particles)
    for one in range(particles):
        odds[one] = cells[0, one] / total[one]
        found[one] -= documented * log(total[one])
        total[one] = documented / total[one]
    for cell in range(1, len(cells)):
        for one in range(particles):
            cells[cell, one] *= total[one]
    fill(cells[0], 0.0)
    return found, odds


@within_as(error_model="numpy", fastmath=_FUSED)
def _share_out(parts: Floats, pulls: Floats, shares: Floats, chances: Floats, by_feature: Floats) -> None:
    """Write the slopes by the classes' logits and shares; ``parts``, the cells by class, are used up."""
    classes, lists, particles = chances.shape
    shares_at, in_all = classes * lists, np.zeros(particles)
    for kind in range(classes):
        here = parts[kind]
        for cell in range(len(pulls)):
            for one in range(particles):
                here[cell, one] *= pulls[cell, one]
        for j in range(lists - 1, -1, -1):
            halve(here, j, by_feature[kind * lists + j])
        for j in range(lists):
            for one in range(particles):
                by_feature[kind * lists + j, one] -= here[0, one] * chances[kind, j, one]
        copy(by_feature[shares_at + kind], here[0])
        for one in range(particles):
            in_all[one] += here[0, one]
    for kind in range(classes):
        for one in range(particles):
            by_feature[shares_at + kind, one] -= shares[kind, one] * in_all[one]
