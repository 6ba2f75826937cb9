"""Two forms of a folded word for prose, *bare* and *stem*. Never for names: عابدين is no plural of عابد.

*Bare* is the word without "and" and the article, with or without ب، ك، ف، ل before it. *Stem* is the bare word
without the suffixes of the light stemmer light10 (Larkey, Ballesteros and Connell, "Light Stemming for Arabic
Information Retrieval", 2007, table 1: ها، ان، ات، ون، ين، يه، ية، ه، ة، ي, each cut once at most, when two letters
are left). Where we differ: light10 takes the و of وثيقة for "and" but keeps that of الوثيقة, so that neither
finds the other; here a و behind the article goes as well. الله and والد keep their beginnings, which only look
like an article. English words lose the s of the plural (Harman, "How Effective Is Suffixing?", 1991, table 2), and the es of witnesses.
"""

import functools
from typing import Final

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
