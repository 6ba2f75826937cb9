"""A text file, read so that offsets are code points of the file decoded as UTF-8 and nothing else changed."""

from pathlib import Path

from sijill.store.given import decode, read_bytes


def read_text(path: Path) -> str:
    """Return the text of ``path``, decoded as plain UTF-8: a byte order mark is its first code point, CR LF two.

    Raises InputError for a file that is missing, empty, unreadable, binary (a control byte such as NUL) or not UTF-8.
    """
    return decode(path, read_bytes(path))
