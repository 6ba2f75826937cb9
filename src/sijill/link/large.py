"""Clusters that are too large for this run: of records that many more persons share than usually have so many.

How many records a person has hangs on the lists: three in editions of one list, thirty in a collection of papers. So a cluster is
held against the others of its run. It stays as it is, a proposal like all; whoever links is told, and reviewers are asked about it first.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

_LEAST: Final = 10
"""Records that a person of any run may have."""
_MOST_PERSONS: Final = 0.9
_TIMES: Final = 4
"""A cluster is too large beyond this many times what nine in ten have at most. Of real lists, historical persons and made-up families
none is."""


class Large(NamedTuple):
    """The records of clusters that are too large, and what is told of them."""

    records: NDArray[np.bool_]
    """One a record."""
    clusters: int
    largest: int
    """Records of the largest cluster."""
    usual: int
    """Records that nine in ten clusters have at most."""
    limit: int
    """Records beyond which a cluster is too large."""


def too_large(cluster: NDArray[np.integer]) -> Large:
    """Return which records stand in clusters that are too large; ``cluster`` has a number for each, from 0 on, some unused."""
    sizes = np.bincount(cluster)
    there = sizes[sizes > 0]
    usual = int(np.quantile(there, _MOST_PERSONS, method="lower")) if len(there) else 0
    limit = max(_LEAST, _TIMES * usual)
    return Large(
        records=sizes[cluster] > limit,
        clusters=int((sizes > limit).sum()),
        largest=int(sizes.max(initial=0)),
        usual=usual,
        limit=limit,
    )
