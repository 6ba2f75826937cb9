"""Names of places as they are compared across scripts: articles off, words apart, letters of one alphabet.

The article belongs to a place's name (الزلف and زلف are two villages), but romanisers write it in a dozen ways, so it
is counted and left out.
"""

import re
import unicodedata
from typing import Final, NamedTuple

from sijill.names.letters import skeleton
from sijill.text import letters, match_key

_ARTICLES: Final = "al|el|ad|ar|as|ash|at|an|az|adh|ath|et|esh|es|er|en|ed|ez|il|ul"
_LATIN_ARTICLE: Final = re.compile(rf"(?:^|(?<=[\s(]))(?:{_ARTICLES})[\s\-]+(?=['’‘`ʿʼ]?\w)")
_ARABIC_ARTICLE: Final = re.compile(r"(?:^|(?<=\s))ال(?=\w{2})")
_TWO_FOR_ONE: Final = {
    "kh": "x", "sh": "S", "ch": "C", "gh": "G", "th": "T", "dh": "D", "zh": "Z", "ph": "f",
}  # fmt: skip
"""Letters that romanisers write with two."""
_DIGRAPHS: Final = (
    ("kh", "x"), ("sh", "S"), ("ch", "S"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("zh", "z"), ("ph", "f"),
    ("ou", "w"), ("oo", "w"), ("ee", "y"), ("aa", "a"), ("ei", "y"), ("ai", "y"), ("ay", "y"), ("ey", "y"),
    ("aw", "w"), ("au", "w"),
)  # fmt: skip
_LATIN: Final = str.maketrans({"o": "w", "u": "w", "i": "y", "e": "y", "c": "k", "p": "b", "v": "f"})
_ARABIC: Final = dict(
    zip("ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإآؤئپچژگڤ", "abttjhxddrzsSsdtzEgfqklmnhwyhaEaaawybSzgf", strict=True)
)
_VOWELS: Final = re.compile("[awyE ]")
_DOUBLED: Final = re.compile(r"(.)\1+")


class Spelled(NamedTuple):
    """A word or a name in the three ways in which likenesses see it."""

    skeleton: str
    written: str
    consonants: str


def is_arabic(name: str) -> bool:
    """Whether a name holds a letter of the Arabic script."""
    return any("\u0621" <= letter <= "\u06d3" for letter in name)


def without_articles(name: str) -> tuple[str, int]:
    """Return a name without its articles, folded, and how many there were."""
    if is_arabic(name):
        return _ARABIC_ARTICLE.subn("", letters(name).text)
    opened = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in opened if not unicodedata.combining(letter))
    plain, count = _LATIN_ARTICLE.subn("", bare)
    return re.sub(r"[^a-z0-9\s]", "", plain.replace("-", " ")).strip(), count


def spelled(plain: str) -> Spelled:
    """Return how a word or a name without articles is compared letter by letter."""
    written = _romanised(plain)
    return Spelled(
        skeleton="".join(skeleton(word) for word in match_key(plain).split()),
        written=written.replace(" ", ""),
        consonants=_VOWELS.sub("", written),
    )


def sounds(plain: str) -> str:
    """Return the letters that learned correspondences see: one for each sound, none twice running, no blanks."""
    if is_arabic(plain):
        return re.sub(r"[\W_]", "", plain)
    for written, letter in _TWO_FOR_ONE.items():
        plain = plain.replace(written, letter)
    return _DOUBLED.sub(r"\1", plain.replace(" ", ""))


def _romanised(plain: str) -> str:
    if is_arabic(plain):
        return "".join(_ARABIC.get(letter, letter if letter.isspace() else "") for letter in plain)
    for written, letter in _DIGRAPHS:
        plain = plain.replace(written, letter)
    return _DOUBLED.sub(r"\1", plain).translate(_LATIN)
