"""Two forms of a folded word for prose, *bare* and *stem*. Never for names: عابدين is no plural of عابد.

*Bare* is the word without "and" and the article, with or without ب، ك، ف، ل before it. *Stem* is the bare word
without the suffixes of the light stemmer light10 (Larkey, Ballesteros and Connell, "Light Stemming for Arabic
Information Retrieval", 2007, table 1: ها، ان، ات، ون، ين، يه، ية، ه، ة، ي, each cut once at most, when two letters
are left). Where we differ: light10 takes the و of وثيقة for "and" but keeps that of الوثيقة, so that neither
finds the other; here a و behind the article goes as well. الله and والد keep their beginnings, which only look
like an article. English words lose the s of the plural (Harman, "How Effective Is Suffixing?", 1991, table 2), and the es of witnesses.
"""

import bisect
import functools
from typing import Final

from sijill.text.fold import Folded, match
from sijill.text.language import language
from sijill.text.tokens import tokens

_ARTICLES: Final = ("وال", "بال", "كال", "فال", "ال", "لل")
_SUFFIXES: Final = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_GOD: Final = dict.fromkeys(("الله", "والله", "بالله", "تالله", "لله", "ولله", "فالله"), "الله")
_PARENTS: Final = frozenset(
    parent + of
    for parent, ends in (
        ("والد", " ه ها هم هن هما ي نا ك ا ان ين اه يه يها يهم ي"),
        ("والدت", "ه ها هم هن هما ي نا ك ان ين"),
    )
    for of in ends.split(" ")
)
"""Father and mother as they are written with what hangs on them: their وال is no "and the", as that of والدولة is."""


@functools.lru_cache(maxsize=1 << 16)
def bare(word: str) -> str:
    """Return a word of level match without "and" and article; words in other letters come back as they are."""
    if not word or not "\u0621" <= word[0] <= "\u06d3":
        return word
    if word in _GOD:
        return _GOD[word]
    word = _without_and(word)
    if word in _PARENTS:
        return word
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= 2:
            word = word[len(article) :]
            break
    return _without_and(word)


@functools.lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return the light stem of a word of level match; words in neither Arabic nor Latin letters as they are."""
    if word[:1].isascii():
        return _singular(word) if word.isalpha() else word
    word = bare(word)
    if not "\u0621" <= word[:1] <= "\u06d3" or word == _GOD["الله"]:
        return word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 2:
            word = word[: -len(suffix)]
    return word


def stemmed(text: str) -> Folded:
    """Return ``text`` at level *stem*: each word of level *match* cut to its stem, with the offset map of what is left.

    An alef that only carries tanwin is cut as well. A passage that is told to be in another language than Arabic or
    English keeps its words: Persian and Kurdish end in ان and ها for other reasons. Unlike the other levels this one
    is not idempotent, because light10 is not: a stem may look like a word with an ending.
    """
    folded = match(text)
    if language(text) not in {"ar", "en", ""}:
        return folded
    kept: list[tuple[str, int]] = []
    position = 0
    for token in tokens(text):
        first = bisect.bisect_left(folded.offsets, token.start, position)
        kept += ((folded.text[place], place) for place in range(position, first))
        kept += ((letter, first + place) for letter, place in _placed(token.base, stem(token.base)))
        position = bisect.bisect_left(folded.offsets, token.end, first)
    kept += ((folded.text[place], place) for place in range(position, len(folded.text)))
    return Folded(
        "".join(letter for letter, _ in kept), tuple(folded.offsets[place] for _, place in kept), len(text)
    )


def _placed(word: str, form: str) -> list[tuple[str, int]]:
    """Return each letter of a form of a word with its place in the word; of *body* the y stands for the ie of *bodies*."""
    start = word.find(form)
    if start >= 0:
        return [(letter, start + place) for place, letter in enumerate(form)]
    return [(letter, min(place, len(word) - 1)) for place, letter in enumerate(form)]


def _without_and(word: str) -> str:
    return word[1:] if word.startswith("و") and len(word) >= 4 and word not in _PARENTS else word


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us")):
        return word
    if word.endswith("ies") and not word.endswith(("aies", "eies")):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1]
