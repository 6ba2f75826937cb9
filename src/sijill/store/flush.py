"""Having a group of files on disk with one flush, where the system has one that can be relied on.

An fsync a file costs a disk some milliseconds each, however small the file. ``syncfs(2)`` has everything on
disk that was written to a file system before the call, and since Linux 5.8 it reports what could not be
written, as fsync does. It is used on the file systems where it is known to do so, for groups of more files
than a few; everywhere else each file gets its own fsync, several at a time.
"""

import contextlib
import ctypes
import functools
import os
import platform
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from sijill.store.files import make_folder, naming, require_length

_FEW: Final = 8
"""Up to so many files, fsync costs less than writing out what all other programs left unwritten."""

_THREADS: Final = 8
"""Fsyncs under way at a time: a disk answers several with one flush."""

_TRUSTED: Final = frozenset({0xEF53, 0x58465342, 0x9123683E, 0xF2F52010, 0x01021994})
"""ext4, XFS, Btrfs, F2FS, tmpfs, by the number that statfs(2) gives. FUSE, for one, answers without a flush."""

_SYNC_FILE_RANGE_WRITE: Final = 2
_EARLY_BYTES: Final = 256 * 1024


class Disk:
    """The file system of a folder. What it did not manage to write since ``opened`` is an error of ``flush``."""

    def __init__(self, descriptor: int | None) -> None:
        """Keep an open folder; None where one file system cannot be flushed as a whole."""
        self._descriptor = descriptor

    def flush(self, paths: Sequence[Path]) -> None:
        """Have files and folders on disk, each named once, with what was written to them before."""
        if len(paths) <= _FEW:
            for path in paths:
                _fsync(path)
        elif self._descriptor is not None:
            with naming(paths[0].parent):
                sync_all(self._descriptor)
        else:
            with ThreadPoolExecutor(_THREADS) as pool:
                list(pool.map(_fsync, paths))


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Disk]:
    """Open the disk that ``folder`` lies on, before what is to be flushed is written to it."""
    if not _has_syncfs():
        yield Disk(None)
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield Disk(descriptor if _kind(descriptor) in _TRUSTED else None)
    finally:
        os.close(descriptor)


def write_together(files: Mapping[Path, bytes], disk: Disk) -> None:
    """Have each content at its path, whole and on disk, all with one flush; renamed in the order given."""
    staged = {path: path.with_name(f".{path.name}.{os.getpid()}.staged") for path in files}
    try:
        for path, content in files.items():
            make_folder(path.parent)
            with naming(path), staged[path].open("wb") as handle:
                handle.write(content)
                handle.flush()
                require_length(handle.fileno(), len(content))
                write_early(handle.fileno(), len(content))
        disk.flush(list(staged.values()))
        for path, beside in staged.items():
            beside.replace(path)
    except OSError:
        for beside in staged.values():
            beside.unlink(missing_ok=True)
        raise
    disk.flush(sorted({path.parent for path in files}))


def sync_all(descriptor: int) -> None:
    """Have on disk all that was written to the file system of an open folder; OSError when that failed."""
    if _library().syncfs(descriptor) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


def write_early(descriptor: int, size: int) -> None:
    """Have the disk begin with an open file's bytes, without waiting: the flush then finds less to do.

    A hint, that promises nothing; where there is no such call nothing happens. On Windows the file is on
    disk afterwards, since only who holds it open for writing can flush it there.
    """
    if os.name == "nt":
        os.fsync(descriptor)
    elif size >= _EARLY_BYTES and _has_syncfs():
        _library().sync_file_range(descriptor, 0, 0, _SYNC_FILE_RANGE_WRITE)


def _fsync(path: Path) -> None:
    if os.name == "nt":  # Done by write_early; a folder has no handle to sync there.
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        with naming(path):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


@functools.cache
def _has_syncfs() -> bool:
    """Return whether this is a Linux whose ``syncfs`` reports errors: 5.8 or later."""
    if sys.platform != "linux":
        return False
    numbers = platform.release().split("-")[0].split(".")[:2]
    if not all(number.isdigit() for number in numbers) or [int(number) for number in numbers] < [5, 8]:
        return False
    return all(hasattr(_library(), name) for name in ("syncfs", "sync_file_range", "fstatfs"))


@functools.cache
def _library() -> Any:  # Any: ctypes has no types for what a library holds
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "linux":
        library.sync_file_range.argtypes = [ctypes.c_int, ctypes.c_int64, ctypes.c_int64, ctypes.c_uint]
    return library


def _kind(descriptor: int) -> int:
    """Return the number of an open folder's kind of file system; 0 when it cannot be told."""
    told = ctypes.create_string_buffer(
        512
    )  # More than any system's struct statfs; its first word is the kind.
    ask: Callable[..., int] = _library().fstatfs
    if ask(descriptor, told) != 0:
        return 0
    return int.from_bytes(told.raw[: ctypes.sizeof(ctypes.c_long)], sys.byteorder) & 0xFFFFFFFF
