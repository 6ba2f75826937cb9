"""Clusters under ids that depend on their members alone, everything sorted by record id."""

import hashlib
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from sijill.link.cluster import Edges
from sijill.link.records import PairColumns, PairState
from sijill.link.texts import TextColumn


def sorted_result(
    ids: Any, clusters: tuple[NDArray[np.int32], NDArray[np.float64]], pairs: PairColumns
) -> tuple[TextColumn, TextColumn, NDArray[np.float64], PairColumns]:  # Any: pyarrow has no types
    """Return ids, cluster ids, probabilities and pairs in the order of the ids."""
    root, probability = clusters
    order = pc.sort_indices(ids).to_numpy().astype(np.int64)
    ordered = ids.take(order)
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    cluster_ids = _cluster_ids(ordered, root[order])
    return TextColumn(ordered), cluster_ids, probability[order], _placed(pairs, place)


def pair_columns(edges: Edges, probability: NDArray[np.float64], root: NDArray[np.int32]) -> PairColumns:
    """Return kept pairs with what became of them."""
    state = np.where(edges.contradict & (edges.weight > 0), PairState.CONTRADICTED, PairState.APART)
    state = np.where(root[edges.left] == root[edges.right], PairState.ACCEPTED, state)
    return PairColumns(
        left=edges.left,
        right=edges.right,
        weight=edges.weight,
        probability=probability,
        state=state.astype(np.uint8),
    )


def _placed(pairs: PairColumns, place: NDArray[np.int32]) -> PairColumns:
    left, right = place[pairs.left], place[pairs.right]
    left, right = np.minimum(left, right), np.maximum(left, right)
    order = np.lexsort((right, left))
    return PairColumns(
        left=left[order],
        right=right[order],
        weight=pairs.weight[order],
        probability=pairs.probability[order],
        state=pairs.state[order],
    )


def _cluster_ids(ids: Any, root: NDArray[np.int32]) -> TextColumn:  # Any: pyarrow has no types
    """Name each cluster after its smallest record id, hashed so that it is not mistaken for one."""
    _, first, cluster = np.unique(root, return_index=True, return_inverse=True)
    smallest = ids.take(first).to_pylist()
    names = [f"c{hashlib.blake2b(record.encode(), digest_size=8).hexdigest()}" for record in smallest]
    return TextColumn(pa.array(names, pa.string()).take(cluster))
