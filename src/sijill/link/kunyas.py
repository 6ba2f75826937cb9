"""Abu and Umm with a common name behind: what a father or a mother is called, and not the son who bears that name.

By letters alone أم جهاد, of whom a list knows no more, is a slip of جهاد, her son on another list.
"""

import dataclasses
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.common_names import entries_of
from sijill.names.common import common_parts
from sijill.names.many_texts import those_with
from sijill.names.parts import NameColumns

_FATHER: Final = ("ابو", "ابي", "ابا", "abou", "abu", "abo")
_MOTHER: Final = ("ام", "oumm", "oum", "umm", "um")


def with_kunyas(entries: NDArray[np.int16], names: NameColumns) -> NDArray[np.int16]:
    """Return the ``entries`` of ``names``, and to kunyas of common names entries of their own, the same in both scripts.

    A part that is a common name itself keeps what it has: أبو بكر, أمينة.
    """
    many = len(common_parts())
    found = entries.copy()
    kunyas = those_with([f"\n{word}" for word in (*_FATHER, *_MOTHER)], names.written).tolist()
    for kind, words in enumerate((_FATHER, _MOTHER), start=1):
        parts = [part for part in kunyas if names.written[part].startswith(words)]
        behind = tuple(_behind(names.written[part], words) for part in parts)
        borne = entries_of(dataclasses.replace(names, written=behind))
        found[parts] = np.where((entries[parts, :1] < 0) & (borne >= 0), borne + kind * many, found[parts])
    return found


def _behind(part: str, words: tuple[str, ...]) -> str:
    """Return what stands behind the first of ``words`` that a part begins with, as it does with one of them."""
    return next(part.removeprefix(word) for word in words if part.startswith(word))
