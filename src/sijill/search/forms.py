"""The forms under which a written word is indexed and looked for, each worked out once for a distinct word."""

import functools
from typing import Final, NamedTuple

from sijill.search.sounds import keyed
from sijill.text import bare, folded_base, stem

GRAM: Final = 3
"""Letters of the pieces of words: Arabic roots have mostly three, and 3 found more than 4."""
LONGEST: Final = 64
"""Letters of a word that are indexed: no word is longer, but a hash or an address without blanks may be."""
_SHORTEST_KEYED: Final = 3


class Forms(NamedTuple):
    """What is indexed of one word. All are empty for a word in which no letter or digit is left."""

    exact: str
    """Level match."""
    bare: str
    """Without "and" and the article."""
    stem: str
    grams: tuple[str, ...]
    """Every three letters in a row of the bare form; a shorter one as it is."""
    joined_grams: str
    """The same joined by blanks, as they enter the index."""
    keys: str
    """``exact`` behind its consonants in Latin letters (``sounds.keyed``), for a word that may be a name; a second,
    behind a blank, of the bare form where its consonants are others: *Assad* has no letter of the article of الأسد."""
    has_digit: bool


_NONE: Final = Forms("", "", "", (), "", "", has_digit=False)


@functools.lru_cache(maxsize=1 << 18)
def forms(written: str) -> Forms:
    """Return the forms of a word as written."""
    folded, base = folded_base(written)
    if not folded:
        return _NONE
    folded, base = folded[:LONGEST], base[:LONGEST]
    short = bare(base)
    grams = grams_of(short)
    has_digit = any(map(str.isdigit, folded))
    keys = () if has_digit else dict.fromkeys(filter(None, (key_of(folded), key_of(short))))
    terms = " ".join(keyed(key, folded) for key in keys)
    return Forms(folded, short, stem(base), grams, " ".join(grams), terms, has_digit)


def key_of(folded: str) -> str:
    """Return the consonants of a word in Latin letters, the same in both scripts; empty for very short words."""
    from sijill.names.letters import skeleton

    return skeleton(folded) if len(folded) >= _SHORTEST_KEYED else ""


def grams_of(word: str) -> tuple[str, ...]:
    """Return the pieces of ``GRAM`` letters of a word, in order; the word itself when it is shorter."""
    return tuple(word[at : at + GRAM] for at in range(max(1, len(word) - GRAM + 1)))
