"""The distinct values of a column of numbers, by hashing: what records say in one respect is mostly little."""

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray


def distinct_values(
    values: NDArray[Any],  # Any: numbers of any width
) -> tuple[NDArray[Any], NDArray[np.int64], NDArray[np.int64]]:  # Any: of that width
    """Return the distinct values, sorted, the place of each of ``values`` among them, and how often each is met."""
    coded = pa.array(values).dictionary_encode()
    found = coded.dictionary.to_numpy()
    order = np.argsort(found)
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    places = place[coded.indices.to_numpy()]
    return found[order], places, np.bincount(places, minlength=len(order))
