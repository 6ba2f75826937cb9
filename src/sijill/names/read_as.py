"""Parts as words, each with what else it may be read as and what that costs."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.names.evidence import STEP
from sijill.names.handed import Plain
from sijill.names.readings import MOST_READINGS, WITHOUT_ABU
from sijill.names.spellings import Spellings
from sijill.names.uncounted import uncounted, uncounted_within
from sijill.names.word import (
    ABU_FLAG,
    COST_AT,
    DAMAGED_FLAG,
    FLAGS_AT,
    FORM_FLAG,
    FORMED_FLAG,
    LENGTH_AT,
    LEXICON_AT,
    LOST_FLAG,
    SURPRISE_AT,
    SURPRISE_UNIT,
)

DAMAGED_LISTS: Final = 0.25
"""Of lists, how many have gone through extraction that damages them as those did that rules were learned from."""
SURE_COST: Final = 2.0
"""Nats that a common spelling costs at the most where what was written is none."""
LISTED_COST: Final = 5.0
"""Nats more that a common spelling costs where what was written is another: صالح is seldom a damaged صلاح."""
LOST_COST: Final = 2.0
"""Nats more where the other has more letters: منى is seldom what is left of منير."""
LOST_AGAINST: Final = 1.0
"""Nats that such a reading says against two names at the least: sisters are called سهى and سهير."""
HIGHEST_COST: Final = 6.0
"""Nats above which a reading is not worth a look."""
_LEAST: Final = 1e-300


@uncounted
def keep_likeliest(
    words: NDArray[np.int16],
    spelled: Plain,
    readings: NDArray[np.int32],
    totals: NDArray[np.float64],
    kept: NDArray[np.int64],
) -> int:
    """Write the words that are ``kept`` of all spellings, what they cost, and ``readings`` as if there were no others.

    ``words`` are n parts and their spellings, which are ``spelled``, a plain ``Spellings``; their shares are overwritten, as are ``totals`` [n]. Return how many
    are kept: the readings of each part, the cheapest first, and behind those of all parts what parts may stand as elsewhere.
    """
    found = Spellings(*spelled)
    n, count, total, end = readings.shape[0], kept.size, 0, 0
    readings[:] = -1
    _write_costs(words, found, totals, kept.size)
    for owner in range(n):
        start = end
        while end < count and found.owners[end] == owner:
            end += 1
        for rank in range(min(MOST_READINGS, end - start)):
            best = start
            for place in range(start + 1, end):
                if found.shares[place] < found.shares[best]:
                    best = place
            if found.shares[best] > HIGHEST_COST:
                break
            cost = _settled(found.shares[best], words[owner], words[n + best])
            words[n + best, COST_AT] = round(cost * STEP)
            words[owner, FLAGS_AT] |= DAMAGED_FLAG
            found.shares[best] = np.inf
            kept[total], readings[owner, rank] = n + best, n + total
            total += 1
    for place in range(count):
        if found.columns[place] > 0:
            kept[total], readings[found.owners[place], found.columns[place]] = n + place, n + total
            total += 1
    return total


@uncounted_within
def _settled(cost: float, part: NDArray[np.int16], reading: NDArray[np.int16]) -> float:
    """Return what a reading costs that costs so much by Bayes, where the part is a common name itself; write whether it lacks letters."""
    if part[LEXICON_AT] < 0:
        return cost
    if reading[LENGTH_AT] <= part[LENGTH_AT]:
        return cost + LISTED_COST
    reading[FLAGS_AT] |= LOST_FLAG
    return float(max(cost + LISTED_COST + LOST_COST, reading[SURPRISE_AT] / SURPRISE_UNIT + LOST_AGAINST))


@uncounted_within
def _write_costs(words: NDArray[np.int16], found: Spellings, totals: NDArray[np.float64], count: int) -> None:
    """Write what readings cost in nats in place of their shares; of what a part may stand as elsewhere, into its word.

    A reading costs -ln P(reading | what was written). By Bayes: how common the reading is, times how often it is damaged so,
    against how common the part is as it stands.
    """
    shares, n = found.shares, totals.size
    for owner in range(n):
        totals[owner] = np.exp(-words[owner, SURPRISE_AT] / SURPRISE_UNIT)
    for place in range(count):
        column = found.columns[place]
        if column == 0:
            shares[place] *= np.exp(-words[n + place, SURPRISE_AT] / SURPRISE_UNIT)
        if column != WITHOUT_ABU:
            shares[place] *= DAMAGED_LISTS
        if column == 0:
            totals[found.owners[place]] += shares[place]
    for place in range(count):
        owner, column = found.owners[place], found.columns[place]
        cost = -np.log(max(shares[place], _LEAST) / (1.0 if column else totals[owner]))
        shares[place] = min(cost, SURE_COST) if found.is_sure[place] else cost
        if column:
            if column != WITHOUT_ABU:
                # Whoever writes it means the part: to agree on it says no more than to agree on that.
                rarer = int(words[n + place, SURPRISE_AT]) - int(words[owner, SURPRISE_AT])
                cost = max(cost, rarer / SURPRISE_UNIT)
            words[n + place, COST_AT], shares[place] = round(cost * STEP), np.inf
            words[n + place, FLAGS_AT] |= FORM_FLAG if column != WITHOUT_ABU else 0
            words[owner, FLAGS_AT] |= FORMED_FLAG if column != WITHOUT_ABU else ABU_FLAG
