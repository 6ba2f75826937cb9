"""One writer at a time: an advisory lock that the system lets go when its holder dies."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from sijill.errors import BusyError


@contextlib.contextmanager
def writing(register: Path) -> Iterator[None]:
    """Hold the register's write lock; BusyError when another process holds it."""
    with (register / "lock").open("a+b") as handle:
        try:
            _take(handle.fileno())
        except OSError as error:
            raise BusyError("register_busy", path=register) from error
        yield


def _take(descriptor: int) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # Windows only
        return
    import fcntl

    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
