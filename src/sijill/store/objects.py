"""Objects: original bytes under their SHA-256, written once and never again.

The bytes are hashed while they are copied to a staging file on the same disk; the rename is the intake.
"""

import hashlib
import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from sijill.errors import InputError
from sijill.model.identity import ObjectId
from sijill.store.files import sync_folders
from sijill.store.layout import Register

_CHUNK = 1 << 20


def object_path(register: Register, identity: ObjectId) -> Path:
    """Return where an object's bytes lie."""
    return register.path / "objects" / identity[:2] / identity


def open_source(path: Path) -> BinaryIO:
    """Open a regular file for intake without following links or waiting on pipes; InputError otherwise."""
    try:
        # Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as error:
        raise InputError("missing_file", path=path) from error
    except OSError as error:
        raise InputError("unreadable_file", path=path, reason=error.strerror) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise InputError("not_a_file", path=path)
    return os.fdopen(descriptor, "rb")


def take_in(register: Register, source: BinaryIO) -> tuple[ObjectId, int]:
    """Copy ``source`` into the register; return its id and size in bytes. ``sync`` makes it last.

    Bytes that are already held are not written again.
    """
    staging = register.folder("objects") / f".{secrets.token_hex(8)}.staged"
    digest, size = hashlib.sha256(), 0
    try:
        with staging.open("xb") as handle:
            while chunk := source.read(_CHUNK):
                handle.write(chunk)
                digest.update(chunk)
                size += len(chunk)
            handle.flush()
            os.fsync(handle.fileno())
        identity = ObjectId(digest.hexdigest())
        target = object_path(register, identity)
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            staging.chmod(0o444)
            staging.rename(target)
    finally:
        staging.unlink(missing_ok=True)
    return identity, size


def sync(register: Register, identities: Iterable[ObjectId]) -> None:
    """Make freshly taken-in objects last."""
    sync_folders([*(object_path(register, each).parent for each in identities), register.path / "objects"])


def stored(register: Register) -> Iterator[Path]:
    """Yield every file below ``objects`` in order, staged leftovers included."""
    for path in sorted((register.path / "objects").rglob("*")):
        if not path.is_dir():
            yield path


def digest_of(path: Path) -> str:
    """Return the lower-case hex SHA-256 of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def sweep(register: Register) -> None:
    """Remove staging files that a killed intake left. The caller holds the lock."""
    for staged in (register.path / "objects").glob(".*.staged"):
        staged.unlink()
