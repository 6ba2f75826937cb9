"""Pools that a made-up country draws from: given names, invented family names, places.

The words are in ``data/*.toml``; family names are put together from invented roots of four consonants, so
that their number grows with the country and none is taken from life.
"""

import dataclasses
import functools
import tomllib
from importlib import resources
from typing import Any, Final

from sijill.demo.chance import Chance, by_rank


@dataclasses.dataclass(frozen=True, slots=True)
class Name:
    """A name in Arabic script and with all its vowels."""

    arabic: str
    sound: str
    """The vowelled Latin transcription that romanisations are made from, for example ``Muḥammad``."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """An invented town and its governorate, in Arabic and English."""

    ar: str
    en: str
    governorate_ar: str
    governorate_en: str
    weight: float


@functools.cache
def load(file: str) -> dict[str, Any]:  # Any: TOML tables nest without a fixed shape
    """Return ``data/<file>.toml`` as nested tables; not to be changed by the caller."""
    path = resources.files("sijill.demo").joinpath("data", f"{file}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@functools.cache
def men() -> tuple[Name, ...]:
    """Return men's given names, commonest first."""
    return tuple(Name(*pair) for pair in load("names")["men"])


@functools.cache
def women() -> tuple[Name, ...]:
    """Return women's given names, commonest first."""
    return tuple(Name(*pair) for pair in load("names")["women"])


@functools.cache
def towns() -> tuple[Town, ...]:
    """Return all towns, by governorate; the first of a governorate is its largest."""
    found = []
    for place in load("places")["governorate"]:
        for rank, (ar, en) in enumerate(place["towns"]):
            weight = place["weight"] / (rank + 1.5)
            town = Town(ar=ar, en=en, governorate_ar=place["ar"], governorate_en=place["en"], weight=weight)
            found.append(town)
    return tuple(found)


_GIVEN_STEEPNESS: Final = 0.75
"""As uneven as given names are in victims' lists: the commonest name is some 7 % of men."""


@functools.cache
def men_weights() -> tuple[float, ...]:
    """Return the cumulative weights of ``men``."""
    return tuple(by_rank(len(men()), _GIVEN_STEEPNESS))


@functools.cache
def women_weights() -> tuple[float, ...]:
    """Return the cumulative weights of ``women``."""
    return tuple(by_rank(len(women()), _GIVEN_STEEPNESS))


_CONSONANTS: Final = (
    ("ب", "b"), ("ت", "t"), ("ج", "j"), ("خ", "kh"), ("د", "d"), ("ر", "r"), ("ز", "z"), ("س", "s"),
    ("ش", "sh"), ("ص", "ṣ"), ("ط", "ṭ"), ("ع", "ʿ"), ("غ", "gh"), ("ف", "f"), ("ق", "q"), ("ك", "k"),
    ("ل", "l"), ("م", "m"), ("ن", "n"), ("ه", "h"), ("ح", "ḥ"),
)  # fmt: skip
_CLASSES: Final = ("زسشصج", "تدط", "كقخعغهح", "بفم", "رلن")
"""Letters spoken at one place of the mouth; Arabic roots seldom hold two of a class."""
_SHAPES: Final = (
    ("ال{0}{1}{2}ا{3}ي", "al-{0}a{1}{2}ā{3}ī"),
    ("ال{0}{1}{2}و{3}ي", "al-{0}u{1}{2}ū{3}ī"),
    ("{0}{1}{2}و{3}", "{0}a{1}{2}ū{3}"),
    ("ال{0}{1}{2}ي{3}", "al-{0}i{1}{2}ī{3}"),
    ("ال{0}و{1}{2}{3}ي", "al-{0}ū{1}a{2}{3}ī"),
    ("ال{0}ي{1}{2}اوي", "al-{0}ay{1}a{2}āwī"),
    ("{0}{1}ا{2}{3}ة", "{0}a{1}ā{2}i{3}a"),
)
"""Patterns of family names: Arabic script and sound, by the consonants of the root."""


def family_names(count: int, chance: Chance) -> tuple[Name, ...]:
    """Return ``count`` distinct invented family names, none of the avoided ones."""
    avoided = set(load("names")["avoid"])
    found: dict[str, Name] = {}
    while len(found) < count:
        root = [chance.pick(_CONSONANTS) for _ in range(4)]
        arabic, sound = chance.pick(_SHAPES)
        if not _speakable([letter for letter, _ in root]):
            continue
        name = arabic.format(*(letter for letter, _ in root))
        spoken = sound.format(*(latin for _, latin in root))
        if name not in avoided:
            found.setdefault(name, Name(name, _title(spoken)))
    return tuple(found.values())


def _speakable(root: list[str]) -> bool:
    """No two letters of a class, and no letter where it would blur the pattern."""
    apart = all(sum(letter in letters for letter in root) <= 1 for letters in _CLASSES)
    return apart and root[0] not in "لن" and root[3] not in "نعه"


def _title(sound: str) -> str:
    article = "al-" if sound.startswith("al-") else ""
    rest = sound.removeprefix(article)
    # A leading ʿayn or ḥ has no capital of its own worth the trouble; the next letter carries it.
    position = next(index for index, letter in enumerate(rest) if letter not in "ʿʾ")
    return article + rest[:position] + rest[position].upper() + rest[position + 1 :]
