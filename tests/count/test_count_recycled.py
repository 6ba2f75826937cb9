"""States of all powers weighed at one: they say what that power says, and better than its own states alone."""

import numpy as np
import pytest
from populations import captured

from sijill.count.histories import all_cells
from sijill.count.likelihood import likelihood
from sijill.count.members import classes
from sijill.count.recycled import Rung, weights_at
from sijill.count.sampler import sample

POWERS = (0.0, 0.3, 1.0, 3.0, 8.0)


def _rungs(seed: int, states: int) -> list[Rung]:
    """Return states drawn exactly: a normal prior and a likelihood that is normal too, about 2."""
    random = np.random.default_rng(seed)
    rungs = []
    for power in POWERS:
        places = random.normal(2 * power / (1 + power), (1 + power) ** -0.5, states)
        evidence = -0.5 * np.log(1 + power) - 2 * power / (1 + power)
        rungs.append(Rung(power, evidence, -0.5 * (places - 2) ** 2, np.exp(places)))
    return rungs


@pytest.mark.parametrize("power", [0.0, 0.5, 1.0, 8.0])
def test_mean_and_variance_are_those_of_the_power(power: float) -> None:
    """Weighed states have the mean and the variance that are known exactly, at powers with and without states."""
    rungs = _rungs(1, 20_000)
    weights, places = weights_at(power, rungs), np.log(np.concatenate([rung.odds for rung in rungs]))
    mean = float(weights @ places)
    assert weights.sum() == pytest.approx(1)
    assert mean == pytest.approx(2 * power / (1 + power), abs=0.03)
    assert float(weights @ (places - mean) ** 2) == pytest.approx(1 / (1 + power), rel=0.05)


def test_states_of_one_power_weigh_alike_there() -> None:
    """A single rung is a plain sample of its own power, whatever its likelihoods and its evidence."""
    rung = Rung(0.7, -812.5, np.array([-900.0, -810.0, -2_000.0]), np.ones(3))
    assert weights_at(0.7, [rung]) == pytest.approx([1 / 3] * 3)


def test_all_states_err_less_than_those_of_the_power() -> None:
    """The mean at a power moves less from seed to seed than with the states that were met there alone."""
    all_, own = [], []
    for seed in range(60):
        rungs = _rungs(seed, 100)
        places = np.log(np.concatenate([rung.odds for rung in rungs]))
        all_.append(weights_at(1.0, rungs) @ places)
        own.append(np.log(rungs[2].odds).mean())
    assert np.std(all_) < 0.85 * np.std(own)


@pytest.mark.parametrize("power", [0.2, 1.0])
def test_a_climb_looks_where_it_is_told(power: float) -> None:
    """Odds from below the top agree with a plain weighted mean over the prior's own draws."""
    member = classes(all_cells(captured([(30, [0.3, 0.25, 0.2])], seed=3)), 2)
    found = [
        np.log1p(
            sample(member, np.random.default_rng(run), particles=300, look_at=power, draws=900).odds
        ).mean()
        for run in range(8)
    ]
    places = member.draw(np.random.default_rng(9), 40_000)
    logs, odds = likelihood(places, member.shape, np.empty(places.shape))
    weights = np.exp(power * (logs - logs.max()))
    plain = float(weights @ np.log1p(odds) / weights.sum())
    error = np.sqrt(weights**2 @ (np.log1p(odds) - plain) ** 2) / weights.sum()
    assert np.mean(found) == pytest.approx(plain, abs=4 * (np.std(found) / np.sqrt(8) + error))
