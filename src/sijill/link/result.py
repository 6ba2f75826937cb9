"""Clusters under ids that depend on their members alone, everything sorted by record id."""

import functools
from typing import Any, Final, NamedTuple

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
from sijill.link.threads import in_threads
from sijill.names.uncounted import uncounted

_HEX: Final = np.frombuffer(b"0123456789abcdef", np.uint8)
_LETTERS: Final = 17
"""Of the name of a cluster."""
_ROWS: Final = 1 << 16
"""Names that one thread writes in one go."""


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
        first, cluster = (np.empty(len(self.numbers), np.int32) for _ in range(2))
        seats = np.full(int(self.numbers.max(initial=-1)) + 1, -1, np.int32)
        count = _number(self.numbers, seats, first, cluster)
        return named_after(self._ids.take(first[:count]), cluster)


@uncounted
def _number(
    numbers: NDArray[np.int32], seats: NDArray[np.int32], first: NDArray[np.int32], cluster: NDArray[np.int32]
) -> int:
    """Number clusters as they are met: write the first record of each, and the cluster of each record; return how many."""
    count = 0
    for record in range(len(numbers)):
        seat = seats[numbers[record]]
        if seat < 0:
            seat = seats[numbers[record]] = count
            first[count] = record
            count += 1
        cluster[record] = seat
    return count


def named_after(smallest: Any, cluster: NDArray[np.int32]) -> Any:  # Any: pyarrow has no types
    """Return the name of the cluster of each record, where the smallest record id of each ``cluster`` is given."""
    told, letters = digests(smallest), np.empty((len(cluster), _LETTERS), np.uint8)

    def write(begin: int) -> None:
        _write(told, cluster[begin : begin + _ROWS], letters[begin : begin + _ROWS])

    in_threads(write, range(0, len(cluster), _ROWS))
    offsets = np.arange(len(cluster) + 1, dtype=np.int32) * _LETTERS
    return pa.StringArray.from_buffers(len(cluster), pa.py_buffer(offsets), pa.py_buffer(letters))


@uncounted
def _write(told: NDArray[np.uint64], cluster: NDArray[np.int32], letters: NDArray[np.uint8]) -> None:
    """Write c and the digest of each cluster, byte by byte from the last of the number, in sixteen letters."""
    for record in range(len(cluster)):
        rest = told[cluster[record]]
        letters[record, 0] = ord("c")
        for place in range(1, _LETTERS, 2):
            letters[record, place] = _HEX[rest >> np.uint64(4) & np.uint64(15)]
            letters[record, place + 1] = _HEX[rest & np.uint64(15)]
            rest >>= np.uint64(8)
