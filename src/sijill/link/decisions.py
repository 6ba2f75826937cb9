"""Decisions in a register: entries of the log, in force for every later linkage until they are undone."""

from collections.abc import Sequence

from sijill.errors import UsageError
from sijill.link.records import Decided
from sijill.link.standing import Warnings, require_reviewer, require_two, standing, warnings_of
from sijill.model.decision import Decision, Judgement, exhibit_of, judged, replay, undone
from sijill.model.log import Act
from sijill.store import catalogue, log
from sijill.store.access import Use, permitted
from sijill.store.layout import Register
from sijill.store.lock import writing


def decide(register: Register, said: Judgement, *, known: frozenset[str] | None = None) -> Decision:
    """Log what a reviewer says of two mentions; it is on disk when this returns.

    UsageError when nobody is named, both are one mention, or one of them may not be read now or is not there:
    the answer is the same for both, since it must not tell what is closed. ``known`` saves reading all mentions again.
    """
    require_reviewer(register.actor)
    require_two(said.pair)
    with writing(register.path):
        _require_mentions(register, said.pair, known)
        [position] = log.append(register, [(Act.DECISION, judged(said))])
    return next(each for each in read_decisions(register) if each.position == position)


def undo(register: Register, position: int, *, why: str = "") -> int:
    """Log that a decision, or an undoing, holds no more; return the position of the entry that says so.

    Also one about mentions that may not be read now: it may be what contradicts another. UsageError when there is no
    such decision, or it was undone already.
    """
    require_reviewer(register.actor)
    with writing(register.path):
        with catalogue.opened(register) as connection:
            entries = catalogue.entries(connection, Act.DECISION)
        decisions = replay(entries)
        target = next((each.position for each in decisions if each.carries == position), position)
        standing_ones = {each.position for each in decisions if each.undone is None}
        undoings = {each.position: each.about["undoes"] for each in entries if "undoes" in each.about}
        is_undoing = target in undoings and target not in undoings.values()
        if target not in standing_ones and not is_undoing:
            raise UsageError("no_such_decision", found=position, path=register.path)
        [made] = log.append(register, [(Act.DECISION, undone(target, why))])
    return made


def read_decisions(register: Register, *, before: int | None = None) -> list[Decision]:
    """Return all decisions in the order of the log, undone ones and those about closed mentions included.

    With ``before`` a position, as they were when the log came to it.
    """
    with catalogue.opened(register) as connection:
        entries = catalogue.entries(connection, Act.DECISION)
    return replay(each for each in entries if before is None or each.position < before)


def readable(register: Register, decisions: Sequence[Decision]) -> list[Decision]:
    """Return those decisions both of whose mentions may be read now; the others stay in force unseen."""
    numbers = {str(each.number) for each in permitted(register, Use.READ)}
    return [each for each in decisions if all(exhibit_of(end) in numbers for end in each.pair)]


def in_force(register: Register, *, before: int | None = None) -> tuple[Decided, Warnings]:
    """Return what a linkage has to keep to, and what its reader has to know about decisions.

    With ``before`` a position, what it had to keep to then.
    """
    found = standing(read_decisions(register, before=before))
    return Decided(same=found.same, different=found.different), warnings_of(found)


def _require_mentions(register: Register, pair: tuple[str, str], known: frozenset[str] | None) -> None:
    from sijill.link.mentions import read_mentions

    if known is None:
        known = frozenset(read_mentions(register).mentions["mention"].to_pylist())
    numbers = {str(each.number) for each in permitted(register, Use.READ)}
    for mention in pair:
        if mention not in known or exhibit_of(mention) not in numbers:
            raise UsageError("no_such_mention", found=ascii(mention), path=register.path)
