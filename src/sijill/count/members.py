"""The models that the average stands on, as numbers for ``sijill.count.likelihood``.

All say that persons differ in how visible they are; they differ in how: ``catchability`` gives each person a
place on one continuous scale and lets pairs of lists depend on each other besides; ``classes`` has a few kinds
of persons, each with its own chances. 8 to 30 smooth parameters.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from sijill.count.histories import FloatArray, all_patterns
from sijill.count.likelihood import Floats, Shape

# Chosen on simulated tables of known size and with Kosovo 1999 in view (docs/decisions/0007); 0027 says why they stay.
VISIBILITY: Final = (-2.0, 1.2)
"""Mean and standard deviation of the logit about which all lists lie: 12 % of persons, 1 % to 60 %."""
CATCHABILITY_LISTS: Final = 0.8
"""Standard deviation between lists in ``catchability``, about what they share."""
SPREAD: Final = 1.2
"""Standard deviation of the spread of catchability among persons, on the logit scale."""
PAIRS: Final = (0.8, 0.15, 1.5)
"""Dependence of two lists: with chance 0.8 slight (sd 0.15), else of any strength (sd 1.5)."""
CLASS_VISIBILITY: Final = (-1.5, 1.2)
"""The same as ``VISIBILITY`` for ``classes``."""
CLASS_SPREADS: Final = (0.6, 1.0)
"""Standard deviations between lists, and of what a class and a list have together, in ``classes``."""
BETWEEN_CLASSES: Final = {2: 0.8, 3: 0.4}
"""Standard deviation between classes by their number: more classes reach as far with less each."""
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
        places = random.normal(size=(particles, len(self.shape.factor)))
        slight, narrow, wide = self.shape.pairs
        pairs = places[:, places.shape[1] - self.shape.dependent :]
        pairs *= np.where(random.random(pairs.shape) < slight, narrow, wide)
        return places


def catchability(persons: FloatArray) -> Member:
    """Return the member with continuous catchability for ``persons`` over all 2^J patterns."""
    lists = len(persons).bit_length() - 1
    mean, common = VISIBILITY
    factor = np.zeros((lists + 2, lists + 1))
    factor[: lists + 1] = np.diag([CATCHABILITY_LISTS] * lists + [SPREAD])
    factor[lists + 1, :lists] = common  # what all lists share
    return Member(name="catchability", shape=_dependent(_shape(persons, 0, factor, [mean] * lists + [0.0])))


def classes(persons: FloatArray, number: int) -> Member:
    """Return the member with ``number`` classes for ``persons`` over all 2^J patterns."""
    lists = len(persons).bit_length() - 1
    mean, common = CLASS_VISIBILITY
    by_list, together = CLASS_SPREADS
    covariance = (
        by_list**2 * np.kron(np.ones((number, number)), np.eye(lists))
        + BETWEEN_CLASSES[number] ** 2 * np.kron(np.eye(number), np.ones((lists, lists)))
        + together**2 * np.eye(number * lists)
        + common**2
    )
    size = number * lists
    factor = np.zeros((size + number - 1, size + number))
    factor[:size, :size] = np.linalg.cholesky(covariance).T
    factor[size:, size:-1] = CLASS_SHARES * np.eye(number - 1)
    offset = [mean] * size + [0.0] * number
    return Member(name=f"classes_{number}", shape=_shape(persons, number, factor, offset))


def _shape(persons: FloatArray, number: int, factor: FloatArray, offset: list[float]) -> Shape:
    """Return a member in which pairs of lists do not depend on each other; their features stay 0."""
    lists = len(persons).bit_length() - 1
    pairs = lists * (lists - 1) // 2
    nodes, shares = np.polynomial.hermite_e.hermegauss(_NODES)
    return Shape(
        lists=lists,
        classes=number,
        offset=np.array(offset + [0.0] * pairs),
        factor=np.pad(factor, ((0, 0), (0, pairs))),
        dependent=0,
        nodes=nodes,
        shares=shares / shares.sum(),
        pairs=np.array(PAIRS),
        persons=persons.astype(float),
        numbers=all_patterns(lists).sum(axis=1).astype(np.int64),
    )


def _dependent(shape: Shape) -> Shape:
    """Return ``shape`` with a parameter for each pair of lists behind the others."""
    pairs = shape.lists * (shape.lists - 1) // 2
    own = np.eye(pairs, shape.factor.shape[1], shape.factor.shape[1] - pairs)
    return shape._replace(factor=np.vstack([shape.factor, own]), dependent=pairs)
