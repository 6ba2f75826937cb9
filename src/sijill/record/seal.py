"""Sealing what is here already, and giving sealed bytes back to who has a recipient's key.

Sealing gives each deposit a new entry, of which only recipients can read all, and a tombstone to what the log
said of it in clear before. The accession number stays.
"""

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from sijill.errors import UsageError
from sijill.model import decision
from sijill.model.consent import words_of
from sijill.model.evidence import Access, Deposit, Purpose, Terms
from sijill.model.identity import ExhibitId
from sijill.model.log import Act, Entry
from sijill.record import withdrawal
from sijill.record.add_sealed import about_sealed
from sijill.record.hold import require_unheld
from sijill.record.targets import Target, find_target, require_nowhere_else
from sijill.record.view import Gave, log_view
from sijill.store import access as gate
from sijill.store import catalogue, erasing, flush, keyed_ids, log, objects, persons, sealing, tables
from sijill.store.access import Use, permitted
from sijill.store.layout import Register
from sijill.store.lock import writing

_TOLD: Final = (
    "name",
    "name_bytes",
    "path",
    "path_bytes",
    "changed",
    "source",
    "list",
    "before",
    "collected",
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Unsealed:
    """Sealed bytes that were given back, and what was said of each of their deposits."""

    exhibit: ExhibitId
    out: Path
    position: int
    """Of the log entry that tells of it."""
    deposits: tuple[dict[str, Any], ...]  # Any: JSON objects


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class UnderSeal:
    """What was sealed."""

    exhibits: tuple[ExhibitId, ...]
    """The one that was named last; before it, members that came out of it."""
    in_clear: tuple[ExhibitId, ...]
    """Other archives, in clear, that have the bytes of some of those too."""


def set_recipients(register: Register, keys: Sequence[str]) -> tuple[str, ...]:
    """Have these public keys as recipients of all that is sealed from now on; what was sealed before stays as it is.

    UsageError for what is no age public key.
    """
    for key in keys:
        if not sealing.is_recipient(key):
            raise UsageError("bad_recipient", found=ascii(key))
    with writing(register.path):
        log.append(register, [(Act.SEAL, {"recipients": sorted(set(keys))})])
    return sealing.recipients(register)


def seal(register: Register, wanted: str) -> UnderSeal:
    """Have an exhibit under seal: clear bytes, names, sources and all that was made of it are gone afterwards.

    Members of an archive are sealed with it, and before it: no seal is on the archive while they lie beside it in
    clear. UsageError when it is sealed already, under a hold, a member of an archive that stays in clear, or there are
    fewer than two recipients.
    """
    with writing(register.path):
        target = find_target(register, find_target(register, wanted).exhibit)
        require_nowhere_else(target)
        with catalogue.opened(register) as connection:
            sealed = {each["exhibit"] for each in catalogue.sealed(connection)}
            held = catalogue.deposits(connection)
        members = [each.exhibit for each in target.copies if each.member_of is not None]
        order = [each for each in dict.fromkeys(reversed(members)) if each not in sealed]
        whole = (*order, target.exhibit)
        archives = {
            each.derived_from for each in held if each.exhibit in order and each.member_of is not None
        }
        in_clear = {each for each in archives if each and each not in {*whole, *sealed}}
        for number in whole:
            _seal_one(register, number)
    return UnderSeal(exhibits=whole, in_clear=tuple(sorted(in_clear)))


def _seal_one(register: Register, number: ExhibitId) -> None:
    target = find_target(register, number)
    to, key = sealing.require_recipients(register), keyed_ids.id_key(register)
    require_unheld(register, target.exhibit)
    if gate.terms_of(register)[target.exhibit].access is Access.SEALED:
        raise UsageError("already_sealed", exhibit=target.exhibit)
    whole = dataclasses.replace(
        target, deposits=(*target.deposits, *target.others), others=(), gone=(target.exhibit,)
    )
    with catalogue.opened(register) as connection:
        [exhibit] = [each for each in catalogue.exhibits(connection) if each.number == target.exhibit]
        entries = catalogue.entries(connection)
        made = catalogue.derived(connection)
    objects.require_sound(register, exhibit.number, exhibit.object)
    with objects.open_source(objects.object_path(register, exhibit.object)) as handle:
        sealed = sealing.take_in(register, handle, to, key)
    with flush.opened(register.folder("objects")) as disk:
        objects.sync(register, [sealed.object], disk)
    gone = withdrawal.going(entries, whole)
    notes = _entries(register, whole, gone, sealed, to)
    about = {
        "exhibit": target.exhibit,
        "withdrawn": [each.position for each in gone],
        "tables": dict.fromkeys(made.keys() - tables.KEPT),
    }
    carried = [(Act.DECISION, each) for each in decision.carried(entries, whole.gone)]
    carried += persons.forgotten(register, whole.gone)
    erasing.announce(register)
    log.append(register, [*notes, *carried, (Act.SEAL, about)])
    erasing.erase_site(register)
    withdrawal.erase(register)
    with catalogue.opened(register):
        pass


def unseal(register: Register, wanted: str, *, identity: Path, out: Path) -> Unsealed:
    """Give the bytes of a sealed exhibit back at ``out``; the log says so before they are there.

    UsageError when it is not sealed, may not be used now, or the identity is no recipient's.
    """
    identities = sealing.identities_of(identity)
    with writing(register.path):  # What is withdrawn, held or closed cannot come between question and answer.
        target = find_target(register, wanted)
        with catalogue.opened(register) as connection:
            found = [each for each in catalogue.sealed(connection) if each["exhibit"] == target.exhibit]
        if not found:
            raise UsageError("not_sealed", exhibit=target.exhibit)
        readable = {each.number: each for each in permitted(register, Use.READ, reader=Access.SEALED)}
        if target.exhibit not in readable:
            raise UsageError("closed_to_use", exhibit=target.exhibit)
        told = tuple(sealing.unseal_words(each["sealed"], identities) for each in found)
        position = log_view(register, Gave.BYTES, exhibit=target.exhibit)
    sealing.unseal_to(register, readable[target.exhibit].object, identities, out, told[0]["sha256"])
    return Unsealed(exhibit=target.exhibit, out=out, position=position, deposits=told)


def _entries(
    register: Register, target: Target, gone: Sequence[Entry], sealed: sealing.Sealed, to: Sequence[str]
) -> list[log.Note]:
    """Return the new entries of all deposits: sealed, with the consent that holds, each to its last day."""
    with catalogue.opened(register) as connection:
        changed = gate.changes(connection)
    start = log.current(register).size
    notes: list[log.Note] = []
    later: list[log.Note] = []
    for place, deposit in enumerate(target.deposits):
        words = words_of(deposit, changed)
        lasting = {each for each in Purpose if each.value in words and words[each.value] is None}
        told = _told(deposit, gone)
        given = Terms(access=Access.SEALED, consent=frozenset(lasting))
        about = about_sealed(target.exhibit, sealed, given, told, to)
        about |= {"derived_from": deposit.derived_from} if deposit.derived_from else {}
        notes.append((Act.ACCESSION, about))
        rest = {word: day for word, day in words.items() if word not in {each.value for each in lasting}}
        later += [_consent(target.exhibit, start + place, word, str(day or "")) for word, day in rest.items()]
    return notes + later


def _told(deposit: Deposit, gone: Sequence[Entry]) -> dict[str, Any]:  # Any: a JSON object
    """Return what the log said of a deposit in clear, word for word, to be sealed."""
    first = next(each for each in gone if each.position == deposit.position)
    told = {name: first.about.get(name) for name in _TOLD if name in first.about}
    entries = [
        {
            "position": each.position,
            "at": each.at,
            "act": each.act.value,
            "actor": each.actor,
            "about": dict(each.about),
        }
        for each in gone
        if each.position == deposit.position or each.act is not Act.ACCESSION
    ]
    return {**told, "received": first.at, "entries": entries}


def _consent(exhibit: ExhibitId, position: int, word: str, until: str) -> log.Note:
    return (
        Act.CONSENT,
        {
            "exhibit": exhibit,
            "deposits": [position],
            "give": [word],
            "withdraw": [],
            "until": until or None,
            "access": None,
            "reason": "",
        },
    )
