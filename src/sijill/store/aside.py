"""What was damaged and has been replaced: moved into ``aside/<time>/`` under its own path, never deleted.

``restored.json`` in that folder is a journal: one JSON string a line for each file that was put back, written before
it is. ``logged`` in it holds the position of the log entry that tells of it; where it is missing, none does yet.
"""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from sijill.store.copying import Copying
from sijill.store.files import make_folder, sync_folders, write_durably

_JOURNAL = "restored.json"
_LOGGED = "logged"


class Aside:
    """Puts files back into a register, and moves what lay there aside first."""

    def __init__(self, register: Path, name: str) -> None:
        """Name the folder; it is made when it is needed."""
        self.folder = register / "aside" / name
        self.restored: list[str] = []
        self._register = register
        self._copying = Copying(register / "staged")

    def put(self, target: Path, content: bytes, *, mode: int = 0o644) -> None:
        """Have ``content`` at ``target``."""
        self._clear(target)
        self._copying.put(target, content, mode=mode)
        self._copying.flush()

    def copy(self, source: Path, target: Path, *, is_sound: Callable[[Path], bool]) -> bool:
        """Have the bytes of ``source`` at ``target`` if they are sound; nothing is moved where they are not.

        OSError, with nothing moved, when the register's own disk does not take them.
        """
        is_there = os.path.isfile(source)  # noqa: PTH113 - False also where a folder cannot be read
        if not is_there or not self._copying.copy(source, target, is_sound=is_sound):
            return False
        self._clear(target)
        self._copying.flush()
        return True

    def close(self) -> None:
        """Remove the staging folder."""
        self._copying.close()

    def move(self, target: Path) -> bool:
        """Have nothing at ``target`` any more."""
        away = self.folder / target.relative_to(self._register)
        make_folder(away.parent)
        target.rename(away)
        sync_folders([away.parent, target.parent])
        return True

    def _clear(self, target: Path) -> None:
        below = target.relative_to(self._register)
        make_folder(self.folder)
        with (self.folder / _JOURNAL).open("a", encoding="utf-8") as journal:
            journal.write(json.dumps(below.as_posix(), ensure_ascii=True) + "\n")
            journal.flush()
            os.fsync(journal.fileno())
        self.restored.append(below.as_posix())
        if target.is_symlink() or target.exists():
            self.move(target)


def unlogged(register: Path) -> Iterator[tuple[Path, list[str]]]:
    """Yield the folders that no log entry tells of, and what was put back then."""
    for journal in sorted((register / "aside").glob(f"*/{_JOURNAL}")):
        if not (journal.parent / _LOGGED).exists():
            lines = journal.read_text(encoding="utf-8").splitlines()
            yield journal.parent, sorted({str(json.loads(line)) for line in lines if line.endswith('"')})


def forget(register: Path, identity: str) -> None:
    """Have no journal name an object any more: its name is the hash of its bytes."""
    for journal in sorted((register / "aside").glob(f"*/{_JOURNAL}")):
        lines = journal.read_bytes().splitlines(keepends=True)
        kept = [line for line in lines if identity.encode() not in line]
        if kept != lines:
            write_durably(journal, b"".join(kept))


def mark_logged(folder: Path, position: int) -> None:
    """Note which log entry tells of what was put back."""
    write_durably(folder / _LOGGED, f"{position}\n".encode())
