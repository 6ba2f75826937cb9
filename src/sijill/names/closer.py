"""A closer look at names that look-ups let pass: whether the evidence of their parts may reach a floor.

Where one name has more parts, they are assigned as the comparison does it: what evidence there is, and whether any neighbours
may be read as one, is then known. With equally many parts it is not settled here which name is the first, and the best
evidence of either name's parts is asked.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.assignment import assign
from sijill.names.beside import Side, only_last_may_differ
from sijill.names.bounds import highest_logit
from sijill.names.emission import SCRATCH_SHAPE
from sijill.names.evidence import HIGHEST
from sijill.names.features import EVIDENCE, MOST
from sijill.names.handed import Plain
from sijill.names.joined import is_firm, may_join
from sijill.names.lined_up import kind_of
from sijill.names.model import Model
from sijill.names.neighbours import Pair, Space, may_be_read_as_one, may_reach_as_one, write_assigned
from sijill.names.reached import Known, Query, clear_codes, is_equal, may_pass
from sijill.names.unbound import add_sharing
from sijill.names.uncounted import uncounted_within, within
from sijill.names.unowned import unowned
from sijill.names.word import ARABIC, FLAGS_AT, GENERIC_FLAG, SCRIPT_AT, UNSAID_FLAGS, WIDTH

_TOP: Final = int(HIGHEST)


@njit(cache=True, nogil=True)
def may_reach(
    asked: Plain,
    among: Plain,
    bounded: tuple[Plain, NDArray[np.float64]],
    evidence: tuple[NDArray[np.uint8], NDArray[np.uint8]],
    names: NDArray[np.int32],
) -> int:
    """Write into ``names`` those that may reach the floor, each once, in no order; return how many.

    ``asked`` is a ``Query``, ``among`` a ``Known`` as ``plain`` leaves it, ``bounded`` the model so and ``limits_of`` its shapes. ``evidence`` [rows, words] + 1 is that of the words of queries with
    those of the names, and what it is at the most without أبو, all worked out.
    """
    query, known, bounds = Query(*asked), _named(among), (Model(*bounded[0]), bounded[1])
    grid = np.empty((MOST, MOST), dtype=np.uint8)
    count, touched = may_pass(query, known, evidence[1], names)
    space = Space(
        found=np.empty((3, MOST), dtype=np.int16),
        free=np.empty(MOST, dtype=np.int16),
        most=np.empty((2, MOST), dtype=np.int16),
        word=np.empty((1, WIDTH), dtype=np.int16),
        scratch=np.empty(SCRATCH_SHAPE, dtype=np.float64),
    )
    count = _look(query, known, bounds, (*evidence, grid), (names[:count], space))
    is_unbound = query.heads[query.rows[0], FLAGS_AT] & UNSAID_FLAGS != 0
    if is_unbound or known.unbound.size:
        some = np.arange(known.side.counts.size, dtype=np.int32) if is_unbound else known.unbound
        count = add_sharing(some, known.side, known.codes, known.seen, names, count)
    clear_codes(known, touched)
    return count


@within
def _named(among: Plain) -> Known:
    """Return what ``plain`` made of a ``Known``."""
    side, rows, starts, sizes, generic, codes, own, touched, unbound, seen = among
    return Known(Side(*side), rows, starts, sizes, generic, codes, own, touched, unbound, seen)


@uncounted_within
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


@uncounted_within
def _look(
    query: Query,
    known: Known,
    bounds: tuple[Model, NDArray[np.float64]],
    evidence: tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint8]],
    given: tuple[NDArray[np.int32], Space],
) -> int:
    """Write those of the names, as ``may_pass`` left them, first that may reach the floor; return how many."""
    query, known, bounds = unowned(query), unowned(known), unowned(bounds)
    (kept, highest, grid), (names, space) = unowned(evidence), unowned(given)
    parts, counts, heads, rows = known.side.parts, known.side.counts, known.side.heads, query.rows
    own, theirs, n, count = query.words, known.side.words, rows.size, 0
    for place in range(names.size):
        only_as_one = names[place] < 0
        name = ~names[place] if only_as_one else names[place]
        words = parts[name, : counts[name]]
        _write_grid(query, words, kept, grid)
        said = (grid, int(highest[rows[n - 1], words[words.size - 1]]) - 1)
        goal = (kind_of(query.is_arabic, heads[words[0], SCRIPT_AT] == ARABIC), query.floor)
        if words.size == n:
            reaches = _may_reach_by_best(query, (words, heads), bounds[1], goal, said, space.most)
        elif words.size > n:
            pair = Pair(rows, query.heads, words, heads)
            reaches = _may_reach_assigned(pair, (own, theirs), bounds, goal, (*said, only_as_one), space)
        else:
            pair = Pair(words, heads, rows, query.heads)
            reaches = _may_reach_assigned(pair, (theirs, own), bounds, goal, (*said, only_as_one), space)
        if reaches:
            names[count] = name
            count += 1
    return count


@uncounted_within
def _may_reach_by_best(
    query: Query,
    name: tuple[NDArray[np.int32], NDArray[np.int16]],
    limits: NDArray[np.float64],
    goal: tuple[int, float],
    said: tuple[NDArray[np.uint8], int],
    most: NDArray[np.int16],
) -> bool:
    """Return whether a name of as many parts may reach the floor by the best evidence of each part.

    ``name`` is its words and all heads, ``goal`` the kind of the pair and the floor, ``said`` the evidence of all parts and
    that of the last ones without أبو.
    """
    (words, heads), (grid, bare), n = name, said, query.rows.size
    _raise_generic(query, words, heads, grid)
    grid[n - 1, n - 1] = max(grid[n - 1, n - 1], bare)
    most[:] = 0
    for a in range(n):
        for b in range(n):
            most[0, a] = max(most[0, a], grid[a, b])
            most[1, b] = max(most[1, b], grid[a, b])
    return highest_logit(limits, goal[0], most, n, n) >= goal[1] or is_equal(words, query.equal)


@uncounted_within
def _raise_generic(
    query: Query, words: NDArray[np.int32], heads: NDArray[np.int16], grid: NDArray[np.uint8]
) -> None:
    """Give generic words the most evidence with each other: they are left out of sums, see ``sijill.names.bounds``."""
    for a in range(words.size):
        if query.heads[query.rows[a], FLAGS_AT] & GENERIC_FLAG:
            for b in range(words.size):
                if heads[words[b], FLAGS_AT] & GENERIC_FLAG:
                    grid[a, b] = _TOP


@uncounted_within
def _may_reach_assigned(
    pair: Pair,
    words: tuple[NDArray[np.int16], NDArray[np.int16]],
    bounds: tuple[Model, NDArray[np.float64]],
    goal: tuple[int, float],
    said: tuple[NDArray[np.uint8], int, bool],
    space: Space,
) -> bool:
    """Return whether names of which the second has more parts may reach the floor as parts are assigned.

    ``words`` are those of either, ``said`` as for ``_may_reach_by_best``, and whether they may only where neighbours are read as one.
    """
    grid, bare, only_as_one = said
    _assign(pair, (grid, bare), space.found)
    if not only_as_one and _may_reach_as_parts(pair, bounds[1], goal, space):
        return True
    if not may_join(pair.short.size, pair.long.size, space.found):
        return False
    return is_firm(pair.long, pair.long_heads) or (
        may_be_read_as_one(pair, bounds[1], goal, space)
        and may_reach_as_one(pair, words, bounds, goal, space)
    )


@uncounted_within
def _assign(pair: Pair, grid: tuple[NDArray[np.uint8], int], found: NDArray[np.int16]) -> None:
    """Write how parts are assigned; ``grid`` is their evidence, and that of the last ones without أبو."""
    n = pair.short.size
    assign(grid[0], n, pair.long.size, found)
    if only_last_may_differ(found, pair.short, pair.long):
        found[EVIDENCE, n - 1] = max(found[EVIDENCE, n - 1], grid[1])


@uncounted_within
def _may_reach_as_parts(
    pair: Pair, limits: NDArray[np.float64], goal: tuple[int, float], space: Space
) -> bool:
    """Return whether such names may reach the floor as assigned, no neighbours read as one."""
    most, (kind, floor) = space.most, goal
    write_assigned(pair, space.found, most[0])
    most[1] = _TOP
    return bool(highest_logit(limits, kind, most, pair.short.size, pair.long.size) >= floor)
