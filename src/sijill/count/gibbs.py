"""Sweeps of the sampler for latent classes with a stick-breaking prior, over cells instead of persons; compiled.

The model of Manrique-Vallier 2016 (LCMCR): persons fall into up to ``CLASSES`` classes with shares that come of breaking a stick,
each break Beta(1, a), a Gamma(.25, .25); within a class lists are independent, chances uniform; the total has a
prior proportional to its inverse. The persons of a cell are dealt out to classes together, by one multinomial draw, so that a sweep
costs the same for a hundred persons and for a million. Totals beyond 21 times the documented persons are
not considered, as in that program.
"""

from typing import Final, NamedTuple

import numpy as np
from numba import njit

from sijill.count.cells import Floats
from sijill.count.overlaps import Whole
from sijill.names.uncounted import within_as

CLASSES: Final = 10
STICK: Final = (0.25, 0.25)
"""Shape and rate of the gamma prior on the breaking of the stick."""
MOST_UNSEEN: Final = 20
"""Undocumented persons, by persons documented, beyond which no total is considered."""


_SWAPS: Final = 3
_SMALLEST: Final = 1e-12


class State(NamedTuple):
    """Where a chain stands; changed in place."""

    shares: Floats
    """[classes]"""
    chances: Floats
    """[classes, lists]"""
    rests: Floats
    """[classes - 1] logarithm of the part of the stick that each break leaves; its exponential may be too small."""
    stick: Floats
    """[1] how evenly the stick is broken; sweeps that hold it leave it alone."""


class Table(NamedTuple):
    """Observed cells."""

    on_list: Whole
    """[cells, lists] 1 where the persons of the cell are on the list."""
    persons: Whole
    """[cells]"""


class Plan(NamedTuple):
    """How to sweep."""

    every: int
    """Sweeps for each total that is kept."""
    hold: bool
    """Leave the stick as it is broken."""


def start(random: np.random.Generator, lists: int) -> State:
    """Return a place to begin from: shares alike, chances drawn from the prior, the stick broken off early."""
    rests = np.log1p(-1 / np.arange(CLASSES, 1, -1))
    return State(
        np.full(CLASSES, 1 / CLASSES), random.random((CLASSES, lists)), rests, np.array([0.3 / CLASSES])
    )


@njit(cache=True, nogil=True, error_model="numpy")
def sweep(table: Table, state: State, random: np.random.Generator, plan: Plan, totals: Floats) -> None:
    """Fill ``totals``, one entry each so many sweeps."""
    classes, lists = state.chances.shape
    persons, on = np.empty(classes), np.empty((classes, lists))
    for entry in range(len(totals)):
        for _ in range(plan.every):
            persons[:] = 0.0
            on[:] = 0.0
            totals[entry] = _deal(table, state, random, persons, on)
            for _ in range(_SWAPS):
                _swap(state, random, persons, on)
            _redraw(state, random, persons, on)
            if not plan.hold:
                shape, rate = STICK[0] + classes - 1, STICK[1] - state.rests.sum()
                state.stick[0] = max(random.gamma(shape, 1.0) / rate, _SMALLEST)


@within_as(error_model="numpy")
def _deal(table: Table, state: State, random: np.random.Generator, persons: Floats, on: Floats) -> float:
    """Deal all persons, seen and unseen, out to classes; return how many there are."""
    classes, lists = state.chances.shape
    weights, dealt = np.empty(classes), np.empty(classes)
    documented = 0
    for cell in range(len(table.persons)):
        for kind in range(classes):
            weights[kind] = state.shares[kind]
            for j in range(lists):
                chance = state.chances[kind, j]
                weights[kind] *= chance if table.on_list[cell, j] else 1 - chance
        _multinomial(table.persons[cell], weights, random, dealt)
        documented += table.persons[cell]
        for kind in range(classes):
            persons[kind] += dealt[kind]
            for j in range(lists):
                on[kind, j] += table.on_list[cell, j] * dealt[kind]
    unseen_share = 0.0
    for kind in range(classes):
        weights[kind] = state.shares[kind]
        for j in range(lists):
            weights[kind] *= 1 - state.chances[kind, j]
        unseen_share += weights[kind]
    unseen = _unseen(documented, unseen_share, random)
    _multinomial(unseen, weights, random, dealt)
    for kind in range(classes):
        persons[kind] += dealt[kind]
    return float(documented + unseen)


@njit(cache=True, nogil=True, error_model="numpy")
def _unseen(documented: int, share: float, random: np.random.Generator) -> int:
    """Draw the unseen: negative binomial, drawn again while there are too many; the most, if ever so often."""
    odds = min(share / max(1 - share, 1e-300), 1e9)
    for _ in range(100):
        unseen = random.poisson(min(random.gamma(documented, 1.0) * odds, 1e15))
        if unseen <= MOST_UNSEEN * documented:
            return int(unseen)
    return MOST_UNSEEN * documented


@njit(cache=True, nogil=True, error_model="numpy")
def _swap(state: State, random: np.random.Generator, persons: Floats, on: Floats) -> None:
    """Propose that two classes change places, and two neighbours with their breaks (Papaspiliopoulos, Roberts 2008).

    The order of the classes matters to the prior; persons dealt one by one hardly ever change it.
    """
    classes, rests = len(persons), state.rests
    one, other = int(random.integers(0, classes)), int(random.integers(0, classes))
    rise = (persons[other] - persons[one]) * (_log_share(rests, one) - _log_share(rests, other))
    if np.log(random.random()) < rise:
        _exchange(persons, on, one, other)
    one = int(random.integers(0, classes - 2))
    other = one + 1
    if np.log(random.random()) < persons[one] * rests[other] - persons[other] * rests[one]:
        _exchange(persons, on, one, other)
        rests[one], rests[other] = rests[other], rests[one]


@njit(cache=True, nogil=True)
def _exchange(persons: Floats, on: Floats, one: int, other: int) -> None:
    persons[one], persons[other] = persons[other], persons[one]
    for j in range(on.shape[1]):
        on[one, j], on[other, j] = on[other, j], on[one, j]


@njit(cache=True, nogil=True, error_model="numpy")
def _log_share(rests: Floats, kind: int) -> float:
    """Return the logarithm of a class's share, which may be too small for a number."""
    log_share = rests[:kind].sum()
    if kind < len(rests):
        log_share += np.log(max(-np.expm1(rests[kind]), 1e-300))
    return float(log_share)


@within_as(error_model="numpy")
def _redraw(state: State, random: np.random.Generator, persons: Floats, on: Floats) -> None:
    """Draw chances and shares given who is in which class."""
    classes, lists = state.chances.shape
    behind, log_left = persons.sum(), 0.0
    for kind in range(classes):
        behind -= persons[kind]
        for j in range(lists):
            state.chances[kind, j] = random.beta(1 + on[kind, j], 1 + persons[kind] - on[kind, j])
        if kind < classes - 1:
            log_rest = _log_rest(state.stick[0] + behind, 1 + persons[kind], random)
            state.shares[kind] = -np.exp(log_left) * np.expm1(log_rest)
            log_left += log_rest
            state.rests[kind] = log_rest
    state.shares[classes - 1] = np.exp(log_left)


@within_as(error_model="numpy")
def _log_rest(rest: float, broken: float, random: np.random.Generator) -> float:
    """Return the logarithm of a beta draw, the part of the stick that is left; it may be too small for a number."""
    log_rest = np.log(random.gamma(rest + 1, 1.0)) - random.exponential(1.0) / rest
    return float(log_rest - np.log(np.exp(log_rest) + random.gamma(broken, 1.0)))


@within_as(error_model="numpy")
def _multinomial(number: int, weights: Floats, random: np.random.Generator, dealt: Floats) -> None:
    left, whole = number, weights.sum()
    for kind in range(len(weights)):
        if left == 0:
            dealt[kind] = 0
            continue
        share = min(max(weights[kind] / whole, 0.0), 1.0) if kind < len(weights) - 1 and whole > 0 else 1.0
        taken = random.binomial(left, share)
        dealt[kind] = taken
        left -= taken
        whole -= weights[kind]
