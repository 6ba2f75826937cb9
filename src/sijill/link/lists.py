"""Is a list free of its own duplicates? Found out, never assumed.

Forcing it on lists that are not costs more than it gains on lists that are (F1 .944 -> .655 against
.960 -> .990, linkage notes). So the share is learned: how much rarer is it, list by list, that two records of the
list are one person than that a record of it and one of another list are. By that share a pair within the list is
less likely before anything is compared.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.cluster import Edges
from sijill.link.records import ListProperty

FREE_BELOW: Final = 0.2
"""Share from which on a list is not called free; lists known to be free give less than .02 (decision 24)."""
_ENOUGH: Final = 3.0
"""Matches to be expected within a list, were it like the pairs across lists, before its silence says anything."""
_SURE: Final = 8.0
"""Weight of pairs that the share is learned from: namesakes of whom little else is known hardly reach it."""
_IMAGINED: Final = 0.1
"""Matches that are imagined within each list, found and expected: that a list of some hundred has no sure pair proves less than
that one of thousands has none. With half a match more persons are found whom small lists name twice, and more cousins joined."""
_ROUNDS: Final = 30
LEAST: Final = 1e-4
"""Nothing is certain: a list of thousands that names nobody twice is given this share."""


def list_properties(
    names: Sequence[str], list_code: NDArray[np.int32], edges: Edges
) -> tuple[ListProperty, ...]:
    """Return what is known of each list, in the order of ``names``."""
    sizes = np.bincount(list_code, minlength=len(names))
    sure = np.flatnonzero(edges.weight > _SURE)
    left, right = list_code[edges.left[sure]], list_code[edges.right[sure]]
    weight, within = edges.weight[sure].astype(float), left == right
    likely = 1 / (1 + np.exp(-weight[~within]))
    across = np.bincount(np.r_[left[~within], right[~within]], np.r_[likely, likely], minlength=len(names))
    found = []
    for code, name in enumerate(names):
        size = int(sizes[code])
        within_pairs, across_pairs = size * (size - 1) / 2, size * (len(list_code) - size)
        expected = across[code] / across_pairs * within_pairs if across_pairs else 0.0
        if expected < _ENOUGH:
            found.append(ListProperty(name=name, size=size, duplicate_free=None, ratio=None))
            continue
        share = _share(weight[within & (left == code)], expected)
        found.append(
            ListProperty(
                name=name, size=size, duplicate_free=bool(share < FREE_BELOW), ratio=round(float(share), 5)
            )
        )
    return tuple(found)


def _share(weights: NDArray[np.float64], expected: float) -> float:
    """Return matches found within a list over those ``expected``, when this very share is what they are weighed by."""
    share = 1.0
    for _ in range(_ROUNDS):
        found = float((1 / (1 + np.exp(-(weights + np.log(share))))).sum())
        share = max((found + _IMAGINED) / (expected + _IMAGINED), LEAST)
    return share
