"""What is said of a pair and of a record hears the clusters."""

import numpy as np
import pytest
from numpy.typing import NDArray

from sijill.link.cluster import Edges
from sijill.link.cluster_fit import Fits, ends_of, fits, usual_size
from sijill.link.looks import bent_among, learned_scales
from sijill.link.stated import belonging, heard_of, stated_probability


def _edges(*told: tuple[int, int, float]) -> Edges:
    no = np.zeros(len(told), np.bool_)
    left, right = (np.array([each[side] for each in told], np.int32) for side in (0, 1))
    return Edges(left, right, np.array([each[2] for each in told], np.float32), no, no)


def _fits(edges: Edges, root: NDArray[np.int32], usual: float = 3.0) -> Fits:
    return fits(edges, ends_of(edges, len(root)), root, usual)


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
    one = np.zeros(3, np.int32)
    assert stated_probability(edges, likely, _fits(edges, one), one, every, 3)[2] > likely[2]
    rival = _edges((0, 1, 9.0), (0, 2, 2.0))
    likely = 1 / (1 + np.exp(-rival.weight.astype(float)))
    clean = np.array([0, 1, 1], np.int32), np.full(2, -6.0)
    apart = np.array([0, 0, 2], np.int32)
    assert stated_probability(rival, likely, _fits(rival, apart), apart, clean, 3)[1] < likely[1]


def test_a_record_of_many_pairs_belongs_by_the_likelier_half() -> None:
    """The mean of a record with a hundred pairs is that of its fifty likeliest, in whatever order they stand."""
    stated = np.random.default_rng(5).random(100)
    edges = _edges(*[(0, other, 1.0) for other in range(1, 101)])
    found = belonging(edges, stated, ends_of(edges, 101), np.zeros(101, np.int32))
    assert found[0] == np.cumsum(np.sort(stated)[::-1])[49] / 50


def test_a_record_that_stands_alone_is_likelier_to_be_somebodys_where_persons_have_many() -> None:
    """The same pair of the same weight is likelier one person where the usual cluster has ten records than where it has two."""
    edges = _edges((0, 1, 9.0), (0, 2, -0.5), (1, 2, -0.5))
    likely, root = 1 / (1 + np.exp(-edges.weight.astype(float))), np.array([0, 0, 2], np.int32)
    every = np.zeros(3, np.int32), np.full(1, np.nan)
    few, many = (
        stated_probability(edges, likely, _fits(edges, root, usual), root, every, 3)[1]
        for usual in (2.0, 10.0)
    )
    assert few < many


def test_a_third_cluster_that_fits_as_well_makes_a_pair_less_likely() -> None:
    """A record is one person's: what fits another cluster as well is told by the margin, and hears it."""
    edges = _edges((0, 1, -0.5), (0, 2, -0.5))
    likely, root = 1 / (1 + np.exp(-edges.weight.astype(float))), np.arange(3, dtype=np.int32)
    every = np.zeros(3, np.int32), np.full(1, np.nan)
    alone = _edges((0, 1, -0.5))
    known = _fits(edges, root)
    assert known.margin.tolist() == [0.0, 0.0]
    assert _fits(alone, root).margin.tolist() == [0.5]
    contested = stated_probability(edges, likely, known, root, every, 3)[0]
    assert contested < stated_probability(alone, likely[:1], _fits(alone, root), root, every, 3)[0]


def test_the_usual_size_is_that_of_the_cluster_of_a_record() -> None:
    """Three records of one person and one alone: three have three, one has one; of nothing it is one."""
    assert usual_size(np.array([0, 0, 0, 3], np.int32)) == 2.5
    assert usual_size(np.empty(0, np.int32)) == 1.0


def test_two_records_of_one_list_that_repeats_persons_are_weighed_apart() -> None:
    """Whether both stand on one list is heard, and what is said of the same pair differs by it."""
    edges = _edges((0, 1, 0.5), (0, 2, 0.5))
    likely, root = 1 / (1 + np.exp(-edges.weight.astype(float))), np.arange(3, dtype=np.int32)
    lists = np.array([0, 0, 1], np.int32), np.full(2, np.nan)
    known = _fits(edges, root)
    assert heard_of(edges, likely, known, root, lists, 3).same_list.tolist() == [True, False]
    same, across = stated_probability(edges, likely, known, root, lists, 3)
    assert same != across


def test_a_larger_register_bends_what_is_said_but_never_the_order_of_pairs() -> None:
    """Up to 100,000 records nothing is bent, from a million on nothing more; what is likelier stays likelier on each scale."""
    assert [bent_among(count) for count in (0, 1, 100_000, 1_000_000, 10_000_000)] == [
        0.0,
        0.0,
        0.0,
        1.0,
        1.0,
    ]
    assert bent_among(316_228) == pytest.approx(0.5)
    bends = learned_scales().bends
    assert np.diff(np.pad(bends, ((0, 0), (1, 1))), axis=1).min() > -1.0


def test_some_records_of_a_register_are_told_as_all_of_it_are() -> None:
    """What is said of a pair hangs on how many records the whole register has, not on how many are looked at."""
    edges = _edges((0, 1, 0.5))
    likely, root = 1 / (1 + np.exp(-edges.weight.astype(float))), np.arange(2, dtype=np.int32)
    lists = np.array([0, 1], np.int32), np.full(2, np.nan)
    small, same, large = (
        stated_probability(edges, likely, _fits(edges, root), root, lists, records)[0]
        for records in (2, 100_000, 1_000_000)
    )
    assert small == same != large
