"""Writing and reading large files past the system's page cache, where the disk can be spoken to directly.

Through the cache a large file is copied once more in memory, and the disk begins late; directly, it takes or gives
one piece while another thread hashes the next. Neither way of writing promises anything: what lasts is what is
flushed. But what is read directly is what lies on the disk, not what memory still holds of it.
"""

import errno
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sijill.store.files import require_length
from sijill.store.flush import write_early

_LARGE: Final = 256 << 10
"""Smaller files gain nothing."""

_BLOCK: Final = 4096
"""What disks write as one: a direct write is a multiple of it, from memory that begins at one."""

_DIRECT: Final = getattr(os, "O_DIRECT", 0)


class NewFile:
    """A new file of about so many bytes, that nobody may write to once it is closed.

    What is written directly has to lie in memory at a multiple of 4,096 bytes; what does not goes through the
    cache, as does everything where the file system knows no direct writing.
    """

    def __init__(self, path: Path, expected: int) -> None:
        """Make the file; FileExistsError when it is there."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        self._descriptor = os.open(path, flags, 0o444)
        self._written = 0
        self._direct = expected >= _LARGE and _turn(self._descriptor, _DIRECT)

    def write(self, piece: memoryview) -> None:
        """Write all of a piece after those before it."""
        left = self._past_the_cache(piece) if self._direct else piece
        while left:  # A disk that is nearly full takes a part, and says why at the next.
            left = left[os.write(self._descriptor, left) :]
        self._written += len(piece)

    def require_whole(self) -> None:
        """Raise OSError when the file is not as long as what was written to it."""
        require_length(self._descriptor, self._written)

    def close(self) -> None:
        """Close the file; the disk begins with what it has not got yet."""
        try:
            write_early(self._descriptor, 0 if self._direct else self._written)
        finally:
            os.close(self._descriptor)

    def _past_the_cache(self, piece: memoryview) -> memoryview:
        """Return what is left of a piece for the cache; with it direct writing ends."""
        whole = len(piece) // _BLOCK * _BLOCK
        try:
            done = os.write(self._descriptor, piece[:whole]) if whole else 0
        except OSError as error:
            if error.errno != errno.EINVAL:
                raise
            done = 0  # A disk of larger blocks.
        if done < len(piece):
            self._direct = not _turn(self._descriptor, 0)
        return piece[done:]


def pieces(path: Path, room: memoryview, *, past_the_cache: bool) -> Iterator[memoryview]:
    """Yield the bytes of a file, each piece in ``room``, where it is written over by the next.

    ``room`` begins in memory at a multiple of 4,096 bytes and is as long as one; OSError when the disk cannot
    give a piece.
    """
    with path.open("rb", buffering=0) as handle:
        direct = past_the_cache and _turn(handle.fileno(), _DIRECT)
        while length := _read(handle, room, direct=direct):
            if length % _BLOCK:  # The end, or near it: no disk gives a part of a block.
                direct = direct and not _turn(handle.fileno(), 0)
            yield room[:length]


def _read(handle: io.FileIO, room: memoryview, *, direct: bool) -> int:
    try:
        return handle.readinto(room) or 0
    except OSError as error:
        if error.errno != errno.EINVAL or not direct:
            raise
    _turn(handle.fileno(), 0)  # A disk of larger blocks.
    return handle.readinto(room) or 0


def _turn(descriptor: int, direct: int) -> bool:
    """Return whether direct writing could be turned on or off."""
    if not _DIRECT:
        return False
    import fcntl  # Where there is direct writing there is fcntl; on Windows there is neither.

    flags = fcntl.fcntl(descriptor, fcntl.F_GETFL)
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETFL, flags & ~_DIRECT | direct)
    except OSError:
        return False
    return True
