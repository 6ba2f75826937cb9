"""Level *stem* for prose: the light stemmer light10 over folded words. Never for names.

Source: Larkey, Ballesteros and Connell, "Light Stemming for Arabic Information Retrieval" (2007), table 1:
the prefixes ال، وال، بال، كال، فال، لل، و and the suffixes ها، ان، ات، ون، ين، يه، ية، ه، ة، ي, each cut
once at most (و first), when enough letters are left.
"""

import bisect
import functools
from typing import Final

from sijill.text.fold import Folded, match
from sijill.text.language import language
from sijill.text.tokens import tokens

_ARTICLES: Final = ("وال", "بال", "كال", "فال", "ال", "لل")
_SUFFIXES: Final = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")


def stem(word: str) -> str:
    """Return the light stem of a word of level match; words without Arabic letters come back as they are."""
    start, end = _kept(word)
    return word[start:end]


@functools.lru_cache(maxsize=1 << 16)
def _kept(word: str) -> tuple[int, int]:
    """Return which letters of a word its stem is: the stem is always a piece of it, and never empty."""
    start, end = 0, len(word)
    if not word or not "\u0621" <= word[0] <= "\u06d3":
        return start, end
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= 2:
            start = len(article)
            break
    else:
        if word.startswith("و") and len(word) >= 4:
            start = 1
    for suffix in _SUFFIXES:
        if word[start:end].endswith(suffix) and end - start - len(suffix) >= 2:
            end -= len(suffix)
    return start, end


def stemmed(text: str) -> Folded:
    """Return ``text`` at level *stem*: each word of level *match* cut to its stem, with the offset map of what is left.

    An alef that only carries tanwin is cut as well. A passage that is told to be in another language than Arabic
    keeps its words: Persian and Kurdish end in ان and ها for other reasons. Unlike the other levels this one is not
    idempotent, because light10 is not: a stem may look like a word with an ending.
    """
    folded = match(text)
    if language(text) not in {"ar", ""}:
        return folded
    kept: list[int] = []
    position = 0
    for token in tokens(text):
        first = bisect.bisect_left(folded.offsets, token.start, position)
        start, end = _kept(token.base)
        kept += range(position, first)
        kept += range(first + start, first + end)
        position = bisect.bisect_left(folded.offsets, token.end, first)
    kept += range(position, len(folded.text))
    return Folded(
        "".join(folded.text[place] for place in kept),
        tuple(folded.offsets[place] for place in kept),
        len(text),
    )


def stems(word: str) -> tuple[str, ...]:
    """Return the stems under which a text may hold a query's word: its own, and that of its twin.

    light10 takes the و of وثيقة for "and" but keeps that of الوثيقة, so that neither would find the other.
    """
    twins = [word]
    if word.startswith("و"):
        twins.append("ال" + word)
    twins += [word[len(article) :] for article in _ARTICLES if word.startswith(article + "و")]
    return tuple(sorted({stem(twin) for twin in twins}))
