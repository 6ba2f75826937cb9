"""A word as numbers from its letters: what it says as a whole, before ``complete`` reads its trigrams. Compiled."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.names.alphabet import FIRST_DIGIT
from sijill.names.byte_letters import ARTICLE_BYTE, CLASS_BITS, FIRST_ARABIC, FIRST_LATIN, FOLDED, bytes_of
from sijill.names.familiar import Familiar, length_of, row_of, said_by
from sijill.names.handed import Plain
from sijill.names.letters import LATIN_SPELLINGS
from sijill.names.uncounted import uncounted, uncounted_within
from sijill.names.word import (
    ARABIC,
    CODES_AT,
    COST_AT,
    FLAGS_AT,
    LATIN,
    LENGTH_AT,
    LEXICON_AT,
    MASK_AT,
    NUMBER,
    SCRIPT_AT,
)

_LONGEST_SPELLING: Final = 3
_SPELLINGS: Final = np.zeros((len(LATIN_SPELLINGS), _LONGEST_SPELLING + 1), dtype=np.uint8)
"""Letters of ``LATIN_SPELLINGS``, and last the one that they are; of those of one letter ``CLASS_BITS`` tells."""
for _number, (_written, _spelled) in enumerate(LATIN_SPELLINGS):
    if len(_written) > 1:
        _SPELLINGS[_number, : len(_written)] = bytes_of(_written)
        _SPELLINGS[_number, -1] = bytes_of(_spelled)[0]


@uncounted
def write_heads(
    letters: NDArray[np.uint8], known_words: Plain, key: NDArray[np.uint8], words: NDArray[np.int16]
) -> None:
    """Write words of ``letters`` [words, LONGEST] up to their letters; ``key`` [more than LONGEST] is overwritten.

    ``known_words`` is a plain ``Familiar``.
    """
    familiar = Familiar(*known_words)
    words[:] = -1
    for row in range(letters.shape[0]):
        own, n = letters[row], length_of(letters[row])
        start, is_arabic = int(own[0] == ARTICLE_BYTE), own[0] < FIRST_LATIN
        key[:] = 0
        for place in range(start, n):
            key[place - start] = FOLDED[own[place]]
        known = row_of(own, start, n, familiar)
        words[row, LENGTH_AT], words[row, LEXICON_AT], words[row, COST_AT] = n, familiar.numbers[known], 0
        is_number = own[0] >= FIRST_LATIN + FIRST_DIGIT
        words[row, SCRIPT_AT] = ARABIC if is_arabic else NUMBER if is_number else LATIN
        words[row, FLAGS_AT] = said_by(own, key, n - start, known, familiar)
        for place in range(n):
            words[row, CODES_AT + place] = own[place] - (FIRST_ARABIC if is_arabic else FIRST_LATIN)
        # What stands at the edge of an Arabic word has no class of consonants, however it is spelled.
        words[row, MASK_AT] = _classes(key, n - start if is_arabic else _spell(key, n))


@uncounted_within
def _classes(letters: NDArray[np.uint8], n: int) -> int:
    mask = 0
    for place in range(n):
        mask |= CLASS_BITS[letters[place]]
    return mask


@uncounted_within
def _spell(letters: NDArray[np.uint8], n: int) -> int:
    """Write what Latin letters are spelled as in their place, one spelling after the other; return how many they are."""
    for number in range(_SPELLINGS.shape[0]):
        spelling, at, count = _SPELLINGS[number], 0, 0
        while at < n:
            long = 0
            while long < _LONGEST_SPELLING and spelling[long] and spelling[long] == letters[at + long]:
                long += 1
            is_met = long > 1 and (long == _LONGEST_SPELLING or spelling[long] == 0)
            letters[count] = spelling[_LONGEST_SPELLING] if is_met else letters[at]
            at += long if is_met else 1
            count += 1
        letters[count:n] = 0
        n = count
    return n
