"""The letters of a vocabulary as a tree, level by level, and the chances of one word's letters along all of it.

Words that begin alike share the sums of their first letters, and those of one level need nothing of each other, so that a
processor works on many at once. In single precision: bounds are taken from them, see ``sijill.names.sieve``, and evidence where it
is surely the same, see ``told_by_chances`` in ``sijill.names.among``. No chance that counts gets too small for it: one way it is
e^-76 at the least, since neither spelling is rarer than e^-30.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.chances import LANES, USUAL
from sijill.names.flags import TOGETHER, room_for_flags, write_set, write_similar
from sijill.names.lanes import UNIT, collect, spread
from sijill.names.model import Model
from sijill.names.uncounted import within
from sijill.names.word import (
    ARABIC,
    ENDS_AT,
    LENGTH_AT,
    MASK_AT,
    ROWS_AT,
    SCRIPT_AT,
    SURPRISE_AT,
    SURPRISE_UNIT,
)

_FEW: Final = 8
"""Lanes that most words need."""
_ROOT: Final = UNIT - 1
"""The node that all words begin at; those before it are of none, so that every node has three before it."""


class Branches(NamedTuple):
    """Words of one script by their letters."""

    parents: NDArray[np.int32]
    """[nodes] the node before."""
    steps: NDArray[np.int16]
    """[nodes, 4] the columns of ``forth`` of the units of one, two and three letters that end there, and its letter's row in ``back``."""
    masks: NDArray[np.uint16]
    """[2, nodes] classes of consonants that all words at or below a node have, and that any of them has."""
    own: NDArray[np.uint16]
    """[words] classes of consonants of each of ``words``."""
    words: NDArray[np.int32]
    """[words] rows of the words, in the order of ``ends``."""
    ends: NDArray[np.int32]
    """[words] the node that each word ends at."""
    back: NDArray[np.float32]
    """[2, units, rows] chances to become a unit of an Arabic word, and of a Latin one."""
    forth: NDArray[np.float32]
    """[2, rows, units] chances of its letters to become a unit, times ``USUAL`` for each letter."""


class Room(NamedTuple):
    """Working space for ``write_chances``."""

    is_open: NDArray[np.uint8]
    """[nodes, and ``room_for_flags``] whether a node is looked at."""
    is_met: NDArray[np.uint8]
    """[words, and ``room_for_flags``] whether the consonants of a word are not too different; then its nodes are open."""
    met: NDArray[np.int32]
    """[words + 8] which of ``Branches.words`` these are."""
    places: NDArray[np.int32]
    """[nodes] where it stands in the others; of one that is not looked at, anywhere."""
    before: NDArray[np.int32]
    """[nodes] where the node before it stands."""
    nodes: NDArray[np.int32]
    """[nodes + 8] which node it is."""
    back: NDArray[np.float32]
    forth: NDArray[np.float32]
    """[nodes x 16] chances of the letters so far, for each count of letters of the word."""


def branches_of(
    words: NDArray[np.int16], chosen: NDArray[np.integer], model: Model, ways: Sequence[tuple[int, int]]
) -> Branches:
    """Return the ``chosen`` rows of ``words`` by their letters; ``ways`` are the tables to them and back, from either script."""
    lengths, at = words[chosen, LENGTH_AT], np.full(len(chosen), _ROOT)
    parents, letters = [np.array([0, 0, 1])], []
    count = UNIT
    for place in range(lengths.max(initial=0)):
        on = np.flatnonzero(lengths > place)
        steps = at[on] * model.tables.shape[1] + words[chosen[on], ROWS_AT + place]
        _, first, number = np.unique(steps, return_index=True, return_inverse=True)
        parents.append(at[on[first]])
        units = ENDS_AT + UNIT * place + np.arange(-1, UNIT)
        units[0] = ROWS_AT + place
        letters.append(words[chosen[on[first]]][:, units])
        at[on] = count + number
        count += first.size
    before = np.concatenate(parents).astype(np.int32)
    known = np.concatenate([np.full((UNIT, UNIT + 1), -1, dtype=np.int16), *letters])
    used, rows = np.unique(np.maximum(known[:, 0], 0), return_inverse=True)
    kept, columns = np.unique(known[:, 1:], return_inverse=True)
    sizes = np.zeros(kept.size)
    sizes[columns.reshape(-1, UNIT)] = np.arange(1, UNIT + 1)
    order = np.argsort(at, kind="stable")
    masks, own = np.zeros((2, count), dtype=np.uint16), words[chosen, MASK_AT].view(np.uint16)
    masks[0] = 0xFFFF
    _write_masks(before, at, own, masks)
    forth = np.stack([model.tables[forth][:, kept] for forth, _ in ways]) * (USUAL**sizes * (kept >= 0))
    return Branches(
        parents=before,
        steps=np.column_stack([columns.reshape(-1, UNIT), rows]).astype(np.int16),
        masks=masks,
        own=own[order],
        words=chosen[order].astype(np.int32),
        ends=at[order].astype(np.int32),
        back=np.stack([np.ascontiguousarray(model.tables[back][used].T) for _, back in ways]),
        forth=np.ascontiguousarray(forth, dtype=np.float32),
    )


@njit(cache=True, nogil=True)
def _write_masks(
    parents: NDArray[np.int32], ends: NDArray[np.int64], own: NDArray[np.uint16], masks: NDArray[np.uint16]
) -> None:
    for word in range(ends.size):
        masks[0, ends[word]] &= own[word]
        masks[1, ends[word]] |= own[word]
    for node in range(parents.size - 1, _ROOT, -1):
        masks[0, parents[node]] &= masks[0, node]
        masks[1, parents[node]] |= masks[1, node]


def room_for(branches: Branches) -> Room:
    """Return working space, good for ``branches`` only."""
    count = branches.parents.size
    room = Room(
        is_open=room_for_flags(count),
        is_met=room_for_flags(branches.words.size),
        met=np.zeros(branches.words.size + TOGETHER, dtype=np.int32),
        places=np.zeros(count, dtype=np.int32),
        before=np.zeros(count, dtype=np.int32),
        nodes=np.zeros(count + TOGETHER, dtype=np.int32),
        back=np.zeros(count * LANES, dtype=np.float32),
        forth=np.zeros(count * LANES, dtype=np.float32),
    )
    room.places[:UNIT], room.before[:UNIT] = np.arange(UNIT), branches.parents[:UNIT]
    return room


@within
def _open(mask: int, branches: Branches, room: Room) -> int:
    """Write the nodes that lead to words whose consonants are not too different; return where they end."""
    parents, nodes, places, before = branches.parents, room.nodes, room.places, room.before
    own, is_open, every = np.uint16(mask & 0xFFFF), room.is_open, branches.masks[0]
    write_similar(own, every, branches.masks[1], is_open)
    is_open[:UNIT] = 0
    count = write_set(is_open, nodes, UNIT)
    for place in range(UNIT, count):
        node = np.uint64(nodes[np.uint64(place)])
        places[node], before[np.uint64(place)] = place, places[np.uint64(parents[node])]
    return count


@within
def write_met(mask: int, branches: Branches, room: Room) -> int:
    """Write the words whose consonants are not too different into ``room.met``; return how many. Their nodes are open."""
    write_similar(np.uint16(mask & 0xFFFF), branches.own, branches.own, room.is_met)
    return int(write_set(room.is_met, room.met, 0))


@within
def _write_back(
    word: NDArray[np.int16], scale: float, table: NDArray[np.float32], factors: NDArray[np.float32]
) -> None:
    """Write the chances of each row of ``table`` to become nothing, or the 1 to 3 letters that end at each of ``word``."""
    for row in range(table.shape[1]):
        for place in range(word[LENGTH_AT] + 1):
            factors[row * (UNIT + 1), place] = table[0, row]
        for place in range(word[LENGTH_AT]):
            factor = 1.0
            for letters in range(UNIT):
                factor *= scale
                unit = word[ENDS_AT + UNIT * place + letters]
                if unit >= 0:
                    factors[row * (UNIT + 1) + letters + 1, place + 1] = table[unit, row] * factor


@within
def _write_forth(
    word: NDArray[np.int16],
    table: NDArray[np.float32],
    letters: NDArray[np.float32],
    factors: NDArray[np.float32],
    on: NDArray[np.float32],
) -> None:
    """Write the chances of each letter of ``word`` to become a unit, and those of runs of 1, 2, 4 and 8 to become nothing."""
    for place in range(word[LENGTH_AT]):
        row = word[ROWS_AT + place]
        on[0, place + 1] = letters[row, 0]
        for unit in range(table.shape[1]):
            factors[unit, place] = table[row, unit]
    for number in range(1, on.shape[0]):
        by = 1 << (number - 1)
        for place in range(by, on.shape[1]):
            on[number, place] = on[number - 1, place] * on[number - 1, place - by]


@njit(cache=True, nogil=True)
def lanes_for(word: NDArray[np.int16]) -> int:
    """Return how many lanes the letters of a word need."""
    return _FEW if word[LENGTH_AT] < _FEW else LANES


@njit(cache=True, nogil=True)
def write_chances(
    word: NDArray[np.int16], table: NDArray[np.float32], branches: Branches, room: Room
) -> None:
    """Write into ``room`` P(letters of ``word`` | letters down to a node), and the other way round, for nodes that may count.

    The first are multiples of the chance of the spelling, the second times ``USUAL`` for each letter. ``table`` is that of the
    letters of ``word``. In ``room`` a node has as many places as there are ``lanes_for`` the word.
    """
    source = 0 if word[SCRIPT_AT] == ARABIC else 1
    back_table, forth_table, n = branches.back[source], branches.forth[source], word[LENGTH_AT]
    lanes = lanes_for(word)
    back, forth = (
        np.zeros((back_table.shape[1] * (UNIT + 1), lanes), dtype=np.float32),
        np.zeros((forth_table.shape[1], lanes), dtype=np.float32),
    )
    on = np.zeros((4, lanes), dtype=np.float32)
    _write_back(word, np.exp(word[SURPRISE_AT] / SURPRISE_UNIT / n), back_table, back)
    _write_forth(word, forth_table, table, forth, on)
    there, here = room.back, room.forth
    there[: UNIT * lanes], here[: UNIT * lanes] = 0, 0
    there[_ROOT * lanes] = here[_ROOT * lanes] = 1
    for place in range(n):
        here[_ROOT * lanes + place + 1] = here[_ROOT * lanes + place] * on[0, place + 1]
    count = _open(word[MASK_AT], branches, room)
    if lanes == _FEW:
        for place in range(UNIT, count):
            rows, units, row = _step(place, branches, room)
            spread(there, rows[0], rows[1], back, row, 8)
            collect(here, rows, forth, units, on, 8)
    else:
        for place in range(UNIT, count):
            rows, units, row = _step(place, branches, room)
            spread(there, rows[0], rows[1], back, row, 16)
            collect(here, rows, forth, units, on, 16)


@njit(cache=True, nogil=True, inline="always")
def _step(
    place: int, branches: Branches, room: Room
) -> tuple[tuple[int, int, int, int], tuple[int, int, int], int]:
    """Return where a node and the three before it stand, its units, and the first row of its letter."""
    node = np.uint64(room.nodes[np.uint64(place)])
    one = int(room.before[np.uint64(place)])
    two = int(room.before[np.uint64(one)])
    three, steps = int(room.before[np.uint64(two)]), branches.steps
    ends = (int(steps[node, 0]), int(steps[node, 1]), int(steps[node, 2]))
    return (place, one, two, three), ends, int(steps[node, UNIT]) * (UNIT + 1)
