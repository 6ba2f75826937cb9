"""Decisions hold in every linkage: what is one is together, what is two is apart, whatever the weights say."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st
from invented_lists import TRUTH, columns

from sijill.link import Decided, LinkResult, PairState, link_records
from sijill.link.standing import implied, standing
from sijill.model.decision import Decision, Verdict

IDS = sorted(TRUTH)


def _cluster_of(result: LinkResult) -> dict[str, str]:
    return dict(zip(result.ids, result.cluster_ids, strict=True))


def test_decisions_hold_against_the_weights() -> None:
    """Brothers told to be one are together with probability 1, records of one person told to be two are apart."""
    plain = _cluster_of(link_records(columns()))
    assert plain["a01"] != plain["a02"]
    assert plain["a03"] == plain["b02"]
    result = link_records(columns(), decided=Decided(same=(("a01", "a02"),), different=(("a03", "b02"),)))
    found = _cluster_of(result)
    assert found["a01"] == found["a02"]
    assert found["a03"] != found["b02"]
    pairs = result.pairs
    state = {
        (result.ids[left], result.ids[right]): PairState(code)
        for left, right, code in zip(
            pairs.left.tolist(), pairs.right.tolist(), pairs.state.tolist(), strict=True
        )
    }
    assert state["a01", "a02"] is PairState.SAME
    assert state["a03", "b02"] is PairState.DIFFERENT


def test_what_follows_through_a_record_that_is_gone_holds() -> None:
    """A is one with something that is not there, and so is B: both are one; and what it is not, they are not."""
    found = _cluster_of(
        link_records(
            columns(),
            decided=Decided(same=(("a01", "gone:1"), ("a07", "gone:1")), different=(("a08", "gone:2"),)),
        )
    )
    assert found["a01"] == found["a07"]
    decided = Decided(same=(("a03", "gone:1"),), different=(("b02", "gone:1"),))
    found = _cluster_of(link_records(columns(), decided=decided))
    assert found["a03"] != found["b02"]


def test_decisions_about_records_that_are_not_there_change_nothing() -> None:
    """Of records that nobody has, nothing follows."""
    decided = Decided(same=(("nobody", "none"),), different=(("nobody", "a01"),))
    assert _cluster_of(link_records(columns(), decided=decided)) == _cluster_of(link_records(columns()))


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(list(itertools.combinations(IDS, 2))),
            st.sampled_from([Verdict.SAME, Verdict.DIFFERENT]),
        ),
        max_size=8,
    )
)
def test_every_standing_decision_holds(told: list[tuple[tuple[str, str], Verdict]]) -> None:
    """Whatever is decided, every pair that stands is as it was decided, chains included."""
    decisions = [
        Decision(position=n, at="", reviewer="r", left=pair[0], right=pair[1], verdict=verdict, why="")
        for n, (pair, verdict) in enumerate(told)
    ]
    stands = standing(decisions)
    found = _cluster_of(
        link_records(columns(), decided=Decided(same=stands.same, different=stands.different))
    )
    assert all(found[left] != found[right] for left, right in stands.different)
    for mention, one in implied(stands.same).items():
        assert found[mention] == found[one]
