"""Active choice: what is open and changes much comes first, and what cannot be is not asked."""

import numpy as np
from made_pairs import pair_columns

from sijill.link.asking import questions
from sijill.link.choose import Kind, Placed, Question, open_questions
from sijill.link.records import PairColumns, PairState


def _placed(cluster: list[int], lists: list[int]) -> Placed:
    return Placed(np.array(cluster, np.int64), np.array(lists, np.int64))


def test_joining_two_large_clusters_is_asked_before_joining_two_records() -> None:
    """Equal chance: the answer that changes four pairs comes before that which changes one."""
    pairs = pair_columns(
        (0, 1, 9, PairState.ACCEPTED),
        (2, 3, 9, PairState.ACCEPTED),
        (0, 2, -1, PairState.APART),
        (0, 3, -1, PairState.APART),
        (1, 2, -1, PairState.APART),
        (1, 3, -1, PairState.APART),
        (4, 5, -1, PairState.APART),
    )
    placed = _placed([0, 0, 1, 1, 2, 3], [0, 1, 2, 3, 0, 1])
    asked = questions(pairs, placed, 2)
    assert {*pairs.left[asked.place[:1]].tolist(), *pairs.right[asked.place[:1]].tolist()} <= {0, 1, 2, 3}
    assert (pairs.left[asked.place[1]], pairs.right[asked.place[1]]) == (4, 5)
    assert asked.kind.tolist()[0] == Kind.JOIN


def test_two_records_of_a_clean_list_are_not_asked_about() -> None:
    """A list that names nobody twice has answered."""
    pairs = pair_columns((0, 1, 3, PairState.APART))
    assert len(questions(pairs, _placed([0, 1], [0, 0]), 5).place) == 0
    assert len(questions(pairs, _placed([0, 1], [0, 1]), 5).place) == 1


def test_decided_pairs_are_not_asked_again() -> None:
    """Neither same nor different."""
    pairs = pair_columns((0, 1, 0, PairState.SAME), (2, 3, 0, PairState.DIFFERENT))
    assert len(questions(pairs, _placed([0, 0, 1, 2], [0, 1, 0, 1]), 5).place) == 0


def test_a_namesake_that_fits_as_well_is_an_even_chance_and_one_that_does_not_is_none() -> None:
    """Two records of one list fit a third equally: whether they change places is open; a worse one is hardly."""
    told = ((0, 1, 5.0, PairState.ACCEPTED), (0, 2, 5.0, PairState.APART))
    equal = open_questions(pair_columns(*told), _placed([0, 0, 1], [0, 1, 1]))
    assert equal.chance[equal.place == 1].round(6).tolist() == [0.5]
    assert equal.kind[equal.place == 1].tolist() == [Kind.SWAP]
    worse = open_questions(
        pair_columns(told[0], (0, 2, -3.0, PairState.APART)), _placed([0, 0, 1], [0, 1, 1])
    )
    assert worse.chance[worse.place == 1][0] < 0.01


def test_a_cluster_is_asked_about_once_a_round() -> None:
    """One answer changes the next question of the same cluster."""
    pairs = pair_columns((0, 1, 0, PairState.APART), (0, 2, 0, PairState.APART), (1, 2, 0, PairState.APART))
    assert len(questions(pairs, _placed([0, 1, 2], [0, 1, 2]), 5).place) == 1


def test_answers_on_joining_teach_of_pairs_that_weigh_as_much_and_not_of_others() -> None:
    """Five pairs of weight -2 answered as two persons make a sixth unlikely, one of weight 6 hardly less likely."""
    open_ = [(10, 11, -2.0, PairState.APART), (12, 13, 6.0, PairState.APART)]
    answered = [(each, each + 1, -2.0, PairState.DIFFERENT) for each in range(0, 10, 2)]
    apart = _placed(list(range(14)), [0, 1] * 7)
    before = open_questions(pair_columns(*open_), apart).chance
    after = open_questions(pair_columns(*answered, *open_), apart).chance
    assert 0.2 < before[0] < 0.5
    assert after[0] < before[0] / 2
    assert abs(after[1] - before[1]) < 0.01


def test_what_a_clean_list_keeps_apart_teaches_nothing_of_what_may_be_one() -> None:
    """Answers on clusters that both hold a record of one list leave the chance as it was."""
    # Records 0 and 1 of list 0, in clusters whose other records, 2 and 3, are of lists 1 and 2.
    told = [(2, 3, -2.0, PairState.DIFFERENT), (4, 5, -2.0, PairState.APART)]
    placed = _placed([0, 1, 0, 1, 2, 3], [0, 0, 1, 2, 1, 2])
    asked = open_questions(pair_columns(*told), placed)
    alone = open_questions(pair_columns(told[1]), placed)
    assert asked.chance.tolist() == alone.chance.tolist()


def test_two_clusters_that_were_told_apart_are_not_asked_about_as_one() -> None:
    """One answer that two records are two persons is enough; whether a record would fit the other better stays open."""
    told = (
        (0, 1, 9.0, PairState.ACCEPTED),
        (0, 2, -2.0, PairState.DIFFERENT),
        (0, 3, -2.0, PairState.APART),
        (1, 2, -2.0, PairState.APART),
        (1, 3, -2.0, PairState.APART),
        (2, 3, 9.0, PairState.ACCEPTED),
    )
    placed = _placed([0, 0, 1, 1], [0, 1, 2, 3])
    asked = open_questions(pair_columns(*told), placed)
    across = np.isin(asked.place, [2, 3, 4])
    assert across.sum() == 3
    assert (asked.worth[across & (asked.kind == Kind.JOIN)] == 0).all()
    weighed = open_questions(pair_columns(*told), placed, as_weighed=True)
    assert (weighed.kind[np.isin(weighed.place, [2, 3, 4])] == Kind.JOIN).all()


def test_what_speaks_against_two_clusters_is_said_by_each_record_of_the_smaller() -> None:
    """The same mean weight: two clusters of two are one more seldom than one record and a cluster of two."""
    one = open_questions(
        pair_columns(
            (0, 1, -2.0, PairState.APART), (0, 2, -2.0, PairState.APART), (1, 2, 9.0, PairState.ACCEPTED)
        ),
        _placed([0, 1, 1], [0, 1, 2]),
    )
    two = open_questions(
        pair_columns(
            (0, 1, 9.0, PairState.ACCEPTED),
            *((left, right, -2.0, PairState.APART) for left in (0, 1) for right in (2, 3)),
            (2, 3, 9.0, PairState.ACCEPTED),
        ),
        _placed([0, 0, 1, 1], [0, 1, 2, 3]),
    )
    assert two.chance[two.kind == Kind.JOIN].max() < one.chance[one.kind == Kind.JOIN].min()


def test_a_kind_of_which_nothing_is_expected_has_no_turn() -> None:
    """The third question goes to another kind only where an answer in ten of it is expected to change anything."""
    joins = [(3 * n, 3 * n + 1, -1.0, PairState.APART) for n in range(5)]
    clusters, lists = list(range(15)), list(range(15))
    clusters += [15, 15, 16]
    lists += [15, 16, 16]

    def third(weight: float) -> int:
        told = [*joins, (15, 16, 6.0, PairState.ACCEPTED), (15, 17, weight, PairState.APART)]
        return int(questions(pair_columns(*told), _placed(clusters, lists), 3).kind[2])

    assert third(4.3) == Kind.SWAP
    assert third(3.0) == Kind.JOIN


def test_an_audit_takes_chances_from_weights_alone() -> None:
    """With ``as_weighed`` an open pair has the chance that its weight says, whatever was answered."""
    told = ((0, 1, -2.0, PairState.DIFFERENT), (2, 3, -2.0, PairState.APART))
    asked = open_questions(pair_columns(*told), _placed([0, 1, 2, 3], [0, 1, 0, 1]), as_weighed=True)
    assert abs(asked.chance[0] - 1 / (1 + np.exp(2.0))) < 1e-6


def test_a_person_of_far_more_records_than_others_is_asked_about_first() -> None:
    """Until somebody judged two of its records; what follows goes by its worth."""
    many = [(one, other, 9.0, PairState.ACCEPTED) for one in range(11) for other in range(one + 1, 11)]
    told = [*many, (11, 12, -0.1, PairState.APART)]
    placed = _placed([0] * 11 + [1, 2], list(range(13)))
    first = questions(pair_columns(*told), placed, 1)
    assert pairs_of(first, pair_columns(*told))[0][1] < 11
    judged = [(0, 1, 9.0, PairState.SAME), *told[1:]]
    assert pairs_of(questions(pair_columns(*judged), placed, 1), pair_columns(*judged)) == [(11, 12)]


def pairs_of(found: Question, pairs: PairColumns) -> list[tuple[int, int]]:
    """Return the records of each question."""
    return [(int(pairs.left[place]), int(pairs.right[place])) for place in found.place]
