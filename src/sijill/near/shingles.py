"""Texts as sets of shingles: every run of so many letters of the folded text, as a number of 32 bits.

Folded, so that vowels, hamza seats, tatweel, digits and punctuation of a retyped copy do not count. Letters and not
words: Arabic writes what are words of their own elsewhere at the head and tail of a word, and one letter misread
spoils five runs of letters, but every run of words that its word is in.

Tables are sets of whole rows instead: lists of persons are made of the same few hundred names, so that long lists of
strangers share nearly all runs of letters.
"""

import functools
import hashlib
from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

from sijill.text import tokens

LETTERS: Final = 5
"""A shingle's length, blanks between words included. Of 5, 7, 9 and 12 letters and 1 to 3 words it keeps copies with
letters misread farthest from forms of which half is printed alike (``bench/near_shingles.py``)."""
LEAST: Final = 60
"""Shingles: shorter texts (a caption, a stamp) are alike too often to be told."""

LEAST_ROWS: Final = 10
"""Of a table; a shorter one is not compared."""
_ROW: Final = "\x1e"
"""ASCII's record separator stands before each row of a table."""

_MULTIPLIER: Final = np.uint64(0x9E3779B97F4A7C15)
_MIX: Final = np.uint64(0xD6E8FEB86659FD93)

Shingles = npt.NDArray[np.uint32]

_NONE: Final[Shingles] = np.empty(0, np.uint32)


def table_text(rows: Iterable[Iterable[str]]) -> str:
    """Return the rows of a table, each a sequence of cells, as one text that ``members`` knows for a table."""
    return "".join(_ROW + "\t".join(cells) for cells in rows)


def members(text: str) -> Shingles:
    """Return the set that a text is compared by, ascending: its shingles, or the rows of a table.

    Empty where it is too short to compare.
    """
    if not text.startswith(_ROW):
        return shingles(folded(text))
    rows = {row for written in text.split(_ROW) if (row := folded(written))}
    digests = [hashlib.blake2b(row.encode("utf-8", "replace"), digest_size=4).digest() for row in rows]
    return np.unique(np.frombuffer(b"".join(digests), np.uint32)) if len(rows) >= LEAST_ROWS else _NONE


def folded(text: str) -> str:
    """Return the words of a text at level *match*, one blank between them."""
    return " ".join(filter(None, map(_folded, text.split())))


def shingles(text: str) -> Shingles:
    """Return the shingles of a folded text, each once, ascending; none where it is too short to compare.

    Two different runs of letters meet in one number once in four thousand million.
    """
    letters = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32).astype(np.uint64)
    count = len(letters) - LETTERS + 1
    if count < LEAST:
        return _NONE
    # Wraps around at 64 bits, as is meant.
    running = np.zeros(count, np.uint64)
    for offset in range(LETTERS):
        running = running * _MULTIPLIER + letters[offset : offset + count]
    running ^= running >> np.uint64(32)
    running *= _MIX
    return np.unique((running >> np.uint64(32)).astype(np.uint32))


@functools.lru_cache(maxsize=1 << 17)
def _folded(piece: str) -> str:
    """Fold what stands between two blanks: mostly one word, and one that was seen before."""
    return " ".join(token.folded for token in tokens(piece))
