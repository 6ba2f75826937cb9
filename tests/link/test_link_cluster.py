"""Records that no pair joins are clustered apart from each other, at once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.link import cluster
from sijill.link.cluster import Edges, merged
from sijill.link.pair_order import pair_order, surest_first

_RECORDS = 12
_PLACES = st.integers(0, _RECORDS - 1)


@given(st.lists(st.tuples(_PLACES, _PLACES, st.integers(-4, 9), st.booleans()), max_size=30), st.booleans())
def test_who_is_clustered_beside_whom_changes_no_cluster(
    told: list[tuple[int, int, int, bool]], is_drawn: bool
) -> None:
    """Clusters are the same for one side, for two and for five, whether drawn or not, with pairs that reviewers joined."""
    weights = {(min(one, other), max(one, other)): rest for one, other, *rest in told if one != other}
    left, right = (np.array([pair[side] for pair in weights], np.int32) for side in (0, 1))
    weight = np.array([each for each, _ in weights.values()], np.float32)
    contradict = np.array([bool(each) for _, each in weights.values()], np.bool_)
    edges = Edges(left, right, weight, contradict, np.zeros(len(weights), np.bool_))
    by_pair = pair_order(left, right, _RECORDS)
    orders = by_pair, surest_first(weight, contradict, by_pair.order)
    lists = np.arange(_RECORDS, dtype=np.int32) % 3, np.array([True, False, True])
    same = np.array([0, 3], np.int32), np.array([5, 4], np.int32)
    found = []
    for sides in (1, 2, 5):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(cluster, "_SIDES", sides)
            found.append(merged(edges, orders, lists, chance=77 * is_drawn, same=same).tolist())
    assert found[0] == found[1] == found[2]
    assert found[0][5] == found[0][0]
    assert found[0][4] == found[0][3]
