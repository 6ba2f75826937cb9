"""Whether a CSV file may have rows that are nobody's: a look at all of its bytes, before rows are read one by one.

Lines are looked at in a compiled pass that lets go of Python's lock, beside whatever else reads the file.
"""

import re
from typing import Final, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.no_records import WORDS, is_note
from sijill.names.uncounted import within

_BEFORE: Final = np.isin(np.arange(256), list(b"0123456789,;\t "))
"""Bytes that may stand before the word: numbers of rows, empty cells, what divides them."""


class _Words(NamedTuple):
    """Words as the compiled pass reads them, each of four bytes or more."""

    first: NDArray[np.uint32]
    """The first four bytes of each."""
    rows: NDArray[np.uint8]
    """Words x bytes, 0 behind the last."""
    lengths: NDArray[np.int64]


def _words() -> _Words:
    stored = [word.encode() for word in WORDS]
    longest = max(map(len, stored))
    rows = np.frombuffer(b"".join(word.ljust(longest, b"\0") for word in stored), np.uint8)
    first = np.array([int.from_bytes(word[:4], "big") for word in stored], np.uint32)
    return _Words(first, rows.reshape(-1, longest), np.array([len(word) for word in stored]))


_WORDS: Final = _words()


def may_have(content: bytes) -> bool:
    """Whether a line of a CSV file, whose first is its header, may be such a row; where it cannot, none is."""
    header = b"\n" + content[: content.find(b"\n")].rstrip(b"\r")
    if header in content and re.search(re.escape(header) + rb"\r?(?:\n|$)", content):
        return True
    if _begin_so(np.frombuffer(content, np.uint8), _WORDS):
        return True
    # Without any other such row a note can only stand last.
    end = len(content)
    while content[end - 1 : end].isspace():
        end -= 1
    last = content[content.rfind(b"\n", 0, end) + 1 : end].decode("utf-8", "ignore")
    return any(map(is_note, re.split(r"[,;\t]", last)))


@numba.njit(cache=True, nogil=True)
def _begin_so(content: NDArray[np.uint8], words: _Words) -> bool:
    """Whether any line but the first begins with one of the words."""
    for end in range(len(content)):
        if content[end] != 10:
            continue
        place = end + 1
        while place < len(content) and _BEFORE[content[place]]:
            place += 1
        four = np.uint32(0)
        for each in content[place : place + 4]:
            four = four << np.uint32(8) | np.uint32(each)
        for word in range(len(words.first)):
            if four == words.first[word] and _stands(content, place, words.rows[word][: words.lengths[word]]):
                return True
    return False


@within
def _stands(content: NDArray[np.uint8], place: int, word: NDArray[np.uint8]) -> bool:
    if place + len(word) > len(content):
        return False
    for at in range(len(word)):  # noqa: SIM110 - numba does not compile all()
        if content[place + at] != word[at]:
            return False
    return True
