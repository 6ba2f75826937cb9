"""Parts of names by their letters alone, and where those stand that are spelled so."""

from typing import Any, Final, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.columns import Parts
from sijill.names.letters import CODES, LENGTH

_AT_AN_EDGE: Final = (("Ħ", "ه"), ("Ī", "ي"), ("Ā", "ا"), ("Ĥ", "h"))
"""Forms of their own that letters have at the edge of a word, and the letters."""


class Spelt(NamedTuple):
    """Letters of parts, without forms of their own at the edge of a word."""

    letters: NDArray[np.uint8]
    """Parts x ``LENGTH``."""
    lengths: NDArray[np.uint8]


def spelt(parts: Parts) -> Spelt:
    """Return the plain letters of all parts."""
    plain = np.arange(256, dtype=np.uint8)
    for edge, letter in _AT_AN_EDGE:
        plain[CODES[edge]] = CODES[letter]
    return Spelt(plain[parts.rows["letters"]], np.ascontiguousarray(parts.rows["length"]))


class Found(NamedTuple):
    """Some parts, to be found by what :func:`hash_on` makes of their letters."""

    hashes: NDArray[np.uint64]
    """Sorted; of parts with the same letters, the first is the one that stood first."""
    numbers: NDArray[np.int64]
    is_there: NDArray[np.bool_]
    """By some bits of a hash, whether any part has them: nearly all that is looked for is not there."""


def by_letters(words: Spelt, numbers: NDArray[np.int64]) -> Found:
    """Return the parts ``numbers``, to be found by their letters."""
    hashes = _hashes(words, numbers)
    order = np.argsort(hashes, kind="stable")
    is_there = np.zeros(1 << _SOME_BITS, bool)
    is_there[_some_bits(hashes)] = True
    return Found(hashes[order], numbers[order], is_there)


@numba.njit(cache=True, nogil=True, inline="always")
def _some_bits(hashes: Any) -> Any:  # Any: one hash or an array of them
    """Return bits of one hash or of many that all letters tell on."""
    return (hashes ^ hashes >> np.uint64(_SOME_BITS)) & np.uint64((1 << _SOME_BITS) - 1)


@numba.njit(cache=True, nogil=True)
def _hashes(words: Spelt, numbers: NDArray[np.int64]) -> NDArray[np.uint64]:
    found = np.empty(len(numbers), np.uint64)
    for at in range(len(numbers)):
        number = numbers[at]
        found[at] = hash_on(NO_LETTERS, words.letters[number], 0, words.lengths[number])
    return found


_SOME_BITS: Final = 20
NO_LETTERS: Final = np.uint64(14695981039346656037)
"""What letters are hashed on to at first (Fowler, Noll and Vo, 64 bits)."""


@numba.njit(cache=True, nogil=True, inline="always")
def hash_on(value: np.uint64, letters: NDArray[np.uint8], first: int, last: int) -> np.uint64:
    """Return the hash of what ``value`` is that of, with the letters from ``first`` to before ``last`` behind it."""
    for place in range(first, last):
        value = (value ^ np.uint64(letters[place])) * np.uint64(1099511628211)
    return value


@numba.njit(cache=True, nogil=True)
def number_of(found: Found, wanted: np.uint64) -> int:
    """Return the number of the part of which ``wanted`` is the hash; -1 where there is none."""
    if not found.is_there[_some_bits(wanted)]:
        return -1
    place = np.searchsorted(found.hashes, wanted)
    if place < len(found.hashes) and found.hashes[place] == wanted:
        return int(found.numbers[place])
    return -1


def is_cut_off(words: Spelt) -> NDArray[np.bool_]:
    """Return which parts may have lost their end, since no more letters are kept."""
    cut_off: NDArray[np.bool_] = words.lengths >= LENGTH
    return cut_off
