"""CSV files as whole columns, where they are so plain that this gives exactly what reading row by row gives.

Quotes, blank rows, rows of another width, other line ends than the usual two, bytes that are no text: the answer
is None, and the careful reader of ``rows`` says what is there, or what is wrong and where.
"""

from typing import Any, Final

import pyarrow.compute as pc

from sijill.link.csv_cells import cells_of
from sijill.link.nobodys_lines import may_have
from sijill.link.rows import delimiter_of
from sijill.link.texts import trimmed
from sijill.link.threads import beside, in_threads
from sijill.text.stored import CONTROLS
from sijill.text.tables import BEGIN, ROWS_LOOKED_AT, header_of

_BOM: Final = b"\xef\xbb\xbf"
_UNUSUAL: Final = frozenset((*CONTROLS, *b"\r"))
"""Bytes that no header has."""
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


def read_columns(content: bytes) -> tuple[list[str], list[Any]] | None:  # Any: pyarrow has no types
    """Return the header, and the columns without white space at the ends, of a plain CSV file; else None."""
    content = content.removeprefix(_BOM)
    end = content.find(b"\n")
    is_plain = not _UNUSUAL.intersection(content[:end].removesuffix(b"\r"))
    if end < 0 or not is_plain or b'"' in content or content.startswith(_UTF16):
        return None
    try:
        delimiter = delimiter_of(content)
        begin = content[:BEGIN].decode("utf-8", "ignore").split("\n")[:ROWS_LOOKED_AT]
        first = [line.split(delimiter) for line in begin if line.strip()]
        if first and header_of(first)[0]:
            return None
        header = content[:end].decode("utf-8").rstrip("\r").split(delimiter)
        columns, may_be_nobodys = beside(
            lambda: cells_of(content, end + 1, delimiter, len(header)), lambda: may_have(content)
        )
    except UnicodeDecodeError:
        return None
    if columns is None or may_be_nobodys or not any(title.strip() for title in header) or not len(columns[0]):
        return None
    columns = in_threads(trimmed, columns)
    return None if _has_blank(columns) else (header, columns)


def _has_blank(columns: list[Any]) -> bool:  # Any: pyarrow has no types
    """Whether any row says nothing; that the first column is full, as it mostly is, settles it."""
    blank = pc.equal(columns[0], "")
    for column in columns[1:]:
        if not pc.any(blank).as_py():
            return False
        blank = pc.and_(blank, pc.equal(column, ""))
    return bool(pc.any(blank).as_py())
