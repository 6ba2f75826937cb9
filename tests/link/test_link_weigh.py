"""A pair weighs the same whether or not it is said from which weight on pairs are wanted."""

import random

import numpy as np
import pytest
from invented_lists import MEN

from sijill.link import RecordColumns
from sijill.link.compare import compare_pairs
from sijill.link.prepare import prepare
from sijill.link.texts import texts_of
from sijill.link.weigh import learn, weigh


@pytest.mark.parametrize("above", [-20.0, -4.0, 0.0, 3.0])
def test_pairs_above_a_weight_are_those_of_all_pairs(above: float) -> None:
    """Pairs above a weight weigh the same to the last bit when only these are asked for; all others stay at or below it."""
    chance = random.Random(5)
    men = [" ".join(chance.choices(MEN, k=3)) for _ in range(40)]
    given = RecordColumns(
        ids=[f"{row:02}" for row in range(80)], lists=["x"] * 40 + ["y"] * 40, names=men * 2
    )
    records, parts, _ = prepare(texts_of(given), None)
    left, right = (side.astype(np.int32) for side in np.triu_indices(len(records), 1))
    vectors = compare_pairs(left, right, records, parts)
    few = vectors.slice(0, 300)
    weights = learn(few, vectors, records=80, pairs=float(len(left)), counts=(np.ones(300), 1.0))
    every, wanted = weigh(vectors, weights), weigh(vectors, weights, above=above)
    is_above = every > above
    assert 0 < is_above.sum() < len(every)
    assert (wanted[is_above] == every[is_above]).all()
    assert (wanted[~is_above] <= above).all()
