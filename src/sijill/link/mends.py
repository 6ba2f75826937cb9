"""Parts of names that are read otherwise than they are written: two run together, or what a list has its own way with.

What is written stays as it is; only what is compared changes. Which parts, is learned of all records (``run_together``,
``respelled``) and kept, so that a record that comes later, a reviewer and an audit read them as the full run did.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numba
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from sijill.link.columns import RECORD, Parts, Records
from sijill.link.spelled import spellings
from sijill.link.unsaid import read_again
from sijill.names.uncounted import uncounted


class Mend(NamedTuple):
    """How one part is read."""

    on_list: str | None
    """The list that writes it so; None for any."""
    part: bytes
    """As :func:`part_keys` has it."""
    read_as: tuple[bytes, ...]
    """One part, or the two that were run together."""


def part_keys(parts: Parts) -> Any:  # Any: an Arrow array of bytes
    """Return each part as bytes that are the same in every run."""
    rows = parts.rows
    skeletons = np.ascontiguousarray(rows["skeleton"]).view(np.uint8).reshape(-1, 8)
    columns = rows["letters"], rows["length"][:, None], skeletons
    packed = np.ascontiguousarray(np.concatenate(columns, axis=1))
    width = pa.binary(packed.shape[1])
    return pa.Array.from_buffers(width, len(packed), [None, pa.py_buffer(packed)]).cast(pa.binary())


@numba.njit(cache=True, nogil=True)
def borne(records: Records, lists: int, total: int) -> NDArray[np.int32]:
    """Return lists x parts: how often the records of a list bear a part; of ``lists`` and ``total`` parts there are."""
    found = np.zeros((lists, total), np.int32)
    for index in range(len(records)):
        for slot in range(records[index].part_count):
            found[records[index].list_code, records[index].part[slot]] += 1
    return found


def mend(records: Records, parts: Parts, mends: Sequence[Mend], lists: Sequence[str]) -> NDArray[np.bool_]:
    """Have ``records`` read as ``mends`` tell, in place, and return which of them changed.

    ``lists`` are the names of list codes. A mend is passed over where ``parts`` lack what it names, and where a name would
    get more parts than are kept.
    """
    changed = np.zeros(len(records), bool)
    read_as = _numbered(parts, mends, lists)
    if not read_as:
        return changed
    known = sorted(read_as)
    of_list, part = np.array(known, np.int64).T
    ends = np.full((len(known), max(map(len, read_as.values()))), -1, np.int32)
    for row, key in enumerate(known):
        ends[row, : len(read_as[key])] = read_as[key]
    total = len(parts.rows)
    is_mended = np.zeros(total, bool)
    is_mended[part] = True
    room = np.empty((2, ends.shape[1] ** 2 * RECORD["part"].shape[0]), np.int32)
    _mend_all(records, is_mended, _Readings((of_list + 1) * total + part, ends), room, changed)
    chosen = np.flatnonzero(changed)
    part, count = records["part"][chosen], records["part_count"][chosen]
    records["spelling"][chosen] = spellings(part, count, parts.rows)
    read_again(records, chosen, parts)
    return changed


class _Readings(NamedTuple):
    """How parts are read."""

    codes: NDArray[np.int64]
    """The list code, or -1 for any, plus one, times the number of parts, and the part; sorted."""
    ends: NDArray[np.int32]
    """What each is read as, -1 behind the last."""


@uncounted
def _mend_all(
    records: Records,
    is_mended: NDArray[np.bool_],
    readings: _Readings,
    room: NDArray[np.int32],
    changed: NDArray[np.bool_],
) -> None:
    """Have records read as any list's readings say, then as those of their own list; tell which of them change."""
    whole, after = room[0], room[1]
    most = len(records[0].part)
    for row in range(len(records)):
        part, count = records[row].part, int(records[row].part_count)
        bears = False
        for slot in range(count):
            bears |= is_mended[part[slot]]
        if not bears:
            continue
        own = (records[row].list_code + 1) * len(is_mended)
        here = _read(part, count, readings, 0, whole)
        here = (
            _read(part, count, readings, own, after)
            if here > most
            else _read(whole, here, readings, own, after)
        )
        if here > most:
            continue
        for slot in range(most):
            one = after[slot] if slot < here else np.int32(-1)
            changed[row] |= one != part[slot]
            part[slot] = one
        records[row].part_count = here


@uncounted
def _read(
    part: NDArray[np.int32], count: int, readings: _Readings, first: int, found: NDArray[np.int32]
) -> int:
    """Write what ``count`` parts are read as, those of one list, whose codes begin at ``first``; return how many these are."""
    written = 0
    for slot in range(count):
        code = first + part[slot]
        place = np.searchsorted(readings.codes, code)
        if place == len(readings.codes) or readings.codes[place] != code:
            found[written] = part[slot]
            written += 1
            continue
        for end in readings.ends[place]:
            if end >= 0:
                found[written] = end
                written += 1
    return written


def _numbered(
    parts: Parts, mends: Sequence[Mend], lists: Sequence[str]
) -> dict[tuple[int, int], tuple[int, ...]]:
    """Return for each list code (-1 for any) and part the parts that it is read as."""
    if not mends:
        return {}
    code_of: dict[str | None, int] = {None: -1, **{name: code for code, name in enumerate(lists)}}
    named = sorted({key for each in mends for key in (each.part, *each.read_as)})
    # What is named is little, parts are many: these are looked up among those.
    met = pc.index_in(part_keys(parts), value_set=pa.array(named, pa.binary()))
    rows = np.flatnonzero(met.is_valid().to_numpy(zero_copy_only=False))[::-1]
    keys = met.drop_null().to_numpy()[::-1]
    # The last that is written stays: the first part of a key.
    number = {named[key]: row for key, row in zip(keys.tolist(), rows.tolist(), strict=True)}
    found = {}
    for each in mends:
        if each.on_list in code_of and {each.part, *each.read_as} <= number.keys():
            read_as = tuple(number[key] for key in each.read_as)
            found[code_of[each.on_list], number[each.part]] = read_as
    return found
