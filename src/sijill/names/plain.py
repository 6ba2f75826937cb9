"""The plain words among many names, whose pieces are known without taking them apart letter by letter.

A word of one run of common letters has one piece, and a Latin word with one hyphen two: what ``split_word`` says of
them hangs on ``form_of`` alone (a test holds the two together). A million names have more than a hundred thousand
distinct words, nearly all of them plain.
"""

import re
from collections.abc import Sequence
from typing import Final

from sijill.names.forms import form_of
from sijill.names.lexicon import PieceClass
from sijill.names.pieces import HALVES, Piece, split_word

_ARABIC: Final = re.compile("[\u0621-\u0625\u0627-\u063a\u0641-\u064a][\u0621-\u063a\u0641-\u064a]{1,40}")
"""Letters of Arabic that fold to themselves; the hamza on yeh not first, where Kurdish uses it as a seat."""
_LATIN: Final = re.compile("([A-Z][a-z]{1,40}|[a-z]{2,40})(?:-([A-Z][a-z]{1,40}|[a-z]{2,40}))?")


def pieces_of_words(words: Sequence[str]) -> list[tuple[Piece, ...]]:
    """Return ``split_word`` of each word."""
    return [_pieces(word) for word in words]


def _pieces(word: str) -> tuple[Piece, ...]:
    if _ARABIC.fullmatch(word):
        return (_piece(word, word, 0),)
    latin = _LATIN.fullmatch(word)
    if latin is None or word.startswith(("co-op", "Co-op")):
        return split_word(word)
    first = _piece(latin[1].lower(), latin[1], 0)
    if latin[2] is None:
        return (first,)
    second = _piece(latin[2].lower(), latin[2], latin.start(2))
    if second.kind in HALVES and first.kind is PieceClass.ARTICLE:
        return split_word(word)
    return first, second


def _piece(spelled: str, written: str, start: int) -> Piece:
    form = form_of(spelled, written=written, stopped=False)
    return Piece(
        form=form.form,
        spelling=form.spelling,
        kind=form.kind,
        start=start,
        end=start + len(written),
        repairs=form.repairs,
    )
