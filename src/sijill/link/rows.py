"""CSV and XLSX files as rows of text, whole or not at all."""

import csv
import datetime as dt
import io
import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from sijill.errors import InputError
from sijill.link.no_records import NoRecord, sort_of
from sijill.store.given import broken_row, decode, decode_list
from sijill.text.stored import UTF_8
from sijill.text.tables import BEGIN, ROWS_LOOKED_AT, delimiter, header_of

Rows: TypeAlias = Iterator[tuple[int, list[str]]]
_XLSX: Final = b"PK\x03\x04"


def rows_of(path: Path, content: bytes) -> Rows:
    """Yield (row number, fields) of a CSV file in UTF-8; see :func:`stored_rows`."""
    return _whole_rows(path, _text_rows(path, decode(path, content)), [])


class StoredRows(NamedTuple):
    """A list as it was stored."""

    encoding: str
    rows: Rows
    no_records: list[tuple[int, NoRecord]]
    """Rows that are left out since they are nobody's; all of them once ``rows`` have been read to the end."""


def stored_rows(path: Path, content: bytes) -> StoredRows:
    """Return how a list was stored, and its rows as (row number, fields): the header first, every row as wide as the header.

    A list is CSV or XLSX; blank rows and titles above the header are left out, and rows that are no records. Rows are numbered as a
    spreadsheet shows them. Too few fields (a file cut off in mid-row), too many, an open quote, bytes that are no text: an error that
    names file and row.
    """
    left_out: list[tuple[int, NoRecord]] = []
    if content.startswith(_XLSX) and path.suffix.lower() in {".xlsx", ".xlsm"}:
        return StoredRows(UTF_8, _whole_rows(path, _workbook_rows(path, content), left_out), left_out)
    text, encoding = decode_list(path, content)
    return StoredRows(encoding, _whole_rows(path, _text_rows(path, text), left_out), left_out)


def _whole_rows(path: Path, given: Rows, left_out: list[tuple[int, NoRecord]]) -> Rows:
    rows = ((number, fields) for number, fields in given if any(field.strip() for field in fields))
    first = list(itertools.islice(rows, ROWS_LOOKED_AT))
    above, header = header_of([fields for _, fields in first]) if first else (0, [])
    width = len(header)
    if first:
        yield first[above][0], header
    for number, fields in _records(itertools.chain(first[above + 1 :], rows), header, left_out):
        while len(fields) > width and not fields[-1].strip():
            fields.pop()
        if len(fields) != width:
            raise InputError("count_row_width", path=path, row=number, expected=width, found=len(fields))
        yield number, fields


def _records(rows: Rows, header: Sequence[str], left_out: list[tuple[int, NoRecord]]) -> Rows:
    """Yield the rows that are records, and add what the others are to ``left_out``."""
    notes: list[tuple[int, list[str]]] = []
    for number, fields in rows:
        sort = sort_of(fields, header)
        if sort is NoRecord.NOTE:
            notes.append((number, fields))
            continue
        if sort is None:  # What looked like notes stands at no foot.
            yield from notes
            yield number, fields
        else:
            left_out += [*((note, NoRecord.NOTE) for note, _ in notes), (number, sort)]
        notes = []
    left_out += [(note, NoRecord.NOTE) for note, _ in notes]


def _text_rows(path: Path, text: str) -> Rows:
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
    reader = csv.reader(lines, delimiter=delimiter(text), strict=True)
    number = 0
    try:
        for number, fields in enumerate(reader, start=1):
            yield number, fields
    except csv.Error as error:
        raise broken_row(path, number + 1, error) from error


def delimiter_of(content: bytes) -> str:
    """Return the one of comma, semicolon and tab that divides the columns of a text file in UTF-8."""
    return delimiter(content[:BEGIN].decode("utf-8", "ignore"))


def _workbook_rows(path: Path, content: bytes) -> Rows:
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
