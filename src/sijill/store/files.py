"""Writing so that a file is there whole or not at all, also after a power cut.

A write is: stage beside the target, fsync, rename, fsync the folder. Only a rename makes a file visible
under its name, so a process killed at any point leaves either the old state or the new one.
"""

import contextlib
import os
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


def write_durably(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Have ``content`` at ``path``, whole and on disk, or leave what was there."""
    make_folder(path.parent)
    staged = path.with_name(f".{path.name}.{os.getpid()}.staged")
    try:
        descriptor = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        with naming(path), os.fdopen(descriptor, "wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        staged.replace(path)
    except OSError:
        staged.unlink(missing_ok=True)
        raise
    sync_folders([path.parent])


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
