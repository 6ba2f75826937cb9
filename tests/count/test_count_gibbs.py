"""The sampler under the prior of LCMCR: it keeps the prior where data are drawn anew, and tells known totals."""

import numpy as np
import pytest
from populations import captured

from sijill.count import gibbs
from sijill.count.gibbs import Plan, State, Table, start, sweep
from sijill.count.histories import all_patterns, in_canonical_order, membership
from sijill.count.stick_breaking import total_by_stick_breaking

ON_LIST = all_patterns(3)[1:].astype(np.int64)


def _unseen(state: State) -> float:
    return float(state.shares @ (1 - state.chances).prod(axis=1))


def _drawn_anew(state: State, random: np.random.Generator) -> Table:
    """Draw patterns of twenty documented persons given the chances: a total has a prior of its inverse."""
    chances = np.where(ON_LIST[:, None, :] == 1, state.chances, 1 - state.chances).prod(axis=2) @ state.shares
    return Table(ON_LIST, random.multinomial(20, chances / chances.sum()).astype(np.int64))


def test_sweeps_keep_the_prior_when_data_are_drawn_anew() -> None:
    """Data, then a sweep, then data again: chances and shares stay distributed as beforehand (Geweke 2004).

    The totals that are cut off beyond 21 times the documented are few at three lists with uniform chances, but not none:
    where a sweep may not begin they pull by less than the bound that is asserted.
    """
    random = np.random.default_rng(11)
    state, kept = start(random, 3), np.empty((40_000, 3))
    one = np.empty(1)
    for row in range(len(kept)):
        sweep(_drawn_anew(state, random), state, random, Plan(1, hold=False), one)
        kept[row] = _unseen(state), state.shares[0], state.shares.max()
    stick = random.gamma(0.25, 4.0, size=200_000)
    rests = np.log(random.random((200_000, gibbs.CLASSES - 1))) / stick[:, None]
    left = np.exp(np.hstack([np.zeros((200_000, 1)), np.cumsum(rests, axis=1)]))
    shares = left * np.hstack([-np.expm1(rests), np.ones((200_000, 1))])
    missed = (1 - random.random((200_000, gibbs.CLASSES, 3))).prod(axis=2)
    beforehand = [(shares * missed).sum(axis=1), shares[:, 0], shares.max(axis=1)]
    for column, prior in enumerate(beforehand):
        batches = kept[2_000:, column].reshape(38, -1).mean(axis=1)
        error = batches.std() / np.sqrt(len(batches))
        assert abs(batches.mean() - prior.mean()) < 4 * error + 0.005, column


def test_chains_of_a_plain_table_agree_and_hold_the_total() -> None:
    """1,500 persons who are alike on four lists: settled, the interval holds them, the same bytes for the same seed."""
    histories = in_canonical_order(captured([(1_500, [0.3, 0.25, 0.3, 0.2])], seed=8))
    found = total_by_stick_breaking(histories, seed=3)
    assert found.settled
    assert found.found.r_hat <= 1.01
    assert found.found.range.lower < 1_500 < found.found.range.upper
    assert total_by_stick_breaking(histories, seed=3) == found


def test_chains_that_are_cut_short_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped at the first look with an error asked that cannot be reached."""
    monkeypatch.setattr("sijill.count.stick_breaking.MOST_KEPT", 500)
    monkeypatch.setattr("sijill.count.stick_breaking._FIRST", 500)
    histories = in_canonical_order(captured([(900, [0.3, 0.3, 0.3])], seed=4))
    found = total_by_stick_breaking(histories, seed=3, most_error=(1e-6, 1e-6, 1e-6))
    assert not found.settled


def test_persons_are_dealt_out_whole() -> None:
    """Every total is the documented persons and a whole number of others, up to 21 times as many."""
    histories = in_canonical_order(captured([(300, [0.1, 0.1, 0.1])], seed=4))
    table = Table(membership(histories), np.array(histories.counts, dtype=np.int64))
    random = np.random.default_rng(1)
    totals = np.empty(500)
    sweep(table, start(random, 3), random, Plan(1, hold=True), totals)
    assert (totals == np.rint(totals)).all()
    assert (totals >= histories.documented).all()
    assert (totals <= 21 * histories.documented).all()
