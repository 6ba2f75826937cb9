"""How far two reviewers agree: Krippendorff's alpha for nominal judgements, and which pairs they judge otherwise.

K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), and "Content Analysis", chapter on reliability.
"""

import collections
import dataclasses
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.standing import Pair
from sijill.model.decision import Decision, Round, Verdict

DRAWS: Final = 2_000
_OF_ITS_OWN: Final = (Round.FIRST, Round.SECOND, Round.AUDIT)
"""Rounds in which a reviewer did not know what another had said."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Of all pairs that two or more reviewers judged without knowing of each other."""

    pairs: int
    alpha: float | None
    """1 for full agreement, 0 for what chance would give; None where all judgements are one and the same."""
    low: float | None
    high: float | None
    """Of the interval that 95 of 100 draws of the pairs, with replacement, lie in."""
    disagreements: tuple[tuple[Pair, tuple[Decision, ...]], ...]


def agreement(decisions: Iterable[Decision], *, seed: int = 0) -> Agreement:
    """Return how far reviewers agree on the pairs that several of them judged, settled ones included."""
    by_pair: dict[Pair, dict[str, Decision]] = {}
    for each in sorted(decisions, key=lambda each: each.position):
        if each.undone is None and each.round in _OF_ITS_OWN:
            by_pair.setdefault(each.pair, {})[each.reviewer] = each
    shared = {pair: tuple(found.values()) for pair, found in sorted(by_pair.items()) if len(found) > 1}
    units = [[list(Verdict).index(each.verdict) for each in found] for found in shared.values()]
    alpha = nominal_alpha(units)
    low, high = _interval(units, seed) if alpha is not None else (None, None)
    apart = [(pair, found) for pair, found in shared.items() if len({each.verdict for each in found}) > 1]
    return Agreement(pairs=len(shared), alpha=alpha, low=low, high=high, disagreements=tuple(apart))


def nominal_alpha(units: Sequence[Sequence[int]]) -> float | None:
    """Return alpha of units, each the values that its judges gave; None when there is nothing to tell apart.

    Units with one value are left out, as they cannot be compared.
    """
    values = max((value for unit in units for value in unit), default=0) + 1
    return _alpha(np.array([_coincidences(unit, values) for unit in units if len(unit) > 1]).sum(axis=0))


def _coincidences(unit: Sequence[int], values: int) -> NDArray[np.float64]:
    """Return how often each value meets each in a unit, every judge's value counted once."""
    table = np.zeros((values, values))
    for value, times in collections.Counter(unit).items():
        for other, met in collections.Counter(unit).items():
            table[value, other] += times * (met - (value == other)) / (len(unit) - 1)
    return table


def _alpha(table: NDArray[np.float64]) -> float | None:
    if table.ndim != 2:
        return None
    totals = table.sum(axis=0)
    count = totals.sum()
    expected = count**2 - (totals**2).sum()
    if count < 2 or expected == 0:
        return None
    return float(1.0 - (count - 1) * (count - np.trace(table)) / expected)


def _interval(units: Sequence[Sequence[int]], seed: int) -> tuple[float | None, float | None]:
    """Draw pairs with replacement; a draw in which all judgements are the same says nothing and is left out."""
    values = max(value for unit in units for value in unit) + 1
    tables = np.array([_coincidences(unit, values) for unit in units if len(unit) > 1])
    random = np.random.default_rng(seed)
    drawn = [_alpha(tables[random.integers(0, len(tables), len(tables))].sum(axis=0)) for _ in range(DRAWS)]
    said = [each for each in drawn if each is not None]
    if not said:
        return None, None
    low, high = np.quantile(said, (0.025, 0.975)).tolist()
    return low, high
