"""Clusters whose births are years apart are asked about as two persons, the commoner their name the sooner."""

import numpy as np
from made_pairs import pair_columns

from sijill.link.choose import Kind, Placed, open_questions
from sijill.link.parting import chance_of_parting, pairs_parted
from sijill.link.records import PairState

FOUR = (
    (0, 1, 9.0, PairState.ACCEPTED),
    (0, 2, 6.0, PairState.ACCEPTED),
    (0, 3, 6.0, PairState.ACCEPTED),
    (1, 2, 6.0, PairState.ACCEPTED),
    (1, 3, 6.0, PairState.ACCEPTED),
    (2, 3, 9.0, PairState.ACCEPTED),
)


def test_parting_two_and_two_changes_fourpair_columns() -> None:
    """Each member goes with the one of the pair that it weighs more with."""
    assert pairs_parted(pair_columns(*FOUR), np.array([1]), np.zeros(4, np.int64)).tolist() == [4.0]


def test_a_pair_years_apart_is_a_question_of_its_own_kind() -> None:
    """The other pairs of the cluster are not: they ask whether one record stands wrong."""
    apart = np.array([np.nan, -20.0, np.nan, np.nan, np.nan, np.nan])
    placed = Placed(np.zeros(4, np.int64), np.arange(4), apart)
    found = open_questions(pair_columns(*FOUR), placed)
    assert found.kind.tolist().count(Kind.PART) == 1
    assert found.kind[found.place == 1].tolist() == [Kind.PART]
    assert found.changed[found.place == 1].tolist() == [4.0]


def test_answers_raise_and_lower_the_chance_and_common_names_have_more() -> None:
    """Three answers for one person make the fourth cluster unlikely to be two, three for two persons likely."""
    chances = []
    for state in (PairState.SAME, PairState.ACCEPTED, PairState.DIFFERENT):
        pairs = pair_columns(
            *((2 * each, 2 * each + 1, 5.0, state) for each in range(3)), (6, 7, 5.0, PairState.ACCEPTED)
        )
        cluster = np.arange(8) if state == PairState.DIFFERENT else np.repeat(np.arange(4), 2)
        apart = np.full(4, -20.0)
        placed = cluster.astype(np.int64), np.tile([0, 1], 4).astype(np.int64)
        chances.append(float(chance_of_parting(np.array([3]), pairs, apart, placed)[0]))
    assert chances[0] < chances[1] < chances[2]
    common = chance_of_parting(
        np.array([0, 1]),
        pair_columns((0, 1, 5.0, PairState.ACCEPTED), (2, 3, 5.0, PairState.ACCEPTED)),
        np.array([-25.0, -15.0]),
        (np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])),
    )
    assert common[0] < common[1]
