"""Letters and skeletons of many parts at once, in compiled code.

What comes out is what ``letters`` gives for each part alone (a test holds the two together).
"""

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.names import letters
from sijill.names.many_texts import code_points

if TYPE_CHECKING:
    from sijill.names.spelling import Marked, Rules

_CODE_POINTS: Final = 1 << 16
"""Code points among which all letters are."""


class Spelled(NamedTuple):
    """Parts as compiled loops compare them."""

    letters: NDArray[np.uint8]
    """[p, 14] letter codes, 0 behind the end."""
    lengths: NDArray[np.uint8]
    """[p] letters in use."""
    skeletons: NDArray[np.uint64]
    """[p] packed consonants, equal across scripts; 0 for none."""


def spelled_parts(parts: Sequence[str]) -> Spelled:
    """Return what ``letters`` says of each of ``parts``, folded as they are."""
    from sijill.names.spelling import spell_all

    found = Spelled(
        np.zeros((len(parts), letters.LENGTH), np.uint8),
        np.zeros(len(parts), np.uint8),
        np.zeros(len(parts), np.uint64),
    )
    if parts:
        spell_all(*code_points(parts), *_rules(), (found.letters, found.lengths, found.skeletons))
    # Numbers have rules of their own.
    for place in np.flatnonzero(np.fromiter(map(str.isdecimal, parts), np.bool_, len(parts))).tolist():
        code = letters.encode(parts[place])
        found.letters[place] = list(code.ljust(letters.LENGTH, b"\0"))
        found.lengths[place] = len(code)
        found.skeletons[place] = letters.pack_skeleton(letters.skeleton(parts[place]))
    return found


@functools.cache
def _rules() -> "tuple[Rules, Marked]":
    from sijill.names.spelling import Marked, Rules

    latin = np.zeros(_CODE_POINTS, np.uint8)
    for letter, code in letters.CODES.items():
        latin[ord(letter)] = code
    arabic = latin.copy()
    for neighbour, nearest in letters.NEIGHBOURS.items():
        arabic[neighbour] = latin[nearest]
    classes = np.zeros(256, np.uint8)
    for letter, name in letters.CLASSES.items():
        classes[letters.CODES[letter]] = letters.CLASS_NUMBERS[name]
    bits = [{1 << (ord(letter) - ord("a")) for letter in text} for text, _ in letters.LATIN_SPELLINGS]
    rules = Rules(
        latin_codes=latin,
        arabic_codes=arabic,
        written=_points([text for text, _ in letters.LATIN_SPELLINGS], 3),
        stands_for=_points([text for _, text in letters.LATIN_SPELLINGS], 2),
        needed=np.array(list(map(sum, bits)), np.uint32),
        class_numbers=classes,
    )
    marked = Marked(
        alef=letters.ALEF,
        first_alef=letters.FIRST_ALEF,
        ha=letters.CODES["ه"],
        final_ha=letters.CODES["Ħ"],
        ya=letters.CODES["ي"],
        final_ya=letters.CODES["Ī"],
        h=letters.LATIN_H,
        final_h=letters.CODES["Ĥ"],
        hah=letters.CODES["ح"],
        class_t=letters.CLASS_NUMBERS["t"],
        class_h=letters.CLASS_NUMBERS["h"],
        vowels=letters.pack_skeleton(letters.vowels_only("a")),
        longest=letters.SKELETON_LENGTH,
    )
    return rules, marked


def _points(texts: Sequence[str], width: int) -> NDArray[np.uint32]:
    """Return the code points of short texts, one a row, 0 behind the end."""
    return np.array([list(map(ord, text.ljust(width, "\0"))) for text in texts], np.uint32)
