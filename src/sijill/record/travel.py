"""A copy of a register for crossing a border: whatever endangers a person, or is closed, stays at home.

Chosen is what travels, not what stays. Of exhibits: those that the team may read, of which no deposit names a
protected witness, nobody is to be asked again, nobody is named unless that was asked for, and which are not made of
one that stays. Of entries: the first, changes of key, time stamps, tombstones, and the deposits, consent and holds of
those exhibits; so neither exports nor views nor runs. No key, table, index, reading or site travels. The log is whole.
"""

import dataclasses
import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sijill.model.consent import words_of
from sijill.model.evidence import Access, Deposit, Purpose
from sijill.model.log import Act, Entry
from sijill.record.closing import check_target, tar_of
from sijill.record.traces import has_traces
from sijill.store import access, catalogue, log, objects, payload, sealing, travel
from sijill.store.access import Use, permitted
from sijill.store.files import staged_beside, sync_folders
from sijill.store.layout import Register
from sijill.store.lock import writing
from sijill.words import LANGUAGES, say

_OF_ALL: Final = frozenset({Act.CREATION, Act.KEY_CHANGE, Act.TIME_STAMP, Act.WITHDRAWAL})
"""Entries that say nothing of a person, and without which the log cannot be verified."""

_OF_EXHIBITS: Final = frozenset({Act.ACCESSION, Act.CONSENT, Act.HOLD, Act.RELEASE})
_PERSONS: Final = ("made_by", "came_by", "chain", "collector")
_LARGEST: Final = 1 << 26
"""Bytes of an exhibit that is looked through for pseudonyms; where there are any, larger ones stay at home."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Travelled:
    """What a travel copy holds, and how many exhibits stayed at home for which reason; the first that applies counts."""

    out: Path
    recipients: tuple[str, ...]
    exhibits: int
    sealed: int
    closed: int
    """Under a hold, or without consent to be kept."""
    witnesses: int
    """Of a protected witness, of somebody who may be asked again, or with a pseudonym somewhere in them."""
    sources: int
    """With somebody's name in the source or in the account of custody."""
    derived: int
    """Made of one that stays."""
    entries: int
    """Entries of the log that stayed, whatever they say."""


def close_to_travel(
    register: Register, out: Path, to: Sequence[str], *, told_sources: bool = False
) -> Travelled:
    """Have a travel copy as one age file at ``out``; the log says before which entries it goes without.

    UsageError when there is no recipient, or ``out`` is taken.
    """
    chosen = check_target(register, out, to)
    staging = staged_beside(out)
    try:
        with writing(register.path), staging.open("xb") as handle:
            stays = _staying(register, told_sources=told_sources)
            entries = _readable(register)
            kept = {each.position for each in entries if _travels(each, stays)}
            size = log.current(register).size
            told = kept | log.withdrawn_among(each for each in entries if each.position in kept)
            left = [position for position in range(size) if position not in told]
            [last] = log.append(register, [(Act.CLOSING, {"left_out": left})])
            objects_kept = {
                str(each.about["object"])
                for each in entries
                if each.act is Act.ACCESSION and each.position in kept
            }
            files = travel.files_of(register, frozenset(objects_kept), frozenset({*kept, last}))
            extra = {travel.MARK: b"", **_readme(register, len(left))}
            sealing.encrypt_stream(tar_of(register.path, files, extra), handle, chosen)
            handle.flush()
            os.fsync(handle.fileno())
            # From here on the log of the register at home does not end with what a copy ends with.
            log.append(register, [(Act.CLOSING, {"recipients": list(chosen), "packed": _digest(staging)})])
        staging.rename(out)
        sync_folders([out.resolve().parent])
    finally:
        staging.unlink(missing_ok=True)
    with catalogue.opened(register):
        pass
    reasons = list(stays.values())
    return Travelled(
        out=out,
        recipients=chosen,
        exhibits=len(_numbers(entries)) - len(stays),
        entries=len(left),
        **{name: reasons.count(name) for name in ("sealed", "closed", "witnesses", "sources", "derived")},
    )


def _digest(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _readable(register: Register) -> list[Entry]:
    with catalogue.opened(register) as connection:
        return catalogue.entries(connection)


def _numbers(entries: Sequence[Entry]) -> set[str]:
    return {str(each.about["exhibit"]) for each in entries if each.act is Act.ACCESSION}


def _travels(entry: Entry, stays: dict[str, str]) -> bool:
    if entry.act in _OF_ALL:
        return True
    return entry.act in _OF_EXHIBITS and entry.about.get("exhibit") not in stays


def _staying(register: Register, *, told_sources: bool) -> dict[str, str]:
    """Return why each exhibit that stays does, by number."""
    with catalogue.opened(register) as connection:
        accessions = catalogue.entries(connection, Act.ACCESSION)
        deposits = catalogue.deposits(connection)
        changed = access.changes(connection)
        everything = catalogue.entries(connection)
    asked_again = {each.exhibit for each in deposits if Purpose.CONTACT.value in words_of(each, changed)}
    open_to_team = {each.number for each in permitted(register, Use.READ, reader=Access.TEAM)}
    terms = access.terms_of(register)
    names = _pseudonyms(accessions)
    stays: dict[str, str] = {}
    for deposit in deposits:
        number = deposit.exhibit
        if terms[number].access is Access.SEALED:
            stays[number] = "sealed"
        elif number not in open_to_team:
            stays.setdefault(number, "closed")
    for each in accessions:
        if each.about.get("before", {}).get("witness") or each.about["exhibit"] in asked_again:
            stays.setdefault(each.about["exhibit"], "witnesses")
    for found in _naming(register, everything, names, stays):
        stays.setdefault(found, "witnesses")
    for each in accessions if not told_sources else ():
        if _names_somebody(each):
            stays.setdefault(str(each.about["exhibit"]), "sources")
    _with_copies(deposits, stays)
    return stays


def _with_copies(deposits: Sequence[Deposit], stays: dict[str, str]) -> None:
    for each in deposits:  # In the order of the log, a copy comes behind what it was made of.
        if each.derived_from in stays:
            stays.setdefault(each.exhibit, "derived")


def _pseudonyms(accessions: Sequence[Entry]) -> list[str]:
    return sorted({str(said) for each in accessions if (said := each.about.get("before", {}).get("witness"))})


def _names_somebody(entry: Entry) -> bool:
    before = entry.about.get("before", {})
    return bool(entry.about["source"]) or any(before.get(name) for name in _PERSONS)


def _naming(
    register: Register, entries: Sequence[Entry], names: Sequence[str], stays: dict[str, str]
) -> set[str]:
    """Return the exhibits in which, or in what is said of which, a pseudonym stands."""
    found: set[str] = set()
    for each in entries if names else ():
        number = str(each.about.get("exhibit"))
        if each.act not in _OF_EXHIBITS or number in stays or number in found:
            continue
        paths = [payload.payload_path(register.path, each.position)]
        if each.act is Act.ACCESSION:
            paths.append(objects.object_path(register, each.about["object"]))
        if any(_holds(path, names) for path in paths):
            found.add(number)
    return found


def _holds(path: Path, names: Sequence[str]) -> bool:
    if path.stat().st_size > _LARGEST:
        return True
    content = path.read_bytes()
    # Short pseudonyms are not looked for among compressed bytes: as letters alone they stand anywhere.
    short = [each for each in names if len(each.encode()) < 4 and each.encode() in content]
    return bool(short) or has_traces(content, names)


def _readme(register: Register, count: int) -> dict[str, bytes]:
    return {
        f"README.{language}.txt": say(
            "cli.close.travel.readme", language, register=register.id, count=f"{count:,}"
        ).encode()
        for language in LANGUAGES
    }
