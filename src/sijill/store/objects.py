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

from sijill.errors import InputError, IntegrityError
from sijill.model.identity import ExhibitId, ObjectId
from sijill.store.files import naming, sync_folders
from sijill.store.layout import Register

_CHUNK = 1 << 20


def object_path(register: Register, identity: ObjectId) -> Path:
    """Return where an object's bytes lie."""
    return register.path / "objects" / identity[:2] / identity


def open_source(path: Path, *, follow: bool = False) -> BinaryIO:
    """Open a regular file for intake without waiting on pipes, and without following a link unless told to.

    InputError when it is not there, not readable or no regular file.
    """
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0)
    # Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
    flags |= getattr(os, "O_NONBLOCK", 0) | (0 if follow else getattr(os, "O_NOFOLLOW", 0))
    try:
        descriptor = os.open(path, flags)
    except FileNotFoundError as error:
        raise InputError("missing_file", path=path) from error
    except OSError as error:
        raise InputError("unreadable_file", path=path, reason=error.strerror) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise InputError("not_a_file", path=path)
    return os.fdopen(descriptor, "rb")


def take_in(register: Register, source: BinaryIO) -> tuple[ObjectId, int]:
    """Copy an open file into the register; return its id and size in bytes. ``sync`` makes it last.

    Bytes that are already held are not written again, but they are compared: nobody gets a receipt for
    bytes that are damaged. InputError when the file changes while it is read, or cannot be read.
    """
    staging = register.folder("objects") / f".{secrets.token_hex(8)}.staged"
    digest, size = hashlib.sha256(), 0
    try:
        with naming(staging), staging.open("xb") as handle:
            for chunk in chunks(source):
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
        elif digest_of(target) != identity:
            raise IntegrityError("damaged_object", path=target)
    finally:
        staging.unlink(missing_ok=True)
    return identity, size


def chunks(source: BinaryIO) -> Iterator[bytes]:
    """Yield what stands in a file; InputError when it is not the same file at the end as at the beginning."""
    before, read = os.fstat(source.fileno()), 0
    try:
        # A file that grows as fast as it is read would never end: its size at the start is the bound.
        while read <= before.st_size and (chunk := source.read(_CHUNK)):
            yield chunk
            read += len(chunk)
    except OSError as error:
        raise InputError("unreadable_file", path=source.name, reason=error.strerror) from error
    after = os.fstat(source.fileno())
    if read != before.st_size or after.st_mtime_ns != before.st_mtime_ns:
        raise InputError("changing_file", path=source.name)


def sync(register: Register, identities: Iterable[ObjectId]) -> None:
    """Make freshly taken-in objects last."""
    sync_folders([*(object_path(register, each).parent for each in identities), register.path / "objects"])


def stored(register: Register) -> Iterator[Path]:
    """Yield everything below ``objects`` that is no folder, in order, staged leftovers included."""
    for path in sorted((register.path / "objects").rglob("*")):
        if path.is_symlink() or not path.is_dir():
            yield path


def is_sound(path: Path) -> bool:
    """Return whether ``path`` is an object whose bytes are those of its name, in the folder of its name.

    A link or pipe is not: the bytes must lie here. OSError when the bytes cannot be read.
    """
    if not stat.S_ISREG(path.lstat().st_mode) or path.parent.name != path.name[:2]:
        return False
    return digest_of(path) == path.name


def digest_of(path: Path) -> str:
    """Return the lower-case hex SHA-256 of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def sweep(register: Register) -> None:
    """Remove staging files that a killed intake left. The caller holds the lock."""
    for staged in (register.path / "objects").glob(".*.staged"):
        staged.unlink()


def require_sound(register: Register, exhibit: ExhibitId, identity: ObjectId) -> None:
    """Raise IntegrityError, naming the object, unless its bytes are the ones that were taken in."""
    path = object_path(register, identity)
    if not path.is_file():
        raise IntegrityError("lost_object", path=path, exhibit=exhibit)
    if not is_sound(path):
        raise IntegrityError("changed_object", path=path, exhibit=exhibit)
