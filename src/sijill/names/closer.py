"""A closer look at names that look-ups let pass: whether the evidence of their parts may reach a floor.

Where one name has more parts, its parts are assigned as the comparison does it: what evidence there is, and
whether any neighbours may be read as one, is then known. With equally many parts the best evidence of either
name's parts has to do, for it is not settled here which name is the first.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.assignment import assign
from sijill.names.beside import Side, only_last_may_differ
from sijill.names.bounds import highest_joined, highest_logit
from sijill.names.compare import kind_of
from sijill.names.evidence import HIGHEST
from sijill.names.features import CHOSEN, EVIDENCE, MOST, POOR
from sijill.names.joined import is_firm, may_be_joined, may_join
from sijill.names.reached import Known, Query, is_equal, may_pass
from sijill.names.unowned import unowned
from sijill.names.word import ARABIC, FLAGS_AT, GENERIC_FLAG, SCRIPT_AT

_TOP: Final = int(HIGHEST)


@njit(cache=True, nogil=True)
def _write_best(grid: NDArray[np.uint8], n: int, most: NDArray[np.int16]) -> None:
    """Write the best evidence of each part of either of two names of ``n`` parts into ``most`` [2, 6]."""
    most[:] = 0
    for a in range(n):
        for b in range(n):
            most[0, a] = max(most[0, a], grid[a, b])
            most[1, b] = max(most[1, b], grid[a, b])


@njit(cache=True, nogil=True)
def _has_joinable(
    short: NDArray[np.int32],
    short_heads: NDArray[np.int16],
    long: NDArray[np.int32],
    long_heads: NDArray[np.int16],
    found: NDArray[np.int16],
) -> bool:
    """Return whether two neighbours of the longer name that are free may have evidence with a poorly met part."""
    used = 0
    for a in range(short.size):
        used |= 1 << found[CHOSEN, a]
    for a in range(short.size):
        if found[EVIDENCE, a] >= POOR:
            continue
        others = used & ~(1 << found[CHOSEN, a])
        for b in range(long.size - 1):
            if others >> b & 3 == 0 and may_be_joined(
                short_heads[short[a]], long_heads[long[b]], long_heads[long[b + 1]]
            ):
                return True
    return False


@njit(cache=True, nogil=True)
def _may_reach_assigned(
    short: NDArray[np.int32],
    short_heads: NDArray[np.int16],
    long: NDArray[np.int32],
    long_heads: NDArray[np.int16],
    bounds: tuple[
        NDArray[np.float64], int, float, NDArray[np.uint8], int, NDArray[np.int16], NDArray[np.int16]
    ],
) -> bool:
    """Return whether names of which the second has more parts may reach the floor."""
    limits, kind, floor, grid, bare, found, most = bounds
    n, m = short.size, long.size
    assign(grid, n, m, found)
    if only_last_may_differ(found, short, long):
        found[EVIDENCE, n - 1] = max(found[EVIDENCE, n - 1], bare)
    most[1] = _TOP
    for a in range(n):
        met = long_heads[long[found[CHOSEN, a]], FLAGS_AT]
        left_out = short_heads[short[a], FLAGS_AT] & met & GENERIC_FLAG
        most[0, a] = _TOP if left_out else found[EVIDENCE, a]
    if highest_logit(limits, kind, most, n, m) >= floor:
        return True
    return (
        may_join(n, m, found)
        and highest_joined(limits, kind, most, n, m) >= floor
        and (is_firm(long, long_heads) or _has_joinable(short, short_heads, long, long_heads, found))
    )


@njit(cache=True, nogil=True)
def may_reach(
    query: Query,
    one: Side,
    known: Known,
    limits: NDArray[np.float64],
    evidence: tuple[NDArray[np.uint8], NDArray[np.uint8]],
    names: NDArray[np.int32],
) -> int:
    """Write into ``names`` those that may reach the floor, each once, in no order; return how many.

    ``one`` is the query as a side. ``evidence`` [rows, words] + 1 is that of the words of queries with those of the
    names, and what it is at the most without أبو, all worked out.
    """
    space = (
        np.empty((MOST, MOST), dtype=np.uint8),
        np.empty((3, MOST), dtype=np.int16),
        np.empty((2, MOST), dtype=np.int16),
    )
    return _look(query, (one, known, limits), evidence, names, space)


@njit(cache=True, nogil=True)
def _look(
    query: Query,
    given: tuple[Side, Known, NDArray[np.float64]],
    evidence: tuple[NDArray[np.uint8], NDArray[np.uint8]],
    names: NDArray[np.int32],
    space: tuple[NDArray[np.uint8], NDArray[np.int16], NDArray[np.int16]],
) -> int:
    """Do what ``may_reach`` does in working space that it holds."""
    query, (one, known, limits) = unowned(query), unowned(given)
    evidence, names, (grid, found, most) = unowned(evidence), unowned(names), unowned(space)
    parts, counts, heads, rows = known.side.parts, known.side.counts, known.side.heads, query.rows
    own_heads = one.heads
    is_generic, equal, floor, (kept, highest) = query.generic, query.equal, query.floor, evidence
    passing, count, n = may_pass(query, known, highest, names), 0, rows.size
    for place in range(passing):
        name = names[place]
        m = counts[name]
        words = parts[name, :m]
        for b in range(m):
            word = words[b]
            for a in range(n):
                value = kept[rows[a], word] - 1
                if m == n and is_generic[a] and heads[word, FLAGS_AT] & GENERIC_FLAG:
                    value = _TOP
                if n > m:
                    grid[b, a] = value
                else:
                    grid[a, b] = value
        bare = highest[rows[n - 1], words[m - 1]] - 1
        kind = kind_of(query.is_arabic, heads[words[0], SCRIPT_AT] == ARABIC)
        if m == n:
            grid[n - 1, n - 1] = max(grid[n - 1, n - 1], bare)
            _write_best(grid, n, most)
            reaches = highest_logit(limits, kind, most, n, m) >= floor or is_equal(words, equal)
        elif n < m:
            reaches = _may_reach_assigned(
                rows, own_heads, words, heads, (limits, kind, floor, grid, bare, found, most)
            )
        else:
            reaches = _may_reach_assigned(
                words, heads, rows, own_heads, (limits, kind, floor, grid, bare, found, most)
            )
        if reaches:
            names[count] = name
            count += 1
    return count
