"""Decisions as rows: pairs that must share a cluster, and pairs that must not, whatever their weight."""

import dataclasses
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.cluster import Edges, joined
from sijill.link.merging import THRESHOLD
from sijill.link.records import Decided
from sijill.link.standing import implied

_CERTAIN: Final = np.float32(30.0)
"""Nats that stand for a judgement where rivals share one whole."""


@dataclasses.dataclass(frozen=True, slots=True)
class DecidedRows:
    """Decisions by the rows of their records; left < right. Those on a record that is not there are left out."""

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    is_same: NDArray[np.bool_]

    @property
    def same(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The pairs that are one."""
        return self.left[self.is_same], self.right[self.is_same]


def decided_rows(decided: Decided | None, ids: Sequence[str]) -> DecidedRows:
    """Return the decisions on records that are there, what follows from those on others included.

    When A is the same as B and B as C, A is the same as C also where B was withdrawn.
    """
    said = decided or Decided()
    named = {mention for pair in (*said.same, *said.different) for mention in pair}
    row_of = {record: row for row, record in enumerate(ids) if record in named} if named else {}
    one_of = implied(said.same)
    members: dict[str, list[int]] = {}
    for mention, one in one_of.items():
        if mention in row_of:
            members.setdefault(one, []).append(row_of[mention])
    chains = [sorted(rows) for rows in members.values()]
    pairs = {(rows[0], row): True for rows in chains for row in rows[1:]}
    pairs |= {
        (min(pair), max(pair)): True
        for pair in ((row_of.get(left, -1), row_of.get(right, -1)) for left, right in said.same)
        if min(pair) >= 0
    }
    for left, right in said.different:
        for row in _present(left, one_of, members, row_of):
            for other in _present(right, one_of, members, row_of):
                pairs[min(row, other), max(row, other)] = False
    order = sorted(pairs)
    return DecidedRows(
        np.array([left for left, _ in order], np.int32),
        np.array([right for _, right in order], np.int32),
        np.array([pairs[pair] for pair in order], bool),
    )


def with_decided(
    edges: Edges,
    rows: DecidedRows,
    weighed: Callable[[NDArray[np.int32], NDArray[np.int32]], Edges],
    count: int,
) -> Edges:
    """Return ``edges`` with every decided pair among them: those that are two contradict, those that are one do not."""
    if not len(rows.left):
        return edges
    codes = rows.left.astype(np.int64) * count + rows.right
    held = edges.left.astype(np.int64) * count + edges.right
    fresh = ~np.isin(codes, held)
    every = joined([edges, weighed(rows.left[fresh], rows.right[fresh])])
    place = places_of(every, rows, count)
    contradict = every.contradict.copy()
    contradict[place] = ~rows.is_same
    return every._replace(contradict=contradict)


def places_of(edges: Edges, rows: DecidedRows, count: int) -> NDArray[np.int64]:
    """Return where each decided pair stands among ``edges``, which hold them all."""
    held = edges.left.astype(np.int64) * count + edges.right
    order = np.argsort(held)
    codes = rows.left.astype(np.int64) * count + rows.right
    return order[np.searchsorted(held[order], codes)]


def decided_among(edges: Edges, rows: DecidedRows, count: int, *, apart: bool = False) -> NDArray[np.bool_]:
    """Return which of ``edges``, which hold all of ``rows``, were decided; with ``apart`` those to be two persons."""
    found = np.zeros(len(edges.left), np.bool_)
    if len(rows.left):
        found[places_of(edges, rows, count)] = ~rows.is_same if apart else True
    return found


def as_certain(edges: Edges, rows: DecidedRows, count: int, *, at_least: float | None = None) -> Edges:
    """Return ``edges`` with the weight of certainty on decided pairs, for whoever asks what is likely.

    With ``at_least`` only those that are one get that weight, if theirs is smaller.
    """
    if not len(rows.left):
        return edges
    weight, place = edges.weight.copy(), places_of(edges, rows, count)
    if at_least is None:
        weight[place] = np.where(rows.is_same, _CERTAIN, -_CERTAIN)
    else:
        weight[place] = np.where(rows.is_same, np.maximum(weight[place], at_least), weight[place])
    return edges._replace(weight=weight)


def hung_together(edges: Edges, rows: DecidedRows, count: int) -> Edges:
    """Return ``edges`` with every pair that is one strong enough to hang together."""
    return as_certain(edges, rows, count, at_least=THRESHOLD)


def _present(
    mention: str, one_of: dict[str, str], members: dict[str, list[int]], row_of: dict[str, int]
) -> list[int]:
    """Return the rows that stand for a mention: itself, or, where it is gone, what it is one with."""
    if mention in row_of:
        return [row_of[mention]]
    return members.get(one_of.get(mention, ""), [])
