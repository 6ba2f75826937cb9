"""The likelihood of the overlaps with its exact slopes, compiled, of many particles side by side.

With a prior on the total proportional to its inverse the total integrates out exactly: what is left is the
chance of the patterns among persons who are on some list (Sanathanan 1972), a product over cells of
(weight of the cell / weights of all cells but the unseen one) to the power of its persons.

A *place* holds whitened parameters: all are standard normal beforehand but the last, one for each pair
of lists where they may depend, see ``prior``. Its *features* are linear in it: logits of chances (and the spread of catchability, or
the logits of the classes' shares), then the dependence of each pair, (0, 1), (0, 2), (1, 2), (0, 3) ... Places come
as [parameters, particles].
"""

from typing import Final, NamedTuple

import numpy as np
from numba import njit

from sijill.count.cells import Floats, Whole, add_times, fill
from sijill.count.elementary import exp, log
from sijill.count.laid_out import all_in_classes, all_on_a_scale
from sijill.count.observed import Seen, seen_in_classes, seen_on_a_scale

_FUSED: Final = {"contract"}


class Shape(NamedTuple):
    """A member as numbers: what the loops need to know of it."""

    lists: int
    classes: int
    """Kinds of persons; 0: one continuous scale."""
    offset: Floats
    """[features] their values where the place is 0."""
    factor: Floats
    """[place, features] what each parameter adds to them."""
    dependent: int
    """Parameters that are the dependence of a pair of lists: one for each pair, or none, then without features."""
    nodes: Floats
    """[nodes] places on the continuous scale at which it is integrated, with ``shares``."""
    shares: Floats
    pairs: Floats
    """Share and deviation of slight dependence, deviation of any other; before seeing the data."""
    persons: Floats
    """[2^lists] persons by pattern; entry 0 is 0."""
    numbers: Whole
    """[2^lists] lists of each pattern."""
    seen: Seen
    """The table by its cells with persons, where there are too many patterns to lay out; then those above are empty."""


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_FUSED)
def prior(places: Floats, shape: Shape, slopes: Floats) -> Floats:
    """Return the log densities of ``places`` beforehand, up to a constant, and write their slopes."""
    share, narrow, wide = shape.pairs
    particles, normal = places.shape[1], len(places) - shape.dependent
    density = np.zeros(particles)
    for row in range(normal):
        for one in range(particles):
            density[one] -= places[row, one] * places[row, one] / 2
            slopes[row, one] = -places[row, one]
    for row in range(normal, len(places)):
        for one in range(particles):
            square = places[row, one] * places[row, one]
            slight = share / narrow * exp(-square / (2 * narrow * narrow))
            strong = (1 - share) / wide * exp(-square / (2 * wide * wide))
            density[one] += log(slight + strong)
            pull = (slight / narrow**2 + strong / wide**2) / (slight + strong)
            slopes[row, one] = -places[row, one] * pull
    return density


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_FUSED)
def likelihood(places: Floats, shape: Shape, slopes: Floats) -> tuple[Floats, Floats]:
    """Return the log likelihoods at ``places`` and the odds of being on no list; write the slopes."""
    features = np.empty((len(shape.offset), places.shape[1]))
    for column in range(len(features)):
        fill(features[column], shape.offset[column])
        for row in range(len(places)):
            if shape.factor[row, column] != 0:
                add_times(features[column], places[row], shape.factor[row, column])
    by_feature = np.zeros(features.shape)
    if len(shape.seen.persons) and shape.classes:
        found, odds = seen_in_classes(features, shape.classes, shape.seen, by_feature)
    elif len(shape.seen.persons):
        found, odds = seen_on_a_scale(features, shape.nodes, shape.shares, shape.seen, by_feature)
    elif shape.classes:
        found, odds = all_in_classes(features, shape.classes, shape.persons, by_feature)
    else:
        found, odds = all_on_a_scale(
            features, shape.nodes, shape.shares, shape.persons, shape.numbers, by_feature
        )
    for row in range(len(places)):
        fill(slopes[row], 0.0)
        for column in range(len(features)):
            if shape.factor[row, column] != 0:
                add_times(slopes[row], by_feature[column], shape.factor[row, column])
    return found, odds
