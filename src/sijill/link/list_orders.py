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
_SURELY: Final = 2.7
"""Standard errors by which pairs of parts that two lists share, one before the other, stand more often one way round than the other: from there on
these tell, and not how often parts stand first and last. Where fathers and sons have the same names and lists share nobody, either way is a matter of chance."""
MOST_NAMES: Final = 50_000
"""Names beyond which lists are not looked at: so many tell name by name what is a family's (``family_first``)."""
_MOST: Final = 1 << 23
"""Lists times distinct parts, beyond which nothing is looked at."""


_SIZES: Final = 3
"""Groups that the names of a list, with a comma and without, are in: of two, three, more parts."""
_HALF: Final = 32
_LOW: Final = (1 << _HALF) - 1


class Names(NamedTuple):
    """Names by their parts, and what else tells how they stand."""

    part: NDArray[np.int32]
    """[n, 6], -1 for none."""
    parts: NDArray[np.int8]
    """How many."""
    list_code: NDArray[np.int32]
    is_woman: NDArray[np.int8]
    """1, 0, or -1 where it is not told."""
    lists: int
    is_sure: NDArray[np.bool_]
    """Whether a name has a comma, so that it stands as it is meant."""
    is_between: NDArray[np.bool_]
    """Whether the father stood in brackets between the two others."""


def names_of(
    texts: Texts, part: NDArray[np.int32], count: NDArray[np.int8], is_between: NDArray[np.bool_]
) -> Names:
    """Return the names of ``texts``, whose parts are ``part``, with what tells how they stand."""
    place = {name: code for code, name in enumerate(sorted(pc.unique(texts["lists"]).to_pylist()))}
    list_code = by_value(texts["lists"], place.__getitem__, np.int32)
    is_sure = pc.match_substring(texts["names"], ",").to_numpy(zero_copy_only=False)
    sex = by_value(texts["sexes"], parse_sex, np.int8) if "sexes" in texts else np.zeros(len(count), np.int8)
    is_woman = np.where(sex == 0, np.int8(-1), (sex == 2).astype(np.int8))
    return Names(part, count, list_code, is_woman, len(place), is_sure, is_between)


def sounds_of(skeletons: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return a number for each part, equal for those of one skeleton; and 0 behind them, for a part that is missing."""
    sounds: NDArray[np.int64] = np.r_[np.unique(skeletons, return_inverse=True)[1] + 1, 0].astype(np.int64)
    return sounds


class _Ends(NamedTuple):
    """How often each part stands first, between and last, a row a list; of names of two parts and more."""

    first: NDArray[np.float64]
    middle: NDArray[np.float64]
    last: NDArray[np.float64]


def turn_lists(names: Names, sounds: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Turn the names of lists that are kept in the other order, in place; return which these are.

    ``sounds`` numbers the parts, equal for those that sound alike. Names of two, of three and of more parts of one list are looked at apart, since a list that has the father in brackets has others without.
    """
    turned = np.zeros(len(names.parts), bool)
    width = int(sounds.max(initial=0)) + 1
    groups = names.lists * 2 * _SIZES
    if not len(names.parts) or groups * width > _MOST:
        return turned
    size = np.clip(names.parts - 2, 0, _SIZES - 1).astype(np.int32)
    group = (names.list_code * 2 + names.is_sure) * _SIZES + size
    ends = _ends((names.part, names.parts), group, groups, sounds)
    is_turned = _turned_groups(ends, _follows(names, group, groups, sounds))
    if _is_all_turned(names, group, sounds, is_turned):
        is_turned = ~is_turned
    is_turned.reshape(-1, 2, _SIZES)[:, 1] = False
    if not is_turned.any():
        return turned
    as_meant = _as_meant(ends, is_turned)
    for code in np.flatnonzero(is_turned).tolist():
        for count in range(2, names.part.shape[1] + 1):
            rows = np.flatnonzero((group == code) & (names.parts == count))
            if len(rows):
                orders = _orders(count, is_between=bool(names.is_between[rows].all()))
                names.part[rows] = _best_order(names.part[rows], orders, sounds, as_meant)
                turned[rows] = True
    return turned


def _ends(
    names: tuple[NDArray[np.int32], NDArray[np.int8]],
    group: NDArray[np.int32],
    groups: int,
    sounds: NDArray[np.int64],
) -> _Ends:
    part, count = names
    width = int(sounds.max(initial=0)) + 1
    several = np.flatnonzero(count >= 2)
    base = group[several].astype(np.int64) * width

    def met(parts: NDArray[np.int32], base: NDArray[np.int64]) -> NDArray[np.float64]:
        return (
            np.bincount(base + sounds[parts], minlength=groups * width).reshape(groups, width).astype(float)
        )

    last = part[several, count[several] - 1]
    middle = np.zeros((groups, width))
    for slot in range(1, part.shape[1] - 1):
        between = several[count[several] > slot + 1]
        middle += met(part[between, slot], group[between].astype(np.int64) * width)
    return _Ends(met(part[several, 0], base), middle, met(last, base))


def _turned_groups(ends: _Ends, follows: list[NDArray[np.int64]]) -> NDArray[np.bool_]:
    """Return which groups are kept in another order than the largest; one that says nothing is as the largest of its list.

    ``follows`` are the pairs of parts of each group of which the first stands before the second.
    """
    groups = len(ends.first)
    of, pair, reverse = _numbered(follows)
    is_turned, is_placed, is_told = np.zeros(groups, bool), np.zeros(groups, bool), np.zeros(groups, bool)
    largest = int(ends.first.sum(axis=1).argmax())
    is_placed[largest] = is_told[largest] = True
    first, last = ends.first[largest].copy(), ends.last[largest].copy()
    is_known = np.zeros(2 * len(pair), bool)
    is_known[pair[of == largest]] = True
    while not is_placed.all():
        same = np.minimum(ends.first, first).sum(axis=1) + np.minimum(ends.last, last).sum(axis=1)
        other = np.minimum(ends.first, last).sum(axis=1) + np.minimum(ends.last, first).sum(axis=1)
        shared = np.stack(
            [np.bincount(of[is_known[way]], minlength=groups) for way in (pair, reverse)], axis=1
        )
        clear = np.where(is_placed, -1.0, np.abs(same - other) + np.abs(shared[:, 0] - shared[:, 1]))
        code = int(clear.argmax())
        is_placed[code] = True
        more = int(shared[code, 1] - shared[code, 0])
        by_pairs = abs(more) >= _SURELY * max(np.sqrt(shared[code].sum()), 1.0)
        is_told[code] = by_pairs or max(same[code], other[code]) >= _ENOUGH
        if by_pairs:
            is_turned[code] = more > 0
        else:
            is_turned[code] = other[code] >= _ENOUGH and other[code] > _CLEARLY * same[code]
        if is_told[code]:
            to_first, to_last = (ends.last, ends.first) if is_turned[code] else (ends.first, ends.last)
            first, last = first + to_first[code], last + to_last[code]
            is_known[(reverse if is_turned[code] else pair)[of == code]] = True
    return _as_largest(is_turned, is_told, ends.first.sum(axis=1))


def _as_largest(
    is_turned: NDArray[np.bool_], is_told: NDArray[np.bool_], sizes: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Return ``is_turned``, of groups of which nothing is told as the largest of their list of which it is."""
    turned, told, size = (each.reshape(-1, _SIZES) for each in (is_turned, is_told, sizes))
    largest = np.where(told, size, -1.0).argmax(axis=1)
    of_largest = turned[np.arange(len(turned)), largest]
    found: NDArray[np.bool_] = np.where(told, turned, of_largest[:, None]).ravel()
    return found


def _follows(
    names: Names, group: NDArray[np.int32], groups: int, sounds: NDArray[np.int64]
) -> list[NDArray[np.int64]]:
    """Return by group the different pairs of parts of which the first stands before the second in a name."""
    sound = sounds[names.part]
    found = [
        (sound[:, one] << _HALF | sound[:, other], group)
        for one in range(sound.shape[1])
        for other in range(one + 1, sound.shape[1])
    ]
    pairs, code = (np.concatenate(column) for column in zip(*found, strict=True))
    said = (pairs >> _HALF != pairs & _LOW) & (pairs >> _HALF > 0) & (pairs & _LOW > 0)
    return [np.unique(pairs[said & (code == each)]) for each in range(groups)]


def _numbered(
    follows: list[NDArray[np.int64]],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return the group of each pair, its number, and that of the same two parts the other way round."""
    pairs = np.concatenate(follows)
    reverse = (pairs & _LOW) << _HALF | pairs >> _HALF
    number = np.unique(np.r_[pairs, reverse], return_inverse=True)[1]
    of = np.repeat(np.arange(len(follows)), [len(each) for each in follows])
    return of, number[: len(pairs)], number[len(pairs) :]


def _is_all_turned(
    names: Names, group: NDArray[np.int32], sounds: NDArray[np.int64], is_turned: NDArray[np.bool_]
) -> bool:
    """Return whether it is the others that are turned: by commas, by what tells the sex, or by how many names are kept so."""
    several = np.flatnonzero(names.parts >= 2)
    flipped = is_turned[group[several]]
    sure = names.is_sure[several]
    if sure.any():
        return bool(2 * np.count_nonzero(flipped & sure) > np.count_nonzero(sure))
    told = several[names.is_woman[several] >= 0]
    at_ends = names.part[told, 0], names.part[told, names.parts[told] - 1]
    ends = [sounds[np.where(is_turned[group[told]], *each)] for each in (at_ends[::-1], at_ends)]
    first, last = (_tells_sex(end, names.is_woman[told]) for end in ends)
    if abs(first - last) >= _TELLS:
        return first < last
    return bool(2 * np.count_nonzero(flipped) > len(flipped))


def _tells_sex(sounds: NDArray[np.int64], is_woman: NDArray[np.int8]) -> float:
    """Return by how much those who share a part are of one sex, from 0 to 1; NaN where few are told, which is no more than anything."""
    women = np.bincount(sounds[is_woman == 1], minlength=int(sounds.max(initial=0)) + 1)
    men = np.bincount(sounds[is_woman == 0], minlength=len(women))
    several = women + men >= 2
    told = float((women + men)[several].sum())
    return float(np.abs(women - men)[several].sum()) / told if told >= _TOLD else float("nan")


def _as_meant(ends: _Ends, is_turned: NDArray[np.bool_]) -> _Ends:
    """Return how often each part stands where, over all groups that stand as they are meant; where none does, as the ends would turned."""
    first, middle, last = (each[~is_turned].sum(axis=0) for each in ends)
    if not first.any():
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
        scores.append(
            float(first[sound[:, 0]].sum() + middle[sound[:, 1:-1]].sum() + last[sound[:, -1]].sum())
        )
    chosen = part.copy()
    best = orders[int(np.argmax(scores))]
    chosen[:, : len(best)] = part[:, best]
    return chosen
