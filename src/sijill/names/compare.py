"""Names against names, compiled, sixteen pairs at once: evidence of all parts, assignment, what few pairs need, features, score.

What one pair takes is a hundred small steps, with branches that nobody can guess and memory that is waited for: sixteen abreast need
neither, see ``abreast``. Bundles of arrays are views without owner: numba counts references for each array that is handed on.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.abreast import FINDINGS, KIND, LETTERS, LEVELS_AT, PAIR, ROWS, TURNED
from sijill.names.assigned import assign_abreast
from sijill.names.beside import Side
from sijill.names.emission import SCRATCH_SHAPE
from sijill.names.features import CHILD, CHOSEN, FEATURES, JOINED, MOST
from sijill.names.handed import Plain
from sijill.names.levels import write_levels
from sijill.names.lined_up import SAME, Room, ask_for_evidence, ask_for_words, lay, lay_lacking, line_up
from sijill.names.met import write_met
from sijill.names.model import Model
from sijill.names.settled import settle
from sijill.names.sixteen import LANES
from sijill.names.uncounted import uncounted_within, within
from sijill.names.unowned import unowned

FEATURE_COUNT: Final = len(FEATURES)
KIND_AT: Final = FEATURE_COUNT
"""A report is a row of uint8: the level of each feature, then the kind of the pair,"""
TURNED_AT: Final = KIND_AT + 1
"""1 where the right name has fewer parts or comes first, so that what follows tells of its parts,"""
JOINED_AT: Final = KIND_AT + 2
"""a bit for each part of the longer name that was read with the one before it, in two numbers, the lower bits first,"""
BARE_AT: Final = KIND_AT + 4
"""1 where the last parts go with each other without أبو, which one of them begins with,"""
CHILD_AT: Final = KIND_AT + 5
"""1 where the first parts go with each other because one or both of them say whose child the bearer is,"""
CHOSEN_AT: Final = KIND_AT + 6
"""and for each part of the shorter name the part that it goes with."""
REPORT: Final = CHOSEN_AT + MOST
"""Width of a report."""
EQUAL: Final = 3
NONE: Final = 255
"""Kind of a pair that cannot be compared; 0 across scripts, 1 Arabic with Arabic, 2 Latin with Latin."""
KEPT: Final = 10_000
"""Words on either side of which evidence is kept: 100 MB at the most."""


@uncounted_within
def _sum(
    rows: NDArray[np.int16], count: int, shapes: NDArray[np.float32], logits: NDArray[np.float64]
) -> None:
    """Write the logits of ``count`` pairs."""
    for lane in range(count):
        total, kind = 0.0, rows[KIND, lane]
        for feature in range(FEATURE_COUNT):
            total += shapes[kind, feature, rows[LEVELS_AT + feature, lane]]
        logits[rows[PAIR, lane]] = total


@uncounted_within
def _note(
    rows: NDArray[np.int16], count: int, logits: NDArray[np.float64], reports: NDArray[np.uint8]
) -> None:
    """Write the reports of ``count`` pairs, and of those of the same words."""
    joined, chosen = FINDINGS + MOST * JOINED, FINDINGS + MOST * CHOSEN
    for pair in range(logits.size):
        if logits[pair] == SAME:
            reports[pair, KIND_AT] = EQUAL
    for lane in range(count):
        report = reports[rows[PAIR, lane]]
        for feature in range(FEATURE_COUNT):
            report[feature] = rows[LEVELS_AT + feature, lane]
        report[KIND_AT], report[TURNED_AT] = rows[KIND, lane], rows[TURNED, lane]
        report[JOINED_AT], report[JOINED_AT + 1] = rows[joined, lane] & 255, rows[joined, lane] >> 8
        report[BARE_AT] = rows[joined + 2, lane]
        report[CHILD_AT] = rows[joined + CHILD, lane] > 0
        for part in range(MOST):
            report[CHOSEN_AT + part] = rows[chosen + part, lane]


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
    out, rows = np.full(pairs.shape[0], np.nan), np.zeros((ROWS, LANES), dtype=np.int16)
    grid, found = np.empty((MOST, MOST), dtype=np.uint8), np.zeros((3, MOST), dtype=np.int16)
    noted = reports[: reports.shape[0] if reports.shape[0] >= pairs.shape[0] else 0]
    room = (rows, grid, found, np.empty(SCRATCH_SHAPE, dtype=np.float64))
    _compare(left, right, pairs, model, kept, (room, noted, out))
    return out


@within
def _compare(
    left: Side,
    right: Side,
    pairs: NDArray[np.int32],
    model: Model,
    kept: NDArray[np.uint8],
    space: tuple[Room, NDArray[np.uint8], NDArray[np.float64]],
) -> None:
    """Write what ``compare_rows`` returns. ``space`` is working space, reports or none of them, and the logits."""
    left, right, model, pairs, kept = (
        unowned(left),
        unowned(right),
        unowned(model),
        unowned(pairs),
        unowned(kept),
    )
    room, reports, out = unowned(space)
    rows = room[0]
    rows[LETTERS : LETTERS + MOST] = 1
    reports[:, KIND_AT] = NONE
    for first in range(0, pairs.shape[0], LANES):
        some, logits = pairs[first : first + LANES], out[first : first + LANES]
        ask_for_words(right, pairs, first + 2 * LANES)
        ask_for_evidence(left, right, pairs, kept, first + LANES)
        count, n, m = line_up(left, right, some, rows, logits)
        if lay(left, right, (some, count, n, m), kept, rows):
            lay_lacking(left, right, (some, count, n, m), model, kept, room)
        assign_abreast(rows, n, m)
        settle(left, right, (some, count), model, room)
        write_met(left, right, (some, count), rows)
        write_levels(rows, n)
        _sum(rows, count, model.shapes, logits)
        if reports.size:
            _note(rows, count, logits, reports[first : first + LANES])


def kept_for(left: Side, right: Side) -> NDArray[np.uint8]:
    """Return an empty table for the evidence of the first words of either side."""
    return np.zeros((min(len(left.readings), KEPT), min(len(right.readings), KEPT)), dtype=np.uint8)
