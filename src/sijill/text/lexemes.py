r"""A text as written, its folded form and its lexemes, so that grammars read folded words and answer in source offsets.

A lexeme is a word, a figure (digits with their separators, ``1,234.5`` or ``12 500``) or a single mark.
Digits are split from letters: ``و20`` is the word ``و`` and the figure ``20``.
"""

import dataclasses
import functools
import re
from typing import Final

from sijill.text.fold import Folded, match

_LEXEME: Final = re.compile(
    r"(?P<figure>\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d.,٫٬]\d|\d)|\d+(?:[.,،٬٫'’]\d+)*)"
    r"|(?P<word>[^\W\d_]+(?:['’]s(?![^\W\d_]))?)"
    r"|(?P<mark>\S)"
)


@dataclasses.dataclass(frozen=True, slots=True)
class Lexeme:
    """A word, figure or mark of a folded text; ``start`` and ``end`` count in the folded text."""

    text: str
    kind: str
    """``word``, ``figure`` or ``mark``."""
    start: int
    end: int


@dataclasses.dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text, folded and cut in lexemes; ``offset`` is where it begins in the whole text."""

    folded: Folded
    lexemes: tuple[Lexeme, ...]
    offset: int = 0

    @property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the whole text, as written, of the folded span ``start`` to ``end``."""
        first, last = self.folded.span(start, end)
        return first + self.offset, last + self.offset

    def word(self, index: int) -> str:
        """Return the text of the lexeme at ``index``, or an empty string outside the passage."""
        return self.lexemes[index].text if 0 <= index < len(self.lexemes) else ""

    def glued(self, index: int) -> bool:
        """Whether the lexeme at ``index`` touches the one before it."""
        return 0 < index < len(self.lexemes) and self.lexemes[index].start == self.lexemes[index - 1].end

    def at(self, position: int) -> int:
        """Return the index of the first lexeme that ends behind the folded ``position``."""
        low, high = 0, len(self.lexemes)
        while low < high:
            middle = (low + high) // 2
            if self.lexemes[middle].end <= position:
                low = middle + 1
            else:
                high = middle
        return low


def word_set(words: str) -> frozenset[str]:
    """Return the blank-separated ``words``, each folded to level *match*."""
    return frozenset(match(words).text.split())


def passage(text: str, offset: int = 0) -> Passage:
    """Return ``text`` folded to level *match* and cut in lexemes."""
    folded = match(text)
    found = tuple(
        Lexeme(hit.group(), str(hit.lastgroup), hit.start(), hit.end())
        for hit in _LEXEME.finditer(folded.text)
    )
    return Passage(folded, found, offset)


@functools.lru_cache(maxsize=1 << 14)
def proclitic_splits(word: str) -> tuple[tuple[str, str], ...]:
    """Return (proclitics, rest) readings of a folded Arabic word, the whole word first.

    Proclitics are و ف, then ب ل ك, then ال (written لل behind ل); س of the future is left to verbs.
    """
    found = [("", word)]
    for conjunction in ("", "و", "ف"):
        if not word.startswith(conjunction):
            continue
        rest = word[len(conjunction) :]
        for preposition in ("", "ب", "ل", "ك"):
            if not rest.startswith(preposition):
                continue
            tail = rest[len(preposition) :]
            if tail.startswith("ال") and len(tail) > 3:
                found.append((conjunction + preposition + "ال", tail[2:]))
            if preposition == "ل" and tail.startswith("ل") and len(tail) > 2:
                found.append((conjunction + "لل", tail[1:]))
            if conjunction + preposition and len(tail) > 1:
                found.append((conjunction + preposition, tail))
    return tuple(found)
