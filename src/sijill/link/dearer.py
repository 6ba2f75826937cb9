"""Which dearer rules are worth their pairs, for records that stand alone after all others."""

from typing import Final, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.block import Blocks

_PAIRS_A_RECORD: Final = 4
"""Pairs a record with one that stands alone that all dearer rules together may make."""
_ALWAYS: Final = 4_000_000
"""Such pairs that are cheap however few the records."""
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


def worth_their_pairs(blocks: Blocks, for_all: int, drawn: Drawn, alone: NDArray[np.bool_]) -> list[int]:
    """Return which of the rules behind those ``for_all`` are used for pairs of which a record stands ``alone``, in their order.

    That rule comes first whose pairs of such records, among those ``drawn`` and not met by the rules before, have most
    likely ones for their number; then the rules of which none was drawn, in their order. All that is affordable is taken.
    """
    number = blocks.number
    shared = (number[drawn.left] == number[drawn.right]) & (number[drawn.left] != 0)
    asked = (alone[drawn.left] | alone[drawn.right]) & ~shared[:, :for_all].any(axis=1)
    shared, likely = shared[asked], drawn.likely[asked]
    usual = float(likely.mean()) if len(likely) else 0.0
    left = max(_ALWAYS, _PAIRS_A_RECORD * len(alone))
    rest, used = list(range(for_all, len(blocks.order))), []
    while rest:
        met = shared[:, rest].sum(axis=0)
        found = likely @ shared[:, rest] if len(likely) else np.zeros(len(rest))
        rate = np.where(met > 0, (found + _USUAL * usual) / (met + _USUAL), -1.0)
        best = int(np.argmax(rate))
        rule = rest.pop(best)
        pairs = int(met[best] * drawn.each)
        if not pairs:
            pairs = _pairs_with(alone, blocks.order[rule], blocks.starts[rule], blocks.ends[rule])
        if pairs > left:
            continue
        left -= pairs
        used.append(rule)
        shared, likely = shared[~shared[:, rule]], likely[~shared[:, rule]]
    return sorted(used)


@numba.njit(cache=True, nogil=True)
def _pairs_with(
    alone: NDArray[np.bool_],
    order: NDArray[np.int32],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
) -> int:
    """Return how many pairs of the blocks have a record that stands alone."""
    count = 0
    for block in range(len(starts)):
        single = 0
        for place in range(starts[block], ends[block]):
            single += alone[order[place]]
        size = ends[block] - starts[block]
        count += single * (size - single) + single * (single - 1) // 2
    return count
