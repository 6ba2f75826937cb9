"""Prepared records compared and weighed, pair by pair."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.cluster import Edges, joined
from sijill.link.columns import FIRST, Parts, Records
from sijill.link.compare import compare_pairs
from sijill.link.part_levels import DIFFERENT
from sijill.link.threads import in_threads
from sijill.link.weigh import Weights, weigh

_SLICE: Final = 1 << 16
"""Pairs that one thread compares in one go."""


def weighed(
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    compared: tuple[Records, Parts],
    weights: Weights,
    *,
    above: float = -np.inf,
) -> Edges:
    """Return pairs of prepared records with their weights, and what speaks against them; ``above`` is as ``weigh`` has it."""
    vectors = compare_pairs(left, right, *compared)
    other_name = vectors.levels[:, FIRST] == DIFFERENT
    return Edges(left, right, weigh(vectors, weights, above=above), vectors.contradict, other_name)


def weighed_in_slices(
    left: NDArray[np.int32], right: NDArray[np.int32], compared: tuple[Records, Parts], weights: Weights
) -> Edges:
    """Do what ``weighed`` does, on all cores."""
    return joined(
        in_threads(
            lambda first: weighed(
                left[first : first + _SLICE], right[first : first + _SLICE], compared, weights
            ),
            range(0, len(left), _SLICE),
        )
    )
