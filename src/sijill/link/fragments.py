"""Parts of names in which a list writes a fragment in its own way, whatever the word.

A list taken out of a file whose joined letters were lost writes ثن for ني. That is seen in words with a sure partner
(حسثن beside حسني), and holds for words without one (مثن), of which there is no such partner: a first name that
is written so looks like that of a twin. A way that others' lists are known for needs one word that shows it here, any other three.
A word that other lists bear is what it says.
"""

from typing import Final, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.columns import Parts
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
from sijill.link.ways import Ways, known_ways, ways_between, ways_of

_LEAST: Final = 3
"""Words that show a way which is not known from elsewhere, at least."""
_MOSTLY: Final = 0.8
"""Share of the words which a way could explain, and whose partners tell, that it explains."""
_USUAL: Final = 3
"""Names of other lists that bear what is meant, at least."""
_RARER: Final = 10
"""How many times rarer on other lists a word is than what it is read as."""


class Taught(NamedTuple):
    """What sure partners on other lists show of the parts that each list bears."""

    on_list: NDArray[np.int64]
    """This and the next two have one entry for each list and part whose partner bears another that may be meant, sorted."""
    part: NDArray[np.int64]
    other: NDArray[np.int64]
    """The part that most partners bear in its place."""
    confirmed: NDArray[np.int32]
    """Lists x parts: how many partners bear the same."""


class _Candidates(NamedTuple):
    """Words that a way would read as others; one entry for each word and reading."""

    way: NDArray[np.int64]
    part: NDArray[np.int64]
    other: NDArray[np.int64]


def read_by_fragments(
    taught: Taught, bears: NDArray[np.int32], parts: Parts
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return list, part, and the part that it is read as, of all that a list writes in ways of its own, sorted.

    ``bears`` (lists x parts) tells how often a list has a part.
    """
    words = spelt(parts)
    every = bears.sum(axis=0)
    there = by_letters(words, np.flatnonzero(every >= _USUAL))
    ways = ways_between(words, taught.part, taught.other)
    found = []
    for on_list in range(len(bears)):
        elsewhere = every - bears[on_list]
        here = np.flatnonzero(taught.on_list == on_list)
        shown = _shown(taught, ways, here, elsewhere)
        codes = np.union1d(shown, known_ways())
        least = np.where(np.isin(codes, shown), _LEAST, 1)
        least[np.isin(codes, known_ways())] = 1
        rest = np.maximum(elsewhere - taught.confirmed[on_list], 0)
        tried, order = ways_of(codes)
        can_be = (bears[on_list] > 0) & ~is_cut_off(words)
        candidates = _Candidates(*_candidates(words, np.flatnonzero(can_be), (rest, elsewhere), tried, there))
        candidates = candidates._replace(way=order[candidates.way])
        chosen = _believed(candidates, (taught, here, on_list), least, elsewhere)
        found.append([np.full(len(chosen[0]), on_list), *chosen])
    on_list, part, other = (np.concatenate(column).astype(np.int64) for column in zip(*found, strict=True))
    return on_list, part, other


def _shown(
    taught: Taught, ways: NDArray[np.int64], here: NDArray[np.int64], elsewhere: NDArray[np.int32]
) -> NDArray[np.int64]:
    """Return the ways that enough words of one list show, those that others hardly bear."""
    other = elsewhere[taught.other[here]]
    clear = (ways[here] != 0) & (other >= _USUAL) & (elsewhere[taught.part[here]] * _RARER <= other)
    codes, times = np.unique(ways[here][clear], return_counts=True)
    found: NDArray[np.int64] = codes[times >= _LEAST]
    return found


def _believed(
    candidates: _Candidates,
    told: tuple[Taught, NDArray[np.int64], int],
    least: NDArray[np.int64],
    elsewhere: NDArray[np.int32],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the words of one list, and what each is read as, by the ways that their partners bear out."""
    taught, here, on_list = told
    way, part, other = candidates
    place = np.searchsorted(taught.part[here], part)
    at = here[np.minimum(place, len(here) - 1)] if len(here) else np.zeros(len(part), np.int64)
    is_told = (taught.part[at] == part) if len(here) else np.zeros(len(part), bool)
    is_same = taught.confirmed[on_list][part] > 0
    borne_out = is_told & ~is_same & (taught.other[at] == other) if len(here) else is_told
    right = np.bincount(way[borne_out], minlength=len(least))
    wrong = np.bincount(way[(is_told | is_same) & ~borne_out], minlength=len(least))
    share = right / np.maximum(right + wrong, 1)
    holds = (right >= least) & (share >= _MOSTLY)
    chosen = holds[way] & ~is_same & (elsewhere[part] * _RARER <= elsewhere[other])
    way, part, other = way[chosen], part[chosen], other[chosen]
    order = np.lexsort((other, -share[way] * elsewhere[other], part))
    part, first = np.unique(part[order], return_index=True)
    return part, other[order][first]


@numba.njit(cache=True, nogil=True)
def _candidates(
    words: Spelt,
    chosen: NDArray[np.int64],
    borne: tuple[NDArray[np.int32], NDArray[np.int32]],
    ways: Ways,
    there: Found,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return way, part and what it is read as, of all readings of the ``chosen`` that other lists bear often enough.

    ``borne`` tells how many names of other lists bear each part: without those that are its sure partners, and all.
    """
    rest, elsewhere = borne
    found = np.empty((1024, 3), np.int64)
    count = 0
    for part in chosen:
        letters, length = words.letters[part], np.int64(words.lengths[part])
        for first in range(length):
            for way in range(ways.begins[letters[first]], ways.begins[letters[first] + 1]):
                if not _stands_at(letters, length, first, ways, way):
                    continue
                value = hash_on(NO_LETTERS, letters, 0, first)
                value = hash_on(value, ways.meant[way], 0, ways.meant_length[way])
                value = hash_on(value, letters, first + np.int64(ways.read_length[way]), length)
                other = number_of(there, value)
                if other < 0 or other == part or elsewhere[other] < max(_USUAL, _RARER * rest[part]):
                    continue
                if count == len(found):
                    found = np.concatenate((found, np.empty_like(found)))
                found[count, 0], found[count, 1], found[count, 2] = way, part, other
                count += 1
    return found[:count, 0].copy(), found[:count, 1].copy(), found[:count, 2].copy()


@numba.njit(cache=True, nogil=True, inline="always")
def _stands_at(letters: NDArray[np.uint8], length: int, first: int, ways: Ways, way: int) -> bool:
    """Return whether a word has at ``first`` what is read in a way."""
    last = first + np.int64(ways.read_length[way])
    if (last != length) if ways.at_end[way] else (last >= length):
        return False
    stands = True
    for place in range(first, last):
        stands &= letters[place] == ways.read[way, place - first]
    return bool(stands)
