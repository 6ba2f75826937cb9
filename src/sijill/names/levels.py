"""The levels of features, of sixteen pairs of names at once, see ``abreast``. Compiled.

All sums are whole numbers: surprise in 128ths of a nat, evidence in steps.
"""

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from sijill.names.abbreviations import OF_FIRMS
from sijill.names.abreast import (
    BOTH,
    EITHER,
    FINDINGS,
    FIRST_FLAGS,
    FIRST_OF_LONG,
    GENERIC,
    HALVES,
    LAST_MET,
    LETTERS,
    LEVELS_AT,
    LONG,
    MET,
    NUMBERS,
    OMITTED,
    OMITTED_SURPRISE,
    SHORT,
    SURPRISES,
    USED,
)
from sijill.names.evidence import ABBREVIATED, LOWEST, STEP
from sijill.names.features import (
    APART,
    CHILD,
    CHOSEN,
    CONTRADICTS,
    DISORDERED,
    EVIDENCE,
    FEWEST_BUT_LAST,
    FLOOR,
    HALF_OF_FEW,
    JOINED,
    LEVELS,
    MOST,
    NOTHING,
    OF_A_NAME,
    ONE_OF_SEVERAL,
    PAIR,
    SHARED_BY_NO_TWO,
    SKIPPED,
    TURNED,
    TURNED_MENS,
    UNSAID,
)
from sijill.names.sixteen import least_of, most_of, over, put, row, sixteen, sum_of, where
from sijill.names.uncounted import uncounted_within
from sijill.names.word import GENERIC_FLAG, INITIAL_FLAG, KIN_FLAG, LEADING_FLAG, MANS_FLAG, SURPRISE_UNIT

if TYPE_CHECKING:
    from sijill.names.sixteen import Sixteen

_CHOSEN: Final = FINDINGS + MOST * CHOSEN
_EVIDENCE: Final = FINDINGS + MOST * EVIDENCE
_JOINED: Final = FINDINGS + MOST * JOINED
_UNIT: Final = int(2 * SURPRISE_UNIT)
"""Of surprise in a nat of two words."""
_OF_STEP: Final = int(_UNIT / STEP)
_FROM: Final = int(-LOWEST * _UNIT)
_LEAST: Final = MET
"""Rows of the least evidence of parts that say something,"""
_SECOND: Final = MET + 1
"""of the second least,"""
_FOR: Final = MET + 2
"""of the evidence for and against,"""
_AGAINST: Final = MET + 3
_MOST_SURPRISE: Final = MET + 4
"""of the most surprise, by letters, and of all,"""
_BY_LETTER: Final = MET + 5
_ALL_SURPRISE: Final = MET + 6
_CONTRADICTIONS: Final = MET + 7
"""of how many parts contradict, are out of order, say something, are initials, and of generic ones that contradict,"""
_INVERSIONS: Final = MET + 8
_SOLID: Final = MET + 9
_INITIALS: Final = MET + 10
_OTHER_WORDS: Final = MET + 11
_MENS: Final = MET + 12
"""of the flag of men's names where all have it,"""
_LAST: Final = MET + 13
"""and of the evidence of the last part."""
_NO_EVIDENCE: Final = 255


@uncounted_within
def _meet(rows: NDArray[np.int16], most: int) -> None:
    """Write what parts come to of which names have up to ``most``."""
    n, skipped, zero, none = row(rows, SHORT), row(rows, _JOINED + SKIPPED), sixteen(0), sixteen(_NO_EVIDENCE)
    least, second, mens, last, before = none, none, sixteen(MANS_FLAG), zero, sixteen(-1)
    in_favour, against, surprises, most_surprise, by_letter = zero, zero, zero, zero, zero
    contradictions, inversions, solid, initials, others = zero, zero, zero, zero, zero
    for a in range(most):
        value, chosen = row(rows, _EVIDENCE + a), row(rows, _CHOSEN + a)
        either, both = row(rows, EITHER + a), row(rows, BOTH + a)
        last = where(n > a, value, last)
        told = (n > a) & ((skipped & (1 << a)) == 0)
        mens = where(told, mens & both, mens)
        is_initial = ((either & INITIAL_FLAG) != 0) & told
        initials -= is_initial
        abbreviated = (value == ABBREVIATED) & ((either & OF_FIRMS) != 0)
        little = ((both & GENERIC_FLAG) != 0) | abbreviated
        others -= little & told & (value < NOTHING)
        told = where(little, 0, told)
        inversions -= told & (before > chosen)
        solid -= told
        before = where(told, chosen, before)
        # Those that are short for others and fit were never meant to say more.
        falls_short = told & ((value < NOTHING) | ((is_initial | row(rows, NUMBERS + a)) == 0))
        surprise = most_of(sum_of(row(rows, SURPRISES + a), _FROM) - value * _OF_STEP, 0) & falls_short
        surprises, most_surprise = sum_of(surprises, surprise), most_of(most_surprise, surprise)
        by_letter = most_of(by_letter, over(surprise >> 3, row(rows, LETTERS + a)))
        in_favour += most_of(value - NOTHING, 0) & told
        against += least_of(most_of(value, FLOOR) - NOTHING, 0) & told
        contradictions -= told & (value < CONTRADICTS)
        value = where(told, value, _NO_EVIDENCE)
        least, second = least_of(least, value), least_of(second, most_of(least, value))
    put(rows, _LEAST, least)
    put(rows, _SECOND, second)
    put(rows, _FOR, in_favour)
    put(rows, _AGAINST, against)
    put(rows, _MOST_SURPRISE, most_surprise)
    put(rows, _BY_LETTER, by_letter)
    put(rows, _ALL_SURPRISE, surprises)
    put(rows, _CONTRADICTIONS, contradictions)
    put(rows, _INVERSIONS, inversions)
    put(rows, _SOLID, solid)
    put(rows, _INITIALS, initials)
    put(rows, _OTHER_WORDS, others)
    put(rows, _MENS, mens)
    put(rows, _LAST, last)


@uncounted_within
def _moved(rows: NDArray[np.int16], most: int) -> "Sixteen":
    """Return the levels of ``moved``."""
    n, first = row(rows, SHORT), row(rows, _CHOSEN)
    descents, before, inversions = sixteen(0), first, row(rows, _INVERSIONS)
    for a in range(1, most):
        chosen = row(rows, _CHOSEN + a)
        descents -= (n > a) & (before > chosen)
        before = where(n > a, chosen, before)
    turned = (descents == 1) & (before < first)
    level = where(turned, where(row(rows, _MENS) != 0, TURNED_MENS, sixteen(TURNED)), DISORDERED)
    return where(inversions == 0, 1, level)


@uncounted_within
def _put_level(rows: NDArray[np.int16], feature: int, level: "Sixteen") -> None:
    put(rows, LEVELS_AT + feature, least_of(level, LEVELS - 1))


@uncounted_within
def write_levels(rows: NDArray[np.int16], most: int) -> None:
    """Write the levels of an assignment of up to ``most`` parts, in the order of ``FEATURES``."""
    _meet(rows, most)
    n, m, first, of_long = row(rows, SHORT), row(rows, LONG), row(rows, FIRST_FLAGS), row(rows, FIRST_OF_LONG)
    used, joined = row(rows, USED), row(rows, _JOINED)
    least, second, solid = row(rows, _LEAST), row(rows, _SECOND), row(rows, _SOLID)
    against, contradictions = row(rows, _AGAINST), row(rows, _CONTRADICTIONS)
    another = ((of_long & KIN_FLAG) != 0) & ((used & 1) == 0)  # His wife is not he.
    least, second = where(another, 0, least), where(another, least, second)
    against += another & (FLOOR - NOTHING)
    contradictions -= another
    apart = row(rows, _JOINED + APART)
    omitted = row(rows, OMITTED) + apart
    _put_level(rows, 10, omitted + 1)
    _put_level(rows, 11, over(omitted * 30, most_of(omitted + n - apart, 1)) + 1)
    _put_level(rows, 12, (row(rows, OMITTED_SURPRISE) >> 5) + 1)
    _put_level(rows, 20, row(rows, GENERIC) + 1)
    alone = (m == 1) | ((n == 1) & (m == PAIR) & (joined != 0))
    some, worst, surprise = solid > 0, (least >> 1) + 1, (row(rows, _MOST_SURPRISE) >> 5) + 1
    _put_level(rows, 0, where(alone, 0, worst) & some)
    _put_level(rows, 1, worst & alone & some)
    _put_level(rows, 2, where(alone, 0, surprise) & some)
    _put_level(rows, 3, surprise & alone & some)
    _put_level(rows, 4, (row(rows, _BY_LETTER) + 1) & some)
    _put_level(rows, 5, (over(row(rows, _ALL_SURPRISE) >> 5, most_of(solid, 1)) + 1) & some)
    in_favour = least_of((row(rows, _FOR) >> 2) + 1, LEVELS - 1)
    _put_level(rows, 6, in_favour)
    _put_level(rows, 7, (LEVELS - 1) - least_of((0 - against) >> 2, LEVELS - 2))
    put(rows, LEVELS_AT + 8, ((second >> 1) + 1) & (solid > 1))
    _put_level(rows, 9, contradictions + 1)
    _put_level(rows, 13, _moved(rows, most))
    _put_level(rows, 14, where(joined != 0, 2, sixteen(1)))
    first_met = ((used & 1) != 0) | ((n > 1) & ((of_long & LEADING_FLAG) != 0))
    put(rows, LEVELS_AT + 17, first_met + 2)
    put(rows, LEVELS_AT + 18, 2 - row(rows, LAST_MET))
    initials, inverted = row(rows, _INITIALS), row(rows, _INVERSIONS) > 0
    several = (initials == n) | ((n == 1) & (alone == 0))
    put(rows, LEVELS_AT + 19, where(several, ONE_OF_SEVERAL, where(alone, 1, least_of(n + 1, 5))))
    put(rows, LEVELS_AT + 21, row(rows, _OTHER_WORDS) + 1)
    put(rows, LEVELS_AT + 22, 1 - (inverted & (omitted > 0)))
    put(rows, LEVELS_AT + 15, ((row(rows, _EVIDENCE) >> 1) + 1) & (n > 1))
    last = row(rows, _LAST)
    put(rows, LEVELS_AT + 16, ((last >> 1) + 1) & (n > 1))
    half = where(row(rows, HALVES) == 0, 1, where(n > 2, 2, sixteen(HALF_OF_FEW)))
    put(rows, LEVELS_AT + 23, where(row(rows, _JOINED + CHILD) == OF_A_NAME, UNSAID, half))
    only_one = (m == n) & (n > FEWEST_BUT_LAST - 1) & (contradictions == 1) & (inverted == 0)
    may_be_one = ((first & MANS_FLAG) == 0) | (in_favour > SHARED_BY_NO_TWO - 1)
    put(rows, LEVELS_AT + 24, in_favour & only_one & may_be_one & (last < CONTRADICTS))
