"""The models that the average stands on, as numbers for ``sijill.count.likelihood``.

All say that persons differ in how visible they are; they differ in how: ``catchability`` gives each person a
place on one continuous scale and lets pairs of lists depend on each other besides; ``classes`` has a few kinds
of persons, each with its own chances. 8 to 30 smooth parameters.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from sijill.count.cells import Floats
from sijill.count.histories import FloatArray, all_patterns
from sijill.count.likelihood import Shape
from sijill.count.observed import seen_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassPriors:
    """What is taken to be likely of a few kinds of persons."""

    visibility: tuple[float, float]
    """Mean and deviation of the place about which the chances of all kinds and lists lie."""
    lists: float
    """Deviation between lists in all classes together."""
    between: float
    """Deviation between classes."""
    class_and_list: float
    """Deviation of what a class and a list have together."""
    shares: float = 1.5
    """Deviation of the logits of the classes' shares; the last is fixed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Priors:
    """What is taken to be likely before the lists are seen; standard deviations are of logits."""

    visibility: tuple[float, float]
    """Mean and deviation of the place about which the chances of all lists lie, in ``catchability``."""
    lists: float
    """Deviation between lists about what they share."""
    spread: float
    """Deviation of the spread of catchability among persons."""
    pairs: tuple[float, float, float]
    """Dependence of two lists: chance that it is slight, deviation when it is, deviation of any other."""
    two: ClassPriors
    """Of two kinds of persons."""
    three: ClassPriors
    """Of three: more classes reach as far with less each."""

    def told(self) -> dict[str, str | float]:
        """Return every number under its name."""
        return dict(_told(dataclasses.asdict(self)))


def _told(numbers: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str | float]]:
    """Yield numbers under joined names. Any: numbers, tuples of them, and the same below a name."""
    for name, each in numbers.items():
        if isinstance(each, dict):
            yield from _told(each, f"{before}{name}_")
        else:
            yield before + name, " ".join(map(str, each)) if isinstance(each, tuple) else each


_FAR_APART: Final = ClassPriors(visibility=(-2.0, 0.0), lists=1.0, between=1.0, class_and_list=1.3)
STANDARD: Final = Priors(
    visibility=(-2.0, 1.2),
    lists=0.8,
    spread=1.8,
    pairs=(0.8, 0.15, 1.5),
    two=_FAR_APART,
    three=ClassPriors(visibility=(-0.7, 0.3), lists=0.6, between=0.2, class_and_list=1.0),
)
"""A person's chance on a list about 12 %, a third where there are three kinds. Chosen on simulated tables of known size and
with Kosovo 1999 in view (docs/decisions/0007); 0035 says what changed since."""
WIDE: Final = Priors(
    visibility=(-2.0, 0.0),
    lists=1.5,
    spread=1.2,
    pairs=(0.8, 0.15, 1.5),
    two=_FAR_APART,
    three=_FAR_APART,
)
"""Chances that differ more, between persons and between lists: the priors that stand beside the answer."""

MOST_LAID_OUT: Final = 6
"""Lists of which all patterns are laid out; of more, cells with persons are summed: the same numbers, sooner."""
MOST_PAIRED: Final = 10
"""Lists whose pairs may depend, the largest: the sum over their patterns is what then costs time."""
_NODES: Final = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A model that the sampler can climb into."""

    name: str
    """Its name in the result."""

    shape: Shape
    """Its numbers."""

    @property
    def documented(self) -> float:
        """Persons on some list."""
        return float(self.shape.persons.sum() + self.shape.seen.persons.sum())

    def draw(self, random: np.random.Generator, particles: int) -> Floats:
        """Return draws from the prior, parameters x particles."""
        places = random.normal(size=(len(self.shape.factor), particles))
        slight, narrow, wide = self.shape.pairs
        pairs = places[len(places) - self.shape.dependent :]
        pairs *= np.where(random.random(pairs.shape) < slight, narrow, wide)
        return places


def members_of(persons: FloatArray, priors: Priors) -> tuple[Member, ...]:
    """Return what the average stands on, for ``persons`` over all 2^J patterns."""
    return catchability(persons, priors), classes(persons, 2, priors), classes(persons, 3, priors)


def catchability(persons: FloatArray, priors: Priors = STANDARD) -> Member:
    """Return the member with continuous catchability for ``persons`` over all 2^J patterns."""
    lists = len(persons).bit_length() - 1
    mean, common = priors.visibility
    factor = np.zeros((lists + 2, lists + 1))
    factor[: lists + 1] = np.diag([priors.lists] * lists + [priors.spread])
    factor[lists + 1, :lists] = common  # what all lists share
    shape = _shape(persons, 0, factor, [mean] * lists + [0.0])
    return Member(name="catchability", shape=_dependent(shape, priors))


def classes(persons: FloatArray, number: int, priors: Priors = STANDARD) -> Member:
    """Return the member with ``number`` classes for ``persons`` over all 2^J patterns."""
    lists = len(persons).bit_length() - 1
    own = priors.two if number == 2 else priors.three
    mean, common = own.visibility
    covariance = (
        own.lists**2 * np.kron(np.ones((number, number)), np.eye(lists))
        + own.between**2 * np.kron(np.eye(number), np.ones((lists, lists)))
        + own.class_and_list**2 * np.eye(number * lists)
        + common**2
    )
    size = number * lists
    factor = np.zeros((size + number - 1, size + number))
    factor[:size, :size] = np.linalg.cholesky(covariance).T
    factor[size:, size:-1] = own.shares * np.eye(number - 1)
    offset = [mean] * size + [0.0] * number
    return Member(name=f"classes_{number}", shape=_shape(persons, number, factor, offset))


def _shape(persons: FloatArray, number: int, factor: FloatArray, offset: list[float]) -> Shape:
    """Return a member in which pairs of lists do not depend on each other; their features stay 0."""
    lists = len(persons).bit_length() - 1
    paired = min(lists, MOST_PAIRED)
    laid_out = persons.astype(float) if lists <= MOST_LAID_OUT else np.empty(0)
    nodes, shares = np.polynomial.hermite_e.hermegauss(_NODES)
    return Shape(
        lists=lists,
        classes=number,
        offset=np.array(offset),
        factor=factor.astype(np.float64),
        dependent=0,
        nodes=nodes,
        shares=shares / shares.sum(),
        pairs=np.zeros(3),
        persons=laid_out,
        numbers=all_patterns(lists if len(laid_out) else 0).sum(axis=1).astype(np.int64),
        seen=seen_of(np.zeros(1), 0) if len(laid_out) else seen_of(persons.astype(np.float64), paired),
    )


def _dependent(shape: Shape, priors: Priors) -> Shape:
    """Return ``shape`` with a parameter for each pair of lists behind the others."""
    paired = min(shape.lists, MOST_PAIRED)
    pairs = paired * (paired - 1) // 2
    rows, columns = shape.factor.shape
    factor = np.zeros((rows + pairs, columns + pairs))
    factor[:rows, :columns] = shape.factor
    factor[rows:, columns:] = np.eye(pairs)
    offset = np.concatenate([shape.offset, np.zeros(pairs)])
    return shape._replace(
        offset=offset, factor=factor, dependent=pairs, pairs=np.array(priors.pairs, np.float64)
    )
