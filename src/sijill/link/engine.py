"""The whole of linkage on columns: prepare, block, learn, weigh, cluster. Knows no file."""

import dataclasses
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from sijill.link.block import HOT, Blocks, block_counts, build_blocks, pair_chunks
from sijill.link.cluster import BETWEEN_CLEAN_LISTS, ELSEWHERE, Edges, cluster, joined, unmet_pairs
from sijill.link.columns import Parts, Records
from sijill.link.compare import compare_pairs
from sijill.link.decided import DecidedRows, as_certain, decided_rows, hung_together, with_decided
from sijill.link.keys import build_keys
from sijill.link.lists import Expected, list_properties
from sijill.link.prepare import prepare
from sijill.link.records import Decided, LinkResult, RecordColumns
from sijill.link.relearn import corrected
from sijill.link.result import pair_columns, sorted_result
from sijill.link.rivals import pair_probability
from sijill.link.warn import warnings_about
from sijill.link.weigh import ROUNDS, Weights, learn, weigh

KEEP_ABOVE: Final = -4.0
"""Pairs below this weight (odds of 1 to 55) are not kept (linkage notes, 5.6)."""
_SAMPLE: Final = 400_000
"""Blocked pairs, and random pairs, that are learned from."""


class _Weighed(NamedTuple):
    edges: Edges
    expected: Expected
    pairs_by_rule: list[int]


def link_records(records: RecordColumns, *, seed: int = 0, decided: Decided | None = None) -> LinkResult:
    """Return persons as clusters of ``records``; neither their order nor that of the lists changes anything.

    What reviewers ``decided`` holds whatever the weights say, and corrects the weights of other pairs.
    """
    columns = _canonical(records)
    prepared, parts = prepare(columns)
    said = decided_rows(decided, columns.ids)
    rules, keys = build_keys(prepared, parts)
    blocks = build_blocks(keys)
    weights = _learn(blocks, (prepared, parts), seed, said)
    weighed = _weigh(blocks, (prepared, parts), weights, said)
    lists = list_properties(sorted(set(columns.lists)), prepared["list_code"], weighed.expected)
    clean = np.array([item.duplicate_free is True for item in lists], bool)
    edges, list_code = weighed.edges, prepared["list_code"]
    certain = as_certain(edges, said, len(list_code)).weight
    likely = pair_probability((edges.left, edges.right), certain, list_code, clean=clean)
    root, probability = cluster(edges, likely, list_code, clean=clean, same=said.same)
    pairs = pair_columns(edges, likely, root, said)
    ids, cluster_ids, probability, pairs = sorted_result(columns, (root, probability), pairs)
    counts = block_counts(blocks, rules, weighed.pairs_by_rule)
    return LinkResult(
        ids=ids,
        cluster_ids=cluster_ids,
        probability=probability,
        pairs=pairs,
        lists=lists,
        blocks=counts,
        thresholds={"between_clean_lists": BETWEEN_CLEAN_LISTS, "elsewhere": ELSEWHERE, "kept": KEEP_ABOVE},
        warnings=warnings_about(columns, lists, counts),
        parameters=_parameters(weights, seed),
        weights=(weights.log_levels, weights.log_prior),
    )


def _parameters(weights: Weights, seed: int) -> dict[str, object]:
    match, kin, _ = np.exp(weights.log_prior).tolist()
    return {
        "seed": seed,
        "hot_block": HOT,
        "rounds": ROUNDS,
        "sample": _SAMPLE,
        "share_of_matches": match,
        "share_of_kin": kin,
    }


def _canonical(records: RecordColumns) -> RecordColumns:
    """Sort by what the records say, then by id, so that no order of input can change a sample or a tie."""
    count = len(records.ids)
    sorted_by = (records.names, records.birth_dates, records.event_dates, records.lists, records.ids)
    table = pa.table({str(place): list(column) or [""] * count for place, column in enumerate(sorted_by)})
    keys = [(name, "ascending") for name in table.column_names]
    order = pc.sort_indices(table, sort_keys=keys).to_pylist()

    def put(column: Sequence[str]) -> list[str]:
        return [column[row] for row in order] if column else []

    return RecordColumns(
        **{field.name: put(getattr(records, field.name)) for field in dataclasses.fields(records)}
    )


def _learn(blocks: Blocks, compared: tuple[Records, Parts], seed: int, said: DecidedRows) -> Weights:
    records, _ = compared
    across_lists = bool((records["list_code"] != records["list_code"][:1]).any())
    sizes = [ends - starts for starts, ends in zip(blocks.starts, blocks.ends, strict=True)]
    keep = min(1.0, _SAMPLE / max(sum(int((size * (size - 1) // 2).sum()) for size in sizes), 1))
    left, right = _sampled(blocks, records, keep, across_lists=across_lists)
    stranger_left, stranger_right = _random_pairs(records, seed, across_lists=across_lists)
    count = len(records)
    pairs = count * (count - 1) / 2
    if across_lists:
        by_list = np.bincount(records["list_code"]).astype(float)
        pairs -= float((by_list * (by_list - 1) / 2).sum())
    blocked = compare_pairs(left, right, *compared)
    weights = learn(
        blocked,
        compare_pairs(stranger_left, stranger_right, *compared),
        records=count,
        pairs=pairs,
        each=1.0 / keep,
    )
    reviewed = compare_pairs(said.left, said.right, *compared)
    return corrected(weights, reviewed, said.is_same, blocked, each=1.0 / keep)


def _sampled(
    blocks: Blocks, records: Records, keep: float, *, across_lists: bool
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return a share ``keep`` of all blocked pairs, chosen by a hash of the pair.

    Only pairs across lists where there are several lists: pairs within a list written in one script would
    teach that one script means one person.
    """
    lefts, rights = [np.empty(0, np.int32)], [np.empty(0, np.int32)]
    limit = np.uint64(int(keep * (1 << 32)))
    for _, left, right in pair_chunks(blocks):
        mixed = (left.astype(np.uint64) << np.uint64(32) | right.astype(np.uint64)) * np.uint64(
            0x9E3779B97F4A7C15
        )
        mixed = (mixed ^ (mixed >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9)
        chosen = (mixed >> np.uint64(32)) < limit
        if across_lists:
            chosen &= records["list_code"][left] != records["list_code"][right]
        lefts.append(left[chosen])
        rights.append(right[chosen])
    return np.concatenate(lefts), np.concatenate(rights)


def _random_pairs(
    records: Records, seed: int, *, across_lists: bool
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return random pairs, or all pairs where they are few."""
    count = len(records)
    if count * (count - 1) // 2 <= _SAMPLE // 2:
        left, right = (side.astype(np.int32) for side in np.triu_indices(count, 1))
    else:
        drawn = np.random.default_rng(seed).integers(0, count, (2, _SAMPLE // 2), dtype=np.int32)
        left, right = drawn.min(axis=0), drawn.max(axis=0)
    kept = left != right
    if across_lists:
        kept &= records["list_code"][left] != records["list_code"][right]
    return left[kept], right[kept]


def _weigh(blocks: Blocks, compared: tuple[Records, Parts], weights: Weights, said: DecidedRows) -> _Weighed:
    """Weigh every blocked pair, keep the likely ones, and add up what is expected within and across lists."""
    records, count = compared[0], len(compared[0])
    lists = int(records["list_code"].max(initial=-1)) + 1
    expected = Expected(np.zeros(lists), np.zeros(lists))
    kept: list[Edges] = []
    by_rule = [0] * len(blocks.order)
    for rule, left, right in pair_chunks(blocks):
        by_rule[rule] += len(left)
        edges = _weighed(left, right, compared, weights)
        edges = edges.where(edges.weight > KEEP_ABOVE)
        codes = records["list_code"][edges.left], records["list_code"][edges.right]
        expected.add(*codes, 1 / (1 + np.exp(-edges.weight.astype(float))))
        kept.append(edges)

    def weighed(left: NDArray[np.int32], right: NDArray[np.int32]) -> Edges:
        return _weighed(left, right, compared, weights)

    met = with_decided(joined(kept), said, weighed, count)
    unmet = unmet_pairs(hung_together(met, said, count), count)
    return _Weighed(joined([met, weighed(*unmet)]), expected, by_rule)


def _weighed(
    left: NDArray[np.int32], right: NDArray[np.int32], compared: tuple[Records, Parts], weights: Weights
) -> Edges:
    vectors = compare_pairs(left, right, *compared)
    # Copies, because the next chunk is written over the arrays that this one was read from.
    return Edges(left.copy(), right.copy(), weigh(vectors, weights), vectors.contradict)
