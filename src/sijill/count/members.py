"""The models that the average stands on, as numbers for ``sijill.count.likelihood``.

All say that persons differ in how visible they are and that pairs of lists may depend on each other besides;
they differ in how persons differ: ``catchability`` gives each person a place on one continuous scale,
``classes`` has a few kinds of persons, each with its own chances. 10 to 40 smooth parameters.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from sijill.count.histories import FloatArray, all_patterns
from sijill.count.likelihood import Floats, Shape

# Stated in advance and weak; docs/decisions/0027 says where they come from.
VISIBILITY: Final = -2.0
"""Mean of the logit of a person's chance to be on a list, before seeing the lists: 12 %."""
CATCHABILITY_LISTS: Final = 1.5
"""Standard deviation between lists in ``catchability``."""
SPREAD: Final = 1.2
"""Standard deviation of the spread of catchability among persons, on the logit scale."""
PAIRS: Final = (0.8, 0.15, 1.5)
"""Dependence of two lists: with chance 0.8 slight (sd 0.15), else of any strength (sd 1.5)."""
CLASS_SPREADS: Final = (1.0, 1.0, 1.3)
"""Standard deviations between lists, between classes, and of what a class and a list have together."""
CLASS_SHARES: Final = 1.5
"""Standard deviation of the logits of the classes' shares; the last is fixed."""

_NODES: Final = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A model that the sampler can climb into."""

    name: str
    """Its name in the result."""

    shape: Shape
    """Its numbers."""

    def draw(self, random: np.random.Generator, particles: int) -> Floats:
        """Return draws from the prior, particles x parameters."""
        lists = self.shape.lists
        places = random.normal(size=(particles, len(self.shape.factor)))
        slight, narrow, wide = self.shape.pairs
        pairs = places[:, places.shape[1] - lists * (lists - 1) // 2 :]
        pairs *= np.where(random.random(pairs.shape) < slight, narrow, wide)
        return places


def catchability(persons: FloatArray) -> Member:
    """Return the member with continuous catchability for ``persons`` over all 2^J patterns."""
    lists = len(persons).bit_length() - 1
    factor = np.diag([CATCHABILITY_LISTS] * lists + [SPREAD])
    offset = [VISIBILITY] * lists + [0.0]
    return Member(name="catchability", shape=_shape(persons, 0, factor, offset))


def classes(persons: FloatArray, number: int) -> Member:
    """Return the member with ``number`` classes for ``persons`` over all 2^J patterns."""
    lists = len(persons).bit_length() - 1
    by_list, by_class, together = CLASS_SPREADS
    covariance = (
        by_list**2 * np.kron(np.ones((number, number)), np.eye(lists))
        + by_class**2 * np.kron(np.eye(number), np.ones((lists, lists)))
        + together**2 * np.eye(number * lists)
    )
    size = number * lists
    factor = np.zeros((size + number - 1, size + number))
    factor[:size, :size] = np.linalg.cholesky(covariance).T
    factor[size:, size:-1] = CLASS_SHARES * np.eye(number - 1)
    offset = [VISIBILITY] * size + [0.0] * number
    return Member(name=f"classes_{number}", shape=_shape(persons, number, factor, offset))


def _shape(persons: FloatArray, number: int, factor: FloatArray, offset: list[float]) -> Shape:
    """Put the pairs of lists after the other parameters."""
    lists = len(persons).bit_length() - 1
    pairs = lists * (lists - 1) // 2
    nodes, shares = np.polynomial.hermite_e.hermegauss(_NODES)
    rows, columns = factor.shape
    whole = np.eye(rows + pairs, columns + pairs, columns - rows)
    whole[:rows] = 0.0
    whole[:rows, :columns] = factor
    return Shape(
        lists=lists,
        classes=number,
        offset=np.array(offset + [0.0] * pairs),
        factor=whole,
        nodes=nodes,
        shares=shares / shares.sum(),
        pairs=np.array(PAIRS),
        persons=persons.astype(float),
        numbers=all_patterns(lists).sum(axis=1).astype(np.int64),
    )
