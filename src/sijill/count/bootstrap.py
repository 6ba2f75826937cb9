"""The interval of a log-linear total whose model was chosen: BCa bootstrap that chooses again each time.

Efron 1987, ch. 4; that the choice has to be repeated in each sample is the finding of Chan, Silverman, Vincent
2021. Samples are drawn from the documented persons; the acceleration is that of leaving out one person at a time, of
whom those with the same pattern give the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np

from sijill.count.cells import Floats
from sijill.count.pooling import LEVEL

SAMPLES: Final = 1_000
FEW: Final = 10
"""Samples beyond an end below which it is told that it rests on few."""

Estimator: TypeAlias = Callable[[Floats], Floats]
"""From tables [tables, patterns] of persons to a total of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bootstrapped:
    """A total with its interval."""

    total: float
    lower: float
    upper: float
    """Infinite where the samples that decide it have no total."""
    without_total: int
    """Samples for which no model gives a total."""
    samples: int
    beyond: int
    """Samples beyond the end beyond which there are fewer: the bias that is corrected may leave hardly any."""


def bca(
    persons: Floats, estimator: Estimator, random: np.random.Generator, *, samples: int = SAMPLES
) -> Bootstrapped:
    """Return the total of ``persons`` by pattern, none of them 0, by ``estimator``, with its 95 % interval."""
    documented = int(persons.sum())
    total = float(estimator(persons[None, :])[0])
    drawn = random.multinomial(documented, persons / documented, size=samples).astype(np.float64)
    totals = np.sort(estimator(drawn))
    # Half of the samples that say the same are below, and never none or all of them.
    below = (np.count_nonzero(totals < total) + np.count_nonzero(totals <= total)) / 2
    bias = _normal_place(float(np.clip(below / samples, 1 / samples, 1 - 1 / samples)))
    acceleration = _acceleration(persons, estimator)
    reach = [bias + _normal_place(share) for share in ((1 - LEVEL) / 2, (1 + LEVEL) / 2)]
    shares = [_normal_share(bias + each / max(1 - acceleration * each, 1e-9)) for each in reach]
    lower, upper = np.quantile(totals, shares, method="inverted_cdf").tolist()
    return Bootstrapped(
        total=total,
        lower=lower,
        upper=upper,
        without_total=int(np.count_nonzero(np.isinf(totals))),
        samples=samples,
        beyond=int(samples * min(shares[0], 1 - shares[1])),
    )


def _acceleration(persons: Floats, estimator: Estimator) -> float:
    totals = estimator(persons - np.eye(len(persons)))
    known = np.isfinite(totals)
    weights = persons[known] / persons[known].sum()
    away = weights @ totals[known] - totals[known]
    squares = float(persons[known] @ away**2)
    return float(persons[known] @ away**3) / (6 * squares**1.5) if squares > 0 else 0.0


def _normal_place(share: float) -> float:
    from scipy.special import ndtri

    return float(ndtri(share))


def _normal_share(place: float) -> float:
    from scipy.special import ndtr

    return float(ndtr(place))
