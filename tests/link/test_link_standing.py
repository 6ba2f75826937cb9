"""What a pile of decisions comes to: agreement holds, a doubt keeps apart, and contradictions are told."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from sijill.link.standing import counting, implied, standing, warnings_of
from sijill.model.decision import Decision, Round, Verdict

PEOPLE = ["m", "n", "o", "p"]


def _said(
    position: int,
    pair: str,
    verdict: str,
    who: str = "one",
    *,
    settles: Sequence[int] = (),
    undone: int | None = None,
) -> Decision:
    return Decision(
        position=position,
        at="2026-01-01T00:00:00Z",
        reviewer=who,
        left=min(pair),
        right=max(pair),
        verdict=Verdict(verdict),
        why="",
        round=Round.THIRD if settles else Round.FIRST,
        settles=tuple(settles),
        undone=undone,
    )


def test_a_later_judgement_of_the_same_reviewer_takes_the_place_of_the_earlier() -> None:
    """Who judges a pair again is heard once, with what they said last."""
    found = standing([_said(1, "ab", "same"), _said(2, "ab", "different")])
    assert (found.same, found.different, found.disputed) == ((), (("a", "b"),), ())


def test_two_who_judge_otherwise_keep_a_pair_apart_until_a_third_settles_it() -> None:
    """One different among two holds and is told; a third's judgement stands in the place of both."""
    two = [_said(1, "ab", "same"), _said(2, "ab", "different", "two")]
    assert standing(two).different == (("a", "b"),)
    assert standing(two).disputed == (("a", "b"),)
    assert warnings_of(standing(two)) == [("decisions_disputed", {"count": 1})]
    settled = standing([*two, _said(3, "ab", "same", "three", settles=(1, 2))])
    assert (settled.same, settled.different, settled.disputed) == ((("a", "b"),), (), ())


def test_an_unsure_second_keeps_a_pair_from_being_joined_and_not_from_being_parted() -> None:
    """Same and unsure force nothing; different and unsure part."""
    doubt = [_said(1, "ab", "same"), _said(2, "ab", "unsure", "two")]
    assert (standing(doubt).same, standing(doubt).different) == ((), ())
    doubt = [_said(1, "ab", "different"), _said(2, "ab", "unsure", "two")]
    assert standing(doubt).different == (("a", "b"),)
    assert standing([_said(1, "ab", "unsure")]).unsure == (("a", "b"),)


def test_what_was_undone_does_not_count() -> None:
    """An undone judgement is there and in force no more."""
    assert counting([_said(1, "ab", "same", undone=2)]) == {}


def test_a_chain_that_contradicts_a_judgement_is_told_and_forces_nothing() -> None:
    """a=b, b=c and a≠c: both steps are set aside and named, what lies beside them holds."""
    found = standing(
        [_said(1, "ab", "same"), _said(2, "bc", "same"), _said(3, "ac", "different"), _said(4, "cd", "same")]
    )
    assert found.same == (("c", "d"),)
    assert found.different == (("a", "c"),)
    [contradiction] = found.contradictions
    assert (contradiction.pair, contradiction.same, contradiction.different) == (("a", "c"), (1, 2), (3,))
    assert warnings_of(found) == [("decisions_contradict", {"different": "3", "same": "1, 2"})]


def test_every_way_round_a_contradiction_is_set_aside() -> None:
    """Two chains between the same two are both told."""
    said = [_said(n, pair, "same") for n, pair in enumerate(("ab", "bd", "ac", "cd"))]
    found = standing([*said, _said(9, "ad", "different")])
    assert found.same == ()
    assert sorted(each.same for each in found.contradictions) == [(0, 1), (2, 3)]


_JUDGEMENTS = st.lists(
    st.tuples(
        st.sampled_from(PEOPLE),
        st.sampled_from(PEOPLE),
        st.sampled_from(list(Verdict)),
        st.sampled_from("xyz"),
    ).filter(lambda told: told[0] != told[1]),
    max_size=12,
)


@given(_JUDGEMENTS)
def test_what_holds_never_contradicts_itself(told: list[tuple[str, str, Verdict, str]]) -> None:
    """No two mentions are made one by what holds that are also held apart."""
    found = standing(
        [_said(n, one + other, verdict.value, who) for n, (one, other, verdict, who) in enumerate(told)]
    )
    one_of = implied(found.same)
    assert all(one_of.get(left, left) != one_of.get(right, right) for left, right in found.different)
