"""Which words of a vocabulary may have evidence with a word: all others are told by cheap sums over their letters.

Evidence is half of ln P(b | a) / P(b) + ln P(a | b) / P(a), and most words are far from any. The chances of the
letters both ways are worked out for one word against many in single precision, sixteen letters at once, as
multiples of the chance of the spelling; a word is let through unless they are out of reach by more than
rounding. Nothing else is said of it: what is let through gets the full evidence of two parts. The lexicon makes
evidence smaller but for usual spellings; these, initials, numbers, generic words and very long ones are let
through as they are. Where a word is set beside a whole vocabulary, ``sijill.names.among`` has the same bounds.
"""

from typing import Final, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.abbreviations import OF_FIRMS
from sijill.names.beside import Side
from sijill.names.chances import LANES, USUAL, chances_back, chances_forth
from sijill.names.evidence import (
    KNOWN_SHARE,
    STEP,
    UNLISTED_SHARE,
)
from sijill.names.model import ARABIC_TO_ARABIC, ARABIC_TO_LATIN, LATIN_TO_ARABIC, LATIN_TO_LATIN, Model
from sijill.names.tree import kin_of, owners_of
from sijill.names.uncounted import within
from sijill.names.word import (
    ARABIC,
    COST_AT,
    FLAGS_AT,
    INITIAL_FLAG,
    LENGTH_AT,
    LEXICON_AT,
    NUMBER,
    SCRIPT_AT,
    SURPRISE_AT,
    SURPRISE_UNIT,
)

_STEEPEST: Final = 30.0
"""Nats of surprise of a word, above which single precision might lose what counts."""
SLACK: Final = 0.02
"""Nats for single precision."""


class Sieve(NamedTuple):
    """What is prepared of a vocabulary."""

    owners: NDArray[np.int32]
    """[words] of a word itself, of another reading the word that is read so."""
    odd: NDArray[np.int32]
    """Words always let through: initials, numbers, generic, very long or rare ones."""
    is_odd: NDArray[np.bool_]
    """[words] whether a word is one of these."""
    rarity: NDArray[np.float32]
    """[words] 1 / P(letters), less what reading them costs."""
    scales: NDArray[np.float32]
    """[words] its geometric mean over the letters."""
    levels: NDArray[np.float32]
    """[words] ``rarity`` over ``USUAL`` for each letter."""
    listed: NDArray[np.uint8]
    """[words] 1 for those in the lexicon."""
    kin_starts: NDArray[np.int32]
    """[entries + 1] where the words begin in ``kin`` that share usual spellings with an entry of the lexicon."""
    kin: NDArray[np.int32]
    kin_longest: int


def sieve_of(side: Side, model: Model) -> Sieve:
    """Return the sieve of the words of ``side`` and of their other readings."""
    heads = side.heads
    starts, kin = kin_of(heads[:, LEXICON_AT], model)
    is_odd = _are_peculiar(heads)
    surprise = np.minimum(heads[:, SURPRISE_AT] / SURPRISE_UNIT, _STEEPEST) - 2 / STEP * heads[:, COST_AT]
    lengths = heads[:, LENGTH_AT]
    return Sieve(
        owners=owners_of(side),
        odd=np.flatnonzero(is_odd).astype(np.int32),
        is_odd=is_odd,
        rarity=np.exp(surprise).astype(np.float32),
        scales=np.exp(surprise / np.maximum(lengths, 1)).astype(np.float32),
        levels=np.exp(surprise - np.log(USUAL) * lengths).astype(np.float32),
        listed=(heads[:, LEXICON_AT] >= 0).astype(np.uint8),
        kin_starts=starts,
        kin=kin,
        kin_longest=int(np.diff(starts).max(initial=0)),
    )


@njit(cache=True, nogil=True)
def is_peculiar(head: NDArray[np.int16]) -> bool:
    """Return whether more than its letters may speak for a word, or it is too long for the sums here."""
    return bool(
        head[FLAGS_AT] & (INITIAL_FLAG | OF_FIRMS)
        or head[SCRIPT_AT] == NUMBER
        or not 0 < head[LENGTH_AT] < LANES
        or head[SURPRISE_AT] > _STEEPEST * SURPRISE_UNIT
    )


@njit(cache=True, nogil=True)
def _are_peculiar(heads: NDArray[np.int16]) -> NDArray[np.bool_]:
    """Return [words] whether each word is peculiar."""
    found = np.empty(heads.shape[0], dtype=np.bool_)
    for row in range(found.size):
        found[row] = is_peculiar(heads[row])
    return found


@within
def least_products(word: NDArray[np.int16], bound: float) -> tuple[float, float]:
    """Return what the chances of the letters both ways have to come to with a word that is not in the lexicon, and with one that is.

    Of two words that share no usual spelling the lexicon takes most, of one that is listed some.
    """
    if word[LEXICON_AT] >= 0:
        return bound / UNLISTED_SHARE, bound / (1 - KNOWN_SHARE) ** 2
    return bound, bound / UNLISTED_SHARE


@njit(cache=True, nogil=True)
def reaching(
    word: NDArray[np.int16],
    words: NDArray[np.int16],
    sieve: Sieve,
    bound: float,
    tables: tuple[NDArray[np.float32], NDArray[np.float32]],
    hits: NDArray[np.int32],
) -> int:
    """Write those of ``hits`` first, words of one script, whose letters are likely enough both ways; return how many."""
    rarity, listed, count = sieve.rarity, sieve.listed, hits.size
    if count == 0:
        return 0
    least = least_products(word, bound)
    chances, forth = np.empty((2, count), dtype=np.float32), np.empty(count, dtype=np.float32)
    chances_back(word, words, hits, tables, chances)
    kept, back = 0, chances[0]
    for place in range(count):
        b = hits[place]
        if np.float64(back[place]) * min(chances[1, place] * sieve.levels[b], rarity[b]) >= least[listed[b]]:
            hits[kept], back[kept] = b, back[place]
            kept += 1
    chances_forth(word, words, sieve.scales, hits[:kept], tables[0], forth)
    count = 0
    for place in range(kept):
        b = hits[place]
        if np.float64(back[place]) * forth[place] >= least[listed[b]]:
            hits[count] = b
            count += 1
    return count


@njit(cache=True, nogil=True)
def directions(one: int, other: int) -> tuple[int, int]:
    """Return the tables from a word to those of another script, or its own, and back."""
    if one == ARABIC:
        return (ARABIC_TO_ARABIC, ARABIC_TO_ARABIC) if other == ARABIC else (ARABIC_TO_LATIN, LATIN_TO_ARABIC)
    return (LATIN_TO_ARABIC, ARABIC_TO_LATIN) if other == ARABIC else (LATIN_TO_LATIN, LATIN_TO_LATIN)
