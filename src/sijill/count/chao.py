"""A lower bound of the total from the persons on one list and on two.

Chao 1987 for lists of one size; with lists of different sizes as Rivest and Baillargeon 2007: independent lists fitted
to the persons on one or two lists alone. Persons who differ in how visible they are make the unseen more than that, as long as lists do not send persons to each
other; lists that do, lower the bound further, and lists that avoid each other raise it.
"""

from dataclasses import dataclass

import numpy as np

from sijill.count.histories import FloatArray
from sijill.count.pooling import LEVEL

_STEPS = 100
_NEAR = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class LowerBound:
    """The bound with its log-normal interval."""

    total: float
    lower: float
    upper: float
    on_one: int
    on_two: int
    """Persons that it rests on."""


def lower_bound(table: FloatArray, persons: FloatArray) -> LowerBound | None:
    """Return the bound for cells x lists ``table`` and their ``persons``; None where too little is shared.

    The fit exists when the lists hang together by persons on two lists, not only from one side to another.
    """
    number, documented = table.sum(axis=1), float(persons.sum())
    kept = table[number <= 2], persons[number <= 2]
    singles, pairs = _few(kept[0], kept[1])
    fitted = _fit(singles, pairs)
    if fitted is None:
        return None
    unseen, spread = fitted
    # The log-normal interval of the unseen (Chao 1987, section 3).
    from scipy.special import ndtri

    factor = float(np.exp(ndtri((1 + LEVEL) / 2) * spread))
    return LowerBound(
        total=documented + unseen,
        lower=documented + unseen / factor,
        upper=documented + unseen * factor,
        on_one=int(persons[number == 1].sum()),
        on_two=int(persons[number == 2].sum()),
    )


def _few(table: FloatArray, persons: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return persons on each list alone, and [lists, lists] on exactly both."""
    number = table.sum(axis=1)
    singles = table[number == 1].T @ persons[number == 1]
    two = table[number == 2]
    pairs = two.T @ (two * persons[number == 2, None])
    np.fill_diagonal(pairs, 0.0)
    return singles, pairs


def _fit(singles: FloatArray, pairs: FloatArray) -> tuple[float, float] | None:
    """Return the unseen and the standard error of their logarithm: a Poisson fit of c r_j and c r_j r_k."""
    lists = len(singles)
    ones, both = np.eye(lists), np.triu_indices(lists, 1)
    design = np.vstack([ones, ones[both[0]] + ones[both[1]]])
    design = np.hstack([np.ones((len(design), 1)), design])
    counts = np.concatenate([singles, pairs[both]])
    slopes = np.concatenate([[np.log(counts.sum() * 2.0)], np.log((singles + 1) / (counts.sum() * 2.0))])
    for _ in range(_STEPS):
        means = np.exp(np.clip(design @ slopes, -40, 40))
        information = design.T @ (design * means[:, None])
        if np.linalg.cond(information) > 1e12:
            return None
        step = np.linalg.solve(information, design.T @ (counts - means))
        slopes = slopes + step / max(1.0, float(np.abs(step).max()))
        if np.abs(step).max() < _NEAR**0.5:
            variance = float(np.linalg.inv(information)[0, 0])
            return float(np.exp(slopes[0])), float(np.sqrt(variance))
    return None
