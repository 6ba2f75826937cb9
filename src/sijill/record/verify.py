"""Verification: objects, log, payloads, catalogue and tables, each file looked at, nothing changed.

Every answer has three values. Leftovers of a killed process were never promised to anybody; they are told
as notes and do not count.
"""

import sqlite3
from collections.abc import Callable, Container, Iterator, Sequence
from pathlib import Path

from sijill.model.log import Act
from sijill.model.trust import Finding, Report, State
from sijill.record.against import compare
from sijill.record.verify_log import Entries, verify_log
from sijill.record.verify_origins import verify_origins
from sijill.record.verify_stamps import verify_stamps
from sijill.store import audit, catalogue, log, objects, tables
from sijill.store.layout import Register
from sijill.store.lock import unwritten


def verify(
    register: Register,
    *,
    against: Sequence[Path] = (),
    known_keys: Sequence[str] = (),
    stamp_roots: Sequence[bytes] = (),
    each: Callable[[str], None] = lambda _part: None,
) -> Report:
    """Return what a full reading of the register finds. ``each`` is told the part that comes next.

    ``against`` are older checkpoints and receipts that others held, ``known_keys`` public keys that were kept
    elsewhere: both show what the register alone cannot, that its log was not written anew by who has its key.
    ``stamp_roots`` are PEM texts of trusted time-stamp authorities.

    Writers are kept out while log, catalogue and tables are looked at, and let in again for the objects,
    which are never rewritten. BusyError when a writer does not let go.
    """
    findings: list[Finding] = []
    with unwritten(register.path):
        each("log")
        entries, log_findings = verify_log(register, known_keys=known_keys)
        findings += log_findings
        findings += compare(register, against)
        findings += verify_origins(register, entries)
        findings += verify_stamps(register, entries, roots=stamp_roots)
        each("catalogue")
        findings += _catalogue(register, entries)
        each("tables")
        names, table_findings = _tables(register, entries)
        findings += table_findings
    each("objects")
    count, object_findings = _objects(register, entries)
    findings += object_findings
    findings += _frozen(register, entries)
    return Report(findings=tuple(findings), objects=count, entries=len(entries), tables=names)


def _objects(register: Register, entries: Entries) -> tuple[int, list[Finding]]:
    promised = _promised(entries, log.withdrawn_among(entries.values()))
    seen = set()
    stored = list(objects.stored(register))
    left = [path for path in stored if path.name.endswith(".staged")]
    findings = [_finding(State.HOLDS, "leftover", register.below(path)) for path in left]
    unknown = 0
    for path, is_sound in audit.sound(path for path in stored if not path.name.endswith(".staged")):
        if str(path) == objects.where(register, path.name):
            seen.add(path.name)
        finding = _object(register, path, is_sound, promised.get(path.name))
        if finding and finding.key == "object_unlogged" and not entries:
            unknown += 1  # There is no log that could name it: each register's has its creation.
        else:
            findings += [finding] if finding else []
    findings += (
        [_finding(State.UNCHECKED, "objects_without_log", "objects", f"{unknown:,}")] if unknown else []
    )
    if promised.keys() - seen:  # Writers were let in: what was withdrawn or sealed meanwhile is not missing.
        promised = _promised(entries, log.withdrawn(register))
    findings += [
        _finding(State.FAILS, "object_missing", f"objects/{identity[:2]}/{identity}", exhibit)
        for identity, exhibit in sorted(promised.items())
        if identity not in seen
    ]
    return len(seen), findings


def _promised(entries: Entries, gone: Container[int]) -> dict[str, str]:
    """Return the objects that deposits name which are not ``gone``, each with its exhibit's number."""
    return {
        str(entry.about["object"]): str(entry.about["exhibit"])
        for position, entry in entries.items()
        if entry.act is Act.ACCESSION and position not in gone
    }


def _object(register: Register, path: Path, is_sound: bool | OSError, exhibit: str | None) -> Finding | None:
    if is_sound is True and exhibit:
        return None
    where = register.below(path)
    if isinstance(is_sound, OSError):
        return _finding(State.UNCHECKED, "object_unreadable", where, str(is_sound.strerror))
    if not is_sound:
        return _finding(State.FAILS, "object_changed", where, exhibit or "—")
    return _finding(State.HOLDS, "object_unlogged", where)


def _frozen(register: Register, entries: Entries) -> Iterator[Finding]:
    """Compare every published list that a screening stood on with the digests that were logged then."""
    promised = {
        register.path / "frozen" / str(entry.about["snapshot"]) / name: str(digest)
        for entry in entries.values()
        for name, digest in entry.about.get("frozen", {}).items()
    }
    for path, digest in sorted(promised.items()):
        where = register.below(path)
        try:
            if objects.digest_of(path) != digest:
                yield _finding(State.FAILS, "frozen_changed", where)
        except FileNotFoundError:
            yield _finding(State.FAILS, "frozen_missing", where)
        except OSError as error:
            yield _finding(State.UNCHECKED, "object_unreadable", where, str(error.strerror))


def _catalogue(register: Register, entries: Entries) -> Iterator[Finding]:
    """Compare the catalogue, row for row, with one made afresh from the log as far as it had got."""
    where = register.catalogue.name
    if not register.catalogue.exists():
        yield _finding(State.UNCHECKED, "catalogue_missing", where)
        return
    try:
        with catalogue.as_it_stands(register) as connection:
            damage = catalogue.damage(connection)
            if not damage and not catalogue.is_current(connection):
                yield _finding(State.HOLDS, "catalogue_of_another_version", where)
                return
            found = {} if damage else catalogue.dump(connection)
    except sqlite3.OperationalError as error:
        yield _finding(State.UNCHECKED, "catalogue_unchecked", where, str(error))
        return
    except sqlite3.DatabaseError as error:
        damage, found = str(error), {}
    if damage:
        yield _finding(State.FAILS, "catalogue_damaged", where, damage)
        return
    # A process killed between log and catalogue leaves it behind; the next opening catches up.
    seen = max((row[0] for row in found["entry"]), default=-1) + 1
    known = [entry for position, entry in sorted(entries.items()) if position < seen]
    lost = set(range(seen)) - entries.keys() - log.withdrawn_among(known) - log.left_out(register)
    if entries and (size := log.current(register).size) < seen:
        # Most likely the log is at fault: the catalogue saw entries that it has not any more.
        yield _finding(State.FAILS, "catalogue_longer", where, f"{seen:,} > {size:,}")
    elif lost:
        yield _finding(State.UNCHECKED, "catalogue_waits", where)
    elif catalogue.dump_of(known) != found:
        yield _finding(State.FAILS, "catalogue_differs", where)


def _tables(register: Register, entries: Entries) -> tuple[int, list[Finding]]:
    told: dict[str, str | None] = {}
    for entry in entries.values():
        told.update(entry.about.get("tables", {}))
    named = {name: digest for name, digest in told.items() if digest is not None}
    findings = []
    for name, digest in sorted(named.items()):
        path = tables.table_path(register, name, digest)
        where = register.below(path)
        try:
            if objects.digest_of(path) != digest:
                key = "persons_changed" if name in tables.KEPT else "table_changed"
                findings.append(_finding(State.FAILS, key, where, digest))
        except FileNotFoundError:
            kept = name in tables.KEPT
            state, key = (State.FAILS, "persons_missing") if kept else (State.UNCHECKED, "table_missing")
            findings.append(_finding(state, key, where, digest))
        except OSError as error:
            findings.append(_finding(State.UNCHECKED, "object_unreadable", where, str(error.strerror)))
    return len(named), findings


def _finding(state: State, key: str, where: str, detail: str = "") -> Finding:
    return Finding(state=state, key=key, where=where, detail=detail)
