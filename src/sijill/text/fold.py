"""Levels of folding with offset maps: *clean* (display safe), *letters* (for names) and *match* (for words).

The stored text is never changed: a folded text carries, for each of its characters, the code point
offset in the source that it came from. All are idempotent, and ``match(clean(x)) = match(x)``.

NFKC is applied only to the Arabic presentation forms (U+FB50-FDFF, U+FE70-FEFF), because full NFKC also
changes ``²`` and ``½``; a base letter followed by a combining hamza or madda (U+0653-0655) is composed
first, since splitting أ before folding would lose it.
"""

import dataclasses
import unicodedata
from typing import Final

_TATWEEL: Final = "\u0640"
INVISIBLE: Final = frozenset(
    "\u00ad\u061c\u180e\u200b\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
"""Soft hyphen, bidi controls, zero width space and joiner, byte order mark. The zero width non-joiner
(U+200C) stays: it is spelling in Persian and Kurdish."""

_COMPOSED: Final = {
    ("ا", "\u0653"): "آ",
    ("ا", "\u0654"): "أ",
    ("ا", "\u0655"): "إ",
    ("و", "\u0654"): "ؤ",
    ("ي", "\u0654"): "ئ",
    ("ى", "\u0654"): "ئ",
}
_HAMZA_MARKS: Final = "\u0653\u0654\u0655"

_SHAPES: Final = {
    "ٱ": "ا",
    "ٲ": "أ",
    "ٳ": "إ",
    "ی": "ي",
    "ې": "ي",
    "ے": "ي",
    "ۀ": "ة",
    "ە": "ه",
    "ھ": "ه",
    "ہ": "ه",
    "ک": "ك",
    "ڪ": "ك",
    "\u200c": "",
}
"""Shapes of one letter in other languages. The letters پ چ ژ گ ڤ stay: they are sounds of their own."""
_SEATS: Final = str.maketrans("أإآؤئىة", "اااوييه")
"""What the level *match* folds beyond *letters*: hamza seats, alef maqsura and ta marbuta, one for one."""

_LATIN: Final = {"ø": "o", "ı": "i", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th"}
"""Latin letters that Unicode does not take apart, as they are spelled where they cannot be typed."""


@dataclasses.dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, for each of its characters, the source offset that it came from."""

    text: str
    offsets: tuple[int, ...]
    """Ascending code point offsets into the source, one for each character of ``text``."""
    source_length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the source span (code points, end exclusive) that ``text[start:end]`` came from.

        The span takes in combining marks that were folded away behind its last letter.
        An empty span maps to an empty span.
        """
        if start >= end:
            position = self.offsets[start] if start < len(self.offsets) else self.source_length
            return position, position
        stop = self.offsets[end] if end < len(self.offsets) else self.source_length
        return self.offsets[start], max(stop, self.offsets[end - 1] + 1)


def clean(text: str) -> Folded:
    """Return ``text`` safe to show: no presentation forms, tatweel or invisible controls."""
    characters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        for piece in _clean_one(character):
            if piece in _HAMZA_MARKS and characters and (characters[-1], piece) in _COMPOSED:
                characters[-1] = _COMPOSED[characters[-1], piece]
                continue
            characters.append(piece)
            offsets.append(offset)
    return Folded("".join(characters), tuple(offsets), len(text))


def match(text: str) -> Folded:
    """Return ``text`` folded for comparison: clean, no vowels, one form a letter, ASCII digits, lower case."""
    spelled = letters(text)
    return Folded(fold_seats(spelled.text), spelled.offsets, spelled.source_length)


def fold_seats(spelled: str) -> str:
    """Return text of level *letters* at level *match*, character by character: equally long."""
    return spelled.translate(_SEATS)


def letters(text: str) -> Folded:
    """Return ``text`` as *match* does, but with hamza seats, alef maqsura and ta marbuta as written.

    What a romanisation can tell apart (موسى, Musa) stays apart here; names are compared at this level.
    """
    cleaned = clean(text)
    characters: list[str] = []
    offsets: list[int] = []
    for character, offset in zip(cleaned.text, cleaned.offsets, strict=True):
        for piece in _letters_of(character):
            characters.append(piece)
            offsets.append(offset)
    return Folded("".join(characters), tuple(offsets), len(text))


def match_key(text: str) -> str:
    """Return ``match(text).text`` with white space joined to single blanks; what comparisons compare."""
    return " ".join(match(text).text.split())


def _clean_one(character: str) -> str:
    if character < "\u00ad":
        return character
    if character == _TATWEEL or character in INVISIBLE:
        return ""
    if "\ufb50" <= character <= "\ufdff" or "\ufe70" <= character <= "\ufeff":
        # Ligatures such as U+FDF2 and isolated vowel signs come out as letters, blanks and marks.
        return unicodedata.normalize("NFKC", character).replace(_TATWEEL, "")
    return character


def _letters_of(character: str) -> str:
    if character < "\u0080":
        return character.lower()
    if character in _SHAPES:
        return _SHAPES[character]
    if unicodedata.combining(character) and _is_arabic_mark(character):
        return ""
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return _fold_latin(character)


def _is_arabic_mark(character: str) -> bool:
    return (
        "\u0610" <= character <= "\u061a"
        or "\u064b" <= character <= "\u065f"
        or (character == "\u0670" or "\u06d6" <= character <= "\u06ed" or "\u08ca" <= character <= "\u08ff")
    )


def _fold_latin(character: str) -> str:
    lowered = character.casefold()
    decomposed = unicodedata.normalize("NFD", lowered)
    if decomposed[0] < "\u0250":
        # é -> e; a bare combining accent behind a Latin letter goes too, below.
        return "".join(_LATIN.get(piece, piece) for piece in decomposed if not unicodedata.combining(piece))
    if "\u0300" <= character <= "\u036f":
        return ""
    return lowered
