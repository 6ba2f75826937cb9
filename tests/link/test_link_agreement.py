"""Krippendorff's alpha against the values that he published, and who agrees with whom."""

import pytest

from sijill.link.agreement import agreement, nominal_alpha
from sijill.model.decision import Decision, Round, Verdict

# K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): sections A, B and C (nominal).


def _units(judges: list[str]) -> list[list[int]]:
    return [[ord(value) for value in unit if value != " "] for unit in zip(*judges, strict=True)]


@pytest.mark.parametrize(
    ("judges", "alpha"),
    [
        (["0100000010", "1110010000"], 0.095),
        (["aabbdcccedda", "babbbccceddd"], 0.692),
    ],
)
def test_alpha_is_what_was_published(judges: list[str], alpha: float) -> None:
    """Two judges of two values, and two judges of five."""
    assert nominal_alpha(_units(judges)) == pytest.approx(alpha, abs=0.0005)


def test_alpha_with_several_judges_and_gaps_is_what_was_published() -> None:
    """Four judges, twelve units, gaps: .743."""
    table: list[list[int | None]] = [
        [1, 1, None, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4],
        [1, 1, 2, 1], [2, 2, 2, 2], [None, 5, 5, 5], [None, None, 1, 1], [None, 3, None, None],
    ]  # fmt: skip
    assert nominal_alpha([[v for v in unit if v is not None] for unit in table]) == pytest.approx(
        0.743, abs=0.0005
    )


def _said(position: int, pair: str, verdict: str, who: str, round_: Round = Round.FIRST) -> Decision:
    return Decision(
        position=position, at="", reviewer=who, left=pair[0], right=pair[1], verdict=Verdict(verdict), why="", round=round_
    )  # fmt: skip


def test_agreement_counts_only_those_who_did_not_know_of_each_other() -> None:
    """The third, who knew that two had judged otherwise, is not counted; the pair is listed."""
    said = [
        _said(1, "ab", "same", "x"),
        _said(2, "ab", "different", "y", Round.SECOND),
        _said(3, "ab", "same", "z", Round.THIRD),
    ]
    said += [
        _said(4, "cd", "same", "x"),
        _said(5, "cd", "same", "y", Round.SECOND),
        _said(6, "ef", "same", "x"),
    ]
    found = agreement(said)
    assert found.pairs == 2
    assert [pair for pair, _ in found.disagreements] == [("a", "b")]
    assert found.alpha is not None
    assert found.alpha == pytest.approx(0.0, abs=1e-9)  # One of two pairs agreed on, as chance would give.


def test_nothing_to_tell_apart_is_no_agreement() -> None:
    """Where all say the same, or nobody judged twice, there is no alpha."""
    assert agreement([]).alpha is None
    assert agreement([_said(1, "ab", "same", "x"), _said(2, "ab", "same", "y")]).alpha is None


def test_the_interval_holds_the_value_and_comes_back_with_the_seed() -> None:
    """Equal input, equal interval; the value lies within."""
    said = []
    for n in range(30):
        pair = chr(97 + n // 6) + chr(65 + n)
        verdict = "same" if n % 2 else "different"
        other = "unsure" if n % 10 == 0 else verdict
        said += [_said(2 * n, pair, verdict, "x"), _said(2 * n + 1, pair, other, "y")]
    found, again = agreement(said), agreement(said)
    assert found == again
    assert found.low is not None
    assert found.high is not None
    assert found.alpha is not None
    assert found.low <= found.alpha <= found.high
