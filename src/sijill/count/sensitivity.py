"""What a total hangs on: the same count without each list, with each pair of lists as one, and what a claim would need.

Nothing here replaces the answer. A total that moves out of its interval when a list is left out rests on that list; one
that moves when two lists are joined rests on their being made independently.
"""

from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np

from sijill.count import average as pooled
from sijill.count.guards import first_refusal
from sijill.count.histories import all_cells, in_canonical_order, membership
from sijill.model.estimate import CaptureHistories, Estimate

RUNS: Final = (4, 4)
"""Of each member, whatever the error of the draws: other tables are to be compared with, not quoted."""


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

    moves: bool
    """Whether its estimate lies outside the interval of the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """How lists would have to depend on each other for a claim to be the total."""

    claim: int

    odds_ratio: float | None
    """Of the dependence of all lists together, which overlaps cannot show: by how much persons on no list would have to
    be more than the answer says. Below 1 where they would have to be fewer; None where the claim is below the documented.
    """


def variants(histories: CaptureHistories, answer: Estimate) -> tuple[Variant, ...]:
    """Return the counts without each list, then those with each pair of lists as one, with the answer's seed and belief."""
    names = answer.lists
    singles = [(_without(histories, name), (name,), ()) for name in names]
    pairs = [(_joined(histories, pair), (), pair) for pair in combinations(names, 2)]
    return tuple(_variant(*each, answer) for each in [*singles, *pairs])


def needed(answer: Estimate, claim: int) -> Needed:
    """Return what ``claim`` needs (Aleshin-Guendel, Sadinle, Wakefield 2024: the interaction that nothing identifies)."""
    unseen = claim - answer.documented
    ratio = unseen / max(answer.estimate - answer.documented, 1)
    return Needed(claim=claim, odds_ratio=None if unseen < 0 else round(ratio, 2))


def _variant(
    histories: CaptureHistories, left_out: tuple[str, ...], joined: tuple[str, ...], answer: Estimate
) -> Variant:
    tidy = in_canonical_order(histories)
    refusal = first_refusal(tidy)
    if refusal is not None:
        return Variant(left_out=left_out, joined=joined, range=None, refused=refusal[0], moves=False)
    believed = int(dict(answer.provenance.parameters)["believed_persons"])
    found = pooled.average([all_cells(tidy)], seed=answer.provenance.seed, believed=believed, runs=RUNS).range
    lower, upper = answer.interval
    return Variant(
        left_out=left_out,
        joined=joined,
        range=(round(found.lower), round(found.median), round(found.upper)),
        refused="",
        moves=not lower <= found.median <= upper,
    )


def _without(histories: CaptureHistories, name: str) -> CaptureHistories:
    return _rebuilt(histories, [each for each in histories.lists if each != name], {})


def _joined(histories: CaptureHistories, pair: tuple[str, ...]) -> CaptureHistories:
    one, other = pair
    return _rebuilt(histories, [each for each in histories.lists if each != other], {other: one})


def _rebuilt(histories: CaptureHistories, lists: list[str], into: dict[str, str]) -> CaptureHistories:
    """Return the histories on ``lists`` alone, where a list of ``into`` counts as another."""
    table, cells = membership(histories), np.zeros(1 << len(lists), np.int64)
    places = [
        lists.index(into.get(name, name)) if into.get(name, name) in lists else None
        for name in histories.lists
    ]
    for row, count in zip(table, histories.counts, strict=True):
        on = {place for place, inside in zip(places, row, strict=True) if inside and place is not None}
        cells[sum(1 << place for place in on)] += count
    patterns = np.flatnonzero(cells[1:]) + 1
    return CaptureHistories(
        lists=tuple(lists), patterns=tuple(patterns.tolist()), counts=tuple(cells[patterns].tolist())
    )
