"""The hand-written lexicon: common parts of names with their usual spellings in both scripts."""

import functools
from collections.abc import Iterable
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
    return tuple((_spellings(arabic.split("/")), _spellings(latin.split())) for arabic, latin in lines)


@functools.cache
def usual_spellings() -> tuple[Entry, ...]:
    """Return ``common_parts`` as lexicon keys, with short forms of names and words that mean the same for firms."""
    entries = list(common_parts())
    for words in (*nicknames(), *generic_words(), *KIN_GROUPS):
        arabic = _spellings(word for word in words if not word.isascii())
        entries.append((arabic, _spellings(word for word in words if word.isascii())))
    return tuple((_keys(arabics), _keys(latins)) for arabics, latins in entries)


def _keys(spellings: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(lexicon_key, spellings)))


def _spellings(written: Iterable[str]) -> tuple[str, ...]:
    words = list(written)
    found = spell_names(words)
    texts = (
        # oglu, ابن: no part where they stand alone, but spelled all the same.
        "".join(found.spellings[part] for part in row[:count]) or letters(word).text
        for word, row, count in zip(words, found.parts.tolist(), found.part_count.tolist(), strict=True)
    )
    return tuple(dict.fromkeys(filter(None, map(spelled, texts))))
