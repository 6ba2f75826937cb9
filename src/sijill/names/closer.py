"""A closer look at names that look-ups let pass: whether the evidence of their parts may reach a floor.

First the best evidence of either name's parts is asked. Where one name has more parts and that lets it pass, its parts are
assigned as the comparison does it: what evidence there is, and whether any neighbours may be read as one, is then known.
With equally many parts it is not settled here which name is the first.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.assignment import assign
from sijill.names.beside import only_last_may_differ
from sijill.names.bounds import highest_joined, highest_logit
from sijill.names.compare import kind_of
from sijill.names.emission import SCRATCH_SHAPE
from sijill.names.evidence import HIGHEST
from sijill.names.features import EVIDENCE, MOST
from sijill.names.joined import is_firm, may_join
from sijill.names.model import Model
from sijill.names.neighbours import Pair, Space, may_be_read_as_one, may_reach_as_one, write_assigned
from sijill.names.reached import Known, Query, clear_codes, is_equal, may_pass
from sijill.names.unbound import add_sharing
from sijill.names.uncounted import uncounted
from sijill.names.unowned import unowned
from sijill.names.word import ARABIC, FLAGS_AT, GENERIC_FLAG, SCRIPT_AT, UNSAID_FLAGS, WIDTH

_TOP: Final = int(HIGHEST)


@njit(cache=True, nogil=True)
def may_reach(
    query: Query,
    known: Known,
    bounds: tuple[Model, NDArray[np.float64]],
    evidence: tuple[NDArray[np.uint8], NDArray[np.uint8]],
    names: NDArray[np.int32],
) -> int:
    """Write into ``names`` those that may reach the floor, each once, in no order; return how many.

    ``bounds`` are the model and ``limits_of`` its shapes. ``evidence`` [rows, words] + 1 is that of the words of queries with
    those of the names, and what it is at the most without أبو, all worked out.
    """
    grid, most = np.empty((MOST, MOST), dtype=np.uint8), np.empty((2, MOST), dtype=np.int16)
    count, touched = may_pass(query, known, evidence[1], names)
    count = _by_best(query, known, (bounds[1], grid, most), evidence, names[:count])
    space = Space(
        found=np.empty((3, MOST), dtype=np.int16),
        free=np.empty(MOST, dtype=np.int16),
        most=most,
        word=np.empty((1, WIDTH), dtype=np.int16),
        scratch=np.empty(SCRATCH_SHAPE, dtype=np.float64),
    )
    count = _by_assignment(query, known, bounds, (*evidence, grid), (names[:count], space))
    is_unbound = query.heads[query.rows[0], FLAGS_AT] & UNSAID_FLAGS != 0
    if is_unbound or known.unbound.size:
        some = np.arange(known.side.counts.size, dtype=np.int32) if is_unbound else known.unbound
        count = add_sharing(some, known.side, known.codes, known.seen, names, count)
    clear_codes(known, touched)
    return count


@uncounted
def _write_grid(
    query: Query, words: NDArray[np.int32], kept: NDArray[np.uint8], grid: NDArray[np.uint8]
) -> None:
    """Write the evidence of the parts of the query with ``words``, those of the name with fewer parts first."""
    rows, n, m = query.rows, query.rows.size, words.size
    for b in range(m):
        word = words[b]
        for a in range(n):
            value = kept[rows[a], word] - 1
            if n > m:
                grid[b, a] = value
            else:
                grid[a, b] = value


@uncounted
def _write_best(grid: NDArray[np.uint8], n: int, m: int, most: NDArray[np.int16]) -> None:
    """Write the best evidence of each part of either of two names of ``n`` and ``m`` parts into ``most`` [2, 6]."""
    most[:] = 0
    for a in range(n):
        for b in range(m):
            most[0, a] = max(most[0, a], grid[a, b])
            most[1, b] = max(most[1, b], grid[a, b])


@uncounted
def _by_best(
    query: Query,
    known: Known,
    space: tuple[NDArray[np.float64], NDArray[np.uint8], NDArray[np.int16]],
    evidence: tuple[NDArray[np.uint8], NDArray[np.uint8]],
    names: NDArray[np.int32],
) -> int:
    """Write those of ``names`` first that may reach the floor by the best evidence of each part; return how many.

    Those that may reach it only where neighbours are read as one are written as ``~name``.
    """
    query, known, (limits, grid, most) = unowned(query), unowned(known), unowned(space)
    (kept, highest), names = unowned(evidence), unowned(names)
    parts, counts, heads, rows = known.side.parts, known.side.counts, known.side.heads, query.rows
    count, n = 0, rows.size
    flags = 0
    for row in rows:
        flags |= query.heads[row, FLAGS_AT]
    for place in range(names.size):
        name = names[place]
        m = counts[name]
        words = parts[name, :m]
        _write_grid(query, words, kept, grid)
        fewer, more = min(n, m), max(n, m)
        if flags & GENERIC_FLAG:
            _raise_generic(query, words, heads, grid)
        grid[fewer - 1, more - 1] = max(grid[fewer - 1, more - 1], highest[rows[n - 1], words[m - 1]] - 1)
        _write_best(grid, fewer, more, most)
        kind = kind_of(query.is_arabic, heads[words[0], SCRIPT_AT] == ARABIC)
        reaches = highest_logit(limits, kind, most, fewer, more) >= query.floor or is_equal(
            words, query.equal
        )
        if reaches or highest_joined(limits, kind, most, fewer, more) >= query.floor:
            names[count] = name if reaches else ~name
            count += 1
    return count


@uncounted
def _raise_generic(
    query: Query, words: NDArray[np.int32], heads: NDArray[np.int16], grid: NDArray[np.uint8]
) -> None:
    """Give generic words the most evidence with each other: they are left out of sums, see ``sijill.names.bounds``."""
    n, m = query.rows.size, words.size
    for b in range(m):
        if heads[words[b], FLAGS_AT] & GENERIC_FLAG:
            for a in range(n):
                if query.heads[query.rows[a], FLAGS_AT] & GENERIC_FLAG:
                    grid[b if n > m else a, a if n > m else b] = _TOP


@uncounted
def _by_assignment(
    query: Query,
    known: Known,
    bounds: tuple[Model, NDArray[np.float64]],
    evidence: tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint8]],
    given: tuple[NDArray[np.int32], Space],
) -> int:
    """Write those of the names, as ``_by_best`` left them, first that may reach the floor as parts are assigned; return how many."""
    query, known, (model, limits) = unowned(query), unowned(known), unowned(bounds)
    (kept, highest, grid), (names, space) = unowned(evidence), unowned(given)
    parts, counts, rows, heads = known.side.parts, known.side.counts, query.rows, known.side.heads
    own, theirs, count, n = query.words, known.side.words, 0, rows.size
    for place in range(names.size):
        only_as_one = names[place] < 0
        name = ~names[place] if only_as_one else names[place]
        m = counts[name]
        reaches = m == n
        if not reaches:
            words = parts[name, :m]
            _write_grid(query, words, kept, grid)
            bare = highest[rows[n - 1], words[m - 1]] - 1
            goal = (kind_of(query.is_arabic, heads[words[0], SCRIPT_AT] == ARABIC), query.floor)
            pair = Pair(rows, query.heads, words, heads) if n < m else Pair(words, heads, rows, query.heads)
            _assign(pair, (grid, bare), space.found)
            reaches = not only_as_one and _may_reach_assigned(pair, limits, goal, space)
            if not reaches and may_join(min(n, m), max(n, m), space.found):
                both = (own, theirs) if n < m else (theirs, own)
                reaches = is_firm(pair.long, pair.long_heads) or (
                    may_be_read_as_one(pair, limits, goal, space)
                    and may_reach_as_one(pair, both, (model, limits), goal, space)
                )
        if reaches:
            names[count] = name
            count += 1
    return count


@uncounted
def _assign(pair: Pair, grid: tuple[NDArray[np.uint8], int], found: NDArray[np.int16]) -> None:
    """Write how parts are assigned; ``grid`` is their evidence, and that of the last ones without أبو."""
    n = pair.short.size
    assign(grid[0], n, pair.long.size, found)
    if only_last_may_differ(found, pair.short, pair.long):
        found[EVIDENCE, n - 1] = max(found[EVIDENCE, n - 1], grid[1])


@uncounted
def _may_reach_assigned(
    pair: Pair, limits: NDArray[np.float64], goal: tuple[int, float], space: Space
) -> bool:
    """Return whether names of which the second has more parts may reach the floor as assigned, no neighbours read as one."""
    most, (kind, floor) = space.most, goal
    write_assigned(pair, space.found, most[0])
    most[1] = _TOP
    return bool(highest_logit(limits, kind, most, pair.short.size, pair.long.size) >= floor)
