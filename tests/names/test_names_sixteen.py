"""Sixteen numbers at once: each step says of each number what it says of one."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.sixteen import LANES, any_of, least_of, most_of, over, put, row, sixteen, sum_of, where

_STEPS = 13


@njit(nogil=True)
def _steps(rows: NDArray[np.int16], said: NDArray[np.int16]) -> tuple[bool, bool]:
    one, other = row(rows, 0), row(rows, 1)
    put(said, 0, one + 3 - other)
    put(said, 1, 5 - one)
    put(said, 2, one * other)
    put(said, 3, (one & 12) | (other & 3))
    put(said, 4, one >> 2)
    put(said, 5, one > other)
    put(said, 6, one < 7)
    put(said, 7, where(one == other, one, -2))
    put(said, 8, one != other)
    put(said, 9, least_of(one, other) - most_of(one, 4))
    put(said, 10, sum_of(one, other))
    put(said, 11, over(one & 4095, (other & 15) + 1))
    count = sixteen(0)
    for least in range(3):
        count -= one > least
    put(said, 12, count)
    return any_of(one == other), any_of((one == other) & (one != other))


def test_each_step_says_of_sixteen_numbers_what_it_says_of_each() -> None:
    """Sums, comparisons, choices, quotients: as of one number after the other; only ``sum_of`` stops at what 16 bits hold."""
    drawn, said = np.random.default_rng(3), np.empty((_STEPS, LANES), dtype=np.int16)
    for _ in range(50):
        rows = drawn.integers(-32768, 32768, size=(2, LANES)).astype(np.int16)
        rows[1, 5], rows[:, 6] = rows[0, 5], (30_000, 20_000)
        found = _steps(rows, said)
        one, other = rows.astype(np.int64)
        wanted = [
            one + 3 - other,
            5 - one,
            one * other,
            (one & 12) | (other & 3),
            one >> 2,
            -1 * (one > other),
            -1 * (one < 7),
            np.where(one == other, one, -2),
            -1 * (one != other),
            np.minimum(one, other) - np.maximum(one, 4),
            np.clip(one + other, -32768, 32767),
            (one & 4095) // ((other & 15) + 1),
            sum(1 * (one > least) for least in range(3)),
        ]
        assert np.array_equal(said, np.array(wanted).astype(np.int16))
        assert found == (True, False)
