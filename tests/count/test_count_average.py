"""The average: its draws agree with sums done exactly, its errors and modes are what they say."""

import numpy as np
import pytest
from populations import captured

from sijill.count import average as pooled
from sijill.count import pooling
from sijill.count.average import average
from sijill.count.histories import all_cells
from sijill.count.likelihood import likelihood
from sijill.count.members import classes
from sijill.count.modes import find_modes
from sijill.count.pooling import Run
from sijill.count.sampler import sample

PERSONS = all_cells(captured([(400, [0.3, 0.25, 0.2])], seed=3))


def test_evidence_agrees_with_a_plain_mean_over_the_prior() -> None:
    """With so few persons that the prior's own draws still carry it, the climb's evidence is their mean likelihood."""
    member = classes(all_cells(captured([(30, [0.3, 0.25, 0.2])], seed=3)), 2)
    found = [
        sample(member, np.random.default_rng(run), particles=300, look_at=1.0, draws=300).log_evidence
        for run in range(8)
    ]
    places = member.draw(np.random.default_rng(9), 40_000)
    logs = likelihood(places, member.shape, np.empty(places.shape))[0]
    plain = float(logs.max() + np.log(np.exp(logs - logs.max()).mean()))
    assert np.mean(found) == pytest.approx(plain, abs=5 * np.std(found) / np.sqrt(8) + 0.03)


def test_believing_less_widens_the_interval() -> None:
    """Taking 100 records as proof, and not all, leaves more room on both sides."""
    wide, narrow = (
        average([PERSONS], seed=1, believed=100).range,
        average([PERSONS], seed=1, believed=10_000).range,
    )
    assert wide.upper / wide.lower > narrow.upper / narrow.lower


def test_cores_do_not_change_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """One core or many, the same seed gives the same average."""
    monkeypatch.setattr(pooled, "RUNS", (2, 2))
    many = average([PERSONS], seed=4)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert average([PERSONS], seed=4) == many


def test_runs_are_added_only_while_the_error_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """With an error that nothing reaches all runs are made, with one that all reach only the first."""
    made: list[int] = []
    true_run = pooled._run

    def counted(*given: object) -> object:
        made.append(1)
        return true_run(*given)  # type: ignore[arg-type]  # Handed through as given.

    monkeypatch.setattr(pooled, "_run", counted)
    monkeypatch.setattr(pooled, "RUNS", (2, 4))
    monkeypatch.setattr(pooled, "AIM", (9.0, 9.0, 9.0))
    average([PERSONS], seed=1)
    assert len(made) == 2 * 3
    monkeypatch.setattr(pooled, "AIM", (0.0, 0.0, 0.0))
    average([PERSONS], seed=1)
    assert len(made) > 2 * 3 + 2 * 3


def test_two_gatherings_are_told_apart_and_one_is_not_split() -> None:
    """Draws about 1,000 and 4,000 have two modes with their shares; draws about 1,000 alone have one."""
    random = np.random.default_rng(2)
    low, high = np.exp(random.normal(np.log(1_000), 0.1, 700)), np.exp(random.normal(np.log(4_000), 0.1, 300))
    both = find_modes(np.sort(np.concatenate([low, high])), np.ones(1_000))
    assert [round(mode.share, 1) for mode in both] == [0.7, 0.3]
    assert [mode.total for mode in both] == [pytest.approx(1_000, rel=0.1), pytest.approx(4_000, rel=0.1)]
    assert len(find_modes(np.sort(low), np.ones(700))) == 1


def test_a_long_tail_is_no_mode() -> None:
    """Draws that reach far up without gathering there have one mode."""
    for seed in range(5):
        draws = np.sort(1_000 + np.exp(np.random.default_rng(seed).normal(5, 1.5, 4_000)))
        assert len(find_modes(draws, np.ones(4_000))) == 1


def test_equal_draws_have_one_mode() -> None:
    """A total that does not vary at all gathers in one place."""
    modes = find_modes(np.full(50, 700.0), np.ones(50))
    assert [(round(mode.total), mode.share) for mode in modes] == [(700, 1.0)]


def test_draws_of_nobody_are_no_error() -> None:
    """Where a drawn linkage leaves a stratum empty, its draws of 0 stand low, and the others gather as before."""
    draws = np.sort(np.concatenate([np.zeros(100), np.exp(np.random.default_rng(4).normal(5, 0.1, 900))]))
    modes = find_modes(draws, np.ones(1_000))
    assert modes[-1].total == pytest.approx(np.exp(5), rel=0.1)


def test_members_weigh_by_evidence_and_their_runs_by_what_was_believed() -> None:
    """A run that is nats likelier in full is no better source of draws that believe the data less."""
    runs = [
        Run(member=member, table=0, number=number, log_evidence=full, log_believed=less, totals=np.ones(2))
        for member, number, full, less in [(0, 0, -10.0, -3.0), (0, 1, -30.0, -3.0), (1, 0, -10.0, -1.0)]
    ]
    # The mean evidence of the first member is half of the second's.
    assert pooling.weights_of(runs) == pytest.approx([1 / 6, 1 / 6, 2 / 3])
    assert pooling.weights_of(runs, without=np.array([True, False, False]))[1] == pytest.approx(0, abs=1e-6)


def test_a_run_left_out_takes_no_weight_from_the_others_however_likely_it_is() -> None:
    """Without a run that is thousands of nats likelier, what is left is weighed as if it had never been."""
    runs = [
        Run(member=0, table=0, number=number, log_evidence=log, log_believed=log, totals=np.ones(2))
        for number, log in enumerate([0.0, -5_000.0, -5_000.0])
    ]
    assert pooling.weights_of(runs, without=np.array([True, False, False])) == pytest.approx([0, 0.5, 0.5])
