"""A register's last linkage as the decisions made since would have it, so that a review goes on from its own answers.

Nothing is written. The functions of the next ``sijill link`` say what that would make of the records of the last one;
lists that came since wait for it.
"""

import dataclasses
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sijill.link.added import link_added
from sijill.link.decisions import in_force
from sijill.link.full_run import last_runs, places_of
from sijill.link.kept_run import read_kept
from sijill.link.linked import Linked
from sijill.link.records import Decided, PairColumns, PairState, RecordColumns
from sijill.link.result import pair_places, placed
from sijill.link.texts import TextColumn, arrow_of, texts_of

if TYPE_CHECKING:
    from sijill.link.known import Known
    from sijill.store.layout import Register

_ALWAYS: Final = frozenset(("ids", "lists", "names"))


def with_decisions(register: "Register", linked: Linked) -> Linked:
    """Return the register's last linkage with all decisions that are in force now.

    Where the full run that it rests on is not kept, persons stay as they were, and only ``with_states`` tells what was decided.
    IntegrityError where a table of that run is damaged.
    """
    runs = last_runs(register)
    decided, _ = in_force(register)
    if runs is not None and in_force(register, before=runs.last.position)[0] == decided:
        return linked
    kept = read_kept(register)
    if kept is None or kept.told["places"] != places_of(register):
        return linked
    return _anew(linked, kept.known, decided)


def with_states(register: "Register", linked: Linked) -> Linked:
    """Return the linkage, each pair that is decided in that state, those that only a second look met as well."""
    return dataclasses.replace(linked, pairs=_told(linked, in_force(register)[0]))


def _anew(linked: Linked, known: "Known", decided: Decided) -> Linked:
    """Return a linkage as adding its own records to the full run that is ``known`` makes it."""
    texts = texts_of(linked.records)
    ids = texts["ids"]
    is_new = pc.invert(pc.is_in(ids, value_set=known.ids))
    fresh = {name: column.filter(is_new) for name, column in texts.items()}
    # A column of which these records have nothing is none, as where they were added.
    given = {
        name: TextColumn(column)
        for name, column in fresh.items()
        if name in _ALWAYS or pc.any(pc.not_equal(column, "")).as_py()
    }
    new = RecordColumns(**given)
    gone = ~pc.is_in(known.ids, value_set=ids).to_numpy(zero_copy_only=False)
    result = link_added(new, known, decided=decided, gone=gone, places=linked.places)
    order = pc.index_in(ids, value_set=arrow_of(result.ids)).to_numpy()
    persons = arrow_of(result.cluster_ids).dictionary_encode().indices.to_numpy()
    there = pair_places(result.pairs.left, result.pairs.right, order.astype(np.int64))
    return dataclasses.replace(
        linked, cluster=persons[order].astype(np.int64), pairs=placed(result.pairs, there)
    )


def _told(linked: Linked, decided: Decided) -> PairColumns:
    """Return the pairs, each that was decided in that state."""
    ids, pairs = arrow_of(linked.records.ids), linked.pairs
    state = pairs.state.copy()
    codes = pairs.left.astype(np.int64) * len(ids) + pairs.right
    for said, told in ((decided.same, PairState.SAME), (decided.different, PairState.DIFFERENT)):
        ends = [
            pc.index_in(pa.array([pair[end] for pair in said], pa.string()), value_set=ids) for end in (0, 1)
        ]
        one, other = (pc.fill_null(each, -1).to_numpy().astype(np.int64) for each in ends)
        there = np.minimum(one, other) >= 0
        wanted = np.minimum(one, other) * len(ids) + np.maximum(one, other)
        state[np.isin(codes, wanted[there])] = told
    return dataclasses.replace(pairs, state=state)
