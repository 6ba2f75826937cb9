"""Two parts of which one is the feminine of the other: نادر and نادرة, Walid and Walida. Compiled.

Letters alone say that the last one was left out, as it is in two of 15,000 pairs of parts of one person in two lists.
A brother and a sister who are called so are far more frequent, and share every other part.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.alphabet import ARABIC_CODES, LATIN_CODES
from sijill.names.endings import ARABIC_OPEN, LATIN_OPEN, LATIN_SILENT, SHORTEST
from sijill.names.uncounted import within
from sijill.names.word import ARABIC, CODES_AT, LENGTH_AT, SCRIPT_AT

FEMININE_SHARE: Final = 0.002
"""What letters may still say for such a pair."""
_TA: Final = ARABIC_CODES["ة"]
_HA: Final = ARABIC_CODES["ه"]
_YA: Final = ARABIC_CODES["ي"]
_A: Final = LATIN_CODES["a"]
_L: Final = LATIN_CODES["l"]
_H: Final = LATIN_CODES["h"]
_OPEN_ARABIC: Final = np.array([letter in ARABIC_OPEN + "أإآؤئىة" for letter in ARABIC_CODES])
_OPEN_LATIN: Final = np.array([letter in LATIN_OPEN for letter in LATIN_CODES])
_SILENT_LATIN: Final = np.array([letter in LATIN_SILENT for letter in LATIN_CODES])


@within
def _begins(a: NDArray[np.int16], b: NDArray[np.int16]) -> bool:
    same = a[LENGTH_AT] >= SHORTEST
    for place in range(a[LENGTH_AT]):
        same &= a[CODES_AT + place] == b[CODES_AT + place]
    return bool(same)


@within
def _without_a(word: NDArray[np.int16]) -> int:
    """Return how long a Latin word is without a last a or ah, 0 where it has none or a vowel stands before it."""
    n = word[LENGTH_AT]
    n -= n > 0 and word[CODES_AT + n - 1] == _H
    if n <= SHORTEST or word[CODES_AT + n - 1] != _A or _OPEN_LATIN[word[CODES_AT + n - 2]]:
        return 0
    if n > SHORTEST + 1 and word[CODES_AT + n - 2] == _L and word[CODES_AT + n - 3] == _L:
        return 0  # Nasrulla: the name of God
    return int(n - 1)


@within
def _feminine_across(arabic: NDArray[np.int16], latin: NDArray[np.int16]) -> bool:
    """Return whether one of two words has a feminine ending, and the other ends with a consonant."""
    n, m = arabic[LENGTH_AT], latin[LENGTH_AT]
    last = arabic[CODES_AT + n - 1]
    if last in (_TA, _HA):
        closed = n > SHORTEST and not _OPEN_ARABIC[arabic[CODES_AT + n - 2]]
        return bool(closed and not _SILENT_LATIN[latin[CODES_AT + m - 1]])
    return bool(not _OPEN_ARABIC[last] and _without_a(latin) > 0)


@njit(cache=True, nogil=True)
def are_man_and_woman(a: NDArray[np.int16], b: NDArray[np.int16]) -> bool:
    """Return whether one of two words is the other with a feminine ending; symmetric. Across scripts the endings alone are compared."""
    if a[SCRIPT_AT] != b[SCRIPT_AT]:
        return bool(_feminine_across(a, b) if a[SCRIPT_AT] == ARABIC else _feminine_across(b, a))
    if a[LENGTH_AT] > b[LENGTH_AT]:
        a, b = b, a
    n, m = a[LENGTH_AT], b[LENGTH_AT]
    arabic = a[SCRIPT_AT] == ARABIC
    ends = (m == n + 1 and b[CODES_AT + n] in (_TA, _HA)) if arabic else _without_a(b) == n
    return bool(ends and _begins(a, b))
