"""Lists that put the family, or the father's initial, before the given name, told by the other lists and by what tells the sex.

A name alone does not say which of its parts is the given one; a list is kept in one order. Where what stands first on a list stands
last on the others and the other way round, one of both orders is turned; given names tell the sex of their bearers, families
mostly do not, and FAMILY, Given has been read as it is meant.
"""

from typing import Final, NamedTuple

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from sijill.link.dates import parse_sex
from sijill.link.texts import Texts, by_value

_ENOUGH: Final = 6.0
"""Names that must stand at the other end, at least."""
_CLEARLY: Final = 3.0
"""How many times as many of them as stand at the same end."""
_TELLS: Final = 0.2
"""By how much better given names tell the sex than what stands at the other end, at least: a share of their bearers."""
_TOLD: Final = 20
"""Bearers whose sex is known that this needs, at each end."""
_MOST: Final = 1 << 23
"""Lists times distinct parts, beyond which nothing is looked at."""


class Names(NamedTuple):
    """Names by their parts, and what else tells how they stand."""

    part: NDArray[np.int32]
    """[n, 6], -1 for none."""
    count: NDArray[np.int8]
    list_code: NDArray[np.int32]
    is_woman: NDArray[np.int8]
    """1, 0, or -1 where it is not told."""
    is_sure: NDArray[np.bool_]
    """By list: most names of it have a comma, so that they stand as they are meant."""
    is_between: NDArray[np.bool_]
    """Whether the father stood in brackets between the two others."""


def names_of(
    texts: Texts, part: NDArray[np.int32], count: NDArray[np.int8], is_between: NDArray[np.bool_]
) -> Names:
    """Return the names of ``texts``, whose parts are ``part``, with what tells how they stand."""
    coded = texts["lists"].dictionary_encode()
    list_code = coded.indices.to_numpy().astype(np.int32)
    lists = len(coded.dictionary)
    commas = np.bincount(list_code, pc.match_substring(texts["names"], ",").to_numpy(zero_copy_only=False), lists)
    sex = by_value(texts["sexes"], parse_sex, np.int8) if "sexes" in texts else np.zeros(len(count), np.int8)
    is_woman = np.where(sex == 0, np.int8(-1), (sex == 2).astype(np.int8))
    return Names(
        part, count, list_code, is_woman, commas * 2 > np.bincount(list_code, minlength=lists), is_between
    )


def sounds_of(skeletons: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return a number for each part, equal for those of one skeleton; and 0 behind them, for a part that is missing."""
    return np.r_[np.unique(skeletons, return_inverse=True)[1] + 1, 0].astype(np.int64)


class _Ends(NamedTuple):
    """How often each part stands first, between and last, a row a list; of names of two parts and more."""

    first: NDArray[np.float64]
    middle: NDArray[np.float64]
    last: NDArray[np.float64]


def turn_lists(
    names: Names, sounds: NDArray[np.int64], before: tuple[NDArray[np.int32], NDArray[np.int8]] | None = None
) -> NDArray[np.bool_]:
    """Turn the names of lists that are kept in the other order, in place; return which these are.

    ``sounds`` numbers the parts, equal for those that sound alike; names ``before``, of other lists, stand as they should.
    """
    turned = np.zeros(len(names.count), bool)
    lists = len(names.is_sure)
    if (lists + 1) * (sounds.max(initial=0) + 1) > _MOST:
        return turned
    ends = _ends(names.part, names.count, names.list_code, lists, sounds)
    reference = None if before is None else _ends(*before, np.zeros(len(before[1]), np.int32), 1, sounds)
    is_turned = _turned_lists(ends, reference)
    if reference is None and _is_all_turned(names, sounds, is_turned):
        is_turned = ~is_turned
    if not is_turned.any():
        return turned
    as_meant = _as_meant(ends, is_turned, reference)
    for code in np.flatnonzero(is_turned & ~names.is_sure).tolist():
        for count in range(2, names.part.shape[1] + 1):
            rows = np.flatnonzero((names.list_code == code) & (names.count == count))
            if len(rows):
                orders = _orders(count, is_between=bool(names.is_between[rows].all()))
                names.part[rows] = _best_order(names.part[rows], orders, sounds, as_meant)
                turned[rows] = True
    return turned


def _ends(
    part: NDArray[np.int32],
    count: NDArray[np.int8],
    list_code: NDArray[np.int32],
    lists: int,
    sounds: NDArray[np.int64],
) -> _Ends:
    width = int(sounds.max(initial=0)) + 1
    several = np.flatnonzero(count >= 2)
    base = list_code[several].astype(np.int64) * width

    def met(parts: NDArray[np.int32], base: NDArray[np.int64]) -> NDArray[np.float64]:
        return np.bincount(base + sounds[parts], minlength=lists * width).reshape(lists, width).astype(float)

    last = part[several, count[several] - 1]
    middle = np.zeros((lists, width))
    for slot in range(1, part.shape[1] - 1):
        between = several[count[several] > slot + 1]
        middle += met(part[between, slot], list_code[between].astype(np.int64) * width)
    return _Ends(met(part[several, 0], base), middle, met(last, base))


def _turned_lists(ends: _Ends, reference: _Ends | None) -> NDArray[np.bool_]:
    """Return which lists are kept in another order than the reference, or than the largest; a list that says nothing is not turned."""
    lists = len(ends.first)
    is_turned, is_placed = np.zeros(lists, bool), np.zeros(lists, bool)
    if reference is None:
        largest = int(ends.first.sum(axis=1).argmax()) if lists else 0
        is_placed[largest : largest + 1] = True
        first, last = ends.first[largest].copy(), ends.last[largest].copy()
    else:
        first, last = reference.first[0].copy(), reference.last[0].copy()
    while not is_placed.all():
        same = np.minimum(ends.first, first).sum(axis=1) + np.minimum(ends.last, last).sum(axis=1)
        other = np.minimum(ends.first, last).sum(axis=1) + np.minimum(ends.last, first).sum(axis=1)
        clear = np.where(is_placed, -1.0, np.abs(same - other))
        code = int(clear.argmax())
        is_placed[code] = True
        is_turned[code] = other[code] >= _ENOUGH and other[code] > _CLEARLY * same[code]
        to_first, to_last = (ends.last, ends.first) if is_turned[code] else (ends.first, ends.last)
        first, last = first + to_first[code], last + to_last[code]
    return is_turned


def _is_all_turned(names: Names, sounds: NDArray[np.int64], is_turned: NDArray[np.bool_]) -> bool:
    """Return whether it is the others that are turned: by commas, by what tells the sex, or by how many names are kept so."""
    if names.is_sure.any():
        return bool(is_turned[names.is_sure].all())
    several = np.flatnonzero((names.count >= 2) & (names.is_woman >= 0))
    at_end = names.part[several, names.count[several] - 1]
    flipped = is_turned[names.list_code[several]]
    first = np.where(flipped, at_end, names.part[several, 0])
    last = np.where(flipped, names.part[several, 0], at_end)
    tells = _tells_sex(sounds[first], names.is_woman[several]) - _tells_sex(
        sounds[last], names.is_woman[several]
    )
    if abs(tells) >= _TELLS:
        return bool(tells < 0)
    return bool(np.count_nonzero(is_turned[names.list_code]) * 2 > len(names.count))


def _tells_sex(sounds: NDArray[np.int64], is_woman: NDArray[np.int8]) -> float:
    """Return by how much those who share a part are of one sex, from 0 to 1; NaN where few are told."""
    women = np.bincount(sounds[is_woman == 1], minlength=int(sounds.max(initial=0)) + 1)
    men = np.bincount(sounds[is_woman == 0], minlength=len(women))
    several = women + men >= 2
    told = float((women + men)[several].sum())
    return float(np.abs(women - men)[several].sum()) / told if told >= _TOLD else float("nan")


def _as_meant(ends: _Ends, is_turned: NDArray[np.bool_], reference: _Ends | None) -> _Ends:
    """Return how often each part stands where, over all lists that stand as they are meant."""
    first, middle, last = (each[~is_turned].sum(axis=0) for each in ends)
    if reference is not None:
        first, middle, last = first + reference.first[0], middle + reference.middle[0], last + reference.last[0]
    if not (~is_turned).any() and reference is None:
        first, last = ends.last.sum(axis=0), ends.first.sum(axis=0)
    return _Ends(first, middle, last)


def _orders(count: int, *, is_between: bool) -> list[list[int]]:
    """Return how names of ``count`` parts may be turned: the first part or two moved to the end, or the ends exchanged."""
    exchanged = [count - 1, *range(1, count - 1), 0]
    if is_between or count == 2:
        return [exchanged]
    return [[*range(1, count), 0], [*range(2, count), 0, 1], exchanged]


def _best_order(
    part: NDArray[np.int32], orders: list[list[int]], sounds: NDArray[np.int64], as_meant: _Ends
) -> NDArray[np.int32]:
    """Return names in that one of some orders in which most parts stand where others have them."""
    every = as_meant.first + as_meant.middle + as_meant.last + 1.5
    first, middle, last = (np.log((each + 0.5) / every) for each in as_meant)
    scores = []
    for order in orders:
        sound = sounds[part[:, order]]
        scores.append(float(first[sound[:, 0]].sum() + middle[sound[:, 1:-1]].sum() + last[sound[:, -1]].sum()))
    chosen = part.copy()
    best = orders[int(np.argmax(scores))]
    chosen[:, : len(best)] = part[:, best]
    return chosen
