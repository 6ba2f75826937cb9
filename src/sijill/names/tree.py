"""The letters of a vocabulary as a tree, and its words by their entry in the lexicon."""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.alphabet import LONGEST
from sijill.names.beside import Side
from sijill.names.model import Model
from sijill.names.readings import WITHOUT_ABU
from sijill.names.small_loops import copy
from sijill.names.uncounted import within
from sijill.names.word import (
    ARABIC,
    CODES_AT,
    ENDS_AT,
    FLAGS_AT,
    INITIAL_FLAG,
    LENGTH_AT,
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


def grow(side: Side, model: Model) -> Tree:
    """Return the tree of the words and readings of ``side``, but for what they are without أبو."""
    words = side.words
    scripts, lengths = words[:, SCRIPT_AT], words[:, LENGTH_AT]
    keys = [words[:, CODES_AT + place] for place in reversed(range(LONGEST))]
    order = np.lexsort([*keys, scripts]).astype(np.int32) if len(words) else np.zeros(0, dtype=np.int32)
    bare = side.readings[:, WITHOUT_ABU]
    is_asked = (scripts != NUMBER) & (lengths > 0)
    is_asked[bare[bare >= 0]] = False
    order = order[is_asked[order]]
    starts, kin = kin_of(np.where(is_asked, words[:, LEXICON_AT], -1), model)
    total = int(lengths[order].sum())
    tree = Tree(
        units=np.empty((total, 3), dtype=np.int16),
        depths=np.empty(total, dtype=np.int16),
        skips=np.empty(total, dtype=np.int32),
        rarest=np.zeros(total, dtype=np.float64),
        own=np.zeros(total, dtype=np.float64),
        masks=np.zeros((total, 2), dtype=np.int16),
        first=np.zeros(total, dtype=np.int32),
        last=np.zeros(total, dtype=np.int32),
        order=order,
        roots=np.zeros(3, dtype=np.int32),
        owners=owners_of(side),
        short=np.flatnonzero((words[:, FLAGS_AT] & INITIAL_FLAG != 0) | (scripts == NUMBER)).astype(np.int32),
        kin_starts=starts,
        kin=kin,
        kin_longest=int(np.diff(starts).max(initial=0)),
    )
    _branch(words, tree)
    nodes = ("units", "depths", "skips", "rarest", "own", "masks", "first", "last")
    return tree._replace(**{name: getattr(tree, name)[: tree.roots[2]].copy() for name in nodes})


@njit(cache=True, nogil=True)
def _branch(words: NDArray[np.int16], tree: Tree) -> None:
    """Write nodes and roots for the sorted words."""
    path = np.empty(LONGEST + 1, dtype=np.int32)
    count, length = 0, 0
    for place in range(tree.order.size):
        word = words[tree.order[place]]
        shared = 0 if place == 0 else _shared(word, words[tree.order[place - 1]])
        for depth in range(shared, length):
            tree.skips[path[depth]] = count
        length = word[LENGTH_AT]
        for depth in range(shared, length):
            path[depth] = count
            tree.depths[count] = depth + 1
            copy(tree.units[count], word[ENDS_AT + 3 * depth : ENDS_AT + 3 * depth + 3])
            tree.masks[count, 0] = -1
            count += 1
        end, rarity = path[length - 1], np.exp(word[SURPRISE_AT] / SURPRISE_UNIT)
        for depth in range(length):
            node = path[depth]
            tree.rarest[node] = max(tree.rarest[node], rarity)
            tree.masks[node, 0] &= word[MASK_AT]
            tree.masks[node, 1] |= word[MASK_AT]
        if tree.last[end] == 0:
            tree.first[end] = place
        tree.own[end], tree.last[end] = max(tree.own[end], rarity), place + 1
        tree.roots[1 if word[SCRIPT_AT] == ARABIC else 2] = count
    for depth in range(length):
        tree.skips[path[depth]] = count
    tree.roots[2] = count


@within
def _shared(one: NDArray[np.int16], other: NDArray[np.int16]) -> int:
    """Return how many first letters two words share; none across scripts."""
    shared = 0
    if one[SCRIPT_AT] == other[SCRIPT_AT]:
        while (
            shared < min(one[LENGTH_AT], other[LENGTH_AT])
            and one[CODES_AT + shared] == other[CODES_AT + shared]
        ):
            shared += 1
    return shared


def owners_of(side: Side) -> NDArray[np.int32]:
    """Return for each row of words the word itself, or of which word it is a reading."""
    owners = np.arange(len(side.words), dtype=np.int32)
    bearers, places = np.nonzero(side.readings >= 0)
    owners[side.readings[bearers, places]] = bearers
    return owners


def kin_of(entries: NDArray[np.int16], model: Model) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
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
