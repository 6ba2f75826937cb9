"""Which files an intake means: paths as given, folders walked in order, links and pipes left out and told."""

import dataclasses
import errno
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from sijill.errors import InputError
from sijill.text import shown


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """The files to take in, and what was left out because it is no regular file."""

    files: tuple[Path, ...]
    left_out: tuple[Path, ...]
    named: frozenset[Path] = frozenset()
    """Those that were named themselves, not found in a folder: if they are links, they are followed."""


def gather(paths: Sequence[Path]) -> Intake:
    """Return the regular files that ``paths`` name or hold.

    Links are not followed inside folders: what they point to was not handed in. A register inside a folder
    is left out, signing key and all. InputError when a path is missing, unreadable or no file, a file is
    empty, or there is no file at all.
    """
    files: list[Path] = []
    left_out: list[Path] = []
    for path in paths:
        if path.is_dir():
            for file, regular in _walk(path):
                (files if regular else left_out).append(file)
        elif not path.exists():
            raise InputError("missing_file", path=path)
        elif not path.is_file():
            raise InputError("not_a_file", path=path)
        else:
            files.append(path)
    if not files:
        raise InputError("nothing_to_add", path=paths[0] if paths else Path())
    for file in files:
        _check(file)
    named = frozenset(path for path in paths if not path.is_dir())
    return Intake(files=tuple(files), left_out=tuple(left_out), named=named)


def display_name(path: Path) -> str:
    """Return a file's name safe to show: no bidi or other controls, undecodable bytes as U+FFFD."""
    return shown(os.fsencode(path.name).decode("utf-8", "replace"))


def _walk(top: Path) -> Iterator[tuple[Path, bool]]:
    """Yield everything below a folder that is no folder itself, and whether it can be taken in."""
    if _is_register(top):
        yield top, False
        return
    for folder, subfolders, names in os.walk(top, onerror=_refuse):
        here = Path(folder)
        links = [name for name in subfolders if (here / name).is_symlink() or _is_register(here / name)]
        subfolders[:] = sorted(set(subfolders) - set(links))
        for name in sorted([*names, *links]):
            file = here / name
            yield file, file.is_file() and not file.is_symlink()


def _is_register(folder: Path) -> bool:
    return (folder / "register.json").is_file() and (folder / "log").is_dir()


def _refuse(error: OSError) -> None:
    raise InputError("unreadable_file", path=error.filename, reason=error.strerror) from error


def _check(file: Path) -> None:
    try:
        size = file.stat().st_size
    except OSError as error:
        raise InputError("unreadable_file", path=file, reason=error.strerror) from error
    if size == 0:
        raise InputError("empty_file", path=file)
    if not os.access(file, os.R_OK):
        raise InputError("unreadable_file", path=file, reason=os.strerror(errno.EACCES))
