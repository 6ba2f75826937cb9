"""What a total hangs on: each list left out, each pair as one, and what a claim would need."""

import json
from dataclasses import replace

import pytest
from populations import captured, histories_of

from sijill.count import estimate_total
from sijill.count.alongside import Alongside
from sijill.count.pooling import Range
from sijill.count.prior_on_total import OtherPrior
from sijill.count.sensitivity import Place, needed, variants
from sijill.count.sensitivity_report import sensitivity_json, sensitivity_lines, sensitivity_of
from sijill.model.estimate import CaptureHistories, CarriedLinkage, Estimate, LinkageError, Rate

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


def test_variants_carry_the_error_that_the_answer_carries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is counted under tables of its own lists, so that a missed link moves answer and variants alike."""
    monkeypatch.setattr("sijill.count.average.RUNS", (2, 2))
    monkeypatch.setattr("sijill.count.average.FEWEST_TABLES", 10)
    monkeypatch.setattr("sijill.count.linkage.MOST_TABLES", 10)
    monkeypatch.setattr("sijill.count.sensitivity.RUNS", (1, 1))
    monkeypatch.setattr("sijill.count.average.PARTICLES", 60)
    recall = Rate(value=0.7, low=0.66, high=0.74)
    found = estimate_total(FOUR, seed=1, linkage=LinkageError(recall=recall))
    assert isinstance(found, Estimate)
    two = replace(found, lists=found.lists[:2])
    carried = [each.range[1] for each in variants(FOUR, two) if each.range]
    ignored = [each.range[1] for each in variants(FOUR, replace(two, linkage=None)) if each.range]
    assert len(carried) == len(ignored) == 3
    assert all(one < 0.93 * other for one, other in zip(carried, ignored, strict=True))
    assert all(abs(middle / found.estimate - 1) < 0.2 for middle in carried)


def test_other_clusterings_lose_and_join_the_same_lists(
    answer: Estimate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A drawn clustering is counted without the list that is left out, and with the same two as one, whatever their order."""
    given: list[tuple[CaptureHistories, ...]] = []

    def kept(_: CaptureHistories, error: LinkageError, *, seed: int) -> list[None]:  # noqa: ARG001 - as it is called
        given.append(error.clusterings)
        return []

    monkeypatch.setattr("sijill.count.sensitivity.other_tables", kept)
    monkeypatch.setattr("sijill.count.sensitivity.first_refusal", lambda _: None)
    monkeypatch.setattr("sijill.count.sensitivity.pooled.average", lambda *_, **__: _Nothing)
    table = histories_of({"A": 5, "B": 7, "AB": 3, "C": 11, "BC": 2, "ABC": 1})
    turned = CaptureHistories(lists=("C", "A", "B"), patterns=(1, 2, 6), counts=(4, 6, 5))
    carried = CarriedLinkage(
        error=LinkageError(clusterings=(turned,)), tables=1, share=0.0, documented=(15, 15), ignored=(1, 1, 1)
    )
    variants(table, replace(answer, lists=table.lists, linkage=carried))
    assert [each[0].lists for each in given] == [
        ("C", "B"), ("C", "A"), ("A", "B"), ("C", "A"), ("A", "B"), ("B", "A"),
    ]  # fmt: skip
    assert [each[0].documented for each in given] == [9, 15, 11, 15, 15, 15]


class _Nothing:
    """An average of nobody."""

    range = Range(lower=1, median=1, upper=1)
    members = ()


def test_three_lists_cannot_lose_one(answer: Estimate) -> None:
    """Two lists carry no total, and that is what the variant says."""
    three = captured([(900, [0.4, 0.3, 0.3])], seed=2)
    found = variants(three, _with_lists(answer, three.lists))
    assert {each.refused for each in found} == {"too_few_lists"}
    assert all(each.range is None and not each.moves for each in found)


def test_a_claim_needs_as_many_more_unseen_as_it_is_higher(answer: Estimate) -> None:
    """Inside the interval nothing is needed; ten times the unseen need an odds ratio of 10; fewer than documented cannot be."""
    unseen = answer.estimate - answer.documented
    assert {needed(answer, claim).place for claim in (*answer.interval, answer.estimate)} == {Place.INSIDE}
    assert needed(answer, answer.estimate).odds_ratio is None
    high = needed(answer, answer.documented + 10 * unseen)
    assert (high.place, high.odds_ratio, high.estimated) == (Place.OUTSIDE, 10.0, unseen)
    low = needed(answer, answer.documented)
    assert (low.place, low.odds_ratio) == (Place.OUTSIDE, 0.0)
    assert needed(answer, answer.documented - 1).place is Place.BELOW


def test_a_claim_is_held_against_the_floor_under_the_linkage(answer: Estimate) -> None:
    """Where a linkage is carried, its fewest documented are the floor: a claim below those as linked can be true."""
    carried = CarriedLinkage(
        error=LinkageError(), tables=2, share=0.1, documented=(700, 900), ignored=(1, 1, 1)
    )
    other = replace(answer, documented=1_100, estimate=1_000, interval=(950, 1_050), linkage=carried)
    assert needed(other, 1_300).odds_ratio == 2.0
    assert needed(other, 800).place is Place.OUTSIDE
    assert needed(other, 699).place is Place.BELOW
    assert needed(other, 1_040).place is Place.INSIDE


def test_no_ratio_to_nobody(answer: Estimate) -> None:
    """Where the estimate has nobody above the floor, a claim needs persons, not a number of times."""
    other = replace(answer, estimate=answer.documented, interval=(answer.documented, answer.documented + 1))
    needs = needed(other, 10**18)
    assert needs.odds_ratio is None
    assert "where the estimate has none" in sensitivity_lines(Alongside(needs=(needs,)), "en")[1]
    huge = sensitivity_lines(Alongside(needs=(needed(answer, 10**18),)), "en")[1]
    assert "e+" not in huge
    assert " times as many" in huge


@pytest.mark.parametrize("language", ["ar", "en"])
def test_it_is_told_in_both_languages(
    answer: Estimate, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Variants, refusals and claims each have a line; JSON has the same figures."""
    monkeypatch.setattr("sijill.count.sensitivity.RUNS", (1, 1))
    found = variants(FOUR, answer)[:1]
    needs = tuple(needed(answer, claim) for claim in (10, 5_000))
    priors = (OtherPrior(name="flat", range=(1, 2, 3), effective=12),)
    all_of_it = Alongside(variants=found, priors=priors, needs=needs)
    lines, told = sensitivity_lines(all_of_it, language), sensitivity_json(all_of_it)
    assert len(lines) == 7
    assert f"{told['variants'][0]['estimate']:,}" in lines[1]
    assert "12" in lines[3]
    assert "5,000" in lines[6]
    assert [each["claim"] for each in told["claims"]] == [10, 5_000]
    assert sensitivity_of(json.loads(json.dumps(told))) == (found, priors, needs)
    assert sensitivity_lines(Alongside(), language) == []
