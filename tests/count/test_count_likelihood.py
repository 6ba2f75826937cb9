"""The compiled likelihoods: their gradients are the slopes of their densities, their odds those of the models."""

from typing import Any

import numpy as np
import pytest
from populations import captured

from sijill.count.histories import all_cells
from sijill.count.likelihood import likelihood, prior
from sijill.count.members import Member, catchability, classes

PERSONS = all_cells(captured([(300, [0.3, 0.2, 0.4, 0.1]), (300, [0.1, 0.1, 0.05, 0.3])], seed=5))
MEMBERS = [catchability(PERSONS), classes(PERSONS, 2), classes(PERSONS, 3)]
CHANCES = np.array([0.3, 0.2, 0.4, 0.1])


def _slopes(density: Any, places: Any) -> Any:  # Any: arrays of numbers
    found = np.empty(places.shape)
    for row in range(len(places)):
        nudge = np.zeros(places.shape)
        nudge[row] = 1e-5
        found[row] = (density(places + nudge) - density(places - nudge)) / 2e-5
    return found


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: member.name)
def test_gradients_match_finite_differences(member: Member) -> None:
    """Moving one parameter by a little changes likelihood and prior as the written slopes say."""
    places = member.draw(np.random.default_rng(1), 4)
    slope, prior_slope, unused = np.empty((3, *places.shape))
    likelihood(places, member.shape, slope)
    prior(places, member.shape, prior_slope)
    by_nudge = _slopes(lambda at: likelihood(at, member.shape, unused)[0], places)
    prior_by_nudge = _slopes(lambda at: prior(at, member.shape, unused), places)
    np.testing.assert_allclose(by_nudge, slope, rtol=1e-6, atol=1e-5)
    np.testing.assert_allclose(prior_by_nudge, prior_slope, rtol=1e-6, atol=1e-5)


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: member.name)
def test_a_particle_is_worth_the_same_beside_any_others(member: Member) -> None:
    """Likelihood, odds and slopes of a particle are the same bytes alone and among forty."""
    places = member.draw(np.random.default_rng(2), 41)
    slopes = np.empty(places.shape)
    found, odds = likelihood(places, member.shape, slopes)
    for one in (0, 17, 40):
        alone, slope = np.ascontiguousarray(places[:, one : one + 1]), np.empty((len(places), 1))
        assert likelihood(alone, member.shape, slope) == (found[one], odds[one])
        np.testing.assert_array_equal(slope[:, 0], slopes[:, one])


def _chances(member: Member, *, pairs: Any = ()) -> Any:  # Any: arrays of numbers
    """Return a place at which everybody has ``CHANCES``; ``pairs`` are the dependences."""
    factor, wanted = member.shape.factor, np.zeros(member.shape.factor.shape[1])
    for kind in range(max(member.shape.classes, 1)):
        wanted[4 * kind : 4 * kind + 4] = np.log(CHANCES / (1 - CHANCES))
    place = np.linalg.lstsq(factor.T, wanted - member.shape.offset, rcond=None)[0]
    if len(pairs):
        place[-6:] = pairs
    return place[:, None]


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: member.name)
def test_odds_are_those_of_independent_lists_when_all_are_alike(member: Member) -> None:
    """Without differences and dependence the odds of no list follow from the chances alone."""
    place = _chances(member)
    unseen = (1 - CHANCES).prod()
    assert likelihood(place, member.shape, np.empty(place.shape))[1] == pytest.approx(unseen / (1 - unseen))


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: member.name)
def test_likelihood_is_that_of_the_cells_written_out(member: Member) -> None:
    """Everybody alike, and one pair dependent where pairs may be: the same as a sum over the 15 cells one by one."""
    together = 0.7 if member.shape.dependent else 0.0
    place = _chances(member, pairs=[0, 0, together, 0, 0, 0] if together else ())
    weights = np.empty(16)
    for cell in range(16):
        on = np.array([cell >> j & 1 for j in range(4)])
        weights[cell] = np.prod(np.where(on == 1, CHANCES, 1 - CHANCES)) * np.exp(together * on[1] * on[2])
    by_hand = float(PERSONS[1:] @ np.log(weights[1:] / weights[1:].sum()))
    assert likelihood(place, member.shape, np.empty(place.shape))[0] == pytest.approx(by_hand, rel=1e-12)


def test_pairs_may_depend_in_one_member_alone() -> None:
    """A parameter for each of the six pairs of lists in the first member, none in the others."""
    assert [member.shape.dependent for member in MEMBERS] == [6, 0, 0]


def test_prior_draws_have_the_deviations_that_are_stated() -> None:
    """Of dependences drawn beforehand 80 % are slight: their middle half is far narrower than the rest."""
    pairs = MEMBERS[0].draw(np.random.default_rng(3), 4_000)[-6:]
    # Of the slight ones 98 % and of the others 18 % lie within 0.35 of 0.
    assert float((abs(pairs) < 0.35).mean()) == pytest.approx(0.8 * 0.980 + 0.2 * 0.185, abs=0.01)
