"""Totals: they hold the truth, rest on nothing but histories and seed, and are refused where they must be."""

import json
from dataclasses import replace

import numpy as np
import pytest
from populations import captured, histories_of

from sijill.count import estimate_total, to_json, to_lines
from sijill.count.average import Average
from sijill.count.histories import all_cells, membership
from sijill.count.loglinear import fit_models
from sijill.count.modes import Mode
from sijill.count.pooling import Range
from sijill.model.estimate import CaptureHistories, Estimate, Refusal

ALIKE = captured([(3_000, [0.25, 0.3, 0.2])], seed=11)
UNLIKE = [(1_600, [0.11, 0.15, 0.12, 0.1]), (800, [0.6, 0.45, 0.5, 0.55])]


@pytest.fixture(scope="module")
def alike() -> Estimate:
    """The estimate of 3,000 persons who are all alike."""
    found = estimate_total(ALIKE, seed=1)
    assert isinstance(found, Estimate)
    return found


def _reversed(histories: CaptureHistories) -> CaptureHistories:
    table = membership(histories)[:, ::-1]
    codes = (table << np.arange(table.shape[1])).sum(axis=1).tolist()
    cells = sorted(zip(codes, histories.counts, strict=True))
    return CaptureHistories(
        lists=histories.lists[::-1],
        patterns=tuple(code for code, _ in cells),
        counts=tuple(count for _, count in cells),
    )


def test_interval_holds_the_truth_when_persons_are_alike(alike: Estimate) -> None:
    """3,000 persons on three independent lists lie in the interval, and the floor below it."""
    lower, upper = alike.interval
    assert ALIKE.documented <= lower <= 3_000 <= upper
    assert lower <= alike.estimate <= upper


def test_intervals_cover_where_independence_undercounts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two kinds of persons, 2,400 in all: independence never reaches them, the average holds them in most.

    Of 6 intervals with a chance of 92 % each, fewer than 4 would hold the truth once in 130 times.
    """
    monkeypatch.setattr("sijill.count.average.RUNS", (2, 2))
    monkeypatch.setattr("sijill.count.average.PARTICLES", 100)
    held = 0
    for seed in range(6):
        histories = captured(UNLIKE, seed=seed)
        assert fit_models(all_cells(histories), [()])[0].interval(histories.documented)[1] < 2_400
        found = estimate_total(histories, seed=seed)
        assert isinstance(found, Estimate)
        held += found.interval[0] <= 2_400 <= found.interval[1]
    assert held >= 4


def test_shares_of_the_average_sum_to_one(alike: Estimate) -> None:
    """The members' weights are shares; comparisons have none and carry their BIC."""
    assert sum(member.weight or 0 for member in alike.models) == pytest.approx(1, abs=1e-3)
    assert all((member.weight is None) == (member.bic is not None) for member in alike.models)


def test_order_of_lists_does_not_change_a_byte(alike: Estimate) -> None:
    """The same table with its columns reversed gives the same JSON."""
    other = estimate_total(_reversed(ALIKE), seed=1)
    assert json.dumps(to_json(other, "en")) == json.dumps(to_json(alike, "en"))


def test_another_seed_moves_the_answer_by_its_stated_error(alike: Estimate) -> None:
    """Two seeds differ by no more than five of the standard errors that the answer prints."""
    other = estimate_total(ALIKE, seed=2)
    assert isinstance(other, Estimate)
    error = max(alike.monte_carlo_error[1], other.monte_carlo_error[1], 0.004)
    assert abs(np.log(other.estimate / alike.estimate)) < 5 * np.sqrt(2) * error


def test_a_refusal_has_no_figure_but_the_floor() -> None:
    """Lists without overlap give the reason and the documented count, in the same keys as an estimate."""
    found = estimate_total(histories_of({"A": 60, "B": 50, "C": 40}))
    assert isinstance(found, Refusal)
    printed = to_json(found, "ar")
    assert printed["estimate"] is None
    assert printed["interval"] is None
    assert printed["documented"] == 150
    assert printed["refused_code"] == "no_overlap"
    assert printed["refused"].startswith("لا تقدير")


def test_too_wide_an_answer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ends that lie more than tenfold apart are not printed, whatever the middle is."""
    wide = Range(lower=200.0, median=700.0, upper=2_001.0)
    answer = Average(range=wide, members=(), errors=(0.0, 0.0, 0.0), modes=())
    monkeypatch.setattr("sijill.count.average.average", lambda *_, **__: answer)
    cells = {"A": 60, "B": 50, "C": 40, "AB": 12, "AC": 10, "BC": 8, "ABC": 3}
    found = estimate_total(histories_of(cells))
    assert isinstance(found, Refusal)
    assert found.code == "too_wide"


def _answered(monkeypatch: pytest.MonkeyPatch, answer: Average) -> Estimate:
    monkeypatch.setattr("sijill.count.average.average", lambda *_, **__: answer)
    monkeypatch.setattr("sijill.count.total.drawn", lambda *_, **__: None)
    found = estimate_total(ALIKE, believed=500)
    assert isinstance(found, Estimate)
    return found


def test_several_modes_are_said_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Totals that gather in two places are both named with their shares; in one place nothing is said."""
    range_ = Range(lower=2_000.0, median=3_000.0, upper=9_000.0)
    two = (Mode(total=2_900.0, share=0.7), Mode(total=8_100.0, share=0.3))
    answer = Average(range=range_, members=(), errors=(0.0, 0.0, 0.0), modes=two)
    found = _answered(monkeypatch, answer)
    for language in ("ar", "en"):
        (told,) = [w["text"] for w in to_json(found, language)["warnings"] if w["code"] == "modes"]
        assert "2,900 (70 %)" in told
        assert "8,100 (30 %)" in told
    alone = _answered(monkeypatch, replace(answer, modes=two[:1]))
    assert "modes" not in [remark.code for remark in alone.warnings]


def test_an_error_that_stays_too_large_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draws that stopped at their limit with 2 % on the median are told with that figure, 0.9 % are not."""
    range_ = Range(lower=2_000.0, median=3_000.0, upper=9_000.0)
    answer = Average(range=range_, members=(), errors=(0.001, 0.02, 0.001), modes=())
    told = {remark.code: dict(remark.fields) for remark in _answered(monkeypatch, answer).warnings}
    assert told["monte_carlo"] == {"middle": 2.0, "end": 0.1}
    settled = _answered(monkeypatch, replace(answer, errors=(0.02, 0.009, 0.02)))
    assert "monte_carlo" not in [remark.code for remark in settled.warnings]


def test_another_prior_with_another_upper_end_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the wide priors end a quarter higher both intervals are named in both languages; a tenth is not told."""
    plain = Average(
        range=Range(lower=2_000.0, median=3_000.0, upper=4_000.0), members=(), errors=(0.0,) * 3, modes=()
    )

    def told(upper: float) -> Estimate:
        other = replace(plain, range=Range(lower=2_100.0, median=3_300.0, upper=upper))
        monkeypatch.setattr("sijill.count.total.drawn", lambda *_, **__: None)
        monkeypatch.setattr(
            "sijill.count.average.average", lambda *_, **given: other if "priors" in given else plain
        )
        found = estimate_total(ALIKE)
        assert isinstance(found, Estimate)
        return found

    far = told(5_400.0)
    assert far.other_prior == (2_100, 3_300, 5_400)
    for language in ("ar", "en"):
        (said,) = [w["text"] for w in to_json(far, language)["warnings"] if w["code"] == "other_prior"]
        assert "2,100" in said
        assert "5,400" in said
    assert "other_prior" not in [remark.code for remark in told(4_400.0).warnings]


def test_how_far_the_models_are_believed_stands_beside_the_total(
    alike: Estimate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader's choice is in the provenance and among the assumptions; 1,500 where nothing was said."""
    range_ = Range(lower=2_000.0, median=3_000.0, upper=9_000.0)
    chosen = _answered(monkeypatch, Average(range=range_, members=(), errors=(0.0, 0.0, 0.0), modes=()))
    for found, persons in ((alike, 1_500), (chosen, 500)):
        assert dict(found.provenance.parameters)["believed_persons"] == persons
        assert dict(found.assumptions[-1].fields) == {"persons": persons}


def test_keys_stay_the_same(alike: Estimate) -> None:
    """Estimates and refusals print the same keys, which others read."""
    refusal = estimate_total(histories_of({"A": 60, "B": 50, "AB": 12}))
    keys = [
        "estimate",
        "interval",
        "documented",
        "documented_under_linkage",
        "refused",
        "refused_code",
        "would_help",
        "lists",
        "models",
        "monte_carlo_error",
        "other_prior",
        "linkage",
        "warnings",
        "assumptions",
        "provenance",
    ]
    assert list(to_json(alike, "en")) == keys
    assert list(to_json(refusal, "en")) == keys
    assert alike.provenance.histories_sha256 == ALIKE.sha256


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_printed_answer_has_floor_and_interval(alike: Estimate, language: str) -> None:
    """No point stands without its interval, and the floor stands first."""
    lines = to_lines(alike, language)
    assert f"{ALIKE.documented:,}" in lines[0]
    assert f"{alike.estimate:,}" in lines[1]
    assert all(f"{end:,}" in lines[2] for end in alike.interval)
