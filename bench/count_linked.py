"""Counting with linkage errors: made populations whose records stray from their persons or join another's.

What an audit would say is drawn from as many pairs as it would ask about. Told beside it: the answer that takes the
linkage as perfect, and that on perfect links.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.count import estimate_total, histories_from_clusters
from sijill.model.estimate import CaptureHistories, Estimate, LinkageError, Rate

AUDITED: Final = 400
"""Pairs of records that reviewers judged, for each of recall and precision."""


class _Linked(NamedTuple):
    perfect: CaptureHistories
    linked: CaptureHistories
    recall: float
    precision: float


def linked(tables: int, seed: int) -> Iterator[str]:
    """Yield what the intervals hold over ``tables`` populations."""
    rows = []
    for table in range(tables):
        random = np.random.default_rng([seed, table])
        total = int(np.exp(random.uniform(np.log(2_000), np.log(20_000))))
        made = _made(total, random)
        error = LinkageError(recall=audited(made.recall, random), precision=audited(made.precision, random))
        perfect = estimate_total(made.perfect)
        carried = estimate_total(made.linked, linkage=error)
        if not isinstance(perfect, Estimate) or not isinstance(carried, Estimate) or carried.linkage is None:
            yield f"table {table}: refused"
            continue
        answers = (
            (perfect.interval[0], perfect.estimate, perfect.interval[1]),
            carried.linkage.ignored,
            (carried.interval[0], carried.estimate, carried.interval[1]),
        )
        rows.append([[low <= total <= high, middle / total, high / low] for low, middle, high in answers])
    found = np.array(rows)
    for place, name in enumerate(("perfect links", "error ignored", "error carried")):
        held, ratio, width = found[:, place].T
        yield (
            f"{name}: {int(held.sum())} of {len(held)} hold the truth, median estimate/truth {np.median(ratio):.3f}, "
            f"median upper/lower {np.median(width):.2f}"
        )


def _made(total: int, random: np.random.Generator) -> _Linked:
    """Return a population on three to five lists, with 5-20 % of pairs missed and 0-6 % of pairs false."""
    lists = int(random.integers(3, 6))
    chances = random.uniform(0.1, 0.35, lists) * np.where(random.random(total)[:, None] < 0.3, 1.8, 0.8)
    person, code = np.nonzero(random.random((total, lists)) < chances)
    names = tuple(f"list {number}" for number in range(lists))
    cluster = person.copy()
    stray = random.random(len(person)) < 1 - np.sqrt(random.uniform(0.8, 0.95))
    cluster[stray] = total + np.flatnonzero(stray)
    on = set(zip(cluster.tolist(), code.tolist(), strict=True))
    for record in np.flatnonzero(random.random(len(person)) < random.uniform(0.0, 0.03)):
        other = int(random.choice(cluster))
        if (other, int(code[record])) not in on:
            on.add((other, int(code[record])))
            cluster[record] = other
    both = pairs_of(person * (int(cluster.max()) + 1) + cluster)
    return _Linked(
        histories_from_clusters(person, code, names),
        histories_from_clusters(cluster, code, names),
        both / pairs_of(person),
        both / pairs_of(cluster),
    )


def pairs_of(groups: NDArray[np.int64]) -> int:
    """Return the pairs of records that are in one group."""
    sizes = np.unique(groups, return_counts=True)[1]
    return int((sizes * (sizes - 1) // 2).sum())


def audited(share: float, random: np.random.Generator) -> Rate:
    """Return what an audit of ``AUDITED`` pairs says, with the interval of Jeffreys."""
    right = random.binomial(AUDITED, share)
    low, high = np.quantile(random.beta(right + 0.5, AUDITED - right + 0.5, 20_000), (0.025, 0.975))
    value = right / AUDITED
    return Rate(value=value, low=min(float(low), value), high=max(float(high), value))
