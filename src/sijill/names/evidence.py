"""What two parts say of each other, compiled: the log likelihood ratio of one name in two spellings to chance.

For parts a and b: half of ln P(b | a) / P(b) and half of ln P(a | b) / P(a). P(b | a) is the letters' emission,
mixed with the usual spellings where a is in the lexicon; P(b) is how often such a spelling is met at all, so
that agreeing on a rare name says more than on a common one. Kept in eighths, as one byte.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.abbreviations import OF_FIRMS, abbreviates, is_slip
from sijill.names.emission import emission
from sijill.names.feminine import FEMININE_SHARE, are_man_and_woman
from sijill.names.model import ARABIC_TO_ARABIC, ARABIC_TO_LATIN, LATIN_TO_ARABIC, LATIN_TO_LATIN
from sijill.names.patterns import MOST_OF_PATTERNS, are_two_patterns
from sijill.names.uncounted import within
from sijill.names.word import (
    ARABIC,
    CODES_AT,
    ENDS_AT,
    FLAGS_AT,
    INITIAL_FLAG,
    LATIN,
    LENGTH_AT,
    LEXICON_AT,
    MASK_AT,
    NUMBER,
    ROWS_AT,
    SCRIPT_AT,
    SERVANT_FLAG,
    SURPRISE_AT,
    SURPRISE_UNIT,
)

LOWEST: Final = -8.0
"""Evidence below this says no more: another name."""
FAR: Final = -1e3
STEP: Final = 8.0
"""Steps in a nat."""
KNOWN_SHARE: Final = 0.98
"""Between two entries of the lexicon across scripts, the share of usual spellings; letters have the rest."""
KNOWN_SHARE_WITHIN: Final = 0.998
"""The same within a script, where one who writes a common name seldom writes another common name."""
UNLISTED_SHARE: Final = 0.2
"""Of a spelling that is not in the lexicon, for a part that is."""
HIGHEST: Final = 252.0
"""Steps above which evidence says no more."""
MOST_OF_SHORT: Final = 1e-3
"""Share below which one usual spelling is a short form of the other, see ``sijill.names.common``."""
SAME_INITIAL: Final = 4.0
"""Nats for an initial and a part that begins with it."""
LONGEST_INITIAL: Final = 2
"""Letters of an initial; what is flagged as one and longer is the first half of a name."""
SAME_HALF: Final = 2.5
"""Nats for half a name, Abdel, and one that begins with it: one part in a dozen does."""
SHORTEST_REST: Final = 3
"""Letters of the other half, at the least: Abdo is a name of its own beside Abd."""
SAME_NUMBER: Final = 6.0
ABBREVIATED: Final = int(HIGHEST)
"""Steps for a Latin word of firms and what it is cut to, or a slip in it: as agreeing words of firms they are left out of sums, see
``features``, and a bound that knows only this number still holds."""
SLIP_OF_FIRMS: Final = 4.0
"""Nats from which a word that is none of firms may be one with a slip."""
TOO_DIFFERENT: Final = 3
"""Classes of consonants that only one of two parts has, above which their letters are not compared, or from which
when they share one class at most: of true pairs of parts three in a thousand, of random ones four in five."""
INITIAL_SHARE: Final = 0.02
"""An initial across scripts fits a letter that it becomes at least this often."""


@within
def bits_of(mask: int) -> int:
    """Return how many of 16 bits are set, without a branch."""
    mask -= mask >> 1 & 0x5555
    mask = (mask & 0x3333) + (mask >> 2 & 0x3333)
    mask = (mask + (mask >> 4)) & 0x0F0F
    return mask + (mask >> 8) & 0x1F


@njit(cache=True, nogil=True)
def are_apart(mask: int, other: int) -> bool:
    """Return whether words with these classes of consonants are too different for their letters to be compared."""
    apart = bits_of(mask ^ other)
    return bool(apart > TOO_DIFFERENT or (apart == TOO_DIFFERENT and bits_of(mask & other) <= 1))


@within
def usual_share(entry: int, other: int, lexicon: NDArray[np.int32]) -> float:
    """Return the share of entry ``other`` among the usual spellings of ``entry``."""
    for place in range(0, lexicon.shape[1], 2):
        if lexicon[entry, place] == other:
            return float(lexicon[entry, place + 1]) * 1e-6
        if lexicon[entry, place] < 0:
            break
    return 0.0


@within
def _directed(
    a: NDArray[np.int16],
    b: NDArray[np.int16],
    table: NDArray[np.float32],
    lexicon: NDArray[np.int32],
    scratch: NDArray[np.float64],
    other: float,
) -> float:
    """Return ln P(b | a) / P(b), or ``FAR`` where it cannot lift its mean with ``other`` above ``LOWEST``.

    ``other`` is ln P(a | b) / P(a), or the most that it may be.
    """
    n, m, longest = a[LENGTH_AT], b[LENGTH_AT], 3 if b[SCRIPT_AT] == LATIN else 2
    usual, by_letters = shares_of(a, b, lexicon)
    least = np.exp(2 * LOWEST - other - b[SURPRISE_AT] / SURPRISE_UNIT) / by_letters if usual == 0.0 else 0.0
    p = emission(a[ROWS_AT : ROWS_AT + n], b[ENDS_AT : ENDS_AT + 3 * m], longest, table, scratch, least)
    return likelihood(a, b, p, (usual, by_letters))


@within
def shares_of(a: NDArray[np.int16], b: NDArray[np.int16], lexicon: NDArray[np.int32]) -> tuple[float, float]:
    """Return what usual spellings give to P(b | a), and the share that letters have of it."""
    if a[LEXICON_AT] >= 0 and b[LEXICON_AT] >= 0:
        share = KNOWN_SHARE_WITHIN if a[SCRIPT_AT] == b[SCRIPT_AT] else KNOWN_SHARE
        return share * usual_share(a[LEXICON_AT], b[LEXICON_AT], lexicon), 1 - share
    return 0.0, UNLISTED_SHARE if a[LEXICON_AT] >= 0 else 1.0


@njit(cache=True, nogil=True)
def likelihood(a: NDArray[np.int16], b: NDArray[np.int16], p: float, shares: tuple[float, float]) -> float:
    """Return ln P(b | a) / P(b) for ``p``, the chance of the letters, and ``shares_of`` both; ``FAR`` where there is none."""
    usual, by_letters = shares
    if usual == 0.0 and p > 0.0 and are_man_and_woman(a, b):
        by_letters *= FEMININE_SHARE
    p = usual + by_letters * p
    return float(np.log(p)) + b[SURPRISE_AT] / SURPRISE_UNIT if p > 0.0 else FAR


@within
def _usual(a: NDArray[np.int16], b: NDArray[np.int16], lexicon: NDArray[np.int32]) -> float:
    """Return the share of word b among the usual spellings of a, 0 unless both are in the lexicon."""
    listed = a[LEXICON_AT] >= 0 and b[LEXICON_AT] >= 0
    return usual_share(a[LEXICON_AT], b[LEXICON_AT], lexicon) if listed else 0.0


@within
def _are_told_apart(a: NDArray[np.int16], b: NDArray[np.int16], lexicon: NDArray[np.int32]) -> bool:
    """Return whether brothers may be called so side by side: two patterns of one root, or a name and what others are called for short."""
    if a[SCRIPT_AT] != ARABIC or b[SCRIPT_AT] != ARABIC:
        return False
    share = max(_usual(a, b, lexicon), _usual(b, a, lexicon))
    return share < MOST_OF_SHORT and (share > 0.0 or are_two_patterns(a, b))


@within
def _same_letters(a: NDArray[np.int16], b: NDArray[np.int16]) -> bool:
    same = a[LENGTH_AT] == b[LENGTH_AT] and a[SCRIPT_AT] == b[SCRIPT_AT]
    for j in range(min(a[LENGTH_AT], b[LENGTH_AT])):
        same &= a[CODES_AT + j] == b[CODES_AT + j]
    return bool(same)


@within
def _same_number(a: NDArray[np.int16], b: NDArray[np.int16], lexicon: NDArray[np.int32]) -> bool:
    """Return whether two words are one number, in digits or in letters."""
    if a[LEXICON_AT] < 0 or b[LEXICON_AT] < 0:
        return _same_letters(a, b)
    return usual_share(a[LEXICON_AT], b[LEXICON_AT], lexicon) > 0.0


@within
def _is_initial(a: NDArray[np.int16], b: NDArray[np.int16], tables: NDArray[np.float32]) -> bool:
    """Return whether the initial a is what b begins with, in either script; Kh and Sh are initials too."""
    one, two = a[SCRIPT_AT] == ARABIC, b[SCRIPT_AT] == ARABIC
    if one == two and a[CODES_AT] == b[CODES_AT]:
        return bool(a[LENGTH_AT] == 1 or a[CODES_AT + 1] == b[CODES_AT + 1])
    which = (
        (ARABIC_TO_ARABIC if two else ARABIC_TO_LATIN)
        if one
        else (LATIN_TO_ARABIC if two else LATIN_TO_LATIN)
    )
    unit = b[ENDS_AT]
    return bool(unit >= 0 and tables[which, a[ROWS_AT], unit] >= INITIAL_SHARE)


@within
def is_half(a: NDArray[np.int16], b: NDArray[np.int16]) -> bool:
    """Return whether head a is that of the first half of a name, Abdel, and b of one that it begins."""
    if not a[FLAGS_AT] & INITIAL_FLAG or a[LENGTH_AT] <= LONGEST_INITIAL:
        return False
    return bool(a[FLAGS_AT] & b[FLAGS_AT] & SERVANT_FLAG and b[LENGTH_AT] >= a[LENGTH_AT] + SHORTEST_REST)


@njit(cache=True, nogil=True)
def part_evidence(  # noqa: C901, PLR0911 - one rule a kind of word
    a: NDArray[np.int16],
    b: NDArray[np.int16],
    tables: NDArray[np.float32],
    lexicon: NDArray[np.int32],
    scratch: NDArray[np.float64],
) -> int:
    """Return the evidence of words a and b in steps above ``LOWEST``, 0 to ``HIGHEST``; symmetric.

    ``tables`` and ``lexicon`` are those of ``Model``; ``scratch`` is float64 ``SCRATCH_SHAPE``, overwritten.
    """
    if a[SCRIPT_AT] == NUMBER or b[SCRIPT_AT] == NUMBER:
        return int((SAME_NUMBER - LOWEST) * STEP) if _same_number(a, b, lexicon) else 0
    if a[LENGTH_AT] > b[LENGTH_AT]:
        a, b = b, a
    if a[FLAGS_AT] & INITIAL_FLAG and a[LENGTH_AT] <= LONGEST_INITIAL and a[LENGTH_AT] != b[LENGTH_AT]:
        return int((SAME_INITIAL - LOWEST) * STEP) if _is_initial(a, b, tables) else 0
    if is_half(a, b):
        return int((SAME_HALF - LOWEST) * STEP)
    if (a[FLAGS_AT] | b[FLAGS_AT]) & OF_FIRMS and abbreviates(a, b):
        return ABBREVIATED if a[SCRIPT_AT] == LATIN else int((SAME_INITIAL - LOWEST) * STEP)
    if are_apart(a[MASK_AT], b[MASK_AT]) and _usual(a, b, lexicon) == 0.0:
        return 0
    forth, back = ARABIC_TO_ARABIC, ARABIC_TO_ARABIC
    if a[SCRIPT_AT] == LATIN and b[SCRIPT_AT] == LATIN:
        forth, back = LATIN_TO_LATIN, LATIN_TO_LATIN
    elif a[SCRIPT_AT] != b[SCRIPT_AT]:
        forth, back = ARABIC_TO_LATIN, LATIN_TO_ARABIC
        if a[SCRIPT_AT] == LATIN:
            a, b = b, a
    # The cheaper way first.
    total = _directed(b, a, tables[back], lexicon, scratch, b[SURPRISE_AT] / SURPRISE_UNIT)
    if total > FAR:
        total += _directed(a, b, tables[forth], lexicon, scratch, total)
    if total / 2 >= SLIP_OF_FIRMS and is_slip(a, b):
        return ABBREVIATED
    return in_steps(a, b, total, lexicon)


@within
def in_steps(a: NDArray[np.int16], b: NDArray[np.int16], total: float, lexicon: NDArray[np.int32]) -> int:
    """Return the evidence of two words that are none of firms for the sum of both ``likelihood``."""
    if total / 2 > MOST_OF_PATTERNS and _are_told_apart(a, b, lexicon):
        return int((MOST_OF_PATTERNS - LOWEST) * STEP)
    return int(min(HIGHEST, max(0.0, (total / 2 - LOWEST) * STEP + 0.5)))
