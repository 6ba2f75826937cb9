"""Which files an intake means: paths as given, folders walked in order, links and pipes left out and told."""

import dataclasses
import errno
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from sijill.errors import InputError
from sijill.store.layout import is_register
from sijill.text import shown


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A regular file to take in."""

    path: Path
    below: bytes
    """Its path from the folder that was handed in, byte for byte; its name, when it was named itself."""
    named: bool = False
    """It was named itself, not found in a folder: if it is a link, it is followed."""
    size: int = 0
    """Bytes, when it was found."""
    descriptor: int | None = None
    """Where it was handed in on: an open file without a name, for what came by standard input."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Something in a folder that did not go in."""

    path: Path
    key: str
    """Why, in ``words/intake.toml``."""
    reason: str = ""
    """What the system said, where it said something."""
    wrong: bool = False
    """It should have gone in: the intake is not complete without it."""
    unpacked: bool = True
    """False for an archive that is in, but of which not everything came out."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """The files to take in, and what was left out."""

    files: tuple[Found, ...]
    left_out: tuple[LeftOut, ...]


def gather(paths: Sequence[Path]) -> Intake:
    """Return the regular files that ``paths`` name or hold.

    Links are not followed inside folders: what they point to was not handed in. A register inside a folder
    is left out, signing key and all. What cannot be read inside a folder is left out and told; an empty file
    there goes in, since that it is there and empty is evidence too. InputError when a path that is named is
    missing, unreadable, empty or no file, or there is no file at all.
    """
    found: list[Found | LeftOut] = []
    for path in paths:
        found += _walk(path) if path.is_dir() else [_named(path)]
    files = tuple(each for each in found if isinstance(each, Found))
    left_out = tuple(each for each in found if isinstance(each, LeftOut))
    if not files and not any(each.wrong for each in left_out):
        raise InputError("nothing_to_add", path=paths[0] if paths else Path())
    return Intake(files=files, left_out=left_out)


def without_path(name: str, descriptor: int) -> Intake:
    """Return the intake of one open file under a name; InputError when nothing is in it."""
    path, size = Path(name), os.fstat(descriptor).st_size
    if size == 0:
        raise InputError("empty_file", path=path)
    below = os.fsencode(path.name)
    return Intake(
        files=(Found(path=path, below=below, named=True, size=size, descriptor=descriptor),), left_out=()
    )


def display_name(path: Path) -> str:
    """Return a file's name safe to show: no bidi or other controls, undecodable bytes as U+FFFD."""
    return safe(os.fsencode(path.name))


def safe(name: bytes) -> str:
    """Return a name or path safe to show."""
    return shown(name.decode("utf-8", "replace"))


def _named(path: Path) -> Found:
    if not path.exists():
        raise InputError("missing_file", path=path)
    if not path.is_file():
        raise InputError("not_a_file", path=path)
    if not os.access(path, os.R_OK):
        raise InputError("unreadable_file", path=path, reason=os.strerror(errno.EACCES))
    size = path.stat().st_size
    if size == 0:
        raise InputError("empty_file", path=path)
    return Found(path=path, below=os.fsencode(path.name), named=True, size=size)


def _walk(top: Path) -> Iterator[Found | LeftOut]:
    """Yield everything below a folder that is no folder itself, and whether it can be taken in."""
    if is_register(top):
        yield LeftOut(path=top, key="a_register")
        return
    refused: list[LeftOut] = []

    def refuse(error: OSError) -> None:
        refused.append(_unread(Path(os.fsdecode(error.filename)), error.errno or 0))

    for folder, subfolders, names in os.walk(top, onerror=refuse):
        here = Path(folder)
        out = [name for name in subfolders if (here / name).is_symlink() or is_register(here / name)]
        subfolders[:] = sorted(set(subfolders) - set(out))
        for name in sorted([*names, *out]):
            yield _inside(top, here / name)
    yield from refused


def _inside(top: Path, path: Path) -> Found | LeftOut:
    try:
        told = path.lstat()
    except OSError as error:
        return _unread(path, error.errno or 0)
    if stat.S_ISDIR(told.st_mode):
        return LeftOut(path=path, key="a_register")
    if not stat.S_ISREG(told.st_mode):
        return LeftOut(path=path, key=_kind(told.st_mode))
    if not os.access(path, os.R_OK):
        return _unread(path, errno.EACCES)
    below = os.fsencode(path)[len(os.fsencode(top)) :].lstrip(os.sep.encode())
    return Found(path=path, below=below, size=told.st_size)


def _unread(path: Path, code: int) -> LeftOut:
    return LeftOut(path=path, key="unreadable", reason=os.strerror(code), wrong=True)


def _kind(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "a_link"
    return "a_pipe" if stat.S_ISFIFO(mode) else "a_socket" if stat.S_ISSOCK(mode) else "a_device"
