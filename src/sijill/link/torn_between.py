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


def left_by_rivals(edges: Edges, root: NDArray[np.int32], deaf: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the most that may be stated of each pair: what a rival person leaves either record of it, 1 where there is none.

    A record's rival is another cluster that it weighs ``THRESHOLD`` or more with, which contradicts its own, and with which no
    other member of that weighs as much: else the two may be one person. Its surest pair with either share one whole. ``root`` is the cluster of each record; pairs
    that are ``deaf`` neither make rivals nor hear of them: decided ones, and those of two lists that name nobody twice.
    """
    most = np.ones(len(edges.left))
    inside = root[edges.left] == root[edges.right]
    near = np.flatnonzero(~inside & ~deaf & (edges.weight >= THRESHOLD))
    if not len(near):
        return most
    record = np.r_[edges.left[near], edges.right[near]].astype(np.int64)
    other = root[np.r_[edges.right[near], edges.left[near]]].astype(np.int64)
    own = root[record]
    between, of_pair = np.unique(
        np.minimum(own, other) * len(root) + np.maximum(own, other), return_inverse=True
    )
    ends, of_record = np.unique(record * len(root) + other, return_inverse=True)
    # Both ends of a pair are counted, so that of two clusters there are twice as many ends as pairs.
    alone = (
        2 * np.bincount(of_record, minlength=len(ends))[of_record]
        == np.bincount(of_pair, minlength=len(between))[of_pair]
    )
    alone &= np.isin(between, _surely_two(edges, root, near))[of_pair]
    torn, of_torn = np.unique(record[alone], return_inverse=True)
    rival = np.full(len(torn), -np.inf)
    np.maximum.at(rival, of_torn, np.tile(edges.weight[near], 2)[alone])
    place = np.full(len(root), -1, np.int32)
    place[torn] = np.arange(len(torn), dtype=np.int32)
    rows = np.flatnonzero(inside & ((place[edges.left] >= 0) | (place[edges.right] >= 0)))
    left_place, right_place = place[edges.left[rows]], place[edges.right[rows]]
    held = np.full(len(torn), -np.inf)
    for of_end in (left_place, right_place):
        np.maximum.at(held, of_end[of_end >= 0], edges.weight[rows][of_end >= 0])
    # One entry more: -1, a record that has no rival, keeps the whole.
    leaves = np.r_[1 / (1 + np.exp(np.clip(rival - held, -_CLIP, _CLIP))), 1.0]
    most[rows] = np.where(deaf[rows], 1.0, np.minimum(leaves[left_place], leaves[right_place]))
    return most


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
