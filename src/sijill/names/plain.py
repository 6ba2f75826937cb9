"""The words of many names in pieces, as columns; plain words are not taken apart letter by letter.

A word of one run of common letters has one piece, and a Latin word with one hyphen two: what ``split_word`` says of
them hangs on ``form_of`` alone (a test holds the two together). A million names have more than a hundred thousand
distinct words, nearly all of them plain.
"""

import itertools
import re
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.names.lexicon import PieceClass
from sijill.names.ordinary import Forms, arabic_forms, latin_forms
from sijill.names.pieces import HALVES, split_word

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
    return WordPieces(found.forms, found.spellings, np.array(found.kinds, np.int8), behind, first, width)


def _by_kind(words: Sequence[str]) -> tuple[list[int], list[int], list[int]]:
    """Return the numbers of plain Arabic words, of plain Latin ones, and of all others."""
    arabic: list[int] = []
    latin: list[int] = []
    others: list[int] = []
    for number, word in enumerate(words):
        if _ARABIC.fullmatch(word):
            arabic.append(number)
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
    first, width = places
    split = [words[number].split("-") for number in numbers]
    runs = list(dict.fromkeys(itertools.chain.from_iterable(split)))
    form_of = dict(zip(runs, zip(*latin_forms(runs), strict=True), strict=True))
    left = []
    for number, halves in zip(numbers, split, strict=True):
        if (
            len(halves) > 1
            and form_of[halves[1]][2] in HALVES
            and form_of[halves[0]][2] == PieceClass.ARTICLE
        ):
            left.append(number)  # al-Abd is a name of its own.
            continue
        first[number], width[number] = len(found.forms), len(halves)
        for half in halves:
            form, spelling, kind = form_of[half]
            found.add(form, spelling, kind)
    return left
