"""Ways to write: a fragment of a word in place of another, as a list has it in whatever word (ثن for ني: حسثن, لبثن).

As numbers, so that they can be counted: letters of the fragment that is read, of the one that is meant, and
whether it stands at the end of words only.
"""

from typing import Final, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.plain_letters import Spelt
from sijill.names.letters import CODES
from sijill.names.parameters import shipped_rules

MOST: Final = 4
"""Letters of a fragment, at most."""
_BITS: Final = 7
_LETTER: Final = (1 << _BITS) - 1
_FRAGMENT: Final = MOST * _BITS
_FIRST_LETTERS: Final = _LETTER + 2


class Ways(NamedTuple):
    """Ways in the order of the first letter that is read; a named tuple because compiled loops read it."""

    read: NDArray[np.uint8]
    """Ways x ``MOST``, 0 behind the last letter."""
    read_length: NDArray[np.uint8]
    meant: NDArray[np.uint8]
    meant_length: NDArray[np.uint8]
    at_end: NDArray[np.bool_]
    begins: NDArray[np.int64]
    """By letter, where the ways begin that are read with it first."""


@numba.njit(cache=True, nogil=True)
def ways_between(words: Spelt, read: NDArray[np.int64], meant: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each word of ``read`` the way in which it stands for that of ``meant``; 0 where fragments are too long.

    What both begin and end with is left away. Of a letter that is only lost, or only there, the one before it is told as well.
    """
    found = np.zeros(len(read), np.int64)
    for at in range(len(read)):
        one, other = words.letters[read[at]], words.letters[meant[at]]
        last, last_meant = int(words.lengths[read[at]]), int(words.lengths[meant[at]])
        first, after = 0, 0
        while first < min(last, last_meant) and one[first] == other[first]:
            first += 1
        while min(last, last_meant) > first and one[last - 1] == other[last_meant - 1]:
            last, last_meant, after = last - 1, last_meant - 1, after + 1
        if min(last, last_meant) == first:
            if first > 0:
                first -= 1
            elif after > 0:
                last, last_meant, after = last + 1, last_meant + 1, after - 1
        if 0 < last - first <= MOST and 0 < last_meant - first <= MOST:
            found[at] = _packed(one, first, last) << (_FRAGMENT + 1)
            found[at] |= _packed(other, first, last_meant) << 1 | np.int64(after == 0)
    return found


@numba.njit(cache=True, nogil=True, inline="always")
def _packed(letters: NDArray[np.uint8], first: int, last: int) -> np.int64:
    value = np.int64(0)
    for place in range(first, last):
        value = value << _BITS | np.int64(letters[place])
    return value


def known_ways() -> NDArray[np.int64]:
    """Return the damage of extraction that ``sijill.names`` knows of, sorted."""
    found = set()
    for rule in shipped_rules():
        fragments = [[CODES.get(letter, 0) for letter in text] for text in (rule.read, rule.meant)]
        if all(0 < len(each) <= MOST and 0 not in each for each in fragments):
            read, meant = (_packed(np.array(each, np.uint8), 0, len(each)) for each in fragments)
            found.add(int(read) << (_FRAGMENT + 1) | int(meant) << 1 | int(rule.at_end))
    return np.array(sorted(found), np.int64)


def ways_of(codes: NDArray[np.int64]) -> tuple[Ways, NDArray[np.int64]]:
    """Return the ways that ``codes`` stand for, and the place among ``codes`` of each."""
    read, read_length = _letters(codes >> (_FRAGMENT + 1))
    order = np.argsort(read[:, 0], kind="stable")
    meant, meant_length = _letters(codes >> 1 & ((1 << _FRAGMENT) - 1))
    begins = np.searchsorted(read[order, 0], np.arange(_FIRST_LETTERS))
    ways = Ways(
        read[order], read_length[order], meant[order], meant_length[order], (codes & 1)[order] == 1, begins
    )
    return ways, order


def _letters(fragments: NDArray[np.int64]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return the letters of packed ``fragments``, and how many each has."""
    places = fragments[:, None] >> (_BITS * np.arange(MOST - 1, -1, -1)) & _LETTER
    lengths = (places != 0).sum(axis=1)
    first = MOST - lengths
    turned = np.take_along_axis(places, (np.arange(MOST) + first[:, None]) % MOST, axis=1)
    return turned.astype(np.uint8), lengths.astype(np.uint8)
