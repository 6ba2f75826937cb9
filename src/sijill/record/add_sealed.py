"""Taking in under seal: age files into objects, and entries of which only who has a recipient's key can read all."""

import dataclasses
import itertools
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sijill.errors import InputError, UsageError
from sijill.model.evidence import Terms
from sijill.model.identity import ExhibitId, ObjectId
from sijill.model.log import Act
from sijill.record.add import Added
from sijill.record.intake import display_name, gather
from sijill.store import catalogue, erasing, keyed_ids, log, objects, sealing
from sijill.store.layout import Register
from sijill.store.lock import writing


def add_sealed(
    register: Register,
    paths: Sequence[Path],
    *,
    given: Terms,
    source: str,
    list_name: str | None,
    each: Callable[[Added], None],
) -> list[Added]:
    """Take files and folders in under seal, one commit a file; no byte or name of them is written in clear.

    UsageError when there are fewer than two recipients, or when the same bytes are held in clear.
    """
    added: list[Added] = []
    intake = gather(paths)
    with writing(register.path):
        objects.sweep(register)
        to, key = sealing.require_recipients(register), keyed_ids.id_key(register)
        for path in intake.files:
            sealed, held = _take(register, path, to, key, follow=path in intake.named)
            told = {
                "name": display_name(path),
                "name_bytes": os.fsencode(path.name).hex(),
                "source": source,
                "list": list_name,
            }
            one = _commit(register, sealed, held, given, told, to)
            added.append(dataclasses.replace(one, path=path))
            each(added[-1])
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


def _take(
    register: Register, path: Path, to: Sequence[str], key: bytes, *, follow: bool
) -> tuple[sealing.Sealed, ExhibitId | None]:
    """Return what was sealed, and the number under which the same bytes are held under seal already."""
    with objects.open_source(path, follow=follow) as handle:
        if os.fstat(handle.fileno()).st_size == 0:
            raise InputError("empty_file", path=path)
        sealed = sealing.take_in(register, handle, to, key)
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


def _commit(
    register: Register,
    sealed: sealing.Sealed,
    held: ExhibitId | None,
    given: Terms,
    told: dict[str, Any],  # Any: a JSON object
    to: Sequence[str],
) -> Added:
    objects.sync(register, [sealed.object])
    time = log.now()
    with catalogue.opened(register) as connection:
        fresh = itertools.count(catalogue.next_number(connection, time[:4]))
    number = held or ExhibitId(f"{time[:4]}-{next(fresh):06d}")
    [position] = log.append(
        register, [(Act.ACCESSION, about_sealed(number, sealed, given, told, to))], at=time
    )
    with catalogue.opened(register):
        pass
    return Added(
        path=Path(),
        exhibit=number,
        object=sealed.object,
        size=sealed.size,
        position=position,
        held_before=held is not None,
    )
