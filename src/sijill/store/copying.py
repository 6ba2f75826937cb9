"""Copying files one by one so that each is there whole and as promised, or not at all.

A copy is staged on the disk that it goes to, flushed, read again where its name or the log says what it has to
be, and renamed. A killed run leaves staged files only, and the next one sweeps them.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from sijill.store.files import make_folder, naming, sync_folders


class Copying:
    """Writes files through a staging folder; ``flush`` makes what was renamed last."""

    def __init__(self, staging: Path) -> None:
        """Sweep ``staging``, which has to be on the disk of everything that is written."""
        shutil.rmtree(staging, ignore_errors=True)
        self._staging = staging
        self._touched: set[Path] = set()
        self.files = 0
        self.octets = 0

    def put(self, target: Path, content: bytes, *, mode: int = 0o644) -> None:
        """Have ``content`` at ``target``."""
        staged = self._staged(target)
        descriptor = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        with naming(target), os.fdopen(descriptor, "wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        self._rename(staged, target, len(content))

    def copy(self, source: Path, target: Path, *, is_sound: Callable[[Path], bool]) -> bool:
        """Have the bytes of ``source`` at ``target`` if ``is_sound`` says so of the copy; return whether it did.

        The copy that is asked about has the target's name and folder name. A source that cannot be read is not sound.
        """
        staged = self._staged(target)
        try:
            with source.open("rb") as found, naming(target), staged.open("wb") as handle:
                shutil.copyfileobj(found, handle, 1 << 20)
                handle.flush()
                os.fsync(handle.fileno())
                size = handle.tell()
        except OSError as error:
            if error.filename is not None and Path(error.filename) != source:
                raise  # The disk that is written to: full, or gone.
            staged.unlink(missing_ok=True)
            return False
        if not is_sound(staged):
            staged.unlink()
            return False
        staged.chmod(0o444)
        self._rename(staged, target, size)
        return True

    def flush(self) -> None:
        """Make every rename since the last flush last."""
        sync_folders(self._touched)
        self._touched.clear()

    def close(self) -> None:
        """Remove the staging folder."""
        shutil.rmtree(self._staging, ignore_errors=True)

    def _staged(self, target: Path) -> Path:
        folder = self._staging / target.parent.name
        folder.mkdir(parents=True, exist_ok=True)
        return folder / target.name

    def _rename(self, staged: Path, target: Path, size: int) -> None:
        make_folder(target.parent)
        staged.replace(target)
        self._touched.add(target.parent)
        self.files += 1
        self.octets += size
