"""Packing a whole register into one age file, and unpacking it: a tar stream, nothing in clear on the way.

The file is a tar archive (POSIX pax) inside age, so that ``age -d`` and ``tar`` open it without this program.
What can be made again from the log (catalogue, index) stays out. Unpacking takes regular files in plain folders
only, into a staging folder that becomes the register when all of it is there and its log is sound.
"""

import contextlib
import os
import shutil
import tarfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, BinaryIO, Final

from sijill.errors import InputError, UsageError
from sijill.model.log import Act
from sijill.store import catalogue, log, sealing
from sijill.store.files import is_staged, staged_beside, sync_folders
from sijill.store.layout import Register, move_into_place, staging_folder
from sijill.store.lock import writing
from sijill.store.opening import open_register

_LEFT_OUT: Final = ("index", "lock", "catalogue.sqlite", "catalogue.sqlite-wal", "catalogue.sqlite-shm")
_CHUNK: Final = 1 << 20
_BLOCK: Final = tarfile.BLOCKSIZE


def close(register: Register, out: Path, to: Sequence[str]) -> tuple[str, ...]:
    """Have the register as one age file at ``out``, for each of the recipients; the log says so before. Return them.

    UsageError when there is no recipient: those given, or else those of sealed exhibits. The register itself stays.
    """
    chosen = check_target(register, out, to)
    staging = staged_beside(out)
    try:
        with writing(register.path), staging.open("xb") as handle:
            log.append(register, [(Act.CLOSING, {"recipients": list(chosen)})])
            sealing.encrypt_stream(tar_of(register.path, _everything(register.path)), handle, chosen)
            handle.flush()
            os.fsync(handle.fileno())
        staging.rename(out)
        sync_folders([out.resolve().parent])
    finally:
        staging.unlink(missing_ok=True)
    with catalogue.opened(register):
        return chosen


def check_target(register: Register, out: Path, to: Sequence[str]) -> tuple[str, ...]:
    """Return for whom a register is packed: the recipients given, or else those of sealed exhibits.

    UsageError when there is none, one is no age key, or the file cannot be at ``out``.
    """
    chosen = tuple(to) or sealing.recipients(register)
    for key in chosen:
        if not sealing.is_recipient(key):
            raise UsageError("bad_recipient", found=ascii(key))
    if not chosen:
        raise UsageError("close_no_recipient", path=register.path)
    if out.exists() or out.resolve().is_relative_to(register.path.resolve()):
        raise UsageError("close_target", path=out)
    return chosen


def reopen(packed: Path, path: Path, identity: Path) -> Register:
    """Have the register of a packed file at ``path``, which must be free; its log's edge is checked first.

    UsageError when the identity is no recipient's, InputError when the file is damaged, cut off or no register.
    """
    identities = sealing.identities_of(identity)
    path = path.resolve()
    staging = staging_folder(path)
    try:
        staging.mkdir(mode=0o700)
        _unpack(packed, staging, identities)
        found = open_register(staging)
        with catalogue.opened(found):
            pass  # Opening makes it.
        sync_folders([staging, *(each for each in staging.rglob("*") if each.is_dir())])
        if path.exists():  # An empty folder, as staging_folder made sure.
            path.rmdir()
        return move_into_place(found, path)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def tar_of(
    top: Path, paths: Iterable[Path], extra: Mapping[str, bytes] = MappingProxyType({})
) -> Iterator[bytes]:
    """Yield a tar archive of files and folders below ``top``, in their order, and of further files by name."""
    for path in paths:
        entry = tarfile.TarInfo(path.relative_to(top).as_posix())
        entry.mode = path.stat().st_mode & 0o777
        if path.is_dir():
            entry.type = tarfile.DIRTYPE
            yield entry.tobuf(tarfile.PAX_FORMAT)
            continue
        entry.size = path.stat().st_size
        yield entry.tobuf(tarfile.PAX_FORMAT)
        yield from _content(path, entry.size)
    for name, content in extra.items():
        entry = tarfile.TarInfo(name)
        entry.size = len(content)
        yield entry.tobuf(tarfile.PAX_FORMAT) + content + bytes(-len(content) % _BLOCK)
    yield bytes(2 * _BLOCK)


def _everything(top: Path) -> Iterator[Path]:
    for path in sorted(top.rglob("*")):
        if path.relative_to(top).parts[0] in _LEFT_OUT or path.is_symlink() or is_staged(path):
            continue
        if path.is_dir() or path.is_file():
            yield path


def _content(path: Path, size: int) -> Iterator[bytes]:
    with path.open("rb") as handle:
        left = size
        while left and (chunk := handle.read(min(_CHUNK, left))):
            left -= len(chunk)
            yield chunk
    if left:
        raise InputError("changing_file", path=path)
    yield bytes(-size % _BLOCK)


def _unpack(packed: Path, folder: Path, identities: Sequence[Any]) -> None:  # Any: age identities
    reading, writing_end = os.pipe()
    failed: list[BaseException] = []

    def decrypt() -> None:
        with os.fdopen(writing_end, "wb") as pipe:
            try:
                with packed.open("rb") as source, contextlib.suppress(BrokenPipeError):
                    sealing.decrypt_stream(source, pipe, identities)
            except BaseException as error:  # noqa: BLE001 - told by the thread that waits
                failed.append(_told(error, packed))

    helper = threading.Thread(target=decrypt)
    helper.start()
    try:
        with os.fdopen(reading, "rb") as pipe:
            _extract(pipe, folder)
    except (tarfile.TarError, EOFError) as error:
        helper.join()
        raise (failed[0] if failed else _told(ValueError(), packed)) from error
    finally:
        helper.join()
    if failed:
        raise failed[0]


def _told(error: BaseException, packed: Path) -> BaseException:
    return InputError("not_packed", path=packed) if isinstance(error, ValueError) else error


def _extract(pipe: BinaryIO, folder: Path) -> None:
    with tarfile.open(fileobj=pipe, mode="r|") as archive:
        for entry in archive:
            name = PurePosixPath(entry.name)
            if name.is_absolute() or ".." in name.parts or not (entry.isdir() or entry.isreg()):
                raise tarfile.TarError(entry.name)
            target = folder / name
            if entry.isdir():
                target.mkdir(exist_ok=True)
                continue
            content = archive.extractfile(entry)
            with target.open("xb") as handle:
                shutil.copyfileobj(content or pipe, handle, _CHUNK)
                handle.flush()
                os.fsync(handle.fileno())
            target.chmod(entry.mode & 0o777)
        while pipe.read(_CHUNK):  # To its end: what is cut off there would go unseen.
            pass
