"""Log-linear models from their margins: the same as over all cells, and whether they have an answer at all."""

from collections.abc import Collection

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.count.existence import has_answer
from sijill.count.histories import FloatArray
from sijill.count.loglinear import fit_models
from sijill.count.newton import Fit, fit
from sijill.count.overlaps import Margins, Pairs, margins_of, shared

SPARSE = st.lists(st.sampled_from([0, 0, 0, 1, 2, 5, 30]), min_size=15, max_size=15)
MODELS = st.sets(st.sampled_from([(j, k) for k in range(4) for j in range(k)]))
START = np.zeros((4, 4))


def _fitted(persons: FloatArray, pairs: Collection[tuple[int, int]]) -> tuple[Margins, Pairs, Fit]:
    model = np.zeros((4, 4), bool)
    for j, k in pairs:
        model[j, k] = model[k, j] = True
    margins = margins_of(np.arange(len(persons)), persons.astype(np.float64), 4)
    return margins, model, fit(margins, model, np.zeros((4, 4)))


@given(SPARSE, MODELS)
@settings(max_examples=150, deadline=None)
def test_margins_tell_what_all_cells_tell(counts: list[int], pairs: set[tuple[int, int]]) -> None:
    """Sound exactly where the linear programme says so; then the same total, error and likelihood as over all cells."""
    persons = np.array([0, *counts], dtype=float)
    if any(persons[[cell for cell in range(16) if cell >> j & 1]].sum() == 0 for j in range(4)):
        return
    terms = tuple(sorted(1 << j | 1 << k for j, k in pairs))
    _, _, found = _fitted(persons, pairs)
    assert found.sound == has_answer(persons, terms)
    if found.sound:
        by_cells = fit_models(persons, [terms])[0]
        assert persons.sum() * (1 + found.odds) == pytest.approx(by_cells.estimate, rel=1e-5)
        assert found.spread == pytest.approx(by_cells.standard_error, rel=1e-4)


def test_the_likelihood_is_that_of_the_patterns() -> None:
    """Written out cell by cell at the slopes found it is the same number, and the overlaps expected are those seen."""
    persons = np.array([0, 40, 30, 9, 25, 6, 5, 3, 20, 4, 6, 2, 7, 1, 2, 1], dtype=float)
    pairs = [(0, 1), (1, 3)]
    margins, model, found = _fitted(persons, pairs)
    weights = np.empty(16)
    for cell in range(16):
        on = [cell >> j & 1 for j in range(4)]
        power = sum(found.slopes[j, j] * on[j] for j in range(4))
        weights[cell] = np.exp(power + sum(found.slopes[j, k] * on[j] * on[k] for j, k in pairs))
    by_hand = float(persons[1:] @ np.log(weights[1:] / weights[1:].sum()))
    assert found.log_likelihood == pytest.approx(by_hand, rel=1e-12)
    expected = shared(margins, model, found.slopes)
    for j, k in [(0, 0), (2, 2), (3, 3), *pairs]:
        assert expected[j, k] == pytest.approx(margins.overlaps[j, k], rel=1e-6)


def test_twenty_lists_are_fitted_without_laying_out_their_cells() -> None:
    """2,000 persons on twenty independent lists, one pair let depend: within four standard errors of the truth."""
    random = np.random.default_rng(5)
    seen = random.random((2_000, 20)) < 0.05
    patterns, counts = np.unique(seen @ (1 << np.arange(20)), return_counts=True)
    margins = margins_of(patterns[1:], counts[1:].astype(float), 20)
    model = np.zeros((20, 20), bool)
    model[3, 11] = model[11, 3] = True
    found = fit(margins, model, np.zeros((20, 20)))
    unseen = found.odds * margins.persons
    assert found.sound
    assert abs(np.log(unseen / counts[0])) < 4 * found.spread + 0.05
