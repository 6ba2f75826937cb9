"""The total under the prior of LCMCR, by several chains, run until they tell the same or no longer.

For comparison with what the field prints (Manrique-Vallier 2016). That program runs one chain and says nothing of its
convergence; here four begin from places drawn at random, as it does with the stick broken off early at first, and
the answer says whether they agree. Its posterior has several modes on some tables: then they do not, and no number of sweeps helps.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np

from sijill.count.chains import Convergence, converge
from sijill.count.gibbs import MOST_UNSEEN, Plan, Table, start, sweep
from sijill.count.histories import FloatArray, membership
from sijill.model.estimate import CaptureHistories

CHAINS: Final = 4
MOST_ERROR: Final = (0.03, 0.01, 0.03)
"""Relative standard errors of lower end, median and upper end at which the chains end."""
MOST_R_HAT: Final = 1.01
FEWEST_EFFECTIVE: Final = 400
"""Both as Vehtari and others 2021 advise."""
EVERY: Final = 10
"""Sweeps for each total kept."""
MOST_KEPT: Final = 16_000
"""Totals of one chain at which it is stopped in any case, its first half thrown away."""

_HELD: Final = 500
_FIRST: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ByStickBreaking:
    """What the chains say."""

    found: Convergence
    settled: bool
    """They agree, and their error is as small as asked."""
    kept: int
    """Totals of each chain that the answer stands on."""
    at_the_edge: float
    """Share of totals above nine tenths of the highest that is considered."""


def total_by_stick_breaking(
    histories: CaptureHistories, *, seed: int, most_error: tuple[float, float, float] = MOST_ERROR
) -> ByStickBreaking:
    """Return the posterior of the total under the prior of LCMCR; the same for the same seed."""
    table = Table(membership(histories), np.array(histories.counts, dtype=np.int64))
    randoms = [np.random.default_rng([seed, chain]) for chain in range(CHAINS)]
    states = [start(random, len(histories.lists)) for random in randoms]
    totals: FloatArray = np.empty((CHAINS, 0))

    def run(chain: int, number: int, plan: Plan) -> FloatArray:
        found = np.empty(number)
        sweep(table, states[chain], randoms[chain], plan, found)
        return found

    with ThreadPoolExecutor() as cores:
        list(cores.map(lambda chain: run(chain, _HELD, Plan(1, hold=True)), range(CHAINS)))
        while True:
            more = max(_FIRST, totals.shape[1])
            new = cores.map(lambda chain, more=more: run(chain, more, Plan(EVERY, hold=False)), range(CHAINS))
            totals = np.hstack([totals, np.array(list(new))])
            kept = totals[:, totals.shape[1] // 2 :]
            found = converge(kept)
            settled = _is_settled(found, most_error)
            if settled or totals.shape[1] >= MOST_KEPT:
                break
    edge = 0.9 * (MOST_UNSEEN + 1) * histories.documented
    return ByStickBreaking(
        found=found, settled=settled, kept=kept.shape[1], at_the_edge=float((kept > edge).mean())
    )


def _is_settled(found: Convergence, most_error: tuple[float, float, float]) -> bool:
    small = all(error <= most for error, most in zip(found.errors, most_error, strict=True))
    return small and found.r_hat <= MOST_R_HAT and found.effective >= FEWEST_EFFECTIVE
