"""Counting: CPU seconds a table, for three to six lists, and how often the interval holds the known total."""

import os
from collections.abc import Iterator

import numpy as np

from sijill.count import estimate_total, histories_from_clusters
from sijill.model.estimate import CaptureHistories, Estimate

_TABLES = 10
_TOTAL = 3_000


def run() -> Iterator[str]:
    """Yield a line for each number of lists; populations of 3,000 in two classes of visibility."""
    for lists in (3, 4, 5, 6):
        held, ratios, answered = 0, [], 0
        before = os.times()
        for table in range(_TABLES):
            result = estimate_total(_population(lists, np.random.default_rng([lists, table])))
            if isinstance(result, Estimate):
                answered += 1
                held += result.interval[0] <= _TOTAL <= result.interval[1]
                ratios.append(result.interval[1] / result.interval[0])
        after = os.times()
        seconds = (after.user + after.system - before.user - before.system) / _TABLES
        yield (
            f"{lists} lists: {seconds:.1f} s of CPU a table; {answered} of {_TABLES} answered, "
            f"{held} hold the total, median upper/lower {float(np.median(ratios)):.2f}"
        )


def _population(lists: int, random: np.random.Generator) -> CaptureHistories:
    chances = np.where(random.random(_TOTAL)[:, None] < 0.4, 0.35, 0.15) * random.uniform(0.7, 1.3, lists)
    person, code = np.nonzero(random.random((_TOTAL, lists)) < chances)
    return histories_from_clusters(person, code, tuple(f"list {number}" for number in range(lists)))
