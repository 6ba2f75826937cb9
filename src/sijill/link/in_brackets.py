"""Lists that write the father between given name and family in brackets: Begić (Salko) Amir.

In other lists what stands in brackets is a nickname, and no part of the name. So it is a part where a list has it in the middle of half of its names,
and half of what stands there is elsewhere on that list a name outside of brackets.
"""

import re
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from sijill.link.texts import bytes_of

_BETWEEN: Final = r"^([^()]*[^()\s][^()]*)\(\s*([^()\s]+)\s*\)([^()]*[^()\s][^()]*)$"
_READ: Final = r"\1 \2 \3"
_FEWEST: Final = 5
"""Names of a list that have one, at least."""


def without_brackets(names: Any, lists: Any) -> tuple[Any, NDArray[np.bool_]]:  # Any: pyarrow has no types
    """Return ``names`` without the brackets of such ``lists``, and for each name whether it had some."""
    is_between = np.zeros(len(names), bool)
    if not (bytes_of(names)[0] == ord("(")).any():
        return names, is_between
    is_between = pc.match_substring_regex(names, _BETWEEN).to_numpy(zero_copy_only=False)
    coded = lists.dictionary_encode()
    code = coded.indices.to_numpy()
    size, met = (np.bincount(each, minlength=len(coded.dictionary)) for each in (code, code[is_between]))
    for number in np.flatnonzero((met < _FEWEST) | (2 * met < size) | (met == 0)).tolist():
        is_between[code == number] = False
    for number in np.unique(code[is_between]).tolist():
        if not _are_names(names.filter(pa.array((code == number) & is_between)).to_pylist()):
            is_between[code == number] = False
    if not is_between.any():
        return names, is_between
    chosen = pa.array(is_between)
    return pc.if_else(chosen, pc.replace_substring_regex(names, _BETWEEN, _READ), names), is_between


def _are_names(written: list[str]) -> bool:
    """Return whether half of what is in brackets is a name outside of them."""
    split = [re.fullmatch(_BETWEEN, name) for name in written]
    found = [each.groups() for each in split if each is not None]
    outside = {word.casefold() for before, _, behind in found for word in (*before.split(), *behind.split())}
    return 2 * sum(between.casefold() in outside for _, between, _ in found) >= len(found)
