"""A text file, read so that offsets are code points of the file decoded as UTF-8 and nothing else changed."""

from pathlib import Path
from typing import Final

from sijill.errors import InputError

_CONTROLS: Final = frozenset(range(32)) - {9, 10, 11, 12, 13, 27}


def read_text(path: Path) -> str:
    """Return the text of ``path``, decoded as plain UTF-8: a byte order mark is its first code point, CR LF two.

    Raises InputError for a file that is missing, empty, unreadable, binary (a control byte such as NUL) or not UTF-8.
    """
    if not path.exists():
        raise InputError("missing_file", path=path)
    if not path.is_file():
        raise InputError("not_a_file", path=path)
    try:
        stored = path.read_bytes()
    except OSError as error:
        raise InputError(
            "unreadable_file", path=path, reason=error.strerror or type(error).__name__
        ) from error
    if not stored.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf"):
        raise InputError("empty_file", path=path)
    binary = stored.translate(None, bytes(set(range(256)) - _CONTROLS))
    if binary:
        raise InputError("not_text", path=path, offset=stored.index(binary[:1]))
    try:
        return stored.decode("utf-8")
    except UnicodeDecodeError as error:
        line = stored.count(b"\n", 0, error.start) + 1
        raise InputError("not_utf8", path=path, offset=error.start, line=line) from error
