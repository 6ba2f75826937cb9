"""CSV files as whole columns, where they are so plain that this gives exactly what reading row by row gives.

Quotes, blank rows, rows of another width, other line ends than the usual two, bytes that are no text: the answer
is None, and the careful reader of ``rows`` says what is there, or what is wrong and where.
"""

import functools
import io
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from sijill.link.rows import delimiter_of
from sijill.link.threads import in_threads
from sijill.store.given import is_binary

_BOM: Final = b"\xef\xbb\xbf"


def read_columns(content: bytes) -> tuple[list[str], list[Any]] | None:  # Any: pyarrow has no types
    """Return the header, and the columns without white space at the ends, of a plain CSV file; else None."""
    content = content.removeprefix(_BOM)
    end = content.find(b"\n")
    if end < 0 or b'"' in content or is_binary(content) or _has_other_line_ends(content):
        return None
    try:
        delimiter = delimiter_of(content)
        header = content[:end].decode("utf-8").rstrip("\r").split(delimiter)
        columns = _parsed(content, delimiter, [str(place) for place in range(len(header))])
    except (pa.ArrowInvalid, UnicodeDecodeError):
        return None
    blank = functools.reduce(pc.and_, [pc.equal(column, "") for column in columns])
    if not any(title.strip() for title in header) or not len(blank) or pc.any(blank).as_py():
        return None
    return header, columns


def _has_other_line_ends(content: bytes) -> bool:
    return b"\r" in content and content.count(b"\r") != content.count(b"\r\n")


def _parsed(content: bytes, delimiter: str, names: list[str]) -> list[Any]:  # Any: pyarrow has no types
    table = csv.read_csv(
        io.BytesIO(content),
        read_options=csv.ReadOptions(column_names=names, skip_rows=1),
        parse_options=csv.ParseOptions(delimiter=delimiter, quote_char=False, ignore_empty_lines=False),
        convert_options=csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
        ),
    )
    return in_threads(lambda column: pc.utf8_trim_whitespace(column.combine_chunks()), table.columns)
