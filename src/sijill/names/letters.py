"""Letters as one byte each, what it costs to take one for another, and the skeleton that both scripts share.

A part of a name is at most ``LENGTH`` letters. Arabic letters have the codes 1-39, Latin letters 40-79
(digraphs such as ``kh`` are one letter, doubled letters one), digits 80-89. A letter that behaves
otherwise at the edge of a word has a code of its own there (silent final ه, first alef), so that the
comparison itself needs no context. The costs are set by hand from the common romanisations (English,
French, German, Persian, Urdu); no name entered into them.
"""

import functools
import re
from typing import Final

LENGTH: Final = 14
"""Letters kept of a part; what is beyond is cut."""

ARABIC: Final = 1
LATIN: Final = 2
NEITHER: Final = 0

_ARABIC_LETTERS: Final = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءپچژگڤ"
_LATIN_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
DIGRAPHS: Final = {"K": "kh", "S": "sh", "G": "gh", "T": "th", "D": "dh", "C": "ch", "Z": "zh"}
_FINALS: Final = {"Ħ": "ه", "Ī": "ي", "Ā": "ا", "Ĥ": "h"}
"""Stand-ins of final ه, final ي, first alef and final Latin h."""

CODES: Final[dict[str, int]] = {
    **{letter: 1 + place for place, letter in enumerate(_ARABIC_LETTERS)},
    **{letter: 1 + len(_ARABIC_LETTERS) + place for place, letter in enumerate("ĦĪĀ")},
    **{letter: 40 + place for place, letter in enumerate(_LATIN_LETTERS)},
    **{letter: 66 + place for place, letter in enumerate(DIGRAPHS)},
    "Ĥ": 66 + len(DIGRAPHS),
    **{digit: 80 + place for place, digit in enumerate("0123456789")},
}
ALEF: Final = CODES["ا"]
LAM: Final = CODES["ل"]
FIRST_ALEF: Final = CODES["Ā"]
LATIN_A: Final = CODES["a"]
LATIN_E: Final = CODES["e"]
LATIN_L: Final = CODES["l"]
LATIN_H: Final = CODES["h"]
FIRST_LATIN: Final = 40
LAST_LATIN: Final = 79

NEIGHBOURS: Final = str.maketrans(
    "ٹټڈډڑړڕڵںڼێۍۆۇۋځڅښږٺٻڃڄڇڈڊڎڠڗݜ",
    "تتددرررلننييوووزسشژتبججچددغرزس".ljust(30, "س")[:30],
)
"""Letters of Urdu, Pashto, Kurdish and Sindhi, as the nearest letter of the table."""

LATIN_SPELLINGS: Final = (
    ("tch", "C"),
    ("sch", "S"),
    ("sh", "S"),
    ("kh", "K"),
    ("gh", "G"),
    ("th", "T"),
    ("dh", "D"),
    ("ch", "C"),
    ("zh", "Z"),
    ("ph", "f"),
    ("dj", "j"),
    ("ck", "k"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("x", "ks"),
)
DOUBLED: Final = re.compile(r"(.)\1+")


def spell(part: str) -> str:
    """Return folded ``part`` with one character a letter of the table; unknown characters are dropped."""
    if part[:1].isascii():
        for written, letter in LATIN_SPELLINGS:
            part = part.replace(written, letter)
        part = part if part.isdecimal() else DOUBLED.sub(r"\1", part)
        if len(part) > 2 and part.endswith("h"):
            part = part[:-1] + "Ĥ"
        return "".join(letter for letter in part if letter in CODES)
    part = part.translate(NEIGHBOURS)
    if part.startswith("ا"):
        part = "Ā" + part[1:]
    if len(part) > 2 and part[-1] in "هي":
        part = part[:-1] + ("Ħ" if part[-1] == "ه" else "Ī")
    return "".join(letter for letter in part if letter in CODES)


def encode(part: str) -> bytes:
    """Return the letter codes of folded ``part``, at most ``LENGTH``; empty when no letter is known."""
    return bytes(CODES[letter] for letter in spell(part)[:LENGTH])


CLASSES: Final[dict[str, str]] = {
    letter: name
    for name, members in {
        "b": "بپbp",
        "t": "تطثدضذظزtTdDz",
        "j": "جغگژjgGZ",
        "x": "خK",
        "s": "سصsc",
        "c": "شچSC",
        "r": "رr",
        "l": "لl",
        "m": "مm",
        "n": "نn",
        "h": "حهh",
        "f": "فڤfv",
        "k": "كقkq",
    }.items()
    for letter in members
}
CLASS_NUMBERS: Final = {name: 2 + place for place, name in enumerate("btjxscrlmnhfk")}
SKELETON_LENGTH: Final = 15
_DIGITS_FLAG: Final = 1 << 63
SOFT_C: Final = re.compile("c(?![eiy])")


CONSONANTS: Final = "".join(sorted(set("".join(CLASSES.values()))))
"""The letters that skeletons are made of, beside ``a`` alone."""


def skeleton(part: str) -> str:
    """Return the consonants of folded ``part``, the same in both scripts; ``a`` when it has vowels only.

    One letter stands for all that romanisations confuse: ``t`` for ت ط ث د ض ذ ظ ز, ``j`` for ج غ گ,
    ``x`` for خ, ``c`` for ش چ, ``k`` for ك ق. A final ه ح h is silent, و ي ا ع ء and vowels are dropped.
    Digits stay. Empty when no letter is known.
    """
    if part.isdecimal():
        return part
    spelled = spell(SOFT_C.sub("k", part.replace("ch", "C")) if part[:1].isascii() else part)
    silent = spelled[:-1] if len(spelled) > 1 and spelled[-1] in "حĦĤh" else spelled
    # Arabic writes ت and ح of فتحي apart, romanisation joins them to th: without h both give ft.
    kept = "".join(CLASSES.get(letter, "") for letter in silent).replace("th", "t")
    return kept or vowels_only(spelled)


def vowels_only(spelled: str) -> str:
    """Return the skeleton of a spelled part that has no consonant."""
    return ("h" if "ح" in spelled else "a") if spelled else ""


@functools.cache
def class_bit(letter: str) -> int:
    """Return one bit for the consonant class of a letter; 0 for vowels and for h and c, which are unsure."""
    name = CLASSES.get(letter, "h")
    return 0 if name == "h" or letter == "c" else 1 << CLASS_NUMBERS[name]


def pack_skeleton(consonants: str) -> int:
    """Return ``skeleton(part)`` as an unsigned 64-bit number, four bits a consonant; 0 for an empty one."""
    if consonants.isdecimal():
        return _DIGITS_FLAG | (int(consonants[:17]) + 1)
    packed = 1 if consonants == "a" else 0
    for name in consonants[:SKELETON_LENGTH]:
        packed = packed << 4 | CLASS_NUMBERS.get(name, 0)
    return packed


def base_letter(letter: str) -> str:
    """Return the letter that an edge letter stands for, else the letter itself."""
    return _FINALS.get(letter, letter)


def script_of(encoded: bytes) -> int:
    """Return ``ARABIC`` or ``LATIN`` by the first letter code (digits count as Latin), else ``NEITHER``."""
    if not encoded:
        return NEITHER
    return ARABIC if encoded[0] < FIRST_LATIN else LATIN
