"""Who is as likely one person as another is surely neither."""

import numpy as np
import pytest

from sijill.link import RecordColumns, link_records
from sijill.link.cluster import Edges
from sijill.link.torn_between import left_by_rivals

MEN = ["سامر", "رامي", "نزار", "وسام", "برهان", "فتحي", "سعد", "خالد", "ناصر", "هيثم"]
FAMILIES = ["شقير", "الزيتوني", "النجار", "الحداد", "القباني"]


def _edges(*pairs: tuple[int, int, float]) -> Edges:
    """Return pairs; those of less than -5 contradict each other."""
    left, right, weight = (np.array(column) for column in zip(*pairs, strict=True))
    return Edges(
        left.astype(np.int32),
        right.astype(np.int32),
        weight.astype(np.float32),
        weight < -5,
        np.zeros(len(pairs), bool),
    )


@pytest.mark.parametrize(
    ("pairs", "root", "heard"),
    [
        ([(0, 2, 5.0), (1, 2, 5.0), (0, 1, -7.0)], [0, 1, 0], [0.5, 0.2, 0.2]),  # alike with both
        ([(0, 2, 5.0), (1, 2, 3.0), (0, 1, -7.0)], [0, 1, 0], [0.881, 0.2, 0.2]),
        ([(0, 2, 5.0), (1, 2, -1.0), (0, 1, -7.0)], [0, 1, 0], [0.99, 0.2, 0.2]),  # no rival
        ([(0, 2, 5.0), (1, 2, 5.0)], [0, 1, 0], [0.99, 0.2]),  # perhaps one person all in all
        ([(0, 2, 5.0), (1, 2, 5.0), (0, 1, 1.0)], [0, 1, 0], [0.99, 0.2, 0.2]),
        (
            [(0, 2, 5.0), (0, 3, 9.0), (1, 2, 5.0), (2, 3, 5.0), (1, 3, -7.0)],
            [0, 1, 0, 0],
            [0.5, 0.99, 0.2, 0.5, 0.2],
        ),
    ],
)
def test_a_record_between_two_persons_is_surely_neither(
    pairs: list[tuple[int, int, float]], root: list[int], heard: list[float]
) -> None:
    """What is stated of it is what the rival leaves; of the others of either person nothing changes, in any order of records."""
    edges, apart = _edges(*pairs), [root[one] != root[other] for one, other, _ in pairs]
    stated = np.where(apart, 0.2, 0.99)
    nobody = np.zeros(len(pairs), bool)
    clusters = np.array(root, np.int32)
    found = np.minimum(stated, left_by_rivals(edges, clusters, nobody))
    np.testing.assert_allclose(found, heard, atol=0.001)
    turned = edges._replace(left=edges.right, right=edges.left)
    np.testing.assert_array_equal(np.minimum(stated, left_by_rivals(turned, clusters, nobody)), found)
    assert (left_by_rivals(edges, clusters, ~nobody) == 1.0).all()


def test_a_name_that_two_namesakes_bear_is_stated_as_either() -> None:
    """A record without births beside two of one name with two dates of birth: no more than an even chance for either."""
    names = [
        f"{one} {two} {FAMILIES[(3 * i + k) % 5]}"
        for i, one in enumerate(MEN)
        for k, two in enumerate(MEN[:4])
    ]
    births = [f"{1950 + place}-0{1 + place % 9}-1{place % 10}" for place in range(len(names))]
    torn = "زكريا عكاشة الدالاتي"
    whole = [*names, "زكريا عكاشة ثامر الدالاتي", "زكريا عكاشة باسل الدالاتي"]
    columns = RecordColumns(
        ids=[f"a{place:02}" for place in range(len(whole))] + [f"b{place:02}" for place in range(20)] + ["c"],
        lists=["a"] * len(whole) + ["b"] * 21,
        names=[*whole, *names[:20], torn],
        birth_dates=[*births, "1961-03-04", "1979-11-23", *[""] * 21],
    )
    result = link_records(columns)
    found = dict(zip(result.ids, result.probability.tolist(), strict=True))
    assert not found["c"] > 0.5
    assert found["b00"] > 0.9
