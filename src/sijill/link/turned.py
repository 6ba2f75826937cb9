"""Words in which a run of letters was turned round when a file of mixed directions was read: فلاير for فريال.

Nothing but the turned word itself shows it, so more is asked than of a fragment: that one list has the word again and
again and never the other, and all others the other and never this one.
"""

from typing import Final

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.plain_letters import NO_LETTERS, Found, Spelt, hash_on, number_of
from sijill.names.unowned import unowned

_LEAST: Final = 2
"""Records of the list that bear the word, at least."""
_SHORTEST: Final = 3
_LONGEST: Final = 5
"""Letters that are turned: two that changed places are a slip of a hand."""


def turned(
    words: Spelt, bears: NDArray[np.int32], there: Found
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return list, part, and what the part is turned back to, sorted; ``bears`` (lists x parts) tells how often a list has a part."""
    every = bears.sum(axis=0)
    part = np.flatnonzero((bears.max(axis=0, initial=0) == every) & (every >= _LEAST))
    on_list = bears[:, part].argmax(axis=0) if len(part) else part
    other = _turned_back(words, (part, on_list), bears, every, there)
    found = np.flatnonzero(other >= 0)
    found = found[np.lexsort((part[found], on_list[found]))]
    return on_list[found], part[found], other[found]


@numba.njit(cache=True, nogil=True)
def _turned_back(
    words: Spelt,
    chosen: tuple[NDArray[np.int64], NDArray[np.int64]],
    bears: NDArray[np.int32],
    every: NDArray[np.int64],
    there: Found,
) -> NDArray[np.int64]:
    """Return for each chosen part, and its list, the part that more others bear instead and that the list never does; or -1."""
    parts, lists = chosen
    words, there, bears = unowned(words), unowned(there), unowned(bears)
    found = np.full(len(parts), -1)
    for at in range(len(parts)):
        part, most = parts[at], every[parts[at]]
        letters, length = words.letters[part], int(words.lengths[part])
        for first in range(length - _SHORTEST + 1):
            for last in range(first + _SHORTEST, min(first + _LONGEST, length) + 1):
                value = hash_on(NO_LETTERS, letters, 0, first)
                value = hash_on(value, letters[first:last][::-1], 0, last - first)
                other = number_of(there, hash_on(value, letters, last, length))
                if other < 0 or other == part or bears[lists[at], other] > 0:
                    continue
                # Of two that are as common, one is read as the other and not both.
                if every[other] > most or (every[other] == most and other < part and found[at] < 0):
                    found[at], most = other, every[other]
    return found
