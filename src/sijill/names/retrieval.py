"""The compiled half of ``Index``: which names have parts near those of a query, the most promising first."""

from typing import Final, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.evidence import STEP
from sijill.names.features import MOST
from sijill.names.small_loops import few_in_order
from sijill.names.uncounted import within
from sijill.names.unowned import unowned

UNMET_COST: Final = int(4 * STEP)
"""Steps off the worth of a name for a part of the query that nothing in it is near to, omissions apart."""
OMITTED_COST: Final = int(0.5 * STEP)
"""Steps off for a part more or less."""


class Postings(NamedTuple):
    """Names by their words: n names over p words."""

    parts: NDArray[np.int32]
    """[n, 6 or more] words of each name, -1 for none."""
    counts: NDArray[np.int8]
    """[n] words of each name; 0 for one that is never found."""
    starts: NDArray[np.int64]
    """[p + 1] where the names of each word begin in ``names``."""
    names: NDArray[np.int32]
    """Positions of names, those of a word in order."""


class Scratch(NamedTuple):
    """Working space, all zeros between calls."""

    gains: NDArray[np.uint8]
    """[p, 12] what each word is worth for each part of a query."""
    seen: NDArray[np.uint8]
    """[n] whether a name was met."""
    found: NDArray[np.int32]
    """[n] the names that were met; not zeros."""
    worths: NDArray[np.int16]
    """[n] what they are worth; not zeros."""


def postings(parts: NDArray[np.int32], counts: NDArray[np.int8], words: int) -> Postings:
    """Return the names by their words; ``parts`` and ``counts`` are kept as they are."""
    starts = np.zeros(words + 1, dtype=np.int64)
    np.cumsum(np.bincount(parts[parts >= 0], minlength=words), out=starts[1:])
    names = np.empty(starts[-1], dtype=np.int32)
    _write_names(parts, counts, starts[:-1].copy(), names)
    return Postings(parts=parts, counts=counts, starts=starts, names=names)


@njit(cache=True, nogil=True)
def _write_names(
    parts: NDArray[np.int32], counts: NDArray[np.int8], nexts: NDArray[np.int64], names: NDArray[np.int32]
) -> None:
    for name in range(counts.size):
        for part in range(counts[name]):
            word = parts[name, part]
            names[nexts[word]] = name
            nexts[word] += 1


def scratch_for(index: Postings) -> Scratch:
    """Return working space for ``candidates``."""
    n, p = len(index.counts), len(index.starts) - 1
    return Scratch(
        gains=np.zeros((p, MOST), dtype=np.uint8),
        seen=np.zeros(n, dtype=np.uint8),
        found=np.empty(n, dtype=np.int32),
        worths=np.empty(n, dtype=np.int16),
    )


@within
def _sum_gains(parts: NDArray[np.int32], m: int, n: int, gains: NDArray[np.uint8]) -> tuple[int, int]:
    """Return the sum of what n query parts gain, each from a word of its own among m, and how many gain."""
    total, met, used = 0, 0, 0
    for a in range(n):
        best, at = 0, 0
        for b in range(m):
            gain = gains[parts[b], a]
            if gain > best and not used >> b & 1:
                best, at = gain, b
        if best > 0:
            total += best
            met += 1
            used |= 1 << at
    return total, met


@within
def _limit(histogram: NDArray[np.int32], highest: int, most: int) -> int:
    """Return the worth of the ``most``-th best, 0 for fewer."""
    total = 0
    for worth in range(highest, 0, -1):
        total += histogram[worth]
        if total >= most:
            return worth
    return 0


@within
def _enter(
    words: NDArray[np.int32],
    gains: NDArray[np.int16],
    starts: NDArray[np.int64],
    begins: NDArray[np.int64],
    table: NDArray[np.uint8],
) -> tuple[NDArray[np.int64], int]:
    """Write gains into ``table``; return how many names each query part has to read, and the most they can gain."""
    lengths = np.zeros(starts.size - 1, dtype=np.int64)
    most = 0
    for a in range(starts.size - 1):
        for place in range(starts[a], starts[a + 1]):
            table[words[place], a] = max(table[words[place], a], gains[place])
            lengths[a] += begins[words[place] + 1] - begins[words[place]]
        if starts[a + 1] > starts[a]:
            most += gains[starts[a]]
    return lengths, most


def candidates(
    words: NDArray[np.int32],
    gains: NDArray[np.int16],
    starts: NDArray[np.int64],
    index: Postings,
    scratch: Scratch,
    most: int,
) -> NDArray[np.int32]:
    """Return the positions of the ``most`` names of most worth, in no order; equal ones by position.

    ``words`` and ``gains`` are the words near each query part, the best first; those of part a begin at
    ``starts[a]``. Names that no list has yet named are worth no more than what the lists can still give:
    once half of ``most`` names gain more, reading ends. Short lists are read first.
    """
    above, equal = _candidates(words, gains, starts, index, scratch, most)
    wanted = most - above.size
    # In numpy: what numba makes of it takes seconds to compile.
    return np.concatenate([above, np.partition(equal, wanted)[:wanted] if wanted < equal.size else equal])


@njit(cache=True, nogil=True)
def _candidates(
    words: NDArray[np.int32],
    gains: NDArray[np.int16],
    starts: NDArray[np.int64],
    index: Postings,
    scratch: Scratch,
    most: int,
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the names that are worth more than the ``most``-th best, and those that are worth as much."""
    index, scratch = unowned(index), unowned(scratch)
    parts, counts, begins, names = index.parts, index.counts, index.starts, index.names
    table, seen, found, worths = scratch.gains, scratch.seen, scratch.found, scratch.worths
    n = starts.size - 1
    lengths, still = _enter(words, gains, starts, begins, table)
    histogram = np.zeros(still + 1, dtype=np.int32)
    worth_of = np.zeros(still + 1, dtype=np.int32)
    highest, count, enough = still, 0, (most + 1) // 2
    for a in few_in_order(lengths):
        if starts[a + 1] == starts[a]:
            continue
        still -= gains[starts[a]]
        for place in range(starts[a], starts[a + 1]):
            if count >= enough and _limit(histogram, highest, enough) > still + gains[place]:
                break
            for at in range(begins[words[place]], begins[words[place] + 1]):
                name = names[at]
                if seen[name] == 0 and counts[name] > 0:
                    seen[name] = 1
                    m = counts[name]
                    total, met = _sum_gains(parts[name], m, n, table)
                    histogram[total] += 1
                    worth = max(1, total - UNMET_COST * (min(n, m) - met) - OMITTED_COST * abs(n - m))
                    worth_of[worth] += 1
                    found[count] = name
                    worths[count] = worth
                    count += 1
    for place in range(words.size):
        table[words[place]] = 0
    return _best(found[:count], worths[:count], seen, _limit(worth_of, highest, most))


@within
def _best(
    found: NDArray[np.int32], worths: NDArray[np.int16], seen: NDArray[np.uint8], limit: int
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the names above a worth and those of it, and take back that all were seen."""
    above, equal = np.empty(found.size, dtype=np.int32), np.empty(found.size, dtype=np.int32)
    count, ties = 0, 0
    for place in range(found.size):
        seen[found[place]] = 0
        if worths[place] > limit:
            above[count] = found[place]
            count += 1
        elif worths[place] == limit:
            equal[ties] = found[place]
            ties += 1
    return above[:count], equal[:ties]
