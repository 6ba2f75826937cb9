"""How often two persons look like one, learned from lists that name nobody twice.

In such a list every pair is two persons, whatever it weighs. Set beside pairs across such lists, of which some are one
person, its pairs tell how much more often kin and strangers look alike than the classes expect, whose fields are taken
to say nothing of each other: of the strangers of one name on a list, many share father and grandfather as well. So what
kin and strangers weigh is raised, never lowered.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.link.classes import COUSINS, KIN, MATCH, STRANGERS
from sijill.link.cluster import Edges
from sijill.link.columns import Parts, Records
from sijill.link.compare import compare_pairs
from sijill.link.lists import LEAST, list_properties
from sijill.link.weigh import Weights, weigh_classes

_OPEN: Final = (-1.0, 8.0)
"""Weights between which pairs are counted: below, few pairs are kept for what they say; above, few lists are clean."""
_SPREAD: Final = 1.0
"""Standard deviation that a correction is expected to have, in nats."""
_TAKEN: Final = 0.5
"""Part of the correction that is taken: the rest are pairs whose records find a better partner, and do no harm."""
_WORTH: Final = 0.5
"""Nats below which a correction is not worth weighing all pairs anew."""
_MOST: Final = 50_000
"""Pairs that are counted, at most about twice as many."""
_ROUNDS: Final = 50
_STEP: Final = 1.0
"""Nats that one round may move a correction."""


class _Counted(NamedTuple):
    """Pairs that are counted."""

    weight: NDArray[np.float64]
    kin: NDArray[np.float64]
    """Share of kin among what a pair is if not one person."""
    across: NDArray[np.bool_]
    """Of two lists, not of one."""


def sobered(
    weights: Weights, edges: Edges, compared: tuple[Records, Parts], list_code: NDArray[np.int32]
) -> Weights:
    """Return ``weights`` with kin and strangers as frequent as ``edges``, all pairs worth keeping, show them to be."""
    sizes = np.bincount(list_code)
    lists = list_properties([str(code) for code in range(len(sizes))], list_code, edges)
    clean = np.array([each.duplicate_free is True for each in lists], bool)
    if not clean.any():
        return weights
    left, right = list_code[edges.left], list_code[edges.right]
    open_ = (edges.weight > _OPEN[0]) & (edges.weight < _OPEN[1])
    chosen = np.flatnonzero(clean[left] & clean[right] & open_)
    chosen = chosen[:: 1 + len(chosen) // _MOST]
    across = left[chosen] != right[chosen]
    if across.all() or not across.any():
        return weights
    logs = weigh_classes(compare_pairs(edges.left[chosen], edges.right[chosen], *compared), weights)
    others = np.logaddexp(logs[:, KIN], logs[:, STRANGERS])
    counted = _Counted(logs[:, MATCH] - others, np.exp(logs[:, KIN] - others), across)
    own = left[chosen][~across]
    stands_for = float(((sizes[clean].sum() - sizes[own]) / (sizes[own] - 1)).mean())
    twice = float(np.mean([max(lists[code].ratio or 0.0, LEAST) for code in own]))
    found = _TAKEN * np.maximum(_fitted(counted, np.log(stands_for), np.log(twice)), 0.0)
    if found.max() < _WORTH:
        return weights
    log_prior = weights.log_prior.copy()
    log_prior[[KIN, STRANGERS]] += found
    log_prior[COUSINS] += found[0]
    return weights._replace(log_prior=log_prior)


def _fitted(counted: _Counted, stands_for: float, twice: float) -> NDArray[np.float64]:
    """Return by how many nats kin and strangers are more frequent.

    ``stands_for`` tells how many pairs across lists one pair within a list stands for, ``twice`` how much rarer one person
    is among these (both log).
    A pair across lists is one person or two, one within a list is one person so much more seldom as ``twice`` says (log);
    given what it looks like, the odds that a pair is one across lists follow from the weight. Fisher's scoring.
    """
    shifts = np.zeros(2)
    for _ in range(_ROUNDS):
        lifted = np.stack([counted.kin * np.exp(shifts[0]), (1.0 - counted.kin) * np.exp(shifts[1])], axis=1)
        total = lifted.sum(axis=1)
        weight = counted.weight - np.log(total)
        odds = stands_for + np.logaddexp(0.0, weight) - np.logaddexp(0.0, weight + twice)
        likely = _logistic(odds)
        # Of the odds by each shift.
        slope = -(lifted / total[:, None]) * (_logistic(weight) - _logistic(weight + twice))[:, None]
        gradient = slope.T @ (counted.across - likely) - shifts / _SPREAD**2
        curve = (slope * (likely * (1.0 - likely))[:, None]).T @ slope + np.eye(2) / _SPREAD**2
        step = np.clip(np.linalg.solve(curve, gradient), -_STEP, _STEP)
        shifts = shifts + step
        if np.abs(step).max() < 1e-6:
            break
    return shifts


def _logistic(log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
    likely: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-log_odds))
    return likely
