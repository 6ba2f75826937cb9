"""Birth, event and place of two records, each compared to one small level; the table stands above each function."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.columns import AROUND, BIRTH, EVENT, LIES_IN, PLACE, READ_PLACE, Record
from sijill.names.uncounted import uncounted, uncounted_within

_WIDE: Final = 12
"""Years open in all, beyond which it says nothing that two births may be one."""


@uncounted_within
def compare_birth(
    one: Record, other: Record, levels: NDArray[np.uint8], log_shares: NDArray[np.float32]
) -> None:
    """Set the level of birth where both give a date of birth or an age.

    0 same full date, 1 same placeholder, 2 two of three numbers agree, 3 same year as far as given, 4 same year
    and another day, 5 a year apart, 6 two or three, 7 more. By age: 8 same, 9 one apart, 10 up to four, 11 more. Where
    either is said roughly: 12 within what is said, 13 up to four outside, 14 more.
    """
    a, b = one.birth, other.birth
    if a == 0 or b == 0:
        _compare_ages(one, other, levels, log_shares)
        return
    vague = one.birth_is_vague or other.birth_is_vague
    full = a % 100 != 0 and b % 100 != 0
    years = abs(a // 10000 - b // 10000)
    if full and a == b:
        levels[BIRTH] = 1 if vague else 0
        log_shares[BIRTH] = one.birth_log_share
    elif full and not vague and two_of_three(a, b):
        levels[BIRTH] = 2
    elif years == 0:
        levels[BIRTH] = 4 if full and not vague else 3
    else:
        levels[BIRTH] = 5 if years == 1 else (6 if years <= 3 else 7)


@uncounted_within
def _compare_ages(
    one: Record, other: Record, levels: NDArray[np.uint8], log_shares: NDArray[np.float32]
) -> None:
    """Age with age, or the years of birth that each leaves open."""
    if one.age_most >= 0 and other.age_most >= 0:
        apart = max(one.age_least - other.age_most, other.age_least - one.age_most, 0)
        width = one.age_most - one.age_least + other.age_most - other.age_least
        if apart == 0 and width == 0:
            log_shares[BIRTH] = one.age_log_share
    else:
        first, last = _born(one, other)
        its_first, its_last = _born(other, one)
        if last == 0 or its_last == 0:
            return
        apart = max(first - its_last, its_first - last, 0)
        # An age leaves two years open.
        width = max(last - first + its_last - its_first - 1, 0)
    if width > 0:
        if apart > 0 or width <= _WIDE:
            levels[BIRTH] = 12 if apart == 0 else (13 if apart <= 4 else 14)
    else:
        levels[BIRTH] = 8 if apart == 0 else (9 if apart == 1 else (10 if apart <= 4 else 11))


@uncounted_within
def _born(one: Record, other: Record) -> tuple[int, int]:
    """Return first and last year of birth that a record leaves open, 0 and 0 where it says nothing.

    The age of one who gives no date is told of the day that the other gives, if both are one person.
    """
    if one.born_last != 0 or one.age_most < 0:
        return one.born_first, one.born_last
    seen_first, seen_last = one.seen_first, one.seen_last
    if one.event == 0 and other.event != 0:
        seen_first = seen_last = other.event // 10000
    if seen_last == 0:
        return 0, 0
    return seen_first - one.age_most - 1, seen_last - one.age_least


@uncounted_within
def two_of_three(a: int, b: int) -> bool:
    """Year, month, day: at least two agree, or day and month changed places."""
    same = int(a // 10000 == b // 10000) + int(a // 100 % 100 == b // 100 % 100) + int(a % 100 == b % 100)
    swapped = a // 10000 == b // 10000 and a // 100 % 100 == b % 100 and a % 100 == b // 100 % 100
    return same >= 2 or swapped


@uncounted_within
def compare_event(
    one: Record, other: Record, levels: NDArray[np.uint8], log_shares: NDArray[np.float32]
) -> None:
    """Set the level of event where both give a date and the kinds of event do not differ.

    0 same day, 1 same month as far as given, 2 same year as far as given, 3 within three days, 4 day and month
    exchanged, 5 within 31 days, 6 within a year, 7 more.
    """
    a, b = one.event, other.event
    kinds_differ = one.event_kind * other.event_kind != 0 and one.event_kind != other.event_kind
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
    days = abs(one.event_day - other.event_day)
    swapped = a // 10000 == b // 10000 and a // 100 % 100 == b % 100 and a % 100 == b // 100 % 100
    if days == 0:
        levels[EVENT] = 0
        log_shares[EVENT] = one.event_log_share
    elif days <= 3:
        levels[EVENT] = 3
    elif swapped:
        levels[EVENT] = 4
    else:
        levels[EVENT] = 5 if days <= 31 else (6 if days <= 365 else 7)


@uncounted_within
def compare_place(
    one: Record, other: Record, levels: NDArray[np.uint8], log_shares: NDArray[np.float32]
) -> None:
    """Set the level of place where it can be compared; other words in the other script say nothing.

    0 same governorate and town, 1 same governorate and a town missing, 2 same governorate and another town,
    3 same town only, 4 another place, 5 the place of one lies in that of the other.
    """
    a, b = one.place, other.place
    both = one.town != 0 and other.town != 0
    if both and one.town == other.town:
        levels[PLACE] = 0 if a == b and a != 0 else 3
        if levels[PLACE] == 0:
            log_shares[PLACE] = one.town_log_share
    elif _lies_in(one, other) or _lies_in(other, one):
        levels[PLACE] = LIES_IN
    elif a == 0 or b == 0:
        return
    elif a == b:
        levels[PLACE] = 2 if both else 1
    elif one.place_read != 0 and other.place_read != 0:
        if one.place_read == READ_PLACE and other.place_read == READ_PLACE:
            levels[PLACE] = 4
    elif one.place_is_latin == other.place_is_latin:
        levels[PLACE] = 4


@uncounted
def _lies_in(one: Record, other: Record) -> bool:
    """Return whether the gazetteer, or the record itself, has the place of one in that of the other."""
    whole = other.town
    if whole == 0 and other.place != one.place:
        # Of two records of one governorate, one without a town, that is a level of its own.
        whole = other.place
    if whole == 0:
        return False
    code, found = np.int32(whole & 0x7FFFFFFF), False
    for place in range(AROUND):
        found |= one.around[place] == code
    return found
