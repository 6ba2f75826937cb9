"""A column of names as words: the distinct ones, and each name as their numbers, some tens of thousands at a time."""

from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from sijill.link.threads import in_threads
from sijill.names.parts import NameRows

_ROWS: Final = 1 << 16
"""Names that are split in one go, by one thread: they fit into its cache."""


class _Split(NamedTuple):
    distinct: Any  # Any: an Arrow array of strings
    codes: NDArray[np.int32]
    begins: NDArray[np.int64]


def split_words(names: Any) -> tuple[list[str], list[NameRows]]:  # Any: an Arrow array of strings
    """Return the distinct words of ``names``, and all names, in their order, as numbers of these words."""
    found = in_threads(
        lambda first: _split(names[first : first + _ROWS]), range(0, max(len(names), 1), _ROWS)
    )
    every = pa.concat_arrays([each.distinct for each in found]).dictionary_encode()
    number_of = every.indices.to_numpy()
    rows = []
    done = 0
    for each in found:
        rows.append(NameRows(number_of[done : done + len(each.distinct)][each.codes], each.begins))
        done += len(each.distinct)
    return every.dictionary.to_pylist(), rows


def _split(names: Any) -> _Split:  # Any: an Arrow array of strings
    if not len(names):
        return _Split(pa.array([], pa.string()), np.empty(0, np.int32), np.zeros(1, np.int64))
    words = pc.utf8_split_whitespace(names)
    coded = words.flatten().dictionary_encode()
    begins = words.offsets.to_numpy().astype(np.int64)
    return _Split(coded.dictionary, coded.indices.to_numpy(), begins - begins[0])
