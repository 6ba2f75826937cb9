"""Records that came since a full run, linked to its records; what they do not touch stays exactly as it was.

Nothing is learned: weights, how common a value is, which lists repeat nobody and the blocking rules are those of the
full run. Only what hangs together with a new record, with one that is gone, or with a decision that changed is
clustered anew, by the same functions on these records alone. All of it is a function of the full run and of the records
that came since: adding two lists one after the other, in either order, is adding both.
"""

import dataclasses
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from sijill.link.cluster import THRESHOLD, Edges, cluster, components, joined, unmet_pairs
from sijill.link.columns import RECORD, Parts, Records
from sijill.link.decided import DecidedRows, as_certain, decided_rows, hung_together, with_decided
from sijill.link.engine import KEEP_ABOVE, weighed
from sijill.link.fit import Fitted, fit
from sijill.link.keys import keys_of
from sijill.link.known import Known
from sijill.link.lists import list_properties, within_lists
from sijill.link.meet import Met, meet
from sijill.link.records import (
    Decided,
    LinkResult,
    ListProperty,
    PairColumns,
    PairState,
    RecordColumns,
)
from sijill.link.result import ClusterNames, pair_columns, placed, sorted_ids
from sijill.link.rivals import pair_probability
from sijill.link.texts import TextColumn, texts_of
from sijill.link.threads import in_threads
from sijill.link.warn import warnings_about

_CHUNK: Final = 1 << 16
"""Pairs that one thread compares in one go."""
_ROUNDING: Final = 1e-3
"""Nats; a weight that was shifted and shifted back may have lost as much, and more."""


class _Run(NamedTuple):
    """Known records come first, in the order of their ids; new ones behind, in that of what they say."""

    known: Known
    new: Fitted
    ids: Any  # Any: pyarrow has no types
    gone: NDArray[np.bool_]
    list_code: NDArray[np.int32]

    def compared(self, rows: NDArray[np.int64]) -> tuple[Records, Parts]:
        """Return these rows as they are compared."""
        before = len(self.known.ids)
        is_known = rows < before
        records = np.zeros(len(rows), RECORD)
        for name, values in self.known.records.items():
            records[name][is_known] = values[rows[is_known]]
        records[~is_known] = self.new.records[rows[~is_known] - before]
        return records, self.new.parts


def link_added(
    records: RecordColumns, known: Known, *, decided: Decided | None = None, gone: NDArray[np.bool_] | None = None
) -> LinkResult:
    """Return all persons when ``records``, everything that came since the full run that is ``known``, join it.

    ``gone`` tells which known records are there no more. No id of ``records`` is known already.
    """
    texts = texts_of(records)
    new = fit(known, texts)
    ids = pa.concat_arrays([known.ids, texts["ids"].take(pa.array(new.order))])
    gone = np.zeros(len(known.ids), bool) if gone is None else gone
    list_code = np.r_[known.records["list_code"], new.records["list_code"]].astype(np.int32)
    run = _Run(known, new, ids, np.r_[gone, np.zeros(len(new.records), bool)], list_code)
    met, edges = _new_edges(run)
    lists = _lists(run, edges)
    said = decided_rows(decided, _present(run))
    anew = _touched(run, edges, said)
    local = _anew(run, edges, said, lists, anew)
    label, probability = _clusters(run, local, anew)
    pairs = _pairs(run, local, anew)
    return _result(run, (label, probability, pairs), lists, (texts, met.counts), int(anew.sum()))


def _present(run: _Run) -> TextColumn:
    """Return all ids, nameless where the record is gone."""
    if not run.gone.any():
        return TextColumn(run.ids)
    return TextColumn(pc.if_else(pa.array(run.gone), "", run.ids))


def _new_edges(run: _Run) -> tuple[Met, Edges]:
    """Return the pairs that new records make, and those of them that are likely enough, weighed."""
    known, new = run.known, run.new
    of_known = keys_of(known.rules, known.records, new.parts)
    met = meet(known.rules, of_known, keys_of(known.rules, new.records, new.parts), run.gone[: len(known.ids)])
    rows, places = np.unique(np.r_[met.left, met.right], return_inverse=True)
    compared = run.compared(rows)
    left, right = places[: len(met.left)].astype(np.int32), places[len(met.left) :].astype(np.int32)
    edges = _weighed(left, right, compared, known)
    edges = edges._replace(left=met.left, right=met.right)
    return met, edges.where(edges.weight > KEEP_ABOVE)


def _weighed(
    left: NDArray[np.int32], right: NDArray[np.int32], compared: tuple[Records, Parts], known: Known
) -> Edges:
    pieces = range(0, len(left), _CHUNK)
    return joined(
        in_threads(
            lambda first: weighed(
                left[first : first + _CHUNK], right[first : first + _CHUNK], compared, known.weights
            ),
            pieces,
        )
    )


def _lists(run: _Run, edges: Edges) -> tuple[ListProperty, ...]:
    """Return what is known of each list: of one that is new by its own pairs, which are all there."""
    before = len(run.known.lists)
    if len(run.new.lists) == before:
        return run.known.lists
    return (*run.known.lists, *list_properties(run.new.lists, run.list_code, edges)[before:])


def _touched(run: _Run, edges: Edges, said: DecidedRows) -> NDArray[np.bool_]:
    """Return which records hang together with one that is new, one that is gone, or a decision that changed."""
    pairs, count = run.known.pairs, len(run.ids)
    strong = (_before_shares(run) >= THRESHOLD - _ROUNDING) | (pairs.state == PairState.SAME)
    near = edges.weight >= THRESHOLD
    one, other = said.same
    root = components(
        np.concatenate([pairs.left[strong], edges.left[near], one]),
        np.concatenate([pairs.right[strong], edges.right[near], other]),
        count,
    )
    begins = run.gone.copy()
    begins[len(run.known.ids) :] = True
    begins[_changed(run, said)] = True
    is_touched = np.zeros(count, bool)
    is_touched[root[begins]] = True
    found: NDArray[np.bool_] = is_touched[root] & ~run.gone
    return found


def _before_shares(run: _Run) -> NDArray[np.float32]:
    """Return the weights of known pairs as they were before their lists' shares were added."""
    pairs = run.known.pairs
    none = np.zeros(len(pairs.left), np.float32)
    nothing = np.zeros(len(pairs.left), bool)
    edges = Edges(pairs.left, pairs.right, none, nothing, nothing)
    shift: NDArray[np.float32] = within_lists(edges, run.list_code, run.known.lists).weight
    return pairs.weight - shift


def _changed(run: _Run, said: DecidedRows) -> NDArray[np.int64]:
    """Return the records of pairs on which reviewers say otherwise than when the full run was made."""
    pairs, count = run.known.pairs, len(run.ids)
    decided = pairs.state >= PairState.SAME
    was = 2 * (pairs.left[decided].astype(np.int64) * count + pairs.right[decided])
    now = 2 * (said.left.astype(np.int64) * count + said.right) + said.is_same
    differs = np.setxor1d(was + (pairs.state[decided] == PairState.SAME), now) // 2
    return np.r_[differs // count, differs % count] if count else differs


class _Local(NamedTuple):
    """What was clustered anew, and its neighbours, numbered in the order that ties are broken by."""

    rows: NDArray[np.int64]
    """The row of each of these records."""
    root: NDArray[np.int32]
    probability: NDArray[np.float64]
    pairs: PairColumns
    """Places among ``rows``."""


def _anew(
    run: _Run, edges: Edges, said: DecidedRows, lists: tuple[ListProperty, ...], anew: NDArray[np.bool_]
) -> _Local:
    old = run.known.pairs
    within = anew.copy()  # With those that a pair joins to them: rivals, whose clusters stay.
    for left, right in ((old.left, old.right), (edges.left, edges.right)):
        within[left[anew[right]]] = True
        within[right[anew[left]]] = True
    within &= ~run.gone
    position = np.r_[run.known.position, np.arange(len(run.known.ids), len(run.ids))]
    rows = np.flatnonzero(within)
    rows = rows[np.argsort(position[rows])]
    place = np.full(len(run.ids), -1, np.int32)
    place[rows] = np.arange(len(rows), dtype=np.int32)
    compared, is_anew = run.compared(rows), anew[rows]

    def weigh(left: NDArray[np.int32], right: NDArray[np.int32]) -> Edges:
        return _weighed(left, right, compared, run.known)

    here = within[old.left] & within[old.right]
    before = weigh(*_ordered(place[old.left[here]], place[old.right[here]]))
    left, right = _ordered(place[edges.left], place[edges.right])
    found = joined([before, edges._replace(left=left, right=right)])
    here_said = _decided_here(said, place)
    found = with_decided(found, here_said, weigh, len(rows))
    left, right = unmet_pairs(hung_together(found, here_said, len(rows)), len(rows))
    needed = is_anew[left] & is_anew[right]
    found = joined([found, weigh(left[needed], right[needed])])
    list_code = run.list_code[rows]
    clean = np.array([item.duplicate_free is True for item in lists], bool)
    found = within_lists(found, list_code, lists)
    likely = pair_probability(as_certain(found, here_said, len(rows)), list_code, clean=clean)
    root, probability = cluster(found, likely, list_code, clean=clean, same=here_said.same)
    return _Local(rows, root, probability, pair_columns(found, likely, root, here_said))


def _ordered(
    left: NDArray[np.int32], right: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    return np.minimum(left, right), np.maximum(left, right)


def _decided_here(said: DecidedRows, place: NDArray[np.int32]) -> DecidedRows:
    """Return the decisions of which both records are here, by their places, sorted."""
    left, right = _ordered(place[said.left], place[said.right])
    order = np.lexsort((right, left))
    order = order[left[order] >= 0]
    return DecidedRows(left[order], right[order], said.is_same[order])


def _clusters(
    run: _Run, local: _Local, anew: NDArray[np.bool_]
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """Return a row of each record's cluster, and its probability: the known ones but for what was clustered anew."""
    count = len(run.new.records)
    label = np.r_[run.known.cluster, np.zeros(count, np.int32)].astype(np.int32)
    probability = np.r_[run.known.probability, np.full(count, np.nan)]
    chosen = anew[local.rows]
    rows = local.rows[chosen]
    label[rows] = local.rows[local.root[chosen]]
    probability[rows] = local.probability[chosen]
    return label, probability


def _pairs(run: _Run, local: _Local, anew: NDArray[np.bool_]) -> PairColumns:
    """Return the known pairs but for those among records clustered anew or gone, and all that are new, by rows."""
    old, new = run.known.pairs, local.pairs
    stays = ~(anew[old.left] & anew[old.right]) & ~run.gone[old.left] & ~run.gone[old.right]
    left, right = local.rows[new.left], local.rows[new.right]
    before = len(run.known.ids)
    chosen = (anew[left] & anew[right]) | (left >= before) | (right >= before)
    left, right = _ordered(left[chosen].astype(np.int32), right[chosen].astype(np.int32))
    return PairColumns(
        left=np.r_[old.left[stays], left],
        right=np.r_[old.right[stays], right],
        weight=np.r_[old.weight[stays], new.weight[chosen]],
        probability=np.r_[old.probability[stays], new.probability[chosen]],
        state=np.r_[old.state[stays], new.state[chosen]],
    )


def _result(
    run: _Run,
    made: tuple[NDArray[np.int32], NDArray[np.float64], PairColumns],
    lists: tuple[ListProperty, ...],
    told: tuple[Any, Any],  # Any: texts and counts, as ``warnings_about`` takes them
    anew: int,
) -> LinkResult:
    label, probability, pairs = made
    here = np.flatnonzero(~run.gone)
    ids, order = sorted_ids(run.ids.take(pa.array(here)))
    rows = here[order]
    named, code = _present_lists(lists, run.list_code[rows])
    texts, counts = told
    return LinkResult(
        ids=TextColumn(ids),
        cluster_ids=ClusterNames(ids, label[rows]),
        probability=probability[rows],
        pairs=placed(pairs, rows, len(run.ids)),
        list_codes=code,
        lists=named,
        blocks=counts,
        thresholds={"together": THRESHOLD, "kept": KEEP_ABOVE},
        warnings=warnings_about(texts, named, counts),
        parameters=run.known.parameters,
        weights=(run.known.weights.log_levels, run.known.weights.log_prior),
        known=run.known,
        run={"new": len(run.new.records), "gone": int(run.gone.sum()), "anew": anew},
    )


def _present_lists(
    lists: tuple[ListProperty, ...], list_code: NDArray[np.int32]
) -> tuple[tuple[ListProperty, ...], NDArray[np.int32]]:
    """Return the lists that have a record, by name and with the size that they have now, and the codes that follow."""
    sizes = np.bincount(list_code, minlength=len(lists)).tolist()
    present = sorted((code for code, size in enumerate(sizes) if size), key=lambda code: lists[code].name)
    place = np.zeros(len(lists), np.int32)
    place[present] = np.arange(len(present), dtype=np.int32)
    named = tuple(dataclasses.replace(lists[code], size=sizes[code]) for code in present)
    return named, place[list_code]
