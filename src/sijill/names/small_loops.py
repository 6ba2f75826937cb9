"""Loops that numpy has too, written out: what numba compiles for those takes seconds, once for every process that compiles.

To assign an array to a slice it compiles what it says of one of another size, with texts and all; to sort six numbers,
mergesort or quicksort.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sijill.names.uncounted import uncounted_within, within


@uncounted_within
def copy(room: NDArray[Any], numbers: NDArray[Any]) -> None:  # Any: two of one kind
    """Write ``numbers`` first into ``room``, which is as long or longer."""
    for place in range(len(numbers)):
        room[place] = numbers[place]


@within
def few_in_order(numbers: NDArray[Any]) -> NDArray[np.int64]:  # Any: whole numbers or others
    """Return the places of a few numbers, the least first, equal ones as they stand; what is no number comes last."""
    order = np.empty(len(numbers), np.int64)
    for place in range(len(numbers)):
        at, number = place, numbers[place]
        while at > 0 and _is_less(number, numbers[order[at - 1]]):
            order[at] = order[at - 1]
            at -= 1
        order[at] = place
    return order


@uncounted_within
def _is_less(one: float, other: float) -> bool:
    return one < other or (other != other and one == one)  # noqa: PLR0124 - only what is no number is not itself
