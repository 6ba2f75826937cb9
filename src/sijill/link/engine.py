"""The whole of linkage on columns: prepare, block, learn, weigh, cluster. Knows no file."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.link.block import HOT, Blocks, Chunk, block_counts, build_blocks, chunks, pairs_in, pairs_made
from sijill.link.cluster import Edges, cluster, joined, unmet_pairs
from sijill.link.columns import FIRST, Parts, Records
from sijill.link.compare import compare_pairs
from sijill.link.decided import (
    DecidedRows,
    as_certain,
    decided_among,
    decided_rows,
    hung_together,
    with_decided,
)
from sijill.link.keys import build_keys
from sijill.link.lists import list_properties, within_lists
from sijill.link.merging import THRESHOLD
from sijill.link.part_levels import DIFFERENT
from sijill.link.prepare import list_codes, prepare
from sijill.link.records import Decided, LinkResult, RecordColumns
from sijill.link.relearn import corrected
from sijill.link.result import cluster_ids, pair_columns, placed, sorted_ids
from sijill.link.rivals import pair_probability
from sijill.link.stated import stated_probability
from sijill.link.texts import TextColumn, texts_of
from sijill.link.threads import in_threads
from sijill.link.warn import warnings_about
from sijill.link.weigh import ROUNDS, Weights, learn, weigh

KEEP_ABOVE: Final = -4.0
"""Pairs below this weight (odds of 1 to 55) are not kept (linkage notes, 5.6)."""
_SAMPLE: Final = 200_000
"""Blocked pairs, and random pairs, that are learned from."""


class _Weighed(NamedTuple):
    edges: Edges
    pairs_by_rule: list[int]


def link_records(records: RecordColumns, *, seed: int = 0, decided: Decided | None = None) -> LinkResult:
    """Return persons as clusters of ``records``; neither their order nor that of the lists changes anything.

    What reviewers ``decided`` holds whatever the weights say, and corrects the weights of other pairs.
    """
    texts = texts_of(records)
    names, _ = list_codes(texts["lists"])
    prepared, parts, order = prepare(texts)
    said = decided_rows(decided, TextColumn(texts["ids"].take(order)))
    rules, keys = build_keys(prepared, parts)
    blocks = build_blocks(keys)
    weights = _learn(blocks, (prepared, parts), seed, said)
    weighed = _weigh(blocks, (prepared, parts), weights, said)
    list_code = prepared["list_code"].copy()
    lists = list_properties(names, list_code, weighed.edges)
    clean = np.array([item.duplicate_free is True for item in lists], bool)
    edges = within_lists(weighed.edges, list_code, lists)
    likely = pair_probability(as_certain(edges, said, len(list_code)), list_code, clean=clean)
    apart = decided_among(edges, said, len(list_code), apart=True)
    root, probability = cluster(edges, likely, list_code, clean=clean, same=said.same, apart=apart)
    stated = stated_probability(edges, likely, root, (list_code, clean))
    stated = np.where(decided_among(edges, said, len(list_code)), likely, stated)
    ids, place = sorted_ids(texts["ids"].take(order))
    counts = block_counts(blocks, rules, weighed.pairs_by_rule)
    return LinkResult(
        ids=TextColumn(ids),
        cluster_ids=cluster_ids(ids, root[place]),
        probability=probability[place],
        pairs=placed(pair_columns(edges, stated, root, said), place),
        list_codes=list_code[place],
        lists=lists,
        blocks=counts,
        thresholds={"together": THRESHOLD, "kept": KEEP_ABOVE},
        warnings=warnings_about(texts, lists, counts),
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


def _learn(blocks: Blocks, compared: tuple[Records, Parts], seed: int, said: DecidedRows) -> Weights:
    records, _ = compared
    across_lists = bool((records["list_code"] != records["list_code"][:1]).any())
    keep = min(1.0, _SAMPLE / max(pairs_made(blocks), 1))
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
    found = in_threads(lambda chunk: pairs_in(blocks, chunk, share=keep), chunks(blocks))
    left = np.concatenate([np.empty(0, np.int32), *(pair[0] for pair in found)])
    right = np.concatenate([np.empty(0, np.int32), *(pair[1] for pair in found)])
    if across_lists:
        chosen = records["list_code"][left] != records["list_code"][right]
        left, right = left[chosen], right[chosen]
    return left, right


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
    """Weigh every blocked pair, keep the likely ones and those decided, and count them by rule."""

    def weighed(left: NDArray[np.int32], right: NDArray[np.int32]) -> Edges:
        return _weighed(left, right, compared, weights)

    def kept(chunk: Chunk) -> tuple[int, Edges]:
        left, right = pairs_in(blocks, chunk)
        edges = weighed(left, right)
        return len(left), edges.where(edges.weight > KEEP_ABOVE)

    every = chunks(blocks)
    found = in_threads(kept, every)
    by_rule = [0] * len(blocks.order)
    for chunk, (count, _) in zip(every, found, strict=True):
        by_rule[chunk.rule] += count
    size = len(compared[0])
    met = with_decided(joined([edges for _, edges in found]), said, weighed, size)
    unmet = unmet_pairs(hung_together(met, said, size), size)
    return _Weighed(joined([met, weighed(*unmet)]), by_rule)


def _weighed(
    left: NDArray[np.int32], right: NDArray[np.int32], compared: tuple[Records, Parts], weights: Weights
) -> Edges:
    vectors = compare_pairs(left, right, *compared)
    other_name = vectors.levels[:, FIRST] == DIFFERENT
    return Edges(left, right, weigh(vectors, weights), vectors.contradict, other_name)
