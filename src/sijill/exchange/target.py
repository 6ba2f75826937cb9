"""A file written whole or not at all."""

import contextlib
import os
import tempfile
from pathlib import Path

from sijill.errors import InputError


def write_whole(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path`` in one step: written beside it, flushed, renamed; nothing is half-written.

    Raises InputError when the place cannot be written to.
    """
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise InputError("unwritable", path=str(path), reason=error.strerror) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            Path(beside).unlink()
        raise InputError("unwritable", path=str(path), reason=error.strerror) from error
