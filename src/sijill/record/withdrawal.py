"""Withdrawal: bytes, payloads and all that was made of them go; a tombstone stays, and every proof still verifies.

Order: the tombstone is logged, which closes every exit; then object, readings, tables, index, catalogue and site
go; the payloads last, because they alone say which object is meant. Killed anywhere in between, ``sijill verify``
tells what is left, and the next verb that writes goes on. It takes two persons, except while nobody but the depositor has
had anything of the deposit.
"""

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sijill.errors import UsageError
from sijill.model import decision
from sijill.model.identity import ExhibitId, ObjectId
from sijill.model.log import Act, Entry
from sijill.model.withdrawal import Authority, Notice, Reason, Withdrawal
from sijill.record.hold import require_unheld
from sijill.record.targets import Target, find_target, require_nowhere_else
from sijill.store import catalogue, erasing, log, persons, tables
from sijill.store.layout import Register
from sijill.store.lock import writing

_PROPOSAL: Final = "withdrawal proposed"
_HANDED_ON: Final = (Act.PUBLICATION, Act.EXPORT, Act.MIRROR, Act.CLOSING)
_USES: Final = frozenset(
    {
        *_HANDED_ON,
        Act.EXTRACTION,
        Act.LINKAGE,
        Act.ESTIMATION,
        Act.CLAIMS,
        Act.CLAIM,
        Act.SCREENING,
        Act.COMPARISON,
        Act.DERIVATION,
        Act.REDACTION,
        Act.VIEW,
    }
)
"""Acts by which somebody had something of what was in the register then."""

_TOLD_OF_ONE: Final = frozenset({Act.HOLD, Act.RELEASE, Act.VIEW, Act.SEAL, Act.REDACTION, Act.CLAIM})


def propose(register: Register, wanted: str, *, authority: Authority, reason: Reason) -> Withdrawal:
    """Log that an exhibit or deposit is to be withdrawn; another person has to confirm it."""
    with writing(register.path):
        _require_actor(register)
        target = find_target(register, wanted)
        require_unheld(register, target.exhibit)
        require_nowhere_else(target)
        about = {
            "kind": _PROPOSAL,
            "deposits": list(target.positions),
            "authority": authority.value,
            "reason": reason.value,
        }
        [position] = log.append(register, [(Act.DECISION, about)])
    return Withdrawal(position=position, is_done=False)


def confirm(register: Register, wanted: str) -> Withdrawal:
    """Withdraw what another person proposed to; UsageError when nobody else did."""
    with writing(register.path):
        _require_actor(register)
        if done := _done_before(register, wanted):
            return done
        target = find_target(register, wanted)
        proposal = _proposal(register, target)
        authority, reason = Authority(proposal.about["authority"]), Reason(proposal.about["reason"])
        return _withdraw(register, target, authority, reason, proposal=proposal.position)


def undo(register: Register, wanted: str, *, authority: Authority, reason: Reason) -> Withdrawal:
    """Withdraw deposits that nobody but their depositor, who is writing, has had anything of yet.

    UsageError when it takes two persons: ``propose`` and ``confirm``.
    """
    with writing(register.path):
        _require_actor(register)
        if done := _done_before(register, wanted):
            return done
        target = find_target(register, wanted)
        if not _is_depositors_alone(register, target):
            raise UsageError("withdrawal_needs_two", found=wanted)
        return _withdraw(register, target, authority, reason, proposal=None)


def finish(register: Register) -> None:
    """Have gone what tombstones of the log tell as withdrawn, also where a deletion was stopped."""
    with writing(register.path):
        if log.left_behind(register):  # Whether it showed any of this is no more to be found out.
            erasing.erase_site(register)
        erase(register)


def finish_stopped(register: Register) -> bool:
    """Go on with a deletion that was stopped after it was logged; return whether there was one."""
    if not erasing.is_announced(register):
        return False
    is_left = bool(log.left_behind(register))
    finish(register)
    return is_left


def _withdraw(
    register: Register, target: Target, authority: Authority, reason: Reason, *, proposal: int | None
) -> Withdrawal:
    require_nowhere_else(target)
    target, exhibits = _whole(target), target.gone
    for exhibit in sorted({target.exhibit, *(each.exhibit for each in target.deposits)}):
        require_unheld(register, exhibit)
    with catalogue.opened(register) as connection:
        entries = catalogue.entries(connection)
        made = catalogue.derived(connection)
    gone = going(entries, target)
    positions = tuple(each.position for each in gone)
    notices = _notices(entries, exhibits or (target.exhibit,))
    about = {
        "withdrawn": list(positions),
        "exhibits": list(exhibits),
        "authority": authority.value,
        "reason": reason.value,
        "proposal": proposal,
        "tables": dict.fromkeys(made.keys() - tables.KEPT),
    }
    # Whoever takes in its register again is not to bring it back.
    origins = [each.about["from"] for each in gone if "from" in each.about]
    about |= {"from": [[each["register"], each["position"]] for each in origins]} if origins else {}
    # What reviewers decided about its records stays in force, without the records.
    carried = [(Act.DECISION, each) for each in decision.carried(entries, target.gone)]
    carried += persons.forgotten(register, target.gone)
    erasing.announce(register)
    *_, position = log.append(register, [*carried, (Act.WITHDRAWAL, about)])
    shows = any(each.act == Act.PUBLICATION.value for each in notices)
    site = shows and erasing.erase_site(register)
    erase(register)
    with catalogue.opened(register):
        pass  # Opening makes it again, without what went.
    return Withdrawal(
        position=position,
        is_done=True,
        exhibits=exhibits,
        withdrawn=positions,
        notices=tuple(each for each in notices if each.act != Act.CLOSING.value),
        site=site,
    )


def _done_before(register: Register, wanted: str) -> Withdrawal | None:
    """Return what an earlier run withdrew that is asked for again: it may have been stopped before it told."""
    with catalogue.opened(register) as connection:
        entries = catalogue.entries(connection)
    for entry in entries:
        if entry.act is not Act.WITHDRAWAL:
            continue
        exhibits, gone = tuple(entry.about["exhibits"]), log.withdrawn_by(entry)
        if wanted in {*exhibits, *map(str, gone)}:
            before = [each for each in entries if each.position < entry.position]
            notices = tuple(each for each in _notices(before, exhibits) if each.act != Act.CLOSING.value)
            return Withdrawal(
                position=entry.position,
                is_done=True,
                exhibits=exhibits,
                withdrawn=tuple(sorted(gone)),
                notices=notices,
            )
    return None


def _whole(target: Target) -> Target:
    """Return what goes: redacted copies with their original, members with the deposit of their archive."""
    return dataclasses.replace(target, deposits=(*target.deposits, *target.copies))


def going(entries: Sequence[Entry], target: Target) -> list[Entry]:
    """Return the entries whose payloads go with the deposits: intake, unpacking, consent, holds, decisions, later runs.

    A run's entry has digests of tables that held the exhibit, a repair's the exhibit's own: whoever has the file
    could test for it.
    """
    deposits = [each for each in entries if each.act is Act.ACCESSION and each.position in target.positions]
    digests = {_object(each) for each in deposits if each.about["exhibit"] in target.gone}
    judged = decision.about_any(entries, target.gone)
    return [each for each in entries if each.position in judged or _goes(each, target, digests)]


def _goes(entry: Entry, target: Target, digests: set[ObjectId]) -> bool:
    about = entry.about
    if entry.act is Act.ACCESSION:
        return entry.position in target.positions
    if entry.act is Act.CONSENT:
        return set(about["deposits"]) <= set(target.positions)
    if entry.act is Act.DERIVATION:
        return about.get("deposit") in target.positions  # It names what is in an archive.
    if not target.gone:
        return False
    if any(about.get("tables", {}).values()):
        return entry.position > min(target.positions)
    restored = {path.rpartition("/")[2] for path in about.get("restored", ())}
    # A redaction's entry has the digest of its original.
    numbers = {about.get("exhibit"), about.get("derived_from")}
    return bool(digests & restored) or (entry.act in _TOLD_OF_ONE and bool(numbers & set(target.gone)))


def erase(register: Register) -> None:
    """Delete bytes and all that was made of them, and the payloads of every withdrawn entry that are still here."""
    left = log.left_behind(register)
    gone = log.withdrawn(register)
    if left:
        entries = log.entries(register, 0, log.current(register).size)
        kept = {_object(each) for each in entries if each.act is Act.ACCESSION and each.position not in gone}
        taken = {_object(each) for each in left if each.act is Act.ACCESSION}
        erasing.erase_objects(register, taken - kept)
        tables.sweep_kept(register)
        erasing.erase_computed(register)
    # Also those that were overwritten and no longer read as what they were.
    erasing.erase_payloads(register, gone)
    erasing.conclude(register)


def _object(entry: Entry) -> ObjectId:
    return ObjectId(entry.about["object"])


def _proposal(register: Register, target: Target) -> Entry:
    with catalogue.opened(register) as connection:
        decisions = catalogue.entries(connection, Act.DECISION)
    wanted = list(target.positions)
    ours = [
        each for each in decisions if each.about.get("kind") == _PROPOSAL and each.about["deposits"] == wanted
    ]
    by_others = [each for each in ours if each.actor != register.actor]
    if ours and not by_others:
        raise UsageError("withdrawal_same_person", found=register.actor)
    if not by_others:
        raise UsageError("withdrawal_not_proposed", found=target.exhibit)
    return by_others[-1]


def _is_depositors_alone(register: Register, target: Target) -> bool:
    with catalogue.opened(register) as connection:
        entries = catalogue.entries(connection)
    actors = {each.position: each.actor for each in entries}
    if any(actors.get(position) != register.actor for position in target.positions):
        return False
    first = min(target.positions)
    return all(
        each.actor == register.actor
        for each in entries
        if each.position > first and (each.act in _USES or each.about.get("kind") == decision.JUDGED)
    )


def _notices(entries: Iterable[Entry], exhibits: Sequence[ExhibitId]) -> list[Notice]:
    """Return the earlier acts by which something of exhibits went out, as far as the log tells."""
    found = []
    for entry in entries:
        if entry.act not in _HANDED_ON:
            continue
        about = entry.about
        numbers: Sequence[Any] | None = about.get("exhibits")  # Any: JSON
        told = isinstance(numbers, list)
        # A mirror or a packed register holds everything, whether or not its entry lists it.
        handed_on = {*(numbers or ()), *about.get("counted", ())}
        ours = tuple(each for each in exhibits if not told or each in handed_on)
        if not ours:
            continue
        found.append(
            Notice(
                position=entry.position,
                at=entry.at,
                act=entry.act.value,
                recipient=str(about.get("recipient") or ""),
                exhibits=ours,
            )
        )
    return found


def _require_actor(register: Register) -> None:
    if not register.actor:
        raise UsageError("withdrawal_needs_actor")
