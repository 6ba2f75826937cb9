"""The average over members: their draws of the total pooled by evidence, its interval, its own error.

Each member is sampled in independent runs, side by side on the machine's cores. Runs are added until the random
draws hardly move the result, or until there are as many as are allowed. Several tables, the same persons under
other linkages, are averaged over as well; then it is tables that are added.
"""

import os
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np

from sijill.count import pooling
from sijill.count.histories import FloatArray
from sijill.count.members import STANDARD, Member, Priors, members_of
from sijill.count.modes import Mode, find_modes
from sijill.count.pooling import Range, Run
from sijill.count.sampler import Sample, sample

RUNS: Final = (4, 32)
"""Runs of each member at first, doubled while more are needed, and at the most."""
RUNS_A_TABLE: Final = 2
"""Of each member, where there are several tables."""
FEWEST_TABLES: Final = 20
"""That are averaged over at first, doubled while more are needed and there are more."""
PARTICLES: Final = 150
DRAWS_PER_RUN: Final = 3_000
BELIEVED: Final = 1_500
"""Persons beyond whom more records do not prove a member further.

Beyond that more records narrow an interval that the model's own error already exceeds
(Miller and Dunson 2019, coarsened posterior): draws are taken at the power BELIEVED / (BELIEVED + n). Members are weighed
by the full evidence.
"""
AIM: Final = (0.03, 0.005, 0.03)
"""Relative standard error of lower end, median and upper end at which no more runs are added."""
MOST_ERROR: Final = (0.03, 0.01, 0.03)
"""Beyond which an answer says that it stopped before it was as sure as is asked."""

LEAST_WEIGHT: Final = 0.02
"""Of a member that gets more runs."""
_LARGEST_ODDS: Final = 1e6
_LARGEST_MEAN: Final = 1e15


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberAnswer:
    """One member's share in the average and its own answer."""

    name: str
    weight: float
    range: Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Average:
    """The pooled answer."""

    range: Range
    members: tuple[MemberAnswer, ...]
    errors: tuple[float, float, float]
    """Relative standard errors of lower, median and upper from the draws alone."""
    modes: tuple[Mode, ...]
    """Where the totals gather, lowest first."""
    tables: int = 1
    """That were averaged over."""
    between_tables: float = 0.0
    """Share of the variance of the total's logarithm that they make."""
    runs: tuple[Run, ...] = field(default=(), compare=False)
    """All draws behind it."""


class _Job(NamedTuple):
    member: int
    number: int
    """Among all runs of the member."""


def _rounds(fewest: int, most: int) -> Iterator[range]:
    """Yield the numbers of the runs of each member: the first ones, then as many again each time, up to ``most``."""
    done = 0
    while done < most:
        further = range(done, min(2 * done or fewest, most))
        yield further
        done = further.stop


def average(
    tables: Sequence[FloatArray],
    *,
    seed: int,
    believed: float = BELIEVED,
    priors: Priors = STANDARD,
    runs: tuple[int, int] | None = None,
    among: Collection[str] | None = None,
) -> Average:
    """Return the pooled answer for ``tables`` of persons over all 2^J patterns; the same for the same seed.

    Several tables are the same persons under other linkages: each counts alike, whatever its evidence. ``runs`` stand
    for ``RUNS`` where there is one; ``among`` names the members that are asked, all of them unless given.
    """
    several = len(tables) > 1
    fewest, each = (RUNS_A_TABLE * FEWEST_TABLES, RUNS_A_TABLE) if several else runs or RUNS
    members = [members_of(tables[0], priors)]
    done: list[Run] = []
    wanted = [place for place, member in enumerate(members[0]) if among is None or member.name in among]

    def run(job: _Job) -> Run:
        table, number = divmod(job.number, each) if several else (0, job.number)
        seeds = [seed, job.member, job.number]
        found, totals = _run(members[table][job.member], seeds, believed)
        return Run(
            member=job.member,
            table=table,
            number=number,
            log_evidence=found.log_evidence,
            log_believed=found.log_believed,
            totals=totals,
        )

    with ThreadPoolExecutor(os.cpu_count()) as cores:
        for further in _rounds(fewest, each * len(tables) if several else each):
            # A table is laid out when it is reached: most answers are sure before the last.
            reached = -(-further.stop // each) if several else 1
            members += [members_of(tables[place], priors) for place in range(len(members), reached)]
            if done:
                shares = pooling.by_member(done)
                wanted = [place for place in wanted if shares[place] >= LEAST_WEIGHT]
            done += cores.map(run, [_Job(place, number) for place in wanted for number in further])
            errors = pooling.jackknife(done)
            if all(error <= allowed for error, allowed in zip(errors, AIM, strict=True)):
                break
    return _pooled(done, [member.name for member in members[0]], errors)


def _pooled(done: Sequence[Run], names: Sequence[str], errors: tuple[float, float, float]) -> Average:
    totals, of_run = pooling.pooled(done)
    weights = pooling.weights_of(done)[of_run]
    tables = done[-1].table + 1
    return Average(
        range=pooling.range_of(totals, weights),
        members=tuple(
            MemberAnswer(name=names[place], weight=share, range=pooling.own_range(done, place))
            for place, share in pooling.by_member(done).items()
        ),
        errors=errors,
        modes=find_modes(totals, weights),
        tables=tables,
        between_tables=pooling.share_between_tables(done) if tables > 1 else 0.0,
        runs=tuple(done),
    )


def _run(member: Member, seed: list[int], believed: float) -> tuple[Sample, FloatArray]:
    random, documented = np.random.default_rng(seed), member.documented
    power = believed / (believed + documented)
    found = sample(member, random, particles=PARTICLES, look_at=power, draws=DRAWS_PER_RUN)
    return found, _totals(found.odds, documented, random)


def _totals(odds: FloatArray, documented: float, random: np.random.Generator) -> FloatArray:
    """Draw totals: the undocumented are Poisson about a gamma mean once the odds are given."""
    means = random.gamma(documented, size=len(odds)) * np.minimum(odds, _LARGEST_ODDS)
    return documented + random.poisson(np.minimum(means, _LARGEST_MEAN))
