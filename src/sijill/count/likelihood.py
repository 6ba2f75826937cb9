"""The likelihood of the overlaps with its exact slopes, as compiled loops over cells.

With a prior on the total proportional to its inverse the total integrates out exactly: what is left is the
chance of the patterns among persons who are on some list (Sanathanan 1972), a product over cells of
(weight of the cell / weights of all cells but the unseen one) to the power of its persons. Cells are
numbered by their bits and filled by doubling: the cell with list j is the cell without it times a factor.

A *place* is a row of whitened parameters: all are standard normal beforehand but the last, one for each pair
of lists where they may depend, see ``prior``. Its *features* are linear in it: logits of chances (and the spread of catchability, or
the logits of the classes' shares), then the dependence of each pair, (0, 1), (0, 2), (1, 2), (0, 3) ...
"""

from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.count import observed
from sijill.count.observed import Seen, fold, in_classes, on_a_scale

Floats: TypeAlias = observed.Floats

_FARTHEST: Final = 30.0
_ANY_ORDER: Final = {"contract", "reassoc"}
"""Sums may be taken in any order."""


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
    """Parameters that are the dependence of a pair of lists: one for each pair, or none."""
    nodes: Floats
    """[nodes] places on the continuous scale at which it is integrated, with ``shares``."""
    shares: Floats
    pairs: Floats
    """Share and deviation of slight dependence, deviation of any other; before seeing the data."""
    persons: Floats
    """[2^lists] persons by pattern; entry 0 is 0."""
    numbers: NDArray[np.int64]
    """[2^lists] lists of each pattern."""
    seen: Seen
    """The table by its cells with persons, where there are too many patterns to lay out; then those above are empty."""


@njit(cache=True, nogil=True, error_model="numpy")
def prior(place: Floats, shape: Shape, slope: Floats) -> float:
    """Return the log density of ``place`` beforehand, up to a constant, and write its slope."""
    share, narrow, wide = shape.pairs
    normal = len(place) - shape.dependent
    density = 0.0
    for row in range(normal):
        density -= place[row] * place[row] / 2
        slope[row] = -place[row]
    for row in range(normal, len(place)):
        square = place[row] * place[row]
        slight = share / narrow * np.exp(-square / (2 * narrow * narrow))
        strong = (1 - share) / wide * np.exp(-square / (2 * wide * wide)) + 1e-300
        density += np.log(slight + strong)
        slope[row] = -place[row] * (slight / narrow**2 + strong / wide**2) / (slight + strong)
    return density


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_ANY_ORDER)
def likelihood(place: Floats, shape: Shape, slope: Floats) -> tuple[float, float]:
    """Return the log likelihood at ``place`` and the odds of being on no list; write the slope."""
    features = shape.offset.copy()
    for row in range(len(place)):
        for column in range(len(features)):
            features[column] += place[row] * shape.factor[row, column]
    by_feature = np.zeros(len(features))
    if len(shape.seen.persons):
        found, odds = _from_seen(features, shape, by_feature)
    elif shape.classes:
        found, odds = _in_classes(features, shape, by_feature)
    else:
        found, odds = _on_a_scale(features, shape, by_feature)
    for row in range(len(place)):
        total = 0.0
        for column in range(len(features)):
            total += shape.factor[row, column] * by_feature[column]
        slope[row] = total
    return found, odds


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_ANY_ORDER)
def _from_seen(features: Floats, shape: Shape, by_feature: Floats) -> tuple[float, float]:
    """Persons of either kind, on too many lists for all patterns."""
    if not shape.classes:
        return on_a_scale(features, shape.nodes, shape.shares, shape.seen, by_feature)
    shares_at = shape.classes * shape.lists
    logits = features[:shares_at].reshape(shape.classes, shape.lists)
    return in_classes(
        logits, _shares(features[shares_at : shares_at + shape.classes]), shape.seen, by_feature
    )


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_ANY_ORDER)
def _on_a_scale(features: Floats, shape: Shape, by_feature: Floats) -> tuple[float, float]:
    """Persons differ on one normal scale: a cell depends on it only by how many lists it has."""
    lists, nodes = shape.lists, len(shape.nodes)
    by_number, chances = np.empty((nodes, lists + 1)), np.empty((nodes, lists))
    cells, sums, pulls = np.empty(1 << lists), np.zeros(lists + 1), np.zeros(lists + 1)
    _by_number(features, shape, by_number, chances)
    for node in range(nodes):
        for number in range(lists + 1):
            sums[number] += by_number[node, number]
    cells[0] = 1.0
    for j in range(lists):
        half, rise = 1 << j, _rise(features[j])
        for cell in range(half):
            cells[half + cell] = cells[cell] * rise
    for cell in range(len(cells)):
        cells[cell] *= sums[shape.numbers[cell]]
    found, odds = _residuals(cells, features[lists + 1 :], shape)
    for cell in range(1, len(cells)):
        pulls[shape.numbers[cell]] += cells[cell]
    for number in range(lists + 1):
        pulls[number] /= sums[number]
    fold(cells, by_feature[:lists], by_feature[lists + 1 :])
    _back_to_scale(by_number, chances, pulls, shape.nodes, by_feature)
    return found, odds


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_ANY_ORDER)
def _by_number(features: Floats, shape: Shape, by_number: Floats, chances: Floats) -> None:
    """Write for each node its weight at each number of lists, but for the lists' own logits, and its chances."""
    nodes, lists = chances.shape
    rises = np.empty(lists)
    for j in range(lists):
        rises[j] = _rise(features[j])
    for node in range(nodes):
        step, weight = _rise(features[lists] * shape.nodes[node]), shape.shares[node]
        for j in range(lists):
            missed = 1 / (1 + rises[j] * step)
            chances[node, j] = 1 - missed
            weight *= missed
        for number in range(lists + 1):
            by_number[node, number] = weight
            weight *= step


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_ANY_ORDER)
def _back_to_scale(
    by_number: Floats, chances: Floats, pulls: Floats, places: Floats, by_feature: Floats
) -> None:
    """Add to the slopes by the lists' logits, and write that by the spread."""
    nodes, lists = chances.shape
    for node in range(nodes):
        here, rise = 0.0, 0.0
        for number in range(lists + 1):
            here += by_number[node, number] * pulls[number]
            rise += by_number[node, number] * pulls[number] * number
        for j in range(lists):
            by_feature[j] -= here * chances[node, j]
            rise -= here * chances[node, j]
        by_feature[lists] += places[node] * rise


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_ANY_ORDER)
def _in_classes(features: Floats, shape: Shape, by_feature: Floats) -> tuple[float, float]:
    """Persons are of a few kinds, each with its own chances."""
    lists, classes = shape.lists, shape.classes
    shares_at = classes * lists
    shares = _shares(features[shares_at : shares_at + classes])
    parts, chances = np.empty((classes, 1 << lists)), np.empty((classes, lists))
    sums, residuals = np.zeros(1 << lists), np.empty(1 << lists)
    for kind in range(classes):
        first = shares[kind]
        for j in range(lists):
            missed = 1 / (1 + _rise(features[kind * lists + j]))
            chances[kind, j] = 1 - missed
            first *= missed
        parts[kind, 0] = first
        for j in range(lists):
            half, rise = 1 << j, _rise(features[kind * lists + j])
            for cell in range(half):
                parts[kind, half + cell] = parts[kind, cell] * rise
        for cell in range(len(sums)):
            sums[cell] += parts[kind, cell]
    for cell in range(len(sums)):
        residuals[cell] = sums[cell]
    found, odds = _residuals(residuals, features[shares_at + classes :], shape)
    for cell in range(len(sums)):
        sums[cell] = residuals[cell] / sums[cell]
    fold(residuals, np.empty(lists), by_feature[shares_at + classes :])
    _share_out(parts, sums, shares, chances, by_feature)
    return found, odds


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_ANY_ORDER)
def _share_out(parts: Floats, pulls: Floats, shares: Floats, chances: Floats, by_feature: Floats) -> None:
    """Write the slopes by the classes' logits and shares; ``parts``, the cells by class, are used up."""
    classes, lists = chances.shape
    shares_at, in_all = classes * lists, 0.0
    for kind in range(classes):
        here = parts[kind]
        for cell in range(len(pulls)):
            here[cell] *= pulls[cell]
        for j in range(lists - 1, -1, -1):
            half, on_list = 1 << j, 0.0
            for cell in range(half):
                on_list += here[half + cell]
                here[cell] += here[half + cell]
            by_feature[kind * lists + j] = on_list
        for j in range(lists):
            by_feature[kind * lists + j] -= here[0] * chances[kind, j]
        by_feature[shares_at + kind] = here[0]
        in_all += here[0]
    for kind in range(classes):
        by_feature[shares_at + kind] -= shares[kind] * in_all


@njit(cache=True, nogil=True, error_model="numpy")
def _rise(logit: float) -> float:
    return float(np.exp(min(max(logit, -_FARTHEST), _FARTHEST)))


@njit(cache=True, nogil=True, error_model="numpy")
def _shares(logits: Floats) -> Floats:
    shares = np.empty(len(logits))
    best, whole = logits.max(), 0.0
    for kind in range(len(logits)):
        shares[kind] = np.exp(logits[kind] - best)
        whole += shares[kind]
    for kind in range(len(logits)):
        shares[kind] /= whole
    return shares


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_ANY_ORDER)
def _residuals(cells: Floats, pairs: Floats, shape: Shape) -> tuple[float, float]:
    """Return log likelihood and odds; ``cells``, given as weights without dependence, become its slopes.

    The slope is by the logarithm of each cell's weight: persons seen there less persons expected.
    """
    depend = _dependence(pairs, shape.lists)
    documented, found, total = shape.persons.sum(), 0.0, 0.0
    unseen = cells[0]
    for cell in range(1, len(cells)):
        if shape.persons[cell] > 0:
            found += shape.persons[cell] * (np.log(cells[cell]) + depend[cell])
        cells[cell] *= np.exp(depend[cell])
        total += cells[cell]
    cells[0] = 0.0
    for cell in range(1, len(cells)):
        cells[cell] = shape.persons[cell] - documented * cells[cell] / total
    return found - documented * np.log(total), unseen / total


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_ANY_ORDER)
def _dependence(pairs: Floats, lists: int) -> Floats:
    """Return for each cell the sum of the dependence of its pairs of lists."""
    sums = np.zeros(1 << lists)
    for k in range(1, lists):
        upper = 1 << k
        for j in range(k):
            half = 1 << j
            for cell in range(upper, upper + half):
                sums[half + cell] = sums[cell] + pairs[k * (k - 1) // 2 + j]
        for cell in range(upper):
            sums[upper + cell] += sums[cell]
    return sums
