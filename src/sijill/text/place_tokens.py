"""The words of a text as names of places are looked up by them, with offsets in the text as written.

Only words are folded, each distinct one once: folding a whole text with its offsets takes several times as long as all
that is done with its places.
"""

import functools
import re
from collections.abc import Sequence
from typing import Final

from sijill.text.fold import match
from sijill.text.place_words import ARTICLES, SURE_ARTICLES, WORD, key_word
from sijill.text.tokens import folded_base, word_pattern, words

BLANKS: Final = " \t\n\u00a0-‑'’‘`"
"""What may stand between the words of a name; an apostrophe there is a letter ayn."""
_APOSTROPHES: Final = "'’‘`´"
"""Inside a word of Latin spelling they are letters (Dar'a)."""
_JOINING: Final = re.compile(f"[_{_APOSTROPHES}]")
"""Where words are cut otherwise here than everywhere else."""
_FIRST_ARABIC: Final = "\u0620"
_PLAIN: Final = re.compile(r"[0-9A-Za-zء-غف-ي]+")


class PlaceTokens:
    """The words of a text, in order, an article in Latin letters joined to the one behind it."""

    def __init__(self, text: str, written: Sequence[str] | None = None, folded: Sequence[str] = ()) -> None:
        """Take a text apart; who has its ``words`` already, and these at level match, gives them.

        «at Tall» may be an article or a preposition and stays two words.
        """
        self._text = text
        if written is None:
            written = words(text)
            folded = [folded_base(word)[0] for word in written]
        self._written = written
        self.keys = list(folded)
        self._spans: list[tuple[int, int]] | None = None
        is_cut = _JOINING.search(text) is not None or " ".join(self.keys).count(" ") >= len(self.keys)
        for position in [place for place, key in enumerate(self.keys) if key < _FIRST_ARABIC]:
            plain = _plain_word(written[position])
            is_cut = is_cut or plain is None
            self.keys[position] = plain or ""
        if is_cut:
            self.keys, self._spans = _with_articles(text)

    @property
    def spans(self) -> list[tuple[int, int]]:
        """As written, end exclusive; an article before a word belongs to it."""
        if self._spans is None:
            self._spans, end = [], 0
            for word in self._written:
                start = self._text.index(word, end)
                end = start + len(word)
                self._spans.append((start, end))
        return self._spans


def _with_articles(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    keys: list[str] = []
    spans: list[tuple[int, int]] = []
    article: tuple[int, int] | None = None
    for hit in word_pattern(text, _APOSTROPHES).finditer(text):
        for word, key, first, last in _words_of(hit.group()):
            begins, end = hit.start() + first, hit.start() + last
            is_article = word in ARTICLES and _is_article(word, text, begins, end)
            if article is not None:
                begins = article[0] if is_blank(text, article[1], begins) else begins
                article = None
            if is_article:
                article = hit.start() + first, end
            else:
                keys.append(key)
                spans.append((begins, end))
    return keys, spans


def is_blank(text: str, start: int, end: int) -> bool:
    """Return whether nothing but what may stand inside a name stands between two words."""
    between = text[start:end]
    return between == " " or not folded_gap(text, start, end).strip(BLANKS)


def folded_gap(text: str, start: int, end: int) -> str:
    """Return what stands between two words, folded."""
    between = text[start:end]
    return between.lower() if between.isascii() else match(between).text


def letters_cut(text: str, start: int, end: int, cut: int) -> int:
    """Return the offset behind the first ``cut`` folded letters of a word."""
    if not cut or _PLAIN.fullmatch(text, start, end):
        return start + cut
    return start + match(text[start:end]).offsets[cut]


@functools.lru_cache(maxsize=1 << 16)
def _plain_word(written: str) -> str | None:
    """Return the key of a run of letters that is one word and may be no article; else None."""
    words = _words_of(written)
    is_plain = len(words) == 1 and words[0][2:] == (0, len(written)) and words[0][0] not in ARTICLES
    return words[0][1] if is_plain else None


@functools.lru_cache(maxsize=1 << 16)
def _words_of(written: str) -> tuple[tuple[str, str, int, int], ...]:
    """Return (folded, key, start, end) of the words in a run of letters: mostly one, more around an underscore."""
    folded = match(written)
    return tuple(
        (hit.group(), key_word(hit.group()), *folded.span(*hit.span())) for hit in WORD.finditer(folded.text)
    )


def _is_article(word: str, text: str, start: int, end: int) -> bool:
    """«as-Suwayda», «As Suwayda»: with a hyphen, or a capital before a word that begins like the article ends."""
    behind = folded_gap(text, end, end + 4)
    if word in SURE_ARTICLES or behind[:1] in {"-", "‑"}:
        return True
    return behind.strip(BLANKS).startswith(word[-1]) and text[start].isupper()
