"""The evidence of one word with all words of a vocabulary: most are told by the chances of their letters.

Where ``sijill.names.sieve`` goes through the words that it is given, here the letters of all of them are worked out as a tree.
"""

from typing import Final, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.beside import Side, evidence_at_cost, may_lack_abu, may_stand_for
from sijill.names.branches import Branches, Room, branches_of, lanes_for, room_for, write_chances, write_met
from sijill.names.emission import SCRATCH_SHAPE
from sijill.names.evidence import LOWEST, STEP
from sijill.names.model import Model
from sijill.names.readings import WITHOUT_ABU
from sijill.names.sieve import SLACK, Sieve, directions, is_peculiar, least_products, sieve_of
from sijill.names.unowned import unowned
from sijill.names.word import (
    ARABIC,
    COST_AT,
    FLAGS_AT,
    FORM_FLAG,
    LATIN,
    LENGTH_AT,
    LEXICON_AT,
    MASK_AT,
    SCRIPT_AT,
)

_SCRIPTS: Final = (ARABIC, LATIN)


class Among(NamedTuple):
    """A vocabulary that whole words are set beside, and working space: good for one call at a time."""

    side: Side
    model: Model
    sieve: Sieve
    branches: tuple[Branches, Branches]
    """Of the Arabic words, and of the Latin ones."""
    rooms: tuple[Room, Room]
    hits: NDArray[np.int32]
    """[all words twice, and the longest kin]"""


def among(side: Side, model: Model) -> Among:
    """Return the words of ``side`` and their other readings, prepared."""
    sieve = sieve_of(side, model)
    branches = [
        branches_of(
            side.words,
            np.flatnonzero(~sieve.is_odd & (side.words[:, SCRIPT_AT] == script)),
            model,
            [directions(other, script) for other in _SCRIPTS],
        )
        for script in _SCRIPTS
    ]
    return Among(
        side=side,
        model=model,
        sieve=sieve,
        branches=(branches[0], branches[1]),
        rooms=(room_for(branches[0]), room_for(branches[1])),
        hits=np.empty(2 * sieve.owners.size + sieve.kin_longest + 1, dtype=np.int32),
    )


@njit(cache=True, nogil=True)
def all_evidence(
    asked: NDArray[np.int64],
    left: Side,
    among: Among,
    tables: tuple[NDArray[np.uint8], NDArray[np.uint8]],
) -> None:
    """Write the evidence + 1 of the words ``asked`` of ``left`` with each word of ``among`` into their rows of ``tables``.

    Of the tables, [rows, words], the second has what evidence is where words that begin with أبو may be met without it.
    """
    left, among, (kept, most) = unowned(left), unowned(among), unowned(tables)
    scratch = np.empty(SCRATCH_SHAPE, dtype=np.float64)
    for a in asked:
        _write_evidence(a, left, among, (kept[a], most[a], scratch))


@njit(cache=True, nogil=True)
def _write_evidence(
    a: int,
    left: Side,
    among: Among,
    space: tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.float64]],
) -> None:
    """Do what ``all_evidence`` does for one word."""
    kept, most, scratch = space
    right, owners, tables, lexicon = among.side, among.sieve.owners, among.model.tables, among.model.lexicon
    words, hits = right.words, among.hits
    kept[:] = most[:] = 1
    for source in range(-1, left.readings.shape[1]):
        row = a if source < 0 else left.readings[a, source]
        if row < 0:
            continue
        word = left.words[row]
        for hit in hits[: _let_through(word, among, 1 + word[COST_AT])]:
            b = owners[hit]
            if source >= 0 and hit != b:
                continue
            bare = source == WITHOUT_ABU or (hit != b and hit == right.readings[b, WITHOUT_ABU])
            if bare and not may_lack_abu(left.heads, a, right.heads, b):
                continue
            if not bare and (source >= 0 or hit != b) and not _stands_for(word, words[hit], source >= 0):
                continue
            value = 1 + evidence_at_cost(word, words[hit], tables, lexicon, scratch)
            most[b] = max(most[b], value)
            if not bare:
                kept[b] = max(kept[b], value)


@njit(cache=True, nogil=True)
def _stands_for(word: NDArray[np.int16], other: NDArray[np.int16], is_first: bool) -> bool:
    """Return whether of two words the first, or else the second, is a reading that is compared with the other one."""
    return may_stand_for(word, other) if is_first else may_stand_for(other, word)


@njit(cache=True, nogil=True)
def _let_through(word: NDArray[np.int16], among: Among, least: int) -> int:
    """Write the rows of words that may have evidence ``least`` or more with ``word`` into ``among.hits``; return how many."""
    sieve, hits = among.sieve, among.hits
    if is_peculiar(word):
        for row in range(sieve.rarity.size):
            hits[row] = row
        return int(sieve.rarity.size)
    count, entry = sieve.odd.size, word[LEXICON_AT]
    hits[:count] = sieve.odd
    if entry >= 0:
        kin = sieve.kin[sieve.kin_starts[entry] : sieve.kin_starts[entry + 1]]
        hits[count : count + kin.size] = kin
        count += kin.size
    bound = np.exp(2 * ((least - 0.5) / STEP + LOWEST) - SLACK)
    for number in range(2):
        if _SCRIPTS[number] == LATIN and word[FLAGS_AT] & FORM_FLAG:
            continue
        table = among.model.tables[directions(int(word[SCRIPT_AT]), _SCRIPTS[number])[0]]
        branches, room = among.branches[number], among.rooms[number]
        write_chances(word, table, branches, room)
        count += _likely(word, bound, sieve, branches, room, hits[count:])
    return count


@njit(cache=True, nogil=True)
def _likely(
    word: NDArray[np.int16],
    bound: float,
    sieve: Sieve,
    branches: Branches,
    room: Room,
    hits: NDArray[np.int32],
) -> int:
    """Write the rows of words that ``write_chances`` left likely enough both ways; return how many."""
    words, ends, places, back, forth = (branches.words, branches.ends, room.places, room.back, room.forth)
    n, lanes, least, count = word[LENGTH_AT], lanes_for(word), least_products(word, bound), 0
    for number in room.met[: write_met(word[MASK_AT], branches, room)]:
        b, place = words[number], places[ends[number]] * lanes + n
        chance = np.float64(back[place]) * forth[place] * sieve.levels[b]
        hits[count] = b
        count += chance >= least[sieve.listed[b]]
    return count
