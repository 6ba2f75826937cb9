"""Loops written out say what numpy says."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numba import njit
from numpy.typing import NDArray

from sijill.names.small_loops import copy, few_in_order


@njit(nogil=True)
def _in_order(numbers: NDArray[np.float64]) -> NDArray[np.int64]:
    return few_in_order(numbers)


@njit(nogil=True)
def _copied(room: NDArray[np.int64], numbers: NDArray[np.int64]) -> None:
    copy(room, numbers)


@given(st.lists(st.sampled_from([0.0, 1.0, 2.5, -3.0, np.inf, -np.inf, np.nan]), max_size=12))
def test_few_numbers_come_in_order(numbers: list[float]) -> None:
    """The least first, equal ones as they stand, what is no number last: as numpy's stable order."""
    told = np.array(numbers, dtype=np.float64)
    assert _in_order(told).tolist() == np.argsort(told, kind="stable").tolist()


def test_what_is_copied_comes_first() -> None:
    """Of a longer room the rest stays as it was."""
    room = np.arange(5)
    _copied(room, np.array([7, 8]))
    assert room.tolist() == [7, 8, 2, 3, 4]
