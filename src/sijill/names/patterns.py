"""Two Arabic parts of one root in two patterns: سليم and سلوم, فهد and فهيد. Compiled.

Letters alone say that a و or ي was left out or mistaken for another vowel, as it is in a handful of 15,000 pairs of parts of
one person in two lists, most of them common names whose spellings the lexicon knows. Brothers are called so far more often.
An alef that is left out (إبرهيم, عثمن) is an old way of spelling, and what stands before the first consonant or behind the
last is for other rules.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.alphabet import ARABIC_CODES
from sijill.names.word import ARABIC, CODES_AT, LENGTH_AT, SCRIPT_AT

MOST_OF_PATTERNS: Final = -2.0
"""Nats that such a pair says at the most. How rare a name is says nothing here: chance is not what made two brothers' alike."""
_CONSONANT: Final = 0
_ALEF: Final = 1
_WAW: Final = 2
_YEH: Final = 3
_VOWELS: Final = {
    **dict.fromkeys("اأإآ", _ALEF),
    **dict.fromkeys("وؤ", _WAW),
    **dict.fromkeys("يىئ", _YEH),
}
_VOWEL: Final = np.array([_VOWELS.get(letter, _CONSONANT) for letter in ARABIC_CODES])
_ALIKE: Final = np.array([ARABIC_CODES["ه" if letter == "ة" else letter] for letter in ARABIC_CODES])
_RADIX: Final = 4


@njit(cache=True, nogil=True)
def _vowels(word: NDArray[np.int16], place: int) -> tuple[int, int, int]:
    """Return the place of the next consonant, and as numbers the vowels up to there, with and without alef."""
    every, telling = 0, 0
    while place < word[LENGTH_AT] and _VOWEL[word[CODES_AT + place]] != _CONSONANT:
        vowel = _VOWEL[word[CODES_AT + place]]
        every = every * _RADIX + vowel
        if vowel != _ALEF:
            telling = telling * _RADIX + vowel
        place += 1
    return place, every, telling


@njit(cache=True, nogil=True)
def are_two_patterns(a: NDArray[np.int16], b: NDArray[np.int16]) -> bool:
    """Return whether two Arabic words have the same consonants, and between these another و or ي; symmetric."""
    if a[SCRIPT_AT] != ARABIC or b[SCRIPT_AT] != ARABIC:
        return False
    n, m, differ, i, j = a[LENGTH_AT], b[LENGTH_AT], False, 0, 0
    while True:
        begins = i == 0 or j == 0
        i, every, telling = _vowels(a, i)
        j, other_every, other_telling = _vowels(b, j)
        if i == n or j == m or begins:
            if every != other_every:
                return False
            if i == n or j == m:
                return bool(differ and i == n and j == m)
        differ |= telling != other_telling
        if _ALIKE[a[CODES_AT + i]] != _ALIKE[b[CODES_AT + j]]:
            return False
        i, j = i + 1, j + 1
