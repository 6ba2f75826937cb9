"""What a name can score at the most, by the evidence of its parts: why most names need no comparison.

A logit is a sum over features of one value of each feature's shape. Let e(a) be at least the evidence of part
a of the name with fewer parts, whichever part it is assigned to. The least evidence, the second least, the
first and last, the sum for and the sum against are then no more than those of the e(a), and no fewer parts
contradict. The shapes of these features rise (contradictions: fall), so each adds no more than at that level;
the code takes the highest value up to that level (from it), which holds for any shape. All other features
add no more than their highest value. What makes an evidence other than a part with a part:

- Two neighbours of the longer name read as one: at most as many as it has parts more, only for parts below
  ``POOR``, and only when no more than half of the parts, rounded up, are. The worst such parts count as
  ``HIGHEST``.
- Words that many organisations have are left out of sums: such a part counts as ``HIGHEST``, which no
  feature can tell from one left out to the harm of the bound.
- With equally many parts either name may be the first: first and last evidence count as the best of all.
- The same words in the same order have the score 1: the caller looks for these.
"""

import functools
import itertools
from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.compare import Side
from sijill.names.evidence import HIGHEST, STEP
from sijill.names.features import CONTRADICTS, FEATURES, LEVELS, MOST, NOTHING, POOR

EDGES: Final = (4, 16, 32, 64, 48)
"""Steps that tell classes of evidence apart, the most useful first: -7.5, -6, -4, 0 and -2 nats. What speaks against a
name decides: most pairs of parts have no step at all."""
ALL: Final = 255
_MOST_BITS: Final = 18
_SLACK: Final = 1e-4
"""Logits for sums in another order."""
_PLACE: Final = {name: place for place, name in enumerate(FEATURES)}


def edges_for(parts: int) -> tuple[int, ...]:
    """Return the edges used for a query of ``parts``: a bit for each edge of each part has to fit in a table."""
    return tuple(sorted(EDGES[: _MOST_BITS // parts]))


def highest_logit(shapes: NDArray[np.float32], most: tuple[int, ...], *, longer: int) -> float:
    """Return a bound of the logit of names of which the one with fewer parts has evidence ``most`` at the most.

    ``shapes`` [features, levels] are those of the kind of pair; ``longer`` the parts of the other name.
    """
    n = len(most)
    bounds = [_bound(shapes, most, longer, joined=False)]
    joins = min(longer - n, (n + 1) // 2)
    if joins > 0 and sum(value < POOR for value in most) <= (n + 1) // 2:
        worst = sorted(range(n), key=most.__getitem__)[:joins]
        raised = tuple(
            int(HIGHEST) if place in worst and value < POOR else value for place, value in enumerate(most)
        )
        bounds.append(_bound(shapes, raised, longer, joined=True))
    return max(bounds)


def _bound(shapes: NDArray[np.float32], most: tuple[int, ...], longer: int, *, joined: bool) -> float:
    n, ordered = len(most), sorted(most)
    best = shapes.max(axis=1).astype(np.float64)

    def at_most(feature: str, level: int) -> None:
        best[_PLACE[feature]] = shapes[_PLACE[feature], : min(level, LEVELS - 1) + 1].max()

    alone = longer == 1
    at_most("least_evidence_alone" if alone else "least_evidence", 1 + ordered[0] // 2)
    at_most("least_evidence" if alone else "least_evidence_alone", 0)
    at_most("second_least_evidence", 1 + ordered[1] // 2 if n > 1 else 0)
    at_most("evidence_for", 1 + int(sum(max(0, value - NOTHING) for value in most) / STEP * 2))
    against = sum(min(0, value - NOTHING) for value in most)
    at_most("evidence_against", LEVELS - 1 - min(LEVELS - 2, int(-against / STEP * 2)))
    first, last = (most[0], most[-1]) if longer > n else (ordered[-1], ordered[-1])
    at_most("first_evidence", 1 + first // 2 if n > 1 else 0)
    at_most("last_evidence", 1 + last // 2 if n > 1 else 0)
    contradictions = sum(value < CONTRADICTS for value in most)
    best[_PLACE["contradictions"]] = shapes[
        _PLACE["contradictions"], min(1 + contradictions, LEVELS - 1) :
    ].max()
    best[_PLACE["joined"]] = shapes[_PLACE["joined"], 2 if joined else 1]
    best[_PLACE["shape_of_names"]] = shapes[_PLACE["shape_of_names"], 1 if alone else min(n, 4) + 1]
    return float(best.sum()) + _SLACK


@functools.lru_cache(maxsize=64)
def passes_for(shapes: bytes, floor: float, parts: int) -> NDArray[np.bool_]:
    """Return [7, codes] for a query of ``parts``: whether a name of so many parts and of such a code may reach it.

    ``shapes`` are the bytes of [features, levels], ``floor`` is a logit. A code has a bit for each edge of each
    part of the name with fewer parts, set when its evidence may reach the edge.
    """
    table_of_shapes = np.frombuffer(shapes, dtype=np.float32).reshape(len(FEATURES), LEVELS)
    edges = edges_for(parts)
    width = len(edges)
    table = np.zeros((MOST + 1, 1 << (width * parts)), dtype=np.bool_)
    tops = (*(edge - 1 for edge in edges), ALL)
    for count in range(1, MOST + 1):
        n, longer = min(parts, count), max(parts, count)
        for classes in itertools.product(range(width + 1), repeat=n):
            code = sum(((1 << reached) - 1) << (width * place) for place, reached in enumerate(classes))
            most = tuple(tops[reached] for reached in classes)
            table[count, code] = highest_logit(table_of_shapes, most, longer=longer) >= floor
    return table


@njit(cache=True, nogil=True)
def may_reach(
    side: Side,
    codes: NDArray[np.uint32],
    own: NDArray[np.uint32],
    passes: NDArray[np.bool_],
    query: tuple[int, int, int],
    out: NDArray[np.int32],
) -> int:
    """Write the names that may reach the floor; return how many.

    ``codes`` [words] have a bit for each edge of each query part that a word reaches, ``own`` [words] for each
    edge that it reaches with any of them. ``query`` is how many parts it has, how many edges there are, and the
    word that is its first part, -1 for none.
    """
    n, width, first = query
    parts, counts = side.parts, side.counts
    count = 0
    for name in range(counts.size):
        m = counts[name]
        code = np.uint32(0)
        if m >= n:
            for part in range(m):
                code |= codes[parts[name, part]]
        else:
            for part in range(m):
                code |= own[parts[name, part]] << np.uint32(part * width)
        if passes[m, code] or (m == n and parts[name, 0] == first):
            out[count] = name
            count += 1
    return count
