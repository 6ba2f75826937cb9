"""What a name can score at the most, by the evidence of its parts: why most names need no comparison.

A logit is a sum over features of one value of each feature's shape. Let e(a) be at least the evidence of part
a of the name with fewer parts, whichever part it is assigned to. The least evidence, the second least, the
first and last, the sum for and the sum against are then no more than those of the e(a), and no fewer parts
contradict. The shapes of these features rise (contradictions: fall), so each adds no more than at that level;
the code takes the highest value up to that level (from it), which holds for any shape. All other features
add no more than their highest value. What makes an evidence other than a part with a part:

- Two neighbours of the longer name read as one: at most as many as it has parts more, and only when no more
  than half of the parts, rounded up, are poorly met. The worst parts count as ``HIGHEST``, and so do the first
  and the last, any of which may be the one that is read so: a part with a rival may be poorly met that has a
  good e(a). Where parts are assigned as the comparison does it, it is known which may be read so
  (``sijill.names.neighbours``).
- Words that many organisations have are left out of sums when they go with one another: such a part counts as
  ``HIGHEST``, which no feature can tell from one left out to the harm of the bound.
- With equally many parts either name may be the first: first and last evidence count as the best of all.
- The same words in the same order have the score 1: the caller looks for these.
"""

import functools
from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.evidence import HIGHEST, STEP
from sijill.names.features import (
    CONTRADICTS,
    FEATURES,
    FEWEST_BUT_LAST,
    LEVELS,
    MOST,
    NOTHING,
    ONE_OF_SEVERAL,
    PAIR,
    POOR,
)
from sijill.names.uncounted import within

EDGES: Final = (4, 16, 32, 64, 48)
"""Steps that tell classes of evidence apart, the most useful first: -7.5, -6, -4, 0 and -2 nats. What speaks against a
name decides: most pairs of parts have no step at all."""
_MOST_BITS: Final = 18
ONLY_AS_ONE: Final = 1
AS_PARTS: Final = 2
_TOP: Final = int(HIGHEST)
_SLACK: Final = 1e-4
"""Logits for sums in another order."""

_LEAST: Final = FEATURES.index("least_evidence")
_LEAST_ALONE: Final = FEATURES.index("least_evidence_alone")
_SECOND: Final = FEATURES.index("second_least_evidence")
_FOR: Final = FEATURES.index("evidence_for")
_AGAINST: Final = FEATURES.index("evidence_against")
_FIRST: Final = FEATURES.index("first_evidence")
_LAST: Final = FEATURES.index("last_evidence")
_CONTRADICTIONS: Final = FEATURES.index("contradictions")
_JOINED: Final = FEATURES.index("joined")
_SHAPE: Final = FEATURES.index("shape_of_names")
_BUT_LAST: Final = FEATURES.index("evidence_but_for_last")
_BOUNDED: Final = (
    _LEAST,
    _LEAST_ALONE,
    _SECOND,
    _FOR,
    _AGAINST,
    _FIRST,
    _LAST,
    _CONTRADICTIONS,
    _JOINED,
    _SHAPE,
    _BUT_LAST,
)


def limits_of(shapes: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return what features add at the most, [kinds, features + 1, levels], for ``shapes`` [kinds, features, levels].

    Of features that evidence bounds: at a level or below it, contradictions at a level or above it; of whether
    parts are joined, and of the shape of names, at this level. In the last row, first place: all others together.
    """
    wide = shapes.astype(np.float64)
    limits = np.zeros((wide.shape[0], wide.shape[1] + 1, LEVELS))
    limits[:, :-1] = np.maximum.accumulate(wide, axis=2)
    limits[:, _CONTRADICTIONS] = np.maximum.accumulate(wide[:, _CONTRADICTIONS, ::-1], axis=1)[:, ::-1]
    limits[:, [_JOINED, _SHAPE]] = wide[:, [_JOINED, _SHAPE]]
    limits[:, -1, 0] = np.delete(wide, _BOUNDED, axis=1).max(axis=2).sum(axis=1)
    return limits


@functools.cache
def edges_for(parts: int) -> tuple[int, ...]:
    """Return the edges used for a query of ``parts``: a bit for each edge of each part has to fit in a table."""
    return tuple(sorted(EDGES[: _MOST_BITS // parts]))


@functools.cache
def bits_for(parts: int) -> NDArray[np.uint32]:
    """Return [256] the bits of a part for evidence + 1, one for each edge that it reaches."""
    reached = np.searchsorted(edges_for(parts), np.arange(256) - 1, side="right")
    return ((1 << reached) - 1).astype(np.uint32)


@within
def highest_logit(
    limits: NDArray[np.float64], kind: int, most: NDArray[np.int16], n: int, longer: int
) -> float:
    """Return a bound of the logit of two names of ``n`` and ``longer`` parts, none read as one.

    ``most`` [2, 12] is the highest evidence of the parts of either, that with fewer first. Each of its parts goes
    with another one, so that the least evidence is no more than the least of either, and so on. It is sorted
    before the return, the first row with the less of both.
    """
    first, last = most[0, 0], most[0, n - 1]
    _sort(most, 0, n)
    _sort(most, 1, longer)
    for a in range(n):
        most[0, a] = min(most[0, a], most[1, longer - n + a])
    if longer == n:
        first = last = most[0, n - 1]
    return _bound(limits, kind, most, (n, longer), (False, first, last))


@within
def highest_joined(
    limits: NDArray[np.float64], kind: int, most: NDArray[np.int16], n: int, longer: int
) -> float:
    """Return the bound of the logit where any parts are met by two neighbours read as one, -inf where none can be.

    ``most`` is as ``highest_logit`` left it, and its first row has the worst parts at ``HIGHEST`` after the return.
    """
    poor, half = 0, (n + 1) // 2
    for a in range(n):
        poor += most[0, a] < POOR
    joins = min(longer - n, half)
    if joins <= 0 or poor > half:
        return -np.inf
    for place in range(n):
        most[0, place] = most[0, place + joins] if place + joins < n else _TOP
    return _bound(limits, kind, most, (n, longer), (True, _TOP, _TOP))


@within
def highest_read(
    limits: NDArray[np.float64], kind: int, most: NDArray[np.int16], n: int, longer: int
) -> float:
    """Return the bound of the logit where the first row of ``most`` is the evidence of parts as they are read, some as one.

    It is sorted before the return.
    """
    first, last = most[0, 0], most[0, n - 1]
    _sort(most, 0, n)
    return _bound(limits, kind, most, (n, longer), (True, first, last))


@within
def _sort(values: NDArray[np.int16], row: int, n: int) -> None:
    for place in range(1, n):
        value, at = values[row, place], place
        while at > 0 and values[row, at - 1] > value:
            values[row, at] = values[row, at - 1]
            at -= 1
        values[row, at] = value


@within
def _bound(
    limits: NDArray[np.float64],
    kind: int,
    most: NDArray[np.int16],
    parts: tuple[int, int],
    how: tuple[bool, int, int],
) -> float:
    """Return the bound for the sorted first row of ``most``; ``how`` is whether parts are read as one, first and last evidence."""
    (n, longer), (joined, first, last) = parts, how
    least, second = most[0, 0], 0 if n == 1 else most[0, 1]
    positive, negative, contradictions = 0, 0, 0
    for place in range(n):
        value = most[0, place] - NOTHING
        positive += max(0, value)
        negative += min(0, value)
        contradictions += most[0, place] < CONTRADICTS
    alone = longer == 1 or (n == 1 and longer == PAIR and joined)
    total = limits[kind, limits.shape[1] - 1, 0] + _SLACK
    total += limits[kind, _LEAST_ALONE if alone else _LEAST, min(LEVELS - 1, 1 + least // 2)]
    total += limits[kind, _LEAST if alone else _LEAST_ALONE, 0]
    total += limits[kind, _SECOND, min(LEVELS - 1, 1 + second // 2) if n > 1 else 0]
    said = min(LEVELS - 1, 1 + int(positive / STEP * 2))
    total += limits[kind, _FOR, said]
    total += limits[kind, _BUT_LAST, said if contradictions <= 1 and longer == n >= FEWEST_BUT_LAST else 0]
    total += limits[kind, _AGAINST, LEVELS - 1 - min(LEVELS - 2, int(-negative / STEP * 2))]
    total += limits[kind, _FIRST, min(LEVELS - 1, 1 + first // 2) if n > 1 else 0]
    total += limits[kind, _LAST, min(LEVELS - 1, 1 + last // 2) if n > 1 else 0]
    total += limits[kind, _CONTRADICTIONS, min(1 + contradictions, LEVELS - 1)]
    total += limits[kind, _JOINED, 2 if joined else 1]
    # Names of nothing but initials have a level that does not tell how many they are.
    shape = limits[kind, _SHAPE, 1 if alone else min(n + 1, 5)]
    return float(total + max(limits[kind, _SHAPE, ONE_OF_SEVERAL], shape))


@njit(cache=True, nogil=True)
def passes_for(
    limits: NDArray[np.float64],
    kinds: NDArray[np.int64],
    floor: float,
    parts: int,
    longest: int,
    tops: NDArray[np.int16],
) -> NDArray[np.uint8]:
    """Return [13, codes] for a query of ``parts``: how a name of so many parts, up to ``longest``, and of such a code may reach it.

    0 if it may not, ``ONLY_AS_ONE`` if only where neighbours are read as one, else ``AS_PARTS``. ``floor`` is a logit, reached in any of ``kinds``.
    ``tops`` [edges + 1] is the most evidence of each class, see ``tops_of``. A code has a bit for each edge of
    each part of the name with fewer parts, set when its evidence may reach the edge.
    """
    width = tops.size - 1
    table = np.zeros((MOST + 1, 1 << (width * parts)), dtype=np.uint8)
    most = np.empty((2, MOST), dtype=np.int16)
    for count in range(1, longest + 1):
        n, longer = min(parts, count), max(parts, count)
        for number in range(tops.size**n):
            for kind in kinds:
                code, rest = 0, number
                for place in range(n):
                    rest, reached = rest // tops.size, rest % tops.size
                    code |= ((1 << reached) - 1) << (width * place)
                    most[0, place] = tops[reached]
                most[1] = _TOP
                if highest_logit(limits, kind, most, n, longer) >= floor:
                    table[count, code] = AS_PARTS
                elif highest_joined(limits, kind, most, n, longer) >= floor:
                    table[count, code] = max(ONLY_AS_ONE, table[count, code])
    return table


def needed_for(passes: NDArray[np.uint8], parts: int, width: int) -> NDArray[np.int64]:
    """Return for a table of ``passes_for`` how many of ``parts`` a name of so many parts needs evidence for; all where none passes.

    Of a name with fewer parts each that needs evidence goes with another part of the query.
    """
    codes = np.arange(passes.shape[1])
    met = sum(((codes >> (place * width) & 1) for place in range(parts)), np.zeros_like(codes))
    return np.array([met[row > 0].min(initial=parts) for row in passes])


def tops_of(edges: tuple[int, ...]) -> NDArray[np.int16]:
    """Return the most evidence of each class that ``edges`` part."""
    return np.array([*(edge - 1 for edge in edges), _TOP], dtype=np.int16)
