"""The evidence of one word with all words of a vocabulary: most are told by the chances of their letters.

Where ``sijill.names.sieve`` goes through the words that it is given, here the letters of all of them are worked out as a tree, and
evidence is taken from these sums as well where their rounding cannot change it.
"""

from typing import Final, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.beside import Side, evidence_at_cost, may_lack_abu, may_stand_for
from sijill.names.branches import Branches, Room, branches_of, lanes_for, room_for, write_chances, write_met
from sijill.names.chances import USUAL
from sijill.names.emission import SCRATCH_SHAPE
from sijill.names.evidence import LOWEST, STEP, in_steps, likelihood, shares_of
from sijill.names.handed import Plain
from sijill.names.model import Model
from sijill.names.patterns import MOST_OF_PATTERNS
from sijill.names.readings import WITHOUT_ABU
from sijill.names.sieve import SLACK, Sieve, directions, is_peculiar, least_products, sieve_of
from sijill.names.small_loops import copy
from sijill.names.uncounted import within
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
    SURPRISE_AT,
    SURPRISE_UNIT,
)

_SCRIPTS: Final = (ARABIC, LATIN)
_UNSURE: Final = 1e-3
"""Of a step, and in nats: so near to an edge single precision does not tell.

What ``write_chances`` sums is nowhere below 0, so that a chance is off by no more than the roundings on one way to it, of 2**-24
each. Of 15 letters at the most each takes 5 back (a factor, 4 products and sums), and 11 forth (3 products and sums, 4 doublings of
2), where 30 more are in the chances of silence: 75 + 195, 1.7e-5 of both. Evidence is 4 steps a nat of both: 7e-5 of a step.
"""
_LEAST_TOLD: Final = 1e-12
"""A smaller chance is not told. What gets too small on the way is less than 2**-126, and grows by e^30 or ``USUAL``^15 = 8^15: of 3,000
sums that are 1.3e-21."""

MOST_SURPRISE: Final = int(80 * SURPRISE_UNIT)
"""Words whose spelling is rarer than e^-80, eleven alefs among them, are set beside all words: single precision ends at e^88."""


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
    chances: NDArray[np.float32]
    """[as many, 2] chances of the letters of a hit, see ``told_by_chances``; 0 where they are not known."""


@njit(cache=True, nogil=True)
def _named(among: Plain) -> Among:
    """Return what ``plain`` made of an ``Among``."""
    side, model, sieve, (arabic, latin), (arabic_room, latin_room), hits, chances = among
    branches, rooms = (Branches(*arabic), Branches(*latin)), (Room(*arabic_room), Room(*latin_room))
    return Among(Side(*side), Model(*model), Sieve(*sieve), branches, rooms, hits, chances)


def among(side: Side, model: Model) -> Among:
    """Return the words of ``side`` and their other readings, prepared."""
    sieve = sieve_of(side, model)
    most = 2 * sieve.owners.size + sieve.kin_longest + 1
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
        hits=np.empty(most, dtype=np.int32),
        chances=np.empty((most, 2), dtype=np.float32),
    )


@njit(cache=True, nogil=True)
def all_evidence(
    asked: NDArray[np.int64],
    left: Side,
    known: Plain,
    tables: tuple[NDArray[np.uint8], NDArray[np.uint8]],
) -> None:
    """Write the evidence + 1 of the words ``asked`` of ``left`` with each word of ``known`` into their rows of ``tables``.

    ``known`` is an ``Among`` as ``plain`` leaves it.
    Of the tables, [rows, words], the second has what evidence is where words that begin with أبو may be met without it.
    """
    left, among, (kept, most) = unowned(left), _named(unowned(known)), unowned(tables)
    scratch = np.empty(SCRATCH_SHAPE, dtype=np.float64)
    for a in asked:
        _write_evidence(a, left, among, (kept[a], most[a], scratch))


@within
def _write_evidence(
    a: int,
    left: Side,
    among: Among,
    space: tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.float64]],
) -> None:
    """Do what ``all_evidence`` does for one word."""
    kept, most, scratch = space
    right, owners, tables, lexicon = among.side, among.sieve.owners, among.model.tables, among.model.lexicon
    words, hits, chances = right.words, among.hits, among.chances
    kept[:] = most[:] = 1
    for source in range(-1, left.readings.shape[1]):
        row = a if source < 0 else left.readings[a, source]
        if row < 0:
            continue
        word = left.words[row]
        for place in range(_let_through(word, among, 1 + word[COST_AT])):
            hit = hits[place]
            b = owners[hit]
            if source >= 0 and hit != b:
                continue
            bare = source == WITHOUT_ABU or (hit != b and hit == right.readings[b, WITHOUT_ABU])
            if bare and not may_lack_abu(left.heads, a, right.heads, b):
                continue
            if not bare and (source >= 0 or hit != b) and not _stands_for(word, words[hit], source >= 0):
                continue
            value = told_by_chances(word, words[hit], chances[place], lexicon)
            if value < 0:
                value = evidence_at_cost(word, words[hit], tables, lexicon, scratch)
            value += 1
            most[b] = max(most[b], value)
            if not bare:
                kept[b] = max(kept[b], value)


@njit(cache=True, nogil=True)
def told_by_chances(
    word: NDArray[np.int16],
    met: NDArray[np.int16],
    chances: NDArray[np.float32],
    lexicon: NDArray[np.int32],
) -> int:
    """Return ``evidence_at_cost`` of two words that are not peculiar, or -1 where single precision may not tell it.

    ``chances`` are those of ``write_chances``, back and forth.
    """
    if min(chances[0], chances[1]) < _LEAST_TOLD:
        return -1
    back = chances[0] * np.exp(-word[SURPRISE_AT] / SURPRISE_UNIT)
    forth = chances[1] * np.float64(USUAL) ** -np.int64(met[LENGTH_AT])
    total = likelihood(met, word, back, shares_of(met, word, lexicon))
    total += likelihood(word, met, forth, shares_of(word, met, lexicon))
    step = (total / 2 - LOWEST) * STEP + 0.5
    if not _UNSURE < step - np.floor(step) < 1 - _UNSURE or abs(total / 2 - MOST_OF_PATTERNS) < _UNSURE:
        return -1
    return int(max(0, in_steps(word, met, total, lexicon) - word[COST_AT] - met[COST_AT]))


@within
def _stands_for(word: NDArray[np.int16], other: NDArray[np.int16], is_first: bool) -> bool:
    """Return whether of two words the first, or else the second, is a reading that is compared with the other one."""
    return may_stand_for(word, other) if is_first else may_stand_for(other, word)


@within
def _let_through(word: NDArray[np.int16], among: Among, least: int) -> int:
    """Write the rows of words that may have evidence ``least`` or more with ``word`` into ``among.hits``; return how many."""
    sieve, hits, chances = among.sieve, among.hits, among.chances
    if is_peculiar(word) or word[SURPRISE_AT] >= MOST_SURPRISE:
        chances[: sieve.rarity.size] = 0
        for row in range(sieve.rarity.size):
            hits[row] = row
        return int(sieve.rarity.size)
    count, entry = sieve.odd.size, word[LEXICON_AT]
    copy(hits, sieve.odd)
    if entry >= 0:
        kin = sieve.kin[sieve.kin_starts[entry] : sieve.kin_starts[entry + 1]]
        copy(hits[count:], kin)
        count += kin.size
    chances[:count] = 0
    bound = np.exp(2 * ((least - 0.5) / STEP + LOWEST) - SLACK)
    for number in range(2):
        if _SCRIPTS[number] == LATIN and word[FLAGS_AT] & FORM_FLAG:
            continue
        table = among.model.tables[directions(int(word[SCRIPT_AT]), _SCRIPTS[number])[0]]
        branches, room = among.branches[number], among.rooms[number]
        write_chances(word, table, branches, room)
        count += _likely(word, bound, sieve, (branches, room), hits[count:], chances[count:])
    return count


@within
def _likely(
    word: NDArray[np.int16],
    bound: float,
    sieve: Sieve,
    written: tuple[Branches, Room],
    hits: NDArray[np.int32],
    chances: NDArray[np.float32],
) -> int:
    """Write the rows of words that ``write_chances`` left likely enough both ways, and their chances; return how many."""
    branches, room = written
    words, ends, places, back, forth = (branches.words, branches.ends, room.places, room.back, room.forth)
    n, lanes, least, count = word[LENGTH_AT], lanes_for(word), least_products(word, bound), 0
    for number in room.met[: write_met(word[MASK_AT], branches, room)]:
        b, place = words[number], places[ends[number]] * lanes + n
        chance = np.float64(back[place]) * forth[place] * sieve.levels[b]
        hits[count], chances[count, 0], chances[count, 1] = b, back[place], forth[place]
        count += chance >= least[sieve.listed[b]]
    return count
