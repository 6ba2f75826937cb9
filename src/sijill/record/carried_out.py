"""Withdrawals reach mirrors and those who take in: what a tombstone of the log names goes there as well.

A tombstone is an entry of the act ``deaccession`` or ``encryption`` whose ``withdrawn`` lists positions before its own.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from sijill.model.identity import ObjectId
from sijill.model.log import Act, Entry
from sijill.store import objects, payload, replica
from sijill.store.files import sync_folders, write_durably
from sijill.store.layout import Register

_TOMBSTONES: Final = frozenset({Act.WITHDRAWAL, Act.SEAL})


def withdrawn(entries: Iterable[Entry]) -> set[int]:
    """Return the positions that tombstones among ``entries`` name."""
    return {
        position
        for entry in entries
        if entry.act in _TOMBSTONES
        for position in entry.about.get("withdrawn", ())
        if position < entry.position
    }


def carry_out(source: Register, mirror: Register, size: int) -> None:
    """Have gone from a mirror what a log of ``size`` entries withdrew; run again, it goes on where it was stopped.

    An object goes when a withdrawn deposit named it, no other deposit does, and the register has it no more. Payloads
    go last, since they alone say which object is meant.
    """
    marker = replica.own_folder(mirror) / "carried out"
    done = int(marker.read_text(encoding="ascii")) if marker.exists() else 0
    if done == size:
        return
    gone = withdrawn(read_entries(mirror, range(done, size)))
    if gone:
        held = list(read_entries(mirror, range(size)))
        named = {str(each.about.get("object")) for each in held if each.position in gone}
        kept = {str(each.about.get("object")) for each in held if each.position not in gone}
        lost = [
            objects.object_path(mirror, ObjectId(identity))
            for identity in sorted(named - kept)
            if not objects.object_path(source, ObjectId(identity)).exists()
        ]
        _remove(lost)
        _remove([payload.payload_path(mirror.path, position) for position in sorted(gone)])
    write_durably(marker, str(size).encode())


def read_entries(register: Register, positions: Iterable[int]) -> Iterator[Entry]:
    """Yield the entries whose payloads are there; in a mirror they are what was signed."""
    for position in positions:
        if payload.payload_path(register.path, position).exists():
            yield payload.read(register.path, position)[0]


def _remove(paths: Iterable[Path]) -> None:
    found = [path for path in paths if path.is_file()]
    for path in found:
        path.unlink()
    sync_folders([path.parent for path in found])
