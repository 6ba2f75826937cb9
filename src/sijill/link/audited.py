"""What an audit found: precision and recall of a linkage with intervals, from the answers on a stratified sample.

The figure is the stratified estimate; the interval is Bayesian. Of pairs in one cluster the share of one-person pairs of
each stratum has a beta prior that counts as one pair, at what the linkage stated; of pairs kept apart, where a few
one-person pairs lie among many, its log odds are normal about that, since such a beta prior is too sure once none was
seen. Pairs of a stratum that nobody reviewed are drawn from what the answers leave. How often it covers the truth was
measured (``./dev bench audits``).
"""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.audit import Sample
from sijill.link.explain import Relation

DRAWS: Final = 4_000
_PRIOR: Final = 1.0
"""Pairs that what the linkage stated counts for in each stratum of pairs in one cluster."""
_LEAST: Final = 0.02
"""However sure the linkage was of such a stratum, the prior leaves this much for the contrary."""
_OFF: Final = 1.5
"""Standard deviation, in nats, of how far the log odds of a stratum of pairs kept apart are from what was stated."""
_LEAST_APART: Final = 0.002
"""The least share of such a stratum that the prior is about."""
_GRID: Final = np.linspace(-12.0, 12.0, 961)
"""Log odds at which what is left of the prior is reckoned."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure with its 95 % interval; None where there is nothing to take a share of."""

    value: float | None
    low: float | None
    high: float | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Precision and recall of pairs of records of one kind, or of all."""

    relation: Relation | None
    together: int
    """Pairs that the linkage has in one cluster."""
    reviewed: int
    precision: Figure
    recall: Figure


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """The result of an audit."""

    drawn: int
    answered: int
    """Pairs of the sample judged same or different, and not otherwise by a second."""
    unanswered_strata: int
    """Strata of whose pairs none was answered: there the interval rests on what the linkage stated."""
    measured: tuple[Measured, ...]
    """All pairs first, then by what they look like."""
    second_look: Figure
    """Pairs of one person that only the second look found: what keys miss, as far as anybody has looked."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Counts:
    """By stratum."""

    size: NDArray[np.int64]
    seen: NDArray[np.int64]
    same: NDArray[np.int64]
    stated: NDArray[np.float64]
    together: NDArray[np.bool_]


def audited(sample: Sample, answers: Mapping[tuple[str, str], bool], *, seed: int = 0) -> Audited:
    """Return what the answers (pair: is it one person) say about the linkage that the sample was drawn from."""
    counts = _counts(sample, answers)
    every = np.array([each.relation.value for each in sample.strata])
    random = np.random.default_rng(seed)
    drawn = _drawn(counts, random)
    found = []
    for relation in (None, *Relation):
        chosen = np.ones(len(every), bool) if relation is None else every == relation.value
        sure = sum(count for kind, count in sample.decided if relation in {None, kind})
        found.append(_measured(relation, counts, drawn, chosen, sure))
    second = np.array([each.second for each in sample.strata], bool)
    low, high = np.quantile(drawn[:, second].sum(axis=1), (0.025, 0.975)).tolist()
    return Audited(
        drawn=len(sample.pairs),
        answered=int(counts.seen.sum()),
        unanswered_strata=int((counts.seen == 0).sum()),
        measured=tuple(found),
        second_look=Figure(value=float(_best(counts)[second].sum()), low=low, high=high),
    )


def _counts(sample: Sample, answers: Mapping[tuple[str, str], bool]) -> _Counts:
    seen, same = np.zeros(len(sample.strata), np.int64), np.zeros(len(sample.strata), np.int64)
    for each in sample.pairs:
        answer = answers.get((each.left, each.right))
        if answer is not None:
            seen[each.stratum] += 1
            same[each.stratum] += answer
    return _Counts(
        size=np.array([each.size for each in sample.strata], np.int64),
        seen=seen,
        same=same,
        stated=np.array([each.stated for each in sample.strata]),
        together=np.array([each.together for each in sample.strata], bool),
    )


def _best(counts: _Counts) -> NDArray[np.float64]:
    """Return the estimated number of one-person pairs of each stratum; as stated where nothing was answered."""
    share = np.where(counts.seen > 0, counts.same / np.maximum(counts.seen, 1), counts.stated)
    best: NDArray[np.float64] = share * counts.size
    return best


def _drawn(counts: _Counts, random: np.random.Generator) -> NDArray[np.float64]:
    """Return draws x strata: numbers of one-person pairs that the answers leave possible."""
    together = counts.together
    share = np.empty((DRAWS, len(together)))
    share[:, together] = _shares_together(counts, together, random)
    share[:, ~together] = _shares_apart(counts, ~together, random)
    same: NDArray[np.float64] = counts.same + random.binomial(counts.size - counts.seen, share).astype(float)
    return same


def _shares_together(
    counts: _Counts, chosen: NDArray[np.bool_], random: np.random.Generator
) -> NDArray[np.float64]:
    stated = np.clip(counts.stated[chosen], _LEAST, 1 - _LEAST)
    same, different = counts.same[chosen], (counts.seen - counts.same)[chosen]
    return random.beta(same + _PRIOR * stated, different + _PRIOR * (1 - stated), (DRAWS, len(stated)))


def _shares_apart(
    counts: _Counts, chosen: NDArray[np.bool_], random: np.random.Generator
) -> NDArray[np.float64]:
    """Return draws x strata, by inverting sums over a grid."""
    stated = np.clip(counts.stated[chosen], _LEAST_APART, 1 - _LEAST_APART)
    same, different = counts.same[chosen, None], (counts.seen - counts.same)[chosen, None]
    fits = -same * np.logaddexp(0, -_GRID) - different * np.logaddexp(0, _GRID)
    log = fits - (_GRID - np.log(stated / (1 - stated))[:, None]) ** 2 / (2 * _OFF**2)
    below = np.cumsum(np.exp(log - log.max(axis=1, keepdims=True)), axis=1)
    asked = random.random((DRAWS, len(stated)))
    odds = [np.interp(asked[:, row], each / each[-1], _GRID) for row, each in enumerate(below)]
    return 1 / (1 + np.exp(-np.stack(odds, axis=1))) if odds else np.empty((DRAWS, 0))


def _measured(
    relation: Relation | None,
    counts: _Counts,
    drawn: NDArray[np.float64],
    chosen: NDArray[np.bool_],
    sure: int,
) -> Measured:
    together, apart = chosen & counts.together, chosen & ~counts.together
    pairs = int(counts.size[together].sum()) + sure
    best = _best(counts)
    right = drawn[:, together].sum(axis=1) + sure
    missed = drawn[:, apart].sum(axis=1)
    right_best = float(best[together].sum()) + sure
    return Measured(
        relation=relation,
        together=pairs,
        reviewed=int(counts.seen[chosen].sum()),
        precision=_figure(right_best, pairs, right / max(pairs, 1)),
        recall=_figure(
            right_best,
            right_best + float(best[apart].sum()),
            right / np.maximum(right + missed, 1e-9),
        ),
    )


def _figure(part: float, whole: float, draws: Sequence[float] | NDArray[np.float64]) -> Figure:
    if whole <= 0:
        return Figure(value=None, low=None, high=None)
    low, high = np.quantile(draws, (0.025, 0.975)).tolist()
    value = part / whole
    # The estimate may lie a little outside when a stratum has few answers; an interval without it would mislead.
    return Figure(value=value, low=min(low, value), high=max(high, value))
