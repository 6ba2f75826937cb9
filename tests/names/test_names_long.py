"""Names of seven parts and more: no part of up to twelve is cut off, so that one left out is one left out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.names import POSSIBLE_MATCH, Index, Names, explain, score, score_pairs
from sijill.names.against import Against
from sijill.names.features import MOST, USUAL
from sijill.names.parts import MOST_PARTS
from sijill.names.vocabulary import spelled_parts, spelled_with_sex

ROW = ("سالم", "نادر", "كمال", "فارس", "جابر", "منير", "راشد", "هيثم", "وليد", "شاهر", "ماجد", "الحداد")
LATIN = (
    "Salem Nader Kamal Fares Jaber Munir Rashed Haitham Walid Shaher Majed al-Haddad".split()  # noqa: SIM905 - one name
)
STRANGER = "عصام"
LONG = range(USUAL + 1, MOST + 1)
LONG_NAMES = st.lists(st.sampled_from([*ROW, *LATIN[:6], STRANGER]), min_size=1, max_size=MOST + 3)


def _name(parts: int) -> list[str]:
    return [*ROW[: parts - 1], ROW[-1]]


def _without(name: list[str], place: int) -> str:
    return " ".join([*name[:place], *name[place + 1 :]])


def _score(one: str, other: str) -> float:
    value = score(one, other)
    assert value is not None
    return value


def test_parts_that_are_read_are_parts_that_are_compared() -> None:
    """What is kept of a name has as many places as the comparison."""
    assert MOST_PARTS == MOST


@pytest.mark.parametrize("parts", LONG)
def test_a_long_name_with_any_part_but_the_first_left_out_is_found(parts: int) -> None:
    """A mother who writes her son's name in full finds him where a list leaves one name out, as she does with five names."""
    name = _name(parts)
    five = _name(5)
    for place in range(1, parts):
        assert _score(" ".join(name), _without(name, place)) >= _score(" ".join(five), _without(five, 2))


@pytest.mark.parametrize("parts", LONG)
def test_leaving_out_costs_less_than_another_name(parts: int) -> None:
    """At each place another name scores less than none, and the same name has 1."""
    name = _name(parts)
    whole = " ".join(name)
    assert _score(whole, whole) == 1.0
    for place in range(1, parts):
        other = " ".join([*name[:place], STRANGER, *name[place + 1 :]])
        assert _score(whole, other) < _score(whole, _without(name, place)) < 1.0


@pytest.mark.parametrize("parts", LONG)
def test_the_more_is_left_out_the_less_it_scores(parts: int) -> None:
    """From the end of the forebears on: each one that is missing as well lowers the score."""
    name = _name(parts)
    found = [_score(" ".join(name), " ".join([*name[:kept], name[-1]])) for kept in range(2, parts)]
    assert found == sorted(found)


@pytest.mark.parametrize("parts", [7, 8, 9, 12])
def test_a_long_name_across_scripts_with_a_part_left_out_is_found(parts: int) -> None:
    """The same in Latin letters."""
    latin = " ".join([*LATIN[: parts - 1], LATIN[-1]])
    for place in range(1, parts):
        assert _score(latin, _without(_name(parts), place)) >= POSSIBLE_MATCH


def test_two_forebears_left_out_on_either_side_are_no_contradiction_of_order() -> None:
    """Of eight names one list has left out two, another one: what both have still stands in order."""
    name = _name(8)
    assert _score(_without(name, 3), _without(_without(name, 5).split(), 2)) > 0.2


@pytest.mark.parametrize("parts", [7, 9, 12])
def test_the_explanation_names_the_part_left_out(parts: int) -> None:
    """The part itself stands alone, all others go with themselves."""
    name = _name(parts)
    for place in (1, parts // 2, parts - 2):
        told = explain(" ".join(name), _without(name, place))
        assert [part.written for part in told.only_left] == [name[place]]
        assert all(pair.left.written == pair.right.written for pair in told.pairs)
        assert told.score == score(" ".join(name), _without(name, place))


def test_parts_far_behind_that_are_read_as_one_are_told_as_one() -> None:
    """Neighbours at the end of a long name that the other one joins are one pair of the explanation."""
    name = _name(12)
    joined = " ".join([*name[:9], name[9] + name[10], name[11]])
    told = explain(joined, " ".join(name))
    assert told.only_left == told.only_right == ()
    assert f"{name[9]} {name[10]}" in [pair.right.written for pair in told.pairs]


@settings(max_examples=60)
@given(one=LONG_NAMES, other=LONG_NAMES)
def test_long_names_score_alike_both_ways_and_in_bulk(one: list[str], other: list[str]) -> None:
    """Symmetric, and the same among short names, in pairs and one against many; ever so long."""
    left, right = " ".join(one), " ".join(other)
    value = _score(left, right)
    assert _score(right, left) == value
    assert _score(left, left) == 1.0
    assert score_pairs([left, "Rami Zaytoun"], [right, "رامي زيتون"])[0] == value
    names = ["رامي زيتون", right, left]
    assert Against(names).scores(left, floor=0)[1] == value
    reached = Against(names).scores(left)
    assert reached[1] == value or (value < 0.5 and reached[1] == 0)
    found = dict(Index(names).search(left))
    assert found[2] == 1.0
    assert found.get(1, value) == value


@given(name=LONG_NAMES)
def test_a_long_name_is_read_one_by_one_as_in_bulk(name: list[str]) -> None:
    """The first eleven parts and the last of more than twelve, either way."""
    texts, rows, _ = spelled_parts([" ".join(name), "رامي"])
    kept = [texts[row] for row in rows[0] if row >= 0]
    assert kept == spelled_with_sex(" ".join(name))[0]
    assert len(kept) == min(len(name), MOST)


def test_names_take_as_much_room_as_the_longest() -> None:
    """Short names have six places as before; one long name gives all of them more, and changes no score."""
    short = ["سالم نادر الحداد", "Salem Nader Haddad", "سالم كمال الحداد"]
    names, longer = Names(short), Names([*short, " ".join(_name(9))])
    assert names.side.parts.shape[1] == USUAL
    assert longer.side.parts.shape[1] == 9
    places, others = np.repeat(np.arange(3), 3), np.tile(np.arange(3), 3)
    assert names.logits(places, names, others).tobytes() == longer.logits(places, longer, others).tobytes()


def test_an_index_finds_long_names_by_any_of_their_parts() -> None:
    """Among long names of common parts that share half of them the one with a part left out comes first, also once stored."""
    name = _name(9)
    others = [" ".join([*name[:kept], STRANGER, *name[kept + 2 :]]) for kept in range(1, 8)]
    index = Index(["رامي زيتون"])
    index.add([*others, " ".join(name)])
    index.add(["وسام زيتون"])
    for place in range(1, 9):
        for searched in (index, Index.from_bytes(index.to_bytes())):
            position, value = searched.search(_without(name, place), 3)[0]
            assert position == 8
            assert value == score(_without(name, place), " ".join(name))
