"""In which order a reviewer is asked: where the answer is open, and changes most.

Clusters that are too large come first. A cluster is asked about once a round, since one answer changes the next
question. How likely answers are is known badly before there are some: so every tenth question goes to the tenth of the
chance that was asked about least, so that what the program takes for sure is looked at too, and every third to the kind
that was asked least, as long as one answer in ten of it is expected to change anything.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.choose import Kind, Placed, Question, open_questions
from sijill.link.large import too_large
from sijill.link.records import PairColumns, PairState

_EVERY: Final = 10
_TENTHS: Final = 10
_TURN: Final = 3
_KINDS: Final = (Kind.JOIN, Kind.SWAP, Kind.PART)
"""Kinds that take turns: of 85 questions whether one record is to be taken out, 76 changed nothing (decision 25)."""
_LEAST: Final = 0.1
"""Chance of a question that is asked for its kind's turn: below, a kind that is done with would take a third of all."""


def questions(
    pairs: PairColumns,
    placed: Placed,
    count: int,
    *,
    passed: NDArray[np.bool_] | None = None,
) -> Question:
    """Return what is worth asking about, at most ``count`` pairs, in the order of asking.

    Pairs that are decided are not asked about again, nor those that ``passed`` marks. Clusters that are too large, within
    which nothing is decided yet, come first.
    """
    found = open_questions(pairs, placed)
    if passed is not None:
        kept = ~passed[found.place]
        found = found.rows(kept)
    order = np.lexsort((found.place, -found.worth, ~_within_too_large(found, pairs, placed)))
    ends = placed.cluster[pairs.left[found.place]], placed.cluster[pairs.right[found.place]]
    tenth = np.minimum((found.chance * _TENTHS).astype(np.int64), _TENTHS - 1)
    every = iter(order.tolist())
    by_tenth = [iter(order[tenth[order] == each].tolist()) for each in range(_TENTHS)]
    asked = np.zeros(_TENTHS)
    likely = order[found.chance[order] >= _LEAST]
    by_kind = {each: iter(likely[found.kind[likely] == each].tolist()) for each in Kind}
    taken: list[int] = []
    busy: set[int] = set()
    while len(taken) < count:
        row = None
        if len(taken) % _TURN == _TURN - 1:
            kinds = found.kind[taken].tolist()
            for each in sorted(_KINDS, key=kinds.count):
                row = _next_free(by_kind[each], ends, busy) if row is None else row
        while len(taken) % _EVERY == _EVERY - 1 and row is None and np.isfinite(asked).any():
            least = int(np.argmin(asked))
            row = _next_free(by_tenth[least], ends, busy)
            if row is None:
                asked[least] = np.inf
        row = _next_free(every, ends, busy) if row is None else row
        if row is None:
            break
        taken.append(row)
        asked[tenth[row]] += 1
    return found.rows(np.array(taken, np.int64))


def _within_too_large(found: Question, pairs: PairColumns, placed: Placed) -> NDArray[np.bool_]:
    """Return which questions are about two records of one cluster that is too large, of which nobody judged any two."""
    large = too_large(placed.cluster)
    if not large.clusters:
        return np.zeros(len(found.place), bool)
    left, right = placed.cluster[pairs.left], placed.cluster[pairs.right]
    judged = left[np.isin(pairs.state, (PairState.SAME, PairState.DIFFERENT)) & (left == right)]
    within: NDArray[np.bool_] = large.records[pairs.left] & (left == right) & ~np.isin(left, judged)
    return within[found.place]


def _next_free(
    rows: Iterator[int], ends: tuple[NDArray[np.int64], NDArray[np.int64]], busy: set[int]
) -> int | None:
    for row in rows:
        both = {int(ends[0][row]), int(ends[1][row])}
        if not both & busy:
            busy |= both
            return row
    return None
