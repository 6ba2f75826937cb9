"""Two parts of names that were run together (محمدكمال), told by what all records bear.

A part that hardly anybody bears, and that is two parts which many bear one behind the other, is read as these two. One
that begins or ends as compounds do (عبد, أبو, دين) is a name as it stands.
"""

from typing import Final

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.columns import Parts, Records
from sijill.link.mends import Mend, borne, part_keys
from sijill.link.plain_letters import (
    NO_LETTERS,
    Found,
    Spelt,
    by_letters,
    hash_on,
    is_cut_off,
    number_of,
    spelt,
)
from sijill.names.letters import CODES

_RARE: Final = 3
"""Names that bear a part which is read as two, at most."""
_USUAL: Final = 20
"""Names that bear each of the two, at least: from there on a part's share is its own (linkage notes)."""
_SHORTEST: Final = 3
"""Letters that each of the two has, at least."""
_COMPOUND: Final = (("عبد", "ابو", "abd", "abu"), ("دين", "الله", "din", "allah", "ullah"))
"""How compounds begin, and how they end."""


def run_together(records: Records, parts: Parts) -> list[Mend]:
    """Return how parts that are two run together are read, on every list."""
    met = borne(records, int(records["list_code"].max(initial=0)) + 1, len(parts.rows)).sum(axis=0)
    words = spelt(parts)
    long = (words.lengths >= 2 * _SHORTEST) & ~is_cut_off(words)
    rare = np.flatnonzero(long & (met <= _RARE))
    rare = rare[~_is_compound(words.letters[rare], words.lengths[rare])]
    usual = np.flatnonzero((words.lengths >= _SHORTEST) & (met >= _USUAL))
    found = _cut(words, rare, by_letters(words, usual), met)
    is_cut = np.flatnonzero(found[:, 0] >= 0)
    if not len(is_cut):
        return []
    keys = part_keys(parts)
    ends = found[is_cut]
    named = [keys.take(numbers).to_pylist() for numbers in (rare[is_cut], ends[:, 0], ends[:, 1])]
    return [Mend(None, whole, (first, second)) for whole, first, second in zip(*named, strict=True)]


def _is_compound(letters: NDArray[np.uint8], lengths: NDArray[np.uint8]) -> NDArray[np.bool_]:
    found = np.zeros(len(letters), bool)
    begins, ends = _COMPOUND
    for text in begins:
        found |= (letters[:, : len(text)] == [CODES[letter] for letter in text]).all(axis=1)
    rows = np.arange(len(letters))
    for text in ends:
        first = np.maximum(lengths.astype(np.int64) - len(text), 0)
        found |= np.all([letters[rows, first + at] == CODES[each] for at, each in enumerate(text)], axis=0)
    return found


@numba.njit(cache=True, nogil=True)
def _cut(words: Spelt, rare: NDArray[np.int64], usual: Found, borne: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each of ``rare`` the two parts, of those that are usual, that it is cut into; -1 where into none.

    Of several ways to cut, the one whose rarer part most names bear.
    """
    found = np.full((len(rare), 2), -1)
    for row in range(len(rare)):
        letters, length, most = words.letters[rare[row]], words.lengths[rare[row]], 0
        for cut in range(_SHORTEST, length - _SHORTEST + 1):
            one = number_of(usual, hash_on(NO_LETTERS, letters, 0, cut))
            other = number_of(usual, hash_on(NO_LETTERS, letters, cut, length))
            if one >= 0 and other >= 0 and min(borne[one], borne[other]) > most:
                most = min(borne[one], borne[other])
                found[row, 0], found[row, 1] = one, other
    return found
