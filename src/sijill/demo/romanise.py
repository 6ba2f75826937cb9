"""Arabic names in Latin letters, as different hands write them.

Works from a vowelled transcription, since short vowels cannot be had from the script. Three hands: the
English-language press, French use, and a sloppy one that is not the same twice.
"""

import enum
import re
from typing import Final

from sijill.demo.chance import Chance


class Hand(enum.StrEnum):
    """Who romanises."""

    PRESS = "press"
    FRENCH = "french"
    SLOPPY = "sloppy"


_PLAIN: Final = str.maketrans(
    {"ḥ": "h", "ṣ": "s", "ḍ": "d", "ṭ": "t", "ẓ": "z", "ʿ": "", "ʾ": "", "ā": "a", "ī": "i", "ū": "u"}
)
_USUAL: Final[dict[Hand, dict[str, tuple[str, ...]]]] = {
    Hand.PRESS: {
        "muḥammad": ("mohammed", "muhammad"),
        "ḥusayn": ("hussein", "husayn"),
        "yūsuf": ("youssef", "yusuf"),
        "ʿumar": ("omar",),
        "usāma": ("osama",),
        "muṣṭafā": ("mustafa", "mostafa"),
    },
    Hand.FRENCH: {"muḥammad": ("mohamed",), "yūsuf": ("youssef",), "ʿumar": ("omar",), "usāma": ("oussama",)},
    Hand.SLOPPY: {"muḥammad": ("mohamad", "mohammad", "muhamed", "mohamed"), "ʿumar": ("omar", "omer")},
}
"""Names that have a customary form in a hand."""
_FRENCH: Final = (("ū", "u"), ("u", "ou"), ("sh", "ch"), ("j", "dj"), ("aw", "aou"), ("ay", "aï"), ("q", "k"))
"""In this order: the ou that comes of u is not touched again."""
_SLOPPY: Final = (
    ("ī", "ee", 0.4), ("ū", "oo", 0.4), ("ū", "ou", 0.5), ("dh", "z", 0.4), ("th", "t", 0.5), ("q", "k", 0.5),
    ("q", "g", 0.2), ("kh", "k", 0.15), ("gh", "g", 0.3), ("ay", "ei", 0.5), ("aw", "o", 0.5), ("j", "g", 0.1),
    ("u", "o", 0.5), ("iyy", "iy", 0.7),
)  # fmt: skip

_DOUBLED: Final = re.compile(r"([^aeiou])\1")


def romanise(sound: str, hand: Hand, chance: Chance) -> str:
    """Return the transcription ``sound`` of a name as ``hand`` writes it, in plain letters with capitals.

    Always at least one letter for a sound that has one; the French hand writes ``ï``.
    """
    words = sound.lower().replace("ʿabd al-", "ʿabdul ").split(" ")
    joined = _join_god(words, hand, chance)
    return " ".join(_word(word, hand, chance) for word in joined)


def _join_god(words: list[str], hand: Hand, chance: Chance) -> list[str]:
    """Join what many hands write as one word: Abd Allah, Abd al-X."""
    if len(words) < 2 or words[0] not in {"ʿabd", "ʿabdul"}:
        return words
    first = "ʿabdel" if hand is Hand.FRENCH and words[0] == "ʿabdul" else words[0]
    if words[1] == "allāh":
        return ["ʿabdullāh" if chance.happens(0.6) else "ʿabdallāh"]
    if chance.happens(0.4):
        return [first + words[1]]
    return [first, words[1]] if chance.happens(0.6) else ["ʿabd", "al-" + words[1]]


def _word(word: str, hand: Hand, chance: Chance) -> str:
    article = word.startswith("al-")
    bare = word.removeprefix("al-")
    usual = _USUAL[hand].get(bare)
    spelled = chance.pick(usual) if usual else _spell(bare, hand, chance)
    capital = spelled[:1].upper() + spelled[1:]
    if not article:
        return capital
    return _article(hand, chance) + capital


def _article(hand: Hand, chance: Chance) -> str:
    if hand is Hand.PRESS:
        return "al-"
    if hand is Hand.FRENCH:
        return "El "
    return chance.pick(("al-", "al ", "Al", "el-", ""))


def _spell(bare: str, hand: Hand, chance: Chance) -> str:
    if hand is Hand.FRENCH:
        for old, new in _FRENCH:
            bare = bare.replace(old, new)
    if hand is Hand.SLOPPY:
        bare = _slop(bare, chance)
    return bare.translate(_PLAIN)


def _slop(bare: str, chance: Chance) -> str:
    for old, new, probability in _SLOPPY:
        if old in bare and chance.happens(probability):
            bare = bare.replace(old, new)
    if chance.happens(0.3):
        bare = _DOUBLED.sub(r"\1", bare)
    if chance.happens(0.25) and bare.endswith("a"):
        bare += "h"
    if len(bare) > 4 and chance.happens(0.25):
        bare = bare[:3] + bare[3:].replace("a", "e")
    return bare
