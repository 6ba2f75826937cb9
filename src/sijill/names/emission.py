"""How likely one spelling gives rise to another, compiled: the sum over all ways to cut the target into units.

Each source letter, in its context, emits a unit of 0 to 3 target letters; ``train/emission.py`` learns the
tables. Called with arrays only.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.alphabet import LONGEST

SCRATCH_SHAPE: Final = (2, LONGEST + 1)


@njit(cache=True, nogil=True)
def emission(
    rows: NDArray[np.int16],
    ends: NDArray[np.int16],
    longest: int,
    table: NDArray[np.float32],
    scratch: NDArray[np.float64],
    least: float,
) -> float:
    """Return P(target letters | source letters), or 0 where it is below ``least``.

    ``rows`` [n] are the source letters' rows of ``table``; ``ends[3 * j + k]`` is the unit of k + 1 letters that
    ends at target letter j, -1 for none, and ``longest`` the letters of the longest unit in use.
    ``scratch`` is float64 ``SCRATCH_SHAPE``, overwritten.
    """
    n, m = rows.size, ends.size // 3
    if m > longest * n:
        return 0.0
    # Places are handed on as unsigned: of a signed one it would be asked each time whether it counts from the end.
    here, there = np.uint64(0), np.uint64(1)
    scratch[0, 0] = 1.0
    for i in range(n):
        emits = table[np.uint64(rows[i])]
        reached, low = longest * i, max(0, m - longest * (n - i - 1))
        nothing, whole = emits[0], 0.0
        for j in range(low, min(m, longest * (i + 1)) + 1):
            total = scratch[here, np.uint64(j)] * nothing if j <= reached else 0.0
            for k in range(min(j, longest)):
                unit = ends[np.uint64(3 * j - 3 + k)]
                if unit >= 0 and j - k - 1 <= reached:
                    total += scratch[here, np.uint64(j - k - 1)] * emits[np.uint64(unit)]
            scratch[there, np.uint64(j)] = total
            whole += total
        if whole < least:  # what is still to come can only make it smaller
            return 0.0
        here, there = there, here
    return float(scratch[here, np.uint64(m)])
