"""Each stratum estimated or refused, side by side; their sum, if every one of them has a total; and all as one table.

Where persons of unknown stratum were imputed, a stratum's answer mixes the replicates' draws, so that its spread is
within and between them; a replicate puts a person into one stratum alone, so that sums are taken within replicates.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import numpy as np

from sijill.count.average import BELIEVED
from sijill.count.choices import whole
from sijill.count.histories import FloatArray
from sijill.count.imputing import REPLICATES, finest, imputed
from sijill.count.pooling import range_of
from sijill.count.posterior import Counted, Draws
from sijill.count.strata import MOST_STRATA, UNKNOWN, Label, Strata, joined
from sijill.count.total import DEFAULT_SEED, PERFECT, count_total
from sijill.errors import UsageError
from sijill.model.estimate import CaptureHistories, LinkageError, Refusal

DRAWS: Final = 4_000
"""Of the sum, over all replicates."""


class _Job(NamedTuple):
    known: CaptureHistories
    """Of the persons of known stratum."""
    others: tuple[CaptureHistories, ...]
    """Of each replicate, where these differ."""
    imputed: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stratum:
    """One stratum with its answer."""

    label: Label
    """A value for each of what divides the strata."""

    histories: CaptureHistories
    """Of the persons who are known to belong to it."""

    counted: Counted


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sum:
    """The total over all strata."""

    estimate: int
    interval: tuple[int, int]
    share: float
    """Of the variance of its logarithm, what placing persons of unknown stratum makes."""

    totals: FloatArray
    """Equally likely draws."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ByStratum:
    """The answers of all strata."""

    by: tuple[str, ...]
    strata: tuple[Stratum, ...]
    """In ascending order of labels."""

    documented: int
    """Persons on at least one list, in all strata and in none that is known."""

    unplaced: int
    """Persons some part of whose stratum is not known."""

    replicates: int
    """In how many ways these were placed, or persons clustered; 1 where all is known."""

    sum: Sum | None
    """None where a stratum has no total."""

    undivided: Counted
    """Of all persons as one table: what a count without strata answers."""

    @property
    def apart(self) -> int:
        """Of these, who stand as strata of their own, since nobody met tells more of where such persons are."""
        return sum(each.counted.result.documented for each in self.strata if UNKNOWN in each.label)

    @property
    def refused(self) -> tuple[Label, ...]:
        """The strata that have no total."""
        return tuple(each.label for each in self.strata if isinstance(each.counted.result, Refusal))


def estimate_strata(
    strata: Strata,
    *,
    seed: int = DEFAULT_SEED,
    believed: int = BELIEVED,
    linkage: LinkageError = PERFECT,
    replicates: int = REPLICATES,
    progress: Callable[[int, int], None] | None = None,
) -> ByStratum:
    """Return the answer of each stratum, of all of them together and of all as one table; the same for the same input and seed.

    Tables that are equal are counted once. ``linkage`` holds rates alone. ``progress`` is called with how many
    tables are done, and of how many. UsageError where one of ``strata.by`` has no value at
    all, and where there are more than ``MOST_STRATA``.
    """
    seed, believed = whole("seed", seed, least=0), whole("believed", believed, least=1)
    replicates = whole("replicates", replicates, least=1)
    for place, name in enumerate(strata.by):
        if not any(label[place] for label in strata.labels):
            raise UsageError("count_stratum_unknown", name=name)
    placed = _placed(strata, replicates, seed)
    jobs = _jobs(strata, placed)
    undivided = _Job(joined(strata), tuple(map(joined, strata.others)), imputed=False)
    distinct = {_key(job): job for job in (*jobs.values(), undivided)}

    def run(job: _Job) -> Counted:
        error = replace(linkage, clusterings=job.others, imputed=job.imputed)
        return count_total(job.known, seed=seed, believed=believed, linkage=error)

    done: dict[str, Counted] = {}
    with ThreadPoolExecutor(os.cpu_count()) as cores:
        running = {cores.submit(run, job): key for key, job in distinct.items()}
        for number, finished in enumerate(as_completed(running), 1):
            done[running[finished]] = finished.result()
            if progress is not None:
                progress(number, len(running))
    answers = tuple(
        Stratum(label=label, histories=job.known, counted=done[_key(job)]) for label, job in jobs.items()
    )
    return ByStratum(
        by=strata.by,
        strata=answers,
        documented=strata.documented,
        unplaced=strata.unplaced,
        replicates=len(placed),
        sum=_sum(answers, len(placed), seed),
        undivided=done[_key(undivided)],
    )


def _placed(strata: Strata, replicates: int, seed: int) -> tuple[Strata, ...]:
    """Return strata with nobody left to place: several placements of one clustering, or one of each of several."""
    clusterings = strata.others or (strata,)
    met = {label for each in clusterings for label in each.labels}
    if len(met) > MOST_STRATA:
        raise UsageError("count_strata_beyond", found=len(met), most=MOST_STRATA)
    labels = finest(met)
    if not strata.others:
        return imputed(strata, labels, replicates=replicates, seed=seed)
    return tuple(
        imputed(other, labels, replicates=1, seed=seed, first=number)[0]
        for number, other in enumerate(clusterings)
    )


def _jobs(strata: Strata, placed: tuple[Strata, ...]) -> dict[Label, _Job]:
    known = dict(zip(strata.labels, strata.histories, strict=True))
    lists, source = strata.histories[0].lists, strata.histories[0].source_sha256
    nobody = CaptureHistories(lists=lists, patterns=(), counts=(), source_sha256=source)
    labels = sorted({label for each in placed for label in each.labels})
    found = [dict(zip(each.labels, each.histories, strict=True)) for each in placed]
    jobs: dict[Label, _Job] = {}
    for label in labels:
        own = known.get(label, nobody)
        others = tuple(each.get(label, nobody) for each in found)
        differ = any(other.sha256 != own.sha256 for other in others)
        jobs[label] = _Job(own, others if differ else (), imputed=differ and bool(strata.unplaced))
    return jobs


def _key(job: _Job) -> str:
    return " ".join([*(each.sha256 for each in (job.known, *job.others)), str(job.imputed)])


def _sum(strata: Sequence[Stratum], replicates: int, seed: int) -> Sum | None:
    """Add up draws of the strata, replicate by replicate: the low ones with the low, the high with the high.

    What makes a stratum's interval wide is for the most part what one kind of model cannot know, the same in all strata;
    errors taken to be independent would cancel out in the sum, and it missed the truth.
    """
    draws = [each.counted.draws for each in strata]
    if any(each is None for each in draws):
        return None
    random = np.random.default_rng([seed, 4])
    each = -(-DRAWS // (2 * replicates))
    # Two halves of the runs: what their means have in common over replicates is no noise of the draws.
    sums = np.zeros((replicates, 2, each))
    for found in draws:
        if found is not None:
            sums += _resampled(found, replicates, each, random)
    totals = np.sort(sums.ravel())
    middle = range_of(totals, np.ones(len(totals)))
    return Sum(
        estimate=round(middle.median),
        interval=(round(middle.lower), round(middle.upper)),
        share=round(_share_between(np.log(sums)), 3),
        totals=totals,
    )


def _resampled(draws: Draws, replicates: int, each: int, random: np.random.Generator) -> FloatArray:
    """Return replicates x halves of the runs x ``each`` draws, ascending; a half without draws has the other's."""
    chosen = np.flatnonzero(draws.of("answer"))
    tables, halves = draws.table[chosen], draws.run[chosen] % 2
    several = tables.max() > 0
    found = np.empty((replicates, 2, each))
    for number in range(replicates):
        own = tables % replicates == number if several else np.ones(len(tables), np.bool_)
        own = own if own.any() else np.ones(len(tables), np.bool_)
        for half in (0, 1):
            both = own & (halves == half)
            found[number, half] = random.choice(draws.total[chosen[both if both.any() else own]], each)
    found.sort(axis=2)
    return found


def _share_between(logs: FloatArray) -> float:
    if len(logs) < 2:
        return 0.0
    one, other = logs.mean(axis=2).T
    between = float(np.cov(one, other)[0, 1])
    return float(np.clip(between / max(float(logs.var()), 1e-300), 0.0, 1.0))
