"""Parts of names that one list writes in its own way, learned from records that are surely one person's.

A list taken out of a damaged file writes مني where all others write منير, again and again. Of the records of a list that
bear a part and have a sure partner elsewhere, most partners bear one other part in its place: then that is what the part
is read as, on that list, for all its records, those without a partner included. No damage of whole words is known beforehand; what fragments of them show is read by ``fragments``.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.cluster import Edges
from sijill.link.columns import RECORD, Parts, Records
from sijill.link.fragments import Taught, read_by_fragments
from sijill.link.mends import Mend, borne, part_keys
from sijill.link.part_levels import part_level, with_own_room
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
_SLOTS: Final = RECORD["part"].shape[0]


class _Seen(NamedTuple):
    """Parts of a list that sure partners have others for, which may be what is meant; one entry for each place and partner."""

    code: NDArray[np.int64]
    """Of list and part together."""
    other: NDArray[np.int64]
    """The part that the partner bears in its place."""
    row: NDArray[np.int32]
    times: NDArray[np.int64]
    """How many records it counts for."""
    bearers: NDArray[np.int64]
    """How many records of the list that bear the part have a sure partner."""
    confirmed: NDArray[np.int32]
    """Lists x parts: how many sure partners bear the same part in the same place."""


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
    bears = borne(records, len(lists), total)
    seen = _seen(edges, answered, compared, bears)
    code, other, met, bearers = _counted(seen)
    enough = (met >= _LEAST) & (met >= _MOSTLY * bearers)
    known, known_as = _most_met(code[enough], other[enough], met[enough])
    known, known_as = _one_way(known, known_as, bears.sum(axis=0))
    shown, shown_as = _most_met(code, other, met)
    taught = Taught(shown // total, shown % total, shown_as, seen.confirmed)
    on_list, part, read_as = read_by_fragments(taught, bears, parts)
    is_new = ~np.isin(on_list * total + part, known)
    code = np.r_[known, (on_list * total + part)[is_new]]
    read_as = np.r_[known_as, read_as[is_new]]
    order = np.argsort(code)
    on_list, part, read_as = code[order] // total, code[order] % total, read_as[order]
    keys = part_keys(parts)
    named = zip(on_list.tolist(), keys.take(part).to_pylist(), keys.take(read_as).to_pylist(), strict=True)
    return [Mend(lists[at], one, (another,)) for at, one, another in named]


def _counted(
    seen: _Seen,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return the distinct codes and others together, sorted, how many records they count for, each once, and bearers."""
    order = np.lexsort((-seen.times, seen.row, seen.other, seen.code))
    code, other, row = seen.code[order], seen.other[order], seen.row[order]
    is_new = np.ones(len(order), bool)
    is_new[1:] = (code[1:] != code[:-1]) | (other[1:] != other[:-1])
    is_first = is_new.copy()
    is_first[1:] |= row[1:] != row[:-1]
    times = np.where(is_first, seen.times[order], 0)
    starts = np.flatnonzero(is_new)
    met = np.add.reduceat(times, starts) if len(starts) else starts
    return code[starts], other[starts], met, seen.bearers[order][starts]


def _most_met(
    code: NDArray[np.int64], other: NDArray[np.int64], met: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return each distinct code, sorted, with that of its others which is met most."""
    order = np.lexsort((other, -met, code))
    code, first = np.unique(code[order], return_index=True)
    return code, other[order][first]


def _one_way(
    code: NDArray[np.int64], read_as: NDArray[np.int64], met: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return what is left when of two parts, each read as the other on some list, the one less often ``met`` is no aim."""
    ways = list(zip((code % len(met)).tolist(), read_as.tolist(), strict=True))
    aims = set(ways)
    stays = np.array(
        [(aim, one) not in aims or (-met[aim], aim) < (-met[one], one) for one, aim in ways], bool
    )
    return code[stays], read_as[stays]


def _seen(
    edges: Edges,
    answered: tuple[NDArray[np.int32], NDArray[np.int32]],
    compared: tuple[Records, Parts],
    bears: NDArray[np.int32],
) -> _Seen:
    """Return what the surest pairs of two lists show, and those answered, of parts that may be meant otherwise.

    ``bears`` (lists x parts) tells how often a list has a part.
    """
    records, parts = compared
    list_code = np.ascontiguousarray(records["list_code"])  # Each is far from the next in a row of a record.
    sure = np.flatnonzero((edges.weight >= _SURE) & ~edges.contradict)
    sure = sure[list_code[edges.left[sure]] != list_code[edges.right[sure]]]
    left, right, weight = edges.left[sure], edges.right[sure], edges.weight[sure]
    best = _best((left, right), weight, list_code, np.full((len(bears), len(records)), -np.inf, np.float32))
    left, right = np.r_[left[best], answered[0]], np.r_[right[best], answered[1]]
    times = np.r_[np.ones(int(best.sum()), np.int64), np.full(len(answered[0]), _LEAST)]
    unlike = np.zeros((len(left), 2), np.uint8)
    is_open, confirmed = np.zeros(bears.shape, bool), np.zeros(bears.shape, np.int32)
    # Summed by numpy: what numba makes of it takes seconds to compile.
    borne = bears, bears.sum(axis=0, dtype=np.int64)
    _compare_slots((left, right), (records, with_own_room(parts)), borne, unlike, (is_open, confirmed))
    bearers = _bearers((left, right, times), records, is_open)
    index, side, slot = np.nonzero(unlike[:, :, None] >> np.arange(_SLOTS, dtype=np.uint8) & 1)
    row = np.where(side == 0, left[index], right[index])
    partner = np.where(side == 0, right[index], left[index])
    on_list, part = list_code[row].astype(np.int64), records["part"][row, slot]
    return _Seen(
        code=on_list * len(parts.rows) + part,
        other=records["part"][partner, slot].astype(np.int64),
        row=row,
        times=times[index],
        bearers=bearers[on_list, part],
        confirmed=confirmed,
    )


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
    borne: tuple[NDArray[np.int32], NDArray[np.int64]],
    unlike: NDArray[np.uint8],
    told: tuple[NDArray[np.bool_], NDArray[np.int32]],
) -> None:
    """Set a bit of ``unlike`` (pairs x sides) for each place of a name whose part may be meant as the other side's.

    Of ``told`` (each lists x parts) the first becomes true for these parts: each of their places on that list is to be
    counted. The second counts partners that bear the same part. ``borne`` is how often each list has a part, and all together.
    """
    left, right = pairs
    is_open, confirmed = told
    records, parts = compared
    bears, total = borne
    for index in range(len(left)):
        if records[left[index]].part_count != records[right[index]].part_count:
            continue
        for side in range(2):
            row, partner = (right[index], left[index]) if side else (left[index], right[index])
            of_list = records[row].list_code
            for slot in range(records[row].part_count):
                one, other = records[row].part[slot], records[partner].part[slot]
                if one == other:
                    confirmed[of_list, one] += 1
                elif (
                    total[other] - bears[of_list, other] > total[one] - bears[of_list, one]
                    and (parts.rows[one].letters[0] < FIRST_LATIN)
                    == (parts.rows[other].letters[0] < FIRST_LATIN)
                    and part_level(parts, one, other) >= _UNLIKE
                ):
                    unlike[index, side] |= np.uint8(1 << slot)
                    is_open[of_list, one] = True


@numba.njit(cache=True, nogil=True)
def _bearers(
    pairs: tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int64]],
    records: Records,
    is_open: NDArray[np.bool_],
) -> NDArray[np.int64]:
    """Return lists x parts: of those that are open, how many records bear them and have a partner, each record once."""
    left, right, times = pairs
    found = np.zeros(is_open.shape, np.int64)
    counted = np.zeros((len(records), len(records[0].part)), np.int8)
    for index in range(len(left)):
        if records[left[index]].part_count != records[right[index]].part_count:
            continue
        for side in range(2):
            row = right[index] if side else left[index]
            of_list = records[row].list_code
            for slot in range(records[row].part_count):
                one = records[row].part[slot]
                if not is_open[of_list, one]:
                    continue
                first = slot  # Where it bears the part twice, it counts by the first.
                for before in range(slot):
                    if records[row].part[before] == one:
                        first = min(first, before)
                more = np.int8(max(times[index] - counted[row, first], 0))
                found[of_list, one] += more
                counted[row, first] += more
    return found
