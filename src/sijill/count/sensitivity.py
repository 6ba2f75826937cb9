"""What a total hangs on: the same count without each list, with each pair of lists as one, and what a claim would need.

Nothing here replaces the answer. A total that moves out of its interval when a list is left out rests on that list; one
that moves when two lists are joined rests on their being made independently.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations
from typing import Final

import numpy as np

from sijill.count import average as pooled
from sijill.count.guards import first_refusal
from sijill.count.histories import all_cells, in_canonical_order, membership
from sijill.count.linkage import other_tables
from sijill.count.pooling import Range
from sijill.model.estimate import CaptureHistories, Estimate, Fields, LinkageError

RUNS: Final = (4, 4)
"""Of each member, whatever the error of the draws: other tables are to be compared with, not quoted."""
TABLES: Final = 10
"""That the error of a linkage is carried by, twenty runs of each member then: for the same reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """The same count of other lists."""

    left_out: tuple[str, ...]
    """One list that is left out; or none."""

    joined: tuple[str, ...]
    """Two lists that are counted as one; or none."""

    range: tuple[int, int, int] | None
    """Lower end, estimate and upper end; None where the lists carry no total then."""

    refused: str
    """The code of the refusal, or empty."""

    fields: Fields
    """What its sentence names."""

    moves: bool
    """Whether its estimate lies outside the interval of the answer."""


class Place(StrEnum):
    """Where a claim lies."""

    INSIDE = "inside"
    """In the interval: nothing more is needed."""
    BELOW = "below"
    """Under the floor, which no total can be."""
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """How lists would have to depend on each other for a claim to be the total."""

    claim: int
    place: Place
    floor: int
    """Persons documented; the fewest under any linkage, where the linkage's error is carried."""

    unseen: int
    """Persons that the claim has above the floor; below 0 where it lies under the floor."""

    estimated: int
    """Persons that the estimate has above the floor."""

    @property
    def odds_ratio(self) -> float | None:
        """Of the dependence of all lists together, which overlaps cannot show: below 1 where persons on no list would have to be fewer.

        None where nothing is needed, nothing would do, or the estimate has nobody above the floor.
        """
        if self.place is not Place.OUTSIDE or self.estimated < 1:
            return None
        return round(self.unseen / self.estimated, 2)


def variants(histories: CaptureHistories, answer: Estimate) -> tuple[Variant, ...]:
    """Return the counts without each list, then those with each pair of lists as one.

    With the answer's seed and belief, and with the linkage's error where the answer carries it.
    """
    names = answer.lists
    singles = [((name,), (), {name: ""}) for name in names]
    pairs = [((), (one, other), {other: one}) for one, other in combinations(names, 2)]
    return tuple(_variant(histories, answer, *each) for each in [*singles, *pairs])


def needed(answer: Estimate, claim: int) -> Needed:
    """Return what ``claim`` needs (Aleshin-Guendel, Sadinle, Wakefield 2024: the interaction that nothing identifies)."""
    floor = answer.linkage.documented[0] if answer.linkage else answer.documented
    lower, upper = answer.interval
    outside = Place.BELOW if claim < floor else Place.OUTSIDE
    return Needed(
        claim=claim,
        place=Place.INSIDE if lower <= claim <= upper else outside,
        floor=floor,
        unseen=claim - floor,
        estimated=answer.estimate - floor,
    )


def _variant(
    histories: CaptureHistories,
    answer: Estimate,
    left_out: tuple[str, ...],
    joined: tuple[str, ...],
    into: Mapping[str, str],
) -> Variant:
    tidy = in_canonical_order(_rebuilt(histories, into))
    refusal = first_refusal(tidy)
    if refusal is not None:
        return Variant(
            left_out=left_out, joined=joined, range=None, refused=refusal[0], fields=refusal[1], moves=False
        )
    found = _counted(tidy, answer, _rebuilt_error(answer, into))
    lower, upper = answer.interval
    return Variant(
        left_out=left_out,
        joined=joined,
        range=(round(found.lower), round(found.median), round(found.upper)),
        refused="",
        fields=(),
        moves=not lower <= found.median <= upper,
    )


def _counted(tidy: CaptureHistories, answer: Estimate, error: LinkageError | None) -> Range:
    believed = int(dict(answer.provenance.parameters)["believed_persons"])
    seed = answer.provenance.seed
    plain = pooled.average([all_cells(tidy)], seed=seed, believed=believed, runs=RUNS)
    if error is None:
        return plain.range
    tables = other_tables(tidy, error, seed=seed)
    some = [tables[place] for place in range(min(TABLES, len(tables)))]
    heard = [member.name for member in plain.members if member.weight >= pooled.LEAST_WEIGHT]
    return pooled.average(some, seed=seed, believed=believed, among=heard).range


def _rebuilt_error(answer: Estimate, into: Mapping[str, str]) -> LinkageError | None:
    """Return the error that the answer carries, as that of a linkage of the other lists."""
    if answer.linkage is None:
        return None
    error = answer.linkage.error
    return replace(error, clusterings=tuple(_rebuilt(each, into) for each in error.clusterings))


def _rebuilt(histories: CaptureHistories, into: Mapping[str, str]) -> CaptureHistories:
    """Return the histories in which a list of ``into`` counts as another, or, where that is empty, not at all."""
    wanted = [into.get(name, name) for name in histories.lists]
    lists = tuple(dict.fromkeys(name for name in wanted if name))
    table, cells = membership(histories), np.zeros(1 << len(lists), np.int64)
    places = [lists.index(name) if name else None for name in wanted]
    for row, count in zip(table, histories.counts, strict=True):
        on = {place for place, inside in zip(places, row, strict=True) if inside and place is not None}
        cells[sum(1 << place for place in on)] += count
    patterns = np.flatnonzero(cells[1:]) + 1
    return CaptureHistories(
        lists=lists, patterns=tuple(patterns.tolist()), counts=tuple(cells[patterns].tolist())
    )
