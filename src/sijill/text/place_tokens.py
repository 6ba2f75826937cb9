"""The words of a text as names of places are looked up by them, with offsets in the text as written.

Only words are folded, each distinct one once: folding a whole text with its offsets takes several times as long as all
that is done with its places.
"""

import functools
import re
from typing import Final, NamedTuple

from sijill.text.fold import match
from sijill.text.place_words import ARTICLES, SURE_ARTICLES, WORD, key_word
from sijill.text.tokens import folded_base, inside_words

BLANKS: Final = " \t\n\u00a0-‑'’‘`"
"""What may stand between the words of a name; an apostrophe there is a letter ayn."""
_PLAIN: Final = re.compile(r"[0-9A-Za-zء-غف-ي]+")


class PlaceWord(NamedTuple):
    """A word of a text."""

    key: str
    start: int
    end: int
    """As written; an article in Latin letters before the word belongs to it."""


def place_tokens(text: str) -> list[PlaceWord]:
    """Return the words, an article in Latin letters joined to the one behind it; «at Tall» may be either and stays."""
    found: list[PlaceWord] = []
    article: tuple[int, int] | None = None
    for hit in _written().finditer(text):
        base, stop = hit.span()
        plain = _plain_word(hit.group())
        if plain is not None and article is None:
            found.append(PlaceWord(plain, base, stop))
            continue
        for word, key, first, last in _words_of(hit.group()):
            begins, end = base + first, base + last
            is_article = word in ARTICLES and _is_article(word, text, begins, end)
            if article is not None:
                begins = article[0] if is_blank(text, article[1], begins) else begins
                article = None
            if is_article:
                article = base + first, end
            else:
                found.append(PlaceWord(key, begins, end))
    return found


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


@functools.cache
def _written() -> re.Pattern[str]:
    part = rf"[^\W_][\w{inside_words()}]*"
    return re.compile(rf"{part}(?:['’‘`´]{part})*")


@functools.lru_cache(maxsize=1 << 16)
def _plain_word(written: str) -> str | None:
    """Return the key of a run of letters that is one word and may be no article; else None."""
    if _PLAIN.fullmatch(written):
        word = folded_base(written)[0]
        return None if word in ARTICLES else key_word(word)
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
