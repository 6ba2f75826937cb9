"""Where in a text as written the words of a query stand: whole words, never a part of one."""

import dataclasses
from collections.abc import Sequence

from sijill.text import Token, stem, stems, tokens

_WIDEST = 40
"""Words between the first and the last word of a window; farther apart they are told one by one."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of a query: folded, and whether only this very word counts."""

    folded: str
    exact: bool = False

    def meets(self, word: Token) -> bool:
        """Return whether a word of the text is this term."""
        return word.folded == self.folded or (not self.exact and stem(word.base) in stems(self.folded))


def windows(text: str, terms: Sequence[Term], *, adjacent: bool = False) -> list[tuple[int, int]]:
    """Return spans (code points, end exclusive) of ``text`` that hold the terms, in order, not overlapping.

    With ``adjacent`` only runs of the terms as they follow each other count. Otherwise the shortest
    windows that hold all terms; where there is none, every word that is one of them.
    """
    words = list(tokens(text))
    if adjacent:
        return _runs(words, terms)
    return _shortest(words, terms) or [
        (word.start, word.end) for word in words if any(term.meets(word) for term in terms)
    ]


def _runs(words: Sequence[Token], terms: Sequence[Term]) -> list[tuple[int, int]]:
    spans = []
    for first in range(len(words) - len(terms) + 1):
        run = words[first : first + len(terms)]
        if all(term.meets(word) for term, word in zip(terms, run, strict=True)):
            spans.append((run[0].start, run[-1].end))
    return spans


def _shortest(words: Sequence[Token], terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Slide over the places where a term stands; keep the windows that hold all and can't be shortened."""
    places = [
        (position, number)
        for position, word in enumerate(words)
        for number, term in enumerate(terms)
        if term.meets(word)
    ]
    last: dict[int, int] = {}
    spans: list[tuple[int, int]] = []
    for position, number in places:
        last[number] = position
        first = min(last.values())
        if len(last) < len(terms) or position - first > _WIDEST:
            continue
        spans.append((words[first].start, words[position].end))
        last = {}
    return spans
