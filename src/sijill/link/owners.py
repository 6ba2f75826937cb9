"""Which id each cluster keeps: that of most of its records, the older among equals.

Pure, as :mod:`sijill.link.persons` is, which follows ids from run to run.
"""

import numpy as np
from numpy.typing import NDArray


def owners(
    vote: NDArray[np.int64], cluster: NDArray[np.int64], clusters: int, since: NDArray[np.int32]
) -> NDArray[np.int64]:
    """Return the id that each cluster keeps, or -1: every id at one cluster at most, every cluster with one.

    ``vote`` tells for which id each record speaks, -1 for none, ``cluster`` in which of how many ``clusters`` it is,
    ``since`` from which run on there is each id.
    """
    person, place, count = _votes(vote, cluster, clusters, len(since))
    most = np.zeros(len(since), np.int64)
    np.maximum.at(most, person, count)
    open_to = count == most[person]
    person, place, count = person[open_to], place[open_to], count[open_to]
    owner = np.full(clusters, -1)
    placed = np.zeros(len(since), bool)
    while len(person):
        # Of parts of equal size the first; one that loses there asks for the next that nobody has.
        asks = np.flatnonzero(np.r_[True, person[1:] != person[:-1]])
        asks = asks[np.lexsort((person[asks], since[person[asks]], -count[asks], place[asks]))]
        wins = asks[np.r_[True, place[asks][1:] != place[asks][:-1]]]
        owner[place[wins]] = person[wins]
        placed[person[wins]] = True
        left = ~placed[person] & (owner[place] < 0)
        person, place, count = person[left], place[left], count[left]
    return owner


def _votes(
    vote: NDArray[np.int64], cluster: NDArray[np.int64], clusters: int, ids: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return each id with each cluster that has votes for it, and how many, in the order of ids and clusters."""
    heard = np.flatnonzero(vote >= 0)
    one_of, apart = np.zeros(ids, np.int64), np.zeros(ids, bool)
    one_of[vote[heard]] = cluster[heard]
    split = one_of[vote[heard]] != cluster[heard]
    apart[vote[heard[split]]] = True
    # Nearly every person is in one cluster: the votes for one are counted without being sorted.
    whole = np.bincount(vote[heard], minlength=ids)
    whole[apart] = 0
    several = heard[apart[vote[heard]]]
    pair, count = np.unique(vote[several] * clusters + cluster[several], return_counts=True)
    alone = np.flatnonzero(whole)
    person = np.r_[alone, pair // max(clusters, 1)]
    place = np.r_[one_of[alone], pair % max(clusters, 1)]
    order = np.argsort(person, kind="stable")
    return person[order], place[order], np.r_[whole[alone], count][order]
