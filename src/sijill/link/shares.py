"""How common a value is: what an agreement on it is worth.

A share is taken among the *other* records, and over a background of imagined ones, so that in a list of ten a
name borne twice is not taken for common, nor محمد for rare because a small list happens to hold it once.
"""

import functools
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.distinct import distinct_values
from sijill.names.parts import NameColumns, encode_names

_BACKGROUND: Final = 200.0
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


def log_share(
    values: NDArray[np.int32] | NDArray[np.int64], given: NDArray[np.bool_], usual: float
) -> NDArray[np.float32]:
    """Return the logarithm of each value's share among the other records that give one."""
    _, inverse, met = distinct_values(values)
    others = np.maximum(met - 2, 0) + _BACKGROUND * usual
    share: NDArray[np.float32] = np.log(others / (_BACKGROUND + max(int(given.sum()) - 2, 0))).astype(
        np.float32
    )
    return share[inverse]


def part_log_shares(
    names: NameColumns, part: NDArray[np.int32], part_count: NDArray[np.int8]
) -> NDArray[np.float32]:
    """Return for each distinct part, first, in the middle and last, its share among names of its script (log)."""
    total = len(names.lengths)
    place = np.arange(part.shape[1])
    middle = (place >= 1) & (place < part_count[:, None] - 1)
    last = part[np.arange(len(part_count)), np.maximum(part_count - 1, 0)]
    slots = part[part_count > 0, 0], part[middle], last[part_count > 1]
    common = np.array([_common_shares().get(sound, 0.0) for sound in names.skeletons.tolist()], float)
    result = np.empty((3, total), np.float32)
    for slot, bearers in enumerate(slots):
        usual = np.maximum(common * (_COMMON_AS_FAMILY if slot == 2 else 1.0), _USUAL_PART[slot])
        met = np.bincount(bearers, minlength=total)
        in_script = np.bincount(names.script, weights=met, minlength=256)[names.script]
        others = np.maximum(met - 2, 0) + _BACKGROUND * usual
        result[slot] = np.log(others / (_BACKGROUND + np.maximum(in_script - 2, 0)))
    # Nothing is certain: a share of one (a list in which all rows are equal) still says a little.
    return np.minimum(result, np.float32(-1e-3))


@functools.cache
def _common_shares() -> dict[int, float]:
    """Share by sound, so that it holds in both scripts."""
    shares: dict[int, float] = {}
    for share, written in _COMMON.items():
        names = encode_names(written.split())
        for sound in names.skeletons[names.parts[:, 0]].tolist():
            shares[sound] = max(share, shares.get(sound, 0.0))
    return shares
