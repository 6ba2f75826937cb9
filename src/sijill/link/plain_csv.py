"""CSV files as whole columns, where they are so plain that this gives exactly what reading row by row gives.

Quotes, blank rows, rows of another width, other line ends than the usual two, bytes that are no text: the answer
is None, and the careful reader of ``rows`` says what is there, or what is wrong and where.
"""

import io
from typing import Any, Final

import numba
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow import csv

from sijill.link.nobodys_lines import may_have
from sijill.link.rows import delimiter_of
from sijill.link.texts import trimmed
from sijill.link.threads import beside, in_threads
from sijill.text.stored import CONTROLS
from sijill.text.tables import BEGIN, ROWS_LOOKED_AT, header_of

_BOM: Final = b"\xef\xbb\xbf"
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS: Final = np.isin(np.arange(256), list(CONTROLS))


def read_columns(content: bytes) -> tuple[list[str], list[Any]] | None:  # Any: pyarrow has no types
    """Return the header, and the columns without white space at the ends, of a plain CSV file; else None."""
    content = content.removeprefix(_BOM)
    end = content.find(b"\n")
    if end < 0 or b'"' in content or content.startswith(_UTF16):
        return None
    try:
        delimiter = delimiter_of(content)
        begin = content[:BEGIN].decode("utf-8", "ignore").split("\n")[:ROWS_LOOKED_AT]
        first = [line.split(delimiter) for line in begin if line.strip()]
        if first and header_of(first)[0]:
            return None
        header = content[:end].decode("utf-8").rstrip("\r").split(delimiter)
        names = [str(place) for place in range(len(header))]
        columns, is_plain = beside(
            lambda: _parsed(content, delimiter, names),
            lambda: _is_plain(np.frombuffer(content, np.uint8), _CONTROLS) and not may_have(content),
        )
    except (pa.ArrowInvalid, UnicodeDecodeError):
        return None
    if (
        not is_plain
        or not any(title.strip() for title in header)
        or not len(columns[0])
        or _has_blank(columns)
    ):
        return None
    return header, columns


def _has_blank(columns: list[Any]) -> bool:  # Any: pyarrow has no types
    """Whether any row says nothing; that the first column is full, as it mostly is, settles it."""
    blank = pc.equal(columns[0], "")
    for column in columns[1:]:
        if not pc.any(blank).as_py():
            return False
        blank = pc.and_(blank, pc.equal(column, ""))
    return bool(pc.any(blank).as_py())


@numba.njit(cache=True, nogil=True)
def _is_plain(content: NDArray[np.uint8], controls: NDArray[np.bool_]) -> bool:
    """Whether there are no control characters that no text has, and line ends of the two usual kinds alone."""
    held, alone, before = False, False, np.uint8(0)
    for each in content:
        held |= controls[each]
        alone |= before == 13 and each != 10
        before = each
    return not (held or alone or before == 13)


def _parsed(content: bytes, delimiter: str, names: list[str]) -> list[Any]:  # Any: pyarrow has no types
    table = csv.read_csv(
        io.BytesIO(content),
        read_options=csv.ReadOptions(column_names=names, skip_rows=1),
        parse_options=csv.ParseOptions(delimiter=delimiter, quote_char=False, ignore_empty_lines=False),
        convert_options=csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
        ),
    )
    return in_threads(lambda column: trimmed(column.combine_chunks()), table.columns)
