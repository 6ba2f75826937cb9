"""Views of arrays without owner."""

import sys
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.unowned import unowned


class _Bundle(NamedTuple):
    rows: NDArray[np.int32]
    pair: tuple[NDArray[np.float64], int]


@njit(nogil=True)
def _sum_and_mark(bundle: _Bundle, by: int) -> float:
    rows, (values, first) = unowned(bundle)
    total = 0.0
    for row in rows:
        total += values[row[0] :].sum() + first
    values[0] = by
    return total


def test_a_view_is_the_same_memory_and_counts_nothing() -> None:
    """Arrays in bundles are read and written where they are, and are counted afterwards as before."""
    bundle = _Bundle(np.array([[0], [2]], dtype=np.int32), (np.array([1.0, 2.0, 4.0]), 10))
    counted = [sys.getrefcount(array) for array in (bundle.rows, bundle.pair[0])]
    assert _sum_and_mark(bundle, 7) == 7 + 10 + 4 + 10
    assert bundle.pair[0].tolist() == [7.0, 2.0, 4.0]
    assert [sys.getrefcount(array) for array in (bundle.rows, bundle.pair[0])] == counted
