"""The audit of a register's linkage: the sample is an entry of the log, answers are decisions."""

import dataclasses
from collections.abc import Iterable
from typing import Final

from sijill.errors import UsageError
from sijill.link.audit import SIZE, Sample, draw, from_json, to_json
from sijill.link.audited import Audited, audited
from sijill.link.completeness import completeness
from sijill.link.decisions import read_decisions
from sijill.link.linked import of_register, prepared
from sijill.link.standing import counting, require_reviewer
from sijill.model.decision import Decision, Round, Verdict
from sijill.model.log import Act, Entry
from sijill.store import catalogue, log
from sijill.store.layout import Register
from sijill.store.lock import writing

_KIND: Final = "audit drawn"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AuditOfRegister:
    """What the audit says, and of which linkage."""

    found: Audited
    position: int
    """Of the entry that drew the sample."""
    at: str
    is_current: bool
    """Whether the sample was drawn from the linkage that holds now."""
    completeness: dict[str, dict[str, float]]
    """By list and field, see :mod:`sijill.link.completeness`."""


def draw_sample(register: Register, *, size: int = SIZE, seed: int = 0) -> Sample:
    """Draw the sample of an audit from the linkage as it stands, and log it; it takes the place of an earlier one.

    UsageError when the linkage has no pair that could be judged.
    """
    require_reviewer(register.actor)
    linked = of_register(register)
    found = draw(linked, prepared(linked), size=size, seed=seed)
    if not found.pairs:
        raise UsageError("audit_no_pairs", path=register.path)
    with writing(register.path):
        about = {"kind": _KIND, "linkage": _linkage(register), **to_json(found)}
        log.append(register, [(Act.DECISION, about)])
    return found


def read_sample(register: Register) -> Sample | None:
    """Return the sample that was drawn last; None when none was."""
    entry = _entry(register)
    return from_json(dict(entry.about)) if entry else None


def audit_register(register: Register) -> AuditOfRegister | None:
    """Return what the answers so far say about the linkage that was drawn from; None when nothing was drawn."""
    entry = _entry(register)
    if entry is None:
        return None
    sample = from_json(dict(entry.about))
    answers = answers_of(sample, read_decisions(register))
    return AuditOfRegister(
        found=audited(sample, answers),
        position=entry.position,
        at=entry.at,
        is_current=entry.about["linkage"] == _linkage(register),
        completeness=completeness(of_register(register).records),
    )


def answers_of(sample: Sample, decisions: Iterable[Decision]) -> dict[tuple[str, str], bool]:
    """Return for each pair of the sample that was judged, and not otherwise by another, whether it is one person."""
    drawn = {(each.left, each.right) for each in sample.pairs}
    found = {}
    for pair, judgements in counting(decisions).items():
        of_audit = [each for each in judgements if each.round in {Round.AUDIT, Round.SECOND, Round.THIRD}]
        verdicts = {each.verdict for each in of_audit}
        if pair in drawn and len(verdicts) == 1 and verdicts != {Verdict.UNSURE}:
            found[pair] = verdicts == {Verdict.SAME}
    return found


def _entry(register: Register) -> Entry | None:
    with catalogue.opened(register) as connection:
        decisions = catalogue.entries(connection, Act.DECISION)
    ours = [each for each in decisions if each.about.get("kind") == _KIND]
    return ours[-1] if ours else None


def _linkage(register: Register) -> int:
    """Return the position of the last linkage: the digest of a table would let its content be tested for."""
    with catalogue.opened(register) as connection:
        runs = catalogue.entries(connection, Act.LINKAGE)
    return runs[-1].position if runs else -1
