"""Which part of one name goes with which of another, of sixteen pairs of names at once, see ``abreast``. Compiled.

As ``assignment`` says it of one pair, in whole fifths of a step. There what two exchanged parts are worth is a sum that is rounded: where
an exchange gains nothing, it may have decided, so that these pairs are left to it. So are names of more parts than usual, which are few.
"""

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from sijill.names.abreast import (
    FINDINGS,
    GIVEN,
    GRID,
    IS_UNSURE,
    LONG,
    MAY_DIFFER,
    MAY_JOIN,
    SHORT,
    TAKEN,
    WORTH,
)
from sijill.names.assignment import FIFTHS, MOVED_FIFTHS
from sijill.names.features import CHOSEN, EVIDENCE, FEWEST_BUT_LAST, JOINED, MOST, NOTHING, POOR, USUAL
from sijill.names.sixteen import most_of, put, row, sixteen, sum_of, where
from sijill.names.uncounted import uncounted_within

if TYPE_CHECKING:
    from sijill.names.sixteen import Sixteen

_CHOSEN: Final = FINDINGS + MOST * CHOSEN
_EVIDENCE: Final = FINDINGS + MOST * EVIDENCE
_BITS: Final = 3
_PLACES: Final = 1 << _BITS
"""What a part is worth is kept as so many times as much, and behind it a place, which decides between equals: the first one wins."""
_LAST: Final = _PLACES - 1
_TAKEN: Final = -16000
"""Less than any part is worth, also of those that are not there."""
_THERE: Final = -4000
"""More than what is not there is worth, less than what is."""
_ROUNDED: Final = -5 * MOVED_FIFTHS
"""Worth of two parts without any evidence, from which on down it is rounded."""


@uncounted_within
def _worth(rows: NDArray[np.int16], a: int, b: int, more: "Sixteen") -> "Sixteen":
    """Return what part a is worth beside part b, in fifths of a step, of names with ``more`` parts more."""
    value = row(rows, GRID + a * MOST + b) * FIFTHS
    if b < a:
        return value - MOVED_FIFTHS * (a - b)
    return value - most_of((b - a) - more, 0) * MOVED_FIFTHS


@uncounted_within
def _take_best(rows: NDArray[np.int16], n: int, m: int) -> None:
    """Give the part that is worth most of those left, and that comes first of these, what it is worth so much with."""
    best, at = sixteen(2 * _TAKEN), sixteen(-1)
    for a in range(n):
        most = row(rows, WORTH + a * MOST) + row(rows, TAKEN)
        for b in range(1, m):
            most = most_of(most, row(rows, WORTH + a * MOST + b) + row(rows, TAKEN + b))
        most = sum_of(most, row(rows, GIVEN + a))
        better = (most >> _BITS) > (best >> _BITS)
        best, at = where(better, most, best), where(better, a, at)
    there, place = best > _THERE, _LAST - (best & _LAST)
    for a in range(n):
        given = there & (at == a)
        put(rows, _CHOSEN + a, where(given, place, row(rows, _CHOSEN + a)))
        put(rows, GIVEN + a, where(given, _TAKEN, row(rows, GIVEN + a)))
    for b in range(m):
        put(rows, TAKEN + b, where(there & (place == b), _TAKEN, row(rows, TAKEN + b)))


@uncounted_within
def _exchange(rows: NDArray[np.int16], a: int, c: int, m: int) -> "Sixteen":
    """Give two parts each other's where both together are worth more so; return where that cannot be told."""
    one, other = row(rows, _CHOSEN + a), row(rows, _CHOSEN + c)
    kept, changed, evidence = sixteen(0), sixteen(0), sixteen(0)
    for b in range(m):
        worth, worth_other = (
            row(rows, WORTH + a * MOST + b) >> _BITS,
            row(rows, WORTH + c * MOST + b) >> _BITS,
        )
        is_one, is_other = one == b, other == b
        kept += (worth & is_one) + (worth_other & is_other)
        changed += (worth & is_other) + (worth_other & is_one)
        evidence |= (row(rows, GRID + a * MOST + b) | row(rows, GRID + c * MOST + b)) & (is_one | is_other)
    gains = changed > kept
    put(rows, _CHOSEN + a, where(gains, other, one))
    put(rows, _CHOSEN + c, where(gains, one, other))
    return (changed == kept) & ((evidence != 0) | (kept < _ROUNDED))


@uncounted_within
def assign_abreast(rows: NDArray[np.int16], n: int, m: int) -> None:
    """Write which part of the other name each part goes with, of names of up to n and m parts, and the evidence."""
    more = row(rows, LONG) - row(rows, SHORT)
    for a in range(n):
        put(rows, _CHOSEN + a, -1)
        put(rows, GIVEN + a, 0)
        for b in range(m):
            put(rows, WORTH + a * MOST + b, _worth(rows, a, b, more) * _PLACES + (_LAST - b))
    for b in range(m):
        put(rows, TAKEN + b, 0)
    for _ in range(n):
        _take_best(rows, n, m)
    unsure = row(rows, LONG) > USUAL
    for a in range(n):
        for c in range(a + 1, n):
            unsure |= _exchange(rows, a, c, m)
    put(rows, IS_UNSURE, unsure)
    _write_findings(rows, n, m)


@uncounted_within
def _write_findings(rows: NDArray[np.int16], n: int, m: int) -> None:
    """Write the evidence of all parts, and where by it other readings may matter."""
    short, long = row(rows, SHORT), row(rows, LONG)
    poor, differ = sixteen(0), short > FEWEST_BUT_LAST - 1
    for a in range(n):
        chosen, evidence = row(rows, _CHOSEN + a), sixteen(0)
        for b in range(m):
            evidence |= row(rows, GRID + a * MOST + b) & (chosen == b)
        put(rows, _EVIDENCE + a, evidence)
        poor -= (short > a) & (evidence < POOR)
        differ &= where(short == a + 1, chosen == long - 1, (evidence > NOTHING - 1) | (short < a + 1))
    for place in range(MOST):
        put(rows, FINDINGS + MOST * JOINED + place, 0)
    put(rows, MAY_DIFFER, differ)
    put(rows, MAY_JOIN, (long > short) & (poor > 0) & (poor < ((short + 1) >> 1) + 1))
