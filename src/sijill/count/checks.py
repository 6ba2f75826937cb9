"""What other methods of the literature say of the same table: to compare with, never instead of the answer.

Each is told with its name and the paper that it follows. On populations of known size their intervals held the truth far less often
than they say (docs/reference/count-figures.md); where all agree with the answer that is some comfort, and where they do not
the reader should know.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from sijill.count.bootstrap import FEW, SAMPLES, Bootstrapped, bca
from sijill.count.cells import Floats
from sijill.count.chao import lower_bound
from sijill.count.choice import (
    MOST_LISTS_OF_ALL,
    best_by_bic,
    step_by_step,
    totals_by_bic,
    totals_stepwise,
)
from sijill.count.graphs import MOST_LISTS as MOST_LISTS_OF_GRAPHS
from sijill.count.graphs import average_over_graphs
from sijill.count.histories import all_cells, in_canonical_order, membership
from sijill.count.overlaps import Pairs, Whole, margins_of
from sijill.count.stick_breaking import total_by_stick_breaking
from sijill.model.estimate import CaptureHistories, Remark

if TYPE_CHECKING:
    from collections.abc import Callable

STEPWISE_SAMPLES: Final = 10_000
MOST_LISTS_OF_MANY_SAMPLES: Final = 8
"""Up to which there are ten times as many as are customary: they cost little, and the ends move less with the seed."""

BOUNDS: Final = ("chao",)
"""Names of checks that are a lower bound, which a total may well exceed."""

_AT_THE_EDGE: Final = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A total by one method, or none."""

    name: str
    """Key under ``checks.method`` of the words, and under ``checks.source`` for its paper."""

    estimate: int | None
    """None where the method has no total for these lists."""

    interval: tuple[int, int | None] | None
    """At 95 % by the method's own reckoning; an upper end of None is beyond all bounds."""

    remarks: tuple[Remark, ...]
    """What has to be known beside it: keys under ``checks.remark``."""


def checks_of(histories: CaptureHistories, *, seed: int) -> tuple[Check, ...]:
    """Return what other methods say of ``histories``; the same for the same seed, whatever the order of lists.

    They say it of lists too that carry no total: ask ``estimate_total`` first.
    """
    tidy = in_canonical_order(histories)
    lists = len(tidy.lists)
    wanted: list[Callable[[CaptureHistories, int], Check]] = [_stepwise, _stick_breaking, _chao]
    if lists <= MOST_LISTS_OF_GRAPHS:
        wanted.insert(1, _graphs)
    if lists <= MOST_LISTS_OF_ALL:
        wanted.insert(0, _bic)
    return tuple(check(tidy, seed) for check in wanted)


def _bic(tidy: CaptureHistories, seed: int) -> Check:
    patterns, persons, lists = _arrays(tidy)
    nothing = np.zeros((lists, lists), np.bool_)
    model = best_by_bic(margins_of(patterns, persons, lists), nothing).model
    random = np.random.default_rng([seed, 1])
    found = bca(persons, lambda tables: totals_by_bic(patterns, tables, lists, model), random)
    return _loglinear("loglinear_bic", found, model, tidy)


def _stepwise(tidy: CaptureHistories, seed: int) -> Check:
    patterns, persons, lists = _arrays(tidy)
    model = step_by_step(margins_of(patterns, persons, lists)).model
    random = np.random.default_rng([seed, 2])
    found = bca(
        persons,
        lambda tables: totals_stepwise(patterns, tables, lists),
        random,
        samples=STEPWISE_SAMPLES if lists <= MOST_LISTS_OF_MANY_SAMPLES else SAMPLES,
    )
    return _loglinear("loglinear_stepwise", found, model, tidy)


def _loglinear(name: str, found: Bootstrapped, model: Pairs, tidy: CaptureHistories) -> Check:
    if np.isinf(found.total):
        return _none(name)
    remarks = [_pairs_remark("pairs", np.argwhere(np.triu(model)).tolist(), tidy)]
    if found.beyond < FEW:
        remarks.append(_remark("few_samples", beyond=found.beyond, samples=found.samples))
    if found.without_total:
        remarks.append(_remark("without_total", number=found.without_total, samples=found.samples))
    return _check(name, (found.lower, found.total, found.upper), remarks)


def _graphs(tidy: CaptureHistories, _seed: int) -> Check:
    found = average_over_graphs(all_cells(tidy))
    likeliest = _pairs_remark("graph", [list(pair) for pair in found.best], tidy)
    share = (("share", round(100 * found.best_share)), ("graphs", found.graphs))
    remarks = [Remark(code=likeliest.code, fields=(*likeliest.fields, *share))]
    if found.beyond > _AT_THE_EDGE:
        remarks.append(_remark("cut_off", share=round(100 * found.beyond)))
    return _check("graphs", (found.range.lower, found.range.median, found.range.upper), remarks)


def _stick_breaking(tidy: CaptureHistories, seed: int) -> Check:
    answer = total_by_stick_breaking(tidy, seed=seed)
    found = answer.found
    worth = {"mean": round(found.mean), "r_hat": round(found.r_hat, 3), "effective": round(found.effective)}
    remarks = [_remark("settled" if answer.settled else "not_settled", **worth)]
    if answer.at_the_edge > _AT_THE_EDGE:
        remarks.append(_remark("cut_off", share=round(100 * answer.at_the_edge)))
    return _check("stick_breaking", (found.range.lower, found.range.median, found.range.upper), remarks)


def _chao(tidy: CaptureHistories, _seed: int) -> Check:
    _, persons, _ = _arrays(tidy)
    found = lower_bound(membership(tidy).astype(float), persons)
    if found is None:
        return _none("chao")
    remarks = [_remark("bound", on_one=found.on_one, on_two=found.on_two)]
    return _check("chao", (found.lower, found.total, found.upper), remarks)


def _arrays(tidy: CaptureHistories) -> tuple[Whole, Floats, int]:
    return np.array(tidy.patterns, np.int64), np.array(tidy.counts, np.float64), len(tidy.lists)


def _check(name: str, figures: tuple[float, float, float], remarks: list[Remark]) -> Check:
    lower, middle, upper = figures
    if np.isinf(lower):
        return _none(name)
    ends = round(lower), None if np.isinf(upper) else round(upper)
    return Check(name=name, estimate=round(middle), interval=ends, remarks=tuple(remarks))


def _none(name: str) -> Check:
    return Check(name=name, estimate=None, interval=None, remarks=(_remark("no_total"),))


def _remark(code: str, **fields: float) -> Remark:
    return Remark(code=code, fields=tuple(fields.items()))


def _pairs_remark(code: str, pairs: list[list[int]], tidy: CaptureHistories) -> Remark:
    names = sorted(" + ".join(sorted(tidy.lists[place] for place in pair)) for pair in pairs)
    return (
        Remark(code=code, fields=(("pairs", ", ".join(names)),))
        if names
        else Remark(code=f"{code}_none", fields=())
    )
