"""Parts of names that are read otherwise than they are written: two run together, or what a list has its own way with.

What is written stays as it is; only what is compared changes. Which parts, is learned of all records (``run_together``,
``respelled``) and kept, so that a record that comes later, a reviewer and an audit read them as the full run did.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numba
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from sijill.link.columns import Parts, Records
from sijill.link.prepare import spellings


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
    is_mended = np.zeros(len(parts.rows), bool)
    is_mended[[part for _, part in read_as]] = True
    for row in np.flatnonzero(_bear(records, is_mended)).tolist() if read_as else ():
        changed[row] = _mend_one(records, row, read_as)
    chosen = np.flatnonzero(changed)
    part, count = records["part"][chosen], records["part_count"][chosen]
    records["spelling"][chosen] = spellings(part, count, parts.rows)
    return changed


@numba.njit(cache=True, nogil=True)
def _bear(records: Records, is_mended: NDArray[np.bool_]) -> NDArray[np.bool_]:
    found = np.zeros(len(records), np.bool_)
    for index in range(len(records)):
        for slot in range(records[index].part_count):
            found[index] |= is_mended[records[index].part[slot]]
    return found


def _mend_one(records: Records, row: int, read_as: Mapping[tuple[int, int], tuple[int, ...]]) -> bool:
    part, of_list = records["part"][row], int(records["list_code"][row])
    before = part[: int(records["part_count"][row])].tolist()
    whole = [each for one in before for each in read_as.get((-1, one), (one,))]
    if len(whole) > len(part):
        whole = before
    after = [each for one in whole for each in read_as.get((of_list, one), (one,))]
    if after == before:
        return False
    part[:] = -1
    part[: len(after)] = after
    records["part_count"][row] = len(after)
    return True


def _numbered(
    parts: Parts, mends: Sequence[Mend], lists: Sequence[str]
) -> dict[tuple[int, int], tuple[int, ...]]:
    """Return for each list code (-1 for any) and part the parts that it is read as."""
    if not mends:
        return {}
    code_of: dict[str | None, int] = {None: -1, **{name: code for code, name in enumerate(lists)}}
    named = sorted({key for each in mends for key in (each.part, *each.read_as)})
    place = pc.index_in(pa.array(named, pa.binary()), value_set=part_keys(parts)).to_pylist()
    number = dict(zip(named, place, strict=True))
    found = {}
    for each in mends:
        ends = number[each.part], *(number[key] for key in each.read_as)
        if each.on_list in code_of and None not in ends:
            found[code_of[each.on_list], ends[0]] = ends[1:]
    return found
