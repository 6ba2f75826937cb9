"""Where a mirror keeps what a register does not have: its memory of checkpoints, refused notes, earlier files.

A mirror lies like a register without keys, catalogue and tables; what is the mirror's own lies in ``mirror/``:
``seen/<size>`` every checkpoint that it met, ``refused/`` what contradicted one, ``replaced/`` earlier files.
"""

import dataclasses
import hashlib
from collections.abc import Iterator
from pathlib import Path

from sijill.store.checkpoint import Checkpoint
from sijill.store.files import write_durably
from sijill.store.layout import Register, find_register
from sijill.store.log import kept_checkpoints


def held_at(place: Path, source: Register) -> Register:
    """Return the mirror at ``place``; a new one is of ``source`` until its description is written."""
    if (place / "register.json").exists():
        return find_register(place)
    return dataclasses.replace(source, path=place, signer=None)


def own_folder(mirror: Register) -> Path:
    """Return the folder of what is the mirror's own."""
    return mirror.path / "mirror"


def seen(mirror: Register) -> Iterator[tuple[Path, bytes]]:
    """Yield every checkpoint that a mirror took or met, and where it lies."""
    memory = sorted((own_folder(mirror) / "seen").glob("[0-9]*"))
    for path in [*memory, *kept_checkpoints(mirror), mirror.log / "checkpoint"]:
        if path.is_file():
            yield path, path.read_bytes()


def remember(mirror: Register, checkpoint: Checkpoint, note: bytes) -> None:
    """Keep a checkpoint among those that were met; the first of a size stays."""
    path = own_folder(mirror) / "seen" / str(checkpoint.size)
    if not path.exists():
        write_durably(path, note)


def keep_refused(mirror: Register, *, offered: bytes, known: bytes) -> Path:
    """Keep two notes that contradict each other side by side; return their folder."""
    folder = own_folder(mirror) / "refused" / hashlib.sha256(offered + known).hexdigest()[:16]
    write_durably(folder / "offered", offered)
    write_durably(folder / "known", known)
    return folder
