"""Eight or sixteen numbers at once: the same as one after the other."""

import numpy as np
import pytest
from numba import njit
from numpy.typing import NDArray

from sijill.names.lanes import UNIT, collect, spread


@njit(nogil=True)
def _spread(states: NDArray[np.float32], factors: NDArray[np.float32], *, wide: bool) -> None:
    if wide:
        spread(states, 4, 1, factors, 2, 16)
    else:
        spread(states, 4, 1, factors, 2, 8)


@njit(nogil=True)
def _collect(
    states: NDArray[np.float32], factors: NDArray[np.float32], on: NDArray[np.float32], *, wide: bool
) -> None:
    if wide:
        collect(states, (4, 3, 0, 2), factors, (5, 0, 2), on, 16)
    else:
        collect(states, (4, 3, 0, 2), factors, (5, 0, 2), on, 8)


def _drawn(rows: int, lanes: int) -> NDArray[np.float32]:
    return np.random.default_rng(rows).random((rows, lanes), dtype=np.float32)


def _on(row: NDArray[np.float64], by: int) -> NDArray[np.float64]:
    return np.concatenate([np.zeros(by), row[: len(row) - by]])


@pytest.mark.parametrize("lanes", [8, 16])
def test_spreading_is_a_sum_over_the_letters_of_a_unit(lanes: int) -> None:
    """Each number goes 0 to 3 lanes on, times the factor of the lane that it reaches; other rows stay."""
    states, factors = _drawn(5, lanes), _drawn(6, lanes)
    for by in range(UNIT + 1):
        factors[2 + by, :by] = 0
    wanted = states.astype(np.float64)
    wanted[4] = sum(_on(wanted[1], by) * factors[2 + by] for by in range(UNIT + 1))
    _spread(states.reshape(-1), factors, wide=lanes == 16)
    np.testing.assert_allclose(states, wanted, rtol=1e-6)


@pytest.mark.parametrize("lanes", [8, 16])
def test_collecting_lets_each_number_go_on_over_silent_letters(lanes: int) -> None:
    """What has come to a lane goes on letter by letter: by doubling it is the same sum."""
    states, factors, silent = _drawn(5, lanes), _drawn(6, lanes), _drawn(1, lanes)[0]
    factors[:, -1] = 0
    on, wanted = np.zeros((4, lanes), dtype=np.float32), states.astype(np.float64)
    on[0, 1:] = silent[1:]
    for number in range(1, 4):
        on[number] = on[number - 1] * _on(on[number - 1], 1 << (number - 1))
    coming = _on(sum(wanted[row] * factors[unit] for row, unit in ((3, 5), (0, 0), (2, 2))), 1)
    total = 0.0
    for lane in range(lanes):
        total = coming[lane] + total * on[0, lane]
        wanted[4, lane] = total
    _collect(states.reshape(-1), factors, on, wide=lanes == 16)
    np.testing.assert_allclose(states, wanted, rtol=1e-5)
