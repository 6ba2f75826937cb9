"""Populations that no model of the average contains, of known size: what its intervals hold there.

Written before any choice was made by them. 300 to 50,000 persons, three to six lists; a population is drawn again
until thirty persons are on some list and ten on two.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.count_linked import audited, pairs_of
from sijill.count import estimate_total, histories_from_clusters
from sijill.model.estimate import Estimate, LinkageError, Rate

_Chances = NDArray[np.floating[Any]]  # Any: any width
_Captures = NDArray[np.bool_]
_FEWEST: Final = (30, 10)
"""Persons on some list, and on two lists, in a population that can be answered."""


class _Made(NamedTuple):
    captures: _Captures
    missed: float
    """Share of the records that do not reach their person."""


class _Row(NamedTuple):
    design: str
    held: bool
    ratio: float
    """Of the ends of the interval."""
    score: float
    side: int
    """-1: the truth lies below the interval; 1: above it."""


def outside(tables: int, seed: int) -> Iterator[str]:
    """Yield a line a design over ``tables`` populations of each, and one over all without errors of linkage."""
    rows: list[_Row] = []
    refused: list[str] = []
    before = time.process_time()
    for table in range(tables):
        for design, make in _DESIGNS.items():
            row = _judged(design, make, np.random.default_rng([seed, table, len(rows) + len(refused)]))
            if row is None:
                refused.append(design)
            else:
                rows.append(row)
    seconds = (time.process_time() - before) / (len(rows) + len(refused))
    for design in _DESIGNS:
        yield _told(design, [row for row in rows if row.design == design], refused.count(design))
    counted = [row for row in rows if row.design != "linkage"]
    yield _told("all but linkage", counted, len(refused) - refused.count("linkage"))
    yield f"{seconds:.1f} s of CPU a table"


def _told(name: str, rows: list[_Row], refused: int) -> str:
    if not rows:
        return f"{name}: none answered, refused {refused}"
    held = sum(row.held for row in rows)
    return (
        f"{name}: {held} of {len(rows)} hold the truth ({100 * held / len(rows):.0f} %), median upper/lower "
        f"{np.median([row.ratio for row in rows]):.2f}, score {np.mean([row.score for row in rows]):.2f}, "
        f"truth below {sum(row.side < 0 for row in rows)}, above {sum(row.side > 0 for row in rows)}; "
        f"refused {refused}"
    )


def _judged(
    design: str, make: Callable[[int, int, np.random.Generator], _Made], random: np.random.Generator
) -> _Row | None:
    while True:
        total = int(np.exp(random.uniform(np.log(300), np.log(50_000))))
        made = make(total, int(random.integers(3, 7)), random)
        numbers = made.captures.sum(axis=1)
        if all((numbers > k).sum() >= few for k, few in enumerate(_FEWEST)):
            break
    person, code = np.nonzero(made.captures)
    cluster = person.copy()
    stray = random.random(len(person)) < made.missed
    cluster[stray] = total + np.flatnonzero(stray)
    error = LinkageError()
    if made.missed:
        both = pairs_of(cluster) / pairs_of(person)
        error = LinkageError(recall=audited(both, random), precision=Rate(value=1.0, low=0.99, high=1.0))
    names = tuple(f"list {number}" for number in range(made.captures.shape[1]))
    found = estimate_total(histories_from_clusters(cluster, code, names), linkage=error)
    if not isinstance(found, Estimate):
        return None
    low, high = found.interval
    missed = 40 * max(0.0, np.log(low / total), np.log(total / high))
    return _Row(
        design, low <= total <= high, high / low, np.log(high / low) + missed, (total > high) - (total < low)
    )


def _skewed(total: int, lists: int, random: np.random.Generator) -> _Made:
    """Catchability with a heavy low tail: gamma or beta, not normal on the logit."""
    if random.random() < 0.5:
        own = random.gamma(random.uniform(0.8, 3.0), size=total)
    else:
        own = random.beta(random.uniform(0.7, 2.0), random.uniform(2.0, 5.0), size=total)
    return _made(np.minimum(random.uniform(0.06, 0.3, lists) * (own / own.mean())[:, None], 0.97), random)


def _strata(total: int, lists: int, random: np.random.Generator) -> _Made:
    """Five to twelve regions in which lists reach differently."""
    regions = int(random.integers(5, 13))
    logits = _logit(random.uniform(0.06, 0.35, lists)) + random.normal(0, 0.9, (regions, lists))
    return _made(_chance(logits)[random.choice(regions, total, p=random.dirichlet([2] * regions))], random)


def _behaviour(total: int, lists: int, random: np.random.Generator) -> _Made:
    """Each record raises, or lowers, the chances of the later ones."""
    change = random.uniform(0.3, 1.0) * random.choice([1, -1])
    levels = _logit(random.uniform(0.08, 0.35, lists))
    found = np.zeros((total, lists), np.bool_)
    for column in range(lists):
        before = found[:, :column].sum(axis=1)
        found[:, column] = random.random(total) < _chance(levels[column] + change * before)
    return _Made(found, 0.0)


def _mixed(total: int, lists: int, random: np.random.Generator) -> _Made:
    """Two normal groups of catchability, and one list that passes cases on to another."""
    group = random.random(total) < random.uniform(0.2, 0.5)
    own = np.where(group, random.normal(1.0, 0.5, total), random.normal(-0.6, 0.5, total))
    found = _made(_chance(_logit(random.uniform(0.06, 0.3, lists)) + own[:, None]), random).captures
    one, other = random.choice(lists, 2, replace=False)
    found[:, other] |= found[:, one] & (random.random(total) < random.uniform(0.1, 0.4))
    return _Made(found, 0.0)


def _three_ways(total: int, lists: int, random: np.random.Generator) -> _Made:
    """A log-linear model with terms of three lists."""
    bits = (np.arange(2**lists)[:, None] >> np.arange(lists)) & 1
    logits = bits @ _logit(random.uniform(0.08, 0.35, lists))
    for number in (2, 2, 3):
        on = random.choice(lists, number, replace=False)
        logits = logits + bits[:, on].prod(axis=1) * random.uniform(0.4, 1.2) * random.choice([1, 1, -1])
    shares = np.exp(logits - logits.max())
    cells = random.choice(2**lists, total, p=shares / shares.sum())
    return _Made(bits[cells] == 1, 0.0)


def _referral(total: int, lists: int, random: np.random.Generator) -> _Made:
    """One list copies 15 to 60 in a hundred of what two others hold."""
    found = _made(random.uniform(0.08, 0.35, (1, lists)).repeat(total, axis=0), random).captures
    taker, one, other = random.choice(lists, 3, replace=False)
    for giver in (one, other):
        found[:, taker] |= found[:, giver] & (random.random(total) < random.uniform(0.15, 0.6))
    return _Made(found, 0.0)


def _linkage(total: int, lists: int, random: np.random.Generator) -> _Made:
    """Kinds of persons, and 3 to 12 in a hundred records that do not reach their person; an audit told how many."""
    logits = _logit(random.uniform(0.08, 0.35, lists)) + np.array([[-0.5], [0.8]])
    chances = _chance(logits)[(random.random(total) < 0.4).astype(int)]
    return _made(chances, random)._replace(missed=random.uniform(0.03, 0.12))


_DESIGNS: Final[Mapping[str, Callable[[int, int, np.random.Generator], _Made]]] = {
    "skewed": _skewed,
    "strata": _strata,
    "behaviour": _behaviour,
    "mixed": _mixed,
    "three ways": _three_ways,
    "referral": _referral,
    "linkage": _linkage,
}


def _made(chances: _Chances, random: np.random.Generator) -> _Made:
    return _Made(random.random(chances.shape) < chances, 0.0)


def _logit(chances: _Chances) -> _Chances:
    return np.log(chances) - np.log1p(-chances)


def _chance(logits: _Chances) -> _Chances:
    return 1.0 / (1.0 + np.exp(-logits))
