"""The probability that is stated of a pair: what its weight says once the clusters are heard.

A pair of little weight whose records stand in one person, held by others, is far likelier than it looks; a likely
pair that the clusters part is seldom one person; a record that stands alone is likelier to be one of another cluster's, the
more records persons usually have. How much, ``train.scales`` learns on made-up families (seeds 11 to 13 and 22, larger ones of
21 and 22, the largest of 22) and on one half of the families of the real and historical lists; figures on the others stand in ``docs/reference``.

Pairs of lists that name nobody twice have scales of their own: there the overlap of the lists is known, and how seldom a
list names a person twice all the same tells how sure it is that two clusters which both stand on it are two persons.
"""

from typing import Final

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.cluster import Edges
from sijill.link.cluster_fit import Ends, Fits
from sijill.link.looks import APART, CLEAN, Heard, bent_among, said_by
from sijill.link.threads import in_threads
from sijill.names.uncounted import uncounted_within

_SLICE: Final = 1 << 18
"""Records that one thread looks at in one go."""


def stated_probability(
    edges: Edges,
    likely: NDArray[np.float64],
    fits: Fits,
    root: NDArray[np.int32],
    lists: tuple[NDArray[np.int32], NDArray[np.float64]],
    records: int,
) -> NDArray[np.float64]:
    """Return the probability of each pair, of which ``likely`` is what the pair and its rivals alone say.

    ``fits`` are those of ``edges``; ``root`` is the cluster of each record; ``lists`` the list codes, and for each code how
    much rarer one person twice is on it than on two lists (log), NaN where that may well be; ``records`` how many the register has,
    of which these may be some.
    """
    return said_by(heard_of(edges, likely, fits, root, lists, records))


def heard_of(
    edges: Edges,
    likely: NDArray[np.float64],
    fits: Fits,
    root: NDArray[np.int32],
    lists: tuple[NDArray[np.int32], NDArray[np.float64]],
    records: int,
) -> Heard:
    """Return what is heard of each pair, by what :func:`stated_probability` is given."""
    list_code, rarer = lists
    clean = ~np.isnan(rarer)
    both_clean = clean[list_code[edges.left]] & clean[list_code[edges.right]]
    apart = root[edges.left] != root[edges.right]
    return Heard(
        likely=likely,
        worse=fits.worse,
        better=fits.better,
        margin=fits.margin,
        smaller=fits.smaller,
        larger=fits.larger,
        other_name=edges.other_name,
        contradict=edges.contradict,
        same_list=list_code[edges.left] == list_code[edges.right],
        rarest=_rarest_shared(edges, root, lists),
        scale=(APART * apart + CLEAN * both_clean).astype(np.uint8),
        bent=bent_among(records),
    )


def belonging(
    edges: Edges, stated: NDArray[np.float64], ends: Ends, root: NDArray[np.int32]
) -> NDArray[np.float64]:
    """Return for each record the mean ``stated`` probability of the likelier half of its pairs within its cluster.

    It tells what share of the others there are expected to be the same person; NaN for one alone. Half, because a
    damaged record looks like those that are damaged elsewhere only through a third.
    """
    mean = np.full(len(root), np.nan)
    starts, order = ends
    held = root[edges.left] == root[edges.right]

    def work(first: int) -> None:
        rows = starts[first : first + _SLICE + 1], order
        _means_of_half(rows, (held, stated), mean[first : first + _SLICE])

    in_threads(work, range(0, len(root), _SLICE))
    return mean


@numba.njit(cache=True, nogil=True)
def _means_of_half(
    rows: Ends,
    pairs: tuple[NDArray[np.bool_], NDArray[np.float64]],
    means: NDArray[np.float64],
) -> None:
    """Write the mean of the greater half of what is said of each record's pairs that are held."""
    starts, order = rows
    held, stated = pairs
    said = np.empty(max(len(order), 1))
    for record in range(len(means)):
        count = 0
        for place in range(starts[record], starts[record + 1]):
            end = order[place]
            pair = end - len(held) if end >= len(held) else end
            if held[pair]:
                said[count] = stated[pair]
                count += 1
        if count == 0:
            continue
        _sort(said[:count])
        taken = (count + 1) // 2
        total = 0.0
        for place in range(count - 1, count - 1 - taken, -1):
            total += said[place]
        means[record] = total / taken


@uncounted_within
def _sort(values: NDArray[np.float64]) -> None:
    """Sort what is mostly one value, or a few, by Shell's way; the usual one costs more than all else here then."""
    gap = 1
    while gap < len(values) // 3:
        gap = 3 * gap + 1
    while gap > 0:
        for place in range(gap, len(values)):
            value, free = values[place], place
            while free >= gap and values[free - gap] > value:
                values[free] = values[free - gap]
                free -= gap
            values[free] = value
        gap //= 3


def _rarest_shared(
    edges: Edges, root: NDArray[np.int32], lists: tuple[NDArray[np.int32], NDArray[np.float64]]
) -> NDArray[np.float64]:
    """Return how rare one person twice is on the strictest clean list that both clusters stand on; infinite for none.

    Such lists are few, pairs many.
    """
    list_code, rarer = lists
    rarest = np.full(len(edges.left), np.inf)
    for code in np.flatnonzero(~np.isnan(rarer)):
        holds = np.zeros(len(root), bool)
        holds[root[list_code == code]] = True
        both = holds[root[edges.left]] & holds[root[edges.right]]
        rarest = np.where(both, np.minimum(rarest, rarer[code]), rarest)
    return rarest
