"""What a reader asks for: a line of words, taken apart.

``word`` is looked for with its forms; ``"a b"`` or «a b» must stand as it is, ``"a b"~5`` within five words of each
other; ``word*`` is a beginning; ``-word`` and ``-"a b"`` must not be there. Nothing else is an operator, and a mark
that makes no sense where it stands is a mark: there is no query that cannot be read.
"""

import dataclasses
import re
from typing import Final

from sijill.errors import InputError
from sijill.search.forms import Forms, forms
from sijill.search.lexical import asks_for_figure, content_words
from sijill.text import Token, letters, tokens

_LONGEST_TEXT: Final = 4096
_MOST_WORDS: Final = 64
"""Code points and words of a query that are looked at; nobody types more, and a pasted page should not stall
the index."""

_WIDEST: Final = 50
"""Words that may stand between those of a phrase, at the most."""

_PART: Final = re.compile(
    r"(?P<no>(?<!\S)[-\u2212](?=[^\s\-]))?"
    r"(?:\"(?P<a>[^\"]*)\"|«(?P<b>[^»]*)»|“(?P<c>[^”]*)”|„(?P<d>[^“”]*)[“”])(?:~(?P<apart>\d{1,3}))?"
    r"|(?P<no_word>(?<!\S)[-\u2212](?=[^\s\-\"«“„]))?(?P<rest>[^\s\"«“„]+|[\"«“„])"
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a question."""

    written: str
    forms: Forms
    letters: str
    """Folded, but with hamza seats, alef maqsura and ta marbuta as written."""
    is_prefix: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words that must stand in a row, or no farther apart than ``apart`` words in any order."""

    words: tuple[Word, ...]
    apart: int = 0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query taken apart. Words of phrases are among ``words``."""

    words: tuple[Word, ...]
    """What it is about, each form once, in order; never empty."""
    all_words: tuple[Word, ...] = ()
    """The same with its function words: what is looked for where nothing has any of ``words``."""
    phrases: tuple[Phrase, ...] = ()
    without: tuple[Phrase, ...] = ()
    wants_figure: bool = False
    as_written: bool = False
    is_cut: bool = False
    """It was longer than what is looked at."""


def take_apart(query: str, *, as_written: bool = False) -> Question:
    """Return the question that a query asks; InputError when no word of it is to be there."""
    loose: list[Word] = []
    phrases: list[Phrase] = []
    without: list[Phrase] = []
    left, is_cut = _MOST_WORDS, bool(query[_LONGEST_TEXT:].strip())
    for part in _PART.finditer(query[:_LONGEST_TEXT]):
        quoted = next((part[name] for name in "abcd" if part[name] is not None), None)
        whole = _words(quoted if quoted is not None else part["rest"], prefix=quoted is None)
        found = whole[:left]
        is_cut |= len(whole) > left
        left -= len(found)
        if not found:
            continue
        phrase = Phrase(words=tuple(found), apart=min(int(part["apart"] or 0), _WIDEST))
        if part["no"] or part["no_word"]:
            without.append(phrase)
        elif quoted is not None:
            phrases.append(phrase)
        else:
            loose += found
    words, all_words = (_about(loose, phrases, keep_all=keep) for keep in (as_written, True))
    if not words:
        raise InputError("empty_query", found=query[:40])
    spoken = [word.forms.exact for word in loose]
    return Question(
        words=words,
        all_words=all_words,
        phrases=tuple(phrases),
        without=tuple(without),
        wants_figure=asks_for_figure(spoken),
        as_written=as_written,
        is_cut=is_cut,
    )


def _about(loose: list[Word], phrases: list[Phrase], *, keep_all: bool) -> tuple[Word, ...]:
    """The words that count: loose ones without function words, unless nothing else is asked for."""
    quoted = [word for phrase in phrases for word in phrase.words]
    plain = [word.forms.exact for word in loose if not word.is_prefix]
    content = set(content_words(plain))
    if phrases and content == set(plain) and plain and not _has_content(plain):
        content = set()  # «… » and a loose function word: the phrase is what is asked for.
    kept = loose if keep_all else [word for word in loose if word.is_prefix or word.forms.exact in content]
    once: dict[tuple[str, bool], Word] = {}
    for word in (*kept, *quoted):
        once.setdefault((word.letters if keep_all else word.forms.bare, word.is_prefix), word)
    return tuple(once.values())


def _has_content(plain: list[str]) -> bool:
    return content_words([*plain, "\0"]) != ["\0"]


def _words(text: str, *, prefix: bool) -> list[Word]:
    found = list(tokens(text))
    return [_word(each, is_prefix=prefix and text[each.end :] == "*") for each in found]


def _word(token: Token, *, is_prefix: bool) -> Word:
    return Word(
        written=token.written,
        forms=forms(token.written),
        letters=letters(token.written).text,
        is_prefix=is_prefix,
    )
