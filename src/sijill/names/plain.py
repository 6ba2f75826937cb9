"""The words of many names in pieces, as columns; plain words are not taken apart letter by letter.

A word of one run of common letters has one piece, and a Latin word with one hyphen two: what ``split_word`` says of
them hangs on ``form_of`` alone (a test holds the two together). A million names have more than a hundred thousand
distinct words, nearly all of them plain.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.names.lexicon import PieceClass
from sijill.names.many_texts import Numbers, code_points, those_with
from sijill.names.ordinary import Forms, arabic_forms, latin_forms
from sijill.names.pieces import HALVES, split_word
from sijill.names.senses import sense_of, that_mean_something

_ARABIC: Final = 1
_SEAT: Final = 2
"""The hamza on yeh: not first in a plain word, where Kurdish uses it as a seat."""
_LATIN: Final = 4
_CAPITAL: Final = 8
_HYPHEN: Final = 16
_OTHER: Final = 32
_KINDS: Final = np.full(0x64C, _OTHER, np.uint8)
"""What each code point is, the last one standing for all behind; Arabic letters are those that fold to themselves."""
_KINDS[[*range(0x621, 0x63B), *range(0x641, 0x64B)]] = _ARABIC
_KINDS[0x626] = _SEAT
_KINDS[ord("a") : ord("z") + 1] = _LATIN
_KINDS[ord("A") : ord("Z") + 1] = _CAPITAL
_KINDS[ord("-")] = _HYPHEN
_SHORTEST: Final = 2
_LONGEST: Final = 40
"""Letters of a plain run."""
FEW: Final = 64
"""Words; fewer are split each for itself, which takes less than columns do."""
_CO_OP: Final = ("\nco-op",)
"""Is one run, hyphen and all."""


class WordPieces(NamedTuple):
    """The pieces of words; those of one word stand in a row."""

    forms: list[str]
    """Of runs of letters, most of them distinct."""
    spellings: list[str]
    runs: NDArray[np.int32]
    """Which of them each piece is."""
    kinds: NDArray[np.int8]
    """Of each piece, as are the next two."""
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
    arabic, latin = _plain(words)
    found = arabic_forms([words[number] for number in arabic.tolist()])
    first, width = np.zeros(len(words), np.int64), np.zeros(len(words), np.int64)
    first[arabic], width[arabic] = np.arange(len(arabic)), 1
    runs, commas = [*range(len(arabic))], []
    if len(latin):
        halves, parted = _halves([words[number] for number in latin.tolist()], found)
        first[latin], width[latin] = len(arabic) + np.cumsum(parted) - parted, parted
        width[latin[_are_names(found.kinds, halves, parted)]] = 0
        runs += halves.tolist()
    for number in np.flatnonzero(width == 0).tolist():
        pieces = [piece for part in words[number].split() for piece in split_word(part)]
        first[number], width[number] = len(runs), len(pieces)
        for piece in pieces:
            if piece.comma:
                commas.append(len(runs))
            runs.append(len(found.forms))
            found.add(piece.form, piece.spelling, piece.kind)
    of_piece = np.array(runs, np.int32)
    behind = np.zeros(len(runs), bool)
    behind[commas] = True
    kinds, senses = np.array(found.kinds, np.int8), np.zeros(len(found.forms), np.int8)
    for place in that_mean_something(found.forms):
        senses[place] = sense_of(found.forms[place], found.spellings[place])
    return WordPieces(
        *(found.forms, found.spellings, of_piece, kinds[of_piece], behind, senses[of_piece]), first, width
    )


def _plain(words: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the numbers of plain Arabic words, and of plain Latin ones; none where words are few."""
    if len(words) < FEW:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    points, begins = code_points(words)
    lengths = np.diff(begins)
    given = np.flatnonzero(lengths)
    kinds, is_first = _KINDS[np.minimum(points, len(_KINDS) - 1)], np.zeros(len(points), np.bool_)
    begin = begins[given]
    is_first[begin] = True
    kinds[begin[kinds[begin] == _SEAT]] = _OTHER
    _settle_hyphens(kinds, begins)
    capitals = np.flatnonzero(kinds == _CAPITAL)
    stands_first = is_first[capitals] | (kinds[capitals - 1] == _HYPHEN)
    kinds[capitals] = np.where(stands_first, _LATIN, _OTHER)
    said = np.full(len(words), _OTHER, np.uint8)
    said[given] = np.bitwise_or.reduceat(kinds, begin) if len(given) else _OTHER
    is_run = (lengths >= _SHORTEST) & (lengths <= _LONGEST)
    arabic = np.flatnonzero((said & ~np.uint8(_SEAT) == _ARABIC) & is_run)
    latin = np.flatnonzero((said == _LATIN) & is_run | (said == _LATIN | _HYPHEN))
    lowered = [words[number].lower() for number in latin.tolist()]
    return arabic, np.delete(latin, those_with(_CO_OP, lowered))


def _settle_hyphens(kinds: NDArray[np.uint8], begins: NDArray[np.int64]) -> None:
    """Make of no plain kind what is not the only hyphen of a word, or has not enough letters on either side of it, or too many."""
    hyphens = np.flatnonzero(kinds == _HYPHEN)
    word = np.searchsorted(begins, hyphens, side="right") - 1
    before, behind = hyphens - begins[word], begins[word + 1] - hyphens - 1
    parts = (np.minimum(before, behind) >= _SHORTEST) & (np.maximum(before, behind) <= _LONGEST)
    parts[1:] &= word[1:] != word[:-1]
    kinds[hyphens[~parts]] = _OTHER


def _halves(words: Sequence[str], found: Forms) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Add the runs of plain Latin words to ``found``; return which of these all are in a row, and how many each word has."""
    parted = np.fromiter(["-" in word for word in words], np.int64, len(words)) + 1
    written = "\n".join(words).lower().replace("-", "\n").split("\n")
    numbers = Numbers()
    which = numbers.of(written) + np.int32(len(found.forms))
    found.add_all(latin_forms(list(numbers)))
    return which, parted


def _are_names(
    kinds: Sequence[int], halves: NDArray[np.int32], parted: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Return which words are names of their own: al-Abd."""
    kind = np.array(kinds, np.int8)[halves]
    end = np.cumsum(parted)
    is_article = kind[end - parted] == PieceClass.ARTICLE
    are_names: NDArray[np.bool_] = (parted > 1) & is_article & np.isin(kind[end - 1], list(HALVES))
    return are_names
