"""The rows of one OFAC file, checked: encoding, quoting, width, null, end mark."""

import csv
import dataclasses
import hashlib
import io
import re
from pathlib import Path
from typing import Final

from sijill.errors import InputError
from sijill.model.listing import SourceFile
from sijill.store.given import read_bytes

_NULL: Final = re.compile(r"-0-?\s*")
"""``-0-``; a file cut of its last bytes by a mirror ends in ``-0``."""
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x19\x1b-\x1f]")
_END_MARK: Final = "\x1a"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One file's rows with their line numbers, nulls as empty strings."""

    path: Path
    shown_as: str
    sha256: str
    rows: tuple[tuple[int, list[str]], ...]
    has_end_mark: bool
    """Whether the last line is a ^Z; without it nothing shows that the file is whole."""

    def file(self) -> SourceFile:
        """Return the file as provenance names it."""
        return SourceFile(path=self.shown_as, sha256=self.sha256, rows=len(self.rows))


def read_sheet(path: Path, *, width: int, shown_as: str = "") -> Sheet:
    """Return the rows of ``path``, each ``width`` fields wide and stripped.

    Decodes UTF-8, else Latin-1. Raises InputError naming the file and the line for binary content, broken
    quoting, a row of another width (as in a file cut in the middle), and for a file without rows.
    """
    content = read_bytes(path)
    control = _CONTROL.search(content)
    if control is not None:
        raise InputError("not_text", path=str(path), offset=control.start())
    text = _decode(content)
    rows = []
    reader = csv.reader(io.StringIO(text.rstrip("\r\n" + _END_MARK), newline=""), strict=True)
    try:
        for fields in reader:
            if len(fields) != width:
                raise _wrong_row(path, reader.line_num, width, str(len(fields)))
            rows.append((reader.line_num, [_value(field) for field in fields]))
    except csv.Error as error:
        raise _wrong_row(path, reader.line_num, width, str(error)) from error
    if not rows:
        raise InputError("list_no_rows", path=str(path))
    return Sheet(
        path=path,
        shown_as=f"{shown_as}{path.name}",
        sha256=hashlib.sha256(content).hexdigest(),
        rows=tuple(rows),
        has_end_mark=text.rstrip("\r\n").endswith(_END_MARK),
    )


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _value(field: str) -> str:
    return "" if _NULL.fullmatch(field) else field.strip()


def _wrong_row(path: Path, row: int, width: int, found: str) -> InputError:
    return InputError("list_row", path=str(path), row=row, expected=width, found=found)
