"""Taking in: bytes into objects, deposits into the log, in groups that share one commit."""

import dataclasses
import itertools
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from sijill.errors import InputError
from sijill.model.evidence import Access, Purpose, Terms
from sijill.model.identity import ExhibitId, ObjectId
from sijill.model.log import Act
from sijill.record.intake import display_name, gather
from sijill.store import catalogue, log, objects, sealing
from sijill.store.layout import Register
from sijill.store.lock import writing

_GROUP: Final = 256
"""Files that share one commit: a flush costs milliseconds, and a receipt waits for its group."""

_DEFAULT_CONSENT: Final = {
    Access.PUBLIC: frozenset({Purpose.KEEP, Purpose.PUBLISH}),
    Access.PARTNER: frozenset({Purpose.KEEP, Purpose.SHARE}),
}
"""Whoever hands something in as public agrees to publication, for partners to sharing; otherwise only
keeping is agreed."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """One file that is now in the record."""

    path: Path
    exhibit: ExhibitId
    object: str
    size: int
    position: int
    """Of the deposit's entry in the log."""
    held_before: bool
    """The same bytes were held already; this deposit's terms count beside the earlier ones."""


def terms(access: Access, consent: Iterable[Purpose] | None = None) -> Terms:
    """Return the terms of a deposit."""
    given = (
        frozenset(consent) if consent is not None else _DEFAULT_CONSENT.get(access, frozenset({Purpose.KEEP}))
    )
    return Terms(access=access, consent=given | {Purpose.KEEP})


def add_files(
    register: Register,
    paths: Sequence[Path],
    *,
    given: Terms,
    source: str = "",
    list_name: str | None = None,
    each: Callable[[Added], None] = lambda _added: None,
) -> list[Added]:
    """Take files and folders in; every file returned is on disk, logged and signed for.

    ``source`` says who handed it in and how it came to them. InputError before anything is written when a
    path is missing, empty, unreadable or no file. ``each`` is called for each file after its group's commit.
    """
    for name, text in (("source", source), ("list", list_name or "")):
        if any("\ud800" <= letter <= "\udfff" for letter in text):
            raise InputError("not_unicode", name=name, found=ascii(text))
    if given.access is Access.SEALED:
        from sijill.record.add_sealed import add_sealed

        return add_sealed(register, paths, given=given, source=source, list_name=list_name, each=each)
    intake = gather(paths)
    added: list[Added] = []
    with writing(register.path):
        objects.sweep(register)
        check = sealing.guard(register)
        for start in range(0, len(intake.files), _GROUP):
            group = intake.files[start : start + _GROUP]
            taken = [_take(register, path, check, follow=path in intake.named) for path in group]
            for one in _commit_group(register, taken, given=given, source=source, list_name=list_name):
                added.append(one)
                each(one)
    return added


def _take(
    register: Register, path: Path, check: Callable[[ObjectId], None], *, follow: bool
) -> tuple[Path, ObjectId, int]:
    with objects.open_source(path, follow=follow) as handle:
        if os.fstat(handle.fileno()).st_size == 0:
            raise InputError("empty_file", path=path)
        identity, size = objects.take_in(register, handle)
    check(identity)
    return path, identity, size


def _commit_group(
    register: Register,
    taken: Sequence[tuple[Path, ObjectId, int]],
    *,
    given: Terms,
    source: str,
    list_name: str | None,
) -> list[Added]:
    objects.sync(register, [identity for _, identity, _ in taken])
    time = log.now()
    added: list[Added] = []
    notes: list[log.Note] = []
    with catalogue.opened(register) as connection:
        fresh = itertools.count(catalogue.next_number(connection, time[:4]))
        numbers: dict[ObjectId, ExhibitId] = {}
        for path, identity, size in taken:
            held = numbers.get(identity) or catalogue.exhibit_of(connection, identity)
            number = held or ExhibitId(f"{time[:4]}-{next(fresh):06d}")
            numbers[identity] = number
            notes.append(
                (Act.ACCESSION, _about(path, number, identity, size) | _told(given, source, list_name))
            )
            added.append(
                Added(
                    path=path,
                    exhibit=number,
                    object=identity,
                    size=size,
                    position=-1,
                    held_before=held is not None,
                )
            )
    positions = log.append(register, notes, at=time)
    with catalogue.opened(register):
        pass
    return [
        dataclasses.replace(one, position=position) for one, position in zip(added, positions, strict=True)
    ]


def _about(path: Path, number: ExhibitId, identity: str, size: int) -> dict[str, Any]:  # Any: a JSON object
    return {
        "exhibit": number,
        "object": identity,
        "size": size,
        "name": display_name(path),
        "name_bytes": os.fsencode(path.name).hex(),
    }


def _told(given: Terms, source: str, list_name: str | None) -> dict[str, Any]:  # Any: a JSON object
    return {
        "access": given.access.value,
        "consent": sorted(purpose.value for purpose in given.consent),
        "source": source,
        "list": list_name,
    }
