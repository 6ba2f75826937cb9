"""Letters and skeletons of many parts at once, in compiled code.

What comes out is what ``letters`` gives for each part alone (a test holds the two together).
"""

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.names import letters

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
        spell_all(*_code_points(parts), *_rules(), tuple(found))
    for place, part in enumerate(parts):
        if part.isdecimal():  # Numbers have rules of their own.
            code = letters.encode(part)
            found.letters[place] = list(code.ljust(letters.LENGTH, b"\0"))
            found.lengths[place] = len(code)
            found.skeletons[place] = letters.pack_skeleton(letters.skeleton(part))
    return found


def _code_points(texts: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Return all texts in a row, and where each begins."""
    begins = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)), out=begins[1:])
    return np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), "<u4"), begins


@functools.cache
def _rules() -> "tuple[Rules, Marked]":
    from sijill.names.spelling import Marked, Rules

    latin = np.zeros(_CODE_POINTS, np.uint8)
    for letter, code in letters.CODES.items():
        latin[ord(letter)] = code
    arabic = latin.copy()
    for neighbour, letter in letters.NEIGHBOURS.items():
        arabic[neighbour] = latin[letter]
    classes = np.zeros(256, np.uint8)
    for letter, name in letters.CLASSES.items():
        classes[letters.CODES[letter]] = letters.CLASS_NUMBERS[name]
    written, stands_for = (
        np.array([[*map(ord, text.ljust(width, "\0"))] for text in texts], np.uint32)
        for texts, width in zip(zip(*letters.LATIN_SPELLINGS, strict=True), (3, 2), strict=True)
    )
    needed = [sum({1 << (ord(letter) - ord("a")) for letter in text}) for text, _ in letters.LATIN_SPELLINGS]
    marked = [letters.CODES[letter] for letter in "اĀهĦيĪhĤح"]
    classes_marked = [letters.CLASS_NUMBERS[name] for name in "th"]
    vowels = letters.pack_skeleton(letters.vowels_only("a"))
    return (
        Rules(latin, arabic, written, stands_for, np.array(needed, np.uint32), classes),
        Marked(*marked, *classes_marked, vowels, letters.SKELETON_LENGTH),
    )
