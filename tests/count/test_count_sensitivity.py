"""What a total hangs on: each list left out, each pair as one, and what a claim would need."""

from dataclasses import replace

import pytest
from populations import captured, histories_of

from sijill.count import estimate_total
from sijill.count.sensitivity import needed, variants
from sijill.count.sensitivity_report import sensitivity_json, sensitivity_lines
from sijill.model.estimate import CaptureHistories, Estimate

FOUR = captured([(1_500, [0.3, 0.25, 0.3, 0.2])], seed=8)


@pytest.fixture(scope="module")
def answer() -> Estimate:
    """The estimate of 1,500 persons who are all alike."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sijill.count.average.RUNS", (2, 2))
        found = estimate_total(FOUR, seed=1)
    assert isinstance(found, Estimate)
    return found


def test_each_list_is_left_out_and_each_pair_joined(
    answer: Estimate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four lists give four counts without one and six with two as one, of independent lists near the same total."""
    monkeypatch.setattr("sijill.count.sensitivity.RUNS", (1, 1))
    found = variants(FOUR, answer)
    assert [len(each.left_out) for each in found] == [1] * 4 + [0] * 6
    assert len({each.joined for each in found}) == 7
    assert all(each.range and 1_100 < each.range[1] < 2_200 for each in found)


def test_joined_lists_hold_everybody_of_both(monkeypatch: pytest.MonkeyPatch, answer: Estimate) -> None:
    """Joining loses no person and leaves one list less; leaving out loses those who were on it alone."""
    given: list[CaptureHistories] = []

    def kept(histories: CaptureHistories) -> tuple[str, tuple[()]]:
        given.append(histories)
        return "none", ()

    monkeypatch.setattr("sijill.count.sensitivity.first_refusal", kept)
    table = histories_of({"A": 5, "B": 7, "AB": 3, "C": 11, "BC": 2, "ABC": 1})
    refused = variants(table, _with_lists(answer, table.lists))
    assert [each.refused for each in refused] == ["none"] * 6
    assert [histories.documented for histories in given] == [24, 22, 18, 29, 29, 29]
    assert [len(histories.lists) for histories in given] == [2] * 6
    ab_as_one = dict(zip(given[3].patterns, given[3].counts, strict=True))
    assert sorted(ab_as_one.values()) == [3, 11, 15]


def _with_lists(answer: Estimate, lists: tuple[str, ...]) -> Estimate:
    return replace(answer, lists=lists)


def test_three_lists_cannot_lose_one(answer: Estimate) -> None:
    """Two lists carry no total, and that is what the variant says."""
    three = captured([(900, [0.4, 0.3, 0.3])], seed=2)
    found = variants(three, _with_lists(answer, three.lists))
    assert {each.refused for each in found} == {"too_few_lists"}
    assert all(each.range is None and not each.moves for each in found)


def test_a_claim_needs_as_many_more_unseen_as_it_is_higher(answer: Estimate) -> None:
    """The estimate itself needs no further dependence; twice the unseen need an odds ratio of 2; fewer than documented cannot be."""
    unseen = answer.estimate - answer.documented
    assert needed(answer, answer.estimate).odds_ratio == 1.0
    assert needed(answer, answer.documented + 2 * unseen).odds_ratio == 2.0
    assert needed(answer, answer.documented - 1).odds_ratio is None


@pytest.mark.parametrize("language", ["ar", "en"])
def test_it_is_told_in_both_languages(
    answer: Estimate, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Variants, refusals and claims each have a line; JSON has the same figures."""
    monkeypatch.setattr("sijill.count.sensitivity.RUNS", (1, 1))
    found = variants(FOUR, answer)[:1]
    needs = [needed(answer, claim) for claim in (10, 5_000)]
    lines, told = sensitivity_lines(found, needs, language), sensitivity_json(found, needs)
    assert len(lines) == 5
    assert f"{told['variants'][0]['estimate']:,}" in lines[1]
    assert "5,000" in lines[4]
    assert [each["claim"] for each in told["claims"]] == [10, 5_000]
    assert sensitivity_lines((), [], language) == []
