"""Chains of draws: what they are worth is what is known of made-up ones."""

import numpy as np
import pytest

from sijill.count.chains import converge, effective_draws, normal_scores, r_hat


def _chains(slowness: float, *, number: int = 4, length: int = 20_000, seed: int = 1) -> np.ndarray:
    """Return autoregressive chains whose draws hang together by ``slowness``."""
    random = np.random.default_rng(seed)
    draws = np.empty((number, length))
    here = random.normal(size=number)
    for step in range(length):
        here = slowness * here + np.sqrt(1 - slowness**2) * random.normal(size=number)
        draws[:, step] = here
    return draws


@pytest.mark.parametrize("slowness", [0.0, 0.5, 0.9])
def test_slow_chains_are_worth_what_theory_says(slowness: float) -> None:
    """Of an autoregressive chain the worth is (1 - r) / (1 + r) of its draws, within a tenth."""
    draws = _chains(slowness)
    expected = draws.size * (1 - slowness) / (1 + slowness)
    assert effective_draws(draws) == pytest.approx(expected, rel=0.1)


def test_chains_that_disagree_are_told() -> None:
    """One chain of four that lies a deviation apart, or spreads four times as far, shows in R-hat; equal ones do not."""
    draws = _chains(0.0, length=2_000)
    assert r_hat(normal_scores(draws)) < 1.01
    apart = draws + np.array([1.0, 0, 0, 0])[:, None]
    assert converge(np.exp(apart)).r_hat > 1.05
    wider = draws * np.array([4.0, 1, 1, 1])[:, None]
    assert converge(np.exp(wider)).r_hat > 1.05


def test_errors_of_ends_are_those_of_repeated_draws() -> None:
    """Over 200 sets of 4,000 draws the ends spread as each set says of itself, within a quarter."""
    found = [converge(np.exp(_chains(0.0, length=1_000, seed=seed))) for seed in range(200)]
    ends = np.log([[each.range.lower, each.range.median, each.range.upper] for each in found])
    said = np.mean([each.errors for each in found], axis=0)
    assert ends.std(axis=0) == pytest.approx(said, rel=0.25)


def test_draws_that_never_move_are_worth_all_and_agree() -> None:
    """Constant draws have no error and no R-hat above 1."""
    still = converge(np.full((4, 100), 7.0))
    assert still.r_hat == 1.0
    assert still.errors == (0.0, 0.0, 0.0)
