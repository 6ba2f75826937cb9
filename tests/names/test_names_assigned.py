"""Which part goes with which, of sixteen pairs at once: as of one after the other."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.abreast import FINDINGS, GRID, IS_UNSURE, LONG, MAY_DIFFER, MAY_JOIN, NO_CELL, ROWS, SHORT
from sijill.names.assigned import assign_abreast
from sijill.names.assignment import assign
from sijill.names.beside import only_last_may_differ
from sijill.names.features import CHOSEN, EVIDENCE, MOST, USUAL
from sijill.names.joined import may_join
from sijill.names.sixteen import LANES


@njit(nogil=True)
def _assign_abreast(rows: NDArray[np.int16], n: int, m: int) -> None:
    assign_abreast(rows, n, m)


def _drawn(random: np.random.Generator) -> tuple[NDArray[np.int16], NDArray[np.uint8]]:
    """Return rows of sixteen pairs of any size, and their grids, with evidence seldom, often alike, and equals."""
    rows, grids = np.zeros((ROWS, LANES), dtype=np.int16), np.zeros((LANES, MOST, MOST), dtype=np.uint8)
    rows[GRID : GRID + MOST * MOST] = NO_CELL
    for lane in range(LANES):
        n, m = sorted(random.integers(1, USUAL + 1, size=2))
        cells = random.integers(253, size=(n, m)) * (random.random((n, m)) < random.random())
        if random.random() < 0.5:
            cells = cells // 60 * 12
        grids[lane, :n, :m], rows[SHORT, lane], rows[LONG, lane] = cells, n, m
        for a in range(n):
            rows[GRID + a * MOST : GRID + a * MOST + m, lane] = cells[a]
    return rows, grids


def test_parts_of_sixteen_pairs_are_assigned_as_those_of_each() -> None:
    """Rivals, exchanges and equals: each part goes with the same one, unless it is said that this has to be asked; that is seldom."""
    random, unsure, chosen_at, evidence_at = np.random.default_rng(5), 0, FINDINGS, FINDINGS + MOST * EVIDENCE
    for _ in range(2000):
        rows, grids = _drawn(random)
        _assign_abreast(rows, int(rows[SHORT].max()), int(rows[LONG].max()))
        for lane in range(LANES):
            n, m, found = int(rows[SHORT, lane]), int(rows[LONG, lane]), np.zeros((3, MOST), dtype=np.int16)
            if rows[IS_UNSURE, lane]:
                unsure += 1
                continue
            assign(grids[lane], n, m, found)
            assert np.array_equal(rows[chosen_at : chosen_at + n, lane], found[CHOSEN, :n])
            assert np.array_equal(rows[evidence_at : evidence_at + n, lane], found[EVIDENCE, :n])
            short, long = np.zeros(n, dtype=np.int32), np.zeros(m, dtype=np.int32)
            assert bool(rows[MAY_DIFFER, lane]) == only_last_may_differ(found, short, long)
            assert bool(rows[MAY_JOIN, lane]) == may_join(n, m, found)
    assert 0 < unsure < 2000 * LANES / 10
