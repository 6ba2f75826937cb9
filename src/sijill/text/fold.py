"""Levels of folding with offset maps: *clean* (display safe), *letters* (for names) and *match* (for words).

The stored text is never changed: a folded text carries, for each of its characters, the code point
offset in the source that it came from. All are idempotent, and ``match(clean(x)) = match(x)``.

NFKC is applied to the Arabic presentation forms (U+FB50-FDFF, U+FE70-FEFF), and for comparison to letters that
are only a shape of others (full width, mathematical), because full NFKC also changes ``²`` and ``½``; a base letter followed by a combining hamza or madda (U+0653-0655) is composed
first, since splitting أ before folding would lose it.
"""

import dataclasses
import re
import unicodedata
from typing import Final

_TATWEEL: Final = "\u0640"
_IGNORABLE: Final = (
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFB),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
)
"""Unicode's Default_Ignorable_Code_Point (UAX 44), and the marks of interlinear annotation."""
_NON_JOINER: Final = "\u200c"
INVISIBLE: Final = frozenset(chr(code) for first, last in _IGNORABLE for code in range(first, last + 1)) - {
    _NON_JOINER
}
"""Soft hyphen, bidi controls, zero width space and joiner, byte order mark, variation selectors, tags. The zero
width non-joiner (U+200C) stays: it is spelling in Persian and Kurdish."""

_HAMZA_MARKS: Final = "\u0653\u0654\u0655"
_COMPOSED: Final = {
    (letter, mark): made
    for letter in "اويىیەہے"
    for mark in _HAMZA_MARKS
    if len(made := unicodedata.normalize("NFC", ("ي" if letter in "ىی" else letter) + mark)) == 1
}

_SHAPES: Final = {
    "ٱ": "ا",
    "ٲ": "أ",
    "ٳ": "إ",
    "ی": "ي",
    "ې": "ي",
    "ے": "ي",
    "ۓ": "ئ",
    "ۀ": "ة",
    "ۂ": "ة",
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
_HAS_SEAT: Final = re.compile("[أإآؤئىة]")
"""Most words have none, which is found out in a fifth of the time."""

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
            if piece in _HAMZA_MARKS and characters:
                letter = _marked_letter(characters)
                if (characters[letter], piece) in _COMPOSED:
                    characters[letter] = _COMPOSED[characters[letter], piece]
                    continue
            characters.append(piece)
            offsets.append(offset)
    return Folded("".join(characters), tuple(offsets), len(text))


def _marked_letter(characters: list[str]) -> int:
    """Return the place of the letter that a mark behind ``characters`` stands on: vowel signs come before it in NFD."""
    place = len(characters) - 1
    while place > 0 and _is_arabic_mark(characters[place]):
        place -= 1
    return place


def match(text: str) -> Folded:
    """Return ``text`` folded for comparison: clean, no vowels, one form a letter, ASCII digits, lower case."""
    spelled = letters(text)
    return Folded(fold_seats(spelled.text), spelled.offsets, spelled.source_length)


def fold_seats(spelled: str) -> str:
    """Return text of level *letters* at level *match*, character by character: equally long."""
    return spelled.translate(_SEATS) if _HAS_SEAT.search(spelled) else spelled


def letters(text: str) -> Folded:
    """Return ``text`` as *match* does, but with hamza seats, alef maqsura and ta marbuta as written.

    What a romanisation can tell apart (موسى, Musa) stays apart here; names are compared at this level.
    """
    if any(mark in text for mark in _HAMZA_MARKS):
        return _letters_composed(text)
    folded = [_LETTERS[character] for character in text]
    joined = "".join(folded)
    if len(joined) == len(text) and all(folded):
        offsets = tuple(range(len(text)))
    else:
        offsets = tuple([offset for offset, pieces in enumerate(folded) for _ in pieces])
    return Folded(joined, offsets, len(text))


def readable_end(text: str, most: int) -> int:
    """Return where the first ``most`` code points of ``text`` end that are not folded away wherever they stand."""
    if len(text) <= most:
        return len(text)
    end = 0
    for offset, character in enumerate(text):
        most -= not is_folded_away(character)
        if most < 0:
            break
        end = offset + 1
    return end


def is_folded_away(character: str) -> bool:
    """Whether a code point leaves nothing at level *letters*: tatweel, vowel signs, accents, what is invisible."""
    if character < "\u00ad":
        return False
    is_mark = (
        unicodedata.combining(character) and _is_arabic_mark(character)
    ) or "\u0300" <= character <= "\u036f"
    return bool(is_mark) or character in {_TATWEEL, _NON_JOINER} or character in INVISIBLE


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


class _ByCharacter(dict[str, str]):
    """A character at level *letters*, worked out when it is first met: a text has few that differ."""

    def __missing__(self, character: str) -> str:
        folded = "".join(map(_letters_of, _clean_one(character)))
        self[character] = folded
        return folded


_LETTERS: Final = _ByCharacter()


def _letters_composed(text: str) -> Folded:
    """Return the level *letters* of a text in which a mark may make one letter with the one before it."""
    cleaned = clean(text)
    characters: list[str] = []
    offsets: list[int] = []
    for character, offset in zip(cleaned.text, cleaned.offsets, strict=True):
        for piece in _LETTERS[character]:
            characters.append(piece)
            offsets.append(offset)
    return Folded("".join(characters), tuple(offsets), len(text))


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
    return _compatible(character) or lowered


def _compatible(character: str) -> str:
    """Return the letters that a letter is only a shape of, folded; empty when it is a letter of its own."""
    if unicodedata.category(character)[0] not in "LN":
        return ""
    letters_of_it = unicodedata.normalize("NFKC", character)
    if letters_of_it == character or not letters_of_it.isalpha():
        return ""
    if not ("a" <= letters_of_it[0].lower() <= "z" or "\u0620" <= letters_of_it[0] <= "\u064a"):
        return ""
    return "".join(piece for letter in letters_of_it for piece in _letters_of(letter))
