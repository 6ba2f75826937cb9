"""Levels of sixteen pairs at once, against what is said of one pair with numbers that are not whole."""

import math

import numpy as np
import pytest
from numba import njit
from numpy.typing import NDArray

from sijill.names.abreast import (
    BOTH,
    EITHER,
    FINDINGS,
    LETTERS,
    LEVELS_AT,
    LONG,
    MOST_SAID,
    NUMBERS,
    OMITTED,
    OMITTED_SURPRISE,
    ROWS,
    SHORT,
    SURPRISES,
    USED,
)
from sijill.names.evidence import LOWEST, STEP
from sijill.names.features import CONTRADICTS, EVIDENCE, FEATURES, JOINED, LEVELS, MOST, NOTHING
from sijill.names.levels import write_levels
from sijill.names.sixteen import LANES
from sijill.names.word import GENERIC_FLAG, INITIAL_FLAG, SURPRISE_UNIT

_WHOLE = 8
"""Parts whose surprise makes a mean beyond the last level where their sum stops at 16 bits."""
_EVIDENCE = FINDINGS + MOST * EVIDENCE


@njit(nogil=True)
def _write_levels(rows: NDArray[np.int16], most: int) -> None:
    write_levels(rows, most)


def _level(value: float, scale: float) -> int:
    return int(min(LEVELS - 1.0, 1.0 + max(0.0, value) * scale))


def _drawn(random: np.random.Generator, most_surprise: int) -> NDArray[np.int16]:
    """Return rows of pairs of two parts and more of each name, in order, some of them initials, generic words or numbers."""
    rows = np.zeros((ROWS, LANES), dtype=np.int16)
    rows[SHORT] = random.integers(2, _WHOLE + 1, size=LANES)
    rows[LONG] = np.minimum(MOST, rows[SHORT] + random.integers(0, 3, size=LANES))
    rows[FINDINGS : FINDINGS + MOST] = np.arange(MOST)[:, None]
    rows[_EVIDENCE : _EVIDENCE + MOST] = random.integers(252, size=(MOST, LANES))
    rows[EITHER : EITHER + MOST] = random.choice([0, 0, 0, INITIAL_FLAG, GENERIC_FLAG], size=(MOST, LANES))
    rows[BOTH : BOTH + MOST] = rows[EITHER : EITHER + MOST] & GENERIC_FLAG
    rows[SURPRISES : SURPRISES + MOST] = random.integers(most_surprise, size=(MOST, LANES))
    rows[LETTERS : LETTERS + MOST] = random.integers(2, 26, size=(MOST, LANES))
    rows[NUMBERS : NUMBERS + MOST] = -(random.random((MOST, LANES)) < 0.1).astype(np.int16)
    rows[USED] = (1 << rows[SHORT].astype(np.int64)) - 1
    rows[OMITTED] = rows[LONG] - rows[SHORT]
    rows[OMITTED_SURPRISE] = random.integers(most_surprise, size=LANES) * (rows[OMITTED] > 0)
    return rows


def _wanted(rows: NDArray[np.int16], lane: int) -> dict[str, int]:
    """Return levels of a pair, part by part, with surprise and its quotients in floating point."""
    surprises, letters, values = [0.0], [0.0], []
    n, omitted = int(rows[SHORT, lane]), int(rows[OMITTED, lane])
    for a in range(n):
        value, either = int(rows[_EVIDENCE + a, lane]), int(rows[EITHER + a, lane])
        if rows[BOTH + a, lane] & GENERIC_FLAG:
            continue
        values.append(value)
        if value < NOTHING or not (either & INITIAL_FLAG or rows[NUMBERS + a, lane]):
            said = rows[SURPRISES + a, lane] / (2 * SURPRISE_UNIT)
            surprises.append(max(0.0, said - (value / STEP + LOWEST)))
            letters.append(surprises[-1] / rows[LETTERS + a, lane])
    values.sort()
    solid = len(values)
    in_favour = sum(max(0, value - NOTHING) for value in values)
    against = sum(min(0, value - NOTHING) for value in values)
    return {
        "least_evidence": 1 + values[0] // 2 if solid else 0,
        "most_surprise": _level(max(surprises), 4.0) if solid else 0,
        "most_surprise_a_letter": _level(max(letters), 16.0) if solid else 0,
        "mean_surprise": _level(math.fsum(surprises) / solid, 4.0) if solid else 0,
        "evidence_for": _level(in_favour / STEP, 2.0),
        "evidence_against": LEVELS - 1 - min(LEVELS - 2, int(-against / STEP * 2.0)),
        "second_least_evidence": 1 + values[1] // 2 if solid > 1 else 0,
        "contradictions": 1 + sum(value < CONTRADICTS for value in values),
        "omitted": 1 + omitted,
        "omitted_share": 1 + 30 * omitted // (omitted + n),
        "omitted_surprise": _level(rows[OMITTED_SURPRISE, lane] / SURPRISE_UNIT, 2.0),
        "moved": 1,
        "first_evidence": 1 + int(rows[_EVIDENCE, lane]) // 2,
        "last_evidence": 1 + int(rows[_EVIDENCE + n - 1, lane]) // 2,
        "shape_of_names": 2 if sum(rows[EITHER : EITHER + n, lane] == INITIAL_FLAG) == n else min(n + 1, 5),
    }


@pytest.mark.parametrize("most_surprise", [2000, MOST_SAID])
def test_levels_are_whole_numbers_of_what_floats_say(most_surprise: int) -> None:
    """Quotients, sums that stop at 16 bits, least and second least: each level is that of one pair told by itself."""
    random = np.random.default_rng(most_surprise)
    for _ in range(300):
        rows = _drawn(random, most_surprise)
        _write_levels(rows, int(rows[SHORT].max()))
        for lane in range(LANES):
            levels = dict(
                zip(FEATURES, rows[LEVELS_AT : LEVELS_AT + len(FEATURES), lane].tolist(), strict=True)
            )
            wanted = _wanted(rows, lane)
            assert {name: levels[name] for name in wanted} == wanted
    assert not rows[FINDINGS + MOST * JOINED].any()
