"""The total under other priors on itself: the draws of the answer, weighed again.

The answer takes a priori every order of magnitude to be as likely as another (1/N), which no change of unit alters. A
draw of N persons then counts N times where every total is as likely as another, and 1/N times under 1/N^2: the same
posterior but for that factor, exact up to the draws. Each table of a linkage keeps its share.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from sijill.count.pooling import range_of
from sijill.count.posterior import Draws

POWERS: Final = {"flat": 1.0, "inverse_square": -1.0}
"""Of N, over the answer's prior."""
FEW: Final = 1_000
"""Draws in effect below which it is said how many there are: of 4,000, more than that move an end by little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPrior:
    """The total under one other prior."""

    name: str
    """A key of ``POWERS``."""

    range: tuple[int, int, int]
    """Lower end, estimate and upper end."""

    effective: int
    """Equally likely draws that would say as much (Kish)."""


def under_other_priors(draws: Draws) -> tuple[OtherPrior, ...]:
    """Return the total under each of ``POWERS``."""
    chosen = draws.of("answer")
    order = np.argsort(draws.total[chosen], kind="stable")
    totals, tables = draws.total[chosen][order].astype(float), draws.table[chosen][order]
    return tuple(_under(name, totals, tables, power) for name, power in POWERS.items())


def _under(name: str, totals: np.ndarray, tables: np.ndarray, power: float) -> OtherPrior:
    weights = (totals / totals[-1]) ** power
    weights *= (np.bincount(tables) / np.maximum(np.bincount(tables, weights), 1e-300))[tables]
    found = range_of(totals, weights)
    return OtherPrior(
        name=name,
        range=(round(found.lower), round(found.median), round(found.upper)),
        effective=round(weights.sum() ** 2 / (weights**2).sum()),
    )
