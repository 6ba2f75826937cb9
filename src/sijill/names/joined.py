"""Parts of the longer name that are read as one: two neighbours, and a firm's words by their first letters. Compiled.

Both happen to a part that is poorly met, where the other name has parts to spare; see ``features`` for what the
findings of an assignment are.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.abbreviations import OF_FIRMS, letters_of_run
from sijill.names.alphabet import LONGEST
from sijill.names.emission import SCRATCH_SHAPE
from sijill.names.evidence import HIGHEST, LOWEST, STEP, are_apart, part_evidence
from sijill.names.features import CHOSEN, EVIDENCE, JOIN_COST, JOIN_GAIN, JOINED, POOR
from sijill.names.model import Model
from sijill.names.uncounted import within
from sijill.names.word import (
    CODES_AT,
    COST_AT,
    FLAGS_AT,
    INITIAL_FLAG,
    LENGTH_AT,
    MASK_AT,
    NUMBER,
    SCRIPT_AT,
    SURPRISE_AT,
    SURPRISE_UNIT,
    VOWEL_CODES,
    WIDTH,
    complete,
)

FIRST_LETTERS: Final = 1.0
"""Nats off what the same letters would say, for a firm's name by first letters."""


@njit(cache=True, nogil=True)
def may_join(n: int, m: int, found: NDArray[np.int16]) -> bool:
    """Return whether parts are poorly met, but not most of them, and the other name has parts to spare."""
    poor = 0
    for a in range(n):
        poor += found[EVIDENCE, a] < POOR
    return bool(poor > 0 and m > n and poor <= (n + 1) // 2)


@within
def may_be_joined(word: NDArray[np.int16], first: NDArray[np.int16], second: NDArray[np.int16]) -> bool:
    """Return whether two neighbours read as one may have evidence with a word; all are heads.

    Where their consonants are too different there is none, which costs more to find out by their letters.
    """
    if word[FLAGS_AT] & (INITIAL_FLAG | OF_FIRMS) or word[SCRIPT_AT] == NUMBER or first[SCRIPT_AT] == NUMBER:
        return True
    return not are_apart(word[MASK_AT], first[MASK_AT] | second[MASK_AT])


@within
def _join(first: NDArray[np.int16], second: NDArray[np.int16], word: NDArray[np.int16], model: Model) -> None:
    """Write two words as one into ``word`` [1, WIDTH]."""
    word[:] = -1
    n = min(first[LENGTH_AT], LONGEST)
    m = min(second[LENGTH_AT], LONGEST - n)
    word[0, LENGTH_AT] = n + m
    word[0, SCRIPT_AT] = first[SCRIPT_AT]
    word[0, FLAGS_AT] = 0
    word[0, COST_AT] = 0
    word[0, MASK_AT] = first[MASK_AT] | second[MASK_AT]
    for j in range(n):
        word[0, CODES_AT + j] = first[CODES_AT + j]
    for j in range(m):
        word[0, CODES_AT + n + j] = second[CODES_AT + j]
    complete(word, model.units, model.trigrams, model.frequencies, VOWEL_CODES)


@within
def joined_evidence(
    word: NDArray[np.int16],
    first: NDArray[np.int16],
    second: NDArray[np.int16],
    model: Model,
    space: tuple[NDArray[np.int16], NDArray[np.float64]],
) -> float:
    """Return the evidence of a word with two others read as one, less what that costs; ``space`` is overwritten.

    It is a word [1, WIDTH] and what ``part_evidence`` needs.
    """
    joined, scratch = space
    _join(first, second, joined, model)
    return float(part_evidence(word, joined[0], model.tables, model.lexicon, scratch) - JOIN_COST)


@within
def join_neighbours(
    one: NDArray[np.int32],
    one_words: NDArray[np.int16],
    other: NDArray[np.int32],
    other_words: NDArray[np.int16],
    model: Model,
    found: NDArray[np.int16],
) -> None:
    """Read two neighbours of the longer name as one where a poor part is met far better so."""
    n, m = one.size, other.size
    word = np.empty((1, WIDTH), dtype=np.int16)
    scratch = np.empty(SCRATCH_SHAPE, dtype=np.float64)
    used = 0
    for a in range(n):
        used |= 1 << found[CHOSEN, a]
    for a in range(n):
        if found[EVIDENCE, a] >= POOR:
            continue
        others = used & ~(1 << found[CHOSEN, a])
        best, place = float(found[EVIDENCE, a]) + JOIN_GAIN, -1
        for b in range(m - 1):
            first, second = other_words[other[b]], other_words[other[b + 1]]
            if others >> b & 3 or first[SCRIPT_AT] != second[SCRIPT_AT]:
                continue
            if not may_be_joined(one_words[one[a]], first, second):
                continue
            value = joined_evidence(one_words[one[a]], first, second, model, (word, scratch))
            if value > best:
                best, place = value, b
        if place >= 0:
            used = others | 3 << place
            found[JOINED, 0] |= 2 << place
            found[CHOSEN, a] = place
            found[EVIDENCE, a] = int(best)


@within
def is_firm(name: NDArray[np.int32], heads: NDArray[np.int16]) -> bool:
    """Return whether a name has a word of firms."""
    flags = 0
    for part in range(name.size):
        flags |= heads[name[part], FLAGS_AT]
    return bool(flags & OF_FIRMS)


@within
def read_as_one(
    short: NDArray[np.int32],
    short_words: NDArray[np.int16],
    long: NDArray[np.int32],
    long_words: NDArray[np.int16],
    model: Model,
    found: NDArray[np.int16],
) -> None:
    """Read parts of the longer name as one where that is met better: two neighbours, a firm's words by first letters."""
    if may_join(short.size, long.size, found):
        join_neighbours(short, short_words, long, long_words, model, found)
    if is_firm(long, long_words):
        read_letters(short, short_words, long, long_words, found)


@within
def _own_letters(n: int, other: NDArray[np.int32], words: NDArray[np.int16], found: NDArray[np.int16]) -> int:
    """Return a bit for each unmet part of a firm's name that only has the first letters of others in it."""
    used, own = found[JOINED, 0], 0
    for a in range(n):
        used |= 1 << found[CHOSEN, a]
    for b in range(other.size):
        if used >> b & 1 == 0:
            for first in range(other.size):
                if letters_of_run(words[other[b]], other, words, first, 1 << b) > 0:
                    own |= 1 << b
    return int(own)


@within
def read_letters(
    one: NDArray[np.int32],
    one_words: NDArray[np.int16],
    other: NDArray[np.int32],
    other_words: NDArray[np.int16],
    found: NDArray[np.int16],
) -> None:
    """Read a run of words of the longer name as one where a poor part has their first letters."""
    poor = POOR if may_join(one.size, other.size, found) else 0
    used = int(found[JOINED, 0])
    for a in range(one.size):
        used |= 1 << found[CHOSEN, a]
    for a in range(one.size):
        if found[EVIDENCE, a] >= poor:
            continue
        others = used & ~(1 << found[CHOSEN, a])
        for b in range(other.size):
            count = letters_of_run(one_words[one[a]], other, other_words, b, others)
            if count > 0:
                run = ((1 << count) - 1) << b
                used = others | run
                found[JOINED, 0] |= run & ~(1 << b)
                found[CHOSEN, a] = b
                both = one_words[one[a], SURPRISE_AT] + other_words[other[b], SURPRISE_AT]
                said = both / (2 * SURPRISE_UNIT) - FIRST_LETTERS
                found[EVIDENCE, a] = int(min(HIGHEST - 1, max(0.0, (said - LOWEST) * STEP)))
                break
    found[JOINED, 1] = _own_letters(one.size, other, other_words, found)
