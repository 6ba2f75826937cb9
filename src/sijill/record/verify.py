"""Verification: objects, log, payloads, catalogue and tables, each file looked at, nothing changed.

Every answer has three values. Leftovers of a killed process were never promised to anybody; they are told
as notes and do not count.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from sijill.errors import IntegrityError
from sijill.model.log import Act
from sijill.model.trust import Finding, Report, State
from sijill.record.verify_log import Entries, verify_log
from sijill.store import catalogue, objects, tables
from sijill.store.layout import Register


def verify(register: Register, *, each: Callable[[str], None] = lambda _part: None) -> Report:
    """Return what a full reading of the register finds. ``each`` is told the part that comes next."""
    findings: list[Finding] = []
    each("log")
    entries, log_findings = verify_log(register)
    findings += log_findings
    each("objects")
    count, object_findings = _objects(register, entries)
    findings += object_findings
    each("catalogue")
    findings += _catalogue(register, entries)
    each("tables")
    names, table_findings = _tables(register, entries)
    findings += table_findings
    return Report(findings=tuple(findings), objects=count, entries=len(entries), tables=names)


def _objects(register: Register, entries: Entries) -> tuple[int, list[Finding]]:
    promised = {
        str(entry.about["object"]): str(entry.about["exhibit"])
        for entry in entries.values()
        if entry.act is Act.ACCESSION
    }
    findings, seen = [], set()
    for path in objects.stored(register):
        where = _below(register, path)
        if path.name.endswith(".staged"):
            findings.append(Finding(state=State.HOLDS, key="leftover", where=where))
            continue
        seen.add(path.name)
        if objects.digest_of(path) != path.name or path.parent.name != path.name[:2]:
            findings.append(
                Finding(
                    state=State.FAILS, key="object_changed", where=where, detail=promised.get(path.name, "—")
                )
            )
        elif path.name not in promised:
            findings.append(Finding(state=State.HOLDS, key="object_unlogged", where=where))
    findings += [
        Finding(
            state=State.FAILS,
            key="object_missing",
            where=f"objects/{identity[:2]}/{identity}",
            detail=exhibit,
        )
        for identity, exhibit in sorted(promised.items())
        if identity not in seen
    ]
    return len(seen), findings


def _catalogue(register: Register, entries: Entries) -> Iterator[Finding]:
    if not register.catalogue.exists():
        yield Finding(state=State.UNCHECKED, key="catalogue_missing", where="catalogue.sqlite")
        return
    try:
        with catalogue.opened(register) as connection:
            known = {entry.position: entry for entry in catalogue.entries(connection)}
            numbers = {each.number for each in catalogue.exhibits(connection)}
    except IntegrityError as error:
        yield Finding(state=State.FAILS, key="catalogue_damaged", where="catalogue.sqlite", detail=str(error))
        return
    logged = {str(entry.about["exhibit"]) for entry in entries.values() if entry.act is Act.ACCESSION}
    if any(known.get(position) != entry for position, entry in entries.items()) or not logged <= numbers:
        yield Finding(state=State.FAILS, key="catalogue_differs", where="catalogue.sqlite")


def _tables(register: Register, entries: Entries) -> tuple[int, list[Finding]]:
    named: dict[str, str] = {}
    for entry in entries.values():
        named.update(entry.about.get("tables", {}))
    findings = []
    for name, digest in sorted(named.items()):
        path = tables.table_path(register, name, digest)
        if not path.is_file():
            findings.append(Finding(state=State.UNCHECKED, key="table_missing", where=_below(register, path)))
        elif objects.digest_of(path) != digest:
            findings.append(Finding(state=State.FAILS, key="table_changed", where=_below(register, path)))
    return len(named), findings


def _below(register: Register, path: Path) -> str:
    return path.relative_to(register.path).as_posix()
