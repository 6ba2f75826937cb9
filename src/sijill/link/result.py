"""Clusters under ids that depend on their members alone, everything sorted by record id."""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sijill.link.cluster import Edges
from sijill.link.decided import DecidedRows, places_of
from sijill.link.records import PairColumns, PairState, RecordColumns


def sorted_result(
    columns: RecordColumns, clusters: tuple[NDArray[np.int32], NDArray[np.float64]], pairs: PairColumns
) -> tuple[list[str], list[str], NDArray[np.float64], PairColumns]:
    """Return ids, cluster ids, probabilities and pairs in the order of the ids."""
    root, probability = clusters
    order = np.array(sorted(range(len(columns.ids)), key=columns.ids.__getitem__), np.int64)
    ids = [columns.ids[row] for row in order]
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    return ids, _cluster_ids(ids, root[order]), probability[order], _placed(pairs, place)


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


def _cluster_ids(ids: Sequence[str], root: NDArray[np.int32]) -> list[str]:
    """Name each cluster after its smallest record id, hashed so that it is not mistaken for one."""
    names: dict[int, str] = {}
    result = []
    for record, cluster in zip(ids, root.tolist(), strict=True):
        name = names.get(cluster)
        if name is None:
            name = names[cluster] = "c" + hashlib.blake2b(record.encode(), digest_size=8).hexdigest()
        result.append(name)
    return result
