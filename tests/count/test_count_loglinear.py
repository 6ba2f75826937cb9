"""Log-linear models: exact where a formula is known, right on average where the truth is known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from populations import captured, histories_of

from sijill.count.existence import has_answer
from sijill.count.histories import all_cells
from sijill.count.loglinear import candidate_models, fit_models

POSITIVE = st.lists(st.integers(1, 200), min_size=7, max_size=7)
PAIRS = (0b011, 0b101, 0b110)


@given(POSITIVE)
def test_all_pairs_of_three_lists_have_the_closed_form(counts: list[int]) -> None:
    """With all three pairs the unseen cell is the known product of the seen ones."""
    persons = np.array([0, *counts], dtype=float)
    a, b, ab, c, ac, bc, abc = counts
    expected = a * b * c * abc / (ab * ac * bc)
    fit = fit_models(persons, [PAIRS])[0]
    assert fit.estimate - sum(counts) == pytest.approx(expected, rel=1e-5)
    variance = sum(1 / count for count in counts)
    assert fit.standard_error**2 == pytest.approx(variance, rel=1e-4)


@given(POSITIVE, st.integers(2, 50))
@settings(max_examples=30)
def test_totals_scale_with_the_counts(counts: list[int], factor: int) -> None:
    """Every count times k gives the total times k."""
    persons = np.array([0, *counts], dtype=float)
    models = [(), (0b011,), PAIRS]
    once, often = fit_models(persons, models), fit_models(persons * factor, models)
    for small, large in zip(once, often, strict=True):
        assert large.estimate == pytest.approx(factor * small.estimate, rel=1e-5)


def test_a_batch_gives_what_each_model_alone_gives() -> None:
    """Models fitted together do not touch each other, even where one of them has no finite estimate."""
    persons = all_cells(histories_of({"A": 40, "B": 30, "C": 20, "AB": 6}))
    models = [(), (0b011,), (0b101,), (0b011, 0b101)]
    together = fit_models(persons, models)
    for model, fit in zip(models, together, strict=True):
        alone = fit_models(persons, [model])[0]
        assert alone.bic == pytest.approx(fit.bic, rel=1e-6)
        assert alone.estimate == pytest.approx(fit.estimate, rel=1e-4)


def test_independent_lists_are_counted_without_bias() -> None:
    """Over 200 populations of 2,000 the mean lies within four of its standard errors, and 95 % intervals cover."""
    fits = []
    for seed in range(200):
        histories = captured([(2_000, [0.25, 0.3, 0.2, 0.15])], seed=seed)
        fits.append((fit_models(all_cells(histories), [()])[0], histories.documented))
    estimates = np.array([fit.estimate for fit, _ in fits])
    assert abs(estimates.mean() - 2_000) < 4 * estimates.std() / np.sqrt(200)
    intervals = [fit.interval(documented) for fit, documented in fits]
    covered = np.mean([lower <= 2_000 <= upper for lower, upper in intervals])
    assert abs(covered - 0.95) < 4 * np.sqrt(0.95 * 0.05 / 200)


@pytest.mark.parametrize(("lists", "models"), [(3, 8), (4, 113), (5, 1024)])
def test_every_hierarchical_model_is_looked_at(lists: int, models: int) -> None:
    """The numbers of models are those of the literature; the best comes first."""
    histories = captured([(500, [0.3] * lists)], seed=1)
    fits = candidate_models(all_cells(histories))
    assert len(fits) == models
    assert fits[0].bic == min(fit.bic for fit in fits)


def test_stepwise_search_finds_a_strong_pair() -> None:
    """With seven lists the search adds the pair that refers persons to each other."""
    random = np.random.default_rng(3)
    seen = random.random((4_000, 7)) < 0.2
    seen[:, 1] |= seen[:, 0] & (random.random(4_000) < 0.5)
    persons = np.bincount(seen @ (1 << np.arange(7)), minlength=128).astype(float)
    persons[0] = 0
    assert 0b11 in candidate_models(persons)[0].terms


def test_a_model_without_an_answer_is_told_from_one_with() -> None:
    """Where two of three pairs share nobody, the dependence of the third leaves the unseen cell open."""
    broken = all_cells(histories_of({"A": 40, "B": 30, "C": 20, "AB": 6}))
    sound = all_cells(histories_of({"A": 40, "B": 30, "C": 20, "AB": 6, "AC": 4, "BC": 3}))
    assert not has_answer(broken, (0b011,))
    assert has_answer(sound, (0b011,))
