"""What a pile of decisions comes to: pairs that are one, pairs that are two, and what speaks against itself.

*Same* holds when nobody who judged the pair says otherwise; *different* holds as soon as one says it, until a third
settles it: a wrong merge harms more than a missed one. Where judgements that each hold lead to a pair being one and
two at once, those that lead to one are set aside, and told.
"""

import collections
import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from sijill.errors import UsageError
from sijill.model.decision import Decision, Verdict

Pair = tuple[str, str]
Warnings: TypeAlias = list[tuple[str, dict[str, object]]]
"""Keys of ``words/link.toml`` with the fields of their sentence."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A pair judged different although other judgements make both one person."""

    pair: Pair
    different: tuple[int, ...]
    """Positions of the judgements that say different."""
    same: tuple[int, ...]
    """Positions of those that lead from one to the other; none of them holds."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What holds of all decisions. Pairs and positions are sorted."""

    same: tuple[Pair, ...]
    different: tuple[Pair, ...]
    unsure: tuple[Pair, ...]
    """Judged by nobody otherwise: nothing holds of them."""
    disputed: tuple[Pair, ...]
    """Judged otherwise by two reviewers, and by no third."""
    contradictions: tuple[Contradiction, ...]


def standing(decisions: Iterable[Decision]) -> Standing:
    """Return what holds; the order in which decisions were told changes nothing but who spoke last."""
    by_pair = counting(decisions)
    said = {pair: {each.verdict for each in found} for pair, found in by_pair.items()}
    same = [pair for pair, verdicts in said.items() if verdicts == {Verdict.SAME}]
    different = [pair for pair, verdicts in said.items() if Verdict.DIFFERENT in verdicts]
    kept, contradictions = _without_contradictions(sorted(same), sorted(different), by_pair)
    return Standing(
        same=tuple(kept),
        different=tuple(sorted(different)),
        unsure=tuple(sorted(pair for pair, verdicts in said.items() if verdicts == {Verdict.UNSURE})),
        disputed=tuple(sorted(pair for pair, verdicts in said.items() if len(verdicts) > 1)),
        contradictions=contradictions,
    )


def warnings_of(found: Standing) -> Warnings:
    """Return (key, fields) of what speaks against itself; positions only, since a mention may be closed."""
    told: Warnings = [
        (
            "decisions_contradict",
            {"different": _listed(each.different), "same": _listed(each.same)},
        )
        for each in found.contradictions
    ]
    if found.disputed:
        told.append(("decisions_disputed", {"count": len(found.disputed)}))
    return told


def require_reviewer(name: str) -> None:
    """Raise UsageError when nobody is named: a decision without a name could not be answered for."""
    if not name.strip():
        raise UsageError("decision_needs_actor")


def require_two(pair: tuple[str, str]) -> None:
    """Raise UsageError when both are one."""
    if pair[0] == pair[1]:
        raise UsageError("decision_one_mention", found=ascii(pair[0]))


def counting(decisions: Iterable[Decision]) -> dict[Pair, list[Decision]]:
    """Return by pair the judgements that count: not undone, not settled, and each reviewer's last."""
    every = [each for each in decisions if each.undone is None]
    settled = {position for each in every for position in each.settles}
    last: dict[tuple[Pair, str], Decision] = {}
    for each in sorted(every, key=lambda each: each.position):
        if each.position not in settled:
            last[each.pair, each.reviewer] = each
    found: dict[Pair, list[Decision]] = {}
    for (pair, _), decision in sorted(last.items()):
        found.setdefault(pair, []).append(decision)
    return found


def implied(same: Iterable[Pair]) -> dict[str, str]:
    """Return for each mention of ``same`` the smallest that it is one with."""
    root: dict[str, str] = {}

    def find(mention: str) -> str:
        root.setdefault(mention, mention)
        while root[mention] != mention:
            root[mention] = root[root[mention]]
            mention = root[mention]
        return mention

    for left, right in same:
        first, second = sorted((find(left), find(right)))
        root[second] = first
    return {mention: find(mention) for mention in list(root)}


def _listed(positions: Iterable[int]) -> str:
    return ", ".join(map(str, positions))


def _without_contradictions(
    same: Sequence[Pair], different: Sequence[Pair], by_pair: Mapping[Pair, list[Decision]]
) -> tuple[list[Pair], tuple[Contradiction, ...]]:
    kept = set(same)
    found = []
    for pair in different:
        # A path, and then another that shares no step with it, until none is left.
        while path := _path(kept, *pair):
            kept -= set(path)
            found.append(
                Contradiction(
                    pair=pair,
                    different=_positions([pair], by_pair, Verdict.DIFFERENT),
                    same=_positions(path, by_pair, Verdict.SAME),
                )
            )
    return sorted(kept), tuple(found)


def _positions(
    pairs: Iterable[Pair], by_pair: Mapping[Pair, list[Decision]], verdict: Verdict
) -> tuple[int, ...]:
    return tuple(sorted(each.position for pair in pairs for each in by_pair[pair] if each.verdict is verdict))


def _path(same: Iterable[Pair], start: str, end: str) -> list[Pair]:
    """Return the shortest chain of pairs from ``start`` to ``end``; empty when there is none."""
    beside: dict[str, list[str]] = {}
    for left, right in sorted(same):
        beside.setdefault(left, []).append(right)
        beside.setdefault(right, []).append(left)
    before = {start: ""}
    waiting = collections.deque([start])
    while waiting and end not in before:
        here = waiting.popleft()
        for there in beside.get(here, []):
            if there not in before:
                before[there] = here
                waiting.append(there)
    steps = []
    while end in before and end != start:
        steps.append((min(end, before[end]), max(end, before[end])))
        end = before[end]
    return steps
