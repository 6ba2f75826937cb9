"""The likelihood of tables of many lists, from the cells that hold somebody; compiled.

The same models and the same numbers as ``sijill.count.likelihood``, which lays out every cell and so doubles with each
list. In classes the chance of being on some list is one minus a product, so that only cells with persons are summed.
On one scale persons come in by how many lists they are on, lists by their totals and pairs by what they share: nothing is left of the cells
but the sum over all of them, and that is over the cells of those lists alone whose pairs may depend; the others
sum to one, person by person.
"""

from typing import Final, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

_FARTHEST: Final = 30.0
_ANY_ORDER: Final = {"contract", "reassoc"}
"""Sums may be taken in any order."""


class Seen(NamedTuple):
    """A table by its cells with persons; without any where all cells are laid out instead."""

    paired: int
    """Lists, from the first, whose pairs may depend."""
    persons: Floats
    """[cells]"""
    starts: Whole
    """[cells + 1] where the lists of each cell begin in ``lists``."""
    lists: Whole
    """The lists of all cells, one after the other."""
    totals: Floats
    """[lists] persons on each."""
    shared: Floats
    """[pairs] persons on both, for lists that may depend: (0, 1), (0, 2), (1, 2), (0, 3) ..."""
    by_number: Floats
    """[lists + 1] persons on so many lists."""
    sizes: Whole
    """[2^paired] lists of each pattern of the lists that may depend."""


def seen_of(persons: Floats, paired: int) -> Seen:
    """Return ``persons`` over all 2^J patterns by its cells; pairs of the first ``paired`` lists may depend."""
    lists = len(persons).bit_length() - 1
    patterns = np.flatnonzero(persons)
    on = (patterns[:, None] >> np.arange(lists)) & 1
    counts = persons[patterns].astype(np.float64)
    overlaps = on.T @ (on * counts[:, None])
    numbers = on.sum(axis=1)
    return Seen(
        paired=paired,
        persons=counts,
        starts=np.concatenate([[0], np.cumsum(numbers)]).astype(np.int64),
        lists=np.nonzero(on)[1].astype(np.int64),
        totals=np.diag(overlaps).astype(np.float64),
        shared=np.array([overlaps[j, k] for k in range(paired) for j in range(k)], np.float64),
        by_number=np.bincount(numbers, counts, minlength=lists + 1).astype(np.float64),
        sizes=np.array([cell.bit_count() for cell in range(1 << paired)], np.int64),
    )


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_ANY_ORDER)
def in_classes(logits: Floats, shares: Floats, seen: Seen, by_feature: Floats) -> tuple[float, float]:
    """Return log likelihood and odds; write the slopes by ``logits`` [classes, lists], then by those of the shares."""
    classes, lists = logits.shape
    missed, rises, chances = np.zeros(classes), np.empty(logits.shape), np.empty(logits.shape)
    for kind in range(classes):
        for j in range(lists):
            rises[kind, j] = np.exp(min(max(logits[kind, j], -_FARTHEST), _FARTHEST))
            chances[kind, j] = rises[kind, j] / (1 + rises[kind, j])
            missed[kind] -= np.log1p(rises[kind, j])
    unseen, some = 0.0, 0.0
    for kind in range(classes):
        some -= shares[kind] * np.expm1(missed[kind])
        missed[kind] = np.exp(missed[kind])
        unseen += shares[kind] * missed[kind]
    in_class, on = _dealt(rises, shares * missed, seen, by_feature)
    documented = in_class.sum()
    for kind in range(classes):
        # The persons whom the class has seen, and those whom it would have left unseen.
        all_in_class = in_class[kind] + documented * shares[kind] * missed[kind] / some
        for j in range(lists):
            by_feature[kind * lists + j] -= all_in_class * chances[kind, j]
        by_feature[classes * lists + kind] = all_in_class - documented * shares[kind] / some
    return on - documented * np.log(some), unseen / some


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_ANY_ORDER)
def _dealt(rises: Floats, first: Floats, seen: Seen, by_feature: Floats) -> tuple[Floats, float]:
    """Return persons by class and the log chance of the cells; write persons by class and list."""
    classes, lists = rises.shape
    in_class, parts, found = np.zeros(classes), np.empty(classes), 0.0
    for cell in range(len(seen.persons)):
        whole = 0.0
        for kind in range(classes):
            parts[kind] = first[kind]
            for place in range(seen.starts[cell], seen.starts[cell + 1]):
                parts[kind] *= rises[kind, seen.lists[place]]
            whole += parts[kind]
        found += seen.persons[cell] * np.log(whole)
        for kind in range(classes):
            here = seen.persons[cell] * parts[kind] / whole
            in_class[kind] += here
            for place in range(seen.starts[cell], seen.starts[cell + 1]):
                by_feature[kind * lists + seen.lists[place]] += here
    return in_class, found


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_ANY_ORDER)
def on_a_scale(
    features: Floats, nodes: Floats, shares: Floats, seen: Seen, by_feature: Floats
) -> tuple[float, float]:
    """Return log likelihood and odds; write the slopes by the lists' logits, the spread, and the pairs."""
    lists, paired = len(seen.totals), seen.paired
    features = _within_reach(features, lists)
    documented = seen.persons.sum()
    chances, inner = np.empty((len(nodes), lists)), np.empty((len(nodes), paired + 1))
    outer = np.empty((len(nodes), lists + 1))
    beyond = _by_number(features, nodes, shares, chances, inner, outer)
    inner_sums, outer_sums = inner.sum(axis=0), outer.sum(axis=0)
    cells = _weights(features, lists, paired)
    by_size = np.zeros(paired + 1)
    for cell in range(len(cells)):
        cells[cell] *= inner_sums[seen.sizes[cell]]
        by_size[seen.sizes[cell]] += cells[cell]
    some = by_size[1:].sum() + beyond
    found = -documented * np.log(some)
    inner_pulls, outer_pulls = np.empty(paired + 1), np.zeros(lists + 1)
    for number in range(paired + 1):
        inner_pulls[number] = -documented * by_size[number] / (some * inner_sums[number])
    outer_pulls[0] = documented / some
    for number in range(1, lists + 1):
        if seen.by_number[number] > 0:
            found += seen.by_number[number] * np.log(outer_sums[number])
            outer_pulls[number] = seen.by_number[number] / outer_sums[number]
    _back(inner, chances, inner_pulls, nodes, by_feature)
    _back(outer, chances, outer_pulls, nodes, by_feature)
    by_list, by_pair = np.empty(paired), np.empty(len(seen.shared))
    fold(cells, by_list, by_pair)
    for j in range(lists):
        found += seen.totals[j] * features[j]
        by_feature[j] += seen.totals[j] - (documented * by_list[j] / some if j < paired else 0.0)
    for pair in range(len(seen.shared)):
        found += seen.shared[pair] * features[lists + 1 + pair]
        by_feature[lists + 1 + pair] = seen.shared[pair] - documented * by_pair[pair] / some
    return found, outer_sums[0] / some


@njit(cache=True, nogil=True, error_model="numpy")
def _within_reach(features: Floats, lists: int) -> Floats:
    """Return ``features`` with the lists' logits brought within reach of the numbers."""
    near = features.copy()
    for j in range(lists):
        near[j] = min(max(near[j], -_FARTHEST), _FARTHEST)
    return near


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_ANY_ORDER)
def _by_number(
    features: Floats, nodes: Floats, shares: Floats, chances: Floats, inner: Floats, outer: Floats
) -> float:
    """Write by node and number of lists its weight, but for the lists' logits, among some lists and among all.

    Returns the weight of persons who are on none of the ``inner`` lists and on some other.
    """
    lists, paired, beyond = chances.shape[1], inner.shape[1] - 1, 0.0
    for node in range(len(nodes)):
        step = np.exp(min(max(features[lists] * nodes[node], -_FARTHEST), _FARTHEST))
        weight, log_rest = shares[node], 0.0
        for j in range(lists):
            rise = np.exp(features[j]) * step
            chances[node, j] = rise / (1 + rise)
            if j < paired:
                weight /= 1 + rise
            else:
                log_rest -= np.log1p(rise)
        beyond -= weight * np.expm1(log_rest)
        rest = np.exp(log_rest)
        for number in range(lists + 1):
            outer[node, number] = weight * rest
            if number <= paired:
                inner[node, number] = weight
            weight *= step
    return beyond


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_ANY_ORDER)
def _weights(features: Floats, lists: int, paired: int) -> Floats:
    """Return the weights of the patterns of the lists that may depend, but for how visible persons are."""
    cells, pair = np.empty(1 << paired), lists + 1
    cells[0] = 1.0
    for k in range(paired):
        with_it = cells[1 << k : 2 << k]
        with_it[0] = np.exp(features[k])
        for j in range(k):
            half, rise = 1 << j, np.exp(features[pair])
            pair += 1
            for cell in range(half):
                with_it[half + cell] = with_it[cell] * rise
        for cell in range(1 << k):
            with_it[cell] *= cells[cell]
    return cells


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_ANY_ORDER)
def _back(by_number: Floats, chances: Floats, pulls: Floats, places: Floats, by_feature: Floats) -> None:
    """Add to the slopes by the lists' logits and by the spread, for the sums of ``by_number`` over nodes."""
    nodes, lists = chances.shape
    for node in range(nodes):
        here, rise = 0.0, 0.0
        for number in range(by_number.shape[1]):
            part = by_number[node, number] * pulls[number]
            here += part
            rise += part * number
        for j in range(by_number.shape[1] - 1):
            by_feature[j] -= here * chances[node, j]
            rise -= here * chances[node, j]
        by_feature[lists] += places[node] * rise


@njit(cache=True, nogil=True, error_model="numpy", fastmath=_ANY_ORDER)
def fold(cells: Floats, by_list: Floats, by_pair: Floats) -> None:
    """Write the sums of ``cells`` over those with each list and with each pair; ``cells`` are used up."""
    for k in range(len(by_list) - 1, -1, -1):
        upper = cells[1 << k : 2 << k]
        for cell in range(1 << k):
            cells[cell] += upper[cell]
        for j in range(k - 1, -1, -1):
            half, both = 1 << j, 0.0
            for cell in range(half):
                both += upper[half + cell]
                upper[cell] += upper[half + cell]
            by_pair[k * (k - 1) // 2 + j] = both
        by_list[k] = upper[0]
