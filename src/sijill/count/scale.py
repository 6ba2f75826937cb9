"""Persons on one continuous scale of visibility, integrated at nodes, of many particles side by side; compiled.

A pattern depends on the scale only by how many lists it has: what is left of the scale is a weight for each number of
lists. Every array ends in the particles.
"""

from typing import Final

import numpy as np
from numba import njit

from sijill.count.cells import Floats, rise

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
    _, lists, particles = chances.shape
    within, rises, beyond = inner.shape[1] - 1, np.empty((lists, particles)), np.zeros(particles)
    step, weight, rest, on_rest = np.empty((4, particles))
    for j in range(lists):
        for one in range(particles):
            rises[j, one] = rise(features[j, one])
    for node in range(len(nodes)):
        for one in range(particles):
            step[one] = rise(features[lists, one] * nodes[node])
            weight[one], rest[one], on_rest[one] = shares[node], 1.0, 0.0
        for j in range(lists):
            for one in range(particles):
                odds = rises[j, one] * step[one]
                off = 1 / (1 + odds)
                chances[node, j, one] = odds * off
                if j < within:
                    weight[one] *= off
                else:
                    on_rest[one] += rest[one] * chances[node, j, one]
                    rest[one] *= off
        for one in range(particles):
            beyond[one] += weight[one] * on_rest[one]
        for number in range(lists + 1):
            if number <= within:
                inner[node, number] = weight
            for one in range(particles):
                outer[node, number, one] = weight[one] * rest[one]
                weight[one] *= step[one]
    return beyond


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_FUSED)
def over_nodes(weights: Floats) -> Floats:
    """Return the sums over nodes."""
    sums = np.zeros(weights.shape[1:])
    for node in range(len(weights)):
        for number in range(len(sums)):
            for one in range(sums.shape[1]):
                sums[number, one] += weights[node, number, one]
    return sums


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_FUSED)
def back(weights: Floats, chances: Floats, pulls: Floats, nodes: Floats, by_feature: Floats) -> None:
    """Add to the slopes by the lists' logits and by the spread, for slopes ``pulls`` by sums of ``weights`` over nodes."""
    _, lists, particles = chances.shape
    within, here, turn = weights.shape[1] - 1, np.empty(particles), np.empty(particles)
    for node in range(len(nodes)):
        here[:], turn[:] = 0.0, 0.0
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
