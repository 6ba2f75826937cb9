"""What a reviewer may be asked of pairs: how likely the answer goes against the clusters, and what it would change.

Asked is whether a record belongs in another cluster: how well it fits there against how well it fits where it is,
and, where that cluster has a record of the same clean list already, how well the two would fit if they changed
places; whether two clusters are one; and whether a cluster is two (``parting``). The worth of a question is the chance
that the answer is against the clusters, times the pairs of records that change with it.
"""

from enum import IntEnum
from typing import Final, NamedTuple, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from sijill.link.chances import CLIP, chance_of, chance_of_joining, odds_of_leaving, share_a_list
from sijill.link.parting import chance_of_parting, pairs_parted
from sijill.link.records import PairColumns, PairState

_AGAIN: Final = 0.25
"""What is left of the chance after an answer on the same two clusters that changed nothing: most are as they are."""
_Found: TypeAlias = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]
"""Of pairs: the chance that an answer changes the clusters, what it changes, and how."""
_UNMET: Final = -6.0
"""Nats that a pair counts for which is not among those kept: less than any kept one."""


class Placed(NamedTuple):
    """Where each record stands."""

    cluster: NDArray[np.int64]
    """A number for each cluster."""
    list_code: NDArray[np.int64]
    """A number for each list that names nobody twice; one of its own for each record of any other list."""
    years_apart: NDArray[np.float64] | None = None
    """Of each pair, see :func:`sijill.link.parting.years_apart`."""


class Kind(IntEnum):
    """What an answer against the clusters would do."""

    JOIN = 0
    """Bring together two clusters that lack what the other has."""
    SWAP = 1
    """Move a record to another cluster, and away from there who stands for its list."""
    SPLIT = 2
    """Take a record out of its cluster."""
    PART = 3
    """Make two of a cluster whose births are years apart."""


class Question(NamedTuple):
    """Places among the pairs, the chance that the answer changes the clusters, and what it would change."""

    place: NDArray[np.int64]
    chance: NDArray[np.float64]
    changed: NDArray[np.float64]
    kind: NDArray[np.int64]

    @property
    def worth(self) -> NDArray[np.float64]:
        """Pairs of records that an answer is expected to change."""
        return self.chance * self.changed

    def rows(self, chosen: NDArray[np.int64] | NDArray[np.bool_]) -> "Question":
        """Return the chosen ones."""
        return Question(self.place[chosen], self.chance[chosen], self.changed[chosen], self.kind[chosen])


class _Fits(NamedTuple):
    """Sum of weights of each record with each cluster that it has a kept pair with, looked up by record and cluster."""

    key: NDArray[np.int64]
    total: NDArray[np.float64]
    met: NDArray[np.int64]
    clusters: int


def open_questions(pairs: PairColumns, placed: Placed, *, as_weighed: bool = False) -> Question:
    """Return every question whose answer is not known: one a pair, the stronger of its two sides.

    Chances are those that answers teach, or with ``as_weighed`` what the weights alone say.
    """
    fits = _fits(pairs, placed)
    place = np.flatnonzero(~np.isin(pairs.state, (PairState.SAME, PairState.DIFFERENT)))
    left, right = pairs.left[place].astype(np.int64), pairs.right[place].astype(np.int64)
    apart = placed.list_code[left] != placed.list_code[right]  # Two of one clean list are two persons.
    place, left, right = place[apart], left[apart], right[apart]
    found = _joining((left, right), pairs, placed, as_weighed=as_weighed)
    for record, partner in ((left, right), (right, left)):
        other = _moving((record, partner), placed, fits, as_weighed=as_weighed)
        more = other[0] * other[1] > found[0] * found[1]
        chance, changed, kind = (np.where(more, new, old) for new, old in zip(other, found, strict=True))
        found = chance, changed, kind
    if placed.years_apart is not None:
        found = _parting((place, left, right), pairs, placed, found)
    asked = _asked_before(left, right, pairs, placed)
    return Question(place, found[0] * _AGAIN**asked, *found[1:])


def _asked_before(
    left: NDArray[np.int64], right: NDArray[np.int64], pairs: PairColumns, placed: Placed
) -> NDArray[np.int64]:
    """Return how many answers on the same two clusters, or the one, have left them as they are."""
    clusters = int(placed.cluster.max(initial=0)) + 1

    def key_of(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
        ends = np.sort([placed.cluster[one], placed.cluster[other]], axis=0).astype(np.int64)
        codes: NDArray[np.int64] = ends[0] * clusters + ends[1]
        return codes

    decided = np.isin(pairs.state, (PairState.SAME, PairState.DIFFERENT))
    known, times = np.unique(
        key_of(pairs.left[decided].astype(np.int64), pairs.right[decided].astype(np.int64)),
        return_counts=True,
    )
    if not len(known):
        return np.zeros(len(left), np.int64)
    wanted = key_of(left, right)
    place = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    return np.where(known[place] == wanted, times[place], 0)


def _joining(
    pair: tuple[NDArray[np.int64], NDArray[np.int64]],
    pairs: PairColumns,
    placed: Placed,
    *,
    as_weighed: bool,
) -> _Found:
    """Return the chance that two whole clusters are one; 0 where both have a record of the same clean list.

    0 too, but ``as_weighed``, where a reviewer told a record of the one from one of the other.
    """
    size = np.bincount(placed.cluster)
    clusters = len(size)
    ends = np.sort([placed.cluster[pairs.left], placed.cluster[pairs.right]], axis=0).astype(np.int64)
    key, inverse = np.unique(ends[0] * clusters + ends[1], return_inverse=True)
    weight = np.clip(pairs.weight.astype(float), -CLIP, CLIP)
    total, met = np.bincount(inverse, weight, len(key)), np.bincount(inverse, minlength=len(key))
    one, other = np.sort(placed.cluster[np.array(pair)], axis=0).astype(np.int64)
    changed = size[one] * size[other]
    place = np.searchsorted(key, one * clusters + other)
    mean = (total[place] + _UNMET * np.maximum(changed - met[place], 0)) / changed
    fit = (one != other) & ~share_a_list((one, other), placed.cluster, placed.list_code)
    if as_weighed:
        likely = chance_of(mean)
    else:
        told = pairs.state == PairState.DIFFERENT
        fit &= ~np.isin(one * clusters + other, ends[0][told] * clusters + ends[1][told])
        # All of the smaller one would be wrong, not one record.
        odds = np.where(mean < 0.0, mean * np.minimum(size[one], size[other]), mean)
        likely = chance_of_joining(odds, pairs, placed.cluster, placed.list_code)
    chance = np.where(fit, likely, 0.0)
    return chance, changed.astype(float), np.full(len(one), int(Kind.JOIN))


def _moving(
    pair: tuple[NDArray[np.int64], NDArray[np.int64]], placed: Placed, fits: _Fits, *, as_weighed: bool
) -> _Found:
    """Return the chance that each record moves into its partner's cluster (out of it, where it is its own)."""
    record, partner = pair
    size = np.bincount(placed.cluster)
    here, there = placed.cluster[record], placed.cluster[partner]
    own_size = size[here] - 1
    stays = np.where(own_size > 0, _fit(fits, record, here, own_size), 0.0)
    rival = _of_list(placed, there, placed.list_code[record])
    has_rival = (rival >= 0) & (here != there)
    room = size[there] - has_rival
    moves = _fit(fits, record, there, room)
    rival = np.where(has_rival, rival, 0)
    rival_stays = np.where(room > 0, _fit(fits, rival, there, room), 0.0)
    rival_moves = np.where(own_size > 0, _fit(fits, rival, here, own_size), 0.0)
    gain = moves - stays + np.where(has_rival, rival_moves - rival_stays, 0.0)
    gain = np.where(here == there, -stays if as_weighed else odds_of_leaving(stays), gain)
    changed = np.where(here == there, own_size, (own_size + room) * (1 + has_rival))
    kind = np.where(here == there, int(Kind.SPLIT), int(Kind.SWAP))
    return chance_of(gain), changed.astype(float), kind


def _parting(
    asked: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]],
    pairs: PairColumns,
    placed: Placed,
    found: _Found,
) -> _Found:
    """Return what was ``found``, but where parting a cluster between two records is worth more."""
    place, left, right = asked
    apart = cast("NDArray[np.float64]", placed.years_apart)
    rows = np.flatnonzero(~np.isnan(apart[place]) & (placed.cluster[left] == placed.cluster[right]))
    chance, changed, kind = found[0].copy(), found[1].copy(), found[2].copy()
    likely = chance_of_parting(place[rows], pairs, apart, (placed.cluster, placed.list_code))
    parted = pairs_parted(pairs, place[rows], placed.cluster)
    more = likely * parted > chance[rows] * changed[rows]
    chance[rows[more]], changed[rows[more]], kind[rows[more]] = likely[more], parted[more], int(Kind.PART)
    return chance, changed, kind


def _fits(pairs: PairColumns, placed: Placed) -> _Fits:
    clusters = int(placed.cluster.max(initial=0)) + 1
    record = np.r_[pairs.left, pairs.right].astype(np.int64)
    other = np.r_[pairs.right, pairs.left].astype(np.int64)
    across = placed.list_code[record] != placed.list_code[other]
    weight = np.clip(np.r_[pairs.weight, pairs.weight].astype(float), -CLIP, CLIP)[across]
    key, inverse = np.unique(record[across] * clusters + placed.cluster[other[across]], return_inverse=True)
    size = len(key)
    total = np.bincount(inverse, weight, size).astype(float)
    return _Fits(key, total, np.bincount(inverse, minlength=size), clusters)


def _fit(
    fits: _Fits, record: NDArray[np.int64], cluster: NDArray[np.int64], size: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the mean weight of a record with a cluster of ``size`` others."""
    wanted = record * fits.clusters + cluster
    place = np.minimum(np.searchsorted(fits.key, wanted), max(len(fits.key) - 1, 0))
    held = fits.key[place] == wanted if len(fits.key) else np.zeros(len(wanted), bool)
    total = np.where(held, fits.total[place], 0.0) if len(fits.key) else np.zeros(len(wanted))
    met = np.where(held, fits.met[place], 0) if len(fits.key) else np.zeros(len(wanted), np.int64)
    return (total + _UNMET * np.maximum(size - met, 0)) / np.maximum(size, 1)


def _of_list(placed: Placed, cluster: NDArray[np.int64], list_code: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the record of a list that a cluster holds; -1 for none."""
    lists = int(placed.list_code.max(initial=0)) + 1
    held = placed.cluster * lists + placed.list_code
    order = np.argsort(held, kind="stable")
    wanted = cluster * lists + list_code
    place = np.minimum(np.searchsorted(held[order], wanted), len(held) - 1)
    return np.where(held[order[place]] == wanted, order[place], -1)
