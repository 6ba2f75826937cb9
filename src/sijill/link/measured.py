"""What a blocking rule would cost: the pairs that its keys would make."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.block import HOT
from sijill.names.uncounted import uncounted

_MEASURED_WHOLE: Final = 200_000
"""Keys up to which all are measured."""
_EACH: Final = 16
"""Of more keys one in so many is."""


def measured(keys: NDArray[np.uint64]) -> tuple[int, float]:
    """Return how many pairs share a key, and the share of records in hot blocks, which make no pairs.

    Many keys are measured by some of them, chosen so that blocks stay whole.
    """
    each = _EACH if len(keys) > _MEASURED_WHOLE else 1
    ordered = np.empty(len(keys), np.uint64)
    ordered = ordered[: _one_in(each, keys, ordered)]
    ordered.sort()
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    sizes = np.diff(np.r_[starts, len(ordered)])
    hot = sizes > HOT
    cold = sizes[~hot]
    return each * int((cold * (cold - 1) // 2).sum()), each * float(sizes[hot].sum()) / max(len(keys), 1)


@uncounted
def _one_in(each: int, keys: NDArray[np.uint64], chosen: NDArray[np.uint64]) -> int:
    """Write those ``keys`` that are given and whose number, a part of them, ``each``, a power of two, divides; return how many."""
    others, count = np.uint64(each - 1), 0
    for row in range(len(keys)):
        key = keys[row]
        if key != 0 and key & others == 0:
            chosen[count] = key
            count += 1
    return count
