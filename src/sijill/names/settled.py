"""What evidence and order alone do not say of how parts are assigned. Compiled.

Few pairs need it, one by one: a family's name that may lack أبو, parts that are read as one, a child without a name, equals.
"""

import numpy as np
from numpy.typing import NDArray

from sijill.names.abreast import ARE_TWO, FINDINGS, GRID, IS_UNSURE, MAY_DIFFER, MAY_JOIN, PAIR, TURNED
from sijill.names.assignment import assign
from sijill.names.beside import Side, evidence_at_cost, may_lack_abu, only_last_may_differ, without_abu
from sijill.names.features import EVIDENCE, JOINED, MOST
from sijill.names.joined import is_firm, read_as_one
from sijill.names.lined_up import Room
from sijill.names.model import Model
from sijill.names.uncounted import uncounted_within, within
from sijill.names.unsaid import write_unsaid
from sijill.names.word import FLAGS_AT, UNSAID_FLAGS


@within
def _raise(found: NDArray[np.int16], last: int, value: int) -> None:
    """Give the last parts the evidence that they have without أبو, where that is more."""
    if value > found[EVIDENCE, last]:
        found[EVIDENCE, last], found[JOINED, 2] = value, 1


@uncounted_within
def _is_open(
    left: Side,
    right: Side,
    names: tuple[NDArray[np.int32], NDArray[np.int32]],
    rows: NDArray[np.int16],
    lane: int,
) -> bool:
    """Return whether more than evidence and order has to say how two names are assigned."""
    (one, other), left_heads, right_heads = names, left.heads, right.heads
    flags = left_heads[one[0], FLAGS_AT] | right_heads[other[0], FLAGS_AT]
    if flags & UNSAID_FLAGS or rows[IS_UNSURE, lane] or rows[ARE_TWO, lane] or rows[MAY_JOIN, lane]:
        return True
    if rows[MAY_DIFFER, lane] and may_lack_abu(left_heads, one[-1], right_heads, other[-1]):
        return True
    longer = is_firm(one, left_heads) if one.size > other.size else is_firm(other, right_heads)
    return bool(one.size != other.size and longer)


# One loop: what is called from one within another is compiled again with each of them.
@within
def settle(left: Side, right: Side, lined: tuple[NDArray[np.int32], int], model: Model, room: Room) -> None:
    """Write the findings of those pairs that are lined up of which evidence and order alone do not say them."""
    (rows, grid, found, scratch), (pairs, count) = room, lined
    for lane in range(count):
        pair, are_two = pairs[rows[PAIR, lane]], rows[ARE_TWO, lane] != 0
        one, other = (
            left.parts[pair[0], : left.counts[pair[0]]],
            right.parts[pair[1], : right.counts[pair[1]]],
        )
        if not _is_open(left, right, (one, other), rows, lane):
            continue
        turned = rows[TURNED, lane] != 0
        short, long = (other, one) if turned else (one, other)
        own, theirs = (right, left) if turned else (left, right)
        n, m = short.size, long.size
        for a in range(n):
            for b in range(m):
                grid[a, b] = rows[GRID + a * MOST + b, lane]
        assign(grid, n, m, found)
        last, family = short[n - 1], long[m - 1]
        if may_lack_abu(own.heads, last, theirs.heads, family) and only_last_may_differ(found, short, long):
            word, met = (
                own.words[without_abu(own.readings, last)],
                theirs.words[without_abu(theirs.readings, family)],
            )
            _raise(found, n - 1, evidence_at_cost(word, met, model.tables, model.lexicon, scratch))
        if m > n:
            read_as_one(short, own.words, long, theirs.words, model, found)
        if are_two or (own.heads[short[0], FLAGS_AT] | theirs.heads[long[0], FLAGS_AT]) & UNSAID_FLAGS:
            write_unsaid(short, own.heads, long, theirs.heads, found, are_two)
        for place in range(3 * MOST):
            rows[FINDINGS + place, lane] = found[place // MOST, place % MOST]
