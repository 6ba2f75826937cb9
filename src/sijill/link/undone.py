"""Merges that are undone: records of a person that comes apart, called again what they were called before.

Without this a person that grew after a merge would keep its id at the wrong part: the larger one, of whatever it is.
"""

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

_Stays: TypeAlias = list[tuple[int, int]]
"""The persons that a record was in, each with the run from which it was, in order."""


def with_undone(
    was: NDArray[np.int64],
    cluster: NDArray[np.int64],
    rows: tuple[NDArray[np.int64], NDArray[np.int64]],
    stays: tuple[NDArray[np.int32], NDArray[np.int32]],
) -> NDArray[np.int64]:
    """Return for which id each record speaks: its last, or an earlier one where a merge came undone; -1 for none.

    ``rows`` are the first and last place of each record among ``stays``: persons, and the run of each stay's begin.
    """
    first, last = rows
    person, since = stays
    vote = was.copy()
    for members in _parted(was, cluster, has_past=last > first):
        chain = {
            record: list(
                zip(
                    person[first[record] : last[record] + 1].tolist(),
                    since[first[record] : last[record] + 1].tolist(),
                    strict=True,
                )
            )
            for record in members.tolist()
        }
        place = dict(zip(members.tolist(), cluster[members].tolist(), strict=True))
        said = _votes(int(was[members[0]]), place, chain, before=None)
        vote[list(said)] = list(said.values())
    return vote


def _parted(
    was: NDArray[np.int64], cluster: NDArray[np.int64], *, has_past: NDArray[np.bool_]
) -> list[NDArray[np.int64]]:
    """Return the records of each person that is in several clusters and has a record with a past."""
    known = np.flatnonzero(was >= 0)
    if not len(known):
        return []
    # Most persons are in one cluster, and are not looked at further.
    one_of, apart = np.empty(int(was.max()) + 1, np.int64), np.zeros(int(was.max()) + 1, bool)
    one_of[was[known]] = cluster[known]
    apart[was[known][one_of[was[known]] != cluster[known]]] = True
    known = known[apart[was[known]]]
    if not len(known):
        return []
    order = known[np.lexsort((cluster[known], was[known]))]
    persons, starts = np.unique(was[order], return_index=True)
    ends = np.r_[starts[1:], len(order)] - 1
    several = cluster[order[starts]] != cluster[order[ends]]
    past = np.bincount(was[known], weights=has_past[known], minlength=int(persons.max()) + 1)[persons] > 0
    wanted = np.flatnonzero(several & past)
    return [order[starts[each] : ends[each] + 1] for each in wanted]


def _votes(
    person: int, place: Mapping[int, int], chain: Mapping[int, _Stays], *, before: int | None
) -> dict[int, int]:
    """Return the vote of each record of ``place``, which all were in ``person`` just before run ``before``."""
    votes = dict.fromkeys(place, person)
    left = set(place)
    runs = {run for record in place for _, run in chain[record][1:] if before is None or run < before}
    for run in sorted(runs, reverse=True):
        if len({place[record] for record in left}) < 2:
            break
        group = {record: _at(chain[record], run) for record in left}
        apart = _apart(group, place)
        whole = person in apart
        for one in sorted(set(group.values()) - {-1} if whole else apart):
            own = {record: place[record] for record in left if group[record] == one}
            votes.update(_votes(one, own, chain, before=run))
        # Who came after the merge says nothing of whose id it is.
        reach = {place[record] for record in left if whole or group[record] in apart}
        late = {record for record in left if group[record] == -1 and place[record] in reach}
        votes.update(dict.fromkeys(late, -1))
        left -= {record for record in left if place[record] in reach}
    return votes


def _at(stays: _Stays, run: int) -> int:
    """Return the person that a record was in just before ``run``; -1 when there was none."""
    return next((person for person, since in reversed(stays) if since < run), -1)


def _apart(group: Mapping[int, int], place: Mapping[int, int]) -> set[int]:
    """Return the groups that share no cluster with another; none where all records are of one group."""
    groups = set(group.values()) - {-1}
    if len(groups) < 2:
        return set()
    within: dict[int, set[int]] = {}
    for record, one in group.items():
        if one != -1:
            within.setdefault(place[record], set()).add(one)
    return groups - {one for ones in within.values() if len(ones) > 1 for one in ones}
