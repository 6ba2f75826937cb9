"""How well each record of a pair fits the cluster of the other, and how large the two are: what probabilities hear.

What a size means hangs on the persons of a run: where they have ten records each, a record that stands alone is most
likely a part of somebody; where they have two, it may well be all there is. So sizes are told in the usual one.
"""

from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sijill.link.cluster import Edges, careful_weights
from sijill.link.merging import AGAINST
from sijill.link.pair_order import rows_of
from sijill.link.threads import beside, in_threads
from sijill.names.uncounted import uncounted

_HIGHEST: Final = 8.0
"""Nats above which a fit is as good as any."""
_MARGIN: Final = 4.0
_LARGEST: Final = 2.0
_SLICE: Final = 1 << 18
"""Records that one thread looks at in one go."""

Ends: TypeAlias = tuple[NDArray[np.int32], NDArray[np.int32]]
"""Where the row of each record's pairs begins, and of each row the ends: a pair, or a pair beyond the number of pairs
where the record is its right one."""


class Fits(NamedTuple):
    """Of each pair."""

    worse: NDArray[np.float64]
    """Mean weight of a record with the cluster of the other, the worse of the two; a pair that no block met counts ``AGAINST``."""
    better: NDArray[np.float64]
    margin: NDArray[np.float64]
    """By how much the record of the smaller cluster fits the other's better than any third cluster."""
    smaller: NDArray[np.float64]
    """Records of the smaller cluster, in the usual size, at most twice that."""
    larger: NDArray[np.float64]


def ends_of(edges: Edges, count: int) -> Ends:
    """Return the ends of the pairs of ``count`` records."""
    return rows_of(np.r_[edges.left, edges.right], count)


def usual_size(root: NDArray[np.int32]) -> float:
    """Return how many records the cluster of a record has, in the mean over records."""
    size = np.bincount(root).astype(float)
    return float((size**2).sum() / max(size.sum(), 1.0)) if len(root) else 1.0


def fits(edges: Edges, ends: Ends, root: NDArray[np.int32], usual: float) -> Fits:
    """Return what is known of pairs from the clusters, ``root`` of each record; ``ends`` are those of ``edges``."""
    size = np.bincount(root, minlength=len(root)).astype(np.int32)
    beyond, both = beside(
        lambda: np.r_[root[edges.right], root[edges.left]], lambda: np.tile(_capped(edges), 2)
    )
    means, thirds = np.empty(len(beyond)), np.empty(len(beyond))

    def work(first: int) -> None:
        records = first, min(first + _SLICE, len(root))
        room = np.empty(len(root)), np.empty(len(root), np.int32)
        _means((beyond, both), (root, size), ends, (means, thirds), (records, room))

    _, (right, left) = beside(
        lambda: in_threads(work, range(0, len(root), _SLICE)), lambda: size[beyond].reshape(2, -1)
    )

    def margins() -> NDArray[np.float64]:
        # In place: pairs are many where lists are large.
        np.subtract(means, thirds, out=thirds)
        margin, of_right = np.clip(thirds, -_MARGIN, _MARGIN, out=thirds).reshape(2, -1)
        return np.where(left <= right, margin, of_right)

    margin, (smaller, larger) = beside(
        margins,
        lambda: [np.minimum(told(left, right) / usual, _LARGEST) for told in (np.minimum, np.maximum)],
    )
    one, other = np.clip(means, -AGAINST, _HIGHEST, out=means).reshape(2, -1)
    return Fits(
        worse=np.minimum(one, other),
        better=np.maximum(one, other),
        margin=margin,
        smaller=smaller,
        larger=larger,
    )


def _capped(edges: Edges) -> NDArray[np.float64]:
    """Return what each pair counts for how a record fits a cluster."""
    weight = careful_weights(edges).astype(float)
    return np.clip(np.where(edges.contradict, -AGAINST, weight), -AGAINST, _HIGHEST * 2)


@uncounted
def _means(
    ends: tuple[NDArray[np.int32], NDArray[np.float64]],
    clusters: tuple[NDArray[np.int32], NDArray[np.int32]],
    rows: Ends,
    found: tuple[NDArray[np.float64], NDArray[np.float64]],
    some: tuple[tuple[int, int], tuple[NDArray[np.float64], NDArray[np.int32]]],
) -> None:
    """Write for each end of a pair the mean weight of its record with the cluster of the other end, and with the best third.

    Of the pairs of ``some`` records, the first and the one behind the last, in room for sums by clusters.
    """
    beyond, weight = ends
    root, size = clusters
    starts, order = rows
    means, thirds = found
    records, (total, met) = some
    for record in range(records[0], records[1]):
        row = order[starts[record] : starts[record + 1]]
        for end in row:
            total[beyond[end]], met[beyond[end]] = 0.0, 0
        for end in row:
            total[beyond[end]] += weight[end]
            met[beyond[end]] += 1
        best, second, best_cluster = -AGAINST, -AGAINST, -1
        for end in row:
            cluster = beyond[end]
            own = root[record] == cluster
            others = size[cluster] - own
            mean = (total[cluster] - AGAINST * (others - met[cluster])) / max(others, 1)
            means[end] = mean
            if own or cluster == best_cluster:
                continue
            if mean > best:
                best, second, best_cluster = mean, best, cluster
            elif mean > second:
                second = mean
        for end in row:
            thirds[end] = second if beyond[end] == best_cluster else best
