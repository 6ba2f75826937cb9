"""Which rules are worth their pairs, as the pairs show that weights were learned from."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.link.block import EVERYBODY, Blocks
from sijill.names.uncounted import uncounted

_USUAL: Final = 100.0
"""Drawn pairs of the usual yield that a rule is given before its own are counted: a few likely pairs may be chance."""


class Drawn(NamedTuple):
    """Pairs that weights are learned from."""

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    likely: NDArray[np.float64]
    """Probability of each."""
    each: float
    """How many blocked pairs one of them stands for."""


def worth_their_pairs(
    blocks: Blocks,
    drawn: Drawn,
    affordable: float,
    *,
    before: Sequence[int] = (),
    alone: NDArray[np.bool_] = EVERYBODY,
) -> list[int]:
    """Return the rules that are to be used, in their order; together they make about as many pairs as ``affordable``.

    That rule comes first whose pairs, among those ``drawn`` that no rule before it met, have most likely ones for their
    number; then rules of which none was drawn, in their order. What is too dear for what is left is passed over. With
    ``alone`` only pairs of which it marks a record are made, and rules ``before`` are used already.
    """
    number = blocks.number
    shared = (number[drawn.left] == number[drawn.right]) & (number[drawn.left] != 0)
    asked = ~shared[:, list(before)].any(axis=1)
    if len(alone):
        asked &= alone[drawn.left] | alone[drawn.right]
    shared, likely = shared[asked], drawn.likely[asked]
    met, found = _summed(shared, likely)
    usual = float(likely.mean()) if len(likely) else 0.0
    rest, used = [rule for rule in range(len(blocks.order)) if rule not in before], []
    while rest:
        rate = np.where(met > 0, (found + _USUAL * usual) / (met + _USUAL), -1.0)
        rule = max(rest, key=lambda rule: round(float(rate[rule]), 9))  # Sums may differ in their last bits.
        rest.remove(rule)
        pairs = met[rule] * drawn.each
        if not met[rule]:
            pairs = _pairs_of(alone, blocks.order[rule], blocks.starts[rule], blocks.ends[rule])
        if pairs > affordable:
            continue
        affordable -= pairs
        used.append(rule)
        gone = shared[:, rule]
        more, likelier = _summed(shared[gone], likely[gone])
        met, found = met - more, found - likelier
        shared, likely = shared[~gone], likely[~gone]
    return sorted(used)


def _summed(
    shared: NDArray[np.bool_], likely: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return by rule how many pairs share a block, and how many likely ones, in the order of the pairs."""
    met, found = np.zeros(shared.shape[1], np.int64), np.zeros(shared.shape[1])
    _sum(shared, likely, met, found)
    return met, found


@uncounted
def _sum(
    shared: NDArray[np.bool_], likely: NDArray[np.float64], met: NDArray[np.int64], found: NDArray[np.float64]
) -> None:
    for pair in range(len(likely)):
        for rule in range(len(met)):
            met[rule] += shared[pair, rule]
            found[rule] += likely[pair] * shared[pair, rule]


@uncounted
def _pairs_of(
    alone: NDArray[np.bool_],
    order: NDArray[np.int32],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
) -> int:
    """Return how many pairs blocks have, with ``alone`` those with a record that it marks."""
    count = 0
    for block in range(len(starts)):
        size = ends[block] - starts[block]
        single = size
        if len(alone):
            single = 0
            for place in range(starts[block], ends[block]):
                single += alone[order[place]]
        count += single * (size - single) + single * (single - 1) // 2
    return count
