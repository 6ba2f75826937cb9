"""The columns of one file under the names of ``RecordColumns``: whole where the file is plain, else row by row."""

import dataclasses
import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from sijill.errors import InputError, missing_column
from sijill.link.headers import (
    DATES,
    PLAIN_FIELDS,
    find_columns,
    has_names,
    map_columns,
    row_record,
    whole_name,
)
from sijill.link.plain_csv import read_columns
from sijill.link.records import RecordColumns
from sijill.link.rows import Rows, stored_rows
from sijill.link.texts import TextColumn, are_ascending
from sijill.link.told_rows import Told, told_of, told_of_several
from sijill.text.stored import UTF_8

_NAMES: Final = tuple(field.name for field in dataclasses.fields(RecordColumns))
_DIGITS: Final = 12
"""Of the number of a row, with zeros before it, at most."""
_NAME_PARTS: Final = ("first", "father", "grandfather", "family")
_Places = dict[str, tuple[int, ...]]


class FileColumns(NamedTuple):
    """What one file says."""

    path: Path
    rows: Sequence[int]
    """The number of each row, as a spreadsheet shows it."""
    columns: dict[str, Any]  # Any: Arrow arrays of strings, one a field of RecordColumns
    encoding: str
    """How the file was stored."""
    counts_rows: bool = False
    """Whether its ids were the numbers of its rows, which another list has too: records are called ``file#row`` then."""
    told: Sequence[Told] = ()
    """What is to be told of its rows, see :mod:`sijill.link.told_rows`."""


def file_columns(path: Path, content: bytes, chosen: Mapping[str, Sequence[str]]) -> FileColumns:
    """Return the records of a file; without ids a record is called ``file#row``, without lists the list ``file``."""
    rows: Sequence[int]
    whole = read_columns(content)
    encoding, told, about = UTF_8, list[Told](), {"file": path.name, "where": path.name}
    if whole is None:
        stored = stored_rows(path, content)
        encoding = stored.encoding
        rows, columns = _by_row(path, stored.rows, chosen)
        told = told_of(about, stored.no_records)
    else:
        header, given = whole
        columns = columns_of(given, _places(header, chosen, path))
        rows = range(2, 2 + len(given[0]))
    if _gaps(columns["ids"]):
        columns["ids"] = pc.if_else(pc.equal(columns["ids"], ""), _by_file(path, rows), columns["ids"])
    if _gaps(columns["lists"]):
        columns["lists"] = pc.if_else(pc.equal(columns["lists"], ""), path.name, columns["lists"])
    told += told_of_several(about, columns["names"], rows)
    return FileColumns(path, rows, columns, encoding, told=told)


def told_apart(files: Sequence[FileColumns]) -> Sequence[FileColumns]:
    """Return ``files`` with every id given once; where lists only count their rows, and two count alike, by file and row.

    InputError where two records have one id and either is more than the number of a row.
    """
    if _are_distinct(files):
        return files
    counting = [_counts_rows(_ids_given(each)) for each in files]
    named = [each for each, counts in zip(files, counting, strict=True) if not counts]
    if any(counting) and _are_distinct([*named, *_longest(files, counting)]):
        files = [
            each._replace(columns={**each.columns, "ids": _by_file(each.path, each.rows)}, counts_rows=True)
            if counts
            else each
            for each, counts in zip(files, counting, strict=True)
        ]
    if not _are_distinct(files):
        _refuse_duplicate([record for each in files for record in each.columns["ids"].to_pylist()], files)
    return files


def _longest(files: Sequence[FileColumns], counting: Sequence[bool]) -> list[FileColumns]:
    """Return of the files that count their rows one for each way of writing numbers: who has none of its ids has none of theirs."""
    longest: dict[str, FileColumns] = {}
    for each, counts in zip(files, counting, strict=True):
        if counts:
            first = _ids_given(each)[0]
            longest[first] = max(longest.get(first, each), each, key=lambda file: len(file.rows))
    return list(longest.values())


def _are_distinct(files: Sequence[FileColumns]) -> bool:
    ids = _concat([each.columns["ids"] for each in files])
    return are_ascending(ids) or pc.count_distinct(ids).as_py() == len(ids)


def _ids_given(file: FileColumns) -> list[str]:
    """Return the ids that stand in the file: a row without one may be a signature at its foot."""
    ids = file.columns["ids"]
    given: list[str] = ids.filter(pc.not_equal(ids, _by_file(file.path, file.rows))).to_pylist()
    return given


def _counts_rows(ids: Sequence[str]) -> bool:
    """Whether ids are 1, 2, 3 and so on: a number of the row, no name of the record."""
    return bool(ids) and all(
        len(each) <= _DIGITS and each.isdecimal() and int(each) == number
        for number, each in enumerate(ids, start=1)
    )


def _by_file(path: Path, rows: Sequence[int]) -> Any:  # Any: pyarrow has no types
    return pa.array([f"{path.name}#{row}" for row in rows], pa.string())


def joined_columns(files: Sequence[FileColumns]) -> RecordColumns:
    """Return the records of all ``files``, whose ids :func:`told_apart` has looked at."""
    columns = {name: _concat([each.columns[name] for each in files]) for name in _NAMES}
    given = {
        name: TextColumn(column)
        for name, column in columns.items()
        if name in {"ids", "lists", "names"} or pc.max(pc.binary_length(column)).as_py()
    }
    return RecordColumns(**given)


def _concat(arrays: Sequence[Any]) -> Any:  # Any: pyarrow has no types
    if len(arrays) == 1:
        return arrays[0]
    return pa.concat_arrays(arrays) if arrays else pa.array([], pa.string())


def _refuse_duplicate(ids: Sequence[str], files: Sequence[FileColumns]) -> None:
    where = [(each.path, row) for each in files for row in each.rows]
    known: dict[str, tuple[Path, int]] = {}
    for record_id, (path, row) in zip(ids, where, strict=True):
        if record_id in known:
            first, first_row = known[record_id]
            if first.name == path.name and first != path:
                raise InputError("link_same_file_name", path=path, first=first)
            raise InputError(
                "link_duplicate_id",
                path=path,
                row=row,
                record_id=record_id,
                first=first,
                first_row=first_row,
            )
        known[record_id] = (path, row)


def _gaps(column: Any) -> bool:  # Any: pyarrow has no types
    return bool(pc.any(pc.equal(column, "")).as_py())


def _places(header: Sequence[str], chosen: Mapping[str, Sequence[str]], path: Path) -> _Places:
    """Return the columns of each field by their titles, or by a mapping, which goes first."""
    places = find_columns(header)
    if chosen:
        mapped = map_columns(header, chosen, path=path)
        taken = {place for columns in mapped.values() for place in columns}
        places = {
            field: tuple(place for place in columns if place not in taken)
            for field, columns in places.items()
        } | mapped
    if not has_names(places):
        raise missing_column(path, "name / الاسم", header)
    return places


def _by_row(
    path: Path, rows: Rows, chosen: Mapping[str, Sequence[str]]
) -> tuple[list[int], dict[str, Any]]:  # Any: Arrow arrays
    _, header = next(rows, (0, []))
    if not header:
        raise InputError("empty_file", path=path)
    places = _places(header, chosen, path)
    numbers: list[int] = []
    columns: dict[str, list[str]] = {name: [] for name in _NAMES}
    for number, row in rows:
        numbers.append(number)
        record = row_record(row, places)
        for name, column in columns.items():
            column.append(record[name])
    if not numbers:
        raise InputError("no_rows", path=path)
    return numbers, {name: pa.array(column, pa.string()) for name, column in columns.items()}


def columns_of(given: Sequence[Any], places: _Places) -> dict[str, Any]:  # Any: Arrow arrays
    """Return what ``row_record`` would say of each row."""
    empty = first_given(given, ())

    def value(*fields: str) -> Any:  # Any: an Arrow array
        """Return what is given first in the columns of these fields; all that no column gives is one empty column."""
        found = [place for field in fields for place in places.get(field, ())]
        return first_given(given, found) if found else empty

    columns = {name: value(field) for name, field in PLAIN_FIELDS.items()}
    columns["names"] = value("name", "name_latin")
    if any(places.get(field) for field in _NAME_PARTS):
        parts = {field: value(field).to_pylist() for field in _NAME_PARTS}
        parts |= {"name": columns["names"].to_pylist(), "name_latin": empty.to_pylist()}
        rows = (dict(zip(parts, row, strict=True)) for row in zip(*parts.values(), strict=True))
        columns["names"] = pa.array([whole_name(row.__getitem__) for row in rows], pa.string())
    columns["event_dates"], columns["event_kinds"] = empty, empty
    for field, kind in DATES:
        if not places.get(field):
            continue
        dates = value(field)
        first = pc.and_(pc.equal(columns["event_dates"], ""), pc.not_equal(dates, ""))
        columns["event_dates"] = pc.if_else(first, dates, columns["event_dates"])
        columns["event_kinds"] = pc.if_else(first, kind, columns["event_kinds"])
    return columns


def first_given(given: Sequence[Any], places: Sequence[int]) -> Any:  # Any: Arrow arrays
    """Return what each row says in the first of these columns that is not empty; "" where none is there."""
    if not places:
        return pa.repeat(pa.scalar("", pa.string()), len(given[0]))
    return functools.reduce(_or_else, [given[place] for place in places])


def _or_else(first: Any, second: Any) -> Any:  # Any: Arrow arrays
    return pc.if_else(pc.equal(first, ""), second, first)
