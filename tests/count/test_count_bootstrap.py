"""The bootstrap that chooses again: right where a formula is known, and the same for the same seed."""

from functools import partial

import numpy as np
import pytest
from populations import captured

from sijill.count.bootstrap import bca
from sijill.count.cells import Floats
from sijill.count.choice import totals_stepwise
from sijill.count.overlaps import Whole


def test_an_interval_of_a_share_is_that_of_the_binomial() -> None:
    """For a share among 400 persons the ends are where the exact binomial interval has them, to a standard error's tenth."""
    persons = np.array([80.0, 320.0])
    found = bca(
        persons, lambda tables: tables[:, 0] / tables.sum(axis=1), np.random.default_rng(1), samples=20_000
    )
    assert found.total == pytest.approx(0.2)
    # Clopper-Pearson without its continuity: 0.1627 to 0.2418.
    assert found.lower == pytest.approx(0.1627, abs=0.003)
    assert found.upper == pytest.approx(0.2418, abs=0.003)


def test_samples_without_a_total_are_counted_and_lie_above_all() -> None:
    """Where a tenth of the samples has no total the upper end has no bound, and that is told."""
    persons = np.array([50.0, 50.0])

    def estimator(tables: np.ndarray) -> np.ndarray:
        return np.where(tables[:, 0] > 56, np.inf, tables[:, 0])

    found = bca(persons, estimator, np.random.default_rng(1))
    assert 60 <= found.without_total <= 140
    assert np.isinf(found.upper)
    assert found.lower < 50


def _stepwise(patterns: Whole, tables: Floats) -> Floats:
    return totals_stepwise(patterns, tables, 4)


def test_independent_lists_are_covered() -> None:
    """Of 60 populations of 1,500 on four independent lists the interval holds the total in 95 % less three errors."""
    held = 0
    for seed in range(60):
        histories = captured([(1_500, [0.3, 0.2, 0.25, 0.2])], seed=seed)
        found = bca(
            np.array(histories.counts, dtype=float),
            partial(_stepwise, np.array(histories.patterns)),
            np.random.default_rng(seed),
        )
        held += found.lower <= 1_500 <= found.upper
    assert held >= 60 * (0.95 - 3 * np.sqrt(0.95 * 0.05 / 60))
