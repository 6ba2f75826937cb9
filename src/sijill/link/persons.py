"""Ids of persons that stay: each run's clusters under the ids of the runs before. Pure: knows no file and no clock.

An id goes where most of its records go; where several meet, the one that brings most records stays, the older among
equals. Whatever else was of it is told as a redirect. Two that were merged and are apart again get their own ids back
(:mod:`sijill.link.undone`). What a record was called before is never forgotten, so an old id leads to what holds its
records now, however many merges and splits lie between.
"""

import dataclasses
import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from sijill.link.history import NOW, History, Redirect, Why
from sijill.link.owners import owners
from sijill.link.result import ClusterNames
from sijill.link.texts import arrow_of
from sijill.link.undone import with_undone


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """The history after a run, and the person of each record in the order they were given."""

    history: History
    persons: Any  # Any: pyarrow has no types
    run: int
    """The number of this run, should it have changed anything."""
    stayed: int
    new: int

    @property
    def changes(self) -> tuple[Redirect, ...]:
        """What the run did to ids that were there; empty when it changed nothing."""
        return tuple(each for each in self.history.redirects if each.run == self.run)

    def counts(self) -> dict[str, int]:
        """Return the run that last changed anything, how many ids stayed, were new, and what became of the others."""
        whys = {why.value: {each.old for each in self.changes if each.why is why} for why in Why}
        return {
            "run": self.history.run,
            "stayed": self.stayed,
            "new": self.new,
            **{why: len(olds) for why, olds in whys.items()},
        }


def follow(before: History, mentions: Sequence[str], clusters: Sequence[str], *, key: bytes) -> Followed:
    """Return every cluster under an id; ``mentions`` are unique, ``clusters`` name the cluster of each.

    The order of records and the names of clusters change nothing. ``key`` is secret and thrown away after the run:
    a new id is a keyed hash of the smallest record, so that it tells nothing of a record that is withdrawn later.
    """
    given, cluster_of = _arrow(mentions), _arrow(clusters)
    order = pc.sort_indices(given)
    names = given.take(order)
    encoded = cluster_of.take(order).dictionary_encode()
    cluster = encoded.indices.to_numpy().astype(np.int64)  # By the smallest record: where a name comes first.
    run = before.run + 1
    first, last = _rows_of(before, names)
    was = np.where(last >= 0, _taken(before.person, last), -1).astype(np.int64)
    vote = with_undone(was, cluster, (first, last), (before.person, before.held_since))
    owner = owners(vote, cluster, len(encoded.dictionary), before.since)
    ids, owner = _with_new(before.ids, owner, names, cluster, key)
    now = owner[cluster]
    since = np.r_[before.since, np.full(len(ids) - len(before.since), run)].astype(np.int32)
    ended = np.r_[before.until, np.full(len(ids) - len(before.until), NOW)].astype(np.int32)
    living = np.bincount(now, minlength=len(ids)) > 0
    until = np.where(living, NOW, np.where(ended == NOW, run, ended)).astype(np.int32)
    told = _redirects((was, now), (ended, until), ids, run)
    rows = _rows(before, (names, last, now), run)
    place = np.empty(len(names), np.int64)
    place[order.to_numpy()] = np.arange(len(names))
    persons = ids.take(pa.array(now)).take(pa.array(place))
    stayed = int((living[: len(before.until)] & (before.until == NOW)).sum())
    changed = bool(told) or len(ids) > len(before.ids) or rows is not None
    history = _sorted(before, run, (ids, since, until), rows, told) if changed else before
    return Followed(history=history, persons=persons, stayed=stayed, new=len(ids) - len(before.ids), run=run)


def _arrow(column: Sequence[str]) -> Any:  # Any: pyarrow has no types
    if isinstance(column, ClusterNames):
        return pa.array(column.numbers)  # As good as names here, and made already.
    return arrow_of(column)


def _rows_of(before: History, names: Any) -> tuple[NDArray[np.int64], NDArray[np.int64]]:  # Any: pyarrow
    """Return the first and the last row of each record; -1 for one that never had an id."""
    if not len(before.mention):
        nowhere = np.full(len(names), -1)
        return nowhere, nowhere
    rows = before.mention
    differs = pc.not_equal(rows[1:], rows[:-1]).to_numpy(zero_copy_only=False)
    starts = np.flatnonzero(np.r_[True, differs])  # Rows are sorted by record.
    ends = np.r_[starts[1:], len(rows)] - 1
    distinct = rows if len(starts) == len(rows) else rows.take(pa.array(starts))
    found = np.full(len(names), -1)
    if names.slice(0, len(distinct)).equals(distinct):  # Whatever is new stands behind: no need to look.
        found[: len(distinct)] = np.arange(len(distinct))
    else:
        found = pc.fill_null(pc.index_in(names, value_set=distinct), -1).to_numpy().astype(np.int64)
    return np.where(found >= 0, starts[found], -1), np.where(found >= 0, ends[found], -1)


def _taken(column: NDArray[np.int32], rows: NDArray[np.int64]) -> NDArray[np.int32]:
    return column[rows] if len(column) else np.full(len(rows), -1, np.int32)


def _with_new(
    ids: Any, owner: NDArray[np.int64], names: Any, cluster: NDArray[np.int64], key: bytes
) -> tuple[Any, NDArray[np.int64]]:  # Any: pyarrow has no types
    """Return all ids, new ones last, and the owner of each cluster, new ones included."""
    owner = owner.copy()
    # Clusters are numbered by their smallest record.
    smallest = np.flatnonzero(np.r_[True, cluster[1:] > np.maximum.accumulate(cluster)[:-1]])
    nameless = np.flatnonzero(owner < 0)
    new = _new_ids(names.take(pa.array(smallest[nameless])).to_pylist(), key, ids)
    owner[nameless] = len(ids) + np.arange(len(new))
    return pa.concat_arrays([ids, new]), owner


def _new_ids(mentions: Sequence[str], key: bytes, ids: Any) -> Any:  # Any: Arrow arrays
    """Return an id for each that nobody ever had; another is tried where chance gave one that is among ``ids`` or new."""
    hashed = [_hashed(mention, key) for mention in mentions]
    # Of half a million ids no Python strings are made for a few new ones.
    known = pc.is_in(ids, value_set=pa.array(hashed, pa.string()))
    taken = set(ids.filter(known).to_pylist())
    new: dict[str, None] = {}
    for first in hashed:
        found = first
        while found in taken or found in new:
            found = _hashed(found, key)
            if pc.any(pc.equal(ids, found)).as_py():
                taken.add(found)
        new[found] = None
    return pa.array(list(new), pa.string())


def _hashed(text: str, key: bytes) -> str:
    return "p" + hashlib.blake2b(text.encode(), digest_size=8, key=key).hexdigest()


def _redirects(
    records: tuple[NDArray[np.int64], NDArray[np.int64]],
    ended: tuple[NDArray[np.int32], NDArray[np.int32]],
    ids: Any,  # Any: pyarrow has no types
    run: int,
) -> list[Redirect]:
    was, now = records
    before, after = ended
    had = was >= 0
    away = np.zeros(len(ids) + 1, bool)  # The last entry is that of -1.
    away[was[had & (was != now)]] = True
    told = np.flatnonzero(away[was])
    pair = np.unique(was[told] * len(ids) + now[told])
    old, new = pair // max(len(ids), 1), pair % max(len(ids), 1)
    parts = np.bincount(old, minlength=len(ids))
    found = [
        (int(a), int(b), Why.MERGED if parts[a] == 1 else Why.SPLIT) for a, b in zip(old, new, strict=True)
    ]
    left = np.bincount(was[had], minlength=len(ids))
    gone = np.flatnonzero((before == NOW) & (after != NOW) & (left == 0))
    found += [(int(each), -1, Why.GONE) for each in gone]
    back = np.flatnonzero((before != NOW) & (after == NOW))
    found += [(int(each), int(each), Why.RESTORED) for each in back]
    name = dict(
        zip(
            named := sorted({end for a, b, _ in found for end in (a, b) if end >= 0}),
            ids.take(pa.array(named, pa.int64())).to_pylist(),
            strict=True,
        )
    )
    told_of = [Redirect(run=run, old=name[a], new=name.get(b, ""), why=why) for a, b, why in found]
    return sorted(told_of, key=lambda each: (each.old, each.why, each.new))


def _rows(
    before: History, records: tuple[Any, NDArray[np.int64], NDArray[np.int64]], run: int
) -> tuple[Any, ...] | None:  # Any: pyarrow has no types
    """Return all rows, those of this run last; None where nothing changed."""
    names, last, now = records
    is_open = _taken(before.held_until, last) == NOW
    same = (last >= 0) & is_open & (_taken(before.person, last) == now)
    ends = before.held_until == NOW
    ends[last[same]] = False
    if same.all() and not ends.any():
        return None
    new = ~same
    return (
        pa.concat_arrays([before.mention, names.filter(pa.array(new))]),
        np.r_[before.person, now[new]],
        np.r_[before.held_since, np.full(int(new.sum()), run)].astype(np.int32),
        np.r_[np.where(ends, run, before.held_until), np.full(int(new.sum()), NOW)].astype(np.int32),
    )


def _sorted(
    before: History,
    run: int,
    persons: tuple[Any, NDArray[np.int32], NDArray[np.int32]],
    rows: tuple[Any, ...] | None,
    told: Sequence[Redirect],
) -> History:  # Any: pyarrow has no types
    ids, since, until = persons
    mention, person, held_since, held_until = rows or (
        before.mention,
        before.person,
        before.held_since,
        before.held_until,
    )
    order = pc.sort_indices(ids).to_numpy()
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    keys = [("mention", "ascending"), ("since", "ascending")]
    by = pc.sort_indices(pa.table({"mention": mention, "since": held_since}), sort_keys=keys).to_numpy()
    return History(
        run=run,
        ids=ids.take(pa.array(order)),
        since=since[order],
        until=until[order],
        mention=mention.take(pa.array(by)),
        person=place[person[by]],
        held_since=held_since[by],
        held_until=held_until[by],
        redirects=(*before.redirects, *told),
    )
