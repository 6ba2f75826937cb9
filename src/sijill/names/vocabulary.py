"""Distinct part spellings as rows of numbers that the compiled comparison reads."""

import dataclasses
import functools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sijill.names.alphabet import LATIN_CODES, LONGEST, spelled
from sijill.names.beside import Side
from sijill.names.byte_letters import all_bytes
from sijill.names.heads import write_heads
from sijill.names.joining import MOST_READ, join_pieces
from sijill.names.lexicon import TORN
from sijill.names.misread import latin_readings
from sijill.names.parameters import Parameters
from sijill.names.parts import MOST_PARTS, readable, spell_names
from sijill.names.pieces import LONGEST_WORD, Piece, PieceClass, split_word
from sijill.names.read_as import keep_likeliest
from sijill.names.readings import MOST_OTHERS, MOST_SPELLINGS, write_spellings
from sijill.names.senses import TELLING, sense_of
from sijill.names.sexes import NOT_SAID
from sijill.names.spellings import room_for, with_latin
from sijill.names.word import (
    HEAD,
    VOWEL_CODES,
    WIDTH,
    complete,
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """n names over p distinct words."""

    words: NDArray[np.int16]
    """[p + r, WIDTH], other readings of damaged words behind the words themselves."""
    readings: NDArray[np.int32]
    """[p, MOST_OTHERS] rows of the readings of each word, the cheapest first, then what it may stand as elsewhere; -1 for none."""
    parts: NDArray[np.int32]
    """[n, 6 or more] words of each name in spoken order, those that can be read; -1 behind the last."""
    counts: NDArray[np.int8]
    """[n] words of each name, 0 to 12; 0: not comparable."""
    sexes: NDArray[np.int8]
    """[n] what each name says of its bearer, see ``sijill.names.sexes``."""

    def side(self) -> Side:
        """Return the arrays for compiled functions."""
        return Side(
            words=self.words,
            heads=np.ascontiguousarray(self.words[:, :HEAD]),
            readings=self.readings,
            parts=self.parts,
            counts=self.counts,
            sexes=self.sexes,
        )


def read_names(names: Sequence[str], parameters: Parameters) -> Vocabulary:
    """Return ``names`` as rows of words; equal words have one row, the commonest first."""
    texts, parts, sexes = spelled_parts(names)
    met = np.bincount(parts[parts >= 0], minlength=len(texts))
    order = np.argsort(-met, kind="stable")
    place = np.full(len(texts) + 1, -1, dtype=np.int32)
    place[order] = np.arange(len(texts), dtype=np.int32)
    distinct = [texts[row] for row in order]
    parts = place[parts]
    return _vocabulary(distinct, parts, sexes, parameters)


def read_words(texts: Sequence[str], parameters: Parameters) -> Vocabulary:
    """Return distinct text of ``spelled``, each as a name of one word."""
    parts = np.full((len(texts), MOST_PARTS), -1, dtype=np.int32)
    parts[:, 0] = np.arange(len(texts))
    return _vocabulary(list(texts), parts, np.zeros(len(texts), np.int8), parameters)


def _vocabulary(
    distinct: list[str], parts: NDArray[np.int32], sexes: NDArray[np.int8], parameters: Parameters
) -> Vocabulary:
    words, readings = table_of(distinct, parameters)
    return Vocabulary(
        words=words,
        readings=readings,
        parts=parts,
        counts=(parts >= 0).sum(axis=1).astype(np.int8),
        sexes=sexes,
    )


def spelled_parts(names: Sequence[str]) -> tuple[list[str], NDArray[np.int32], NDArray[np.int8]]:
    """Return the distinct parts as text of ``spelled``, sorted, ``Vocabulary.parts`` by their rows, and ``Vocabulary.sexes``."""
    spelling = spell_names(names)
    spellings = [spelled(text) for text in spelling.spellings]
    texts = sorted(set(spellings) - {""})
    place = {text: number for number, text in enumerate(texts)} | {"": -1}
    moved = np.array([*(place[text] for text in spellings), -1], dtype=np.int32)[spelling.parts]
    # Of a name that is only read in part nothing can be said: a part that is not read may contradict.
    moved[((moved < 0) & (spelling.parts >= 0)).any(axis=1)] = -1
    order = np.argsort(moved < 0, axis=1, kind="stable")
    return texts, np.ascontiguousarray(np.take_along_axis(moved, order, axis=1)), spelling.sexes


def spelled_name(name: str) -> list[str]:
    """Return the parts of one name as ``spelled_parts`` gives them."""
    return spelled_with_sex(name)[0]


def spelled_with_sex(name: str) -> tuple[list[str], int]:
    """Return what ``spelled_parts`` says of one name, its parts and the sex that it says, in a tenth of the time."""
    words = readable(name).split()
    if len(words) <= MOST_PARTS and len(name) <= LONGEST_WORD:
        plain = [_plain_part(word) for word in words]
        if all(plain):
            return plain, NOT_SAID
    pieces = [piece for word in words for piece in split_word(word)]
    if any(piece.kind in TORN for piece in pieces):
        texts, parts, sexes = spelled_parts([name])
        return [texts[part] for part in parts[0] if part >= 0], int(sexes[0])
    joined, sex = _joined(pieces)
    kept = sorted(place for place in joined if place >= 0)
    kept = kept if len(kept) <= MOST_PARTS else [*kept[: MOST_PARTS - 1], kept[-1]]
    found = [spelled(joined[place]) for place in kept]
    return (found, sex) if all(found) else ([], NOT_SAID)


@functools.lru_cache(maxsize=1 << 16)
def _plain_part(word: str) -> str:
    """Return the part that ``word`` is by itself, whatever plain ones stand beside it; nothing where that hangs on them."""
    pieces = split_word(word)
    return spelled(pieces[0].spelling) if len(pieces) == 1 and _are_plain(pieces) else ""


def _are_plain(pieces: Sequence[Piece]) -> bool:
    """Return whether each piece is a part of its own, as ``join_pieces`` says of most names; it takes longer to be asked."""
    return len(pieces) <= MOST_READ and all(
        piece.kind == PieceClass.PLAIN and not piece.comma and sense_of(piece.form, piece.spelling) <= TELLING
        for piece in pieces
    )


def _joined(pieces: Sequence[Piece]) -> tuple[dict[int, str], int]:
    """Return the spelling of each part by its number, and the sex that is said; those of no part of the name have numbers below 0."""
    if _are_plain(pieces):
        return dict(enumerate(piece.spelling for piece in pieces)), NOT_SAID
    kinds = tuple(piece.kind for piece in pieces)
    commas = tuple(piece.comma for piece in pieces)
    places, sex = _in_parts(kinds, commas, tuple(sense_of(piece.form, piece.spelling) for piece in pieces))
    joined: dict[int, str] = {}
    for piece, place in zip(pieces, places, strict=True):
        joined[place] = joined.get(place, "") + piece.spelling
    return joined, sex


@functools.lru_cache(maxsize=1 << 10)
def _in_parts(
    kinds: tuple[int, ...], commas: tuple[bool, ...], senses: tuple[int, ...]
) -> tuple[tuple[int, ...], int]:
    """Return the part of each piece of one name, as ``join_pieces`` has it, and the sex that is said: names are built in few ways."""
    places, sexes = np.empty(len(kinds), dtype=np.int16), np.empty(1, dtype=np.int8)
    told, bounds = (np.empty(1, dtype=np.int16), sexes), np.array([0, len(kinds)])
    columns = np.array(kinds, np.int8), np.array(commas, np.bool_), np.array(senses, np.int8)
    join_pieces(*columns, bounds, places, told)
    return tuple(places.tolist()), int(sexes[0])


def table_of(
    texts: Sequence[str], parameters: Parameters, *, beside_arabic: bool = True
) -> tuple[NDArray[np.int16], NDArray[np.int32]]:
    """Return distinct text of ``spelled`` as ``Vocabulary.words``, readings behind with their costs, and ``Vocabulary.readings``.

    What extraction makes of sound words is met in Arabic only: left out unless they may stand ``beside_arabic`` ones.
    """
    n, letters = len(texts), all_bytes(texts)
    found = room_for(MOST_SPELLINGS * n)
    count = write_spellings(letters, parameters.lore, int(beside_arabic), tuple(found))
    latin = [
        (row, reading)
        for row, text in enumerate(texts)
        if text[0] in LATIN_CODES
        for reading in latin_readings(text, parameters.lexicon)
    ]
    if latin:
        found, count = with_latin(found, count, latin)
    words = _words(np.concatenate([letters, found.letters[:count]]), parameters)
    readings, kept = np.empty((n, MOST_OTHERS), dtype=np.int32), np.empty(count, dtype=np.int64)
    total = keep_likeliest(words, tuple(found), readings, np.empty(n), kept)
    return np.concatenate([words[:n], words[kept[:total]]]), readings


def words_of(texts: Sequence[str], parameters: Parameters) -> NDArray[np.int16]:
    """Return text of ``spelled`` as words, int16 [p, WIDTH]."""
    return _words(all_bytes(texts), parameters)


def _words(letters: NDArray[np.uint8], parameters: Parameters) -> NDArray[np.int16]:
    words = np.empty((len(letters), WIDTH), dtype=np.int16)
    familiar, _ = parameters.lore
    write_heads(letters, familiar, np.empty(2 * LONGEST, dtype=np.uint8), words)
    model = parameters.model
    complete(words, model.units, model.trigrams, model.frequencies, VOWEL_CODES)
    return words
