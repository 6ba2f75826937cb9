"""The pairs that a run has once parts of names are read otherwise."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sijill.link.cluster import Edges, joined
from sijill.link.columns import Parts, Records
from sijill.link.keys import keys_of
from sijill.link.meet import meet
from sijill.link.mends import Mend, mend
from sijill.link.threads import beside
from sijill.link.weigh import Weights
from sijill.link.weighed import weighed_in_slices


def with_respelled(
    edges: Edges,
    mends: Sequence[Mend],
    compared: tuple[Records, Parts],
    weights: Weights,
    named: tuple[Sequence[str], Sequence[tuple[str, int]], float],
) -> Edges:
    """Return ``edges``, all pairs above a weight, as they are once parts of names are read as ``mends`` say.

    ``named`` are the lists, the blocking rules with the records that a block of each may hold, and that weight. The records are changed in place; those that are, meet all
    others by the same rules once more.
    """
    lists, rules, above = named
    records, parts = compared
    changed = mend(records, parts, mends, lists)
    rows = np.flatnonzero(changed).astype(np.int32)
    if not len(rows):
        return edges

    def met_again() -> Edges:
        keys, again = (keys_of([rule for rule, _ in rules], each, parts) for each in (records, records[rows]))
        met = meet(rules, keys, again, changed)
        number = np.r_[np.arange(len(records), dtype=np.int32), rows]
        left, right = _sorted(number[met.left], number[met.right])
        return weighed_in_slices(left, right, compared, weights)

    found, stays = beside(met_again, lambda: edges.where(~(changed[edges.left] | changed[edges.right])))
    return joined([stays, found.where(found.weight > above)])


def _sorted(one: NDArray[np.int32], other: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    return np.minimum(one, other), np.maximum(one, other)
