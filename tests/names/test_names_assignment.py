"""Which part goes with which: whole fifths of a step say what steps say."""

import numpy as np

from sijill.names.assignment import FIFTHS, MOVE_COST, MOVED_FIFTHS
from sijill.names.features import USUAL


def test_whole_numbers_order_parts_as_steps_do() -> None:
    """Of any evidence and any places moved the same one is worth more, and the same two are worth as much."""
    evidence, moved = np.meshgrid(np.arange(256), np.arange(USUAL))
    steps = (evidence - MOVE_COST * moved).ravel()
    fifths = (FIFTHS * evidence - MOVED_FIFTHS * moved).ravel()
    assert np.array_equal(
        np.sign(np.subtract.outer(steps, steps)), np.sign(np.subtract.outer(fifths, fifths))
    )
