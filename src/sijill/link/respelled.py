"""Parts of names that one list writes in its own way, learned from records that are surely one person's.

A list taken out of a damaged file writes مني where all others write منير, again and again. Of the records of a list that
bear a part and have a sure partner elsewhere, most partners bear one other part in its place: then that is what the part
is read as, on that list, for all its records, those without a partner included. No damage is known beforehand.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.cluster import Edges
from sijill.link.columns import Parts, Records
from sijill.link.mends import Mend, part_keys
from sijill.link.part_levels import part_level
from sijill.names.letters import FIRST_LATIN

_SURE: Final = 1.0
"""Weight of a pair that teaches (3 and 5 teach less and no better)."""
_LEAST: Final = 2
"""Records of a list whose partners bear the other part, at least."""
_MOSTLY: Final = 0.6
"""Share of the records of a list that bear a part and have a partner, whose partners bear the other."""
_UNLIKE: Final = 2
"""Levels of two parts from which on they are not taken for one name anyway."""
_CELLS: Final = 1 << 25
"""Lists times parts, or lists times records, that are counted; beyond, this is left out."""
_NOTHING: Final = np.empty((0, 5), np.int64)


class _Seen(NamedTuple):
    """Parts that stand in the same place of two sure partners' names, one entry for each side."""

    row: NDArray[np.int64]
    part: NDArray[np.int64]
    other: NDArray[np.int64]
    times: NDArray[np.int64]
    """How many records it counts for."""
    unlike: NDArray[np.bool_]
    """Whether the other part may be what is meant: unlike, and borne by more names of other lists."""

    def where(self, chosen: NDArray[np.bool_]) -> "_Seen":
        """Return the chosen ones."""
        return _Seen(
            self.row[chosen], self.part[chosen], self.other[chosen], self.times[chosen], self.unlike[chosen]
        )


def respelled(
    edges: Edges,
    answered: tuple[NDArray[np.int32], NDArray[np.int32]],
    compared: tuple[Records, Parts],
    lists: Sequence[str],
) -> list[Mend]:
    """Return how each of ``lists`` has parts of names read.

    ``edges`` are all pairs worth keeping. A pair that reviewers ``answered`` to be one person teaches as much as two records.
    """
    records, parts = compared
    total = len(parts.rows)
    if len(lists) < 2 or len(lists) * max(total, len(records)) > _CELLS:
        return []
    seen = _seen(edges, answered, compared, len(lists))
    here = records["list_code"][seen.row].astype(np.int64) * total + seen.part
    of_part, _, bearers = _counted(here, np.zeros(len(here), np.int64), seen)
    unlike = seen.where(seen.unlike)
    code, other, met = _counted(here[seen.unlike], unlike.other, unlike)
    enough = (met >= _LEAST) & (met >= _MOSTLY * bearers[np.searchsorted(of_part, code)])
    code, other, met = code[enough], other[enough], met[enough]
    order = np.lexsort((other, -met, code))
    code, first = np.unique(code[order], return_index=True)
    on_list, part, read_as = _one_way(code // total, code % total, other[order][first], records["part"])
    keys = part_keys(parts)
    named = zip(on_list.tolist(), keys.take(part).to_pylist(), keys.take(read_as).to_pylist(), strict=True)
    return [Mend(lists[at], one, (another,)) for at, one, another in named]


def _counted(
    code: NDArray[np.int64], other: NDArray[np.int64], seen: _Seen
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return the distinct ``code`` and ``other`` together, sorted, and how many records they count for, each once."""
    order = np.lexsort((-seen.times, seen.row, other, code))
    code, other, row = code[order], other[order], seen.row[order]
    is_new = np.ones(len(order), bool)
    is_new[1:] = (code[1:] != code[:-1]) | (other[1:] != other[:-1])
    is_first = is_new.copy()
    is_first[1:] |= row[1:] != row[:-1]
    times = np.where(is_first, seen.times[order], 0)
    starts = np.flatnonzero(is_new)
    return code[starts], other[starts], np.add.reduceat(times, starts) if len(starts) else starts


def _one_way(
    on_list: NDArray[np.int64], part: NDArray[np.int64], read_as: NDArray[np.int64], borne: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return what is left when of two parts, each read as the other on some list, the less usual one is no aim."""
    rank = np.zeros(int(borne.max(initial=0)) + 1, np.int64)
    rank[np.argsort(-np.bincount(borne[borne >= 0], minlength=len(rank)), kind="stable")] = np.arange(
        len(rank)
    )
    aims = set(zip(part.tolist(), read_as.tolist(), strict=True))
    stays = np.array(
        [
            (aim, one) not in aims or rank[aim] < rank[one]
            for one, aim in zip(part.tolist(), read_as.tolist(), strict=True)
        ],
        bool,
    )
    return on_list[stays], part[stays], read_as[stays]


def _seen(
    edges: Edges,
    answered: tuple[NDArray[np.int32], NDArray[np.int32]],
    compared: tuple[Records, Parts],
    lists: int,
) -> _Seen:
    """Return what the surest pairs of two lists show, and those answered, of parts that may be meant otherwise."""
    records, parts = compared
    list_code, total = records["list_code"], len(parts.rows)
    given = records["part"] >= 0
    on_list = np.repeat(list_code.astype(np.int64) * total, given.sum(axis=1))
    counted = np.bincount(on_list + records["part"][given], minlength=lists * total)
    borne: NDArray[np.int32] = counted.reshape(lists, total).astype(np.int32)
    sure = (edges.weight >= _SURE) & ~edges.contradict & (list_code[edges.left] != list_code[edges.right])
    left, right, weight = edges.left[sure], edges.right[sure], edges.weight[sure]
    best = _best((left, right), weight, list_code, np.full((lists, len(records)), -np.inf, np.float32))
    left, right = np.r_[left[best], answered[0]], np.r_[right[best], answered[1]]
    times = np.r_[np.ones(int(best.sum()), np.int64), np.full(len(answered[0]), _LEAST)]
    unlike = np.zeros((len(left), 2), np.uint8)
    is_open = np.zeros(total, bool)
    _compare_slots((left, right), (records, parts), borne, unlike, is_open)
    found = np.empty((_slots((left, right, times), (records, unlike, is_open), _NOTHING), 5), np.int64)
    _slots((left, right, times), (records, unlike, is_open), found)
    return _Seen(found[:, 0], found[:, 1], found[:, 2], found[:, 3], found[:, 4] > 0)


@numba.njit(cache=True, nogil=True)
def _best(
    pairs: tuple[NDArray[np.int32], NDArray[np.int32]],
    weight: NDArray[np.float32],
    list_code: NDArray[np.int32],
    highest: NDArray[np.float32],
) -> NDArray[np.bool_]:
    """Return which pairs are the surest that either record has with the list of the other."""
    left, right = pairs
    for index in range(len(left)):
        i, j = left[index], right[index]
        highest[list_code[j], i] = max(highest[list_code[j], i], weight[index])
        highest[list_code[i], j] = max(highest[list_code[i], j], weight[index])
    found = np.empty(len(left), np.bool_)
    for index in range(len(left)):
        i, j = left[index], right[index]
        found[index] = weight[index] >= max(highest[list_code[j], i], highest[list_code[i], j])
    return found


@numba.njit(cache=True, nogil=True)
def _compare_slots(
    pairs: tuple[NDArray[np.int32], NDArray[np.int32]],
    compared: tuple[Records, Parts],
    borne: NDArray[np.int32],
    unlike: NDArray[np.uint8],
    is_open: NDArray[np.bool_],
) -> None:
    """Set a bit of ``unlike`` (pairs x sides) for each place of a name whose part may be meant as the other side's.

    ``is_open`` becomes true for these parts: each of their places is to be counted.
    """
    left, right = pairs
    records, parts = compared
    total = borne.sum(axis=0)
    for index in range(len(left)):
        if records[left[index]].part_count != records[right[index]].part_count:
            continue
        for side in range(2):
            row, partner = (right[index], left[index]) if side else (left[index], right[index])
            of_list = records[row].list_code
            for slot in range(records[row].part_count):
                one, other = records[row].part[slot], records[partner].part[slot]
                if (
                    one != other
                    and total[other] - borne[of_list, other] > total[one] - borne[of_list, one]
                    and (parts.rows[one].letters[0] < FIRST_LATIN) == (parts.rows[other].letters[0] < FIRST_LATIN)
                    and part_level(parts, one, other) >= _UNLIKE
                ):
                    unlike[index, side] |= np.uint8(1 << slot)
                    is_open[one] = True


@numba.njit(cache=True, nogil=True)
def _slots(
    pairs: tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int64]],
    told: tuple[Records, NDArray[np.uint8], NDArray[np.bool_]],
    found: NDArray[np.int64],
) -> int:
    """Return how many places of names are to be counted, and write as many as ``found`` has room for."""
    left, right, times = pairs
    records, unlike, is_open = told
    count = 0
    for index in range(len(left)):
        if records[left[index]].part_count != records[right[index]].part_count:
            continue
        for side in range(2):
            row, partner = (right[index], left[index]) if side else (left[index], right[index])
            for slot in range(records[row].part_count):
                one = records[row].part[slot]
                if not is_open[one]:
                    continue
                if count < len(found):
                    found[count, 0], found[count, 1], found[count, 2] = row, one, records[partner].part[slot]
                    found[count, 3], found[count, 4] = times[index], unlike[index, side] >> slot & 1
                count += 1
    return count
