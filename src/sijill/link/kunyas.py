"""Abu and Umm with a common name behind: what a father or a mother is called, and not the son who bears that name.

By letters alone أم جهاد, of whom a list knows no more, is a slip of جهاد, her son on another list.
"""

import dataclasses
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.common_names import entries_of
from sijill.names.common import common_parts
from sijill.names.parts import NameColumns

_FATHER: Final = ("ابو", "ابي", "ابا", "abou", "abu", "abo")
_MOTHER: Final = ("ام", "oumm", "oum", "umm", "um")


def with_kunyas(entries: NDArray[np.int16], names: NameColumns) -> NDArray[np.int16]:
    """Return the ``entries`` of ``names``, and to kunyas of common names entries of their own, the same in both scripts.

    A part that is a common name itself keeps what it has: أبو بكر, أمينة.
    """
    many = len(common_parts())
    found = entries.copy()
    for kind, words in enumerate((_FATHER, _MOTHER), start=1):
        borne = entries_of(
            dataclasses.replace(names, written=tuple(_behind(part, words) for part in names.written))
        )
        is_kunya = (entries[:, 0] < 0) & (borne[:, 0] >= 0)
        found[is_kunya] = np.where(borne < 0, borne, borne + kind * many)[is_kunya]
    return found


def _behind(part: str, words: tuple[str, ...]) -> str:
    """Return what stands behind the first of ``words`` that a part begins with; empty for none."""
    return next((part.removeprefix(word) for word in words if part.startswith(word)), "")
