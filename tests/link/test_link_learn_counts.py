"""A pair that counts for two teaches what two such pairs teach."""

import random

import numpy as np
from invented_lists import MEN
from numpy.typing import NDArray

from sijill.link import RecordColumns
from sijill.link.compare import compare_pairs
from sijill.link.prepare import prepare
from sijill.link.texts import texts_of
from sijill.link.weigh import Weights, learn


def test_a_pair_that_counts_for_two_teaches_as_two() -> None:
    """Every second pair given twice, or once with twice the count: the same weights."""
    chance = random.Random(3)
    names = [" ".join(chance.choices(MEN, k=3)) for _ in range(40)] * 2
    ids = [f"{row:02}" for row in range(len(names))]
    given = RecordColumns(ids=ids, lists=["x"] * 40 + ["y"] * 40, names=names)
    records, parts, _ = prepare(texts_of(given), None)
    left, right = (side.astype(np.int32) for side in np.triu_indices(len(records), 1))
    every = np.arange(len(left))
    some = every[::5]  # Rows, not a slice: loops would be compiled once more for arrays with gaps.
    strangers = compare_pairs(left[some], right[some], records, parts)

    def taught(rows: NDArray[np.int64], counts: NDArray[np.float64]) -> Weights:
        blocked = compare_pairs(left[rows], right[rows], records, parts)
        return learn(blocked, strangers, records=len(records), pairs=float(len(left)), counts=(counts, 1.0))

    twice = np.r_[every, every[::2]]
    repeated, counted = taught(twice, np.ones(len(twice))), taught(every, 1.0 + (every % 2 == 0))
    plain = taught(every, np.ones(len(every)))
    assert np.allclose(repeated.log_levels, counted.log_levels)
    assert np.allclose(repeated.log_prior, counted.log_prior)
    assert not np.allclose(plain.log_levels, counted.log_levels)
