"""Published lists as they were loaded: a folder of files kept byte for byte under a digest of all of them.

A snapshot is copied to a staging folder and renamed, so it is there whole or not at all; the log entry of
the act that loaded it names each file's SHA-256.
"""

import hashlib
import os
import shutil
from pathlib import Path

from sijill.store.files import sync_folders
from sijill.store.layout import Register


def freeze(register: Register, folder: Path) -> tuple[str, dict[str, str]]:
    """Keep the regular files below ``folder``; return the snapshot's name and each file's SHA-256 by path.

    ``folder`` itself is the first part of each path, because lists carry their date in its name.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    digests = {}
    for path in files:
        with path.open("rb") as handle:
            name = (Path(folder.resolve().name) / path.relative_to(folder)).as_posix()
            digests[name] = hashlib.file_digest(handle, "sha256").hexdigest()
    snapshot = _name(digests)
    target = register.folder("frozen") / snapshot
    if not target.is_dir():
        _copy(folder, files, target)
    return snapshot, digests


def frozen_folder(register: Register, snapshot: str, digests: dict[str, str]) -> Path:
    """Return the folder of a snapshot that holds the lists as they were given."""
    top = {name.partition("/")[0] for name in digests}
    return register.path / "frozen" / snapshot / min(top, default="")


def take_snapshot(register: Register, snapshot: Path) -> bool:
    """Have a copy of another register's snapshot, if it is what its name says; return whether it is there."""
    target = register.folder("frozen") / snapshot.name
    files = sorted(path for path in snapshot.rglob("*") if path.is_file() and not path.is_symlink())
    staging = target.with_name(f".{target.name}.staged") / snapshot.name
    _stage(snapshot, files, staging)
    whole = is_whole(staging)
    if whole:
        staging.rename(target)
        sync_folders([target.parent])
    shutil.rmtree(staging.parent)
    return whole


def is_whole(snapshot: Path) -> bool:
    """Return whether a snapshot's folder holds just the files that its name is made of."""
    files = [path for path in snapshot.rglob("*") if path.is_file()]
    digests = {}
    for path in files:
        with path.open("rb") as handle:
            digests[path.relative_to(snapshot).as_posix()] = hashlib.file_digest(handle, "sha256").hexdigest()
    return _name(digests) == snapshot.name


def _name(digests: dict[str, str]) -> str:
    told = "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _copy(folder: Path, files: list[Path], target: Path) -> None:
    staging = target.with_name(f".{target.name}.staged")
    shutil.rmtree(staging, ignore_errors=True)
    _stage(folder, files, staging / folder.resolve().name)
    staging.rename(target)
    sync_folders([target.parent])


def _stage(folder: Path, files: list[Path], staging: Path) -> None:
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    for path in files:
        copy = staging / path.relative_to(folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        with path.open("rb") as source, copy.open("xb") as handle:
            shutil.copyfileobj(source, handle, 1 << 20)
            handle.flush()
            os.fsync(handle.fileno())
        copy.chmod(0o444)
    sync_folders([each for each in staging.rglob("*") if each.is_dir()] + [staging, staging.parent])
