"""One pair of records compared in twelve fields, each to one small level, in one compiled function.

Level 0 of a name field is the same sound, 4 another name; the tables above each function name the others. For
an agreement on a value the logarithm of that value's share is given too, since two people called محمد agree
by chance far more often than two called شهاب.
"""

from typing import Final, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.circumstances import compare_birth, compare_event, compare_place, two_of_three
from sijill.link.columns import (
    FAMILY,
    FATHER,
    FIELDS,
    FIRST,
    GRANDFATHER,
    MOTHER,
    NOT_GIVEN,
    NUMBER,
    SEX,
    Parts,
    Record,
    Records,
)
from sijill.link.papers import OTHER_NUMBER, compare_papers
from sijill.link.part_levels import (
    DIFFERENT,
    KNOWN_APART,
    are_known_apart,
    name_level,
    part_level,
    with_own_room,
)
from sijill.link.read_ahead import AHEAD, read_ahead
from sijill.link.short_forms import SHORT_FORM, is_initial, shortened
from sijill.link.too_little import say_too_little
from sijill.link.unsaid import compare_unsaid
from sijill.names.uncounted import uncounted, uncounted_within

ELSEWHERE: Final = 5
"""Name level: the part stands at another place of the longer name, so that one in between was left out."""
SWAPPED: Final = 6
"""Name level: father and grandfather changed places."""
_UNLIKE: Final = 2
"""First names from this level on may still be a short form of each other, or an initial."""
_NEAR: Final = 1
"""A part counts as found elsewhere up to this level."""


class Vectors(NamedTuple):
    """Compared pairs, one row a pair."""

    levels: NDArray[np.uint8]
    """Pairs x fields."""
    log_shares: NDArray[np.float32]
    """Pairs x fields: logarithm of the share of the value agreed on, 0 where there is none."""
    across: NDArray[np.uint8]
    """1 where the two names are written in different scripts."""
    contradict: NDArray[np.bool_]
    """Two full dates of birth, mothers or national numbers that cannot both be right: see ``_dates_contradict``; or another
    sex beside another first name, which a brother and a sister have: another sex alone is a slip of many lists."""

    def slice(self, first: int, stop: int) -> "Vectors":
        """Return some of the pairs."""
        return Vectors(
            self.levels[first:stop],
            self.log_shares[first:stop],
            self.across[first:stop],
            self.contradict[first:stop],
        )


def compare_pairs(
    left: NDArray[np.int32], right: NDArray[np.int32], records: Records, parts: Parts
) -> Vectors:
    """Return each pair compared in all fields."""
    found = Vectors(
        np.empty((len(left), FIELDS), np.uint8),
        np.empty((len(left), FIELDS), np.float32),
        np.empty(len(left), np.uint8),
        np.empty(len(left), np.bool_),
    )
    _compare_all((left, right), records, with_own_room(parts), found)
    return found


@uncounted
def _compare_all(
    pairs: tuple[NDArray[np.int32], NDArray[np.int32]], records: Records, parts: Parts, found: Vectors
) -> int:
    """Fill ``found``; what is returned says nothing, see ``read_ahead``."""
    seen = 0
    for index in range(len(pairs[0])):
        if index % AHEAD == 0:
            seen += read_ahead(pairs, records, index)
        one, other = records[pairs[0][index]], records[pairs[1][index]]
        found.across[index] = one.is_latin != other.is_latin
        levels, log_shares = found.levels[index], found.log_shares[index]
        levels[:] = NOT_GIVEN
        log_shares[:] = 0.0
        shorter, longer = (one, other) if one.part_count <= other.part_count else (other, one)
        # Put in here as it stands, with what it calls: handing on the arrays of parts took half of the time.
        _compare_names(shorter, longer, parts, (levels, log_shares))
        compare_birth(one, other, levels, log_shares)
        compare_event(one, other, levels, log_shares)
        compare_place(one, other, levels, log_shares)
        compare_papers(one, other, levels, log_shares)
        if one.sex != 0 and other.sex != 0:
            levels[SEX] = 0 if one.sex == other.sex else 1
        are_apart = False
        if (one.unsaid | other.unsaid) != 0:
            are_apart = compare_unsaid(one, other, parts, levels, log_shares)
        papers_contradict = levels[MOTHER] == DIFFERENT or levels[NUMBER] == OTHER_NUMBER
        are_kin = levels[SEX] == 1 and _NEAR <= levels[FIRST] <= DIFFERENT
        are_apart |= papers_contradict or are_kin or say_too_little(one, other, levels)
        found.contradict[index] = are_apart or _dates_contradict(one, other)
    return seen


@uncounted_within
def _dates_contradict(one: Record, other: Record) -> bool:
    """Return whether two full dates of birth, neither a placeholder, agree in fewer than two numbers.

    Day and month in the other order is a way of writing, and one number off is a slip of every real list.
    """
    both_full = one.birth_day != 0 and other.birth_day != 0
    either_vague = one.birth_is_vague or other.birth_is_vague
    return both_full and not either_vague and not two_of_three(one.birth, other.birth)


@uncounted_within
def _same_spelling(
    part: NDArray[np.int32], count: int, parts: Parts, found: tuple[NDArray[np.uint8], NDArray[np.float32]]
) -> None:
    """All fields agree that the shorter name has: blanks inside or between words are damage, not difference."""
    levels, log_shares = found
    levels[FIRST] = 0
    log_shares[FIRST] = parts.rows[part[0]].log_share[0]
    if count > 1:
        levels[FAMILY] = 0
        log_shares[FAMILY] = parts.rows[part[count - 1]].log_share[2]
    if count > 2:
        levels[FATHER] = 0
        log_shares[FATHER] = parts.rows[part[1]].log_share[1]
    if count > 3:
        levels[GRANDFATHER] = 0
        log_shares[GRANDFATHER] = parts.rows[part[2]].log_share[1]


@uncounted_within
def _slot(
    field: int,
    ids: tuple[int, int],
    parts: Parts,
    level: int,
    found: tuple[NDArray[np.uint8], NDArray[np.float32]],
) -> None:
    """Set one name field; the share is that of the more frequent of the two parts in that slot."""
    levels, log_shares = found
    if field != FIRST and level == DIFFERENT and is_initial(parts.rows[ids[0]], parts.rows[ids[1]]):
        return  # K. and Kandasamy: that is hardly more than nothing, and contradicts nothing.
    if field in (FATHER, GRANDFATHER) and level < DIFFERENT and are_known_apart(parts, ids[0], ids[1]):
        levels[field] = KNOWN_APART
        return
    levels[field] = level
    rows = parts.rows
    if level < DIFFERENT or (field == FIRST and level == SHORT_FORM):
        slot = 0 if field == FIRST else (2 if field == FAMILY else 1)
        log_shares[field] = max(rows[ids[0]].log_share[slot], rows[ids[1]].log_share[slot])


@uncounted_within
def _first_level(parts: Parts, one: int, other: int) -> int:
    """Return the level of two first names: of another name where they are known to be two, a short form or an initial."""
    level = name_level(parts, one, other)
    return max(level, shortened(parts.rows[one], parts.rows[other])) if level >= _UNLIKE else level


@numba.njit(cache=True, nogil=True, inline="always")
def _compare_names(
    shorter: Record, longer: Record, parts: Parts, found: tuple[NDArray[np.uint8], NDArray[np.float32]]
) -> None:
    """Align the shorter name with the longer: first, father, grandfather, family; and the mothers."""
    if shorter.mother >= 0 and longer.mother >= 0:
        found[0][MOTHER] = part_level(parts, shorter.mother, longer.mother)
    short, long = shorter.part_count, longer.part_count
    a, b = shorter.part, longer.part
    if short == 0:
        return
    if shorter.spelling == longer.spelling:
        _same_spelling(a, short, parts, found)
        return
    if short == 1:
        _compare_only_part((a, b), long, parts, found)
        return
    _slot(FIRST, (a[0], b[0]), parts, _first_level(parts, a[0], b[0]), found)
    family = part_level(parts, a[short - 1], b[long - 1])
    if short == 2:
        father = part_level(parts, a[1], b[1]) if long > 2 else DIFFERENT
        if father < family and not parts.rows[b[1]].is_kunya:
            _slot(FATHER, (a[1], b[1]), parts, father, found)
        else:
            _slot(FAMILY, (a[1], b[long - 1]), parts, family, found)
        return
    if family > _NEAR + 1 and long > short and _found_in_middle(parts, a[short - 1], b, long) > 0:
        family = ELSEWHERE
    _slot(FAMILY, (a[short - 1], b[long - 1]), parts, family, found)
    _compare_middle((a, b), (short, long), parts, found)


@uncounted_within
def _compare_only_part(
    names: tuple[NDArray[np.int32], NDArray[np.int32]],
    long: int,
    parts: Parts,
    found: tuple[NDArray[np.uint8], NDArray[np.float32]],
) -> None:
    """A name of one part is somebody's first or family name, whichever it is nearer to."""
    a, b = names
    family = part_level(parts, a[0], b[long - 1]) if long > 1 else DIFFERENT
    if family < part_level(parts, a[0], b[0]):
        _slot(FAMILY, (a[0], b[long - 1]), parts, family, found)
    else:
        _slot(FIRST, (a[0], b[0]), parts, _first_level(parts, a[0], b[0]), found)


@uncounted_within
def _found_in_middle(parts: Parts, part: int, name: NDArray[np.int32], count: int) -> int:
    """Return the place of ``part`` between first and last of ``name``, 0 when it is not there."""
    for place in range(1, count - 1):
        if part_level(parts, part, name[place]) <= _NEAR:
            return place
    return 0


@numba.njit(cache=True, nogil=True, inline="always")
def _compare_middle(
    names: tuple[NDArray[np.int32], NDArray[np.int32]],
    counts: tuple[int, int],
    parts: Parts,
    found: tuple[NDArray[np.uint8], NDArray[np.float32]],
) -> None:
    a, b = names
    short, long = counts
    if parts.rows[a[1]].is_kunya or parts.rows[b[1]].is_kunya:
        if parts.rows[a[1]].is_kunya and parts.rows[b[1]].is_kunya:
            _slot(FATHER, (a[1], b[1]), parts, part_level(parts, a[1], b[1]), found)
        return
    father = part_level(parts, a[1], b[1])
    if short == 3 or long == 3:
        if father > _NEAR + 1 and long > short and _found_in_middle(parts, a[1], b, long) > 1:
            father = ELSEWHERE
        _slot(FATHER, (a[1], b[1]), parts, father, found)
        return
    grandfather = part_level(parts, a[2], b[2])
    if father + grandfather > 4:
        crossed = part_level(parts, a[1], b[2]) <= _NEAR and part_level(parts, a[2], b[1]) <= _NEAR
        if crossed:
            father = SWAPPED
            grandfather = NOT_GIVEN
        elif long > short and _found_in_middle(parts, a[2], b, long) > 2:
            grandfather = ELSEWHERE
    _slot(FATHER, (a[1], b[1]), parts, father, found)
    _slot(GRANDFATHER, (a[2], b[2]), parts, grandfather, found)
