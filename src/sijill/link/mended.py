"""What a run learns of parts of names that are to be read otherwise, and the pairs that it then has."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.link.cluster import Edges, joined
from sijill.link.columns import Parts, Records
from sijill.link.decided import DecidedRows
from sijill.link.keys import keys_of
from sijill.link.meet import meet
from sijill.link.mends import Mend, mend
from sijill.link.respelled import respelled
from sijill.link.threads import beside
from sijill.link.weigh import Weights
from sijill.link.weighed import weighed_in_slices


class Mended(NamedTuple):
    """Pairs worth keeping, and how parts of names were read for some of them."""

    edges: Edges
    mends: list[Mend]


def with_respelled(
    edges: Edges,
    said: DecidedRows,
    compared: tuple[Records, Parts],
    weights: Weights,
    named: tuple[Sequence[str], Sequence[str], float],
) -> Mended:
    """Return ``edges``, all pairs above a weight, as they are once each list's own ways to write parts are read.

    ``named`` are the lists, the blocking rules and that weight. The records are changed in place; those that are, meet all
    others by the same rules once more.
    """
    lists, rules, above = named
    records, parts = compared
    # Keys of records that are changed are not asked for.
    mends, keys = beside(
        lambda: respelled(edges, said.same, compared, lists), lambda: keys_of(rules, records, parts)
    )
    changed = mend(records, parts, mends, lists)
    rows = np.flatnonzero(changed).astype(np.int32)
    if not len(rows):
        return Mended(edges, mends)
    again = keys_of(rules, records[rows], parts)
    met = meet(rules, keys, again, changed)
    number = np.r_[np.arange(len(records), dtype=np.int32), rows]
    left, right = _sorted(number[met.left], number[met.right])
    found = weighed_in_slices(left, right, compared, weights)
    stays = edges.where(~(changed[edges.left] | changed[edges.right]))
    return Mended(joined([stays, found.where(found.weight > above)]), mends)


def _sorted(one: NDArray[np.int32], other: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    return np.minimum(one, other), np.maximum(one, other)
