"""Names across scripts: which words of the other script in the shards sound like a word of a question.

A shard's field ``key`` has, for every word that may be a name, its consonants in Latin letters, the same in both
scripts, with the word behind them. So the words with a question's consonants, or with one consonant more, less or
another, are a look into a dictionary; ``sijill.names``, whose letters were learned, says which of them it is.
"""

import functools
from collections.abc import Iterator, Sequence
from typing import Final

from sijill.search.asked import Word
from sijill.search.forms import key_of
from sijill.search.shard import Shard
from sijill.search.sounds import present, start_of
from sijill.text import bare

ALIKE: Final = 0.8
"""Score of ``sijill.names`` from which a word is taken for the other script's spelling of a name. Above what says
"possible match" between whole names, because a single word has less to tell it from others."""
_MOST: Final = 12
"""Words of the other script that stand for one, at the most."""
_MOST_COMPARED: Final = 256
"""Words that are compared letter by letter, the commonest first: 20 ms."""
_SHORTEST: Final = 3
_SHORTEST_VARIED: Final = 3
"""Consonants of which one may be another; with fewer, half of all words would be near."""
_MOST_WORDS: Final = 4
"""Words of a question up to which Arabic ones are looked for in Latin letters: a name, not a sentence."""


class Sounding:
    """Looks for words of one question in shards."""

    def __init__(self, shards: Sequence[Shard], words: int) -> None:
        self._shards = shards
        self._words = words

    def __call__(self, word: Word) -> frozenset[str]:
        """Return the bare forms, in the other script, of the words that sound most like ``word``."""
        text = word.forms.exact
        key = key_of(text)
        if len(text) < _SHORTEST or not key or (not text.isascii() and self._words > _MOST_WORDS):
            return frozenset()
        starts = [start_of(each, is_latin=not text.isascii()) for each in _varied(key)]
        others: dict[str, int] = {}
        for shard in self._shards:
            for other, holding in _beginning_with(shard, starts):
                others[other] = others.get(other, 0) + holding
        # Without it, a name whose first consonants are few would be compared with a tenth of the dictionary.
        common = sorted(others, key=lambda other: (-others[other], other))[:_MOST_COMPARED]
        return frozenset(bare(other) for other in _most_alike(text, tuple(common)))


def _beginning_with(shard: Shard, starts: Sequence[str]) -> Iterator[tuple[str, int]]:
    for start in present(shard.sounds, starts):
        for term, holding in shard.searcher.terms_with_prefix("key", start):
            yield term[len(start) :], holding


def _varied(key: str) -> list[str]:
    """Return a key and those with one consonant more, less or another."""
    from sijill.names.letters import CONSONANTS

    if len(key) < _SHORTEST_VARIED:
        return [key]
    fewer = [key[:at] + key[at + 1 :] for at in range(len(key))]
    other = [key[:at] + letter + key[at + 1 :] for at in range(len(key)) for letter in CONSONANTS]
    more = [key[:at] + letter + key[at:] for at in range(len(key) + 1) for letter in CONSONANTS]
    return list(dict.fromkeys([key, *fewer, *other, *more]))


@functools.lru_cache(maxsize=1 << 10)
def _most_alike(text: str, others: tuple[str, ...]) -> tuple[str, ...]:
    from sijill.names import score_pairs

    # With what hangs on it and without: الياس is Elias whole, and والأسد is Asad bare.
    forms = [(form, other) for other in others for form in {other: None, bare(other): None}]
    if not forms:
        return ()
    scores = score_pairs([text] * len(forms), [form for form, _ in forms]).tolist()
    alike = sorted((-score, other) for score, (_, other) in zip(scores, forms, strict=True) if score >= ALIKE)
    return tuple(dict.fromkeys(other for _, other in alike))[:_MOST]
