"""Files that a user names: their bytes or text, or one clear error that says which they are not."""

import csv
from pathlib import Path
from typing import Final

from sijill.errors import InputError
from sijill.text.stored import CONTROLS, FEWEST, UTF_8, Stored, decoded, is_too_short

_BOM: Final = b"\xef\xbb\xbf"
_NOT_CONTROLS: Final = bytes(set(range(256)) - set(CONTROLS))


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a regular file with something in it; InputError for any other."""
    if not path.exists():
        raise InputError("missing_file", path=path)
    if not path.is_file():
        raise InputError("not_a_file", path=path)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(
            "unreadable_file", path=path, reason=error.strerror or type(error).__name__
        ) from error
    said = content.removeprefix(_BOM)
    if not said or said.isspace():
        raise InputError("empty_file", path=path)
    return content


def decode(path: Path, content: bytes) -> str:
    """Return UTF-8 text, its byte order mark included; InputError for binary content or another encoding."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError("not_utf8", path=path, offset=0, line=1)
    binary = content.translate(None, _NOT_CONTROLS)
    if binary:
        raise InputError("not_text", path=path, offset=content.index(binary[:1]))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError("not_utf8", path=path, offset=error.start, line=line) from error


def decode_list(path: Path, content: bytes) -> Stored:
    """Return the text of a list, also of one that :func:`sijill.text.stored.decoded` reads though it is not UTF-8; InputError for others."""
    try:
        return Stored(decode(path, content), UTF_8)
    except InputError as error:
        if error.key != "not_utf8":
            raise
        try:
            return decoded(content)
        except UnicodeDecodeError:
            if is_too_short(content):
                raise InputError("short_windows_1256", path=path, expected=FEWEST) from None
            raise error from None


def broken_row(path: object, row: int, error: csv.Error) -> InputError:
    """Return the error that a row is no CSV, in our words: the csv module knows English only.

    It refuses an open quotation mark, letters behind a closing one, and a cell of more letters than its limit.
    """
    if "limit" in str(error):
        return InputError("long_cell", path=path, row=row, expected=csv.field_size_limit())
    return InputError("broken_row", path=path, row=row)
