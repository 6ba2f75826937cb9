"""The total under other priors on itself is what weighing the posterior again gives."""

import numpy as np
import pytest
from scipy.special import ndtri

from sijill.count.posterior import DRAWS, PRIORS, Draws
from sijill.count.prior_on_total import under_other_priors


def _draws(total: np.ndarray, table: np.ndarray | None = None) -> Draws:
    """Return draws under the answer's prior, and as many of a million under the wider one."""
    nought = np.zeros(2 * len(total), np.int64)
    return Draws(
        prior=np.repeat([0, 1], len(total)),
        member=nought,
        table=np.tile(np.zeros(len(total), np.int64) if table is None else table, 2),
        run=nought,
        total=np.concatenate([total, np.full(len(total), 1_000_000)]),
        members=("classes_2",),
    )


@pytest.mark.parametrize("spread", [0.1, 0.3])
def test_a_lognormal_moves_by_its_variance(spread: float) -> None:
    """Weighed by N or 1/N a lognormal keeps its spread, and its median moves by the variance of the logarithm."""
    places = (np.arange(DRAWS) + 0.5) / DRAWS
    total = np.rint(50_000 * np.exp(spread * ndtri(places))).astype(np.int64)
    random = np.random.default_rng(1)
    flat, inverse = under_other_priors(_draws(random.permutation(total)))
    assert (flat.name, inverse.name) == ("flat", "inverse_square")
    for found, sign in ((flat, 1), (inverse, -1)):
        middle = np.log(50_000) + sign * spread**2
        expected = np.exp(middle + spread * np.array([-1.96, 0.0, 1.96]))
        assert np.allclose(found.range, expected, rtol=0.02)
        assert abs(found.effective / (DRAWS * np.exp(-(spread**2))) - 1) < 0.02


def test_each_table_keeps_its_share() -> None:
    """Weighing within tables: one with ten times the persons does not outweigh the other for that."""
    total = np.repeat([1_000, 10_000], 2_000)
    table = np.repeat([0, 1], 2_000)
    flat, inverse = under_other_priors(_draws(total, table))
    for found in (flat, inverse):
        assert found.range == (1_000, 1_000, 10_000)
        assert found.effective == DRAWS
    mixed, _ = under_other_priors(_draws(total))
    assert mixed.range[1] == 10_000
    assert PRIORS[0] == "answer"
