"""The words of many names in pieces, as columns; plain words are not taken apart letter by letter.

A word of one run of common letters has one piece, and a Latin word with one hyphen two: what ``split_word`` says of
them hangs on ``form_of`` alone (a test holds the two together). A million names have more than a hundred thousand
distinct words, nearly all of them plain.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.names.lexicon import PieceClass
from sijill.names.ordinary import Forms, arabic_forms, latin_forms
from sijill.names.pieces import HALVES, split_word
from sijill.names.senses import sense_of, that_mean_something

_ARABIC: Final = re.compile("[\u0621-\u0625\u0627-\u063a\u0641-\u064a][\u0621-\u063a\u0641-\u064a]{1,40}")
"""Letters of Arabic that fold to themselves; the hamza on yeh not first, where Kurdish uses it as a seat."""
_LATIN: Final = re.compile("([A-Z][a-z]{1,40}|[a-z]{2,40})(?:-([A-Z][a-z]{1,40}|[a-z]{2,40}))?")


class WordPieces(NamedTuple):
    """The pieces of words; those of one word stand in a row."""

    forms: list[str]
    spellings: list[str]
    kinds: NDArray[np.int8]
    commas: NDArray[np.bool_]
    """Whether a comma stands behind the piece."""
    senses: NDArray[np.int8]
    """See ``sijill.names.senses``."""
    first: NDArray[np.int64]
    """[words] where the pieces of each word begin."""
    width: NDArray[np.int64]
    """[words] how many they are."""


def pieces_of_words(words: Sequence[str]) -> WordPieces:
    """Return what ``split_word`` says of each word; white space that was overlooked in one parts words as any does."""
    arabic, latin, others = _by_kind(words)
    found = arabic_forms([words[number] for number in arabic])
    first, width = np.zeros(len(words), np.int64), np.ones(len(words), np.int64)
    first[arabic] = np.arange(len(arabic))
    others += _add_latin(words, latin, found, (first, width))
    commas = []
    for number in others:
        pieces = [piece for part in words[number].split() for piece in split_word(part)]
        first[number], width[number] = len(found.forms), len(pieces)
        for piece in pieces:
            if piece.comma:
                commas.append(len(found.forms))
            found.add(piece.form, piece.spelling, piece.kind)
    behind = np.zeros(len(found.forms), bool)
    behind[commas] = True
    kinds = np.array(found.kinds, np.int8)
    senses = np.zeros(len(found.forms), np.int8)
    for place in that_mean_something(found.forms):
        senses[place] = sense_of(found.forms[place], found.spellings[place])
    return WordPieces(found.forms, found.spellings, kinds, behind, senses, first, width)


def _by_kind(words: Sequence[str]) -> tuple[list[int], list[int], list[int]]:
    """Return the numbers of plain Arabic words, of plain Latin ones, and of all others."""
    arabic: list[int] = []
    latin: list[int] = []
    others: list[int] = []
    for number, word in enumerate(words):
        if not word.isascii():
            (arabic if _ARABIC.fullmatch(word) else others).append(number)
        else:
            plain = _LATIN.fullmatch(word) and word[:5].lower() != "co-op"
            (latin if plain else others).append(number)
    return arabic, latin, others


def _add_latin(
    words: Sequence[str],
    numbers: Sequence[int],
    found: Forms,
    places: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> list[int]:
    """Add the pieces of plain Latin words to ``found``; return the words that are not plain after all."""
    if not numbers:
        return []
    first, width = places
    chosen = [words[number] for number in numbers]
    halves = latin_forms("\n".join(chosen).replace("-", "\n").split("\n"))
    widths = np.fromiter(["-" in word for word in chosen], np.int64, len(chosen)) + 1
    begins = np.cumsum(widths) - widths
    first[numbers], width[numbers] = len(found.forms) + begins, widths
    found.add_all(halves)
    # al-Abd is a name of its own.
    kinds = np.array(halves.kinds)
    is_name = (widths > 1) & (kinds[begins] == PieceClass.ARTICLE)
    is_name &= np.isin(kinds[begins + widths - 1], list(HALVES))
    return [numbers[place] for place in np.flatnonzero(is_name).tolist()]
