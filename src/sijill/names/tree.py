"""The letters of a vocabulary as a tree, and its words by their entry in the lexicon."""

from typing import NamedTuple

import numpy as np
from numba import njit, vectorize
from numpy.typing import NDArray

from sijill.names.alphabet import LONGEST
from sijill.names.compare import Side
from sijill.names.model import Model
from sijill.names.word import (
    ARABIC,
    CODES_AT,
    ENDS_AT,
    LENGTH_AT,
    LATIN,
    LEXICON_AT,
    MASK_AT,
    NUMBER,
    SCRIPT_AT,
    SURPRISE_AT,
    SURPRISE_UNIT,
)


class Tree(NamedTuple):
    """Words and readings by their letters. Nodes stand in the order of the letters, each before what it leads to."""

    units: NDArray[np.int16]
    """[nodes, 3] the units of one, two and three letters that end at a node."""
    depths: NDArray[np.int16]
    """[nodes] letters down to a node."""
    skips: NDArray[np.int32]
    """[nodes] the next node that is not below."""
    rarest: NDArray[np.float64]
    """[nodes] 1 / P(letters) of the rarest word at or below a node."""
    own: NDArray[np.float64]
    """[nodes] 1 / P(letters) of the rarest word that ends at a node; 0 for none."""
    masks: NDArray[np.int16]
    """[nodes, 2] classes of consonants that all words at or below a node have, and that any of them has."""
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    """[nodes] where the words that end at a node begin and end in ``order``."""
    order: NDArray[np.int32]
    """[words] rows of all words but numbers, by letters."""
    roots: NDArray[np.int32]
    """[3] where the nodes of Arabic begin, those of Latin, and where they end."""
    owners: NDArray[np.int32]
    """[words and readings] the word that a row is, or is a reading of."""
    short: NDArray[np.int32]
    """Rows of what may be an initial, and of numbers: few, and compared with all."""
    kin_starts: NDArray[np.int32]
    """[entries + 1] where the rows begin in ``kin`` that share usual spellings with an entry of the lexicon."""
    kin: NDArray[np.int32]
    kin_longest: int


@vectorize(cache=True)
def is_short(length: int, script: int) -> bool:
    """Return whether a word is so short that it may be an initial, such as J. or Kh."""
    return length == 1 or (length == 2 and script == LATIN)


def grow(side: Side, model: Model) -> Tree:
    """Return the tree of the words and readings of ``side``."""
    words = side.words
    scripts, lengths = words[:, SCRIPT_AT], words[:, LENGTH_AT]
    keys = [words[:, CODES_AT + place] for place in reversed(range(LONGEST))]
    order = np.lexsort([*keys, scripts]).astype(np.int32) if len(words) else np.zeros(0, dtype=np.int32)
    order = order[(scripts[order] != NUMBER) & (lengths[order] > 0)]
    owners = np.arange(len(words), dtype=np.int32)
    bearers, places = np.nonzero(side.readings >= 0)
    owners[side.readings[bearers, places]] = bearers
    starts, kin = _kin(words[:, LEXICON_AT], model)
    total = int(lengths[order].sum())
    nodes = (
        np.empty((total, 3), dtype=np.int16),
        np.empty(total, dtype=np.int16),
        np.empty(total, dtype=np.int32),
        np.zeros(total, dtype=np.float64),
        np.zeros(total, dtype=np.float64),
        np.zeros((total, 2), dtype=np.int16),
        np.zeros(total, dtype=np.int32),
        np.zeros(total, dtype=np.int32),
    )
    middle, count = _branch(words, order, *nodes)
    return Tree(
        *(np.ascontiguousarray(values[:count]) for values in nodes),
        order=order,
        roots=np.array([0, middle, count], dtype=np.int32),
        owners=owners,
        short=np.flatnonzero(is_short(lengths, scripts) | (scripts == NUMBER)).astype(np.int32),
        kin_starts=starts,
        kin=kin,
        kin_longest=int(np.diff(starts).max(initial=0)),
    )


@njit(cache=True, nogil=True)
def _branch(
    words: NDArray[np.int16],
    order: NDArray[np.int32],
    units: NDArray[np.int16],
    depths: NDArray[np.int16],
    skips: NDArray[np.int32],
    rarest: NDArray[np.float64],
    own: NDArray[np.float64],
    masks: NDArray[np.int16],
    first: NDArray[np.int32],
    last: NDArray[np.int32],
) -> tuple[int, int]:
    """Write the nodes of sorted words; return how many are Arabic and how many there are."""
    path = np.empty(LONGEST + 1, dtype=np.int32)
    count, middle, length = 0, 0, 0
    for place in range(order.size):
        word = words[order[place]]
        shared = 0
        if place > 0:
            before = words[order[place - 1]]
            if before[SCRIPT_AT] == word[SCRIPT_AT]:
                while shared < min(length, word[LENGTH_AT]) and before[CODES_AT + shared] == word[CODES_AT + shared]:
                    shared += 1
        for depth in range(shared, length):
            skips[path[depth]] = count
        length = word[LENGTH_AT]
        for depth in range(shared, length):
            path[depth] = count
            depths[count] = depth + 1
            for k in range(3):
                units[count, k] = word[ENDS_AT + 3 * depth + k]
            masks[count, 0] = -1
            first[count] = place
            last[count] = place
            count += 1
        if word[SCRIPT_AT] == ARABIC:
            middle = count
        surprise = np.exp(word[SURPRISE_AT] / SURPRISE_UNIT)
        for depth in range(length):
            rarest[path[depth]] = max(rarest[path[depth]], surprise)
            masks[path[depth], 0] &= word[MASK_AT]
            masks[path[depth], 1] |= word[MASK_AT]
        end = path[length - 1]
        own[end] = max(own[end], surprise)
        last[end] = place + 1
    for depth in range(length):
        skips[path[depth]] = count
    return middle, count


def _kin(entries: NDArray[np.int16], model: Model) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return for each entry of the lexicon the rows of words whose entry is usual for it, or it for them."""
    total = model.lexicon.shape[0]
    usual = model.lexicon[:, ::2]
    one, place = np.nonzero(usual >= 0)
    other = usual[one, place]
    pairs = np.unique(np.concatenate([one * total + other, other * total + one]))
    rows = np.flatnonzero(entries >= 0).astype(np.int32)
    rows = rows[np.argsort(entries[rows], kind="stable")]
    starts = np.searchsorted(entries[rows], np.arange(total + 1))
    source, target = pairs // total, pairs % total
    widths = starts[target + 1] - starts[target]
    ends = np.cumsum(widths)
    kin = np.arange(widths.sum()) + np.repeat(starts[target] - (ends - widths), widths)
    kin_starts = np.zeros(total + 1, dtype=np.int32)
    kin_starts[1:] = np.cumsum(np.bincount(source, weights=widths, minlength=total)).astype(np.int32)
    return kin_starts, rows[kin]
