"""Clusterings drawn for counting carry what linkage is unsure of, and nothing else."""

import dataclasses

import numpy as np
import pytest
from invented_lists import columns

from sijill.link import LinkResult, RecordColumns, link_records, sampled_clusterings
from sijill.link.records import ListProperty, PairColumns, PairState

SAMPLES = 2000


def _result(weights: dict[tuple[int, int], float], lists: list[int], *, clean: bool) -> LinkResult:
    pairs = sorted(weights)
    weight = np.array([weights[pair] for pair in pairs], np.float32)
    property_of = [
        ListProperty(name=str(code), size=2, duplicate_free=clean, ratio=None)
        for code in range(max(lists) + 1)
    ]
    return LinkResult(
        ids=[str(record) for record in range(len(lists))],
        cluster_ids=[],
        probability=np.empty(0),
        pairs=PairColumns(
            left=np.array([pair[0] for pair in pairs], np.int32),
            right=np.array([pair[1] for pair in pairs], np.int32),
            weight=weight,
            probability=1 / (1 + np.exp(-weight.astype(float))),
            state=np.zeros(len(pairs), np.uint8),
        ),
        list_codes=np.array(lists, np.int32),
        lists=tuple(property_of),
        blocks=(),
        thresholds={},
        warnings=(),
        parameters={},
        weights=(np.zeros(1), np.zeros(1)),
    )


@pytest.mark.parametrize("weight", [-1.5, 0.0, 1.0])
def test_a_pair_is_together_as_often_as_likely(weight: float) -> None:
    """Of many clusterings as many join a pair as its weight says, within four standard errors."""
    drawn = sampled_clusterings(_result({(0, 1): weight}, [0, 1], clean=False), samples=SAMPLES)
    likely = 1 / (1 + np.exp(-weight))
    error = 4 * np.sqrt(likely * (1 - likely) / SAMPLES)
    assert (drawn[:, 0] == drawn[:, 1]).mean() == pytest.approx(likely, abs=error)


def test_rivals_win_by_turns() -> None:
    """Two equally likely records of a list that names nobody twice take turns, and are never both the person."""
    drawn = sampled_clusterings(_result({(0, 1): 6.0, (0, 2): 6.0}, [0, 1, 1], clean=True), samples=SAMPLES)
    first, second = drawn[:, 0] == drawn[:, 1], drawn[:, 0] == drawn[:, 2]
    assert not (first & second).any()
    assert first.mean() == pytest.approx(0.5, abs=4 * np.sqrt(0.25 / SAMPLES) + 0.01)


def test_the_same_seed_draws_the_same() -> None:
    """A result and a seed give the same clusterings; another seed gives others."""
    result = _result({(0, 1): 0.0, (1, 2): 0.5}, [0, 1, 2], clean=False)
    one, same, other = (sampled_clusterings(result, samples=50, seed=seed) for seed in (1, 1, 2))
    assert (one == same).all()
    assert (one != other).any()


def test_what_is_certain_is_in_every_clustering() -> None:
    """Persons of the invented lists that linkage is sure of stay whole in each clustering."""
    result = link_records(columns())
    drawn = sampled_clusterings(result, samples=20)
    sure = result.pairs.weight > 8
    assert sure.any()
    assert (drawn[:, result.pairs.left[sure]] == drawn[:, result.pairs.right[sure]]).all()


def test_no_record_gives_no_person() -> None:
    """Clusterings of nothing are empty."""
    assert sampled_clusterings(link_records(RecordColumns(ids=[], lists=[], names=[])), samples=3).shape == (
        3,
        0,
    )


def test_what_reviewers_decided_holds_in_every_clustering() -> None:
    """A pair decided to be one is together in each, one decided to be two in none, whatever they weigh."""
    result = _result({(0, 1): -3.0, (2, 3): 9.0}, [0, 1, 2, 3], clean=False)
    state = np.array([PairState.SAME, PairState.DIFFERENT], np.uint8)
    result = dataclasses.replace(result, pairs=dataclasses.replace(result.pairs, state=state))
    drawn = sampled_clusterings(result, samples=50)
    assert (drawn[:, 0] == drawn[:, 1]).all()
    assert (drawn[:, 2] != drawn[:, 3]).all()
