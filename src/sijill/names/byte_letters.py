"""Letters of both scripts as one byte each, for compiled code that reads words letter by letter.

0 is no letter, and stands behind the last one of a word.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.names.alphabet import ARABIC_LETTERS, LATIN_LETTERS, LONGEST
from sijill.names.letters import DIGRAPHS, LATIN_SPELLINGS, class_bit
from sijill.names.pieces import ARTICLE
from sijill.text import fold_seats

FIRST_ARABIC: Final = 1
FIRST_LATIN: Final = 64
_LETTERS: Final = {
    letter: first + place
    for first, letters in ((FIRST_ARABIC, ARABIC_LETTERS), (FIRST_LATIN, LATIN_LETTERS + "".join(DIGRAPHS)))
    for place, letter in enumerate(letters)
}
"""Those of the alphabets, then what Latin digraphs are spelled as."""
BYTES: Final = 128
ARTICLE_BYTE: Final = _LETTERS[ARTICLE]
POINTS: Final = np.zeros(BYTES, dtype=np.uint16)
"""[bytes] code points, by which text is sorted."""
FOLDED: Final = np.arange(BYTES, dtype=np.uint8)
"""[bytes] letters at level *match*: without the seats of hamza, as keys of the lexicon and rules of damage are written."""
CLASS_BITS: Final = np.zeros(BYTES, dtype=np.int16)
"""[bytes] see ``class_bit``; of a letter that is spelled as several (x), of all of them."""
for _letter, _byte in _LETTERS.items():
    POINTS[_byte], FOLDED[_byte] = ord(_letter), _LETTERS[fold_seats(_letter)]
    CLASS_BITS[_byte] = class_bit(_letter)
for _written, _spelled in LATIN_SPELLINGS:
    if len(_written) == 1:
        CLASS_BITS[_LETTERS[_written]] = sum({class_bit(letter) for letter in _spelled})
_OF_POINTS: Final = np.zeros(int(POINTS.max()) + 1, dtype=np.uint8)
_OF_POINTS[POINTS] = np.where(POINTS > 0, np.arange(BYTES), 0)


def bytes_of(text: str) -> NDArray[np.uint8]:
    """Return the letters of ``text``, each of which one of the alphabets or of ``DIGRAPHS`` must have."""
    return np.array([_LETTERS[letter] for letter in text], dtype=np.uint8)


def all_bytes(texts: Sequence[str]) -> NDArray[np.uint8]:
    """Return the letters of each text of ``spelled``, uint8 [texts, LONGEST]."""
    points = np.array(texts, dtype=f"U{LONGEST}").view(np.uint32)
    return _OF_POINTS[points].reshape(len(texts), LONGEST)
