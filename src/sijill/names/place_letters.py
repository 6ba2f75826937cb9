"""How the letters of places' names answer each other across scripts: a table learned from a gazetteer's names.

A pair of names is written letter by letter: one on each side, or one on one side alone (vowels, a ta marbuta). What the
pair weighs is ln P(both) - ln P(one) - ln P(other), the first summed over all ways to write them. After Ristad and
Yianilos (1998), "Learning string-edit distance". ``python -m train.places`` learns the table.
"""

import functools
from collections.abc import Iterable, Sequence
from importlib import resources
from typing import Final, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.names.place_spelling import is_arabic, sounds
from sijill.names.uncounted import within

ARABIC: Final = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإآؤئپچژگڤ"
LATIN: Final = "abcdefghijklmnopqrstuvwxyzSTGDZC"
_CODES: Final = {
    letter: code for alphabet in (ARABIC, LATIN) for code, letter in enumerate(alphabet, start=1)
}
_LEAST: Final = 1e-290
"""Of a probability: the logarithm of one that no letters give."""


class LetterTable(NamedTuple):
    """Shares of the ways in which letters are written, all together 1. Code 0 is a letter that is not known."""

    both: NDArray[np.float64]
    """Arabic letter x Latin letter."""
    arabic: NDArray[np.float64]
    """An Arabic letter that nothing answers."""
    latin: NDArray[np.float64]
    arabic_logs: NDArray[np.float64]
    """Of the share of each letter among all of its script."""
    latin_logs: NDArray[np.float64]


class Spellings(NamedTuple):
    """Names as codes of letters."""

    codes: NDArray[np.uint8]
    starts: NDArray[np.int64]
    """Where each name begins, and one more: the end of the last."""
    is_arabic: NDArray[np.bool_]


def spellings(plain: Sequence[str]) -> Spellings:
    """Return names, their articles off, as codes."""
    written = [[_CODES.get(letter, 0) for letter in sounds(name)] for name in plain]
    starts = np.cumsum([0, *map(len, written)], dtype=np.int64)
    codes = np.fromiter((code for name in written for code in name), np.uint8, int(starts[-1]))
    return Spellings(codes, starts, np.array([is_arabic(name) for name in plain], bool))


def evidence(query: Spellings, names: Spellings, table: LetterTable) -> NDArray[np.float64]:
    """Return what the letters of one name and of each of many weigh, in nats; 0 for names in its own script."""
    found = np.zeros(len(names.is_arabic))
    _weigh(query, names, table, found)
    return found


@functools.cache
def letter_table() -> LetterTable:
    """Return the table that is shipped."""
    told = (
        resources.files("sijill.names").joinpath("learned", "place_letters.tsv").read_text(encoding="utf-8")
    )
    rows = (line.split("\t") for line in told.splitlines() if not line.startswith("#"))
    return table_of((arabic, latin, float(share)) for arabic, latin, share in rows)


def table_of(rows: Iterable[tuple[str, str, float]]) -> LetterTable:
    """Return the table of rows (Arabic letter, Latin letter, share); a letter left empty answers nothing.

    Letters on their own are as frequent as they are in all rows together.
    """
    both = np.full((len(ARABIC) + 1, len(LATIN) + 1), 1e-7)
    for arabic, latin, share in rows:
        both[_CODES.get(arabic, 0), _CODES.get(latin, 0)] = share
    both[0, 0] = 0.0
    both /= both.sum()
    alone = both[:, 0].copy(), both[0].copy()
    answered = both.copy()
    # A letter that no table knows answers any and none alike.
    alone[0][0] = alone[1][0] = 1e-5
    answered[0], answered[:, 0] = 1e-7, 1e-7
    letters = both.sum(axis=1), both.sum(axis=0)
    letters[0][0] = letters[1][0] = 1e-3
    logs = [np.log(each / each.sum()) for each in letters]
    return LetterTable(answered, *alone, *logs)


@within
def written_together(
    one: NDArray[np.uint8], other: NDArray[np.uint8], table: LetterTable, sums: NDArray[np.float64]
) -> float:
    """Return P(Arabic ``one``, Latin ``other``) and fill ``sums`` with those of their beginnings."""
    for i in range(len(one) + 1):
        for j in range(len(other) + 1):
            value = 1.0 if i + j == 0 else 0.0
            if i and j:
                value += sums[i - 1, j - 1] * table.both[one[i - 1], other[j - 1]]
            if i:
                value += sums[i - 1, j] * table.arabic[one[i - 1]]
            if j:
                value += sums[i, j - 1] * table.latin[other[j - 1]]
            sums[i, j] = value
    return float(sums[len(one), len(other)])


@numba.njit(cache=True, nogil=True)
def _weigh(query: Spellings, names: Spellings, table: LetterTable, found: NDArray[np.float64]) -> None:
    asked = query.codes
    longest = 0
    for place in range(len(found)):
        longest = max(longest, names.starts[place + 1] - names.starts[place])
    longest = max(longest, len(asked)) + 1
    sums = np.zeros((longest, longest))
    for place in range(len(found)):
        name = names.codes[names.starts[place] : names.starts[place + 1]]
        if names.is_arabic[place] == query.is_arabic[0] or len(name) == 0 or len(asked) == 0:
            continue
        arabic, latin = (asked, name) if query.is_arabic[0] else (name, asked)
        weight = np.log(max(written_together(arabic, latin, table, sums), _LEAST))
        for code in arabic:
            weight -= table.arabic_logs[code]
        for code in latin:
            weight -= table.latin_logs[code]
        found[place] = weight
