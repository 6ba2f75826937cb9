"""First names that one person may be called by: a familiar form (Tom for Thomas) and a bare initial (T. for Thomas).

What stands for what is told by the nicknames of ``sijill.names``, for names in Latin letters alone: there a short form
is no spelling of the whole, so that no distance of letters tells it from a brother's name.
"""

import functools
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.columns import PART, Part
from sijill.names.letters import FIRST_LATIN
from sijill.names.lexicon import nicknames
from sijill.names.many_texts import those_in
from sijill.names.parts import NameColumns, encode_names
from sijill.names.uncounted import uncounted, uncounted_within

SHORT_FORM: Final = 7
"""Level of a first name: both are forms of one name."""
INITIAL: Final = 8
"""Level of a first name: one is only the first letter of the other."""
_NONE: Final = -1


def short_forms(names: NameColumns) -> NDArray[np.int16]:
    """Return for each part the groups of nicknames that it is in, -1 behind the last."""
    groups = _groups()
    found = np.full((len(names.written), *PART["short_forms"].shape), _NONE, np.int16)
    for part in those_in(groups, names.written).tolist():
        held = groups[names.written[part]]
        found[part, : len(held)] = held
    return found


@functools.cache
def _groups() -> dict[str, tuple[int, ...]]:
    """Return the groups of each word."""
    groups = [[word for word in words if word.isascii()] for words in nicknames()]
    # All at once: a call costs as much as a thousand words.
    names = encode_names([word for words in groups for word in words])
    group = np.repeat(np.arange(len(groups)), [len(words) for words in groups])
    is_one = names.part_count == 1
    found: dict[str, tuple[int, ...]] = {}
    for number, part in np.unique(np.c_[group, names.parts[:, 0]][is_one], axis=0).tolist():
        word = names.written[part]
        found[word] = (*found.get(word, ()), number)
    return found


@uncounted_within
def is_initial(one: Part, other: Part) -> bool:
    """Return whether one part is the bare initial of the other."""
    return bool((one.length == 1) != (other.length == 1) and one.letters[0] == other.letters[0])


@uncounted
def shortened(one: Part, other: Part) -> int:
    """Return ``SHORT_FORM`` or ``INITIAL`` where one part stands for the other, 0 otherwise."""
    if is_initial(one, other):
        return INITIAL
    if one.letters[0] < FIRST_LATIN or other.letters[0] < FIRST_LATIN:
        return 0
    for group in one.short_forms:
        if group < 0:
            return 0
        for another in other.short_forms:
            if another == group:
                return SHORT_FORM
    return 0
