"""Objects: original bytes under their SHA-256, written once and never again.

The bytes are hashed while they are copied to a staging file on the same disk; the rename is the intake.
"""

import contextlib
import dataclasses
import hashlib
import io
import mmap
import os
import secrets
import stat
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sijill.errors import InputError, IntegrityError
from sijill.model.identity import ExhibitId, ObjectId
from sijill.store import direct
from sijill.store.direct import NewFile
from sijill.store.files import below, naming
from sijill.store.flush import Disk, opened
from sijill.store.layout import Register

_CHUNK = 256 << 10
"""What stays in a processor's cache between being read, hashed and written; more is slower."""

_DIRECT_CHUNK = 1 << 20
"""For files that are written past the page cache: there each piece waits for the disk."""

_room = threading.local()
"""A thread's buffer, used for one file after another: fresh memory costs as much as the copying."""


def object_path(register: Register, identity: ObjectId) -> Path:
    """Return where an object's bytes lie."""
    return Path(where(register, identity))


def where(register: Register, name: str) -> str:
    """Return ``object_path`` as text, for whoever asks it of every object."""
    return f"{register.path}/objects/{name[:2]}/{name}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """A copy that was hashed while it was made, and is not among the objects yet."""

    path: Path
    identity: ObjectId
    size: int
    """Bytes."""


def open_source(path: Path, *, follow: bool = False) -> io.FileIO:
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
    source = os.fdopen(descriptor, "rb", buffering=0)
    source.name = path
    return source


def stage(register: Register, source: io.FileIO) -> Staged:
    """Copy an open file beside the objects, hashed on the way; ``settle`` takes it in.

    Safe to call from several threads. InputError when the file changes while it is read, or cannot be read.
    """
    return stage_pieces(register, chunks(source), expected=os.fstat(source.fileno()).st_size)


def stage_pieces(register: Register, pieces: Iterable[memoryview | bytes], *, expected: int = 0) -> Staged:
    """Have what ``pieces`` yields beside the objects, as ``stage`` has a file; nothing of it when that raises.

    ``expected`` bytes, where it is known and they lie in whole blocks of memory, may be written past the cache.
    """
    staging = Path(f"{register.path}/objects/.{secrets.token_hex(8)}.staged")
    digest, size = hashlib.sha256(), 0
    try:
        with naming(staging), contextlib.closing(NewFile(staging, expected)) as copy:
            for chunk in pieces:
                copy.write(memoryview(chunk))
                digest.update(chunk)
                size += len(chunk)
            copy.require_whole()
    except BaseException:
        staging.unlink(missing_ok=True)
        raise
    return Staged(path=staging, identity=ObjectId(digest.hexdigest()), size=size)


def settle(register: Register, staged: Sequence[Staged], disk: Disk) -> None:
    """Have staged copies on disk, and then among the objects, all with one flush. ``sync`` makes that last.

    Bytes that are already held are not written again, but they are compared: nobody gets a receipt for
    bytes that are damaged.
    """
    try:
        disk.flush([each.path for each in staged])
        for each in staged:
            target = object_path(register, each.identity)
            if not os.path.exists(target):  # noqa: PTH110 - a third of the time, a thousand times a group
                _move(each.path, target)
            elif digest_of(target) != each.identity:
                raise IntegrityError("damaged_object", path=target)
    finally:
        for each in staged:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(each.path)  # noqa: PTH108 - as above


def take_in(register: Register, source: io.FileIO) -> tuple[ObjectId, int]:
    """Copy one open file into the register; return its id and size in bytes. ``sync`` makes it last.

    Errors as those of ``stage`` and ``settle``.
    """
    with opened(register.folder("objects")) as disk:
        staged = stage(register, source)
        settle(register, [staged], disk)
    return staged.identity, staged.size


def identify(source: io.FileIO) -> tuple[ObjectId, int]:
    """Return the id and size that an open file would have as an object; InputError when it changes meanwhile."""
    digest, size = hashlib.sha256(), 0
    for chunk in chunks(source):
        digest.update(chunk)
        size += len(chunk)
    return ObjectId(digest.hexdigest()), size


def _buffer() -> memoryview:
    if not hasattr(_room, "buffer"):
        _room.buffer = memoryview(mmap.mmap(-1, _DIRECT_CHUNK))
    buffer: memoryview = _room.buffer
    return buffer


def _move(staged: Path, target: Path) -> None:
    try:
        os.rename(staged, target)  # noqa: PTH104 - as in settle
    except FileNotFoundError:
        target.parent.mkdir(exist_ok=True)
        staged.rename(target)


def chunks(source: io.FileIO) -> Iterator[memoryview]:
    """Yield what stands in a file; InputError when it is not the same file at the end as at the beginning.

    Each piece lies where the one before it lay.
    """
    before, read = os.fstat(source.fileno()), 0
    room = _buffer()[: _DIRECT_CHUNK if before.st_size >= _DIRECT_CHUNK else _CHUNK]
    try:
        # A file that grows as fast as it is read would never end: its size at the start is the bound.
        while read <= before.st_size and (count := source.readinto(room)):
            yield room[:count]
            read += count
    except OSError as error:
        raise InputError("unreadable_file", path=source.name, reason=error.strerror) from error
    after = os.fstat(source.fileno())
    if read != before.st_size or after.st_mtime_ns != before.st_mtime_ns:
        raise InputError("changing_file", path=source.name)


def sync(register: Register, identities: Iterable[ObjectId], disk: Disk) -> None:
    """Make freshly taken-in objects last."""
    folder = register.path / "objects"
    disk.flush([*(folder / start for start in {each[:2] for each in identities}), folder])


def stored(register: Register) -> Iterator[Path]:
    """Yield everything below ``objects`` that is no folder, in order, staged leftovers included; nothing where it is gone."""
    if (register.path / "objects").is_dir():
        yield from map(Path, below(f"{register.path}/objects"))


def is_sound(path: Path, *, past_the_cache: bool = False) -> bool:
    """Return whether ``path`` is an object whose bytes are those of its name, in the folder of its name.

    A link or pipe is not: the bytes must lie here. OSError when the bytes cannot be read.
    """
    if not stat.S_ISREG(path.lstat().st_mode) or path.parent.name != path.name[:2]:
        return False
    return digest_of(path, past_the_cache=past_the_cache) == path.name


def digest_of(path: Path, *, past_the_cache: bool = False) -> str:
    """Return the lower-case hex SHA-256 of a file."""
    hasher = hashlib.sha256()
    for piece in direct.pieces(path, _buffer(), past_the_cache=past_the_cache):
        hasher.update(piece)
    return hasher.hexdigest()


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
