"""The part of a full run's records that is clustered anew when others join or leave, by the functions of a full run."""

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.link.cluster import Edges, components, joined, unmet_pairs
from sijill.link.columns import RECORD, Parts, Records
from sijill.link.conclude import Whole, conclude
from sijill.link.decided import DecidedRows, hung_together, with_decided
from sijill.link.fit import Fitted
from sijill.link.known import Known
from sijill.link.merging import THRESHOLD
from sijill.link.overlap import by_lists
from sijill.link.records import ListProperty, PairColumns, PairState
from sijill.link.two_first_names import most_named_apart
from sijill.link.weighed import weighed_in_slices

_ROUNDING: Final = 1e-3
"""Nats; a weight that was shifted and shifted back may have lost as much, and more."""


class Run(NamedTuple):
    """Known records come first, in the order of their ids; new ones behind, in that of what they say."""

    known: Known
    new: Fitted
    ids: Any  # Any: pyarrow has no types
    gone: NDArray[np.bool_]
    list_code: NDArray[np.int32]

    def compared(self, rows: NDArray[np.int64]) -> tuple[Records, Parts]:
        """Return these rows as they are compared."""
        before = len(self.known.ids)
        is_known = rows < before
        records = np.zeros(len(rows), RECORD)
        for name, values in self.known.records.items():
            records[name][is_known] = values[rows[is_known]]
        records[~is_known] = self.new.records[rows[~is_known] - before]
        return records, self.new.parts


def touched(run: Run, edges: Edges, said: DecidedRows, lists: tuple[ListProperty, ...]) -> NDArray[np.bool_]:
    """Return which records hang together with one that is new, one that is gone, or a decision that changed."""
    pairs, count = run.known.pairs, len(run.ids)
    strong = (_unshifted(run) >= THRESHOLD - _ROUNDING) | (pairs.weight >= THRESHOLD)
    strong |= pairs.state == PairState.SAME
    near = (edges.weight >= THRESHOLD) | (by_lists(edges, run.list_code, lists).weight >= THRESHOLD)
    one, other = said.same
    root = components(
        np.concatenate([pairs.left[strong], edges.left[near], one]),
        np.concatenate([pairs.right[strong], edges.right[near], other]),
        count,
    )
    begins = run.gone.copy()
    begins[len(run.known.ids) :] = True
    begins[_changed(run, said)] = True
    is_touched = np.zeros(count, bool)
    is_touched[root[begins]] = True
    found: NDArray[np.bool_] = is_touched[root] & ~run.gone
    return found


def _unshifted(run: Run) -> NDArray[np.float32]:
    """Return the weights of known pairs as they were before what their lists say was added."""
    pairs = run.known.pairs
    none = np.zeros(len(pairs.left), np.float32)
    nothing = np.zeros(len(pairs.left), bool)
    edges = Edges(pairs.left, pairs.right, none, nothing, nothing)
    shift: NDArray[np.float32] = by_lists(edges, run.list_code, run.known.lists).weight
    return pairs.weight - shift


def _changed(run: Run, said: DecidedRows) -> NDArray[np.int64]:
    """Return the records of pairs on which reviewers say otherwise than when the full run was made."""
    pairs, count = run.known.pairs, len(run.ids)
    decided = pairs.state >= PairState.SAME
    was = 2 * (pairs.left[decided].astype(np.int64) * count + pairs.right[decided])
    now = 2 * (said.left.astype(np.int64) * count + said.right) + said.is_same
    differs = np.setxor1d(was + (pairs.state[decided] == PairState.SAME), now) // 2
    return np.r_[differs // count, differs % count] if count else differs


class Local(NamedTuple):
    """What was clustered anew, and its neighbours, numbered in the order that ties are broken by."""

    rows: NDArray[np.int64]
    """The row of each of these records."""
    root: NDArray[np.int32]
    probability: NDArray[np.float64]
    pairs: PairColumns
    """Places among ``rows``."""


def cluster_anew(
    run: Run, edges: Edges, said: DecidedRows, lists: tuple[ListProperty, ...], anew: NDArray[np.bool_]
) -> Local:
    """Return the records that are ``anew``, clustered with their rivals beside them, whose own clusters stay."""
    old = run.known.pairs
    within = anew.copy()  # With those that a pair joins to them: rivals, whose clusters stay.
    for left, right in ((old.left, old.right), (edges.left, edges.right)):
        within[left[anew[right]]] = True
        within[right[anew[left]]] = True
    within &= ~run.gone
    position = np.r_[run.known.position, np.arange(len(run.known.ids), len(run.ids))]
    rows = np.flatnonzero(within)
    rows = rows[np.argsort(position[rows])]
    place = np.full(len(run.ids), -1, np.int32)
    place[rows] = np.arange(len(rows), dtype=np.int32)
    compared, is_anew = run.compared(rows), anew[rows]

    def weigh(left: NDArray[np.int32], right: NDArray[np.int32]) -> Edges:
        return weighed_in_slices(left, right, compared, run.known.weights)

    here = within[old.left] & within[old.right]
    before = weigh(*ordered(place[old.left[here]], place[old.right[here]]))
    left, right = ordered(place[edges.left], place[edges.right])
    found = joined([before, edges._replace(left=left, right=right)])
    here_said = _decided_here(said, place)
    found = with_decided(found, here_said, weigh, len(rows))
    left, right = unmet_pairs(hung_together(found, here_said, len(rows)), len(rows))
    needed = is_anew[left] & is_anew[right]
    found = joined([found, weigh(left[needed], right[needed])])
    concluded = conclude(
        found,
        here_said,
        run.list_code[rows],
        lists,
        named_apart=most_named_apart(run.known.weights),
        whole=Whole(run.known.usual_size, len(run.known.ids)),
    )
    return Local(rows, concluded.root, concluded.probability, concluded.pairs)


def ordered(left: NDArray[np.int32], right: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return both sides of pairs with the smaller first."""
    return np.minimum(left, right), np.maximum(left, right)


def _decided_here(said: DecidedRows, place: NDArray[np.int32]) -> DecidedRows:
    """Return the decisions of which both records are here, by their places, sorted."""
    left, right = ordered(place[said.left], place[said.right])
    order = np.lexsort((right, left))
    order = order[left[order] >= 0]
    return DecidedRows(left[order], right[order], said.is_same[order])
