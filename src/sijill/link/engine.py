"""The whole of linkage on columns: prepare, block, learn, weigh, cluster. Knows no file."""

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sijill.link.block import HOT, Blocks, block_counts, build_blocks
from sijill.link.blocked_pairs import pairs_made, whole
from sijill.link.cluster import Edges, joined, unmet_pairs
from sijill.link.columns import RECORD_FIELDS, Parts, Records
from sijill.link.compare import compare_pairs
from sijill.link.conclude import Concluded, conclude_all
from sijill.link.dearer import Drawn, drawn_of, largest_used
from sijill.link.decided import (
    DecidedRows,
    decided_rows,
    hung_together,
    with_decided,
)
from sijill.link.drawn_pairs import SAMPLE, random_pairs, sampled_pairs
from sijill.link.keys import build_keys
from sijill.link.known import Known, default_numbers
from sijill.link.mended import with_respelled
from sijill.link.mends import Mend, mend
from sijill.link.merging import THRESHOLD
from sijill.link.namesakes import sobered
from sijill.link.prepare import list_names, prepare
from sijill.link.records import Decided, LinkResult, RecordColumns
from sijill.link.relearn import corrected
from sijill.link.respelled import respelled
from sijill.link.result import ClusterNames, sorted_ids
from sijill.link.run_together import run_together
from sijill.link.sweep import KEEP_ABOVE, Sweeper, Swept, sweep_here, swept_for_all, swept_for_lone
from sijill.link.texts import TextColumn, Texts, arrow_of, give_back, texts_of
from sijill.link.threads import beside
from sijill.link.two_first_names import most_named_apart, with_two_first_names
from sijill.link.warn import Warnings, doubts_about, doubts_about_names, warnings_about
from sijill.link.weigh import ROUNDS, Weights, learn, weigh
from sijill.link.weighed import weighed_in_slices
from sijill.text.gazetteer import Gazetteer


def link_records(
    records: RecordColumns,
    *,
    seed: int = 0,
    decided: Decided | None = None,
    places: Gazetteer | None = None,
    keep: bool = False,
    sweeper: Sweeper | None = None,
) -> LinkResult:
    """Return persons as clusters of ``records``; neither their order nor that of the lists changes anything.

    What reviewers ``decided`` holds whatever the weights say, and corrects the weights of other pairs. Places
    are read against ``places``, by default against what every installation has. With ``keep`` the result knows what
    :func:`sijill.link.added.link_added` needs to link records that come later. Where pairs are weighed, here or by
    Spark (``sweeper``), changes nothing.
    """
    texts = texts_of(records)
    del records  # Whoever hands them over and keeps nothing has the memory of what is written back.
    names = list_names(texts["lists"])
    (prepared, parts, order), doubts = _prepared(texts, places)
    said = decided_rows(decided, TextColumn(texts["ids"].take(order)) if decided else ())
    mends, (ids, place) = _mended_and_ids((prepared, parts), names, texts["ids"], order)
    given = (default_numbers(texts, order, prepared) if keep else (), tuple(sorted(texts)))
    list_code = prepared["list_code"].copy()  # Each is far from the next in a row of a record.
    del texts, order
    give_back()
    chosen = build_keys(prepared, parts)
    blocks, chosen = build_blocks(chosen.keys, len(prepared)), chosen._replace(keys=[])
    weights, drawn = _learn((blocks, chosen.learned), (prepared, parts), list_code, seed, said)
    (edges, used, met), more = _pairs_and_mends(
        (blocks, prepared, parts), (weights, drawn, sweeper), said, names
    )
    counts = block_counts(blocks, chosen.rules, met, largest_used(blocks, used))
    del blocks, drawn
    rules = [(block.rule, block.largest) for block in counts]
    edges = with_respelled(edges, more, (prepared, parts), weights, (names, rules, KEEP_ABOVE))
    weights, edges = _weigh(edges, said, (prepared, parts, list_code), weights)
    compared = (prepared, parts) if keep else None
    del prepared, parts
    lists, concluded, pairs = conclude_all(edges, said, (names, list_code, place), most_named_apart(weights))
    result = LinkResult(
        ids=TextColumn(ids),
        cluster_ids=ClusterNames(ids, concluded.root[place]),
        probability=concluded.probability[place],
        pairs=pairs,
        list_codes=list_code[place],
        lists=lists,
        blocks=counts,
        thresholds={"together": THRESHOLD, "kept": KEEP_ABOVE},
        warnings=warnings_about(doubts, lists, counts, concluded.root),
        parameters=_parameters(weights, seed),
        weights=(weights.log_levels, weights.log_prior),
        mends=(*mends, *more),
    )
    if compared is None:
        return result
    known = _known(result, (compared[0][place], compared[1]), place, concluded, given)
    return dataclasses.replace(result, known=known)


def _prepared(
    texts: Texts, places: Gazetteer | None
) -> tuple[tuple[Records, Parts, NDArray[np.int32]], Warnings]:
    """Return what ``prepare`` makes of ``texts``, and what about them gives reason for a warning."""
    prepared, doubts = beside(lambda: prepare(texts, places), lambda: doubts_about(texts))
    records, _, order = prepared
    return prepared, (*doubts, *doubts_about_names(texts, records, order, list_names(texts["lists"])))


def _mended_and_ids(
    compared: tuple[Records, Parts],
    names: Sequence[str],
    ids: Any,  # Any: pyarrow has no types
    order: NDArray[np.int32],
) -> tuple[list[Mend], tuple[Any, NDArray[np.int64]]]:  # Any: as above
    """Have names read as they are run together, and return how that is, and what ``sorted_ids`` does."""

    def mended() -> list[Mend]:
        mends = run_together(*compared)
        mend(*compared, mends, names)
        return mends

    return beside(mended, lambda: sorted_ids(ids, order))


def _known(
    result: LinkResult,
    compared: tuple[Records, Parts],
    place: NDArray[np.int64],
    concluded: Concluded,
    given: tuple[tuple[int, ...], tuple[str, ...]],
) -> Known:
    """Return what was linked, in the order of the ids; ``place`` is where each record stood before.

    ``given`` are numbers that are nobody's, and the fields that were given.
    """
    back = np.empty(len(place), np.int32)
    back[place] = np.arange(len(place), dtype=np.int32)
    records, parts = compared
    return Known(
        ids=arrow_of(result.ids),
        records={name: records[name] for name in RECORD_FIELDS},
        parts=parts,
        position=place.astype(np.int32),
        cluster=back[concluded.root[place]],
        probability=result.probability,
        pairs=result.pairs,
        lists=result.lists,
        rules=tuple((block.rule, block.largest) for block in result.blocks),
        weights=Weights(*result.weights),
        default_numbers=given[0],
        mends=result.mends,
        parameters=result.parameters,
        usual_size=concluded.usual_size,
        fields=given[1],
    )


def _parameters(weights: Weights, seed: int) -> dict[str, object]:
    match, kin, _, cousins = np.exp(weights.log_prior).tolist()
    return {
        "seed": seed,
        "hot_block": HOT,
        "rounds": ROUNDS,
        "sample": SAMPLE,
        "share_of_matches": match,
        "share_of_kin": kin,
        "share_of_cousins": cousins,
    }


def _learn(
    of_rules: tuple[Blocks, int],
    compared: tuple[Records, Parts],
    list_code: NDArray[np.int32],
    seed: int,
    said: DecidedRows,
) -> tuple[Weights, Drawn]:
    """Return weights, learned from the pairs of so many first rules, and a sample of the pairs of all rules, weighed."""
    blocks, learned = of_rules
    count = len(list_code)
    by_list = np.bincount(list_code).astype(float)
    across_lists = bool(by_list.max(initial=0) < count)
    keep = min(1.0, SAMPLE / max(pairs_made(blocks, whole(blocks)[:learned]), 1))
    drawn, others = (
        sampled_pairs(blocks, rules, list_code, keep, across_lists=across_lists)
        for rules in (slice(learned), slice(learned, None))
    )
    pairs = count * (count - 1) / 2
    if across_lists:
        pairs -= float((by_list * (by_list - 1) / 2).sum())
    blocked, (strangers, rest) = beside(
        lambda: compare_pairs(drawn.left, drawn.right, *compared),
        lambda: [
            compare_pairs(*pairs, *compared)
            for pairs in (
                random_pairs(list_code, seed, across_lists=across_lists),
                (others.left, others.right),
            )
        ],
    )
    weights = learn(blocked, strangers, records=count, pairs=pairs, counts=(drawn.counts, 1.0 / keep))
    reviewed = compare_pairs(said.left, said.right, *compared)
    weights = with_two_first_names(
        corrected(weights, reviewed, said.is_same, blocked, each=drawn.counts / keep)
    )
    weight = np.concatenate(beside(lambda: weigh(blocked, weights), lambda: weigh(rest, weights)))
    return weights, drawn_of((drawn, others), weight, keep)


def _pairs_and_mends(
    compared: tuple[Blocks, Records, Parts],
    learned: tuple[Weights, Drawn, Sweeper | None],
    said: DecidedRows,
    names: Sequence[str],
) -> tuple[Swept, list[Mend]]:
    """Return the blocked pairs that are likely enough, weighed, and what the lists called ``names`` write in ways of their own."""
    weights, drawn, sweeper = learned
    _, records, parts = compared
    found = swept_for_all(compared, weights, drawn, sweeper or sweep_here)
    return beside(
        lambda: swept_for_lone(compared, weights, drawn, found),
        lambda: respelled(found.edges, said.same, (records, parts), names),
    )


def _weigh(
    edges: Edges, said: DecidedRows, of_records: tuple[Records, Parts, NDArray[np.int32]], weights: Weights
) -> tuple[Weights, Edges]:
    """Return the pairs worth keeping, those decided, and those that a merge may have to check, as they weigh in the end.

    Weights are corrected by what pairs within lists that name nobody twice show.
    """
    records, parts, list_code = of_records
    compared, size = (records, parts), len(list_code)
    sober = sobered(weights, edges, compared, list_code)

    def measured(left: NDArray[np.int32], right: NDArray[np.int32]) -> Edges:
        return weighed_in_slices(left, right, compared, weights)

    if sober is not weights:
        weights = sober
        edges = measured(edges.left, edges.right)
        edges = edges.where(edges.weight > KEEP_ABOVE)
    met = with_decided(edges, said, measured, size)
    unmet = unmet_pairs(hung_together(met, said, size), size)
    return weights, joined([met, measured(*unmet)])
