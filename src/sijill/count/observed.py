"""The likelihood of tables of many lists, from the cells that hold somebody; compiled.

The same models and the same numbers as ``sijill.count.likelihood``, which lays out every cell and so doubles with each
list. In classes the chance of being on some list is one minus a product, so that only cells with persons are summed.
On one scale persons come in by how many lists they are on, lists by their totals and pairs by what they share: nothing is left of the cells
but the sum over all of them, and that is over the cells of those lists alone whose pairs may depend; the others
sum to one, person by person. Every array ends in the particles.
"""

from typing import Final, NamedTuple, TypeAlias

import numpy as np

from sijill.count.cells import (
    Floats,
    Whole,
    add_times,
    copy,
    fill,
    fold,
    rise,
    shares_of,
    weights,
    within_reach,
)
from sijill.count.elementary import log
from sijill.count.scale import back, by_number, over_nodes
from sijill.names.uncounted import within_as

_FUSED: Final = {"contract"}
_Answer: TypeAlias = tuple[Floats, Floats]


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


@within_as(error_model="numpy", fastmath=_FUSED)
def seen_in_classes(features: Floats, classes: int, seen: Seen, by_feature: Floats) -> _Answer:
    """Return log likelihoods and odds where persons are of a few kinds; add the slopes to zeros.

    Features are the logits of each class's chances, class by class, then the logits of the shares of the classes.
    """
    lists, particles = len(seen.totals), features.shape[1]
    shares = shares_of(features[classes * lists :])
    rises, chances = np.empty((classes * lists, particles)), np.empty((classes * lists, particles))
    missed, some, documented = shares.copy(), np.zeros(particles), seen.persons.sum()
    for kind in range(classes):
        for j in range(kind * lists, (kind + 1) * lists):
            for one in range(particles):
                rises[j, one] = rise(features[j, one])
                off = 1 / (1 + rises[j, one])
                chances[j, one] = rises[j, one] * off
                # Added up list by list: as one minus a product it would lose its digits where it is small.
                some[one] += missed[kind, one] * chances[j, one]
                missed[kind, one] *= off
    in_class, found, odds = np.zeros(shares.shape), np.zeros(particles), np.zeros(particles)
    _deal(rises, missed, seen, by_feature, in_class, found)
    for one in range(particles):
        found[one] -= documented * log(some[one])
        some[one] = documented / some[one]
    for kind in range(classes):
        for one in range(particles):
            # The persons whom the class has seen, and those whom it would have left unseen.
            in_all = in_class[kind, one] + some[one] * missed[kind, one]
            for j in range(kind * lists, (kind + 1) * lists):
                by_feature[j, one] -= in_all * chances[j, one]
            by_feature[classes * lists + kind, one] = in_all - some[one] * shares[kind, one]
            odds[one] += missed[kind, one] * some[one] / documented
    return found, odds


@within_as(error_model="numpy", fastmath=_FUSED)
def _deal(
    rises: Floats, first: Floats, seen: Seen, by_feature: Floats, in_class: Floats, found: Floats
) -> None:
    """Add the log chance of the cells, and persons by class and by class and list."""
    (classes, particles), lists = first.shape, len(seen.totals)
    parts, whole = np.empty(first.shape), np.empty(particles)
    for cell in range(len(seen.persons)):
        fill(whole, 0.0)
        for kind in range(classes):
            copy(parts[kind], first[kind])
            for place in range(seen.starts[cell], seen.starts[cell + 1]):
                row = kind * lists + seen.lists[place]
                for one in range(particles):
                    parts[kind, one] *= rises[row, one]
            add_times(whole, parts[kind], 1.0)
        for one in range(particles):
            found[one] += seen.persons[cell] * log(whole[one])
            whole[one] = seen.persons[cell] / whole[one]
        for kind in range(classes):
            for one in range(particles):
                parts[kind, one] *= whole[one]
                in_class[kind, one] += parts[kind, one]
            for place in range(seen.starts[cell], seen.starts[cell + 1]):
                add_times(by_feature[kind * lists + seen.lists[place]], parts[kind], 1.0)


@within_as(error_model="numpy", fastmath=_FUSED)
def seen_on_a_scale(
    features: Floats, nodes: Floats, shares: Floats, seen: Seen, by_feature: Floats
) -> _Answer:
    """Return log likelihoods and odds where persons differ on one normal scale; add the slopes to zeros.

    Features are the lists' logits, the spread, and the dependence of each pair of lists.
    """
    lists, paired, particles = len(seen.totals), seen.paired, features.shape[1]
    chances = np.empty((len(nodes), lists, particles))
    inner = np.empty((len(nodes), paired + 1, particles))
    outer = np.empty((len(nodes), lists + 1, particles))
    some = by_number(features, nodes, shares, chances, inner, outer)
    inner_sums, outer_sums = over_nodes(inner), over_nodes(outer)
    cells, by_size = np.empty((1 << paired, particles)), np.zeros((paired + 1, particles))
    weights(features, paired, lists + 1, cells)
    for cell in range(len(cells)):
        size = seen.sizes[cell]
        for one in range(particles):
            cells[cell, one] *= inner_sums[size, one]
            by_size[size, one] += cells[cell, one]
    for size in range(1, paired + 1):
        for one in range(particles):
            some[one] += by_size[size, one]
    found, odds, expected = np.empty(particles), np.empty(particles), np.empty(particles)
    documented = seen.persons.sum()
    for one in range(particles):
        found[one] = -documented * log(some[one])
        odds[one] = outer_sums[0, one] / some[one]
        expected[one] = documented / some[one]
    for cell in range(len(cells)):
        for one in range(particles):
            cells[cell, one] *= -expected[one]
    for size in range(paired + 1):
        for one in range(particles):
            by_size[size, one] *= -expected[one] / inner_sums[size, one]
    _by_margins(features, cells, seen, by_feature, found)
    back(inner, chances, by_size, nodes, by_feature)
    back(outer, chances, _pulls(outer_sums, expected, seen, found), nodes, by_feature)
    return found, odds


@within_as(error_model="numpy", fastmath=_FUSED)
def _by_margins(features: Floats, cells: Floats, seen: Seen, by_feature: Floats, found: Floats) -> None:
    """Add what lists' totals and pairs' overlaps are worth; ``cells``, expected persons less than 0, are used up."""
    lists, particles = len(seen.totals), len(found)
    fold(cells, by_feature[: seen.paired], by_feature[lists + 1 :])
    for j in range(lists):
        for one in range(particles):
            found[one] += seen.totals[j] * within_reach(features[j, one])
            by_feature[j, one] += seen.totals[j]
    for pair in range(len(seen.shared)):
        row = lists + 1 + pair
        for one in range(particles):
            found[one] += seen.shared[pair] * within_reach(features[row, one])
            by_feature[row, one] += seen.shared[pair]


@within_as(error_model="numpy", fastmath=_FUSED)
def _pulls(sums: Floats, expected: Floats, seen: Seen, found: Floats) -> Floats:
    """Return the slopes by the weight of each number of lists, and add what persons on so many are worth."""
    pulls = np.zeros(sums.shape)
    copy(pulls[0], expected)
    for number in range(1, len(sums)):
        if seen.by_number[number] > 0:
            for one in range(len(found)):
                found[one] += seen.by_number[number] * log(sums[number, one])
                pulls[number, one] = seen.by_number[number] / sums[number, one]
    return pulls
