"""The draws behind an answer: equally likely totals, under the answer's prior and under the wider one.

What a picture, a sum over strata, or another program needs of an average; the average's own weighted runs stay inside.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sijill.count.average import Average
from sijill.count.pooling import pooled, weights_of
from sijill.model.estimate import Estimate, Refusal

DRAWS: Final = 4_000
"""Under each prior: the ends of an interval then move by less than the runs behind them allow."""
PRIORS: Final = ("answer", "wider")

_Whole = NDArray[np.integer[Any]]  # Any: any width of integer


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Draws:
    """Equally likely draws, in random order: one entry a draw in each array."""

    prior: _Whole
    """Place in ``PRIORS``."""

    member: _Whole
    """Place in ``members``."""

    table: _Whole
    """Number of the table of histories it was drawn for: another linkage, another place for persons of unknown stratum."""

    run: _Whole
    """Number of the run among those of its member and table."""

    total: _Whole
    """Persons, documented and not."""

    members: tuple[str, ...]
    """Names of the models of the average."""

    def of(self, prior: str) -> NDArray[np.bool_]:
        """Return which draws were made under ``answer`` or ``wider``."""
        chosen: NDArray[np.bool_] = self.prior == PRIORS.index(prior)
        return chosen

    def columns(self) -> dict[str, list[Any]]:  # Any: strings or integers
        """Return columns of equal length under their names, as a data frame or a file takes them."""
        return {
            "prior": [PRIORS[place] for place in self.prior.tolist()],
            "model": [self.members[place] for place in self.member.tolist()],
            "table": self.table.tolist(),
            "total": self.total.tolist(),
        }


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counted:
    """An answer with the draws behind it."""

    result: Estimate | Refusal
    draws: Draws | None = None
    """None where there is no total."""


def drawn(averages: Sequence[Average], *, seed: int) -> Draws:
    """Return ``DRAWS`` draws of each average, which stand in the order of ``PRIORS``.

    Taken evenly from the weighted totals in ascending order, so that quantiles stay those of the answer.
    """
    names = tuple(dict.fromkeys(member.name for average in averages for member in average.members))
    found = [
        _of(average, names, np.random.default_rng([seed, 2, place])) for place, average in enumerate(averages)
    ]
    prior = np.repeat(np.arange(len(averages), dtype=np.int8), DRAWS)
    member, table, run, total = (np.concatenate(column) for column in zip(*found, strict=True))
    return Draws(prior=prior, member=member, table=table, run=run, total=total, members=names)


def _of(average: Average, names: tuple[str, ...], random: np.random.Generator) -> tuple[_Whole, ...]:
    totals, of_run = pooled(average.runs)
    cumulative = np.cumsum(weights_of(average.runs)[of_run])
    places = (np.arange(DRAWS) + 0.5) / DRAWS * cumulative[-1]
    taken = random.permutation(np.minimum(np.searchsorted(cumulative, places), len(totals) - 1))
    # Members of an answer stand in the order of their numbers.
    numbers = sorted({run.member for run in average.runs})
    member = {number: names.index(each.name) for number, each in zip(numbers, average.members, strict=True)}
    of_each = np.array([(member[run.member], run.table, run.number) for run in average.runs])[of_run[taken]]
    return *of_each.T.astype(np.int16), np.rint(totals[taken]).astype(np.int64)
