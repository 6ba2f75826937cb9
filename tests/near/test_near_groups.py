"""Groups are what pairs join, told in a fixed order."""

from hypothesis import given
from hypothesis import strategies as st

from sijill.model.alike import Alike, Likeness
from sijill.near.groups import grouped, only_with

NAMES = st.sampled_from([f"{number:02d}" for number in range(12)])


def _pair(one: str, other: str) -> Alike:
    first, second = sorted((one, other))
    return Alike(first=first, second=second, likeness=Likeness.TEXT, distance=0.1)


@given(st.sets(st.tuples(NAMES, NAMES).filter(lambda pair: pair[0] < pair[1])), st.randoms())
def test_groups_part_the_pairs(pairs: set[tuple[str, str]], random: object) -> None:
    """Each pair is in one group, no name in two, and the order of pairs changes nothing."""
    alike = [_pair(*pair) for pair in sorted(pairs)]
    groups = grouped(alike)
    members = [name for group in groups for name in group.members]
    assert len(members) == len(set(members))
    assert sorted(pair.first + pair.second for group in groups for pair in group.pairs) == sorted(
        first + second for first, second in pairs
    )
    assert all({pair.first, pair.second} <= set(group.members) for group in groups for pair in group.pairs)
    random.shuffle(alike)  # type: ignore[attr-defined]  # hypothesis' own Random
    assert grouped(alike) == groups


def test_of_one_name_the_pairs_that_it_stands_in() -> None:
    """What is alike to a member's other friends only is not alike to it."""
    groups = grouped([_pair("a", "b"), _pair("b", "c")])
    assert groups[0].members == ("a", "b", "c")
    assert only_with(groups, "a")[0].members == ("a", "b")
    assert only_with(groups, "z") == ()
