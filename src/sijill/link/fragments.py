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
from sijill.link.turned import turned
from sijill.link.ways import Ways, known_ways, ways_between, ways_of
from sijill.names.unowned import unowned

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


class _Readings(NamedTuple):
    """Words of one list that a way would read as others; one entry for each way, word and place in it."""

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
    ways, is_whole = ways_between(words, taught.part, taught.other), ~is_cut_off(words)
    found = [turned(words, bears, there)]
    for on_list in np.unique(taught.on_list).tolist():
        is_here = taught.on_list == on_list
        on_it, part, other = (column[is_here] for column in taught[:3])
        here = Taught(on_it, part, other, taught.confirmed[on_list])
        elsewhere = every - bears[on_list]
        borne = np.maximum(elsewhere - here.confirmed, 0), elsewhere
        codes, least = _tried(here, ways[is_here], elsewhere)
        # A way that no word with a partner shows is not looked for in all others.
        shown = _readings(words, here.part[is_whole[here.part]], borne, codes, there)
        is_shown = np.bincount(shown.way[_told(here, shown)[0]], minlength=len(codes)) >= least
        every_word = np.flatnonzero((bears[on_list] > 0) & is_whole)
        readings = _readings(words, every_word, borne, codes[is_shown], there)
        part, other = _believed(readings, here, elsewhere)
        found.append((np.full(len(part), on_list), part, other))
    on_list, part, other = (np.concatenate(column) for column in zip(*found, strict=True))
    # What a way tells comes after what was turned, and goes before it.
    _, place = np.unique((on_list * len(every) + part)[::-1], return_index=True)
    last = len(part) - 1 - place
    return on_list[last], part[last], other[last]


def _tried(
    here: Taught, ways: NDArray[np.int64], elsewhere: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the ways that are tried on a list, and how many words must show each.

    ``ways`` are those of the words that ``here`` tells of. A way that is not known from elsewhere is tried where so many words that others hardly bear show it.
    """
    other = elsewhere[here.other]
    clear = (ways != 0) & (other >= _USUAL) & (elsewhere[here.part] * _RARER <= other)
    own, times = np.unique(ways[clear], return_counts=True)
    codes = np.union1d(own[times >= _LEAST], known_ways())
    return codes, np.where(np.isin(codes, known_ways()), 1, _LEAST)


def _told(here: Taught, readings: _Readings) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which readings partners bear out, and which they speak against."""
    if not len(here.part):
        return np.zeros(len(readings.part), bool), here.confirmed[readings.part] > 0
    place = np.minimum(np.searchsorted(here.part, readings.part), len(here.part) - 1)
    is_told, is_same = here.part[place] == readings.part, here.confirmed[readings.part] > 0
    right = is_told & ~is_same & (here.other[place] == readings.other)
    return right, (is_told | is_same) & ~right


def _believed(
    readings: _Readings, here: Taught, elsewhere: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the words of one list that are read otherwise, sorted, and what each is read as, by ways that mostly hold."""
    ways = int(readings.way.max(initial=-1)) + 1
    right, wrong = (np.bincount(readings.way[each], minlength=ways) for each in _told(here, readings))
    share = right / np.maximum(right + wrong, 1)
    chosen = share[readings.way] >= _MOSTLY
    chosen &= here.confirmed[readings.part] == 0
    chosen &= elsewhere[readings.part] * _RARER <= elsewhere[readings.other]
    way, part, other = (column[chosen] for column in readings)
    order = np.lexsort((other, -share[way] * elsewhere[other], part))
    part, first = np.unique(part[order], return_index=True)
    return part, other[order][first]


def _readings(
    words: Spelt,
    chosen: NDArray[np.int64],
    borne: tuple[NDArray[np.int32], NDArray[np.int32]],
    codes: NDArray[np.int64],
    there: Found,
) -> _Readings:
    """Return what the ``chosen`` may be read as by the ways ``codes``, by their places."""
    ways, order = ways_of(codes)
    way, part, other = _candidates(words, chosen, borne, ways, there)
    return _Readings(order[way], part, other)


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
    words, ways, there = unowned(words), unowned(ways), unowned(there)
    found = np.empty((1024, 3), np.int64)
    count = 0
    for part in chosen:
        letters, length = words.letters[part], int(words.lengths[part])
        for first in range(length):
            for way in range(ways.begins[letters[first]], ways.begins[letters[first] + 1]):
                if not _stands_at(letters, length, first, ways, way):
                    continue
                value = hash_on(NO_LETTERS, letters, 0, first)
                value = hash_on(value, ways.meant[way], 0, int(ways.meant_length[way]))
                value = hash_on(value, letters, first + int(ways.read_length[way]), length)
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
    last = first + int(ways.read_length[way])
    if (last != length) if ways.at_end[way] else (last >= length):
        return False
    stands = True
    for place in range(first, last):
        stands &= letters[place] == ways.read[way, place - first]
    return bool(stands)
