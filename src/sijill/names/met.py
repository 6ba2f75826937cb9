"""What parts of names are that go with each other, as rows of ``abreast``. Compiled."""

import numpy as np
from numpy.typing import NDArray

from sijill.names.abreast import (
    BOTH,
    EITHER,
    FINDINGS,
    FIRST_FLAGS,
    FIRST_OF_LONG,
    GENERIC,
    HALVES,
    LAST_MET,
    LETTERS,
    LONG,
    MOST_SAID,
    NUMBERS,
    OMITTED,
    OMITTED_SURPRISE,
    PAIR,
    SHORT,
    SURPRISES,
    TURNED,
    USED,
)
from sijill.names.beside import Side
from sijill.names.evidence import is_half
from sijill.names.features import CHOSEN, JOINED, MOST, SKIPPED
from sijill.names.uncounted import uncounted_within, within
from sijill.names.word import FLAGS_AT, GENERIC_FLAG, INITIAL_FLAG, LENGTH_AT, NUMBER, SCRIPT_AT, SURPRISE_AT


@within
def write_met(left: Side, right: Side, lined: tuple[NDArray[np.int32], int], rows: NDArray[np.int16]) -> None:
    """Write what is known of parts that go with each other, and of those that go with none, of pairs that are lined up."""
    pairs, count = lined
    for lane in range(count):
        pair, turned, place = pairs[rows[PAIR, lane]], rows[TURNED, lane] != 0, np.uint64(lane)
        one, other = left.parts[pair[0]], right.parts[pair[1]]
        if turned:
            _write_one(other, right.heads, one, left.heads, rows, place)
        else:
            _write_one(one, left.heads, other, right.heads, rows, place)


@uncounted_within
def _write_one(
    short: NDArray[np.int32],
    short_heads: NDArray[np.int16],
    long: NDArray[np.int32],
    long_heads: NDArray[np.int16],
    rows: NDArray[np.int16],
    lane: np.uint64,
) -> None:
    """Write what is known of the parts of a pair. Places are without sign: others would be asked whether they count from behind."""
    skipped, halves = rows[FINDINGS + MOST * JOINED + SKIPPED, lane], 0
    used = np.int64(rows[FINDINGS + MOST * JOINED, lane] | rows[FINDINGS + MOST * JOINED + 1, lane])
    for a in range(rows[SHORT, lane]):
        at = np.uint64(rows[FINDINGS + MOST * CHOSEN + a, lane])
        used |= 1 << at
        word, met = np.uint64(short[np.uint64(a)]), np.uint64(long[at])
        flags, flags_met = short_heads[word, FLAGS_AT], long_heads[met, FLAGS_AT]
        both = np.int32(short_heads[word, SURPRISE_AT]) + np.int32(long_heads[met, SURPRISE_AT])
        rows[EITHER + a, lane], rows[BOTH + a, lane] = flags | flags_met, flags & flags_met
        rows[SURPRISES + a, lane] = min(np.int32(MOST_SAID), both)
        letters, letters_met = np.int32(short_heads[word, LENGTH_AT]), np.int32(long_heads[met, LENGTH_AT])
        rows[LETTERS + a, lane] = 1 + min(letters, letters_met)
        rows[NUMBERS + a, lane] = -np.int16(short_heads[word, SCRIPT_AT] == NUMBER)
        if (flags | flags_met) & INITIAL_FLAG and not skipped >> a & 1:
            one, other = short_heads[word], long_heads[met]
            halves += is_half(one, other) or is_half(other, one)
    first, of_long = short_heads[np.uint64(short[0]), FLAGS_AT], long_heads[np.uint64(long[0]), FLAGS_AT]
    rows[FIRST_FLAGS, lane], rows[FIRST_OF_LONG, lane] = first | of_long, of_long
    rows[USED, lane], rows[HALVES, lane] = used, halves
    _write_left_out(long, long_heads, int(used), rows, lane)


@uncounted_within
def _write_left_out(
    long: NDArray[np.int32], heads: NDArray[np.int16], used: int, rows: NDArray[np.int16], lane: np.uint64
) -> None:
    """Write how many parts of the longer name go with none, how many generic ones, and the surprise of the first."""
    omitted, generic, surprise, m = 0, 0, 0, rows[LONG, lane]
    rows[LAST_MET, lane] = used >> (m - 1) & 1
    for b in range(m if used != (1 << m) - 1 else 0):
        if used >> b & 1:
            continue
        if heads[long[b], FLAGS_AT] & GENERIC_FLAG:
            generic += 1
        else:
            omitted += 1
            surprise += heads[long[b], SURPRISE_AT]
    rows[OMITTED, lane], rows[GENERIC, lane] = omitted, generic
    rows[OMITTED_SURPRISE, lane] = min(MOST_SAID, surprise)
