"""Distinct spellings of a part, and the likeliest of them. Compiled."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.names.alphabet import LONGEST
from sijill.names.byte_letters import POINTS
from sijill.names.familiar import hash_of
from sijill.names.uncounted import uncounted_within

LEFT_OUT: Final = -1.0
"""Share of a spelling that a part does not stand for, however it is found."""


class Tried(NamedTuple):
    """Distinct spellings."""

    letters: NDArray[np.uint8]
    """[most, LONGEST + 1] the last one says whether it is in the lexicon."""
    shares: NDArray[np.float64]
    """[most] how many parts are damaged so, by the likeliest way to it."""
    rows: NDArray[np.int32]
    """[more than most] rows of ``letters`` by a hash, -1 for none."""
    total: NDArray[np.int64]
    """[1] how many there are."""


@uncounted_within
def add(letters: NDArray[np.uint8], n: int, share: float, is_known: bool, tried: Tried) -> None:
    """Add n letters unless they are there; what is there gets the greater share."""
    rows = tried.rows
    place = hash_of(letters, 0, n) % rows.size
    while rows[place] >= 0 and not _is_same(tried.letters[rows[place]], letters, n):
        place = (place + 1) % rows.size
    row = rows[place]
    if row >= 0:
        least, most = min(tried.shares[row], share), max(tried.shares[row], share)
        tried.shares[row] = least if least < 0 else most
        return
    row = np.int32(tried.total[0])
    tried.total[0] += 1
    rows[place], tried.shares[row], tried.letters[row, LONGEST] = row, share, is_known
    for at in range(LONGEST):
        tried.letters[row, at] = letters[at] if at < n else 0


@uncounted_within
def _is_same(known: NDArray[np.uint8], letters: NDArray[np.uint8], n: int) -> bool:
    same = n == LONGEST or known[n] == 0
    for at in range(n):
        same &= known[at] == letters[at]
    return same


@uncounted_within
def choose(tried: Tried, most: int, chosen: NDArray[np.int32]) -> int:
    """Write the likeliest of the spellings, those that are known before all others; return how many, ``most`` at the most."""
    taken = 0
    for row in range(tried.total[0]):
        if tried.shares[row] < 0:
            continue
        at = taken
        while at > 0 and _is_before(tried, row, chosen[at - 1]):
            if at < most:
                chosen[at] = chosen[at - 1]
            at -= 1
        if at < most:
            chosen[at] = row
            taken = min(most, taken + 1)
    return taken


@uncounted_within
def _is_before(tried: Tried, one: int, other: int) -> bool:
    """Return whether one spelling is likelier than another, or as likely and before it in the order of text."""
    letters, shares = tried.letters, tried.shares
    if letters[one, LONGEST] != letters[other, LONGEST]:
        return bool(letters[one, LONGEST])
    if shares[one] != shares[other]:
        return bool(shares[one] > shares[other])
    at = 0
    while at < LONGEST - 1 and letters[one, at] == letters[other, at]:
        at += 1
    return bool(POINTS[letters[one, at]] < POINTS[letters[other, at]])
