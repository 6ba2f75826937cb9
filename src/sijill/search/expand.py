"""What stands for a word of a question: itself, names that sound like it in the other script, the glossary's words."""

from collections.abc import Callable, Sequence

from sijill.search.asked import Question, Word
from sijill.search.lexical import same_in_other_language
from sijill.search.meeting import Sought
from sijill.search.statistics import Statistics

Sounding = Callable[[Word], frozenset[str]]
"""Gives the bare forms, in the other script, of names that sound like a word."""


def sought(question: Question, statistics: Statistics, sounding: Sounding) -> list[Sought]:
    """Return every word of a question with all that stands for it in the shards that ``statistics`` count."""
    return [_one(word, question, statistics, sounding) for word in question.words]


def _one(word: Word, question: Question, statistics: Statistics, sounding: Sounding) -> Sought:
    if question.as_written or word.is_prefix:
        return Sought(word=word, weight=statistics.weight("stem", word.forms.stem))
    names = sounding(word)
    meanings = frozenset(
        each for each in same_in_other_language(word.forms.exact) if statistics.holding("stem", each)
    )
    weights = [statistics.weight("stem", word.forms.stem)]
    if not statistics.holding("stem", word.forms.stem):
        # What stands for it says how rare it is; a word that is nowhere would count as the rarest of all.
        weights = _weights(names, "bare", statistics) + _weights(meanings, "stem", statistics) or weights
    is_nowhere = not (names or meanings or statistics.holding("stem", word.forms.stem))
    return Sought(word=word, weight=min(weights), names=names, meanings=meanings, is_nowhere=is_nowhere)


def _weights(terms: Sequence[str] | frozenset[str], field: str, statistics: Statistics) -> list[float]:
    return [statistics.weight(field, term) for term in terms]
