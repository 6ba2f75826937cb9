"""Histories as another linkage might have made them, so that a total carries the error of linking.

Two ways to know that error. *Sampled*: several clusterings of the same records, as unsure as the linkage itself is.
*Audited*: recall and precision of pairs, measured by review. A record whose link was missed stands apart from its
person, and one linked falsely stands with another; either way records stray one by one, by themselves, so that a pair
holds with the square of the chance that a record does. What was linked falsely strays again; what was missed is
brought back as often as the records that stayed say (negative binomial, prior on each cell proportional to its inverse).
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.count.histories import FloatArray, all_cells
from sijill.model.estimate import CaptureHistories, LinkageError, Rate

MOST_TABLES: Final = 80
"""That are averaged over, where fewer leave the random draws too much say."""

_Counts = NDArray[np.int64]


def other_tables(histories: CaptureHistories, error: LinkageError, *, seed: int) -> list[FloatArray]:
    """Return ``MOST_TABLES`` tables over the 2^J patterns of ``histories``, drawn with ``seed``.

    ``histories`` in canonical order. The clusterings of ``error`` are taken in turn; where there are none, each table
    starts from ``histories``. Imputed ones are taken once each: of many strata each is asked little.
    """
    made = [_laid_out(other, histories.lists) for other in error.clusterings] or [all_cells(histories)]
    return [
        _under(made[place % len(made)], error, np.random.default_rng([seed, 1, place]))
        for place in range(len(made) if error.imputed else MOST_TABLES)
    ]


def _laid_out(other: CaptureHistories, lists: tuple[str, ...]) -> FloatArray:
    """Return persons by pattern with ``lists`` as columns; who is on none of these is left out."""
    places = [lists.index(name) if name in lists else None for name in other.lists]
    persons = np.zeros(1 << len(lists))
    for pattern, count in zip(other.patterns, other.counts, strict=True):
        on = [place for bit, place in enumerate(places) if pattern >> bit & 1 and place is not None]
        persons[sum(1 << place for place in on)] += count
    persons[0] = 0.0
    return persons


def _under(persons: FloatArray, error: LinkageError, random: np.random.Generator) -> FloatArray:
    counts = persons.astype(np.int64)
    if error.precision is not None:
        counts = strayed(counts, 1 - np.sqrt(_drawn(error.precision, random)), random)
    if error.recall is not None:
        counts = brought_back(counts, 1 - np.sqrt(_drawn(error.recall, random)), random)
    return counts.astype(float)


def strayed(counts: _Counts, share: float, random: np.random.Generator) -> _Counts:
    """Return ``counts`` by pattern after each record left its person with chance ``share``."""
    left = counts.copy()
    for alone, joined in _steps(len(counts)):
        moved = random.binomial(left[joined], share)
        left[joined] -= moved
        left[joined ^ alone] += moved
        left[alone] += moved.sum()
    return left


def brought_back(counts: _Counts, share: float, random: np.random.Generator) -> _Counts:
    """Return counts from which ``strayed`` may have made ``counts``."""
    whole = counts.copy()
    for alone, joined in reversed(list(_steps(len(counts)))):
        rates = random.gamma(whole[joined]) * share / (1 - share)
        moved = np.minimum(random.poisson(rates), whole[joined ^ alone])
        if moved.sum() > whole[alone]:
            moved = random.multivariate_hypergeometric(moved, whole[alone])
        whole[joined] += moved
        whole[joined ^ alone] -= moved
        whole[alone] -= moved.sum()
    return whole


def _steps(cells: int) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Yield each list's own pattern, and the patterns in which it stands with others."""
    patterns = np.arange(cells)
    for place in range(cells.bit_length() - 1):
        alone = 1 << place
        yield alone, patterns[(patterns & alone > 0) & (patterns != alone)]


def _drawn(rate: Rate, random: np.random.Generator) -> float:
    """Draw a rate whose logit is normal with 95 % of it between the ends of its interval."""
    low, value, high = np.clip([rate.low, rate.value, rate.high], 1e-6, 1 - 1e-6)
    logit = np.log([low, value, high]) - np.log1p([-low, -value, -high])
    return float(1 / (1 + np.exp(-random.normal(logit[1], (logit[2] - logit[0]) / 3.92))))
