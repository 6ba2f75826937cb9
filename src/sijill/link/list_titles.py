"""Words that one list puts before its names and the others do not: U, Daw, and whatever title no lexicon has.

Such a word is told from a given name by the names behind it, which other lists have whole without it.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.list_orders import Names

_OFTEN: Final = 0.15
"""Share of the names of a list that begin with the word, at least."""
_FEWEST: Final = 5
_RARER: Final = 10
"""How many times rarer it is before the names of other lists."""
_SHARED: Final = 3
"""Different names behind it that others have whole, at least; and more of them than there are with the word."""
_PRIME: Final = np.uint64(1099511628211)


def drop_titles(names: Names) -> None:
    """Leave such words out of the names of their lists, in place."""
    several = names.parts >= 2
    lists = names.lists
    if lists < 2:
        return
    sizes = np.bincount(names.list_code, minlength=lists)
    first = names.part[:, 0]
    for code in range(lists):
        is_here = names.list_code == code
        word, met = np.unique(first[is_here & several], return_counts=True)
        word = word[(met >= _FEWEST) & (met >= _OFTEN * sizes[code])]
        for each in word.tolist():
            begins = (first == each) & several
            here, elsewhere = begins & is_here, begins & ~is_here
            share = np.count_nonzero(here) / sizes[code]
            if np.count_nonzero(elsewhere) * _RARER > share * (sizes.sum() - sizes[code]):
                continue
            if _stand_alone(names, here, ~is_here):
                names.part[here] = np.c_[names.part[here, 1:], np.full(np.count_nonzero(here), -1, np.int32)]
                names.parts[here] -= 1


def _stand_alone(names: Names, here: NDArray[np.bool_], others: NDArray[np.bool_]) -> bool:
    """Return whether others have the names behind the word."""
    whole = _hashes(names.part[others])
    behind = np.c_[names.part[here, 1:], np.full(np.count_nonzero(here), -1, np.int32)]
    alone, with_word = (len(np.intersect1d(_hashes(part), whole)) for part in (behind, names.part[here]))
    return alone >= _SHARED and alone > with_word


def _hashes(part: NDArray[np.int32]) -> NDArray[np.uint64]:
    """Return a number for each name, equal for equal ones."""
    found = np.zeros(len(part), np.uint64)
    for slot in range(part.shape[1]):
        found = (found ^ part[:, slot].astype(np.uint64)) * _PRIME
    return found
