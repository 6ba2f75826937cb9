"""One writer at a time: an advisory lock that the system lets go when its holder dies."""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sijill.errors import BusyError

PATIENCE_SECONDS: Final = 10.0
"""How long a writer waits for another: longer than a commit takes, shorter than a person's patience."""

_PAUSE_SECONDS: Final = 0.05


@contextlib.contextmanager
def writing(register: Path, *, patience: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Hold the write lock of a register, or of any folder; BusyError when another process does not let go of it."""
    deadline = time.monotonic() + patience
    with (register / "lock").open("a+b") as handle:
        while not _take(handle.fileno()):
            if time.monotonic() >= deadline:
                raise BusyError("register_busy", path=register)
            time.sleep(_PAUSE_SECONDS)
        yield


@contextlib.contextmanager
def unwritten(register: Path) -> Iterator[None]:
    """Keep writers out while something is looked at; where nobody can write (a read-only disk), just look."""
    with contextlib.ExitStack() as held:
        with contextlib.suppress(OSError):
            held.enter_context(writing(register))
        yield


def _take(descriptor: int) -> bool:
    if os.name == "nt":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # Windows only
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
