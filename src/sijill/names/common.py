"""The hand-written lexicon: common parts of names with their usual spellings in both scripts."""

import functools
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from sijill.names.alphabet import spelled
from sijill.names.common_rows import common_rows
from sijill.names.lexicon import KIN, KIN_GROUPS, called, generic_words, nicknames
from sijill.names.parts import spell_names
from sijill.names.pieces import ARTICLE
from sijill.text import fold_seats, letters

DIN_SHARE: Final = 3e-4
"""Of bearers of a name with الدين, how many another list has without it, and the other way round: of 104 names in two
official lists none. Families say little else, so it is not left out; and it is less than one who is called so would
say, since each is also a name of its own."""
CALLED_SHARE: Final = 3e-5
"""The same for عبد, of 1,064 names none, and for what somebody is called at home: brothers bear such names side by side."""
_SHORTEST_SHORT: Final = 3
Entry = tuple[tuple[str, ...], tuple[str, ...]]


class Short(NamedTuple):
    """A name and a short form of it, as lexicon keys; each is also a name of its own."""

    name: str
    short: str
    share: float


def lexicon_key(text: str) -> str:
    """Return what text of ``spelled`` is looked up by: without hamza seats and a first article."""
    return fold_seats(text).removeprefix(ARTICLE)


@functools.cache
def common_parts() -> tuple[Entry, ...]:
    """Return for each common part its Arabic and its Latin spellings, the usual one first, as ``spelled`` letters."""
    return _entries((row.arabic, row.latin) for row in common_rows())


@functools.cache
def usual_spellings() -> tuple[Entry, ...]:
    """Return ``common_parts`` as lexicon keys, with short forms of names and words that mean the same for firms."""
    groups = (*nicknames(), *generic_words(), *KIN_GROUPS)
    alike = _entries(
        ([word for word in words if not word.isascii()], [word for word in words if word.isascii()])
        for words in groups
    )
    return tuple((_keys(arabics), _keys(latins)) for arabics, latins in (*common_parts(), *alike))


@functools.cache
def short_forms() -> tuple[Short, ...]:
    """Return names and what their bearers are called for short: بدر for بدر الدين, كريم for عبد الكريم, and at home."""
    known = {key for arabics, latins in usual_spellings() for key in (*arabics, *latins)}
    at_home = _entries(([name], short) for name, *short in called())
    found = [
        Short(lexicon_key(name), key, CALLED_SHARE) for (name,), short in at_home for key in _keys(short)
    ]
    for key in sorted(known):
        behind = key.removesuffix("din") if key.isascii() else key.removesuffix(ARTICLE + "دين")
        for short, share in ((behind, DIN_SHARE), (_behind_abd(key), CALLED_SHARE)):
            if short != key and len(short) >= _SHORTEST_SHORT and short in known:
                found.append(Short(key, short, share))
    return tuple(found)


def _behind_abd(key: str) -> str:
    return lexicon_key(key.removeprefix("عبد")) if key.startswith("عبد") else key.removeprefix("abd")


@functools.cache
def kin_words() -> frozenset[str]:
    """Return the lexicon keys of words that say whose wife, son or mother somebody is."""
    return frozenset(_keys(_spellings((*KIN, *itertools.chain.from_iterable(KIN_GROUPS)))))


@functools.cache
def child_words() -> tuple[frozenset[str], frozenset[str]]:
    """Return the lexicon keys of words that say whose son somebody is, and whose daughter; a child is in both."""
    sons, daughters = (frozenset(_keys(_spellings(group))) for group in KIN_GROUPS[:2])
    return sons, daughters


@functools.cache
def names_of(sex: str) -> frozenset[str]:
    """Return the lexicon keys of common given names of men (m), or of women (f)."""
    spellings = (
        spelling for row in common_rows() if row.sex == sex for spelling in (*row.arabic, *row.latin)
    )
    return frozenset(_keys(_spellings(spellings)))


def _keys(spellings: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(lexicon_key, spellings)))


def _entries(written: Iterable[tuple[Sequence[str], Sequence[str]]]) -> tuple[Entry, ...]:
    """Return entries as they are ``written``, spelled: all at once, since each call costs as much as a thousand words."""
    entries = list(written)
    spelled_as = _spelled(word for entry in entries for words in entry for word in words)
    return tuple(
        (_distinct(arabics, spelled_as), _distinct(latins, spelled_as)) for arabics, latins in entries
    )


def _spellings(words: Iterable[str]) -> tuple[str, ...]:
    every = list(words)
    return _distinct(every, _spelled(every))


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
