"""A part of a name as one row of numbers, a *word*: what the compiled comparison reads.

int16: length, script, number in the lexicon, surprise, flags, consonants, cost, then its letters, their rows in the emission
tables and the units that end at each of them.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.alphabet import ARABIC_LETTERS, CONTEXTS, LATIN_LETTERS, LETTERS, LONGEST, VOWELS

NEITHER: Final = 0
ARABIC: Final = 1
LATIN: Final = 2
NUMBER: Final = 3
"""Begins with a digit; compared as a number, the same in all scripts."""

LENGTH_AT: Final = 0
SCRIPT_AT: Final = 1
LEXICON_AT: Final = 2
"""Row of the lexicon, -1 for none."""
SURPRISE_AT: Final = 3
"""-ln of how often the spelling is met, in 64ths."""
FLAGS_AT: Final = 4
DAMAGED_FLAG: Final = 2
"""A word that has other readings."""
LOST_FLAG: Final = DAMAGED_FLAG
"""The same bit, of a reading of a common name: it has letters that the name lacks. Compared with Latin words only."""
INITIAL_FLAG: Final = 4
"""Less than a name: one letter, or two that stand for one sound (J., Kh.); or عبد, the first half of many."""
LEADING_FLAG: Final = 8
"""محمد, or a kunya, which before another given name is often left out."""
GENERIC_FLAG: Final = 1
"""A word that many organisations have in their names."""
TRADE_FLAG: Final = 16
"""A Latin word of a trade or a body, which firms cut short but are told apart by."""
SERVANT_FLAG: Final = 32
"""Begins with عبد."""
FORMED_FLAG: Final = 128
"""A word of which extraction may make others."""
FORM_FLAG: Final = 64
"""What extraction may make of a word: compared with Arabic words only, which alone may have come from it."""
ABU_FLAG: Final = 256
"""Begins with أبو; what it is without is the last of its readings."""
KIN_FLAG: Final = 512
"""Says whose wife or son the bearer is; only where it stands first."""
MANS_FLAG: Final = 1024
"""A common given name of men, who are fathers too; a woman's is never the family's."""
SON_FLAG: Final = 2048
"""Says whose son the bearer is, DAUGHTER_FLAG whose daughter; child says both."""
DAUGHTER_FLAG: Final = 4096
WOMANS_FLAG: Final = 8192
"""A common given name of women."""
KUNYA_FLAG: Final = 16384
"""أم أحمد, which is another name of its bearer, and left out in many lists."""
UNSAID_FLAGS: Final = SON_FLAG | DAUGHTER_FLAG | KUNYA_FLAG
"""Of a first part that other lists leave out, see ``sijill.names.unsaid``."""
MASK_AT: Final = 5
"""A bit for each class of consonants in it, the same in both scripts."""
COST_AT: Final = 6
"""Steps of evidence that reading a damaged part so costs; 0 for what was written."""
HEAD: Final = 7
"""Numbers of a word that say something of it as a whole."""
CODES_AT: Final = 7
ROWS_AT: Final = CODES_AT + LONGEST
ENDS_AT: Final = ROWS_AT + LONGEST
WIDTH: Final = ENDS_AT + 3 * LONGEST
SURPRISE_UNIT: Final = 64.0
VOWEL_CODES: Final = np.array(
    [
        [place < len(letters) and letters[place] in VOWELS for place in range(LETTERS)]
        for letters in (ARABIC_LETTERS, LATIN_LETTERS)
    ]
)


@njit(cache=True, nogil=True)
def complete(
    words: NDArray[np.int16],
    units: NDArray[np.int16],
    trigrams: NDArray[np.float32],
    frequencies: NDArray[np.float32],
    vowels: NDArray[np.bool_],
) -> None:
    """Write rows, units and surprise of words of which length, script, lexicon and letters are there."""
    for p in range(words.shape[0]):
        word = words[p]
        script = 0 if word[SCRIPT_AT] == ARABIC else 1
        n = word[LENGTH_AT]
        one, two, surprise = 0, 0, 0.0
        for j in range(n):
            code = word[CODES_AT + j]
            before = 0 if j == 0 else (1 if vowels[script, word[CODES_AT + j - 1]] else 2)
            behind = 0 if j + 1 == n else (1 if vowels[script, word[CODES_AT + j + 1]] else 2)
            word[ROWS_AT + j] = code * CONTEXTS + before * 3 + behind
            word[ENDS_AT + 3 * j] = units[script, 0, 0, code + 1]
            word[ENDS_AT + 3 * j + 1] = units[script, 0, two, code + 1] if j > 0 else -1
            word[ENDS_AT + 3 * j + 2] = units[script, one, two, code + 1] if j > 1 else -1
            surprise -= trigrams[script, one, two, code + 1]
            one, two = two, code + 1
        surprise -= trigrams[script, one, two, 0]
        if word[LEXICON_AT] >= 0:
            known = frequencies[word[LEXICON_AT]]
            surprise = -np.log((np.exp(-surprise) + known) / 2)
        word[SURPRISE_AT] = min(32000.0, surprise * SURPRISE_UNIT)
