"""What is said of a pair and of a record hears the clusters."""

import numpy as np

from sijill.link.cluster import Edges
from sijill.link.stated import belonging, ends_of, stated_probability


def _edges(*told: tuple[int, int, float]) -> Edges:
    no = np.zeros(len(told), np.bool_)
    left, right = (np.array([each[side] for each in told], np.int32) for side in (0, 1))
    return Edges(left, right, np.array([each[2] for each in told], np.float32), no, no)


def test_a_record_belongs_by_the_likelier_half_of_its_pairs_and_one_alone_says_nothing() -> None:
    """Pairs with records outside do not count; of an odd number the middle one does."""
    edges = _edges((0, 1, 5.0), (0, 2, 1.0), (0, 3, 1.0), (1, 2, 1.0), (2, 4, 9.0))
    stated = np.array([0.9, 0.7, 0.2, 0.5, 0.99])
    found = belonging(edges, stated, ends_of(edges, 5), np.array([0, 0, 0, 0, 4], np.int32))
    np.testing.assert_allclose(found, [0.8, 0.9, 0.7, 0.2, np.nan])


def test_a_pair_hears_the_others_of_its_clusters() -> None:
    """What little joins is likelier than it looks where a third holds it; a namesake of who stands for a list is less."""
    edges = _edges((0, 1, 9.0), (0, 2, 9.0), (1, 2, -1.0))
    likely = 1 / (1 + np.exp(-edges.weight.astype(float)))
    every = np.array([0, 1, 2], np.int32), np.full(3, np.nan)
    assert stated_probability(edges, likely, ends_of(edges, 3), np.zeros(3, np.int32), every)[2] > likely[2]
    rival = _edges((0, 1, 9.0), (0, 2, 2.0))
    likely = 1 / (1 + np.exp(-rival.weight.astype(float)))
    clean = np.array([0, 1, 1], np.int32), np.full(2, -6.0)
    apart = np.array([0, 0, 2], np.int32)
    assert stated_probability(rival, likely, ends_of(rival, 3), apart, clean)[1] < likely[1]


def test_a_record_of_many_pairs_belongs_by_the_likelier_half() -> None:
    """The mean of a record with a hundred pairs is that of its fifty likeliest, in whatever order they stand."""
    stated = np.random.default_rng(5).random(100)
    edges = _edges(*[(0, other, 1.0) for other in range(1, 101)])
    found = belonging(edges, stated, ends_of(edges, 101), np.zeros(101, np.int32))
    assert found[0] == np.cumsum(np.sort(stated)[::-1])[49] / 50
