"""Persons on one continuous scale of visibility, integrated at nodes, of many particles side by side; compiled.

A pattern depends on the scale only by how many lists it has: what is left of the scale is a weight for each number of
lists. Every array ends in the particles.
"""

from typing import Final

import numpy as np
from numba import njit

from sijill.count.cells import Floats, copy, fill, rise
from sijill.names.uncounted import within_as

_FUSED: Final = {"contract"}


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_FUSED)
def by_number(
    features: Floats, nodes: Floats, shares: Floats, chances: Floats, inner: Floats, outer: Floats
) -> Floats:
    """Write by node and number of lists its weight, but for the lists' logits, among the first lists and among all.

    ``chances`` are [nodes, lists, particles], ``inner`` and ``outer`` [nodes, numbers of lists, particles]. Returns the
    weight of persons who are on none of the first lists and on some other: it is added up list by list, since as
    one minus a product it would lose its digits where it is small.
    """
    lists, particles = chances.shape[1], chances.shape[2]
    within, rises, beyond = inner.shape[1] - 1, np.empty((lists, particles)), np.zeros(particles)
    step, weight = np.empty(particles), np.empty(particles)
    rest, on_rest = np.empty(particles), np.empty(particles)
    for j in range(lists):
        for one in range(particles):
            rises[j, one] = rise(features[j, one])
    for node in range(len(nodes)):
        for one in range(particles):
            step[one] = rise(features[lists, one] * nodes[node])
            weight[one], rest[one], on_rest[one] = shares[node], 1.0, 0.0
        for j in range(within):
            for one in range(particles):
                odds = rises[j, one] * step[one]
                chances[node, j, one] = odds / (1 + odds)
                weight[one] /= 1 + odds
        for j in range(within, lists):
            for one in range(particles):
                odds = rises[j, one] * step[one]
                chances[node, j, one] = odds / (1 + odds)
                on_rest[one] += rest[one] * chances[node, j, one]
                rest[one] /= 1 + odds
        for one in range(particles):
            beyond[one] += weight[one] * on_rest[one]
            rest[one] *= weight[one]
        _climb(weight, step, inner[node])
        _climb(rest, step, outer[node])
    return beyond


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_FUSED)
def _climb(weight: Floats, step: Floats, weights: Floats) -> None:
    """Write the weight of a node at each number of lists: each list more is a ``step`` more."""
    copy(weights[0], weight)
    for number in range(1, len(weights)):
        for one in range(len(step)):
            weights[number, one] = weights[number - 1, one] * step[one]


@within_as(error_model="numpy", fastmath=_FUSED)
def over_nodes(weights: Floats) -> Floats:
    """Return the sums over nodes."""
    sums = np.zeros((weights.shape[1], weights.shape[2]))
    for node in range(len(weights)):
        for number in range(len(sums)):
            for one in range(sums.shape[1]):
                sums[number, one] += weights[node, number, one]
    return sums


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_FUSED)
def back(weights: Floats, chances: Floats, pulls: Floats, nodes: Floats, by_feature: Floats) -> None:
    """Add to the slopes by the lists' logits and by the spread, for slopes ``pulls`` by sums of ``weights`` over nodes."""
    lists, particles = chances.shape[1], chances.shape[2]
    within, here, turn = weights.shape[1] - 1, np.empty(particles), np.empty(particles)
    for node in range(len(nodes)):
        fill(here, 0.0)
        fill(turn, 0.0)
        for number in range(within + 1):
            for one in range(particles):
                part = weights[node, number, one] * pulls[number, one]
                here[one] += part
                turn[one] += part * number
        for j in range(within):
            for one in range(particles):
                missed = here[one] * chances[node, j, one]
                by_feature[j, one] -= missed
                turn[one] -= missed
        for one in range(particles):
            by_feature[lists, one] += nodes[node] * turn[one]
