"""The models that the average stands on, each as a likelihood with its gradient, many particles at once.

With a prior on the total proportional to its inverse the total integrates out exactly: the chance of the
counts seen is multinomial over the cells with anybody, and the undocumented, given the parameters, are
Poisson with a gamma-distributed mean (Sanathanan 1972 for the conditional likelihood). What remains
are 10 to 60 smooth parameters. Both models say that persons differ in how visible they are; they
differ in how: ``Catchability`` gives each person a place on one continuous scale and lets pairs of lists
depend on each other besides; ``Classes`` has a few kinds of persons, each with its own chances.
Parameters are rows of an array particles x size; J is the number of lists.
"""

from dataclasses import dataclass
from itertools import combinations
from typing import Final, Protocol

import numpy as np

from sijill.count.histories import FloatArray, all_patterns

# The priors were chosen on simulated tables of known size and with Kosovo 1999 in view; docs/decisions says how.
VISIBILITY: Final = (-2.0, 1.2)
"""Mean and standard deviation of the logit about which all lists lie: 12 % of persons, 1 % to 60 %."""
CATCHABILITY_LISTS: Final = 0.8
"""Standard deviation between lists in ``Catchability``, about what they share."""
SPREAD: Final = 1.2
"""Standard deviation of the spread of catchability among persons, on the logit scale."""
PAIRS: Final = (0.8, 0.15, 1.5)
"""Dependence of two lists: with chance 0.8 slight (sd 0.15), else of any strength (sd 1.5)."""
CLASS_VISIBILITY: Final = (-1.5, 1.2)
"""The same as ``VISIBILITY`` for ``Classes``."""
CLASS_SPREADS: Final = (0.6, 1.0)
"""Standard deviations between lists, and of what a class and a list have together, in ``Classes``."""
BETWEEN_CLASSES: Final = {2: 0.8, 3: 0.4}
"""Standard deviation between classes by their number: more classes reach as far with less each."""
CLASS_SHARES: Final = 1.5
"""Standard deviation of the logits of the classes' shares."""

_NODES: Final = 15
_FARTHEST: Final = 600.0


class Member(Protocol):
    """A model that the sampler can climb into."""

    @property
    def name(self) -> str:
        """Its name in the result."""

    def draw(self, random: np.random.Generator, particles: int) -> FloatArray:
        """Return draws from the prior, particles x size."""

    def prior(self, points: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the log density of the prior and its gradient."""

    def likelihood(self, points: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return log likelihood, gradient, and the odds of being on no list against being on some."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cells:
    """What the members share: persons by pattern, and the step from cell weights to the likelihood."""

    persons: FloatArray
    patterns: FloatArray

    def evaluate(self, weights: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return log likelihood, its derivative by each log weight, and the odds of the unseen cell.

        ``weights`` are log weights, particles x 2^J, known up to a factor.
        """
        largest = weights.max(axis=1, keepdims=True)
        scaled = np.exp(weights - largest)
        unseen = scaled[:, 0].copy()
        scaled[:, 0] = 0.0
        total = np.maximum(scaled.sum(axis=1), 1e-300)
        documented = self.persons.sum()
        log_likelihood = weights @ self.persons - documented * (largest[:, 0] + np.log(total))
        slopes = self.persons - documented * scaled / total[:, None]
        return log_likelihood, slopes, unseen / total


@dataclass(frozen=True, slots=True, kw_only=True)
class _Normal:
    """A normal prior on several logits that all have the same mean."""

    mean: float
    factor: FloatArray
    precision: FloatArray

    def draw(self, random: np.random.Generator, particles: int) -> FloatArray:
        return self.mean + random.normal(size=(particles, len(self.factor))) @ self.factor.T

    def density(self, points: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the log density up to a constant, and its gradient."""
        away = points - self.mean
        pull = away @ self.precision
        return -(pull * away).sum(axis=1) / 2, -pull


@dataclass(frozen=True, slots=True, kw_only=True)
class Catchability:
    """Every person has one catchability (normal on the logit scale); pairs of lists may depend besides."""

    cells: _Cells
    logits: _Normal
    pairs: FloatArray
    nodes: FloatArray
    log_shares: FloatArray

    @property
    def name(self) -> str:
        """Its name in the result."""
        return "catchability"

    @property
    def _lists(self) -> int:
        return int(self.cells.patterns.shape[1])

    def draw(self, random: np.random.Generator, particles: int) -> FloatArray:
        """Return draws from the prior: J logits, the spread, then one dependence a pair."""
        slight, narrow, wide = PAIRS
        shape = (particles, self.pairs.shape[1])
        return np.hstack(
            [
                self.logits.draw(random, particles),
                SPREAD * random.normal(size=(particles, 1)),
                random.normal(size=shape) * np.where(random.random(shape) < slight, narrow, wide),
            ]
        )

    def prior(self, points: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the log density of the prior and its gradient."""
        lists = self._lists
        by_lists, pull = self.logits.density(points[:, :lists])
        by_pairs, slope = _slight_or_any(points[:, lists + 1 :])
        spread = points[:, lists, None] / SPREAD
        return by_lists + by_pairs - spread[:, 0] ** 2 / 2, np.hstack([pull, -spread / SPREAD, slope])

    def likelihood(self, points: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return log likelihood, gradient and odds; the scale is integrated over Gauss-Hermite nodes.

        Given the scale, a cell depends on it only through how many lists it has, so the integral is
        taken over J + 1 numbers of lists and not over 2^J cells.
        """
        lists = self._lists
        numbers = np.arange(lists + 1.0)
        logits, spread = points[:, :lists], points[:, lists]
        shifts = spread[:, None] * self.nodes
        at_nodes = logits[:, None, :] + shifts[:, :, None]
        missed = np.logaddexp(0.0, at_nodes)
        chances = np.exp(at_nodes - missed)
        on_none = self.log_shares - missed @ np.ones(lists)
        # Proposals may run far out before they are rejected; the clip keeps them finite.
        joint = np.clip(on_none[:, :, None] + shifts[:, :, None] * numbers, -_FARTHEST, _FARTHEST)
        parts = np.exp(joint)
        sums = np.einsum("pgk->pk", parts)
        on_lists = self.cells.patterns.sum(axis=1).astype(int)
        weights = logits @ self.cells.patterns.T + np.log(sums)[:, on_lists]
        result, slopes, odds = self.cells.evaluate(weights + points[:, lists + 1 :] @ self.pairs.T)
        by_number = slopes @ (on_lists[:, None] == numbers).astype(float)
        shared = parts / sums[:, None, :] * by_number[:, None, :]
        at_node = shared @ np.ones(lists + 1)
        by_logit = slopes @ self.cells.patterns - (at_node[:, None, :] @ chances)[:, 0, :]
        by_spread = ((shared @ numbers - at_node * (chances @ np.ones(lists))) * self.nodes).sum(axis=1)
        return result, np.hstack([by_logit, by_spread[:, None], slopes @ self.pairs]), odds


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """Persons of a few kinds; within a kind the lists are independent."""

    cells: _Cells
    classes: int
    logits: _Normal

    @property
    def name(self) -> str:
        """Its name in the result."""
        return f"classes_{self.classes}"

    def draw(self, random: np.random.Generator, particles: int) -> FloatArray:
        """Return draws from the prior: classes x J logits, then the shares' logits but the last."""
        shares = CLASS_SHARES * random.normal(size=(particles, self.classes - 1))
        return np.hstack([self.logits.draw(random, particles), shares])

    def prior(self, points: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the log density of the prior and its gradient."""
        size = points.shape[1] - self.classes + 1
        density, pull = self.logits.density(points[:, :size])
        shares = points[:, size:] / CLASS_SHARES
        return density - (shares**2).sum(axis=1) / 2, np.hstack([pull, -shares / CLASS_SHARES])

    def likelihood(self, points: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return log likelihood, gradient and odds."""
        particles, size = len(points), points.shape[1] - self.classes + 1
        logits = points[:, :size].reshape(particles, self.classes, -1)
        shares = np.hstack([points[:, size:], np.zeros((particles, 1))])
        shares = shares - np.logaddexp.reduce(shares, axis=1, keepdims=True)
        missed = np.logaddexp(0.0, logits)
        on_none = shares - missed.sum(axis=2)
        joint = logits @ self.cells.patterns.T + on_none[:, :, None]
        parts = np.exp(np.maximum(joint, -_FARTHEST))
        sums = np.einsum("pkx->px", parts)
        result, slopes, odds = self.cells.evaluate(np.log(sums))
        shared = parts * (slopes / sums)[:, None, :]
        in_class = shared @ np.ones(shared.shape[2])
        by_logit = shared @ self.cells.patterns - np.exp(logits - missed) * in_class[:, :, None]
        by_share = in_class - np.exp(shares) * slopes.sum(axis=1, keepdims=True)
        return result, np.hstack([by_logit.reshape(particles, size), by_share[:, :-1]]), odds


def catchability(persons: FloatArray) -> Catchability:
    """Return the member with continuous catchability for ``persons`` over all 2^J patterns."""
    cells = _cells(persons)
    columns = combinations(range(cells.patterns.shape[1]), 2)
    pairs = np.column_stack([cells.patterns[:, a] * cells.patterns[:, b] for a, b in columns])
    nodes, shares = np.polynomial.hermite_e.hermegauss(_NODES)
    mean, common = VISIBILITY
    covariance = CATCHABILITY_LISTS**2 * np.eye(cells.patterns.shape[1]) + common**2
    return Catchability(
        cells=cells,
        logits=_normal(mean, covariance),
        pairs=pairs,
        nodes=nodes,
        log_shares=np.log(shares / shares.sum()),
    )


def classes(persons: FloatArray, number: int) -> Classes:
    """Return the member with ``number`` classes for ``persons`` over all 2^J patterns."""
    cells = _cells(persons)
    lists = cells.patterns.shape[1]
    mean, common = CLASS_VISIBILITY
    between_lists, together = (deviation**2 for deviation in CLASS_SPREADS)
    covariance = (
        between_lists * np.kron(np.ones((number, number)), np.eye(lists))
        + BETWEEN_CLASSES[number] ** 2 * np.kron(np.eye(number), np.ones((lists, lists)))
        + together * np.eye(number * lists)
        + common**2
    )
    return Classes(cells=cells, classes=number, logits=_normal(mean, covariance))


def _normal(mean: float, covariance: FloatArray) -> _Normal:
    return _Normal(mean=mean, factor=np.linalg.cholesky(covariance), precision=np.linalg.inv(covariance))


def _cells(persons: FloatArray) -> _Cells:
    return _Cells(persons=persons, patterns=all_patterns(len(persons).bit_length() - 1))


def _slight_or_any(dependence: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Log density and slope of the two-part prior on the dependence of pairs."""
    share, narrow, wide = PAIRS
    first = np.log(share / narrow) - (dependence / narrow) ** 2 / 2
    second = np.log((1 - share) / wide) - (dependence / wide) ** 2 / 2
    both = np.logaddexp(first, second)
    pull = np.exp(first - both) / narrow**2 + np.exp(second - both) / wide**2
    return both.sum(axis=1), -pull * dependence
