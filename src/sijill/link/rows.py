"""CSV and XLSX files as rows of text, whole or not at all."""

import csv
import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sijill.errors import InputError
from sijill.store.given import broken_row, decode

_DELIMITERS: Final = (",", ";", "\t")
_XLSX: Final = b"PK\x03\x04"


def rows_of(path: Path, content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield (row number, fields), the header first, every row as wide as the header; blank rows are left out.

    Rows are numbered as a spreadsheet shows them, the header being row 1. Too few fields (a file cut off in
    mid-row), too many, an open quote, bytes that are not UTF-8: an error that names file and row.
    """
    is_workbook = content.startswith(_XLSX) and path.suffix.lower() in {".xlsx", ".xlsm"}
    rows = _workbook_rows(path, content) if is_workbook else _text_rows(path, content)
    width = 0
    for number, fields in rows:
        if not any(field.strip() for field in fields):
            continue
        if not width:
            width = len(fields)
        while len(fields) > width and not fields[-1].strip():
            fields.pop()
        if len(fields) != width:
            raise InputError("count_row_width", path=path, row=number, expected=width, found=len(fields))
        yield number, fields


def _text_rows(path: Path, content: bytes) -> Iterator[tuple[int, list[str]]]:
    text = io.StringIO(decode(path, content).removeprefix("\ufeff"), newline="")
    delimiter = delimiter_of(content)
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, fields in enumerate(reader, start=1):
            yield number, fields
    except csv.Error as error:
        raise broken_row(path, number + 1, error) from error


def delimiter_of(content: bytes) -> str:
    """The one of comma, semicolon and tab that the header holds most of."""
    content = content.lstrip(b"\xef\xbb\xbf\r\n")
    end = content.find(b"\n")
    header = (content if end < 0 else content[:end]).decode("utf-8")
    return max(_DELIMITERS, key=header.count)


def _workbook_rows(path: Path, content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of the first sheet that has any."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [workbook.get_sheet_by_index(place) for place in range(len(workbook.sheet_names))]
        rows = next(
            (found for found in (sheet.to_python(skip_empty_area=False) for sheet in sheets) if found), []
        )
    except CalamineError as error:
        raise InputError("broken_workbook", path=path) from error
    for number, row in enumerate(rows, start=1):
        yield number, [_cell(value) for value in row]


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return str(value)
