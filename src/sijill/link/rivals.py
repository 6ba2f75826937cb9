"""Probabilities of pairs that know of each other: of a list that names nobody twice, at most one record fits."""

import numpy as np
from numpy.typing import NDArray

_CLIP = 30.0
"""Nats; more is certain in either case."""


def pair_probability(
    pairs: tuple[NDArray[np.int32], NDArray[np.int32]],
    weight: NDArray[np.float32],
    list_code: NDArray[np.int32],
    *,
    clean: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """Return the probability of each pair given its weight and its rivals.

    A record's rivals are the other pairs that it forms with records of the same list, where that list (for its
    code, ``clean``) is free of duplicates: their odds share one whole with the odds of no match at all. The
    smaller of what both sides say is given. Without rivals it is the logistic function of the weight.
    """
    odds = np.exp(np.clip(weight.astype(float), -_CLIP, _CLIP))
    left, right = pairs
    return np.minimum(
        _among_rivals(left, list_code[right], odds, clean), _among_rivals(right, list_code[left], odds, clean)
    )


def _among_rivals(
    record: NDArray[np.int32],
    other_list: NDArray[np.int32],
    odds: NDArray[np.float64],
    clean: NDArray[np.bool_],
) -> NDArray[np.float64]:
    group = record.astype(np.int64) * max(len(clean), 1) + other_list
    _, place = np.unique(group, return_inverse=True)
    together = np.bincount(place, odds)[place] if len(place) else odds
    rivals: NDArray[np.float64] = np.where(clean[other_list], together, odds)
    return odds / (1.0 + rivals)
