"""The chances of the letters of one word against many, in single precision: sixteen letters at once.

As multiples of the chance of the spelling, so that no number gets too small. Only bounds are taken from them,
see ``sijill.names.sieve``: ``sijill.names.emission`` says what counts.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.names.lanes import UNIT
from sijill.names.uncounted import within, within_as
from sijill.names.word import ENDS_AT, LENGTH_AT, ROWS_AT, SURPRISE_AT, SURPRISE_UNIT

LANES: Final = 16
"""Letters of a word and the place before them."""
USUAL: Final = 8.0
"""About how many letters there are to choose from: what keeps the chance of a spelling from getting too small."""
_SLOPPY: Final = {"contract", "reassoc"}
"""Sums may be taken in any order."""


@within
def _write_back(
    row: int, word: NDArray[np.int16], scale: float, table: NDArray[np.float32], back: NDArray[np.float32]
) -> None:
    """Write the chances of a letter, by its row, to become nothing, or the 1 to 3 letters that end at each of ``word``.

    They are multiples of the chance of these letters, 1 / ``scale`` for each of them.
    """
    back[row] = 0
    back[row, 0] = table[row, 0]
    for place in range(word[LENGTH_AT]):
        factor = 1.0
        for letters in range(UNIT):
            factor *= scale
            unit = word[ENDS_AT + UNIT * place + letters]
            if unit >= 0:
                back[row, letters + 1, place + 1] = table[row, unit] * factor


@within
def _write_forth(
    unit: int, word: NDArray[np.int16], table: NDArray[np.float32], forth: NDArray[np.float32]
) -> None:
    """Write the chances of the letters of ``word`` to become a unit."""
    forth[unit] = 0
    for place in range(word[LENGTH_AT]):
        forth[unit, place] = table[word[ROWS_AT + place], unit]


@within
def _shared(words: NDArray[np.int16], one: int, other: int) -> int:
    """Return how many first letters of two words have the same rows, and so are the same letters."""
    most, shared = min(words[one, LENGTH_AT], words[other, LENGTH_AT]), 0
    while shared < most and words[one, ROWS_AT + shared] == words[other, ROWS_AT + shared]:
        shared += 1
    return shared


@within
def _any_letter(unit: int, letters: int, word: NDArray[np.int16], table: NDArray[np.float32]) -> float:
    """Return the chance that any letter of ``word`` becomes a unit of so many ``letters``, times ``USUAL`` for each."""
    total = 0.0
    for place in range(word[LENGTH_AT]):
        total += table[word[ROWS_AT + place], unit]
    return total * USUAL**letters


@within_as(fastmath=_SLOPPY)
def chances_back(
    word: NDArray[np.int16],
    words: NDArray[np.int16],
    chosen: NDArray[np.int32],
    tables: tuple[NDArray[np.float32], NDArray[np.float32]],
    chances: NDArray[np.float32],
) -> None:
    """Write P(letters of ``word`` | each chosen word), as a multiple of the chance of these letters, into the first row.

    Into the second what P(letters of each chosen word | ``word``) is at the most, times ``USUAL`` for each letter: as if
    the letters of ``word`` were in any order. Chosen words that begin alike share the sums for their first letters;
    ``tables`` are those from ``word`` and those back.
    """
    (forth, table), n = tables, word[LENGTH_AT]
    none = forth.shape[1]
    scale = np.exp(word[SURPRISE_AT] / SURPRISE_UNIT / n)
    back, is_known = (
        np.empty((table.shape[0], UNIT + 1, LANES), dtype=np.float32),
        np.zeros(table.shape[0], dtype=np.bool_),
    )
    coming = np.full(none + 1, -1, dtype=np.float32)
    coming[none] = 0
    states, most = np.zeros((LANES, LANES + UNIT), dtype=np.float32), np.zeros(LANES + UNIT, dtype=np.float32)
    states[0, UNIT] = most[UNIT - 1] = 1
    for place in range(chosen.size):
        other = chosen[place]
        m = words[other, LENGTH_AT]
        for j in range(_shared(words, chosen[place - 1], other) if place > 0 else 0, m):
            row = words[other, ROWS_AT + j]
            if not is_known[row]:
                is_known[row] = True
                _write_back(row, word, scale, table, back)
            for lane in range(LANES):
                states[j + 1, lane + 3] = (
                    states[j, lane + 3] * back[row, 0, lane]
                    + states[j, lane + 2] * back[row, 1, lane]
                    + states[j, lane + 1] * back[row, 2, lane]
                    + states[j, lane] * back[row, 3, lane]
                )
            total = np.float32(0)
            for letters in range(UNIT):
                unit = int(words[other, ENDS_AT + UNIT * j + letters])
                unit = unit if unit >= 0 else none
                if coming[unit] < 0:
                    coming[unit] = _any_letter(unit, letters + 1, word, forth)
                total += most[j + 2 - letters] * coming[unit]
            most[j + UNIT] = total
        chances[0, place], chances[1, place] = states[m, UNIT + n], most[m + UNIT - 1]


@within_as(fastmath=_SLOPPY)
def chances_forth(
    word: NDArray[np.int16],
    words: NDArray[np.int16],
    scales: NDArray[np.float32],
    chosen: NDArray[np.int32],
    table: NDArray[np.float32],
    chances: NDArray[np.float32],
) -> None:
    """Write P(letters of each chosen word | ``word``), as a multiple of the chance of these letters."""
    n, none = word[LENGTH_AT], table.shape[1]
    forth, is_known = np.empty((none + 1, LANES), dtype=np.float32), np.zeros(none, dtype=np.bool_)
    columns, coming = (
        np.zeros((LANES + UNIT, LANES + 1), dtype=np.float32),
        np.zeros(LANES, dtype=np.float32),
    )
    silent, units = np.zeros(LANES, dtype=np.float32), np.empty(UNIT, dtype=np.int64)
    forth[none] = 0
    columns[UNIT - 1, 0] = 1
    for i in range(n):
        silent[i] = table[word[ROWS_AT + i], 0]
        columns[UNIT - 1, i + 1] = columns[UNIT - 1, i] * silent[i]
    for place in range(chosen.size):
        other = chosen[place]
        m, scale = words[other, LENGTH_AT], scales[other]
        for j in range(m):
            for letters in range(UNIT):
                unit = int(words[other, ENDS_AT + UNIT * j + letters])
                units[letters] = unit if unit >= 0 else none
                if unit >= 0 and not is_known[unit]:
                    is_known[unit] = True
                    _write_forth(unit, word, table, forth)
            one, two, three = units[0], units[1], units[2]
            for lane in range(LANES):
                coming[lane] = scale * (
                    columns[j + 2, lane] * forth[one, lane]
                    + scale
                    * (
                        columns[j + 1, lane] * forth[two, lane]
                        + scale * columns[j, lane] * forth[three, lane]
                    )
                )
            total = np.float32(0)
            for i in range(n):
                total = coming[i] + total * silent[i]
                columns[j + 3, i + 1] = total
        chances[place] = columns[m + 2, n]
