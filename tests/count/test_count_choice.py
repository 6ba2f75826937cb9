"""Choosing pairs of lists: branch and bound misses nothing, steps follow the p-values of their paper."""

import numpy as np
import pytest
from populations import captured

from sijill.count.cells import Floats
from sijill.count.choice import LEAST_SURPRISE, best_by_bic, step_by_step, totals_by_bic, totals_stepwise
from sijill.count.existence import has_answer
from sijill.count.histories import all_cells
from sijill.count.loglinear import candidate_models
from sijill.count.newton import fit
from sijill.count.overlaps import Whole, margins_of, shared


def _arrays(lists: int, seed: int, referral: float) -> tuple[Whole, Floats]:
    random = np.random.default_rng(seed)
    seen = random.random((400, lists)) < random.uniform(0.05, 0.4, lists)
    seen[:, 1] |= seen[:, 0] & (random.random(400) < referral)
    persons = np.bincount(seen @ (1 << np.arange(lists)), minlength=1 << lists).astype(float)
    persons[0] = 0
    return np.arange(1 << lists), persons


@pytest.mark.parametrize("seed", range(6))
def test_branch_and_bound_finds_the_best_of_all_sets(seed: int) -> None:
    """The same total as the best sound model among every set of pairs of five lists, whatever it begins from."""
    patterns, persons = _arrays(5, seed, referral=0.3)
    fits = [each for each in candidate_models(persons) if all(term.bit_count() == 2 for term in each.terms)]
    best = next(each for each in fits if has_answer(persons, each.terms))
    margins = margins_of(patterns, persons, 5)
    for guess in (np.zeros((5, 5), bool), ~np.eye(5, dtype=bool)):
        found = best_by_bic(margins, guess)
        assert persons.sum() * (1 + found.odds) == pytest.approx(best.estimate, rel=1e-5)
        assert {1 << j | 1 << k for j, k in np.argwhere(np.triu(found.model))} == set(best.terms)


def test_steps_stop_where_no_pair_surprises() -> None:
    """Of seven lists the pair that sends persons on is added; of those left out none has a p-value below the limit."""
    from scipy.stats import poisson  # Here: each worker imports every file, and this takes a second.

    patterns, persons = _arrays(7, 3, referral=0.5)
    margins = margins_of(patterns, persons, 7)
    found = step_by_step(margins)
    assert found.model[0, 1]
    at_end = fit(margins, found.model, np.zeros((7, 7)))
    expected = shared(margins, found.model, at_end.slopes)
    tails = [
        min(poisson.cdf(seen, mean), poisson.sf(seen - 1, mean))
        for j in range(7)
        for k in range(j + 1, 7)
        if not found.model[j, k]
        for seen, mean in [(margins.overlaps[j, k], expected[j, k])]
    ]
    assert min(tails) == pytest.approx(float(np.exp(found.criterion)), rel=1e-6)
    assert min(tails) >= LEAST_SURPRISE


def test_a_table_of_which_no_model_is_sound_has_no_total() -> None:
    """Nobody on two lists: the total is infinite by either rule."""
    persons = np.array([[5.0, 7.0, 9.0]])
    patterns = np.array([1, 2, 4])
    assert np.isinf(totals_by_bic(patterns, persons, 3, np.zeros((3, 3), bool))[0])
    assert np.isinf(totals_stepwise(patterns, persons, 3)[0])


def test_many_tables_give_what_each_alone_gives() -> None:
    """Totals of a batch are those of its tables one by one."""
    tables = np.array([all_cells(captured([(500, [0.3, 0.2, 0.25, 0.2])], seed=seed)) for seed in range(5)])
    patterns, guess = np.arange(16), np.zeros((4, 4), bool)
    together = totals_by_bic(patterns, tables, 4, guess)
    alone = [totals_by_bic(patterns, tables[[row]], 4, guess)[0] for row in range(5)]
    assert together.tolist() == alone
