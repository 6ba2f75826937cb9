"""Decisions: a reviewer's judgement on a pair of mentions. Withdrawn by a later decision, never erased."""

import dataclasses
import secrets
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

from sijill.model.log import Act, Entry

JUDGED: Final = "pair judged"
UNDONE: Final = "decision undone"
_GONE: Final = "gone:"


class Verdict(StrEnum):
    """What a reviewer says of two mentions."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class Round(StrEnum):
    """On what occasion a pair was judged."""

    FIRST = "first"
    SECOND = "second"
    """Blind: the reviewer was not shown what another had said."""
    THIRD = "third"
    """Of a pair that two had judged otherwise: this judgement settles it."""
    AUDIT = "audit"
    """Of a drawn sample, without the weight being shown."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a reviewer says of two mentions."""

    pair: tuple[str, str]
    verdict: Verdict
    why: str = ""
    round: Round = Round.FIRST
    settles: tuple[int, ...] = ()
    """Positions of the judgements that count no more because of this one."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One judgement, as a log or a file tells it."""

    position: int
    """Of its entry in the log, or of its row in a file."""
    at: str
    reviewer: str
    left: str
    """A mention's id, the smaller of the two; ``gone:…`` for one that was withdrawn or sealed since."""
    right: str
    verdict: Verdict
    why: str
    round: Round = Round.FIRST
    settles: tuple[int, ...] = ()
    """Positions of the judgements that count no more because of this one."""
    undone: int | None = None
    """Position of the entry that withdrew it."""
    carries: int | None = None
    """Position under which it was first logged, where a withdrawal or sealing took that entry."""

    @property
    def pair(self) -> tuple[str, str]:
        """Both mentions."""
        return self.left, self.right


def judged(said: Judgement) -> dict[str, Any]:  # Any: a JSON object
    """Return what the log says of a judgement."""
    left, right = sorted(said.pair)
    return {
        "kind": JUDGED,
        "left": left,
        "right": right,
        "verdict": said.verdict.value,
        "why": said.why,
        "round": said.round.value,
        "settles": sorted(said.settles),
    }


def undone(position: int, why: str) -> dict[str, Any]:  # Any: a JSON object
    """Return what the log says of an undoing: of a judgement, or of another undoing."""
    return {"kind": UNDONE, "undoes": position, "why": why}


def replay(entries: Iterable[Entry]) -> list[Decision]:
    """Return all judgements in the order of the log, with what became of each."""
    told = [each for each in entries if each.act is Act.DECISION]
    # Where a decision that was undone went, nothing is left that its undoing could be about.
    moved = {each.about["carries"]: each.position for each in told if each.about.get("carries") is not None}

    def now_at(position: int) -> int:
        while position in moved:
            position = moved[position]
        return position

    undoings: dict[int, int] = {}
    undone_by: dict[int, int] = {}
    for each in told:
        if each.about.get("kind") == UNDONE:
            target = now_at(int(each.about["undoes"]))
            undoings[each.position] = target
            undone_by[target] = each.position
            # Undoing an undoing lets what that one had undone stand again.
            if target in undoings:
                undone_by.pop(undoings[target], None)
    return [_decision(each, undone_by, now_at) for each in told if each.about.get("kind") == JUDGED]


def carried(entries: Iterable[Entry], exhibits: Iterable[str]) -> list[dict[str, Any]]:  # Any: JSON objects
    """Return what the log has to say anew when exhibits go, so that decisions about their mentions stay in force.

    Nothing of a mention that goes is in it: it gets a random name, the same in all its decisions; nor is the
    reason, which may tell of it.
    """
    going = set(exhibits)
    names: dict[str, str] = {}

    def name_of(mention: str) -> str:
        if exhibit_of(mention) not in going:
            return mention
        return names.setdefault(mention, _GONE + secrets.token_hex(8))

    found = []
    for each in replay(entries):
        if each.undone is not None or not any(exhibit_of(end) in going for end in each.pair):
            continue
        pair = name_of(each.left), name_of(each.right)
        about = judged(Judgement(pair=pair, verdict=each.verdict, round=each.round, settles=each.settles))
        found.append({**about, "carries": each.position, "reviewer": each.reviewer, "judged_at": each.at})
    return found


def about_any(entries: Iterable[Entry], exhibits: Iterable[str]) -> set[int]:
    """Return the positions of the judgements on mentions of ``exhibits``, and of what undid them."""
    going = set(exhibits)
    told = [each for each in entries if each.act is Act.DECISION]
    found: set[int] = set()
    for each in told:
        ends = [str(each.about[end]) for end in ("left", "right")] if each.about.get("kind") == JUDGED else []
        if any(exhibit_of(end) in going for end in ends) or each.about.get("undoes") in found:
            found.add(each.position)
    return found


def exhibit_of(mention: str) -> str:
    """Return the exhibit that a mention stands in."""
    return mention.partition("#")[0]


def is_gone(mention: str) -> bool:
    """Return whether this is the name of a mention that was withdrawn or sealed."""
    return mention.startswith(_GONE)


def _decision(entry: Entry, undone_by: Mapping[int, int], now_at: Callable[[int], int]) -> Decision:
    about = entry.about
    return Decision(
        position=entry.position,
        at=str(about.get("judged_at", entry.at)),
        reviewer=str(about.get("reviewer", entry.actor)),
        left=str(about["left"]),
        right=str(about["right"]),
        verdict=Verdict(about["verdict"]),
        why=str(about["why"]),
        round=Round(about["round"]),
        settles=tuple(now_at(int(each)) for each in about["settles"]),
        undone=undone_by.get(entry.position),
        carries=about.get("carries"),
    )
