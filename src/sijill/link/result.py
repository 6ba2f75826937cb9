"""Clusters under ids that depend on their members alone, everything sorted by record id."""

import functools
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from sijill.link.cluster import Edges
from sijill.link.decided import DecidedRows, places_of
from sijill.link.many_digests import digests
from sijill.link.pair_order import pair_order
from sijill.link.records import PairColumns, PairState
from sijill.link.texts import TextColumn, are_ascending


def sorted_ids(
    ids: Any, order: NDArray[np.int32]
) -> tuple[Any, NDArray[np.int64]]:  # Any: pyarrow has no types
    """Return ``ids`` in their order, and where each of them stands in ``order``, a row of ``ids`` a record."""
    by_id = np.arange(len(ids)) if are_ascending(ids) else pc.sort_indices(ids).to_numpy()
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return ids.take(by_id), place[by_id]


def pair_columns(
    edges: Edges, probability: NDArray[np.float64], root: NDArray[np.int32], decided: DecidedRows
) -> PairColumns:
    """Return kept pairs with what became of them; ``edges`` hold every decided pair."""
    state = np.where(edges.contradict & (edges.weight > 0), PairState.CONTRADICTED, PairState.APART)
    state = np.where(root[edges.left] == root[edges.right], PairState.ACCEPTED, state)
    if len(decided.left):
        said = np.where(decided.is_same, PairState.SAME, PairState.DIFFERENT)
        state[places_of(edges, decided, len(root))] = said
    return PairColumns(
        left=edges.left,
        right=edges.right,
        weight=edges.weight,
        probability=probability,
        state=state.astype(np.uint8),
    )


class PairPlaces(NamedTuple):
    """Where pairs stand once their records stand in another order."""

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    """Of each pair, sorted."""
    order: NDArray[np.int32]
    """Which pair that is."""


def pair_places(
    left: NDArray[np.int32], right: NDArray[np.int32], order: NDArray[np.int64], count: int | None = None
) -> PairPlaces:
    """Return where pairs stand whose records now stand in ``order``; ``count`` records were there before, if more."""
    place = np.empty(len(order) if count is None else count, np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    left, right = place[left], place[right]
    left, right = np.minimum(left, right), np.maximum(left, right)
    by_pair = pair_order(left, right, len(order)).order
    return PairPlaces(left[by_pair], right[by_pair], by_pair)


def placed(pairs: PairColumns, there: PairPlaces) -> PairColumns:
    """Return ``pairs`` where they stand then."""
    by_pair = there.order
    return PairColumns(
        left=there.left,
        right=there.right,
        weight=pairs.weight[by_pair],
        probability=pairs.probability[by_pair],
        state=pairs.state[by_pair],
    )


class ClusterNames(TextColumn):
    """Names of clusters, made when they are asked for: each after its smallest record id.

    It is hashed so that it is not mistaken for one.
    """

    def __init__(self, ids: Any, root: NDArray[np.int32]) -> None:  # Any: pyarrow has no types
        """Hold sorted ``ids`` and a number for each record, equal within a cluster."""
        self._ids, self.numbers = ids, root

    @functools.cached_property
    def array(self) -> Any:  # Any: pyarrow has no types
        """The names, one a record."""
        first = np.full(int(self.numbers.max(initial=-1)) + 1, -1, np.int32)
        # The last that is written stays: the first record of a cluster.
        first[self.numbers[::-1]] = np.arange(len(self.numbers), dtype=np.int32)[::-1]
        is_there = first >= 0
        cluster = np.cumsum(is_there, dtype=np.int32)[self.numbers] - 1
        return named_after(self._ids.take(first[is_there])).take(cluster)


def named_after(smallest: Any) -> Any:  # Any: pyarrow has no types
    """Return the name of each cluster whose smallest record id is given."""
    written = digests(smallest).astype("<u8").tobytes().hex().encode()
    letters = np.frombuffer(written, np.uint8).reshape(len(smallest), 16)
    named = np.insert(letters, 0, ord("c"), axis=1)
    offsets = np.arange(len(smallest) + 1, dtype=np.int32) * 17
    return pa.StringArray.from_buffers(len(smallest), pa.py_buffer(offsets), pa.py_buffer(named.tobytes()))
