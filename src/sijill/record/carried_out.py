"""Withdrawals reach mirrors: what a tombstone of the log names goes there as well, once it went from the register."""

import contextlib
from collections.abc import Iterable, Iterator

from sijill.errors import IntegrityError
from sijill.model.identity import ObjectId
from sijill.model.log import Entry
from sijill.store import log, objects, payload, replica
from sijill.store.files import remove_durably, write_durably
from sijill.store.layout import Register


def carry_out(source: Register, mirror: Register, size: int) -> None:
    """Have gone from a mirror what a log of ``size`` entries withdrew; run again, it goes on where it was stopped.

    An object goes when a withdrawn deposit named it, no other deposit does, and the register has it no more: where
    its deletion was stopped there, the next run goes on. Payloads go last, since they alone say which object is meant.
    """
    marker = replica.own_folder(mirror) / "carried out"
    done = int(marker.read_text(encoding="ascii")) if marker.exists() else 0
    if done == size:
        return
    gone = log.withdrawn_among(read_entries(mirror, range(done, size)))
    held = _all_that_stays(mirror, size, gone) if gone else []
    named = {each.position: str(each.about.get("object")) for each in held}
    lost = {named[each] for each in gone & named.keys()} - {named[each] for each in named.keys() - gone}
    waiting = {each for each in lost if objects.object_path(source, ObjectId(each)).exists()}
    remove_durably([objects.object_path(mirror, ObjectId(each)) for each in sorted(lost - waiting)])
    going = [each for each in sorted(gone) if named.get(each) not in waiting]
    remove_durably([payload.payload_path(mirror.path, each) for each in going])
    if not waiting:
        write_durably(marker, str(size).encode())


def read_entries(register: Register, positions: Iterable[int]) -> Iterator[Entry]:
    """Yield the entries whose payloads are there; in a mirror they are what was signed.

    One that cannot be read is left out: a deletion that was stopped leaves it half overwritten.
    """
    for position in positions:
        with contextlib.suppress(FileNotFoundError, ValueError):
            yield payload.read(register.path, position)[0]


def _all_that_stays(mirror: Register, size: int, gone: frozenset[int]) -> list[Entry]:
    """Return the entries of a mirror; IntegrityError for one that stays and cannot be read: it may name an object."""
    held = list(read_entries(mirror, range(size)))
    for position in sorted(set(range(size)) - gone - {each.position for each in held}):
        path = payload.payload_path(mirror.path, position)
        if path.exists():
            raise IntegrityError("damaged_payload", path=path, row=position)
    return held
