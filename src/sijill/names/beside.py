"""Two words beside each other, however either may be read: damaged by extraction, or a family's name without أبو."""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.evidence import part_evidence
from sijill.names.features import CHOSEN, EVIDENCE, FEWEST_BUT_LAST, NOTHING
from sijill.names.readings import WITHOUT_ABU
from sijill.names.word import (
    ABU_FLAG,
    ARABIC,
    COST_AT,
    DAMAGED_FLAG,
    FLAGS_AT,
    FORM_FLAG,
    FORMED_FLAG,
    LEXICON_AT,
    LOST_FLAG,
    SCRIPT_AT,
)


class Side(NamedTuple):
    """Names as rows of words, see ``sijill.names.vocabulary.Vocabulary``."""

    words: NDArray[np.int16]
    heads: NDArray[np.int16]
    """[words, HEAD] the first numbers of each word, close together."""
    readings: NDArray[np.int32]
    parts: NDArray[np.int32]
    counts: NDArray[np.int8]
    sexes: NDArray[np.int8]


@njit(cache=True, nogil=True)
def has_readings(a: NDArray[np.int16], b: NDArray[np.int16]) -> bool:
    """Return whether one of two words may be read otherwise beside the other, by their heads."""
    flags = a[FLAGS_AT] | b[FLAGS_AT]
    if flags & DAMAGED_FLAG:
        return True
    return bool(flags & FORMED_FLAG and a[SCRIPT_AT] == ARABIC and b[SCRIPT_AT] == ARABIC)


@njit(cache=True, nogil=True)
def may_stand_for(reading: NDArray[np.int16], other: NDArray[np.int16]) -> bool:
    """Return whether a word that may be read otherwise is compared so.

    What extraction may make of it is met in Arabic only, and not by a common name: سمر is nobody's damaged سمير. What a common
    name may lack letters of is met in Latin only: within Arabic the letters say how near both are.
    """
    if reading[FLAGS_AT] & LOST_FLAG:
        return bool(other[SCRIPT_AT] != ARABIC)
    if reading[FLAGS_AT] & FORM_FLAG == 0:
        return True
    return bool(other[SCRIPT_AT] == ARABIC and other[LEXICON_AT] < 0)


@njit(cache=True, nogil=True)
def best_reading(
    readings: NDArray[np.int32],
    words: NDArray[np.int16],
    other: NDArray[np.int16],
    tables: NDArray[np.float32],
    lexicon: NDArray[np.int32],
    scratch: NDArray[np.float64],
) -> int:
    """Return the most evidence, less its cost, of what a word may be read as beside another; 0 for none.

    ``readings`` are the rows of ``words`` for one word, of which that without أبو is left out; the others as for
    ``part_evidence``.
    """
    best = 0
    for reading in readings[:WITHOUT_ABU]:
        if reading >= 0 and may_stand_for(words[reading], other):
            value = part_evidence(words[reading], other, tables, lexicon, scratch)
            best = max(best, value - words[reading, COST_AT])
    return best


@njit(cache=True, nogil=True)
def may_lack_abu(heads: NDArray[np.int16], row: int, other_heads: NDArray[np.int16], other: int) -> bool:
    """Return whether just one of two words begins with أبو."""
    return bool((heads[row, FLAGS_AT] ^ other_heads[other, FLAGS_AT]) & ABU_FLAG)


@njit(cache=True, nogil=True)
def without_abu(readings: NDArray[np.int32], row: int) -> int:
    """Return the row of what a word is without أبو, of one that does not begin with it its own."""
    bare = readings[row, WITHOUT_ABU]
    return int(bare if bare >= 0 else row)


@njit(cache=True, nogil=True)
def evidence_at_cost(
    word: NDArray[np.int16],
    met: NDArray[np.int16],
    tables: NDArray[np.float32],
    lexicon: NDArray[np.int32],
    scratch: NDArray[np.float64],
) -> int:
    """Return the evidence of two words less what reading them so costs."""
    cost = word[COST_AT] + met[COST_AT]
    return int(max(0, part_evidence(word, met, tables, lexicon, scratch) - cost))


@njit(cache=True, nogil=True)
def only_last_may_differ(found: NDArray[np.int16], short: NDArray[np.int32], long: NDArray[np.int32]) -> bool:
    """Return whether the last parts of two names go with each other and no other part contradicts.

    So few parts as kin share say nothing: before a given name أبو makes a father of a son.
    """
    n = short.size
    if n < FEWEST_BUT_LAST or found[CHOSEN, n - 1] != long.size - 1:
        return False
    agrees = True
    for a in range(n - 1):
        agrees &= found[EVIDENCE, a] >= NOTHING
    return bool(agrees)
