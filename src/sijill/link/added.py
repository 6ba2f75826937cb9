"""Records that came since a full run, linked to its records; what they do not touch stays exactly as it was.

Nothing is learned: weights, how common a value is, which lists repeat nobody and the blocking rules are those of the
full run. Only what hangs together with a new record, with one that is gone, or with a decision that changed is
clustered anew, by the same functions on these records alone. All of it is a function of the full run and of the records
that came since: adding two lists one after the other, in either order, is adding both.
"""

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from sijill.link.anew import Local, Run, cluster_anew, ordered, touched
from sijill.link.cluster import Edges
from sijill.link.decided import decided_rows
from sijill.link.fit import fit
from sijill.link.keys import keys_of
from sijill.link.known import Known
from sijill.link.lists import list_properties
from sijill.link.meet import Met, meet
from sijill.link.merging import THRESHOLD
from sijill.link.overlap import with_overlap
from sijill.link.records import (
    Decided,
    LinkResult,
    ListProperty,
    PairColumns,
    RecordColumns,
)
from sijill.link.result import ClusterNames, pair_places, placed, sorted_ids
from sijill.link.sweep import KEEP_ABOVE
from sijill.link.texts import TextColumn, texts_of
from sijill.link.warn import doubts_about, doubts_about_names, warnings_about
from sijill.link.weighed import weighed_in_slices

if TYPE_CHECKING:
    from sijill.text.gazetteer import Gazetteer


def link_added(
    records: RecordColumns,
    known: Known,
    *,
    decided: Decided | None = None,
    gone: NDArray[np.bool_] | None = None,
    places: "Gazetteer | None" = None,
) -> LinkResult:
    """Return all persons when ``records``, everything that came since the full run that is ``known``, join it.

    Places are read against ``places``, those of the full run. ``gone`` tells which known records are there no more. No id of ``records`` is known already.
    """
    texts = texts_of(records)
    new = fit(known, texts, places)
    ids = pa.concat_arrays([known.ids, texts["ids"].take(pa.array(new.order))])
    gone = np.zeros(len(known.ids), bool) if gone is None else gone
    list_code = np.r_[known.records["list_code"], new.records["list_code"]].astype(np.int32)
    run = Run(known, new, ids, np.r_[gone, np.zeros(len(new.records), bool)], list_code)
    met, edges = _new_edges(run)
    lists = _lists(run, edges)
    said = decided_rows(decided, _present(run))
    anew = touched(run, edges, said, lists)
    local = cluster_anew(run, edges, said, lists, anew)
    label, probability = _clusters(run, local, anew)
    pairs = _pairs(run, local, anew)
    doubts = (*doubts_about(texts), *doubts_about_names(texts, new.records, new.order, new.lists))
    return _result(run, (label, probability, pairs), lists, (doubts, met.counts), int(anew.sum()))


def _present(run: Run) -> TextColumn:
    """Return all ids, nameless where the record is gone."""
    if not run.gone.any():
        return TextColumn(run.ids)
    return TextColumn(pc.if_else(pa.array(run.gone), "", run.ids))


def _new_edges(run: Run) -> tuple[Met, Edges]:
    """Return the pairs that new records make, and those of them that are likely enough, weighed."""
    known, new = run.known, run.new
    titles = [title for title, _ in known.rules]
    of_known, of_new = (keys_of(titles, each.records, new.parts) for each in (known, new))
    met = meet(known.rules, of_known, of_new, run.gone[: len(known.ids)])
    rows, places = np.unique(np.r_[met.left, met.right], return_inverse=True)
    compared = run.compared(rows)
    left, right = places[: len(met.left)].astype(np.int32), places[len(met.left) :].astype(np.int32)
    edges = weighed_in_slices(left, right, compared, known.weights)
    edges = edges._replace(left=met.left, right=met.right)
    return met, edges.where(edges.weight > KEEP_ABOVE)


def _lists(run: Run, edges: Edges) -> tuple[ListProperty, ...]:
    """Return what is known of each list: of one that is new by its own pairs, which are all there."""
    before = len(run.known.lists)
    if len(run.new.lists) == before:
        return run.known.lists
    found = list_properties(run.new.lists, run.list_code, edges)
    known = (*run.known.lists, *found[before:])
    return (*run.known.lists, *with_overlap(known, run.list_code, edges)[before:])


def _clusters(
    run: Run, local: Local, anew: NDArray[np.bool_]
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


def _pairs(run: Run, local: Local, anew: NDArray[np.bool_]) -> PairColumns:
    """Return the known pairs but for those among records clustered anew or gone, and all that are new, by rows."""
    old, new = run.known.pairs, local.pairs
    stays = ~(anew[old.left] & anew[old.right]) & ~run.gone[old.left] & ~run.gone[old.right]
    rows, before = local.rows.astype(np.int32), len(run.known.ids)
    left, right = ordered(rows[new.left], rows[new.right])
    chosen = (anew[left] & anew[right]) | (right >= before)
    left, right = left[chosen], right[chosen]
    return PairColumns(
        left=np.r_[old.left[stays], left],
        right=np.r_[old.right[stays], right],
        weight=np.r_[old.weight[stays], new.weight[chosen]],
        probability=np.r_[old.probability[stays], new.probability[chosen]],
        state=np.r_[old.state[stays], new.state[chosen]],
    )


def _result(
    run: Run,
    made: tuple[NDArray[np.int32], NDArray[np.float64], PairColumns],
    lists: tuple[ListProperty, ...],
    told: tuple[Any, Any],  # Any: doubts and counts, as ``warnings_about`` takes them
    anew: int,
) -> LinkResult:
    label, probability, pairs = made
    here = np.flatnonzero(~run.gone)
    ids, order = sorted_ids(run.ids.take(pa.array(here)), np.arange(len(here), dtype=np.int32))
    rows = here[order]
    named, code = _present_lists(lists, run.list_code[rows])
    doubts, counts = told
    return LinkResult(
        ids=TextColumn(ids),
        cluster_ids=ClusterNames(ids, label[rows]),
        probability=probability[rows],
        pairs=placed(pairs, pair_places(pairs.left, pairs.right, rows, len(run.ids))),
        list_codes=code,
        lists=named,
        blocks=counts,
        thresholds={"together": THRESHOLD, "kept": KEEP_ABOVE},
        warnings=warnings_about(doubts, named, counts, label[rows]),
        parameters=run.known.parameters,
        weights=(run.known.weights.log_levels, run.known.weights.log_prior),
        mends=run.known.mends,
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
