"""Names that are written family first (الكنية ثم الاسم), told by what all records bear, and read as the others are."""

from collections.abc import Mapping
from typing import Any, Final

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.columns import Records

_USUAL: Final = 5
"""Names that have a family's name last, at least, before one that has it first is taken to be turned round."""
_SELDOM: Final = 0.1
"""Share of the bearers of a part up to which it stands somewhere by mistake only."""


def turn_family_first(
    part: NDArray[np.int32],
    part_count: NDArray[np.int8],
    among: tuple[NDArray[np.int32], NDArray[np.int8]],
    total: int,
) -> NDArray[np.bool_]:
    """Put the family last in the names that begin with it, in place; return which these are.

    ``part`` and ``part_count`` are those of records, ``among`` those of the records that tell what is a family's name (mostly
    the same), ``total`` is how many parts there are. A name is turned where its first part is hardly ever anybody's first and
    its last hardly ever a family's.
    """
    first, middle, last = _standing(*among, total)
    return _turn(part, part_count, first, middle, last)


def turn_beside(
    records: Records,
    before: Mapping[str, NDArray[Any]],  # Any: of each field's own kind
    total: int,
) -> NDArray[np.bool_]:
    """Do the same with ``records`` that come later, by those that were there ``before``."""
    part, count = (np.ascontiguousarray(records[name]) for name in ("part", "part_count"))
    turned = turn_family_first(part, count, (before["part"], before["part_count"]), total)
    records["part"] = part
    return turned


@numba.njit(cache=True, nogil=True)
def _standing(
    part: NDArray[np.int32], part_count: NDArray[np.int8], total: int
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """Return how many names of two parts and more have each part first, between, and last."""
    first, middle, last = np.zeros(total, np.int32), np.zeros(total, np.int32), np.zeros(total, np.int32)
    for row in range(len(part_count)):
        count = part_count[row]
        if count < 2:
            continue
        first[part[row, 0]] += 1
        last[part[row, count - 1]] += 1
        for slot in range(1, count - 1):
            middle[part[row, slot]] += 1
    return first, middle, last


@numba.njit(cache=True, nogil=True)
def _turn(
    part: NDArray[np.int32],
    part_count: NDArray[np.int8],
    first: NDArray[np.int32],
    middle: NDArray[np.int32],
    last: NDArray[np.int32],
) -> NDArray[np.bool_]:
    turned = np.zeros(len(part_count), np.bool_)
    for row in range(len(part_count)):
        count = part_count[row]
        if count < 2:
            continue
        family, end = part[row, 0], part[row, count - 1]
        if last[family] < _USUAL or first[family] > _SELDOM * last[family]:
            continue
        borne = first[end] + middle[end]
        if borne < _USUAL or last[end] > _SELDOM * (borne + last[end]):
            continue
        for place in range(count - 1):
            part[row, place] = part[row, place + 1]
        part[row, count - 1] = family
        turned[row] = True
    return turned
