"""The hand-written lexicon: common parts of names with their usual spellings in both scripts."""

import functools
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources

from sijill.names.alphabet import spelled
from sijill.names.lexicon import KIN_GROUPS, generic_words, nicknames
from sijill.names.parts import spell_names
from sijill.names.pieces import ARTICLE
from sijill.text import fold_seats, letters

Entry = tuple[tuple[str, ...], tuple[str, ...]]


def lexicon_key(text: str) -> str:
    """Return what text of ``spelled`` is looked up by: without hamza seats and a first article."""
    return fold_seats(text).removeprefix(ARTICLE)


@functools.cache
def common_parts() -> tuple[Entry, ...]:
    """Return for each common part its Arabic and its Latin spellings, the usual one first, as ``spelled`` letters."""
    text = resources.files("sijill.names").joinpath("common.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return _entries((arabic.split("/"), latin.split()) for arabic, latin in lines)


@functools.cache
def usual_spellings() -> tuple[Entry, ...]:
    """Return ``common_parts`` as lexicon keys, with short forms of names and words that mean the same for firms."""
    groups = (*nicknames(), *generic_words(), *KIN_GROUPS)
    alike = _entries(
        ([word for word in words if not word.isascii()], [word for word in words if word.isascii()])
        for words in groups
    )
    return tuple((_keys(arabics), _keys(latins)) for arabics, latins in (*common_parts(), *alike))


def _keys(spellings: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(lexicon_key, spellings)))


def _entries(written: Iterable[tuple[Sequence[str], Sequence[str]]]) -> tuple[Entry, ...]:
    """Return entries as they are ``written``, spelled: all at once, since each call costs as much as a thousand words."""
    entries = list(written)
    spelled_as = _spelled(word for entry in entries for words in entry for word in words)
    return tuple(
        (_distinct(arabics, spelled_as), _distinct(latins, spelled_as)) for arabics, latins in entries
    )


def _distinct(words: Iterable[str], spelled_as: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(spelled_as.__getitem__, words))))


def _spelled(written: Iterable[str]) -> dict[str, str]:
    words = list(dict.fromkeys(written))
    found = spell_names(words)
    texts = (
        # oglu, ابن: no part where they stand alone, but spelled all the same.
        "".join(found.spellings[part] for part in row[:count]) or letters(word).text
        for word, row, count in zip(words, found.parts.tolist(), found.part_count.tolist(), strict=True)
    )
    return dict(zip(words, map(spelled, texts), strict=True))
