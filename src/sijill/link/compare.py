"""One pair of records compared in nine fields, each to one small level, in one compiled function.

Level 0 of a name field is the same sound, 4 another name; the tables above each function name the others. For
an agreement on a value the logarithm of that value's share is given too, since two people called محمد agree
by chance far more often than two called شهاب.
"""

from typing import Final, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.columns import (
    BIRTH,
    EVENT,
    FAMILY,
    FATHER,
    FIELDS,
    FIRST,
    GRANDFATHER,
    MOTHER,
    NOT_GIVEN,
    PLACE,
    SEX,
    Parts,
    Records,
)
from sijill.names.distance import part_distance

DIFFERENT: Final = 4
"""Name level: another name."""
ELSEWHERE: Final = 5
"""Name level: the part stands at another place of the longer name, so that one in between was left out."""
SWAPPED: Final = 6
"""Name level: father and grandfather changed places."""
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
    """Two full dates of birth or two mothers that cannot both be right: see ``_contradicts``."""


def compare_pairs(
    left: NDArray[np.int32], right: NDArray[np.int32], records: Records, parts: Parts
) -> Vectors:
    """Return each pair compared in all fields."""
    found = Vectors(
        np.empty((len(left), FIELDS), np.uint8),
        np.empty((len(left), FIELDS), np.float32),
        (records.is_latin[left] != records.is_latin[right]).astype(np.uint8),
        np.empty(len(left), np.bool_),
    )
    _compare_all(left, right, records, parts, found)
    return found


@numba.njit(cache=True)  # type: ignore[untyped-decorator]  # numba ships no types
def _compare_all(
    left: NDArray[np.int32], right: NDArray[np.int32], records: Records, parts: Parts, found: Vectors
) -> None:
    for index in range(len(left)):
        i, j = left[index], right[index]
        _compare((i, j), records, parts, found.levels[index], found.log_shares[index])
        found.contradict[index] = _contradicts(i, j, records, found.levels[index])


@numba.njit(cache=True)  # type: ignore[untyped-decorator]  # numba ships no types
def _part_level(parts: Parts, a: int, b: int) -> int:
    """Return 0 (same sound) to 4 (another name); cuts at .02, .12, .22, .36 of the longer part (linkage notes)."""
    if a == b:
        return 0
    distance = part_distance(parts.letters, parts.lengths, a, b, parts.costs, parts.gaps)
    if distance <= 0.02:
        return 0
    if distance <= 0.12:
        return 1
    if distance <= 0.22:
        return 2
    return 3 if distance <= 0.36 else DIFFERENT


@numba.njit(cache=True)  # type: ignore[untyped-decorator]  # numba ships no types
def _compare(
    pair: tuple[int, int],
    records: Records,
    parts: Parts,
    levels: NDArray[np.uint8],
    log_shares: NDArray[np.float32],
) -> None:
    """Fill ``levels`` and ``log_shares`` (0 where no value is agreed on), one entry a field."""
    i, j = pair
    if records.part_count[i] > records.part_count[j]:
        i, j = j, i
    levels[:] = NOT_GIVEN
    log_shares[:] = 0.0
    if records.spelling[i] != 0 and records.spelling[i] == records.spelling[j]:
        _same_spelling(i, records, parts, (levels, log_shares))
    elif records.part_count[i] > 0:
        _compare_names(i, j, records, parts, (levels, log_shares))
    _compare_birth(i, j, records, levels, log_shares)
    _compare_event(i, j, records, levels, log_shares)
    _compare_place(i, j, records, levels, log_shares)
    if records.sex[i] != 0 and records.sex[j] != 0:
        levels[SEX] = 0 if records.sex[i] == records.sex[j] else 1
    if records.mother[i] >= 0 and records.mother[j] >= 0:
        levels[MOTHER] = _part_level(parts, records.mother[i], records.mother[j])


@numba.njit(cache=True)  # type: ignore[untyped-decorator]  # numba ships no types
def _contradicts(i: int, j: int, records: Records, levels: NDArray[np.uint8]) -> bool:
    """Return whether two full dates of birth, neither a placeholder, or two mothers' names contradict.

    Dates contradict when fewer than two of year, month and day agree; day and month in the other order is a
    way of writing, and one number off is a slip that every real list has.
    """
    if levels[MOTHER] == DIFFERENT:
        return True
    return (
        records.birth_day[i] != 0
        and records.birth_day[j] != 0
        and not _two_of_three(records.birth[i], records.birth[j])
        and not records.birth_is_vague[i]
        and not records.birth_is_vague[j]
    )


@numba.njit(cache=True)  # type: ignore[untyped-decorator]  # numba ships no types
def _same_spelling(
    i: int, records: Records, parts: Parts, found: tuple[NDArray[np.uint8], NDArray[np.float32]]
) -> None:
    """All fields agree that the shorter name has: blanks inside or between words are damage, not difference."""
    levels, log_shares = found
    count = records.part_count[i]
    last = count - 1
    levels[FIRST] = 0
    log_shares[FIRST] = parts.log_share[0, records.part[i, 0]]
    if count > 1:
        levels[FAMILY] = 0
        log_shares[FAMILY] = parts.log_share[2, records.part[i, last]]
    if count > 2:
        levels[FATHER] = 0
        log_shares[FATHER] = parts.log_share[1, records.part[i, 1]]
    if count > 3:
        levels[GRANDFATHER] = 0
        log_shares[GRANDFATHER] = parts.log_share[1, records.part[i, 2]]


@numba.njit(cache=True)  # type: ignore[untyped-decorator]  # numba ships no types
def _slot(
    field: int,
    ids: tuple[int, int],
    parts: Parts,
    level: int,
    found: tuple[NDArray[np.uint8], NDArray[np.float32]],
) -> None:
    """Set one name field; the share is that of the more frequent of the two parts in that slot."""
    levels, log_shares = found
    levels[field] = level
    if level < DIFFERENT:
        slot = 0 if field == FIRST else (2 if field == FAMILY else 1)
        log_shares[field] = max(parts.log_share[slot, ids[0]], parts.log_share[slot, ids[1]])


@numba.njit(cache=True)  # type: ignore[untyped-decorator]  # numba ships no types
def _compare_names(
    i: int, j: int, records: Records, parts: Parts, found: tuple[NDArray[np.uint8], NDArray[np.float32]]
) -> None:
    """Align the shorter name ``i`` with the longer ``j``: first, father, grandfather, family."""
    short, long = records.part_count[i], records.part_count[j]
    a, b = records.part[i], records.part[j]
    _slot(FIRST, (a[0], b[0]), parts, _part_level(parts, a[0], b[0]), found)
    if short == 1:
        return
    family = _part_level(parts, a[short - 1], b[long - 1])
    if short == 2:
        father = _part_level(parts, a[1], b[1]) if long > 2 else DIFFERENT
        if father < family and not parts.is_kunya[b[1]]:
            _slot(FATHER, (a[1], b[1]), parts, father, found)
        else:
            _slot(FAMILY, (a[1], b[long - 1]), parts, family, found)
        return
    if family > _NEAR + 1 and long > short and _found_in_middle(parts, a[short - 1], b, long) > 0:
        family = ELSEWHERE
    _slot(FAMILY, (a[short - 1], b[long - 1]), parts, family, found)
    _compare_middle((a, b), (short, long), parts, found)


@numba.njit(cache=True)  # type: ignore[untyped-decorator]  # numba ships no types
def _found_in_middle(parts: Parts, part: int, name: NDArray[np.int32], count: int) -> int:
    """Return the place of ``part`` between first and last of ``name``, 0 when it is not there."""
    for place in range(1, count - 1):
        if _part_level(parts, part, name[place]) <= _NEAR:
            return place
    return 0


@numba.njit(cache=True)  # type: ignore[untyped-decorator]  # numba ships no types
def _compare_middle(
    names: tuple[NDArray[np.int32], NDArray[np.int32]],
    counts: tuple[int, int],
    parts: Parts,
    found: tuple[NDArray[np.uint8], NDArray[np.float32]],
) -> None:
    a, b = names
    short, long = counts
    if parts.is_kunya[a[1]] or parts.is_kunya[b[1]]:
        if parts.is_kunya[a[1]] and parts.is_kunya[b[1]]:
            _slot(FATHER, (a[1], b[1]), parts, _part_level(parts, a[1], b[1]), found)
        return
    father = _part_level(parts, a[1], b[1])
    if short == 3 or long == 3:
        if father > _NEAR + 1 and long > short and _found_in_middle(parts, a[1], b, long) > 1:
            father = ELSEWHERE
        _slot(FATHER, (a[1], b[1]), parts, father, found)
        return
    grandfather = _part_level(parts, a[2], b[2])
    if father + grandfather > 4:
        crossed = _part_level(parts, a[1], b[2]) <= _NEAR and _part_level(parts, a[2], b[1]) <= _NEAR
        if crossed:
            father = SWAPPED
            grandfather = NOT_GIVEN
        elif long > short and _found_in_middle(parts, a[2], b, long) > 2:
            grandfather = ELSEWHERE
    _slot(FATHER, (a[1], b[1]), parts, father, found)
    _slot(GRANDFATHER, (a[2], b[2]), parts, grandfather, found)


# Birth: 0 same full date, 1 same placeholder, 2 two of three agree, 3 same year as far as given, 4 same year and
# another day, 5 a year apart, 6 two or three, 7 more; only ages given: 8 same, 9 one apart, 10 up to four, 11 more.
@numba.njit(cache=True)  # type: ignore[untyped-decorator]  # numba ships no types
def _compare_birth(
    i: int, j: int, records: Records, levels: NDArray[np.uint8], log_shares: NDArray[np.float32]
) -> None:
    a, b = records.birth[i], records.birth[j]
    if a == 0 or b == 0:
        if records.age[i] >= 0 and records.age[j] >= 0:
            apart = abs(records.age[i] - records.age[j])
            levels[BIRTH] = 8 if apart == 0 else (9 if apart == 1 else (10 if apart <= 4 else 11))
            if apart == 0:
                log_shares[BIRTH] = records.age_log_share[i]
        return
    vague = records.birth_is_vague[i] or records.birth_is_vague[j]
    full = a % 100 != 0 and b % 100 != 0
    years = abs(a // 10000 - b // 10000)
    if full and a == b:
        levels[BIRTH] = 1 if vague else 0
        log_shares[BIRTH] = records.birth_log_share[i]
    elif full and not vague and _two_of_three(a, b):
        levels[BIRTH] = 2
    elif years == 0:
        levels[BIRTH] = 4 if full and not vague else 3
    else:
        levels[BIRTH] = 5 if years == 1 else (6 if years <= 3 else 7)


@numba.njit(cache=True)  # type: ignore[untyped-decorator]  # numba ships no types
def _two_of_three(a: int, b: int) -> bool:
    """Year, month, day: at least two agree, or day and month changed places."""
    same = int(a // 10000 == b // 10000) + int(a // 100 % 100 == b // 100 % 100) + int(a % 100 == b % 100)
    swapped = a // 10000 == b // 10000 and a // 100 % 100 == b % 100 and a % 100 == b // 100 % 100
    return same >= 2 or swapped


# Event: 0 same day, 1 same month as far as given, 2 same year as far as given, 3 within three days, 4 day and
# month changed places, 5 within 31 days, 6 within a year, 7 more.
@numba.njit(cache=True)  # type: ignore[untyped-decorator]  # numba ships no types
def _compare_event(
    i: int, j: int, records: Records, levels: NDArray[np.uint8], log_shares: NDArray[np.float32]
) -> None:
    a, b = records.event[i], records.event[j]
    kinds_differ = (
        records.event_kind[i] * records.event_kind[j] != 0 and records.event_kind[i] != records.event_kind[j]
    )
    if a == 0 or b == 0 or kinds_differ:
        return
    if a % 100 == 0 or b % 100 == 0:
        same_year = a // 10000 == b // 10000
        by_year = a // 100 % 100 == 0 or b // 100 % 100 == 0
        if same_year and by_year:
            levels[EVENT] = 2
        elif a // 100 == b // 100:
            levels[EVENT] = 1
        else:
            levels[EVENT] = 6 if same_year else 7
        return
    days = abs(records.event_day[i] - records.event_day[j])
    swapped = a // 10000 == b // 10000 and a // 100 % 100 == b % 100 and a % 100 == b // 100 % 100
    if days == 0:
        levels[EVENT] = 0
        log_shares[EVENT] = records.event_log_share[i]
    elif days <= 3:
        levels[EVENT] = 3
    elif swapped:
        levels[EVENT] = 4
    else:
        levels[EVENT] = 5 if days <= 31 else (6 if days <= 365 else 7)


# Place: 0 same governorate and town, 1 same governorate and a town missing, 2 same governorate, another town,
# 3 same town only, 4 another place.
@numba.njit(cache=True)  # type: ignore[untyped-decorator]  # numba ships no types
def _compare_place(
    i: int, j: int, records: Records, levels: NDArray[np.uint8], log_shares: NDArray[np.float32]
) -> None:
    a, b = records.place[i], records.place[j]
    same_town = records.town[i] != 0 and records.town[i] == records.town[j]
    if a == 0 or b == 0:
        if same_town:
            levels[PLACE] = 3
        return
    if a == b:
        both = records.town[i] != 0 and records.town[j] != 0
        levels[PLACE] = 0 if same_town else (2 if both else 1)
        if same_town:
            log_shares[PLACE] = records.town_log_share[i]
    elif same_town:
        levels[PLACE] = 3
    elif records.place_is_latin[i] == records.place_is_latin[j]:
        levels[PLACE] = 4
