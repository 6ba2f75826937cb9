"""Distinct part spellings as rows of numbers that the compiled comparison reads."""

import dataclasses
import functools
import operator
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sijill.names.alphabet import ARABIC_CODES, FIRST_DIGIT, LATIN_CODES, spelled
from sijill.names.common import lexicon_key, usual_spellings
from sijill.names.compare import Side
from sijill.names.letters import DIGRAPHS, class_bit, spell
from sijill.names.lexicon import GENERIC_WORDS
from sijill.names.parameters import Parameters
from sijill.names.parts import MOST_PARTS, spell_names
from sijill.names.readings import MOST_READINGS, other_readings
from sijill.names.word import (
    ARABIC,
    CODES_AT,
    DAMAGED_FLAG,
    FLAGS_AT,
    GENERIC_FLAG,
    HEAD,
    INITIAL_FLAG,
    LATIN,
    LEADING_FLAG,
    LENGTH_AT,
    LEXICON_AT,
    MASK_AT,
    NUMBER,
    SCRIPT_AT,
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
    """[p, 2] rows of the readings of each word, -1 for none."""
    parts: NDArray[np.int32]
    """[n, 6] words of each name in spoken order, those that can be read; -1 behind the last."""
    counts: NDArray[np.int8]
    """[n] words of each name, 0 to 6; 0: not comparable."""

    def side(self) -> Side:
        """Return the arrays for compiled functions."""
        return Side(
            words=self.words,
            heads=np.ascontiguousarray(self.words[:, :HEAD]),
            readings=self.readings,
            parts=self.parts,
            counts=self.counts,
        )


def read_names(names: Sequence[str], parameters: Parameters) -> Vocabulary:
    """Return ``names`` as rows of words; equal words have one row, the commonest first."""
    spelling = spell_names(names)
    texts = [spelled(text) for text in spelling.spellings]
    bearers = np.bincount(spelling.parts[spelling.parts >= 0], minlength=len(texts))
    met: Counter[str] = Counter()
    for text, count in zip(texts, bearers.tolist(), strict=True):
        met[text] += count
    distinct = sorted(set(texts) - {""}, key=lambda text: (-met[text], text))
    place = {text: number for number, text in enumerate(distinct)} | {"": -1}
    moved = np.array([*(place[text] for text in texts), -1], dtype=np.int32)[spelling.parts]
    order = np.argsort(moved < 0, axis=1, kind="stable")
    parts = np.ascontiguousarray(np.take_along_axis(moved, order, axis=1))
    return _vocabulary(distinct, parts, parameters)


def read_words(texts: Sequence[str], parameters: Parameters) -> Vocabulary:
    """Return distinct text of ``spelled``, each as a name of one word."""
    parts = np.full((len(texts), MOST_PARTS), -1, dtype=np.int32)
    parts[:, 0] = np.arange(len(texts))
    return _vocabulary(list(texts), parts, parameters)


def _vocabulary(distinct: list[str], parts: NDArray[np.int32], parameters: Parameters) -> Vocabulary:
    readings = np.full((len(distinct), MOST_READINGS), -1, dtype=np.int32)
    others: list[str] = []
    for row, text in enumerate(distinct):
        if lexicon_key(text) in parameters.lexicon or text[0] not in ARABIC_CODES:
            continue
        for number, reading in enumerate(other_readings(text, parameters.rules, parameters.lexicon)):
            readings[row, number] = len(distinct) + len(others)
            others.append(reading)
    words = words_of(distinct + others, parameters)
    words[: len(distinct), FLAGS_AT] |= np.where(readings[:, 0] >= 0, DAMAGED_FLAG, 0).astype(np.int16)
    return Vocabulary(
        words=words,
        readings=readings,
        parts=parts,
        counts=(parts >= 0).sum(axis=1).astype(np.int8),
    )


def words_of(texts: Sequence[str], parameters: Parameters) -> NDArray[np.int16]:
    """Return text of ``spelled`` as words, int16 [p, WIDTH]."""
    words = np.full((len(texts), WIDTH), -1, dtype=np.int16)
    for row, text in enumerate(texts):
        table = ARABIC_CODES if text[:1] in ARABIC_CODES else LATIN_CODES
        codes = [table[letter] for letter in text]
        words[row, LENGTH_AT] = len(codes)
        words[row, SCRIPT_AT] = (
            ARABIC if table is ARABIC_CODES else LATIN if codes[0] < FIRST_DIGIT else NUMBER
        )
        words[row, CODES_AT : CODES_AT + len(codes)] = codes
        folded = lexicon_key(text)
        words[row, LEXICON_AT] = parameters.lexicon.get(folded, -1)
        words[row, FLAGS_AT] = _flags(text, folded)
        words[row, MASK_AT] = functools.reduce(operator.or_, map(class_bit, spell(folded)), 0)
    model = parameters.model
    complete(words, model.units, model.trigrams, model.frequencies, VOWEL_CODES)
    return words


def _flags(text: str, folded: str) -> int:
    flags = GENERIC_FLAG if folded in GENERIC_WORDS else 0
    flags |= INITIAL_FLAG if len(text) == 1 or text in DIGRAPHS.values() else 0
    return flags | (LEADING_FLAG if folded in _leading() else 0)


@functools.cache
def _leading() -> frozenset[str]:
    return frozenset(
        spelling
        for arabic, latin in usual_spellings()
        if "محمد" in arabic[:1]
        for spelling in (*arabic, *latin)
    )
