"""The sample of an audit: pairs drawn by strata of stated probability, brothers, namesakes and others apart.

The population is every pair that shares a cluster, and every pair that was weighed and kept apart, by the linkage or
by the second look. A pair that neither brought together is not in it, and recall says nothing of it; how many pairs
only the second look found tells what keys miss. Pairs that reviewers decided before are not drawn: they are counted
as they are.
"""

import dataclasses
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.choose import Placed, open_questions
from sijill.link.explain import Relation, relations
from sijill.link.linked import Bench, Linked
from sijill.link.records import PairState
from sijill.link.second_look import with_second_look
from sijill.link.weigh import weigh

SIZE: Final = 400
"""Pairs drawn: an interval of about one point for a precision of 99 in 100."""
_TOGETHER: Final = (0.0, 0.5, 0.9, 0.99, 0.999, 1.01)
_APART: Final = (0.0, 0.02, 0.1, 0.3, 0.7, 1.01)
_LEAST: Final = 5
"""Pairs of each stratum that are drawn, where it has as many."""
_NEVER: Final = 0.005
"""The stated probability of a pair within one list that names nobody twice, and the least that a stratum is drawn for."""
_RELATIONS: Final = tuple(Relation)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """Pairs that were drawn from together."""

    relation: Relation
    together: bool
    """Whether the linkage has them in one cluster."""
    second: bool
    """Whether only the second look brought them together."""
    low: float
    """The least probability stated of them."""
    high: float
    stated: float
    """Their mean."""
    size: int
    """Pairs in the population, not in the sample."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A pair of the sample."""

    left: str
    right: str
    stratum: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What an audit asks about, and what it stands for."""

    seed: int
    strata: tuple[Stratum, ...]
    pairs: tuple[Drawn, ...]
    decided: tuple[tuple[Relation, int], ...]
    """Pairs in one cluster because reviewers said so, by what they look like."""


@dataclasses.dataclass(frozen=True, slots=True)
class Population:
    """Pairs that a sample is drawn from, left < right, and what was stated of them."""

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    together: NDArray[np.bool_]
    stated: NDArray[np.float64]
    relation: NDArray[np.str_]
    decided: NDArray[np.bool_]
    second: NDArray[np.bool_]


def draw(linked: Linked, bench: Bench, *, size: int = SIZE, seed: int = 0) -> Sample:
    """Draw about ``size`` pairs: a few of every stratum, more where a stratum is large or its pairs are unsure."""
    return draw_from(population_of(linked, bench), linked.records.ids, size=size, seed=seed)


def draw_from(population: Population, ids: Sequence[str], *, size: int = SIZE, seed: int = 0) -> Sample:
    """Do what ``draw`` does, from a population that is at hand."""
    stratum = _strata(population)
    kinds = np.unique(stratum[~population.decided])
    random = np.random.default_rng(seed)
    members = [np.flatnonzero((stratum == kind) & ~population.decided) for kind in kinds]
    strata, pairs = [], []
    for number, (rows, count) in enumerate(
        zip(members, _allocated(members, population.stated, size), strict=True)
    ):
        strata.append(_stratum(population, rows))
        for row in np.sort(random.choice(rows, count, replace=False)):
            one, other = sorted((ids[population.left[row]], ids[population.right[row]]))
            pairs.append(Drawn(left=one, right=other, stratum=number))
    sure = population.decided & population.together
    return Sample(
        seed=seed,
        strata=tuple(strata),
        pairs=tuple(pairs),
        decided=tuple((each, int((sure & (population.relation == each.value)).sum())) for each in _RELATIONS),
    )


def to_json(sample: Sample) -> dict[str, Any]:  # Any: a JSON object
    """Return the sample as the log keeps it."""
    return {
        "seed": sample.seed,
        "strata": [dataclasses.asdict(each) | {"relation": each.relation.value} for each in sample.strata],
        "pairs": [[each.left, each.right, each.stratum] for each in sample.pairs],
        "decided": [[relation.value, count] for relation, count in sample.decided],
    }


def from_json(told: dict[str, Any]) -> Sample:  # Any: a JSON object
    """Return what ``to_json`` told."""
    return Sample(
        seed=told["seed"],
        strata=tuple(Stratum(**each | {"relation": Relation(each["relation"])}) for each in told["strata"]),
        pairs=tuple(Drawn(left=left, right=right, stratum=place) for left, right, place in told["pairs"]),
        decided=tuple((Relation(name), count) for name, count in told["decided"]),
    )


def pairs_within(cluster: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return every pair of records that share a cluster, left < right."""
    order = np.argsort(cluster, kind="stable").astype(np.int32)
    starts = np.flatnonzero(np.r_[True, cluster[order][1:] != cluster[order][:-1]])
    sizes = np.diff(np.r_[starts, len(order)])
    lefts, rights = [np.empty(0, np.int32)], [np.empty(0, np.int32)]
    for size in np.unique(sizes[sizes > 1]):
        members = order[starts[sizes == size][:, None] + np.arange(size)]
        one, other = np.triu_indices(size, 1)
        lefts.append(members[:, one].ravel())
        rights.append(members[:, other].ravel())
    return np.concatenate(lefts), np.concatenate(rights)


def population_of(linked: Linked, bench: Bench) -> Population:
    """Return every pair that shares a cluster or was weighed and kept apart, by the linkage or the second look."""
    first = linked.pairs
    linked = with_second_look(linked, bench)
    left, right = pairs_within(linked.cluster)
    count = len(linked.cluster)
    pairs = linked.pairs
    apart = np.flatnonzero(linked.cluster[pairs.left] != linked.cluster[pairs.right])
    known = pairs.left.astype(np.int64) * count + pairs.right
    stated = _stated(linked, bench, (left, right), known)
    chance = np.full(len(known), _NEVER)
    # By weight, as when the audit's intervals were measured; and an audit owes nothing to answers that were chosen.
    asked = open_questions(pairs, Placed(linked.cluster, linked.own_code), as_weighed=True)
    chance[asked.place] = asked.chance
    every = np.r_[left, pairs.left[apart]], np.r_[right, pairs.right[apart]]
    said = known[np.isin(pairs.state, (PairState.SAME, PairState.DIFFERENT))]
    looks = relations(bench.compared(*every))
    codes = every[0].astype(np.int64) * count + every[1]
    together = np.arange(len(codes)) < len(left)
    return Population(
        left=every[0],
        right=every[1],
        together=together,
        stated=np.r_[stated, chance[apart]],
        relation=looks,
        decided=np.isin(codes, said),
        second=~together & ~np.isin(codes, first.left.astype(np.int64) * count + first.right),
    )


def _stated(
    linked: Linked,
    bench: Bench,
    within: tuple[NDArray[np.int32], NDArray[np.int32]],
    known: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Return the probability of pairs in one cluster: as stated, or by weight where the linkage kept none."""
    weight = weigh(bench.compared(*within), linked.weights).astype(float)
    stated: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-weight))
    codes = within[0].astype(np.int64) * len(linked.cluster) + within[1]
    order = np.argsort(known)
    if not len(known):
        return stated
    place = order[np.minimum(np.searchsorted(known[order], codes), len(known) - 1)]
    kept: NDArray[np.float64] = np.where(known[place] == codes, linked.pairs.probability[place], stated)
    return kept


def _strata(population: Population) -> NDArray[np.int64]:
    """Return a number for each pair's stratum."""
    together = np.digitize(population.stated, _TOGETHER) - 1
    apart = np.digitize(population.stated, _APART) - 1 + len(_TOGETHER)
    names = np.array([each.value for each in _RELATIONS])
    relation = (population.relation[:, None] == names).argmax(axis=1)
    number: NDArray[np.int64] = (
        relation * 100 + population.second * 50 + np.where(population.together, together, apart)
    )
    return number


def _stratum(population: Population, rows: NDArray[np.int64]) -> Stratum:
    stated = population.stated[rows]
    return Stratum(
        relation=Relation(str(population.relation[rows[0]])),
        together=bool(population.together[rows[0]]),
        second=bool(population.second[rows[0]]),
        low=float(stated.min()),
        high=float(stated.max()),
        stated=float(stated.mean()),
        size=len(rows),
    )


def _allocated(members: Sequence[NDArray[np.int64]], stated: NDArray[np.float64], size: int) -> list[int]:
    """Neyman (1934): in proportion to a stratum's size and spread, after a few of each."""
    sizes = np.array([len(rows) for rows in members])
    mean = np.clip([stated[rows].mean() for rows in members], _NEVER, 1 - _NEVER)
    least = np.minimum(sizes, _LEAST)
    share = sizes * np.sqrt(mean * (1 - mean))
    more = np.floor(max(size - least.sum(), 0) * share / max(share.sum(), 1e-12)).astype(int)
    return [int(count) for count in np.minimum(sizes, least + more)]
