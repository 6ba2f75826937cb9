"""Writing so that a file is there whole or not at all, also after a power cut.

A write is: stage beside the target, fsync, rename, fsync the folder. Only a rename makes a file visible
under its name, so a process killed at any point leaves either the old state or the new one.
"""

import contextlib
import errno
import glob
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path


@contextlib.contextmanager
def naming(path: Path) -> Iterator[None]:
    """Have an error of the system say which file it is about: a full disk does not say so by itself."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = os.fspath(path)
        raise


def below(folder: str) -> Iterator[str]:
    """Yield the path of everything below a folder that is no folder itself, links to one included, in order."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from below(entry.path)
        else:
            yield entry.path


def require_length(descriptor: int, length: int) -> None:
    """Raise OSError when an open file is not as long as what was written to it: a torn write reports no error."""
    if os.fstat(descriptor).st_size != length:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def write_durably(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Have ``content`` at ``path``, whole and on disk, or leave what was there."""
    make_folder(path.parent)
    staged = path.with_name(f".{path.name}.{os.getpid()}.staged")
    try:
        descriptor = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        with naming(path), os.fdopen(descriptor, "wb") as handle:
            handle.write(content)
            handle.flush()
            require_length(descriptor, len(content))
            os.fsync(handle.fileno())
        staged.replace(path)
    except OSError:
        staged.unlink(missing_ok=True)
        raise
    sync_folders([path.parent])


def staged_beside(path: Path) -> Path:
    """Return a fresh name beside ``path`` to stage it under; what killed runs staged for it is gone then.

    Their names cannot be guessed by the next run, and what they hold may be closed: nobody else would clear it away.
    """
    for leftover in sorted(path.parent.glob(f".{glob.escape(path.name)}.{'[0-9a-f]' * 8}.staged")):
        remove_folder_durably(leftover)
        remove_durably([leftover])
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.staged")


def remove_durably(paths: Iterable[Path]) -> None:
    """Have files gone, also after a power cut; their bytes are overwritten first where no other name has them.

    On flash and copying file systems old blocks may stay until they are reused: only disk encryption helps there.
    """
    gone = [path for path in paths if path.is_symlink() or path.exists()]
    for path in gone:
        if not path.is_symlink() and path.is_file() and path.stat().st_nlink == 1:
            path.chmod(0o600)
            _blank(path)
        path.unlink()
    sync_folders(path.parent for path in gone)


def remove_folder_durably(folder: Path) -> None:
    """Have a folder and all below it gone, as ``remove_durably`` has files."""
    if not folder.is_dir() or folder.is_symlink():
        return
    remove_durably(sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()))
    shutil.rmtree(folder)
    sync_folders([folder.parent])


def _blank(path: Path) -> None:
    with path.open("r+b") as handle:
        left = path.stat().st_size
        while left > 0:
            left -= handle.write(bytes(min(left, 1 << 20)))
        handle.flush()
        os.fsync(handle.fileno())


def make_folder(path: Path) -> None:
    """Have a folder, and those above it that were missing, on disk."""
    if path.is_dir():
        return
    make_folder(path.parent)
    path.mkdir(exist_ok=True)
    sync_folders([path.parent])


def sync_folders(folders: Iterable[Path]) -> None:
    """Make renames inside ``folders`` last: fsync each folder once."""
    if os.name == "nt":  # Windows has no handle on a folder to sync; its renames are journalled.
        return
    for folder in sorted(set(folders)):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def is_staged(path: Path) -> bool:
    """Return whether ``path`` is a leftover of a write that did not finish."""
    return path.name.startswith(".") and path.name.endswith(".staged")
