"""Pairs that no block met, among those who may still lack a record: looked for by coarse keys, for reviewers.

Coarse keys bring too many pairs together for all records; for records whose cluster lacks some clean list they are
few enough. What is found is asked about and counted in an audit; it is never merged unasked.
"""

import dataclasses
import functools
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.block import build_blocks
from sijill.link.blocked_pairs import chunks, pairs_in, whole
from sijill.link.keys import Keys, coarse_keys
from sijill.link.linked import Bench, Linked
from sijill.link.records import PairColumns, PairState
from sijill.link.weigh import weigh

KEEP_ABOVE: Final = -6.0
"""Nats: two below what linkage keeps (half of the pairs between -6 and -4 that lack a common list were one person)."""
MOST: Final = 200_000
"""Records that may lack one; beyond, this is left out: it would take minutes."""


def with_second_look(linked: Linked, bench: Bench) -> Linked:
    """Return the linkage with the pairs that a second look finds, apart as they are."""
    lists = np.unique(linked.cluster * len(linked.clean) + linked.list_code) // len(linked.clean)
    lacking = np.bincount(lists, minlength=int(linked.cluster.max(initial=-1)) + 1) < len(linked.clean)
    searched = lacking[linked.cluster]
    if not 1 < searched.sum() <= MOST:
        return linked
    keys = [
        functools.partial(_of_searched, make, searched) for make in coarse_keys(bench.records, bench.parts)
    ]
    count = len(searched)
    known = linked.pairs.left.astype(np.int64) * count + linked.pairs.right
    lefts, rights, weights = [np.empty(0, np.int32)], [np.empty(0, np.int32)], [np.empty(0, np.float32)]
    own = linked.own_code
    blocks = build_blocks(keys, len(searched))
    spans = whole(blocks)
    for chunk in chunks(blocks, spans):
        left, right = pairs_in(blocks, chunk, spans[: chunk.rule])
        open_ = (own[left] != own[right]) & (linked.cluster[left] != linked.cluster[right])
        one, other = left[open_], right[open_]
        fresh = ~np.isin(one.astype(np.int64) * count + other, known)
        one, other = one[fresh], other[fresh]
        weight = weigh(bench.compared(one, other), linked.weights)
        kept = weight > KEEP_ABOVE
        lefts.append(one[kept])
        rights.append(other[kept])
        weights.append(weight[kept])
    left, right = np.concatenate(lefts), np.concatenate(rights)
    return dataclasses.replace(
        linked,
        pairs=_joined(linked.pairs, left, right, np.concatenate(weights)),
        looked_up=frozenset(zip(left.tolist(), right.tolist(), strict=True)),
    )


def _of_searched(keys: Keys, searched: NDArray[np.bool_]) -> NDArray[np.uint64]:
    return np.where(searched, keys(), np.uint64(0))


def _joined(
    pairs: PairColumns, left: NDArray[np.int32], right: NDArray[np.int32], weight: NDArray[np.float32]
) -> PairColumns:
    every = np.r_[pairs.left, left], np.r_[pairs.right, right]
    order = np.lexsort(every[::-1])
    return PairColumns(
        left=every[0][order],
        right=every[1][order],
        weight=np.r_[pairs.weight, weight][order],
        probability=np.r_[pairs.probability, 1.0 / (1.0 + np.exp(-weight.astype(float)))][order],
        state=np.r_[pairs.state, np.full(len(left), PairState.APART, np.uint8)][order],
    )
