"""How far two parts are from each other: a weighted edit distance over one-byte letters, compiled.

What they work in is handed to them, since they make no array of their own (see ``uncounted``).
"""

import numpy as np
from numpy.typing import NDArray

from sijill.names.costs import cost_tables
from sijill.names.letters import (
    ALEF,
    FIRST_ALEF,
    FIRST_LATIN,
    LAM,
    LATIN_A,
    LATIN_E,
    LATIN_H,
    LATIN_L,
    LENGTH,
)
from sijill.names.parts import NameColumns
from sijill.names.uncounted import uncounted, uncounted_within

ARTICLE_COST: float = 0.15
"""Of an article that one side may have: al, el, ال at the beginning."""
SWAP_COST: float = 0.2
"""Of alef and lam in the other order, the damage of PDF extraction (سلام, سالم)."""


@uncounted_within
def _article_cost(word: NDArray[np.uint8], length: int | np.int64, without: np.float32) -> np.float32:
    """Return what leaving out the first two letters costs: little where they may be an article."""
    arabic = word[0] == FIRST_ALEF and word[1] == LAM
    latin = (word[0] == LATIN_A or word[0] == LATIN_E) and word[1] == LATIN_L
    if length >= 5 and (arabic or latin):
        return min(without, np.float32(ARTICLE_COST))
    return without


@uncounted_within
def _split_cost(
    word: NDArray[np.uint8], last: int, digraph: int, costs: NDArray[np.float32], gaps: NDArray[np.float32]
) -> np.float32:
    """Return the cost of reading a digraph as two letters, as th in Fathi is ت and ح."""
    begins = int(gaps[2, digraph])
    if begins == 0 or last < 1:
        return np.float32(9.0)
    return np.float32(costs[word[last - 1], begins] + costs[word[last], LATIN_H])


@uncounted_within
def _is_swapped(x: int, y: int, before_x: int, before_y: int) -> bool:
    """Return whether alef and lam stand in the other order."""
    crossed = before_x == y and before_y == x
    return crossed and ((x == ALEF and y == LAM) or (x == LAM and y == ALEF))


def room_for_words() -> NDArray[np.float32]:
    """Return room for ``word_distance`` to work in, of one thread."""
    return np.empty((LENGTH + 1, LENGTH + 1), dtype=np.float32)


@uncounted_within
def word_distance(
    one: NDArray[np.uint8],
    n: int | np.int64,
    other: NDArray[np.uint8],
    m: int | np.int64,
    tables: tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]],
    most: float,
) -> np.float32:
    """Return the distance of the first n letters of one and the first m of other, as ``part_distance``.

    The third of ``tables`` is room to work in, ``room_for_words()``.
    """
    if n == 0 or m == 0:
        return np.float32(1.0)
    costs, gaps, table = tables
    across = (one[0] < FIRST_LATIN) != (other[0] < FIRST_LATIN)
    gap = gaps[1] if across else gaps[0]
    table[0, 0] = 0
    for a in range(1, n + 1):
        table[a, 0] = table[a - 1, 0] + gap[one[a - 1]]
    for b in range(1, m + 1):
        table[0, b] = table[0, b - 1] + gap[other[b - 1]]
    table[2, 0] = _article_cost(one, n, table[2, 0])
    table[0, 2] = _article_cost(other, m, table[0, 2])
    limit, before = most * max(n, m), 0.0
    for a in range(1, n + 1):
        x = one[a - 1]
        least = table[a, 0]
        for b in range(1, m + 1):
            y = other[b - 1]
            best = min(table[a - 1, b - 1] + costs[x, y], table[a - 1, b] + gap[x], table[a, b - 1] + gap[y])
            if across and a > 1:
                best = min(best, table[a - 2, b - 1] + _split_cost(one, a - 1, y, costs, gaps))
            if across and b > 1:
                best = min(best, table[a - 1, b - 2] + _split_cost(other, b - 1, x, costs, gaps))
            if a > 1 and b > 1 and _is_swapped(x, y, one[a - 2], other[b - 2]):
                best = min(best, table[a - 2, b - 2] + np.float32(SWAP_COST))
            table[a, b] = best
            least = min(least, best)
        if least > limit and before > limit:
            return np.float32(1.0)  # no step goes back further than two rows
        before = least
    return np.float32(min(np.float32(1.0), table[n, m] / np.float32(max(n, m))))


@uncounted_within
def part_distance(
    letters: NDArray[np.uint8],
    lengths: NDArray[np.uint8],
    i: int,
    j: int,
    tables: tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]],
    most: float,
) -> np.float32:
    """Return the distance of parts i and j: edit cost over the longer length, 0 to 1.

    1 when either has no letter, and at times where it is more than ``most``, which is found out sooner. Symmetric.
    ``tables`` are those of ``cost_tables()`` and room as for ``word_distance``.
    """
    n, m = np.int64(lengths[i]), np.int64(lengths[j])
    return word_distance(letters[i], n, letters[j], m, tables, most)


@uncounted
def _distances(
    letters: NDArray[np.uint8],
    lengths: NDArray[np.uint8],
    pairs: NDArray[np.int32],
    tables: tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]],
    out: NDArray[np.float32],
) -> None:
    for row in range(pairs.shape[0]):
        out[row] = part_distance(letters, lengths, pairs[row, 0], pairs[row, 1], tables, 1.0)


def part_distances(
    columns: NameColumns, left: NDArray[np.int32], right: NDArray[np.int32]
) -> NDArray[np.float32]:
    """Return the distances of parts ``left[k]`` and ``right[k]`` (rows of the part table), float32 [m]."""
    pairs = np.ascontiguousarray(np.stack([left, right], axis=1), dtype=np.int32)
    out = np.empty(len(pairs), dtype=np.float32)
    _distances(columns.letters, columns.lengths, pairs, (*cost_tables(), room_for_words()), out)
    return out
