"""Tables of many lists by their cells with persons: the same numbers as over all cells, in far less time."""

import numpy as np
import pytest
from populations import captured

from sijill.count import estimate_total
from sijill.count.existence import has_answer
from sijill.count.histories import FloatArray, all_cells
from sijill.count.likelihood import likelihood
from sijill.count.loglinear import candidate_models, fit_models
from sijill.count.members import STANDARD, members_of
from sijill.model.estimate import Estimate


def _persons(lists: int, seed: int = 3) -> FloatArray:
    random = np.random.default_rng(seed)
    kinds = [
        (300, random.uniform(0.05, 0.4, lists).tolist()),
        (300, random.uniform(0.02, 0.2, lists).tolist()),
    ]
    return all_cells(captured(kinds, seed=seed))


@pytest.mark.parametrize("lists", [5, 6])
def test_cells_with_persons_tell_what_all_cells_tell(lists: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Likelihood, odds and slopes are the same to a billionth, for every member, at draws from the prior."""
    persons = _persons(lists)
    laid_out = members_of(persons, STANDARD)
    monkeypatch.setattr("sijill.count.members.MOST_LAID_OUT", 2)
    for whole, few in zip(laid_out, members_of(persons, STANDARD), strict=True):
        assert len(few.shape.persons) == 0
        assert few.documented == whole.documented
        places = whole.draw(np.random.default_rng(1), 20)
        slopes = np.empty((2, *places.shape))
        one = likelihood(places, whole.shape, slopes[0])
        other = likelihood(places, few.shape, slopes[1])
        np.testing.assert_allclose(other, one, rtol=1e-9)
        np.testing.assert_allclose(slopes[1], slopes[0], rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("lists", [7, 12, 20])
def test_slopes_of_many_lists_match_finite_differences(lists: int) -> None:
    """Moving any parameter by a little changes the likelihood as the written slopes say."""
    persons = _persons(lists)
    for member in members_of(persons, STANDARD):
        place = member.draw(np.random.default_rng(1), 1) / 2
        slope = np.empty(place.shape)
        likelihood(place, member.shape, slope)
        up, down = place + 1e-5 * np.eye(len(place)), place - 1e-5 * np.eye(len(place))
        unused = np.empty(up.shape)
        rises = likelihood(up, member.shape, unused)[0] - likelihood(down, member.shape, unused)[0]
        np.testing.assert_allclose(rises / 2e-5, slope[:, 0], rtol=1e-5, atol=1e-4)


def test_pairs_beyond_the_largest_lists_do_not_depend() -> None:
    """Of twelve lists the ten first have a dependence for each pair; their patterns are summed, not those of twelve."""
    member = members_of(_persons(12), STANDARD)[0]
    assert member.shape.dependent == 45
    assert len(member.shape.seen.sizes) == 1 << 10


def test_steps_by_margins_meet_the_models_that_cells_tell() -> None:
    """Of seven lists each model met has the total and the BIC that a fit over all 128 cells gives."""
    persons = _persons(7)
    for found in candidate_models(persons)[:20]:
        by_cells = fit_models(persons, [found.terms])[0]
        assert found.bic == pytest.approx(by_cells.bic, abs=1e-4)
        assert found.estimate == pytest.approx(by_cells.estimate, rel=1e-4)


def test_many_lists_have_a_total(monkeypatch: pytest.MonkeyPatch) -> None:
    """3,000 persons who are alike on fourteen lists: counted within the interval, by few runs."""
    monkeypatch.setattr("sijill.count.average.RUNS", (1, 1))
    monkeypatch.setattr("sijill.count.average.PARTICLES", 60)
    monkeypatch.setattr("sijill.count.total.OTHER_RUNS", (1, 1))
    histories = captured([(3_000, [0.08] * 14)], seed=2)
    found = estimate_total(histories, seed=1)
    assert isinstance(found, Estimate)
    assert found.interval[0] <= 3_000 <= found.interval[1]
    assert has_answer(all_cells(histories), ())
