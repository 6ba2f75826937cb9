"""Names of places across scripts: which Arabic names a Latin one may be, and the other way round, best first.

Places are not persons: the article belongs to the name (الزلف and زلف are two villages), Tall or Kafr is no title but
says little, and what stands apart in one spelling is joined in another (تل عرن، تلعرن). So whole names are weighed by
letters that a gazetteer taught, and beside that stands how much of each name the other's words cover, rare words
counting for more. Letters and weights were learned from rows of a gazetteer of Syria whose names are none of those
that ``./dev bench search places`` asks for (``python -m train.places``).
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.names.place_letters import LetterTable, evidence, letter_table, spellings
from sijill.names.place_spelling import Spelled, spelled, without_articles

_ALIKE: Final = 0.75
"""Words at least so like each other count as one when it is asked how rare a word is."""
_SECOND: Final = 8
"""Places of ten for whole names; the last are for names of which the words of one cover the other (بويضة السويقات),
of which the best would stand behind dozens that are like the whole."""


class _Weights(NamedTuple):
    letters: float = 0.05
    """In nats."""
    letters_each: float = 1.99
    """In nats for each letter of the longer name."""
    articles: float = -2.19
    """For each article more or less."""
    words: float = 0.80
    """For each word more or less; positive, since the covers count a missing word already."""
    query_covered: float = 6.25
    name_covered: float = 2.49


WEIGHTS: Final = _Weights()


class PlaceNames:
    """Names of places, searchable from the other script. Positions are those of ``names``."""

    def __init__(self, names: Sequence[str]) -> None:
        bare = [without_articles(name) for name in names]
        self._articles = np.array([count for _, count in bare])
        self._spellings = spellings([plain for plain, _ in bare])
        self._lengths = np.diff(self._spellings.starts)
        self._words = _Words([plain.split() for plain, _ in bare])

    def search(self, query: str, count: int = 10) -> list[tuple[int, float]]:
        """Return the ``count`` best (position, score), best first; only the order of scores has a meaning.

        The last fifth are names of which ``query`` is a part or that are a part of it, whatever their scores.
        Empty when ``query`` has no letter.
        """
        plain, _ = without_articles(query)
        if not len(self._articles) or not spelled(plain).written:
            return []
        signs = self.signs(query)
        scores = signs @ np.array(WEIGHTS)
        covered = signs[:, -2:].max(axis=1)
        whole = _best(scores, max(1, count * _SECOND // 10))
        partial = _best(covered + scores * 1e-4, 2 * count)
        found = list(dict.fromkeys([*whole, *partial]))[:count]
        return [(place, float(scores[place])) for place in found]

    def signs(self, query: str, table: LetterTable | None = None) -> NDArray[np.float64]:
        """Return what speaks for each name, names x weights; ``table`` is the one that is shipped unless given."""
        plain, articles = without_articles(query)
        asked = spellings([plain])
        letters = evidence(asked, self._spellings, table or letter_table())
        words = plain.split()
        signs = (
            letters,
            letters / np.maximum(np.maximum(self._lengths, len(asked.codes)), 1),
            np.abs(self._articles - articles),
            np.abs(self._words.counts - len(words)),
            *self._words.covered(words),
        )
        return np.stack(signs, axis=1)


def _best(scores: NDArray[np.float64], count: int) -> list[int]:
    found: list[int] = np.argsort(-scores, kind="stable")[:count].tolist()
    return found


class _Words:
    """The distinct words of many names, and which names they stand in."""

    def __init__(self, names: Sequence[Sequence[str]]) -> None:
        place_of: dict[str, int] = {}
        # A name without words has one without letters, so that every name has a slice.
        placed = [[place_of.setdefault(word, len(place_of)) for word in words or [""]] for words in names]
        self.counts = np.array([len(words) for words in names])
        self._flat = np.array([place for name in placed for place in name], np.int64)
        self._starts = np.cumsum([0, *(len(name) for name in placed)])[:-1]
        self._likeness = _Likeness([spelled(word) for word in place_of])
        self._bearers = np.bincount(self._flat, minlength=len(place_of)).astype(float)
        self._rarity = np.log((len(names) + 1) / np.maximum(self._bearers, 1))
        self._whole = self._by_name(self._rarity)

    def covered(self, query: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return how much of ``query`` each name's words cover, and how much of each name those of ``query``.

        By the rarity of words and by the square of the likeness of the most like.
        """
        best = np.zeros(len(self._bearers))
        of_query, whole = np.zeros(len(self.counts)), 0.0
        for word in query:
            like = self._likeness.mean(spelled(word))
            np.maximum(best, like, out=best)
            rarity = np.log((len(self.counts) + 1) / (1 + float(self._bearers[like > _ALIKE].sum())))
            of_query += rarity * np.maximum.reduceat(like[self._flat], self._starts) ** 2
            whole += rarity
        return of_query / max(whole, 1e-9), self._by_name(self._rarity * best**2) / np.maximum(
            self._whole, 1e-9
        )

    def _by_name(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        if not self._flat.size:
            return np.zeros(0)
        found: NDArray[np.float64] = np.add.reduceat(values[self._flat], self._starts)
        return found


class _Likeness:
    """Dice's coefficient of the pairs of letters of one word and of each of many, the mean of three spellings."""

    def __init__(self, words: Sequence[Spelled]) -> None:
        self._tables = [_Pairs([word[way] for word in words]) for way in range(len(Spelled._fields))]

    def mean(self, word: Spelled) -> NDArray[np.float64]:
        found: NDArray[np.float64] = np.mean(
            [table.dice(text) for table, text in zip(self._tables, word, strict=True)], axis=0
        )
        return found


class _Pairs:
    def __init__(self, texts: Sequence[str]) -> None:
        held: dict[str, list[int]] = {}
        self._sizes = np.zeros(len(texts))
        for place, text in enumerate(texts):
            pairs = _pairs(text)
            self._sizes[place] = len(pairs)
            for pair in pairs:
                held.setdefault(pair, []).append(place)
        self._held = {pair: np.array(places) for pair, places in held.items()}

    def dice(self, text: str) -> NDArray[np.float64]:
        pairs = _pairs(text)
        shared = np.zeros(len(self._sizes))
        for pair in pairs & self._held.keys():
            shared[self._held[pair]] += 1
        return 2 * shared / (self._sizes + len(pairs))


def _pairs(text: str) -> set[str]:
    text = f" {text} "
    return {text[at : at + 2] for at in range(len(text) - 1)}
