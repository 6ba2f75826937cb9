"""Two Arabic parts of one root in two patterns: سليم and سلوم, فهد and فهيد. Compiled.

Letters alone say that a و or ي was left out or mistaken for another vowel, as it is in a handful of 15,000 pairs of parts of
one person in two lists, most of them common names whose spellings the lexicon knows. Brothers are called so far more often.
An alef that is left out (إبرهيم, عثمن) is an old way of spelling, and what stands before the first consonant or behind the
last is for other rules.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.names.alphabet import ARABIC_CODES
from sijill.names.pieces import ARTICLE
from sijill.names.uncounted import within
from sijill.names.word import ARABIC, CODES_AT, LENGTH_AT, SCRIPT_AT

MOST_OF_PATTERNS: Final = -2.25
"""Nats that such a pair says at the most. How rare a name is says nothing here: chance is not what made two brothers' alike."""
_CONSONANT: Final = 0
_ALEF: Final = 1
_VOWELS: Final = {
    **dict.fromkeys("اأإآ", _ALEF),
    **dict.fromkeys("وؤ", 2),
    **dict.fromkeys("يىئ", 3),
}
_VOWEL: Final = np.array([_VOWELS.get(letter, _CONSONANT) for letter in ARABIC_CODES])
_COUNTED: Final = np.array([0, 0, 1, 100])
"""What each vowel adds to a sum that tells how many و and ي there are."""
_ALIKE: Final = np.array([ARABIC_CODES["ه" if letter == "ة" else letter] for letter in ARABIC_CODES])
_ARTICLE: Final = ARABIC_CODES[ARTICLE]
_RADIX: Final = 4


@within
def _vowels(word: NDArray[np.int16], place: int) -> tuple[int, int, int]:
    """Return the place of the next consonant, and as numbers the vowels up to there in order, and how many of each but alef."""
    every, counted = 0, 0
    while place < word[LENGTH_AT] and _VOWEL[word[CODES_AT + place]] != _CONSONANT:
        vowel = _VOWEL[word[CODES_AT + place]]
        every, counted = every * _RADIX + vowel, counted + _COUNTED[vowel]
        place += 1
    return place, every, counted


@within
def are_two_patterns(a: NDArray[np.int16], b: NDArray[np.int16]) -> bool:
    """Return whether two Arabic words have the same consonants, and between these not as many و and ي; symmetric.

    As many in other places (أمينة, أمنية) are letters exchanged, a slip of the hand.
    """
    if a[SCRIPT_AT] != ARABIC or b[SCRIPT_AT] != ARABIC:
        return False
    n, m, more, i, j = a[LENGTH_AT], b[LENGTH_AT], 0, 0, 0
    while True:
        begins = i == 0 or j == 0
        i, every, counted = _vowels(a, i)
        j, other_every, other_counted = _vowels(b, j)
        ends = i == n or j == m or a[CODES_AT + i] == _ARTICLE  # محي in محي الدين
        if begins or ends:
            if every != other_every:
                return False
            if i == n or j == m:
                return bool(more != 0 and i == n and j == m)
        more += counted - other_counted
        if _ALIKE[a[CODES_AT + i]] != _ALIKE[b[CODES_AT + j]]:
            return False
        i, j = i + 1, j + 1
