"""How common a value is: what an agreement on it is worth.

A share is taken among the *other* records, and over a background of imagined ones, so that in a list of ten a
name borne twice is not taken for common, nor محمد for rare because a small list happens to hold it once.
"""

import functools
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from sijill.link.distinct import distinct_values
from sijill.names.parts import NameColumns, encode_names
from sijill.names.uncounted import uncounted

BACKGROUND: Final = 200.0
"""Imagined records behind every share; a list of thousands hardly feels them."""
USUAL: Final = {
    "birth": 1e-4,
    "age": 0.02,
    "event": 0.002,
    "town": 0.02,
    "registry": 1e-3,
    "number": 1e-7,
    "occupation": 0.05,
}
"""The share of an unseen value within the background."""
_USUAL_PART: Final = (0.004, 0.004, 0.001)
"""The same for a name part that stands first, in the middle, last."""
_COMMON: Final = {
    0.08: "محمد",
    0.05: "احمد",
    0.03: "محمود علي حسن حسين خالد",
    0.02: "عمر ابراهيم يوسف مصطفى عبدالله عبدالرحمن خليل حسان",
    0.01: "موسى عيسى سليمان اسماعيل صالح سعيد جمال كمال سمير سامر محمدعلي فاطمة مريم عائشة زينب خديجة نور امنة اياد"
    " ياسر ناصر جاسم كريم قاسم صلاح نضال بلال فادي رامي طارق زياد",
}
"""Common Arabic given names with round shares, set by hand from general knowledge; they matter in small lists."""
_COMMON_AS_FAMILY: Final = 0.2
SCRIPTS: Final = 256
"""Room for the codes of scripts."""


def log_share(
    values: NDArray[np.int32] | NDArray[np.int64], given: NDArray[np.bool_], usual: float
) -> NDArray[np.float32]:
    """Return the logarithm of each value's share among the other records that give one."""
    _, inverse, met = distinct_values(values)
    return _log_of(met, int(given.sum()), usual)[inverse]


def log_share_beside(
    values: NDArray[Any],  # Any: of either width
    given: NDArray[np.bool_],
    known: tuple[NDArray[Any], int, NDArray[np.float32]],  # Any: as above
    usual: float,
) -> NDArray[np.float32]:
    """Return the logarithm of each value's share beside ``known`` values, how many of them are given, and their shares.

    A value that is known keeps its share; one that is not is counted here, among all that give one.
    """
    distinct, inverse, met = distinct_values(values)
    shares = _log_of(met, int(given.sum()) + known[1], usual)
    place = first_place(distinct, known[0])
    shares[place >= 0] = known[2][place[place >= 0]]
    return shares[inverse]


def first_place(distinct: NDArray[Any], among: NDArray[Any]) -> NDArray[np.int64]:  # Any: of either width
    """Return where each of ``distinct`` values stands first in ``among``; -1 for one that does not."""
    found = pc.index_in(pa.array(among), value_set=pa.array(distinct.astype(among.dtype)))
    rows = np.flatnonzero(found.is_valid().to_numpy(zero_copy_only=False))
    place = np.full(len(distinct), -1)
    place[found.drop_null().to_numpy()[::-1]] = rows[::-1]
    return place


def _log_of(met: NDArray[np.int64], given: int, usual: float) -> NDArray[np.float32]:
    others = np.maximum(met - 2, 0) + BACKGROUND * usual
    share: NDArray[np.float32] = np.log(others / (BACKGROUND + max(given - 2, 0))).astype(np.float32)
    return share


def part_log_shares(
    names: NameColumns, part: NDArray[np.int32], part_count: NDArray[np.int8]
) -> NDArray[np.float32]:
    """Return for each distinct part, first, in the middle and last, its share among names of its script (log)."""
    met = part_bearers(part, part_count, len(names.lengths))
    in_script = np.array([np.bincount(names.script, weights=slot, minlength=SCRIPTS) for slot in met])
    return log_shares_of(names.skeletons, names.script, met, in_script)


def part_bearers(
    part: NDArray[np.int32], part_count: NDArray[np.int8], total: int
) -> tuple[NDArray[np.int64], ...]:
    """Return for each of ``total`` parts in how many names it stands first, in the middle and last."""
    met = np.zeros((3, total), np.int64)
    _count_bearers(part, part_count, met)
    return tuple(met)


@uncounted
def _count_bearers(part: NDArray[np.int32], part_count: NDArray[np.int8], met: NDArray[np.int64]) -> None:
    for row in range(len(part_count)):
        for slot in range(part_count[row]):
            kind = 0 if slot == 0 else (2 if slot == part_count[row] - 1 else 1)
            met[kind, part[row, slot]] += 1


def times_met(parts: NDArray[np.int32], total: int) -> NDArray[np.int64]:
    """Return how often each of ``total`` parts stands in the rows of ``parts``, where -1 is none."""
    met = np.zeros(total + 1, np.int64)
    _count(parts, met)
    return met[:-1]


@uncounted
def _count(parts: NDArray[np.int32], met: NDArray[np.int64]) -> None:
    for row in range(len(parts)):
        for slot in range(parts.shape[1]):
            met[parts[row, slot]] += 1  # None is counted at the end.


def log_shares_of(
    skeletons: NDArray[np.uint64],
    script: NDArray[np.uint8],
    met: Sequence[NDArray[np.int64]],
    in_script: NDArray[np.float64],
) -> NDArray[np.float32]:
    """Return 3 x parts: the share (log) of parts that ``met`` names bear, of ``in_script`` in each script, by slot."""
    usual = usual_of(skeletons)
    result = np.empty((3, len(script)), np.float32)
    for slot, bearers in enumerate(met):
        others = np.maximum(bearers - 2, 0) + BACKGROUND * usual[slot]
        result[slot] = np.log(others / (BACKGROUND + np.maximum(in_script[slot][script] - 2, 0)))
    # Nothing is certain: a share of one (a list in which all rows are equal) still says a little.
    return np.minimum(result, np.float32(-1e-3))


def usual_of(skeletons: NDArray[np.uint64]) -> NDArray[np.float64]:
    """Return 3 x parts: the share that each has of names before any list is read, first, in the middle, last."""
    common = np.zeros(len(skeletons))
    for sound, share in _common_shares().items():
        common[skeletons == sound] = share
    by_slot = np.array([1.0, 1.0, _COMMON_AS_FAMILY])[:, None] * common
    usual: NDArray[np.float64] = np.maximum(by_slot, np.array(_USUAL_PART)[:, None])
    return usual


@functools.cache
def _common_shares() -> dict[int, float]:
    """Share by sound, so that it holds in both scripts."""
    shares: dict[int, float] = {}
    for share, written in _COMMON.items():
        names = encode_names(written.split())
        for sound in names.skeletons[names.parts[:, 0]].tolist():
            shares[sound] = max(share, shares.get(sound, 0.0))
    return shares
