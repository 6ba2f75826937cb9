"""Spelled parts as one byte a letter, and the contexts that a letter stands in.

A *spelling* is what ``sijill.names.pieces`` makes of a part: Arabic letters of level *letters* with ``ٱ``
for the article, or Latin letters and digits. A letter's *row* is its code with the kind of letter on either
side: romanisation depends on that (final ة, first ي), and nine rows a letter are enough to learn it.
"""

import functools
import re
from typing import Final

from sijill.names.pieces import ARTICLE

ARABIC_LETTERS: Final = ARTICLE + "ءاأإآؤئىةبتثجحخدذرزسشصضطظعغفقكلمنهويپچژگڤ"
LATIN_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz0123456789"
FIRST_DIGIT: Final = 26
"""Code of the digit 0 among the Latin codes."""
_NEIGHBOURS: Final = dict(
    zip(
        "ٹټڈډڑړڕڵںڼێۍۆۇۋځڅښږٺٻڃڄڇڈڊڎڠڗݜۊۈەۅۉ",
        "تتددرررلننييوووزسشژتبججچددغرزسووهوو",
        strict=True,
    )
)
"""Letters of Urdu, Pashto, Kurdish and Sindhi, as the nearest letter of the table."""

_ORDINAL: Final = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
LONGEST: Final = 20
"""Letters that are compared of a part; what is beyond is cut."""
CONTEXTS: Final = 9
"""Edge, vowel letter or consonant before, times the same behind."""
_COMMON: Final = re.compile(f"[{ARABIC_LETTERS}]{{1,{LONGEST}}}|[a-z]{{1,{LONGEST}}}")
"""What is spelled as it is written, which is found out in a fifth of the time."""
LETTERS: Final = 48
"""Letters of either script at the most."""
ROWS: Final = LETTERS * CONTEXTS
"""Rows of an emission table."""

ARABIC_CODES: Final = {letter: code for code, letter in enumerate(ARABIC_LETTERS)}
LATIN_CODES: Final = {letter: code for code, letter in enumerate(LATIN_LETTERS)}
VOWELS: Final = frozenset("اأإآوؤىيaeiouy")


@functools.lru_cache(maxsize=1 << 16)
def spelled(spelling: str) -> str:
    """Return ``spelling`` with neighbours replaced and unknown characters dropped, at most ``LONGEST`` letters.

    One script only: that of the first known letter. Empty when no letter is known.
    """
    if _COMMON.fullmatch(spelling):
        return spelling
    known = "".join(_NEIGHBOURS.get(letter, letter) for letter in spelling)
    first = next((letter for letter in known if letter in ARABIC_CODES or letter in LATIN_CODES), "")
    codes = ARABIC_CODES if first in ARABIC_CODES else LATIN_CODES
    return _ORDINAL.sub(r"\1", "".join(letter for letter in known if letter in codes)[:LONGEST])


def is_arabic(letters: str) -> bool:
    """Return whether text of ``spelled`` is Arabic."""
    return letters[:1] in ARABIC_CODES


def codes_of(letters: str) -> list[int]:
    """Return the codes of text of ``spelled`` in the table of its script."""
    table = ARABIC_CODES if is_arabic(letters) else LATIN_CODES
    return [table[letter] for letter in letters]


def rows_of(letters: str) -> list[int]:
    """Return the row of each letter: code x 9 + kind before x 3 + kind behind (0 edge, 1 vowel, 2 consonant)."""
    kinds = [0, *(1 if letter in VOWELS else 2 for letter in letters), 0]
    return [
        code * CONTEXTS + kinds[place] * 3 + kinds[place + 2] for place, code in enumerate(codes_of(letters))
    ]
