"""How well a piece of text answers a question: six signs, each with a weight.

The signs are the same whatever shards a piece lies in, and in whatever order exhibits came: they are made from the
text and from how common words are in all that the reader may read. Weights were fitted once, on the odd-numbered
documents of a set of questions, by ``./dev bench search weights``, which also says what they give on the others.
"""

import itertools
from collections.abc import Sequence
from typing import Final, NamedTuple

from sijill.search.forms import forms
from sijill.search.meeting import STRENGTH, Meeting
from sijill.search.statistics import Statistics

_SATURATION: Final = 1.0
_LENGTH: Final = 0.75
"""BM25's k1 and b (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009)."""
_WINDOW: Final = 16
"""Words that stand together: about a sentence."""
_BEFORE: Final = 10
_BEHIND: Final = 26
"""Words before and behind the first word of the best window among which a figure is taken for the answer."""
_EARLY: Final = 10
"""Words after which standing early counts half."""


class Signs(NamedTuple):
    """What is weighed."""

    words: float
    """BM25 over bare forms."""
    grams: float
    """BM25 over pieces of three letters."""
    together: float
    """Share of the question, by rarity, that stands in the best window."""
    order: float
    """Share of it that stands in the order of the question."""
    figure: float
    """1 when a figure was asked for and one stands near the best window."""
    early: float
    """Share of the question that the piece has, each word the less the later it stands first."""


WEIGHTS: Final = Signs(words=0.29, grams=0.16, together=0.94, order=0.25, figure=0.42, early=2.9)


class Piece(NamedTuple):
    """A piece of text as its signs need it."""

    length: int
    """Words."""
    places: list[tuple[int, int, float]]
    """(word's place, place in what is sought, strength) of each word that meets one, in order."""
    figures: list[int]
    """Places of words with a digit."""
    grams: dict[str, int]
    """How often each piece of three letters of the question stands in it."""
    gram_count: int


_Met = tuple[()] | tuple[int, float, bool, list[str]]
"""Of a word of a text: its place in what is sought or -1, the strength, whether it has a digit, and its pieces of
three letters that the question has as well. Empty when there is nothing to say."""


class Ranker:
    """Scores pieces of text for one question."""

    def __init__(self, meeting: Meeting, statistics: Statistics) -> None:
        self._meeting = meeting
        self._statistics = statistics
        self._weights = [each.weight for each in meeting.sought]
        self._total = sum(self._weights) or 1.0
        grams = {gram for each in meeting.sought for gram in each.word.forms.grams}
        self._grams = {gram: statistics.weight("grams", gram) for gram in grams}
        self._wants_figure = meeting.question.wants_figure
        self._kept: dict[str, _Met] = {}

    def score(self, words: Sequence[str], gram_count: int) -> float:
        """Return the score of a piece; 0 when it has no word that the question asks for. Arguments as ``read``."""
        piece = self.read(words, gram_count)
        if not piece.places:
            return 0.0
        return sum(weight * sign for weight, sign in zip(WEIGHTS, self.signs(piece), strict=True))

    def read(self, words: Sequence[str], gram_count: int) -> Piece:
        """Return what signs need of a piece, by its words as written and how many pieces of letters they have."""
        places: list[tuple[int, int, float]] = []
        figures: list[int] = []
        grams: dict[str, int] = {}
        kept, look = self._kept, self._look
        # Some five thousand words a question pass here: those that say nothing leave by the first line.
        for place, written in enumerate(words):
            met = kept[written] if written in kept else look(written)
            if not met:
                continue
            sought, strength, has_digit, shared = met
            if sought >= 0:
                places.append((place, sought, strength))
            if has_digit:
                figures.append(place)
            for gram in shared:
                grams[gram] = grams.get(gram, 0) + 1
        return Piece(len(words), places, figures, grams, gram_count)

    def signs(self, piece: Piece) -> Signs:
        """Return the signs of a piece."""
        together, first = self._window(piece.places)
        has_figure = any(first - _BEFORE <= place < first + _BEHIND for place in piece.figures)
        return Signs(
            words=self._words(piece),
            grams=self._gram_score(piece),
            together=together / self._total,
            order=self._order(piece.places) / self._total,
            figure=float(has_figure),
            early=self._early(piece.places) / self._total,
        )

    def _look(self, written: str) -> _Met:
        found = forms(written)
        met = self._meeting.of(written, found)
        shared = [gram for gram in found.grams if gram in self._grams]
        has_digit = self._wants_figure and found.has_digit
        kept: _Met = ()
        if met or shared or has_digit:
            place, strength = (met[0], STRENGTH[met[1]]) if met else (-1, 0.0)
            kept = (place, strength, has_digit, shared)
        self._kept[written] = kept
        return kept

    def _words(self, piece: Piece) -> float:
        norm = self._norm("bare", piece.length)
        own: dict[int, float] = {}
        stands: dict[int, float] = {}
        for _, sought, strength in piece.places:
            counts = own if strength == 1.0 else stands
            counts[sought] = counts.get(sought, 0.0) + strength
        # A name with its other spelling in brackets behind it was named once.
        return sum(
            self._weights[sought] * count * (_SATURATION + 1) / (count + norm)
            for sought, count in (stands | own).items()
        )

    def _gram_score(self, piece: Piece) -> float:
        norm = self._norm("grams", piece.gram_count)
        return sum(
            self._grams[gram] * count * (_SATURATION + 1) / (count + norm)
            for gram, count in piece.grams.items()
        )

    def _norm(self, field: str, length: int) -> float:
        mean = self._statistics.mean_length[field] or 1.0
        return _SATURATION * (1 - _LENGTH + _LENGTH * length / mean)

    def _window(self, places: list[tuple[int, int, float]]) -> tuple[float, int]:
        """Return the rarity that the best window holds and where it begins: one pass with two ends."""
        inside: dict[int, int] = {}
        best, first, total, start = 0.0, -_BEHIND, 0.0, 0
        for place, sought, _ in places:
            inside[sought] = inside.get(sought, 0) + 1
            total += self._weights[sought] if inside[sought] == 1 else 0.0
            while place - places[start][0] >= _WINDOW:
                gone = places[start][1]
                inside[gone] -= 1
                total -= 0.0 if inside[gone] else self._weights[gone]
                start += 1
            if total > best:
                best, first = total, places[start][0]
        return best, first

    def _order(self, places: list[tuple[int, int, float]]) -> float:
        found: set[int] = set()
        for (place, sought, _), (later, following, _) in itertools.pairwise(places):
            if later - place <= 2 and following == sought + 1:
                found.add(sought)
        return sum(min(self._weights[each], self._weights[each + 1]) for each in found)

    def _early(self, places: list[tuple[int, int, float]]) -> float:
        seen: set[int] = set()
        total = 0.0
        for place, sought, strength in places:
            if sought not in seen:
                seen.add(sought)
                total += strength * self._weights[sought] / (1 + place / _EARLY)
        return total
