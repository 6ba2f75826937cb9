"""Level *stem* for prose: the light stemmer light10 over folded words. Never for names.

Source: Larkey, Ballesteros and Connell, "Light Stemming for Arabic Information Retrieval" (2007), table 1:
the prefixes ال، وال، بال، كال، فال، لل، و and the suffixes ها، ان، ات، ون، ين، يه، ية، ه، ة، ي, each cut
once at most (و first), when enough letters are left.
"""

import functools
from typing import Final

_ARTICLES: Final = ("وال", "بال", "كال", "فال", "ال", "لل")
_SUFFIXES: Final = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")


@functools.lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return the light stem of a word of level match; words without Arabic letters come back as they are."""
    if not word or not "\u0621" <= word[0] <= "\u06d3":
        return word
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= 2:
            word = word[len(article) :]
            break
    else:
        if word.startswith("و") and len(word) >= 4:
            word = word[1:]
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 2:
            word = word[: -len(suffix)]
    return word


def stems(word: str) -> tuple[str, ...]:
    """Return the stems under which a text may hold a query's word: its own, and that of its twin.

    light10 takes the و of وثيقة for "and" but keeps that of الوثيقة, so that neither would find the other.
    """
    twins = [word]
    if word.startswith("و"):
        twins.append("ال" + word)
    twins += [word[len(article) :] for article in _ARTICLES if word.startswith(article + "و")]
    return tuple(sorted({stem(twin) for twin in twins}))
