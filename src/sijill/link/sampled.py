"""Several clusterings instead of one, so that a count can carry the error of the linkage.

In each, pairs are taken in an order that rivals win as often as their odds say, and two clusters are joined as often
as the mean weight between them says. A pair of contradicting dates, which no clustering for readers joins, is
joined as often as its weight says: a wrong date must not make two persons in every count. What reviewers decided
holds in each.
"""

import numpy as np
from numpy.typing import NDArray

from sijill.link.cluster import Edges, merged
from sijill.link.linked import Linked
from sijill.link.pair_order import pair_order
from sijill.link.records import LinkResult, PairColumns, PairState


def sampled_clusterings(result: LinkResult, *, samples: int = 20, seed: int = 0) -> NDArray[np.int32]:
    """Return ``samples`` x records: the place in ``result.ids`` of the first record of each record's person.

    Drawn with ``seed``; the same result and seed give the same clusterings.
    """
    clean = np.array([item.duplicate_free is True for item in result.lists], np.bool_)
    return _drawn(result.pairs, (result.list_codes, clean), samples, seed)


def sampled_of(linked: Linked, *, samples: int = 20, seed: int = 0) -> NDArray[np.int32]:
    """Do what ``sampled_clusterings`` does for a finished linkage; places are those of its records."""
    return _drawn(linked.pairs, (linked.list_code.astype(np.int32), linked.clean), samples, seed)


def _drawn(
    pairs: PairColumns, lists: tuple[NDArray[np.int32], NDArray[np.bool_]], samples: int, seed: int
) -> NDArray[np.int32]:
    nothing = np.zeros(len(pairs.left), np.bool_)
    is_two, is_one = pairs.state == PairState.DIFFERENT, pairs.state == PairState.SAME
    weight = np.where(is_two, -np.inf, pairs.weight).astype(np.float32)
    edges = Edges(pairs.left, pairs.right, weight, nothing, nothing)
    by_pair = pair_order(edges.left, edges.right, len(lists[0]))
    drawn = np.empty((samples, len(lists[0])), np.int32)
    for sample in range(samples):
        random = np.random.default_rng((seed, sample))
        noisy = pairs.weight + random.gumbel(size=len(pairs.weight))
        order = np.lexsort((edges.right, edges.left, -noisy))
        chance = int(random.integers(1, 1 << 62))
        drawn[sample] = merged(
            edges, (by_pair, order), lists, chance=chance, same=(pairs.left[is_one], pairs.right[is_one])
        )
    return drawn
