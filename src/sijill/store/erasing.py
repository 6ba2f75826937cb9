"""Having bytes gone from the register for good: objects, payloads, and whatever was computed.

Only ``record`` decides what goes; every function here is safe to be run again after it was stopped half-way.
"""

import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from sijill.model.identity import ObjectId
from sijill.store import aside, catalogue, objects, payload
from sijill.store.files import remove_durably, remove_folder_durably, sync_folders, write_durably
from sijill.store.layout import Register
from sijill.store.lock import writing

_ID_LENGTH: Final = 64
"""Of a SHA-256 in hexadecimal, as readings' folders are named."""


def announce(register: Register) -> None:
    """Have it on disk that a deletion is about to be logged: stopped in between, the next writer sees it and goes on.

    The tombstone in the log alone says what goes; without one there is nothing to go on with.
    """
    write_durably(_announced(register), b"")


def is_announced(register: Register) -> bool:
    """Return whether a deletion was begun whose end was not reached; under way in another process, or stopped."""
    return _announced(register).exists()


def conclude(register: Register) -> None:
    """Have it on disk that all that was to go is gone."""
    remove_durably([_announced(register)])


def _announced(register: Register) -> Path:
    return register.path / "erasing"


def erase_objects(register: Register, identities: Iterable[ObjectId]) -> None:
    """Have objects, and what was read of each, gone."""
    for identity in sorted(identities):
        _erase_object(register, objects.object_path(register, identity))
        remove_durably(register.path.glob(f"aside/*/objects/**/{identity}"))  # As a repair moved it there.
        aside.forget(register.path, identity)
        remove_folder_durably(register.path / "derived" / identity)


def _erase_object(register: Register, path: Path) -> None:
    """Have an object gone, under a leftover's name first: half overwritten it would pass for a damaged exhibit."""
    if path.is_file() and not path.is_symlink():
        away = register.folder("objects") / f".{secrets.token_hex(8)}.staged"
        path.rename(away)
        sync_folders([path.parent, away.parent])
        path = away
    remove_durably([path])


def erase_payloads(register: Register, positions: Iterable[int]) -> None:
    """Have payloads gone, each with its salt: without it the leaf that stays says nothing of what it committed to."""
    for position in sorted(positions):
        path = payload.payload_path(register.path, position)
        moved = register.path.glob(f"aside/*/{register.below(path)}")
        remove_durably([*moved, path])  # In place last: where it is, the rest is looked for.


def erase_computed(register: Register) -> None:
    """Have index, tables, catalogue and all unfinished writes gone; readings of single objects stay."""
    _empty(register.folder("tables"))
    remove_folder_durably(register.path / "staged")
    erase_index(register)
    remove_durably(sorted(path for path in register.path.rglob(".*.staged") if path.is_file()))
    for path in sorted(register.path.rglob(".*.staged")):
        remove_folder_durably(path)
    erase_catalogue(register)


def erase_index(register: Register) -> None:
    """Have the index gone, once nobody is building one."""
    with writing(register.folder("index")):
        _empty(register.folder("index"))


def erase_readings(register: Register) -> None:
    """Have readings of what is no exhibit gone: a reader who was slow may have written one late."""
    with catalogue.opened(register) as connection:
        wanted = {each.object for each in catalogue.exhibits(connection)}
    for folder in sorted(register.folder("derived").iterdir()):
        if len(folder.name) == _ID_LENGTH and folder.name not in wanted:
            remove_folder_durably(folder)


def _empty(folder: Path) -> None:
    for path in sorted(folder.iterdir()):
        if path.name != "lock":
            remove_folder_durably(path)
            remove_durably([path])


def erase_catalogue(register: Register) -> None:
    """Have the catalogue gone; the next opening makes it again.

    The database goes before its write-ahead log: SQLite drops a log whose database is not there, while a
    database without its log may be torn.
    """
    for ending in ("", "-wal", "-shm"):
        register.catalogue.with_name(register.catalogue.name + ending).unlink(missing_ok=True)


def erase_site(register: Register) -> bool:
    """Have the site inside the register gone; return whether there was one."""
    site = register.path / "site"
    found = site.is_dir()
    remove_folder_durably(site)
    for leftover in _beside(site):
        shutil.rmtree(leftover, ignore_errors=True)
    return found


def _beside(site: Path) -> list[Path]:
    return sorted(site.parent.glob(f".{site.name}.*"))
