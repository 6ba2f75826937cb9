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
from sijill.names.letters import CODES, LENGTH

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
    lengths = parts.rows["length"]
    letters = _plain(parts.rows["letters"])
    long = (lengths >= 2 * _SHORTEST) & (lengths < LENGTH)  # Of the longest, the end was cut off.
    rare = np.flatnonzero(long & (met <= _RARE) & ~_is_compound(letters, lengths))
    usual = np.flatnonzero((lengths >= _SHORTEST) & (met >= _USUAL))
    hashes = np.array([_hash(letters[each], 0, lengths[each]) for each in usual], np.uint64)
    order = np.argsort(hashes, kind="stable")
    found = _cut(letters[rare], lengths[rare], hashes[order], met[usual[order]])
    is_cut = np.flatnonzero(found[:, 0] >= 0)
    if not len(is_cut):
        return []
    keys = part_keys(parts)
    ends = usual[order][found[is_cut]]
    named = [keys.take(numbers).to_pylist() for numbers in (rare[is_cut], ends[:, 0], ends[:, 1])]
    return [Mend(None, whole, (first, second)) for whole, first, second in zip(*named, strict=True)]


def _plain(letters: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return ``letters`` without forms of their own at the edge of a word."""
    plain = np.arange(256, dtype=np.uint8)
    for edge, letter in (("Ħ", "ه"), ("Ī", "ي"), ("Ā", "ا"), ("Ĥ", "h")):
        plain[CODES[edge]] = CODES[letter]
    found: NDArray[np.uint8] = plain[letters]
    return found


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
def _hash(letters: NDArray[np.uint8], first: int, last: int) -> np.uint64:
    value = np.uint64(14695981039346656037)
    for place in range(first, last):
        value = (value ^ np.uint64(letters[place])) * np.uint64(1099511628211)
    return value


@numba.njit(cache=True, nogil=True)
def _cut(
    letters: NDArray[np.uint8],
    lengths: NDArray[np.uint8],
    hashes: NDArray[np.uint64],
    borne: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Return for each of some parts the places among ``hashes`` of the two that it is cut into; -1 where into none.

    Of several ways to cut, the one whose rarer part most names bear.
    """
    found = np.full((len(letters), 2), -1)
    for row in range(len(letters)):
        most = 0
        for cut in range(_SHORTEST, lengths[row] - _SHORTEST + 1):
            one = _place(hashes, _hash(letters[row], 0, cut))
            other = _place(hashes, _hash(letters[row], cut, lengths[row]))
            if one >= 0 and other >= 0 and min(borne[one], borne[other]) > most:
                most = min(borne[one], borne[other])
                found[row, 0], found[row, 1] = one, other
    return found


@numba.njit(cache=True, nogil=True)
def _place(hashes: NDArray[np.uint64], wanted: np.uint64) -> int:
    place = np.searchsorted(hashes, wanted)
    return int(place) if place < len(hashes) and hashes[place] == wanted else -1
