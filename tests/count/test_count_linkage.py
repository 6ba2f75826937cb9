"""The error of linkage is carried into a total: what strayed is brought back, what was joined falsely strays."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from populations import captured

from sijill.count import estimate_total, to_json, to_lines
from sijill.count.histories import all_cells, histories_from_clusters
from sijill.count.linkage import MOST_TABLES, _under, brought_back, other_tables, strayed
from sijill.model.estimate import CaptureHistories, Estimate, LinkageError, Rate

TRUTH = 6_000
LINKED = captured([(TRUTH, [0.3, 0.25, 0.2, 0.25])], seed=21)
RECALL = Rate(value=0.85, low=0.82, high=0.88)


def _histories(cells: np.ndarray) -> CaptureHistories:
    patterns = tuple(np.flatnonzero(cells).tolist())
    return CaptureHistories(
        lists=LINKED.lists, patterns=patterns, counts=tuple(int(cells[pattern]) for pattern in patterns)
    )


def _split(seed: int, recall: float) -> np.ndarray:
    """Cells of LINKED after links were missed so that ``recall`` of the pairs are left."""
    random = np.random.default_rng(seed)
    return strayed(all_cells(LINKED).astype(np.int64), 1 - recall**0.5, random)


def _numbers(cells: int) -> np.ndarray:
    return np.array([cell.bit_count() for cell in range(cells)])


def _pairs(cells: np.ndarray) -> int:
    numbers = _numbers(len(cells))
    return int((cells * numbers * (numbers - 1) // 2).sum())


@pytest.fixture(scope="module")
def few_draws() -> Iterator[None]:
    """As few runs as still tell 6,000 from 6,875."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sijill.count.average.FEWEST_TABLES", 8)
        patch.setattr("sijill.count.average.RUNS", (2, 2))
        patch.setattr("sijill.count.total.OTHER_RUNS", (1, 1))
        patch.setattr("sijill.count.average.AIM", (9.0, 9.0, 9.0))
        yield


@pytest.fixture(scope="module")
def carried(few_draws: None) -> Estimate:  # noqa: ARG001 - few draws while it is made
    """The estimate of 6,000 persons of whose links 85 of 100 were found, with that recall carried in."""
    found = estimate_total(_histories(_split(1, 0.85)), seed=1, linkage=LinkageError(recall=RECALL))
    assert isinstance(found, Estimate)
    return found


def test_a_recall_of_85_in_100_no_longer_overcounts(carried: Estimate) -> None:
    """With 85 of 100 links found a true 6,000 comes out near 6,000; with the error ignored the interval is above it."""
    assert carried.linkage is not None
    assert carried.estimate == pytest.approx(TRUTH, rel=0.04)
    assert carried.interval[0] <= TRUTH <= carried.interval[1]
    assert carried.linkage.ignored[0] > TRUTH
    assert 0 < carried.linkage.share < 1


def test_straying_leaves_the_recall_of_pairs_that_was_asked_for() -> None:
    """Of the pairs of records as many are left as the square of the chance that a record stays, and no record is lost."""
    whole, split = all_cells(LINKED), _split(3, 0.7)
    assert _pairs(split) / _pairs(whole) == pytest.approx(0.7, abs=0.02)
    numbers = _numbers(len(whole))
    assert (split * numbers).sum() == (whole * numbers).sum()


def test_bringing_back_undoes_straying_on_average() -> None:
    """Over 40 draws each cell comes back within four standard errors, and no cell falls below nobody."""
    whole, share = all_cells(LINKED), 1 - 0.85**0.5
    random = np.random.default_rng(4)
    drawn = np.array(
        [brought_back(strayed(whole.astype(np.int64), share, random), share, random) for _ in range(40)]
    )
    errors = drawn.std(axis=0) / np.sqrt(40)
    assert (np.abs(drawn.mean(axis=0) - whole) <= 4 * errors + 0.5).all()
    assert drawn.min() >= 0


def test_false_links_are_undone_too() -> None:
    """With a precision below 1 the tables hold more persons on single lists, and as many records."""
    given = other_tables(LINKED, LinkageError(precision=Rate(value=0.9, low=0.88, high=0.92)), seed=1)[0]
    assert given.sum() > LINKED.documented
    assert _pairs(given) / _pairs(all_cells(LINKED)) == pytest.approx(0.9, abs=0.04)


def test_too_few_alone_bound_what_is_brought_back() -> None:
    """Where hardly anybody stands alone, no more is brought back than stands there."""
    cells = np.array([0, 2, 1, 500, 0, 400, 300, 200])
    found = brought_back(cells, 0.4, np.random.default_rng(1))
    assert found.min() >= 0
    assert found[[1, 2, 4]].tolist() == [0, 0, 0]


def test_a_table_is_the_same_whichever_were_asked_for_before() -> None:
    """Asked for alone, in turn or as a slice, a table of a place holds the same; beyond the last there is none."""
    error = LinkageError(recall=RECALL, clusterings=(LINKED, _histories(_split(1, 0.8))))
    one, other = (other_tables(LINKED, error, seed=3) for _ in range(2))
    (alone,), every = one[3:4], list(other)
    assert len(every) == len(one) == MOST_TABLES
    assert alone.tolist() == every[3].tolist()
    assert one[-1].tolist() == every[-1].tolist()
    assert every[0].tolist() != every[2].tolist()
    with pytest.raises(IndexError):
        one[MOST_TABLES]


@pytest.mark.usefixtures("few_draws")
def test_only_the_tables_that_are_averaged_over_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the first ones are sure enough the others are never laid out."""
    drawn: list[int] = []

    def counted(*given: Any) -> np.ndarray:  # Any: as the function takes them
        drawn.append(1)
        return _under(*given)

    monkeypatch.setattr("sijill.count.linkage._under", counted)
    found = estimate_total(LINKED, seed=1, linkage=LinkageError(recall=RECALL))
    assert isinstance(found, Estimate)
    assert found.linkage is not None
    assert len(drawn) == found.linkage.tables == 8


@pytest.mark.usefixtures("few_draws")
def test_clusterings_that_differ_widen_the_interval_and_the_share_says_by_how_much() -> None:
    """Averaged over clusterings far apart, most of the variance is theirs; over equal ones, none."""
    far = tuple(_histories(_split(seed, recall)) for seed, recall in enumerate((0.7, 0.8, 0.9, 1.0)))
    apart = estimate_total(LINKED, seed=1, linkage=LinkageError(clusterings=far))
    alike = estimate_total(LINKED, seed=1, linkage=LinkageError(clusterings=(LINKED,) * 4))
    assert isinstance(apart, Estimate)
    assert isinstance(alike, Estimate)
    assert apart.linkage is not None
    assert alike.linkage is not None
    assert apart.linkage.share > 0.5
    assert alike.linkage.share < 0.1
    assert apart.interval[1] / apart.interval[0] > alike.interval[1] / alike.interval[0]
    assert "linkage_share" in [remark.code for remark in apart.warnings]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_is_known_of_the_linkage_is_printed(carried: Estimate, language: str) -> None:
    """Recall, the share of the variance and the figure without the linkage's error stand in lines and JSON."""
    printed, told = "\n".join(to_lines(carried, language)), to_json(carried, language)["linkage"]
    assert "85.0 %" in printed
    assert f"{100 * told['share_of_variance']:.0f} %" in printed
    assert f"{told['ignored']['estimate']:,}" in printed
    assert told["recall"] == [0.85, 0.82, 0.88]
    assert told["for_comparison"] in printed
    fewest, most = to_json(carried, language)["documented_under_linkage"]
    assert f"{fewest:,}" in printed.splitlines()[0]
    assert f"{most:,}" in printed.splitlines()[0]
    assert fewest <= most < carried.documented


@pytest.mark.parametrize(("low", "value", "high"), [(0.0, 0.5, 0.6), (0.9, 0.8, 0.95), (0.9, 0.95, 1.1)])
def test_rates_that_cannot_be_are_refused(low: float, value: float, high: float) -> None:
    """A rate is above 0 and at most 1, its value between the ends of its interval."""
    with pytest.raises(ValueError, match="Rate"):
        Rate(value=value, low=low, high=high)


def test_lists_in_another_order_are_the_same_clustering() -> None:
    """A clustering whose columns stand otherwise gives the same tables."""
    random = np.random.default_rng(6)
    person, code = np.nonzero(random.random((400, 3)) < 0.3)
    one = histories_from_clusters(person, code, ("a", "b", "c"))
    other = histories_from_clusters(person, 2 - code, ("c", "b", "a"))
    tables = [other_tables(one, LinkageError(clusterings=(each,)), seed=1)[0] for each in (one, other)]
    assert tables[0].tolist() == tables[1].tolist()
