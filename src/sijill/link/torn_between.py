"""Records that two persons could each claim: nobody is surely the one whom another would be as likely.

A record that says little (a name without births) may weigh as much with one person as with another, who are surely two. It is
joined to one of them, since it is somebody's; which one, chance has told. What is stated of it says so. In lists that name
nobody twice rivals are heard already, by scales of their own.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.cluster import Edges
from sijill.link.merging import THRESHOLD

_CLIP: Final = 30.0
"""Nats; more is certain."""


def heard_of_rivals(
    edges: Edges, stated: NDArray[np.float64], root: NDArray[np.int32], deaf: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return the probability ``stated`` of each pair, no more than what a rival person leaves either record of it.

    A record's rival is another cluster that it weighs ``THRESHOLD`` or more with, which contradicts its own, and with which no
    other member of that weighs as much: else the two may be one person. Its surest pair with either share one whole. ``root`` is the cluster of each record; pairs
    that are ``deaf`` neither make rivals nor hear of them: decided ones, and those of two lists that name nobody twice.
    """
    inside = root[edges.left] == root[edges.right]
    near = np.flatnonzero(~inside & ~deaf & (edges.weight >= THRESHOLD))
    if not len(near):
        return stated
    record = np.r_[edges.left[near], edges.right[near]].astype(np.int64)
    other = root[np.r_[edges.right[near], edges.left[near]]].astype(np.int64)
    own = root[record]
    between, of_pair = np.unique(
        np.minimum(own, other) * len(root) + np.maximum(own, other), return_inverse=True
    )
    ends, of_end = np.unique(record * len(root) + other, return_inverse=True)
    # Both ends of a pair are counted, so that of two clusters there are twice as many ends as pairs.
    alone = (
        2 * np.bincount(of_end, minlength=len(ends))[of_end]
        == np.bincount(of_pair, minlength=len(between))[of_pair]
    )
    alone &= np.isin(between, _surely_two(edges, root, near))[of_pair]
    rival = np.full(len(root), -np.inf)
    np.maximum.at(rival, record[alone], np.tile(edges.weight[near], 2)[alone])
    held = np.full(len(root), -np.inf)
    rows = np.flatnonzero(inside & (np.isfinite(rival[edges.left]) | np.isfinite(rival[edges.right])))
    for ends_of_pairs in (edges.left[rows], edges.right[rows]):
        np.maximum.at(held, ends_of_pairs, edges.weight[rows])
    rows = rows[~deaf[rows]]
    torn = np.flatnonzero(np.isfinite(rival) & np.isfinite(held))
    left = np.ones(len(root))
    left[torn] = 1 / (1 + np.exp(np.clip(rival[torn] - held[torn], -_CLIP, _CLIP)))
    heard = stated.copy()
    heard[rows] = np.minimum(stated[rows], np.minimum(left[edges.left[rows]], left[edges.right[rows]]))
    return heard


def _surely_two(edges: Edges, root: NDArray[np.int32], near: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the keys of clusters, among those of the pairs ``near``, of which members contradict each other."""
    met = np.zeros(len(root), bool)
    met[root[edges.left[near]]] = met[root[edges.right[near]]] = True
    rows = np.flatnonzero(edges.contradict)
    one, other = root[edges.left[rows]].astype(np.int64), root[edges.right[rows]].astype(np.int64)
    both = met[one] & met[other]
    keys: NDArray[np.int64] = np.minimum(one[both], other[both]) * len(root) + np.maximum(
        one[both], other[both]
    )
    return np.unique(keys)
