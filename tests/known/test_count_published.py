"""Published figures from published tables: reproduced by the same model, held by the average."""

from pathlib import Path

import numpy as np
import pytest

from sijill.count import estimate_total, read_table
from sijill.count.choice import step_by_step
from sijill.count.existence import has_answer
from sijill.count.graphs import average_over_graphs
from sijill.count.histories import all_cells, in_canonical_order
from sijill.count.loglinear import candidate_models, fit_models
from sijill.count.overlaps import Margins, margins_of
from sijill.count.stick_breaking import total_by_stick_breaking
from sijill.model.estimate import CaptureHistories, Estimate, Refusal

pytestmark = pytest.mark.shared


def _table(shared: Path, name: str) -> CaptureHistories:
    return read_table(shared / "data" / "mse" / f"{name}.csv")


def _mask(histories: CaptureHistories, *names: str) -> int:
    return sum(1 << histories.lists.index(name) for name in names)


def test_kosovo_best_model_says_10356(shared: Path) -> None:
    """The best model by BIC is [123][14][34] and says 10,356.5 (Ball et al. 2002); near-tied ones say far more."""
    kosovo = _table(shared, "kosovo_1999")
    best, second, third = candidate_models(all_cells(kosovo))[:3]
    pairs = [("EXH", "ABA"), ("EXH", "OSCE"), ("ABA", "OSCE"), ("EXH", "HRW"), ("OSCE", "HRW")]
    masks = {_mask(kosovo, *names) for names in [*pairs, ("EXH", "ABA", "OSCE")]}
    assert set(best.terms) == masks
    assert best.estimate == pytest.approx(10_356.5, abs=0.05)
    assert [round(fit.bic, 2) for fit in (best, second, third)] == [203.03, 203.11, 203.96]
    assert [round(fit.estimate) for fit in (second, third)] == [12_741, 18_393]


def test_rome_with_one_pair_says_12318(shared: Path) -> None:
    """Main effects and c1:c2 say 12,318 (Abeni et al. 1994, as recomputed with Rcapture)."""
    rome = _table(shared, "hiv_rome_4")
    fit = fit_models(all_cells(rome), [(_mask(rome, "c1", "c2"),)])[0]
    assert fit.estimate == pytest.approx(12_318, abs=1)


def test_new_orleans_main_effects_say_1034_and_997(shared: Path) -> None:
    """Five lists joined: 1,034; eight lists, main effects: 997 (Chan, Silverman, Vincent 2021)."""
    five, eight = _table(shared, "new_orleans_5"), _table(shared, "new_orleans_8")
    assert candidate_models(all_cells(five))[0].estimate == pytest.approx(1_034, abs=1)
    assert fit_models(all_cells(eight), [()])[0].estimate == pytest.approx(997, abs=1)


def test_artificial_table_has_no_estimate(shared: Path) -> None:
    """With AB alone no extended estimate exists (Chan et al. 2021, table 2); no total is given."""
    artificial = _table(shared, "artificial_3")
    assert not has_answer(all_cells(artificial), (_mask(artificial, "A", "B"),))
    assert isinstance(estimate_total(artificial), Refusal)


def test_kosovo_interval_holds_the_later_census(shared: Path) -> None:
    """The interval holds 10,401, the later near-census (Kosovo Memory Book), its ends at most 1.7 apart by ratio."""
    found = estimate_total(_table(shared, "kosovo_1999"))
    assert isinstance(found, Estimate)
    lower, upper = found.interval
    assert lower <= 10_401 <= upper
    assert upper <= 1.7 * lower


def _margins(histories: CaptureHistories) -> Margins:
    return margins_of(np.array(histories.patterns), np.array(histories.counts, float), len(histories.lists))


def test_new_orleans_stepwise_says_1184_and_1034(shared: Path) -> None:
    """Eight lists 1,184, five 1,034, pairs added step by step (Chan, Silverman, Vincent 2021)."""
    for name, published in (("new_orleans_8", 1_184), ("new_orleans_5", 1_034)):
        margins = _margins(_table(shared, name))
        total = margins.persons * (1 + step_by_step(margins).odds)
        assert total == pytest.approx(published, abs=1), name


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        ("kosovo_1999", (9_827, 12_595, 16_544)),
        ("hiv_rome_4", (9_404, 11_220, 14_095)),
        ("spina_bifida_3", (686, 725, 784)),
    ],
)
def test_graphs_say_what_dga_says(shared: Path, name: str, figures: tuple[int, int, int]) -> None:
    """The figures of the R package dga for the same prior, to a person or two."""
    found = average_over_graphs(all_cells(_table(shared, name))).range
    assert (found.lower, found.median, found.upper) == pytest.approx(figures, abs=1.5)


def _with_one_more(histories: CaptureHistories) -> CaptureHistories:
    """Return New Orleans as a later R package ships it: one person more on C and D, 186 in all."""
    cells = dict(zip(histories.patterns, histories.counts, strict=True))
    both = _mask(histories, "C", "D")
    cells[both] = cells.get(both, 0) + 1
    patterns = tuple(sorted(cells))
    counts = tuple(cells[pattern] for pattern in patterns)
    return CaptureHistories(lists=histories.lists, patterns=patterns, counts=counts)


def test_new_orleans_of_186_persons_says_what_r_says_of_it(shared: Path) -> None:
    """Of that table stepwise 1,110, dga 847 [529-1,589], LCMCR 698 [505-1,034] on eight lists and 801 [553-1,282] on five."""
    five, eight = (_with_one_more(_table(shared, f"new_orleans_{lists}")) for lists in (5, 8))
    margins = _margins(eight)
    assert margins.persons * (1 + step_by_step(margins).odds) == pytest.approx(1_110, abs=1)
    graphs = average_over_graphs(all_cells(five)).range
    assert (graphs.lower, graphs.median, graphs.upper) == pytest.approx((529, 847, 1_589), abs=1.5)
    for table, figures in ((eight, (505, 698, 1_034)), (five, (553, 801, 1_282))):
        found = total_by_stick_breaking(in_canonical_order(table), seed=1).found.range
        assert found.median == pytest.approx(figures[1], rel=0.02)
        assert (found.lower, found.upper) == pytest.approx((figures[0], figures[2]), rel=0.05)


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        ("hiv_rome_4", (9_352, 10_918, 13_006)),
        ("spina_bifida_3", (679, 726, 822)),
        ("korea_palembang", (124, 138, 200)),
    ],
)
def test_chains_say_what_lcmcr_says(shared: Path, name: str, figures: tuple[int, int, int]) -> None:
    """Where one chain of the R package LCMCR mixes: its median within 2 %, its ends within 5 %."""
    found = total_by_stick_breaking(in_canonical_order(_table(shared, name)), seed=1)
    assert found.settled
    ends = found.found.range
    assert ends.median == pytest.approx(figures[1], rel=0.02)
    assert (ends.lower, ends.upper) == pytest.approx((figures[0], figures[2]), rel=0.05)
