"""Whether a CSV file may have rows that are nobody's: a look at all of its bytes, before rows are read one by one.

How a line begins is looked at where lines are read (``csv_cells``), all else here.
"""

import re
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.link.no_records import WORDS, is_note
from sijill.names.uncounted import uncounted

_BEFORE: Final = np.isin(np.arange(256), list(b"0123456789,;\t "))
"""Bytes that may stand before the word: numbers of rows, empty cells, what divides them."""


class WordsBegin(NamedTuple):
    """Words as the compiled pass reads them, each of four bytes or more."""

    first: NDArray[np.uint32]
    """The first four bytes of each."""
    two: NDArray[np.bool_]
    """Of any two bytes whether a word begins with them."""
    rows: NDArray[np.uint8]
    """Words x bytes, 0 behind the last."""
    lengths: NDArray[np.int64]


def _words() -> WordsBegin:
    stored = [word.encode() for word in WORDS]
    longest = max(map(len, stored))
    rows = np.frombuffer(b"".join(word.ljust(longest, b"\0") for word in stored), np.uint8)
    first = np.array([int.from_bytes(word[:4], "big") for word in stored], np.uint32)
    two = np.isin(np.arange(1 << 16), first >> 16)
    return WordsBegin(first, two, rows.reshape(-1, longest), np.array([len(word) for word in stored]))


WORDS_BEGIN: Final = _words()


def may_have(content: bytes) -> bool:
    """Whether a line of a CSV file, whose first is its header, may be such a row, and none of its lines ``begins_so``."""
    header = b"\n" + content[: content.find(b"\n")].rstrip(b"\r")
    if header in content and re.search(re.escape(header) + rb"\r?(?:\n|$)", content):
        return True
    # Without any other such row a note can only stand last.
    end = len(content)
    while content[end - 1 : end].isspace():
        end -= 1
    last = content[content.rfind(b"\n", 0, end) + 1 : end].decode("utf-8", "ignore")
    return any(map(is_note, re.split(r"[,;\t]", last)))


@uncounted
def begins_so(content: NDArray[np.uint8], place: int, words: WordsBegin) -> bool:
    """Whether the line at ``place`` begins with one of the words."""
    while place < len(content) and _BEFORE[content[place]]:
        place += 1
    four = np.uint32(0)
    for at in range(place, min(place + 4, len(content))):
        four = four << np.uint32(8) | np.uint32(content[at])
    if not words.two[four >> np.uint32(16)]:
        return False
    for word in range(len(words.first)):
        if four == words.first[word] and _stands(content, place, words.rows[word][: words.lengths[word]]):
            return True
    return False


@uncounted
def _stands(content: NDArray[np.uint8], place: int, word: NDArray[np.uint8]) -> bool:
    if place + len(word) > len(content):
        return False
    for at in range(len(word)):  # noqa: SIM110 - numba does not compile all()
        if content[place + at] != word[at]:
            return False
    return True
