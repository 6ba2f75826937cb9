"""Loops that count no references: whatever makes an array is refused, so that nothing is left that nobody frees."""

from collections.abc import Callable

import numpy as np
import pytest
from numba.core.errors import NumbaError
from numpy.typing import NDArray

from sijill.names.uncounted import uncounted


def _summed(numbers: NDArray[np.int64]) -> int:
    found = 0
    for number in numbers:
        found += number
    return found


def _made(numbers: NDArray[np.int64]) -> int:
    return int(np.zeros(len(numbers), np.int64).sum())


def _handed_back(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    return numbers + 1


def _assigned(numbers: NDArray[np.int64]) -> None:
    numbers[1:] = numbers[:-1]


def test_a_loop_that_makes_no_array_runs() -> None:
    """It gives what Python gives."""
    assert uncounted(_summed)(np.arange(5)) == 10


@pytest.mark.parametrize("loop", [_made, _handed_back, _assigned], ids=lambda loop: loop.__name__)
def test_what_makes_an_array_is_refused(loop: Callable[[NDArray[np.int64]], object]) -> None:
    """An array made inside, one that is handed back, and one that is set into a slice, of which a copy is made."""
    numbers = np.arange(5)
    with pytest.raises(NumbaError):
        uncounted(loop)(numbers)
    assert numbers.tolist() == [0, 1, 2, 3, 4]
