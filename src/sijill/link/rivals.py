"""Probabilities of pairs that know of each other: of a list that names nobody twice, at most one record fits."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.cluster import Edges, components
from sijill.link.merging import THRESHOLD

_CLIP: Final = 30.0
"""Nats; more is certain in either case."""


def pair_probability(
    edges: Edges, list_code: NDArray[np.int32], *, clean: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return the probability of each pair given its weight and its rivals.

    A record's rivals are the other pairs that it forms with records of the same list, where that list (for its
    code, ``clean``) is free of duplicates: their odds share one whole with the odds of no match at all. Two records
    of a list that are likely one person after all are no rivals. The smaller of what both sides say is given.
    Without rivals it is the logistic function of the weight.
    """
    odds = np.exp(np.clip(edges.weight.astype(float), -_CLIP, _CLIP))
    within = list_code[edges.left] == list_code[edges.right]
    twice = within & (edges.weight >= THRESHOLD) & ~edges.contradict
    person = components(edges.left[twice], edges.right[twice], len(list_code))
    rivals = np.zeros(len(odds))
    for record, other in ((edges.left, edges.right), (edges.right, edges.left)):
        exclusive = clean[list_code[other]] & ~within
        total = _rival_odds(
            record[exclusive], list_code[other][exclusive], person[other][exclusive], odds[exclusive]
        )
        rivals[exclusive] = np.maximum(rivals[exclusive], total)
    likely: NDArray[np.float64] = odds / (1.0 + rivals + odds)
    return likely


def _rival_odds(
    record: NDArray[np.int32],
    of_list: NDArray[np.int32],
    person: NDArray[np.int32],
    odds: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return for each pair the odds of all other persons of the list that the record may be, the best pair of each."""
    order = np.lexsort((odds, person, of_list, record))
    record, of_list, person, odds = record[order], of_list[order], person[order], odds[order]
    changes = np.ones(len(order), bool)
    changes[1:] = (record[1:] != record[:-1]) | (of_list[1:] != of_list[:-1])
    other_person = changes.copy()
    other_person[1:] |= person[1:] != person[:-1]
    one = np.cumsum(other_person) - 1
    # The last of each person's pairs has its greatest odds.
    ends = np.r_[np.flatnonzero(other_person)[1:], len(order)] - 1
    best = odds[ends] if len(order) else odds
    group = np.cumsum(changes) - 1
    total = np.bincount(group[ends], best) if len(order) else odds
    result = np.empty(len(order))
    result[order] = (total[group] - best[one]) if len(order) else odds
    return result
