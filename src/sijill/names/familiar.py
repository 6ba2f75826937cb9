"""Words that are known as wholes, the lexicon and words that say more than a name, by their letters. Compiled.

A table by a hash of letters, as a dict has it: readings of one damaged word are looked up by the hundred.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.names.alphabet import LONGEST
from sijill.names.byte_letters import ARTICLE_BYTE, FOLDED, all_bytes
from sijill.names.common import child_words, kin_words, names_of, usual_spellings
from sijill.names.letters import DIGRAPHS
from sijill.names.lexicon import GENERIC_WORDS, TRADE_WORDS
from sijill.names.uncounted import uncounted, uncounted_within
from sijill.names.word import (
    DAUGHTER_FLAG,
    GENERIC_FLAG,
    INITIAL_FLAG,
    KIN_FLAG,
    KUNYA_FLAG,
    LEADING_FLAG,
    MANS_FLAG,
    SERVANT_FLAG,
    SON_FLAG,
    TRADE_FLAG,
    WOMANS_FLAG,
)

SERVANT: Final = ("عبد", "abd")
"""What عبد الرحمن, Abdel Karim and hundreds of other names begin with."""
_SERVANT, _ABU, _UMM = (all_bytes(words) for words in (SERVANT, ("ابو", "abu"), ("ام", "um")))
_SHORTEST_KUNYA: Final = 4
_PRIME: Final = np.uint64(0x100000001B3)
_BASIS: Final = np.uint64(0xCBF29CE484222325)
_EMPTY: Final = 4
"""Places of the table for each word, at the least."""


class Familiar(NamedTuple):
    """Known words."""

    places: NDArray[np.int32]
    """[a power of two] rows of words, from the place that their hash says; -1 for none."""
    letters: NDArray[np.uint8]
    """[words, LONGEST]"""
    numbers: NDArray[np.int16]
    """[words + 1] rows of the lexicon, -1 for none; the last one is for what is not known, as is that of ``flags``."""
    flags: NDArray[np.int16]
    """[words + 1] what a word says, whatever else its letters are, see ``sijill.names.word``."""


def familiar_words(lexicon: Mapping[str, int]) -> Familiar:
    """Return what is known of words by their ``lexicon_key``: their rows of the ``lexicon``, and what they say."""
    sons, daughters = child_words()
    flags = dict.fromkeys(lexicon, 0)
    for words, flag in (
        (GENERIC_WORDS, GENERIC_FLAG),
        (TRADE_WORDS - GENERIC_WORDS, TRADE_FLAG),
        ((*DIGRAPHS.values(), *SERVANT), INITIAL_FLAG),
        (kin_words(), KIN_FLAG),
        (sons & kin_words(), SON_FLAG),
        (daughters & kin_words(), DAUGHTER_FLAG),
        (names_of("m"), MANS_FLAG),
        (names_of("f") - names_of("m"), WOMANS_FLAG),
        (_leading(), LEADING_FLAG),
    ):
        for word in words:
            flags[word] = flags.get(word, 0) | flag
    known = [word for word in flags if len(word) <= LONGEST]
    letters = all_bytes(known)
    places = np.full(1 << (_EMPTY * len(known)).bit_length(), -1, dtype=np.int32)
    _write_places(letters, places)
    return Familiar(
        places=places,
        letters=letters,
        numbers=np.array([*(lexicon.get(word, -1) for word in known), -1], dtype=np.int16),
        flags=np.array([*(flags[word] for word in known), 0], dtype=np.int16),
    )


def _leading() -> frozenset[str]:
    return frozenset(
        spelling
        for arabic, latin in usual_spellings()
        if "محمد" in arabic[:1]
        for spelling in (*arabic, *latin)
    )


@uncounted_within
def hash_of(letters: NDArray[np.uint8], start: int, end: int) -> int:
    """Return a number of the letters between two places, the same for those alike but for seats of hamza (FNV-1a, folded)."""
    found = _BASIS
    for place in range(start, end):
        found = (found ^ np.uint64(FOLDED[letters[place]])) * _PRIME
    return int((found ^ (found >> np.uint64(32))) & np.uint64(0x7FFFFFFF))


@uncounted
def _write_places(letters: NDArray[np.uint8], places: NDArray[np.int32]) -> None:
    for row in range(letters.shape[0]):
        end = length_of(letters[row])
        place = hash_of(letters[row], 0, end) & (places.size - 1)
        while places[place] >= 0:
            place = (place + 1) & (places.size - 1)
        places[place] = row


@uncounted_within
def length_of(letters: NDArray[np.uint8]) -> int:
    """Return how many letters there are before those that are none."""
    n = 0
    while n < letters.size and letters[n]:
        n += 1
    return n


@uncounted_within
def row_of(letters: NDArray[np.uint8], start: int, end: int, familiar: Familiar) -> int:
    """Return the row of ``familiar`` of the letters between two places, without seats of hamza; behind an article as keys are."""
    places, n = familiar.places, end - start
    place = hash_of(letters, start, end) & (places.size - 1)
    while n <= LONGEST and places[place] >= 0:
        known, same = familiar.letters[places[place]], True
        for at in range(n):
            same &= known[at] == FOLDED[letters[start + at]]
        if same and (n == LONGEST or known[n] == 0):
            return int(places[place])
        place = (place + 1) & (places.size - 1)
    return int(familiar.numbers.size - 1)


@uncounted_within
def is_listed(letters: NDArray[np.uint8], n: int, familiar: Familiar) -> bool:
    """Return whether n letters are in the lexicon, as ``lexicon_key`` has them."""
    return bool(familiar.numbers[row_of(letters, int(letters[0] == ARTICLE_BYTE), n, familiar)] >= 0)


@uncounted_within
def begins_with(letters: NDArray[np.uint8], words: NDArray[np.uint8]) -> int:
    """Return how many letters the first of ``words`` has that ``letters`` begin with, 0 for none."""
    for number in range(words.shape[0]):
        n = 0
        while words[number, n] and words[number, n] == letters[n]:
            n += 1
        if words[number, n] == 0:
            return n
    return 0


@uncounted_within
def said_by(
    letters: NDArray[np.uint8], key: NDArray[np.uint8], n: int, known: int, familiar: Familiar
) -> int:
    """Return the flags of a word; ``key`` are its n letters as they are ``known``."""
    flags = int(familiar.flags[known])
    if letters[0] == ARTICLE_BYTE:
        flags &= ~INITIAL_FLAG
    if letters[1] == 0:
        flags |= INITIAL_FLAG
    if begins_with(letters, _SERVANT):
        flags |= SERVANT_FLAG
    is_kunya = n > _SHORTEST_KUNYA and begins_with(key, _ABU) > 0
    start = begins_with(key, _UMM)
    if start:  # أم أحمد, and not أمين
        is_kunya |= familiar.flags[row_of(key, start, n, familiar)] & MANS_FLAG != 0
    return flags | (KUNYA_FLAG | LEADING_FLAG if is_kunya else 0)
