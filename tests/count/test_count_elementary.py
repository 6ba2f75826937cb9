"""Exponentials and logarithms of our own: as near as those of the library, and no number beyond the numbers."""

import numpy as np

from sijill.count.elementary import exp, log


def test_exponentials_are_right_to_two_units_of_the_last_place() -> None:
    """Over the whole range, and where rounding to powers of two changes."""
    powers = np.concatenate([np.linspace(-700, 700, 4_001), np.log(2) * (np.arange(-900, 900) + 0.5)])
    ours = np.array([exp(power) for power in powers])
    np.testing.assert_allclose(ours, np.exp(powers), rtol=4.5e-16)


def test_exponentials_stop_at_seven_hundred() -> None:
    """Beyond it the power is taken as 700: large, and still a number."""
    assert exp(1e9) == exp(700.0) < np.inf
    assert exp(-1e9) == exp(-700.0) > 0


def test_logarithms_are_right_to_two_units_of_the_last_place() -> None:
    """From the smallest normal numbers to the largest, and close to one."""
    numbers = np.concatenate([np.exp(np.linspace(-700, 700, 4_001)), 1 + np.linspace(-0.3, 0.5, 801)])
    ours = np.array([log(number) for number in numbers])
    np.testing.assert_allclose(ours, np.log(numbers), rtol=4.5e-16, atol=1e-300)


def test_what_is_no_number_has_no_logarithm() -> None:
    """A weight that ran out of the numbers makes a likelihood that no proposal is taken for."""
    assert np.isnan(log(np.inf))
    assert np.isnan(log(np.nan))
    assert log(1e-320) < -700
