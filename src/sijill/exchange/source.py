"""The bytes of a foreign file, or one clear error."""

from pathlib import Path

from sijill.errors import InputError


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a regular, non-empty file, or raise InputError saying which it is not."""
    if not path.exists():
        raise InputError("missing_file", path=str(path))
    if not path.is_file():
        raise InputError("not_a_file", path=str(path))
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError("unreadable_file", path=str(path), reason=error.strerror) from error
    if not content:
        raise InputError("empty_file", path=str(path))
    return content
