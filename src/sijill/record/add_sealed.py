"""Taking in under seal: age files into objects, and entries of which only who has a recipient's key can read all.

An entry has its intake's mark, and the file's path within it, as keyed ids: both could be guessed otherwise.
"""

import dataclasses
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sijill.errors import InputError, UsageError
from sijill.model.evidence import Terms
from sijill.model.identity import ExhibitId, ObjectId
from sijill.model.log import Act
from sijill.record.add import Added, Watch, left_out, names, open_found
from sijill.record.batch import Batch, Handed, begun_sealed, ends
from sijill.record.intake import Found, Intake, LeftOut
from sijill.store import catalogue, erasing, flush, keyed_ids, log, objects, sealing
from sijill.store.layout import Register
from sijill.store.lock import writing


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    sealed: sealing.Sealed
    held: ExhibitId | None
    """The number under which the same bytes are held under seal already."""
    changed: str
    file: bytes
    """What tells the file from others of the same intake, by a keyed id."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Sealing:
    register: Register
    handed: Handed
    to: Sequence[str]
    key: bytes
    batch: Batch


def take_in_sealed(
    register: Register, paths: Sequence[Path], intake: Intake, handed: Handed, watch: Watch
) -> list[Added]:
    """Take files in under seal, one commit a file; no byte, name or word of them is written in clear.

    UsageError when there are fewer than two recipients, or when the same bytes are held in clear.
    """
    added: list[Added] = []
    with writing(register.path):
        objects.sweep(register)
        to, key = sealing.require_recipients(register), keyed_ids.id_key(register)
        with catalogue.opened(register) as connection:
            batch = begun_sealed(connection, paths, handed, key)
        how = _Sealing(register=register, handed=handed, to=to, key=key, batch=batch)
        is_whole = not any(left.wrong for left in intake.left_out)
        for found in intake.files:
            watch.reading(found)
            try:
                taken = _take(how, found)
            finally:
                watch.read(found)
            if isinstance(taken, LeftOut):
                is_whole = False
                watch.left(taken)
            elif taken is None:
                watch.again(found)
            else:
                told = ends() if is_whole and found is intake.files[-1] else {}
                added.append(_commit(how, found, taken, told))
                watch.each(added[-1])
    return added


def about_sealed(
    number: ExhibitId, sealed: sealing.Sealed, given: Terms, told: dict[str, Any], to: Sequence[str]
) -> dict[str, Any]:  # Any: JSON objects
    """Return what the log's entry of a sealed deposit says: in clear only what verification and access need."""
    words = {**told, "sha256": sealed.digest, "size": sealed.plain_size}
    return {
        "exhibit": number,
        "object": sealed.object,
        "size": sealed.size,
        "identity": sealed.identity,
        "name": "",
        "name_bytes": "",
        "access": given.access.value,
        "consent": sorted(purpose.value for purpose in given.consent),
        "source": "",
        "list": None,
        "sealed": sealing.seal_words(words, to),
    }


def _take(how: _Sealing, found: Found) -> _Taken | LeftOut | None:
    """Return what was sealed; why it was not; or None when this intake has deposited these bytes before."""
    file = how.batch.file_id(found.below, how.key)
    try:
        with open_found(found) as handle:
            if how.batch.has(file):
                digest, _ = objects.identify(handle)
                if how.batch.takes(file, keyed_ids.keyed_id(how.key, digest)):
                    return None
            handle.seek(0)
            changed = log.in_utc(os.fstat(handle.fileno()).st_mtime)
            sealed = sealing.take_in(how.register, handle, how.to, how.key)
    except InputError as error:
        return left_out(found, error)
    sealed, held = _met(how.register, found.path, sealed)
    return _Taken(sealed=sealed, held=held, changed=changed, file=file)


def _met(register: Register, path: Path, sealed: sealing.Sealed) -> tuple[sealing.Sealed, ExhibitId | None]:
    """Return what the bytes are kept as, and their number when they are held under seal already."""
    with catalogue.opened(register) as connection:
        in_clear = catalogue.exhibit_of(connection, ObjectId(sealed.digest))
    if in_clear is not None:
        erasing.erase_objects(register, [sealed.object])
        raise UsageError("held_in_clear", path=path, exhibit=in_clear)
    held = sealing.sealed_under(register, sealed.identity)
    if held is None:
        return sealed, None
    erasing.erase_objects(register, [sealed.object])
    number, kept, size = held
    objects.require_sound(register, number, kept)
    return dataclasses.replace(sealed, object=kept, size=size), number


def _commit(how: _Sealing, found: Found, taken: _Taken, told: dict[str, Any]) -> Added:  # Any: JSON
    register, sealed, handed = how.register, taken.sealed, how.handed
    with flush.opened(register.folder("objects")) as disk:
        objects.sync(register, [sealed.object], disk)
    time = log.now()
    with catalogue.opened(register) as connection:
        fresh = ExhibitId(f"{time[:4]}-{catalogue.next_number(connection, time[:4]):06d}")
    number = taken.held or fresh
    said = handed.about(found.below, sealed.digest)
    words = {**names(found), "changed": taken.changed, "source": said["source"], "list": said["list"]}
    words |= {name: said[name] for name in ("before", "collected") if name in said}
    about = about_sealed(number, sealed, handed.terms, words, how.to)
    about |= how.batch.about() | {"batch_file": taken.file.hex()} | told
    [position] = log.append(register, [(Act.ACCESSION, about)], at=time)
    with catalogue.opened(register):
        pass
    return Added(
        path=found.path,
        exhibit=number,
        object=sealed.object,
        size=sealed.size,
        position=position,
        held_before=taken.held is not None,
        agrees=said.get("before", {}).get("sha256_agrees"),
        collected=said.get("collected"),
    )
