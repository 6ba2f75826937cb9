"""Pairs of records made up for tests of which are asked about."""

import numpy as np

from sijill.link.records import PairColumns, PairState


def pair_columns(*told: tuple[int, int, float, PairState]) -> PairColumns:
    """Return pairs of left and right place, weight and state, each as likely as its weight says."""
    weight = np.array([each[2] for each in told], np.float32)
    return PairColumns(
        left=np.array([each[0] for each in told], np.int32),
        right=np.array([each[1] for each in told], np.int32),
        weight=weight,
        probability=1 / (1 + np.exp(-weight.astype(float))),
        state=np.array([each[3] for each in told], np.uint8),
    )
