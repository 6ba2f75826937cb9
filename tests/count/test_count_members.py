"""The members' gradients are the slopes of their densities."""

import numpy as np
import pytest
from populations import captured

from sijill.count.histories import all_cells
from sijill.count.members import Member, catchability, classes

PERSONS = all_cells(captured([(300, [0.3, 0.2, 0.4, 0.1]), (300, [0.1, 0.1, 0.05, 0.3])], seed=5))


@pytest.mark.parametrize("member", [catchability(PERSONS), classes(PERSONS, 2), classes(PERSONS, 3)])
def test_gradients_match_finite_differences(member: Member) -> None:
    """Moving one parameter by a little changes likelihood and prior as the gradient says."""
    points = member.draw(np.random.default_rng(1), 4)
    _, slope, _ = member.likelihood(points)
    _, prior_slope = member.prior(points)
    for column in range(points.shape[1]):
        nudge = np.zeros(points.shape[1])
        nudge[column] = 1e-5
        rise = (member.likelihood(points + nudge)[0] - member.likelihood(points - nudge)[0]) / 2e-5
        prior_rise = (member.prior(points + nudge)[0] - member.prior(points - nudge)[0]) / 2e-5
        np.testing.assert_allclose(rise, slope[:, column], rtol=1e-4, atol=1e-3)
        np.testing.assert_allclose(prior_rise, prior_slope[:, column], rtol=1e-4, atol=1e-3)


def test_odds_are_those_of_independent_lists_when_all_are_alike() -> None:
    """Without spread and dependence the odds of no list follow from the chances alone."""
    member = catchability(PERSONS)
    chances = np.array([0.3, 0.2, 0.4, 0.1])
    points = np.zeros((1, 4 + 1 + 6))
    points[0, :4] = np.log(chances / (1 - chances))
    unseen = (1 - chances).prod()
    assert member.likelihood(points)[2][0] == pytest.approx(unseen / (1 - unseen))
