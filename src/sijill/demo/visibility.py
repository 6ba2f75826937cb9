"""Who is on which list where the truth is known: designs under which persons differ in how visible they are.

The designs are those by which estimators of totals are usually judged: lists that are independent, a few kinds of
persons (Manrique-Vallier 2016), kinds that prefer other lists, lists that depend in pairs (Fienberg 1972), a
catchability of each person's own (Darroch and others 1993), and lists that hold few.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Captures = NDArray[np.bool_]
"""Persons x lists: whether the person is on the list."""
_Chances = NDArray[np.floating[Any]]  # Any: any width


def alike(persons: int, lists: int, random: np.random.Generator) -> Captures:
    """All persons alike, lists independent of each other."""
    return _on(random.uniform(0.08, 0.4, (1, lists)), persons, random)


def kinds(persons: int, lists: int, random: np.random.Generator) -> Captures:
    """Two or three kinds of persons; who is likelier on one list is likelier on the others."""
    number = int(random.integers(2, 4))
    logits = _logit(random.uniform(0.08, 0.35, lists)) + np.linspace(-0.8, 1.2, number)[:, None]
    chances = _chance(logits + random.normal(0, 0.3, (number, lists)))
    return _on(chances[random.choice(number, persons, p=random.dirichlet([3] * number))], persons, random)


def sides(persons: int, lists: int, random: np.random.Generator) -> Captures:
    """Two kinds of persons, as of two regions: half of the lists see one of them, half the other."""
    near = random.permutation(lists) < lists // 2
    often, seldom = random.uniform(0.25, 0.5, lists), random.uniform(0.06, 0.14, lists)
    chances = np.array([np.where(near, often, seldom), np.where(near, seldom, often)])
    return _on(chances[(random.random(persons) < random.uniform(0.35, 0.65)).astype(int)], persons, random)


def pairs(persons: int, lists: int, random: np.random.Generator) -> Captures:
    """Persons alike; one list is likelier, or less likely, to hold whom another one holds."""
    chances = random.uniform(0.08, 0.35, lists)
    one, other = random.choice(lists, 2, replace=False)
    found = _on(chances[None, :], persons, random)
    change = random.uniform(0.5, 1.5) * random.choice([1, 1, 1, -1])
    found[:, other] = random.random(persons) < _chance(_logit(chances[other]) + change * found[:, one])
    return found


def scale(persons: int, lists: int, random: np.random.Generator) -> Captures:
    """Each person with a catchability of its own, the same on all lists."""
    own = random.normal(0, random.uniform(0.5, 1.2), persons)
    return _on(_chance(_logit(random.uniform(0.08, 0.35, lists)) + own[:, None]), persons, random)


def few(persons: int, lists: int, random: np.random.Generator) -> Captures:
    """Lists that hold a few in a hundred of most persons, and more of some."""
    chances = np.array([random.uniform(0.02, 0.08, lists), random.uniform(0.1, 0.3, lists)])
    return _on(chances[(random.random(persons) < 0.25).astype(int)], persons, random)


DESIGNS: Final[Mapping[str, Callable[[int, int, np.random.Generator], Captures]]] = {
    design.__name__: design for design in (alike, kinds, sides, pairs, scale, few)
}


def _on(chances: _Chances, persons: int, random: np.random.Generator) -> Captures:
    return random.random((persons, chances.shape[1])) < chances


def _logit(chances: _Chances) -> _Chances:
    return np.log(chances) - np.log1p(-chances)


def _chance(logits: _Chances) -> _Chances:
    return 1.0 / (1.0 + np.exp(-logits))
