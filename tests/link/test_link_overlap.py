"""What two lists share makes a pair across them likelier, and only between lists that name nobody twice."""

import numpy as np
import pytest

from sijill.link.cluster import Edges
from sijill.link.conclude import conclude
from sijill.link.decided import decided_rows
from sijill.link.overlap import by_lists, with_overlap
from sijill.link.records import ListProperty

NOBODY = decided_rows(None, ())


def _edges(*told: tuple[int, int, float]) -> Edges:
    no = np.zeros(len(told), np.bool_)
    left, right = (np.array([each[side] for each in told], np.int32) for side in (0, 1))
    return Edges(left, right, np.array([each[2] for each in told], np.float32), no, no)


def _list(name: str, size: int, *, clean: bool = True) -> ListProperty:
    return ListProperty(name=name, size=size, duplicate_free=clean, ratio=0.001 if clean else 1.0)


# Of ten records of the first list nine stand in the second, which holds twenty.
CODES = np.array([0] * 10 + [1] * 20, np.int32)
MET = tuple((row, 10 + row, 9.0) for row in range(9))


def test_what_lists_share_is_told_by_who_is_missing_on_either_side() -> None:
    """A tenth of one list and eleven twentieths of the other have no partner."""
    first, second = with_overlap((_list("a", 10), _list("b", 20)), CODES, _edges(*MET, (9, 29, 0.5)))
    nats = -np.log(0.1) - np.log(11 / 20)
    assert dict(first.shared) == pytest.approx({"b": nats}, abs=1e-4)
    assert dict(second.shared) == pytest.approx({"a": nats}, abs=1e-4)


def test_a_record_with_two_partners_in_a_list_counts_once() -> None:
    """Namesakes on the other list do not make more of this one stand there."""
    plain = with_overlap((_list("a", 10), _list("b", 20)), CODES, _edges(*MET))
    twice = with_overlap((_list("a", 10), _list("b", 20)), CODES, _edges(*MET, (0, 11, 2.0)))
    assert plain == twice


def test_lists_that_may_repeat_a_person_share_nothing() -> None:
    """There a record may have many partners, so that one without says nothing of the others."""
    lists = (_list("a", 10), _list("b", 20, clean=False))
    assert with_overlap(lists, CODES, _edges(*MET)) == lists
    edges = _edges(*MET)
    assert by_lists(edges, CODES, lists).weight.tolist() == edges.weight.tolist()


def test_clusters_take_less_of_what_lists_share_than_probabilities_do() -> None:
    """What is not taken guards against wrong merges; lists that share little are weighed as if they shared nothing."""
    lists = with_overlap((_list("a", 10), _list("b", 20)), CODES, _edges(*MET))
    careful, whole = (
        by_lists(_edges((9, 29, 0.0)), CODES, lists, careful=each).weight[0] for each in (True, False)
    )
    assert 0.0 < careful < whole == pytest.approx(lists[0].shared[0][1])
    few = with_overlap((_list("a", 10), _list("b", 20)), CODES, _edges(*MET[:3]))
    assert by_lists(_edges((9, 29, 0.0)), CODES, few).weight[0] == 0.0


def test_a_list_that_came_later_knows_what_it_shares_with_one_before() -> None:
    """The list that was there is not told of it, and its pairs are weighed all the same."""
    first, second = with_overlap((_list("a", 10), _list("b", 20)), CODES, _edges(*MET))
    edges = _edges((9, 29, 0.0))
    known = by_lists(edges, CODES, (_list("a", 10), second))
    assert known.weight.tolist() == by_lists(edges, CODES, (first, second)).weight.tolist()


def test_the_last_one_of_a_list_is_found_in_the_list_that_holds_the_others() -> None:
    """A pair somewhat less likely than not is one person where nine tenths of the list are found, and two where few are."""
    likely = []
    for met, joined in ((MET[:3], False), (MET, True)):
        edges = _edges(*met, (9, 29, -0.5))
        lists = with_overlap((_list("a", 10), _list("b", 20)), CODES, edges)
        found = conclude(edges, NOBODY, CODES, lists)
        assert bool(found.root[9] == found.root[29]) == joined
        likely.append(found.pairs.probability[-1])
    assert likely[0] < likely[1]
