"""From weighed pairs to persons, in a full run and in one that adds to it: lists, rivals, clusters, stated probabilities."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.link.cluster import Edges, cluster
from sijill.link.cluster_fit import Ends, ends_of, fits, usual_size
from sijill.link.decided import DecidedRows, as_certain, decided_among
from sijill.link.lists import list_properties
from sijill.link.overlap import by_lists, twice_rarer, with_overlap
from sijill.link.records import ListProperty, PairColumns
from sijill.link.result import pair_columns, pair_places, placed
from sijill.link.rivals import pair_probability
from sijill.link.stated import belonging, stated_probability
from sijill.link.threads import beside
from sijill.link.torn_between import left_by_rivals


class Whole(NamedTuple):
    """What a full run says of all its records to one that adds some."""

    usual_size: float
    """Records that the cluster of a record has, in the mean."""
    records: int


class Concluded(NamedTuple):
    """What was concluded of n records."""

    root: NDArray[np.int32]
    """A number for each record, equal within a cluster."""
    probability: NDArray[np.float64]
    """That a record and another of its cluster are one person, see ``belonging``; NaN for one alone."""
    pairs: PairColumns
    usual_size: float
    """Records that the cluster of a record has, in the mean."""


def conclude_all(
    edges: Edges,
    said: DecidedRows,
    of_records: tuple[Sequence[str], NDArray[np.int32], NDArray[np.int64]],
    named_apart: float,
) -> tuple[tuple[ListProperty, ...], Concluded, PairColumns]:
    """Return what a full run knows of its lists and concludes, and pairs in the order of ids, which is made beside.

    ``of_records`` are the names of lists, the list code of each record, and where each id stands among them.
    """
    names, list_code, place = of_records

    def of_lists() -> tuple[tuple[ListProperty, ...], Concluded]:
        lists = with_overlap(list_properties(names, list_code, edges), list_code, edges)
        return lists, conclude(edges, said, list_code, lists, named_apart=named_apart)

    (lists, concluded), there = beside(of_lists, lambda: pair_places(edges.left, edges.right, place))
    return lists, concluded, placed(concluded.pairs, there)


def conclude(
    edges: Edges,
    said: DecidedRows,
    list_code: NDArray[np.int32],
    lists: tuple[ListProperty, ...],
    *,
    named_apart: float = 1.0,
    whole: Whole | None = None,
) -> Concluded:
    """Return persons and pairs; ``edges`` hold every pair that was ``said`` to be one person or two.

    ``named_apart`` is as in :func:`sijill.link.cluster.cluster`; ``whole`` is what the full run says, where these records are but some.
    """
    count = len(list_code)
    clean = np.array([item.duplicate_free is True for item in lists], bool)
    given, edges = edges, by_lists(edges, list_code, lists)
    apart = decided_among(edges, said, count, apart=True)

    def alone() -> tuple[NDArray[np.float64], Ends]:
        whole = as_certain(by_lists(given, list_code, lists, careful=False), said, count)
        return pair_probability(whole, list_code, clean=clean), ends_of(edges, count)

    root, (likely, ends) = beside(
        lambda: cluster(edges, list_code, clean=clean, same=said.same, apart=apart, named_apart=named_apart),
        alone,
    )
    whole = whole or Whole(usual_size(root), count)
    known = fits(edges, ends, root, whole.usual_size)
    decided = decided_among(edges, said, count)

    def most() -> NDArray[np.float64]:
        both_clean = clean[list_code[edges.left]] & clean[list_code[edges.right]]
        return left_by_rivals(edges, root, decided | both_clean)

    stated, left = beside(
        lambda: stated_probability(
            edges, likely, known, root, (list_code, twice_rarer(lists)), whole.records
        ),
        most,
    )
    stated = np.where(decided, likely, np.minimum(stated, left))
    pairs, probability = beside(
        lambda: pair_columns(edges, stated, root, said), lambda: belonging(edges, stated, ends, root)
    )
    return Concluded(root, probability, pairs, whole.usual_size)
