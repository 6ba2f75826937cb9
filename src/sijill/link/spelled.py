"""Names as one number each: a hash of their letters, whatever blanks were put in or lost."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.threads import in_threads
from sijill.names.uncounted import uncounted

_ROWS: Final = 1 << 16
"""Names that one thread reads in one go."""


def spellings(part: NDArray[np.int32], count: NDArray[np.int8], rows: NDArray[np.void]) -> NDArray[np.uint64]:
    """Return for each name FNV-1a over all its letters, so that blanks put in or lost make no difference; 0 for none.

    ``part`` and ``count`` are names by the numbers of their parts, ``rows`` what is known of each part.
    """
    found = np.zeros(len(count), np.uint64)

    def spell(first: int) -> None:
        some = slice(first, first + _ROWS)
        _spell(part[some], count[some], rows, found[some])

    in_threads(spell, range(0, len(count), _ROWS))
    return found


@uncounted
def _spell(
    part: NDArray[np.int32], count: NDArray[np.int8], rows: NDArray[np.void], found: NDArray[np.uint64]
) -> None:
    for row in range(len(count)):
        if count[row] == 0:
            continue
        value = np.uint64(14695981039346656037)
        for slot in range(count[row]):
            one = rows[part[row, slot]]
            for place in range(one.length):
                value = (value ^ np.uint64(one.letters[place])) * np.uint64(1099511628211)
        found[row] = value | np.uint64(1)
