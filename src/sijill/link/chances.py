"""How likely an answer goes against the clusters, and what earlier answers say of pairs that look alike.

Weights are too sure where questions are asked. Of two clusters that nothing forbids to be one and whose pairs weigh -2
in the mean, a third were one person on lists of killed persons and a thirtieth in made-up families; of the records
whose weight with their own cluster is 1.5, one in thirty stood wrong. So the chance starts nearer to even than the
weight, a cluster that was made is given the benefit of the doubt, and answers on pairs of about the same weight soon say
more than where it started. Chosen on made-up families and on all shared lists but gaza without dates of birth.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.records import PairColumns, PairState

CLIP: Final = 15.0
"""One pair's weight in a mean, in nats."""
_SLOPE: Final = 0.35
"""Log odds that a nat of mean weight is worth where a question is asked."""
_MADE: Final = 2.5
"""Log odds that a record belongs where the clustering put it, before its weight is looked at."""
_BEFORE: Final = 2.0
"""Answers that the chance before any answer counts for."""
_ALIKE: Final = 1.0
"""Nats within which two questions are alike (the deviation of a normal curve)."""
_LIMIT: Final = 30.0
_GRID: Final = 601
"""Weights at which answers are added up: twentieths of a nat."""


def chance_of(log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the probability that log odds stand for."""
    likely: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-np.clip(log_odds, -_LIMIT, _LIMIT)))
    return likely


def odds_of_leaving(stays: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the log odds that a record does not belong to its cluster, with which its mean weight is ``stays``."""
    return -_MADE - _SLOPE * stays


def chance_of_joining(
    mean: NDArray[np.float64],
    pairs: PairColumns,
    cluster: NDArray[np.int64],
    list_code: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Return the chance that two clusters are one whose pairs weigh ``mean``, by the answers in ``pairs`` so far.

    An answer on clusters that could not be one, since both hold a record of one clean list, says nothing of those
    that could.
    """
    place = np.flatnonzero(np.isin(pairs.state, (PairState.SAME, PairState.DIFFERENT)))
    one, other = cluster[pairs.left[place]], cluster[pairs.right[place]]
    same = pairs.state[place] == PairState.SAME
    told = same | ((one != other) & ~share_a_list((one, other), cluster, list_code))
    weight = np.clip(pairs.weight[place].astype(float), -CLIP, CLIP)
    grid = np.linspace(-CLIP, CLIP, _GRID)
    asked, found = np.zeros(_GRID), np.zeros(_GRID)
    for nats, is_same in zip(weight[told].tolist(), same[told].tolist(), strict=True):
        alike = np.exp(-0.5 * ((grid - nats) / _ALIKE) ** 2)
        asked += alike
        found += alike * is_same
    met, were_one = np.interp(mean, grid, asked), np.interp(mean, grid, found)
    chance: NDArray[np.float64] = (_BEFORE * chance_of(_SLOPE * mean) + were_one) / (_BEFORE + met)
    return chance


def share_a_list(
    ends: tuple[NDArray[np.int64], NDArray[np.int64]],
    cluster: NDArray[np.int64],
    list_code: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Return whether two clusters both hold a record of one clean list; such lists are few, records many."""
    codes, times = np.unique(list_code, return_counts=True)
    shared = np.zeros(len(ends[0]), bool)
    for code in codes[times > 1]:
        holds = np.zeros(int(cluster.max(initial=-1)) + 1, bool)
        holds[cluster[list_code == code]] = True
        shared |= holds[ends[0]] & holds[ends[1]]
    return shared
