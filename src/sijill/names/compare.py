"""Names against names, compiled: evidence of all parts, assignment, joined neighbours, features, score.

Bundles of arrays are taken apart once a call, outside the loop: numba counts references for each array of a
tuple that is handed on.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.alphabet import LONGEST
from sijill.names.assignment import assign
from sijill.names.beside import (
    Side,
    best_reading,
    evidence_at_cost,
    has_readings,
    may_lack_abu,
    only_last_may_differ,
    without_abu,
)
from sijill.names.emission import SCRATCH_SHAPE
from sijill.names.evidence import part_evidence
from sijill.names.features import (
    CHILD,
    CHOSEN,
    EVIDENCE,
    FEATURES,
    JOINED,
    MOST,
    describe,
)
from sijill.names.handed import Plain
from sijill.names.joined import read_as_one
from sijill.names.model import Model
from sijill.names.sexes import contradict
from sijill.names.uncounted import uncounted, uncounted_within, within
from sijill.names.unowned import unowned
from sijill.names.unsaid import write_unsaid
from sijill.names.word import ARABIC, CODES_AT, FLAGS_AT, SCRIPT_AT, UNSAID_FLAGS

FEATURE_COUNT: Final = len(FEATURES)
KIND_AT: Final = FEATURE_COUNT
"""A report is a row of uint8: the level of each feature, then the kind of the pair,"""
TURNED_AT: Final = KIND_AT + 1
"""1 where the right name has fewer parts or comes first, so that what follows tells of its parts,"""
JOINED_AT: Final = KIND_AT + 2
"""a bit for each part of the longer name that was read with the one before it,"""
BARE_AT: Final = KIND_AT + 3
"""1 where the last parts go with each other without أبو, which one of them begins with,"""
CHILD_AT: Final = KIND_AT + 4
"""1 where the first parts go with each other because one or both of them say whose child the bearer is,"""
CHOSEN_AT: Final = KIND_AT + 5
"""and for each part of the shorter name the part that it goes with."""
REPORT: Final = CHOSEN_AT + MOST
"""Width of a report."""
EQUAL: Final = 3
NONE: Final = 255
"""Kind of a pair that cannot be compared; 0 across scripts, 1 Arabic with Arabic, 2 Latin with Latin."""
KEPT: Final = 10_000
"""Words on either side of which evidence is kept: 100 MB at the most."""
SAME: Final = 1e6
"""Logit of the same words in the same order."""
_AT_ONCE: Final = 16
"""Pairs whose evidence is fetched together."""


@uncounted
def order(
    left: NDArray[np.int32],
    left_words: NDArray[np.int16],
    right: NDArray[np.int32],
    right_words: NDArray[np.int16],
) -> int:
    """Return 0 for the same words, 1 when the left name has more parts or is later by its letters, else -1.

    Names are compared in this order, so that a score is exactly the same with its arguments exchanged.
    """
    if left.size != right.size:
        return 1 if left.size > right.size else -1
    for part in range(left.size):
        one, other = left[part], right[part]
        if left_words[one, SCRIPT_AT] != right_words[other, SCRIPT_AT]:
            return 1 if left_words[one, SCRIPT_AT] > right_words[other, SCRIPT_AT] else -1
        for place in range(CODES_AT, CODES_AT + LONGEST):
            if left_words[one, place] != right_words[other, place]:
                return 1 if left_words[one, place] > right_words[other, place] else -1
    return 0


@within
def _sum(report: NDArray[np.uint8], shapes: NDArray[np.float32]) -> float:
    total = 0.0
    for feature in range(FEATURE_COUNT):
        total += shapes[report[KIND_AT], feature, report[feature]]
    return total


@njit(cache=True, nogil=True)
def kind_of(one_is_arabic: bool, other_is_arabic: bool) -> int:
    """Return the kind of a pair by the scripts of the first parts of either."""
    if one_is_arabic != other_is_arabic:
        return 0
    return 1 if one_is_arabic else 2


@within
def _note(
    report: NDArray[np.uint8], found: NDArray[np.int16], script: int, other_script: int, turned: bool
) -> None:
    report[KIND_AT] = kind_of(script == ARABIC, other_script == ARABIC)
    report[TURNED_AT] = turned
    report[JOINED_AT] = found[JOINED, 0]
    report[BARE_AT] = found[JOINED, 2]
    report[CHILD_AT] = found[JOINED, CHILD] > 0
    for part in range(MOST):
        report[CHOSEN_AT + part] = found[CHOSEN, part]


@within
def _raise(found: NDArray[np.int16], last: int, value: int) -> None:
    """Give the last parts the evidence that they have without أبو, where that is more."""
    if value > found[EVIDENCE, last]:
        found[EVIDENCE, last], found[JOINED, 2] = value, 1


def compare_rows(
    left: Side,
    right: Side,
    pairs: NDArray[np.int32],
    model: Model,
    kept: NDArray[np.uint8],
    reports: NDArray[np.uint8],
) -> NDArray[np.float64]:
    """Return the logit of each pair (left row, right row): ``SAME`` for the same words, nan for no comparison.

    ``kept`` [left words, right words, or none] is evidence + 1, 0 where not yet worked out; ``reports`` has a row a pair or one.
    """
    found: NDArray[np.float64] = _compare_rows(tuple(left), tuple(right), pairs, tuple(model), kept, reports)
    return found


@njit(cache=True, nogil=True)
def _compare_rows(
    left_side: Plain,
    right_side: Plain,
    pairs: NDArray[np.int32],
    plain_model: Plain,
    kept: NDArray[np.uint8],
    reports: NDArray[np.uint8],
) -> NDArray[np.float64]:
    """Do what ``compare_rows`` does, which has the bundles as plain tuples."""
    left, right, model = Side(*left_side), Side(*right_side), Model(*plain_model)
    out = np.full(pairs.shape[0], np.nan)
    grid, found = np.empty((MOST, MOST), dtype=np.uint8), np.empty((3, MOST), dtype=np.int16)
    space = (reports, grid, found, np.empty(SCRATCH_SHAPE, dtype=np.float64), out)
    _compare(left, right, pairs, model, kept, space)
    return out


@uncounted_within
def _fetch(
    left: Side, right: Side, pairs: NDArray[np.int32], kept: NDArray[np.uint8], cells: NDArray[np.uint8]
) -> None:
    """Write what is kept of the evidence of the first ``pairs`` into ``cells`` [pairs, 6, 6], 0 where nothing is.

    Rows of names and of evidence come from far memory: without a branch that waits for one of them, a processor asks for all of
    them at once. Behind the last part of the right name anything may be written.
    """
    left_parts, right_parts, left_counts = left.parts, right.parts, left.counts
    rows, last = kept.shape[0], np.uint32(kept.shape[1] - 1)
    for pair in range(min(cells.shape[0], pairs.shape[0]) if kept.size else 0):
        here, there = pairs[pair, 0], pairs[pair, 1]
        for a in range(left_counts[here]):
            row = np.uint64(left_parts[here, a])
            if row >= rows:
                cells[pair, a] = 0
                continue
            for b in range(MOST):
                part = np.uint32(right_parts[there, np.uint64(b)])
                cells[pair, a, b] = kept[row, np.uint64(min(part, last))] * (part <= last)


# One loop, because its parts as functions of their own, handed bundles of arrays, run at half the speed.
@within
def _compare(  # noqa: C901
    left: Side,
    right: Side,
    pairs: NDArray[np.int32],
    model: Model,
    kept: NDArray[np.uint8],
    space: tuple[
        NDArray[np.uint8], NDArray[np.uint8], NDArray[np.int16], NDArray[np.float64], NDArray[np.float64]
    ],
) -> None:
    """Write what ``compare_rows`` returns. ``space`` is its reports, working space, and the logits."""
    left, right, model = unowned(left), unowned(right), unowned(model)
    pairs, kept, (reports, grid, found, scratch, out) = unowned(pairs), unowned(kept), unowned(space)
    left_parts, right_parts, left_counts, right_counts = left.parts, right.parts, left.counts, right.counts
    left_words, right_words, left_heads, right_heads = left.words, right.words, left.heads, right.heads
    shapes, tables, lexicon, (rows, columns) = model.shapes, model.tables, model.lexicon, kept.shape
    cells = np.zeros((_AT_ONCE, MOST, MOST), dtype=np.uint8)
    for pair in range(pairs.shape[0]):
        if pair % _AT_ONCE == 0:
            _fetch(left, right, pairs[pair:], kept, cells)
        here, there, report = pairs[pair, 0], pairs[pair, 1], reports[pair if reports.shape[0] > 1 else 0]
        one, other = left_parts[here, : left_counts[here]], right_parts[there, : right_counts[there]]
        report[KIND_AT] = NONE
        if one.size == 0 or other.size == 0:
            continue
        turned = order(one, left_words, other, right_words)
        are_two = contradict(left.sexes[here], right.sexes[there])
        if turned == 0 and not are_two:
            report[KIND_AT], out[pair] = EQUAL, SAME
            continue
        for a in range(one.size):
            for b in range(other.size):
                value = cells[pair % _AT_ONCE, a, b]
                if value == 0:
                    word, met = left_words[one[a]], right_words[other[b]]
                    value = 1 + part_evidence(word, met, tables, lexicon, scratch)
                    if has_readings(word, met):
                        mine, theirs = left.readings[one[a]], right.readings[other[b]]
                        read = best_reading(mine, left_words, met, tables, lexicon, scratch)
                        back = best_reading(theirs, right_words, word, tables, lexicon, scratch)
                        value = max(value, 1 + read, 1 + back)
                    if one[a] < rows and other[b] < columns:
                        kept[one[a], other[b]] = value
                grid[b if turned > 0 else a, a if turned > 0 else b] = value - 1
        short, long = (other, one) if turned > 0 else (one, other)
        short_heads, long_heads = (right_heads, left_heads) if turned > 0 else (left_heads, right_heads)
        assign(grid, short.size, long.size, found)
        last, family = one[one.size - 1], other[other.size - 1]
        if may_lack_abu(left_heads, last, right_heads, family) and only_last_may_differ(found, short, long):
            word = left_words[without_abu(left.readings, last)]
            met = right_words[without_abu(right.readings, family)]
            _raise(found, short.size - 1, evidence_at_cost(word, met, tables, lexicon, scratch))
        if long.size > short.size:
            short_words, long_words = (right_words, left_words) if turned > 0 else (left_words, right_words)
            read_as_one(short, short_words, long, long_words, model, found)
        if are_two or (short_heads[short[0], FLAGS_AT] | long_heads[long[0], FLAGS_AT]) & UNSAID_FLAGS:
            write_unsaid(short, short_heads, long, long_heads, found, are_two)
        describe(short, short_heads, long, long_heads, found, report)
        _note(report, found, left_heads[one[0], SCRIPT_AT], right_heads[other[0], SCRIPT_AT], turned > 0)
        out[pair] = _sum(report, shapes)


def kept_for(left: Side, right: Side) -> NDArray[np.uint8]:
    """Return an empty table for the evidence of the first words of either side."""
    return np.zeros((min(len(left.readings), KEPT), min(len(right.readings), KEPT)), dtype=np.uint8)
