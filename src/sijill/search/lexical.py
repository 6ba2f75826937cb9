"""The two hand-written lists of words: what a question is not about, and what means the same in the other language.

Both are TOML files beside this module, each with a version that goes into the index's name where it matters.
"""

import functools
import itertools
import tomllib
from importlib import resources
from typing import Any, Final

from sijill.text import bare, match_key, stem

_AND: Final = ("و", "ف")
_ARTICLE: Final = "ال"
_OTHERS: Final = 3
"""Words beside one that is perhaps a name, before it is taken for a preposition."""


def content_words(words: list[str]) -> list[str]:
    """Return the words (level match) of a question that it is about, in order; all of them when none would be left."""
    stop, perhaps = _stop_words()
    kept = [word for word in words if not _is_one_of(word, stop)]
    sure = [word for word in kept if not _is_one_of(word, perhaps)]
    return (sure if len(sure) >= _OTHERS else kept) or words


def asks_for_figure(words: list[str]) -> bool:
    """Return whether a question asks when or how many."""
    figures = _load("stop_words.toml")["figures"]
    bares = [bare(word) for word in words]
    alone = {bare(match_key(word)) for word in (figures["ar"] + " " + figures["en"]).split()}
    if alone & set(bares):
        return True
    before, behind = (
        {bare(match_key(word)) for word in (figures[f"ar_{side}"] + " " + figures[f"en_{side}"]).split()}
        for side in ("before", "behind")
    )
    return any(one in before and other in behind for one, other in itertools.pairwise(bares))


def same_in_other_language(word: str) -> frozenset[str]:
    """Return stems of the other language that mean what a word (level match) means; empty when it is not listed."""
    return _meanings().get(stem(word), frozenset())


@functools.cache
def _stop_words() -> tuple[frozenset[str], frozenset[str]]:
    arabic = _load("stop_words.toml")["ar"]
    perhaps = frozenset(map(match_key, arabic["perhaps"]["names"].split()))
    listed = [word for words in arabic.values() if isinstance(words, str) for word in words.split()]
    listed += _load("stop_words.toml")["en"]["words"].split()
    return frozenset(map(match_key, listed)) - perhaps, perhaps


def _is_one_of(word: str, listed: frozenset[str]) -> bool:
    if word in listed or (word[:1] in _AND and word[1:] in listed):
        return True
    return word.startswith(_ARTICLE) and word[len(_ARTICLE) :] in listed and len(word) > 4


@functools.cache
def _meanings() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for meaning in _load("glossary.toml")["meaning"]:
        sides = [{stem(match_key(word)) for word in meaning[side].split()} for side in ("en", "ar")]
        for side, other in (sides, sides[::-1]):
            for word in side:
                found.setdefault(word, set()).update(other)
    return {word: frozenset(others) for word, others in found.items()}


@functools.cache
def _load(file: str) -> dict[str, Any]:  # Any: TOML
    return tomllib.loads(resources.files("sijill.search").joinpath(file).read_text("utf-8"))
