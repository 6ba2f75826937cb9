"""What a reviewer is asked, in which order, and what is shown of two records."""

import dataclasses
import hashlib
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.asking import questions
from sijill.link.choose import Placed
from sijill.link.desk import Desk
from sijill.link.explain import Relation, Step, Waterfall, by_lists, relations, waterfall
from sijill.link.linked import Linked
from sijill.link.parting import years_apart
from sijill.link.records import PairState
from sijill.link.standing import Pair, counting, implied, standing
from sijill.model.decision import Decision, Round, Verdict

ROUND: Final = 50
"""Questions between two linkages: answers change what is worth asking."""
SHOWN: Final = (
    "names", "mothers", "sexes", "ages", "birth_dates", "event_dates", "places", "towns",
    "registries", "numbers", "occupations",
)  # fmt: skip
"""Columns of a record in the order in which they are shown."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two records, everything as written."""

    id: str
    list: str
    exhibit: str
    """Number of its exhibit; empty for plain files."""
    at: str
    said: Mapping[str, str]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A pair that a reviewer is asked about."""

    pair: Pair
    sides: tuple[Side, Side]
    relation: Relation
    together: bool | None
    """Whether the program has both in one cluster; None but in the first round, since clusters follow what others said."""
    beside: tuple[tuple[Side, ...], tuple[Side, ...]]
    """Other records that the program has together with either; none but in the first round, as above."""
    why: Waterfall | None
    """None in an audit, where the reviewer is to judge by the records alone."""
    probability: float | None
    settles: tuple[int, ...] = ()
    read_otherwise: tuple[bool, bool] = (False, False)
    """Whether parts of either name are compared as something else than is written, see :mod:`sijill.link.mends`."""


def agenda(desk: Desk, occasion: Round, count: int = ROUND) -> list[Asked]:
    """Return at most ``count`` pairs that the desk's reviewer is to judge, the weightiest first.

    Nobody is asked about a pair twice, nor about one whose answer follows from what was decided. In the second round
    these are pairs that one other reviewer judged; in the third those judged otherwise by two, neither of them this one.
    """
    decisions = desk.decisions()
    choose = {
        Round.FIRST: _first,
        Round.SECOND: _second,
        Round.THIRD: _third,
        Round.AUDIT: _audit,
    }[occasion]
    return shown(desk, choose(desk, decisions, count), occasion)


def shown(desk: Desk, chosen: Sequence[tuple[Pair, tuple[int, ...]]], occasion: Round) -> list[Asked]:
    """Return what is shown of chosen pairs, each with the positions that its judgement settles."""
    linked = desk.linked
    row_of = {record: row for row, record in enumerate(linked.records.ids)}
    left = np.array([row_of[pair[0]] for pair, _ in chosen], np.int32)
    right = np.array([row_of[pair[1]] for pair, _ in chosen], np.int32)
    vectors = desk.bench.compared(left, right)
    looks = relations(vectors)
    blind, proposes = occasion is Round.AUDIT, occasion is Round.FIRST
    likely = _probabilities(linked, left, right) if proposes else {}
    otherwise = desk.bench.read_otherwise
    by_cluster = np.argsort(linked.cluster, kind="stable")
    found = []
    for place, (pair, settles) in enumerate(chosen):
        ends = int(left[place]), int(right[place])
        why = waterfall(vectors, place, linked.weights, _of_lists(linked, ends))
        found.append(
            Asked(
                pair=pair,
                sides=(side_of(linked, ends[0]), side_of(linked, ends[1])),
                relation=Relation(str(looks[place])),
                together=bool(linked.cluster[ends[0]] == linked.cluster[ends[1]]) if proposes else None,
                beside=_beside(linked, ends, by_cluster) if proposes else ((), ()),
                why=None if blind else why,
                probability=None if blind else likely.get(place, 1.0 / (1.0 + float(np.exp(-why.weight)))),
                settles=settles,
                read_otherwise=(bool(otherwise[left[place]]), bool(otherwise[right[place]])),
            )
        )
    return found


def side_of(linked: Linked, row: int) -> Side:
    """Return one record as it is shown."""
    records = linked.records
    exhibit, at = linked.stands.get(records.ids[row], ("", ""))
    said = {name: column[row] for name in SHOWN if (column := getattr(records, name)) and column[row].strip()}
    return Side(id=records.ids[row], list=records.lists[row], exhibit=exhibit, at=at, said=said)


def _beside(
    linked: Linked, ends: tuple[int, int], by_cluster: NDArray[np.int64]
) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
    """Return what stands in the cluster of each end, but the two themselves."""
    here = linked.cluster[list(ends)]
    first, behind = (
        np.searchsorted(linked.cluster, here, side=side, sorter=by_cluster) for side in ("left", "right")
    )
    one, other = (
        tuple(side_of(linked, row) for row in by_cluster[begin:end].tolist() if row not in ends)
        for begin, end in zip(first.tolist(), behind.tolist(), strict=True)
    )
    return one, other


def _of_lists(linked: Linked, ends: tuple[int, int]) -> tuple[Step, ...]:
    if (min(ends), max(ends)) in linked.looked_up:
        return ()
    one, other = (int(linked.list_code[end]) for end in ends)
    return by_lists(float(linked.list_nats[one, other]), is_one=one == other)


def _first(desk: Desk, decisions: list[Decision], count: int) -> list[tuple[Pair, tuple[int, ...]]]:
    linked, ids = desk.linked, desk.linked.records.ids
    judged = set(counting(decisions))
    holds = standing(decisions)
    one_of = implied(holds.same)
    two = {_pair(one_of.get(one, one), one_of.get(other, other)) for one, other in holds.different}
    pairs = linked.pairs
    passed = np.zeros(len(pairs.left), bool)
    named = {end for pair in judged for end in pair}
    touched = np.array([each in named for each in ids], bool)
    for place in np.flatnonzero(touched[pairs.left] & touched[pairs.right]):
        pair = _pair(ids[pairs.left[place]], ids[pairs.right[place]])
        ends = _pair(*(one_of.get(each, each) for each in pair))
        passed[place] = pair in judged or ends[0] == ends[1] or ends in two
    placed = Placed(linked.cluster, linked.own_code, years_apart(linked, desk.bench))
    chosen = questions(pairs, placed, count, passed=passed).place
    return [(_pair(ids[pairs.left[place]], ids[pairs.right[place]]), ()) for place in chosen]


def _second(desk: Desk, decisions: list[Decision], count: int) -> list[tuple[Pair, tuple[int, ...]]]:
    found = [
        pair
        for pair, judgements in counting(decisions).items()
        if len(judgements) == 1 and judgements[0].reviewer != desk.reviewer
    ]
    return [(pair, ()) for pair in sorted(_present(desk, found), key=_shuffled)[:count]]


def _third(desk: Desk, decisions: list[Decision], count: int) -> list[tuple[Pair, tuple[int, ...]]]:
    disputed = set(standing(decisions).disputed)
    found = {
        pair: tuple(each.position for each in judgements)
        for pair, judgements in counting(decisions).items()
        if pair in disputed and desk.reviewer not in {each.reviewer for each in judgements}
    }
    return [(pair, found[pair]) for pair in sorted(_present(desk, found), key=_shuffled)[:count]]


def _audit(desk: Desk, decisions: list[Decision], count: int) -> list[tuple[Pair, tuple[int, ...]]]:
    judged = {
        pair
        for pair, judgements in counting(decisions).items()
        if any(each.round is Round.AUDIT and each.verdict is not Verdict.UNSURE for each in judgements)
        or desk.reviewer in {each.reviewer for each in judgements if each.round is Round.AUDIT}
    }
    found = [pair for pair in desk.sample() if pair not in judged]
    return [(pair, ()) for pair in sorted(_present(desk, found), key=_shuffled)[:count]]


def _present(desk: Desk, pairs: Sequence[Pair] | Mapping[Pair, object]) -> list[Pair]:
    known = set(desk.linked.records.ids)
    return [pair for pair in pairs if known.issuperset(pair)]


def _pair(one: str, other: str) -> Pair:
    return min(one, other), max(one, other)


def _shuffled(pair: Pair) -> bytes:
    """An order that says nothing about the pairs, and is the same tomorrow."""
    return hashlib.blake2b("\0".join(pair).encode(), digest_size=8).digest()


def _probabilities(linked: Linked, left: NDArray[np.int32], right: NDArray[np.int32]) -> dict[int, float]:
    pairs, count = linked.pairs, len(linked.cluster)
    codes = pairs.left.astype(np.int64) * count + pairs.right
    wanted = np.minimum(left, right).astype(np.int64) * count + np.maximum(left, right)
    order = np.argsort(codes)
    place = np.minimum(np.searchsorted(codes[order], wanted), max(len(codes) - 1, 0))
    if not len(codes):
        return {}
    held = codes[order[place]] == wanted
    open_ = ~np.isin(pairs.state[order[place]], (PairState.SAME, PairState.DIFFERENT))
    return {row: float(pairs.probability[order[place[row]]]) for row in np.flatnonzero(held & open_).tolist()}
