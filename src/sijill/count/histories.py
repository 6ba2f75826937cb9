"""Capture histories as arrays: made from clusters, put into a fixed order, laid out over all cells."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sijill.model.estimate import CaptureHistories

FloatArray = NDArray[np.floating[Any]]


def histories_from_clusters(
    cluster_ids: NDArray[Any],  # Any: ids of persons may be numbers or strings
    list_codes: NDArray[np.integer[Any]],  # Any: any width of integer
    list_names: tuple[str, ...],
) -> CaptureHistories:
    """Return how many clusters stand on exactly which lists.

    ``cluster_ids`` and ``list_codes`` are of equal length, one entry a mention; ``list_codes`` index
    ``list_names``. A cluster with several mentions on one list counts once there.
    """
    _, persons = np.unique(cluster_ids, return_inverse=True)
    on_list = np.zeros((int(persons.max(initial=-1)) + 1, len(list_names)), dtype=np.uint8)
    on_list[persons, np.asarray(list_codes, dtype=np.int64)] = 1
    rows, counts = np.unique(np.packbits(on_list, axis=1, bitorder="little"), axis=0, return_counts=True)
    # Python's integers: there may be more lists than a machine word has bits.
    patterns = (int.from_bytes(row.tobytes(), "little") for row in rows)
    cells = sorted(zip(patterns, counts.tolist(), strict=True))
    return CaptureHistories(
        lists=tuple(list_names),
        patterns=tuple(pattern for pattern, _ in cells),
        counts=tuple(count for _, count in cells),
    )


def in_canonical_order(histories: CaptureHistories) -> CaptureHistories:
    """Return the same histories without empty cells and lists, lists in an order that the columns do not set.

    The order is by size, then by overlaps, then by name: random draws then meet the same list whatever
    column it stood in, so that the result does not depend on the order of the input.
    """
    table = membership(histories)
    counts = np.array(histories.counts, dtype=np.int64)
    sizes = counts @ table
    overlaps = table.T @ (table * counts[:, None])
    order = sorted(
        np.flatnonzero(sizes).tolist(),
        key=lambda j: (-int(sizes[j]), sorted(overlaps[j].tolist()), histories.lists[j]),
    )
    # Python's integers: a table may have more columns than a machine word has bits.
    patterns = [sum(1 << i for i, j in enumerate(order) if old >> j & 1) for old in histories.patterns]
    cells = sorted((p, c) for p, c in zip(patterns, histories.counts, strict=True) if c)
    return CaptureHistories(
        lists=tuple(histories.lists[j] for j in order),
        patterns=tuple(p for p, _ in cells),
        counts=tuple(c for _, c in cells),
        source_sha256=histories.source_sha256,
    )


def membership(histories: CaptureHistories) -> NDArray[np.int64]:
    """Return cells x lists: 1 where the persons of the cell are on the list."""
    rows = [[pattern >> j & 1 for j in range(len(histories.lists))] for pattern in histories.patterns]
    return np.array(rows, dtype=np.int64).reshape(len(rows), len(histories.lists))


def all_cells(histories: CaptureHistories) -> FloatArray:
    """Return persons for every one of the 2^J patterns; entry 0, the persons on no list, is 0."""
    persons = np.zeros(1 << len(histories.lists))
    persons[list(histories.patterns)] = histories.counts
    return persons


def all_patterns(lists: int) -> FloatArray:
    """Return 2^J x J zeros and ones, row p being the bits of p."""
    return ((np.arange(1 << lists)[:, None] >> np.arange(lists)) & 1).astype(float)
