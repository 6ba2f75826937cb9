"""Pairs of names lined up: which of sixteen are to be compared, and the evidence of their parts. Compiled.

See ``abreast`` for the rows that are written.
"""

from typing import Final, TypeAlias

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.abreast import ARE_TWO, GRID, KIND, LONG, NO_CELL, PAIR, SHORT, TURNED
from sijill.names.alphabet import LONGEST
from sijill.names.beside import Side, best_reading, has_readings
from sijill.names.evidence import part_evidence
from sijill.names.features import MOST
from sijill.names.model import Model
from sijill.names.sexes import contradict
from sijill.names.sixteen import LANES, any_of, ask_for, put, row, sixteen
from sijill.names.uncounted import uncounted_within, within
from sijill.names.word import ARABIC, CODES_AT, SCRIPT_AT

SAME: Final = 1e6
"""Logit of the same words in the same order."""
Room: TypeAlias = tuple[NDArray[np.int16], NDArray[np.uint8], NDArray[np.int16], NDArray[np.float64]]
"""Working space: rows of ``abreast``, a grid, findings, and what evidence needs."""
Lined: TypeAlias = tuple[NDArray[np.int32], int, int, int]
"""Pairs, how many are lined up, and the most parts of the shorter name and the longer one."""


@njit(cache=True, nogil=True)
def kind_of(one_is_arabic: bool, other_is_arabic: bool) -> int:
    """Return the kind of a pair by the scripts of the first parts of either."""
    if one_is_arabic != other_is_arabic:
        return 0
    return 1 if one_is_arabic else 2


@uncounted_within
def ask_for_words(right: Side, pairs: NDArray[np.int32], first: int) -> None:
    """Ask memory for the words of right names of ``LANES`` pairs, which come from far."""
    for pair in range(first, min(first + LANES, pairs.shape[0])):
        ask_for(right.parts, pairs[pair, 1], 0)


@uncounted_within
def ask_for_evidence(
    left: Side, right: Side, pairs: NDArray[np.int32], kept: NDArray[np.uint8], first: int
) -> None:
    """Ask memory for what is kept of the evidence of ``LANES`` pairs."""
    left_parts, right_parts, left_counts, right_counts, rows = (
        left.parts,
        right.parts,
        left.counts,
        right.counts,
        kept.shape[0],
    )
    for pair in range(first, min(first + LANES, pairs.shape[0])):
        here, there = np.uint64(pairs[pair, 0]), np.uint64(pairs[pair, 1])
        for a in range(left_counts[here]):
            word = left_parts[here, np.uint64(a)]
            if word < rows:
                for b in range(right_counts[there]):
                    ask_for(kept, word, right_parts[there, np.uint64(b)])


@uncounted_within
def _order(
    one: NDArray[np.int32], words: NDArray[np.int16], other: NDArray[np.int32], other_words: NDArray[np.int16]
) -> int:
    """Return 0 for the same words, 1 when the first name is later by its letters, else -1; both have as many parts."""
    for part in range(one.size):
        word, met = words[one[part]], other_words[other[part]]
        if word[SCRIPT_AT] != met[SCRIPT_AT]:
            return 1 if word[SCRIPT_AT] > met[SCRIPT_AT] else -1
        for place in range(CODES_AT, CODES_AT + LONGEST):
            if word[place] != met[place]:
                return 1 if word[place] > met[place] else -1
    return 0


@uncounted_within
def line_up(
    left: Side, right: Side, pairs: NDArray[np.int32], rows: NDArray[np.int16], logits: NDArray[np.float64]
) -> tuple[int, int, int]:
    """Write which of ``pairs``, ``LANES`` at the most, are to be compared; return how many, and the most parts of either name.

    The same words have a logit, and names that cannot be compared none. Of two names that with fewer parts comes first, or
    else the one that is first by its letters, so that a score is exactly the same with its arguments exchanged.
    """
    left_parts, right_parts, left_heads, right_heads = left.parts, right.parts, left.heads, right.heads
    count, shortest, longest = 0, 0, 0
    for pair in range(pairs.shape[0]):
        here, there = pairs[pair, 0], pairs[pair, 1]
        n, m = np.int16(left.counts[here]), np.int16(right.counts[there])
        if n == 0 or m == 0:
            continue
        script, met = (
            left_heads[left_parts[here, 0], SCRIPT_AT],
            right_heads[right_parts[there, 0], SCRIPT_AT],
        )
        later = n - m if n != m else script - met
        if later == 0:
            later = _order(left_parts[here, :n], left.words, right_parts[there, :m], right.words)
        are_two = contradict(left.sexes[here], right.sexes[there])
        if later == 0 and not are_two:
            logits[pair] = SAME
            continue
        rows[PAIR, count], rows[TURNED, count], rows[ARE_TWO, count] = pair, later > 0, are_two
        rows[KIND, count] = kind_of(script == ARABIC, met == ARABIC)
        rows[SHORT, count], rows[LONG, count] = min(n, m), max(n, m)
        count, shortest, longest = count + 1, max(shortest, int(min(n, m))), max(longest, int(max(n, m)))
    return count, shortest, longest


@uncounted_within
def lay(left: Side, right: Side, lined: Lined, kept: NDArray[np.uint8], rows: NDArray[np.int16]) -> bool:
    """Write what is kept of the evidence of all parts of pairs that are lined up; return whether any is not there."""
    pairs, count, n, m = lined
    for a in range(n):
        for b in range(m):
            put(rows, GRID + a * MOST + b, NO_CELL)
    for lane in range(count):
        _lay_one(left, right, pairs, kept, rows, np.uint64(lane))
    lacking = sixteen(0)
    for a in range(n):
        for b in range(m):
            lacking |= row(rows, GRID + a * MOST + b) == -1
    return any_of(lacking)


@uncounted_within
def _lay_one(
    left: Side,
    right: Side,
    pairs: NDArray[np.int32],
    kept: NDArray[np.uint8],
    rows: NDArray[np.int16],
    lane: np.uint64,
) -> None:
    """Write what is kept of the evidence of a pair; -1 where nothing is."""
    left_parts, right_parts, turned = left.parts, right.parts, rows[TURNED, lane] != 0
    known, last = np.uint64(kept.shape[0]), np.uint64(kept.shape[1] - 1)
    n, m = (rows[LONG, lane], rows[SHORT, lane]) if turned else (rows[SHORT, lane], rows[LONG, lane])
    down, across = (1, MOST) if turned else (MOST, 1)
    pair = np.uint64(rows[PAIR, lane])
    here, there = np.uint64(pairs[pair, 0]), np.uint64(pairs[pair, 1])
    for a in range(n):
        word = np.uint64(left_parts[here, np.uint64(a)])
        is_kept = kept.size and word < known
        for b in range(m):
            met, value = np.uint64(right_parts[there, np.uint64(b)]), np.int16(0)
            if is_kept:  # Else without a branch.
                value = np.int16(kept[word, min(met, last)]) * (met <= last)
            rows[np.uint64(GRID + a * down + b * across), lane] = value - 1


# One loop: what is called from one within another is compiled again with each of them.
@within
def lay_lacking(
    left: Side, right: Side, lined: Lined, model: Model, kept: NDArray[np.uint8], room: Room
) -> None:
    """Write the evidence of two words that is not there, however either may be read, also into ``kept``."""
    (rows, _, _, scratch), (pairs, count, n, m), tables, lexicon = room, lined, model.tables, model.lexicon
    left_words, right_words = left.words, right.words
    for cell in range(count * n * m):
        lane, a, b = cell // (n * m), cell // m % n, cell % m
        if rows[GRID + a * MOST + b, lane] != -1:
            continue
        turned, pair = rows[TURNED, lane] != 0, pairs[rows[PAIR, lane]]
        one, other = left.parts[pair[0], b if turned else a], right.parts[pair[1], a if turned else b]
        word, met = left_words[one], right_words[other]
        value = 1 + part_evidence(word, met, tables, lexicon, scratch)
        if has_readings(word, met):
            read = best_reading(left.readings[one], left_words, met, tables, lexicon, scratch)
            back = best_reading(right.readings[other], right_words, word, tables, lexicon, scratch)
            value = max(value, 1 + read, 1 + back)
        if one < kept.shape[0] and other < kept.shape[1]:
            kept[one, other] = value
        rows[GRID + a * MOST + b, lane] = value - 1
