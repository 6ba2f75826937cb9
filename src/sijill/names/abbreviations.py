"""Words of firms cut short, and firms named by their first letters: Mfg, Transp, NQSC. Compiled.

Lists shorten what many firms have in their names (``GENERIC_FLAG``) and what they trade in (``TRADE_FLAG``); nothing
here applies to two words without such a flag, so that persons' names are compared as if it were not there.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.alphabet import LATIN_CODES
from sijill.names.uncounted import within
from sijill.names.word import (
    CODES_AT,
    FLAGS_AT,
    GENERIC_FLAG,
    LATIN,
    LENGTH_AT,
    LEXICON_AT,
    SCRIPT_AT,
    TRADE_FLAG,
)

SHORTEST_CUT: Final = 3
"""Letters that are left of a word, at the least; shorter ones are in the lexicon."""
LONG: Final = 8
"""Letters of a word that no person's name is near: not Marine, which Marina is, but Maritime."""
FEWEST_LETTERS: Final = 3
MOST_LETTERS: Final = 5
"""Letters of a firm's name by first letters, of a run of its words."""
OF_FIRMS: Final = GENERIC_FLAG | TRADE_FLAG
_VOWELS: Final = np.array([letter in "aeiou" for letter in LATIN_CODES])
_COMPANY: Final = LATIN_CODES["c"]
_ESTABLISHMENT: Final = LATIN_CODES["e"]


@njit(cache=True, nogil=True)
def abbreviates(a: NDArray[np.int16], b: NDArray[np.int16]) -> bool:
    """Return whether one word is short for the other, a word of firms; symmetric.

    It is the beginning of it (Pharm, Ins, San), or a beginning and consonants that follow in it (Mfg, Svcs, Contg).
    """
    if a[LENGTH_AT] > b[LENGTH_AT]:
        a, b = b, a
    n, m = a[LENGTH_AT], b[LENGTH_AT]
    if not b[FLAGS_AT] & OF_FIRMS or n < SHORTEST_CUT or n == m or a[SCRIPT_AT] != b[SCRIPT_AT]:
        return False
    same = 0
    while same < n and a[CODES_AT + same] == b[CODES_AT + same]:
        same += 1
    if same == n:
        return True
    if same == 0 or a[SCRIPT_AT] != LATIN or a[LEXICON_AT] >= 0:
        return False
    met = same
    for place in range(same, m):
        if met < n and a[CODES_AT + met] == b[CODES_AT + place]:
            met += 1
    for place in range(same, n):
        if _VOWELS[a[CODES_AT + place]]:
            return False
    return bool(met == n)


@within
def is_slip(a: NDArray[np.int16], b: NDArray[np.int16]) -> bool:
    """Return whether one of two Latin words that look alike is a word of firms, and so long that the other is none."""
    if a[SCRIPT_AT] != LATIN or b[SCRIPT_AT] != LATIN or not (a[FLAGS_AT] ^ b[FLAGS_AT]) & OF_FIRMS:
        return False
    return bool((a if a[FLAGS_AT] & OF_FIRMS else b)[LENGTH_AT] >= LONG)


@within
def letters_of_run(
    word: NDArray[np.int16],
    other: NDArray[np.int32],
    words: NDArray[np.int16],
    first: int,
    taken: int,
) -> int:
    """Return of how many words of ``other`` from ``first`` on a word has the first letters, 0 for another word.

    ``taken`` has a bit for each word that may not be among them. One of them is a word of firms. A last C or E may
    stand for Company or Establishment, which are no parts.
    """
    letters = word[LENGTH_AT]
    if word[SCRIPT_AT] != LATIN or word[LEXICON_AT] >= 0 or not FEWEST_LETTERS <= letters <= MOST_LETTERS:
        return 0
    flags, count = 0, 0
    while count < letters and first + count < other.size and not taken >> (first + count) & 1:
        met = words[other[first + count]]
        if met[SCRIPT_AT] != LATIN or met[CODES_AT] != word[CODES_AT + count]:
            break
        flags |= met[FLAGS_AT]
        count += 1
    ends = count == letters or (
        count == letters - 1
        and count >= FEWEST_LETTERS
        and first + count == other.size
        and word[CODES_AT + count] in (_COMPANY, _ESTABLISHMENT)
    )
    return count if ends and flags & OF_FIRMS else 0
