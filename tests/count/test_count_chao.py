"""The lower bound: the known formula for lists of one size, and a bound for persons who differ."""

import numpy as np
import pytest
from populations import captured

from sijill.count.chao import lower_bound
from sijill.count.histories import all_patterns, membership


def test_lists_of_one_size_have_the_known_formula() -> None:
    """Persons on one list squared, times (lists - 1) / lists, over twice those on two."""
    persons = np.array([20, 20, 6, 20, 6, 6, 3], dtype=float)
    found = lower_bound(all_patterns(3)[1:], persons)
    assert found is not None
    assert found.total == pytest.approx(81 + 60**2 * (2 / 3) / (2 * 18), rel=1e-9)
    assert (found.on_one, found.on_two) == (60, 18)


def test_persons_who_differ_are_more_than_the_bound() -> None:
    """Of 40 populations of 4,000 in three kinds, on lists of differing size, the mean bound lies below."""
    kinds = [(1_000, [0.5, 0.3, 0.6, 0.2]), (1_500, [0.3, 0.15, 0.4, 0.1]), (1_500, [0.08, 0.04, 0.1, 0.03])]
    bounds = []
    for seed in range(40):
        histories = captured(kinds, seed=seed)
        found = lower_bound(membership(histories).astype(float), np.array(histories.counts, dtype=float))
        assert found is not None
        assert histories.documented < found.lower < found.total < found.upper
        bounds.append(found.total)
    assert np.mean(bounds) < 4_000


def test_without_persons_on_two_lists_there_is_no_bound() -> None:
    """Nothing shared tells nothing."""
    assert lower_bound(all_patterns(3)[[1, 2, 4]], np.array([5.0, 6.0, 7.0])) is None
