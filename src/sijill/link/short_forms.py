"""First names that one person may be called by: a familiar form (Tom for Thomas) and a bare initial (T. for Thomas).

What stands for what is told by the nicknames of ``sijill.names``, for names in Latin letters alone: there a short form
is no spelling of the whole, so that no distance of letters tells it from a brother's name.
"""

import functools
from typing import Final

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.columns import Parts
from sijill.names.letters import FIRST_LATIN
from sijill.names.lexicon import nicknames
from sijill.names.parts import NameColumns, encode_names

SHORT_FORM: Final = 7
"""Level of a first name: both are forms of one name."""
INITIAL: Final = 8
"""Level of a first name: one is only the first letter of the other."""
_NONE: Final = -1


def short_forms(names: NameColumns) -> NDArray[np.int16]:
    """Return for each part the groups of nicknames that it is in, -1 behind the last."""
    groups, width = _groups()
    found = np.full((len(names.written), width), _NONE, np.int16)
    for part in [part for part, written in enumerate(names.written) if written in groups]:
        held = groups[names.written[part]]
        found[part, : len(held)] = held
    return found


@functools.cache
def _groups() -> tuple[dict[str, tuple[int, ...]], int]:
    """Return the groups of each word, and the most that one word is in."""
    found: dict[str, tuple[int, ...]] = {}
    for number, words in enumerate(nicknames()):
        names = encode_names([word for word in words if word.isascii()])
        for part in np.unique(names.parts[names.part_count == 1, 0]).tolist():
            word = names.written[part]
            found[word] = (*found.get(word, ()), number)
    return found, max(map(len, found.values()))


@numba.njit(cache=True, nogil=True)
def shortened(parts: Parts, a: int, b: int) -> int:
    """Return ``SHORT_FORM`` or ``INITIAL`` where one part stands for the other, 0 otherwise."""
    if parts.letters[a, 0] == parts.letters[b, 0] and (parts.lengths[a] == 1) != (parts.lengths[b] == 1):
        return INITIAL
    if parts.letters[a, 0] < FIRST_LATIN or parts.letters[b, 0] < FIRST_LATIN:
        return 0
    for one in range(parts.short_forms.shape[1]):
        group = parts.short_forms[a, one]
        if group < 0:
            return 0
        for other in range(parts.short_forms.shape[1]):
            if parts.short_forms[b, other] == group:
                return SHORT_FORM
    return 0
