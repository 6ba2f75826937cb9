"""Rows of the exhibits that are lists, as columns: what each says as written, and where it stands.

A table has a row a mention: ``mention`` (its id), ``exhibit``, ``at``, ``list``, ``status``, ``kind`` (killed, detained,
missing, or empty), and the fields of ``RecordColumns`` under their names, ``ids`` being what the list itself calls the
record.
"""

import dataclasses
from collections.abc import Mapping
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from sijill.errors import InputError, UsageError, missing_column
from sijill.link.file_columns import columns_of, first_given
from sijill.link.headers import find_columns, has_names
from sijill.link.kinds import kind_of
from sijill.link.records import RecordColumns
from sijill.link.texts import TextColumn
from sijill.link.told_rows import told_of, told_of_several, with_records
from sijill.store import catalogue, tables
from sijill.store.access import Use, permitted
from sijill.store.layout import Register
from sijill.text.show import shown

Mentions: TypeAlias = Any  # a pyarrow table as described above; pyarrow has no types
_Told: TypeAlias = tuple[str, Mapping[str, object]]
Warnings: TypeAlias = list[_Told]
_DATE_KINDS: Final = {"death": "killed", "detention": "detained"}
_FIELDS: Final = tuple(field.name for field in dataclasses.fields(RecordColumns))
_COLUMNS: Final = ("mention", "exhibit", "at", "list", "status", "kind", *_FIELDS)
_KEPT: Final = {
    "mention": "mention", "exhibit": "exhibit", "at": "at", "list": "list", "record": "ids", "name": "names",
    "mother": "mothers", "sex": "sexes", "age": "ages", "birth": "birth_dates", "event_date": "event_dates",
    "place": "places", "town": "towns", "status": "status", "kind": "kind",
}  # fmt: skip
"""Columns of the register's table ``mentions``, and what each is called here."""


class ReadLists(NamedTuple):
    """What lists say."""

    mentions: Mentions
    left_out: Warnings
    """Exhibits in which no names are."""
    told: Warnings
    """What is to be told of rows, see :mod:`sijill.link.told_rows`."""


def read_mentions(register: Register) -> ReadLists:
    """Return the rows of every exhibit that is a list and may be read, by exhibit and row, and who is left out.

    UsageError when no exhibit was handed in as a list; InputError when none of them has a column of names.
    """
    return mentions_in(tables.read(register, "rows"), listed(register), needed=True)


def listed(register: Register) -> dict[str, str]:
    """Return the exhibits that are lists and may be read, by number, and what each list is called."""
    readable = {exhibit.number for exhibit in permitted(register, Use.READ)}
    with catalogue.opened(register) as connection:
        names = {each.exhibit: each.list_name for each in catalogue.deposits(connection) if each.list_name}
    found = {str(number): name for number, name in sorted(names.items()) if number in readable}
    if not found:
        raise UsageError("no_list_exhibits", path=register.path)
    return found


def mentions_in(
    cells: Any, lists: Mapping[str, str], *, needed: bool = False
) -> ReadLists:  # Any: a pyarrow table
    """Return what ``cells`` of the table ``rows`` say of ``lists``, in the order of their numbers, and who is left out.

    InputError when some are ``needed``, and none of them has a column of names.
    """
    cells = cells.combine_chunks()
    spans = _spans(cells["exhibit"].combine_chunks().dictionary_encode())
    found, left_out, rows_told = [no_mentions()], list[_Told](), list[_Told]()
    for number, name in sorted(lists.items()):
        try:
            mentions, told_here = _mentions(number, name, cells.slice(*spans.get(number, (0, 0))))
            found.append(mentions)
            rows_told += told_here
        except InputError:
            left_out.append(no_names(number, name))
    if needed and left_out and len(found) == 1:
        told = ", ".join(f"{fields['exhibit']} ({shown(str(fields['list']))})" for _, fields in left_out)
        raise InputError("no_list_names", found=told)
    return ReadLists(pa.concat_tables(found).combine_chunks(), left_out, rows_told)


def no_mentions() -> Mentions:
    """Return no rows, as ``mentions_in`` has them."""
    return pa.table({name: pa.array([], pa.string()) for name in _COLUMNS})


def no_names(exhibit: str, name: str) -> tuple[str, Mapping[str, object]]:
    """Return the warning that an exhibit is left out."""
    return "no_names", {"exhibit": exhibit, "list": name}


def record_columns(mentions: Mentions) -> RecordColumns:
    """Return mentions as the columns that linkage takes in."""
    columns = {name: mentions[name].combine_chunks() for name in _FIELDS}
    always = {"ids": mentions["mention"].combine_chunks(), "lists": mentions["list"].combine_chunks()}
    given = {
        name: column
        for name, column in columns.items()
        if name == "names" or pc.any(pc.not_equal(column, "")).as_py()
    }
    return RecordColumns(**{name: TextColumn(column) for name, column in {**given, **always}.items()})


def mention_table(mentions: Mentions) -> Any:  # Any: pyarrow has no types
    """Return the register's table ``mentions``, which is sorted when it is written."""
    return pa.table({name: mentions[field] for name, field in _KEPT.items()})


def _spans(exhibits: Any) -> dict[str, tuple[int, int]]:  # Any: a dictionary-encoded Arrow array
    """Return where the cells of each exhibit begin, and how many they are; cells are sorted by exhibit."""
    code = exhibits.indices.to_numpy()
    starts = np.flatnonzero(np.r_[True, code[1:] != code[:-1]]) if len(code) else np.empty(0, np.int64)
    sizes = np.diff(np.r_[starts, len(code)]).tolist()
    names = exhibits.dictionary.take(pa.array(code[starts])).to_pylist()
    return dict(zip(names, zip(starts.tolist(), sizes, strict=True), strict=True))


def _mentions(exhibit: str, name: str, cells: Any) -> tuple[Mentions, Warnings]:  # Any: a pyarrow table
    """Return the mentions of one exhibit, and what is told of its rows; InputError when it has no column of names."""
    is_title = pc.equal(cells["header"], "")
    if pc.any(is_title).as_py():
        cells = cells.filter(pc.invert(is_title))
    header = _titles(cells["header"], cells["column"].to_numpy())
    cells, left_out = with_records(cells, header)
    column = cells["column"].to_numpy()
    header = header[: int(column.max(initial=-1)) + 1]
    places = find_columns(header)
    if not has_names(places):
        raise missing_column(exhibit, "name / الاسم", header)
    position = cells["position"].to_numpy()
    starts = np.flatnonzero(np.r_[True, position[1:] != position[:-1]])
    row = np.cumsum(np.r_[0, position[1:] != position[:-1]])
    given = _values(cells["value"].combine_chunks(), (row, column), (len(starts), len(header)))
    said = columns_of(given, places)
    at = cells["at"].combine_chunks().take(pa.array(starts))
    status = first_given(given, places.get("status", ()))
    mention = pc.binary_join_element_wise(exhibit, at, "#")
    own = {
        "mention": mention,
        "exhibit": pa.repeat(pa.scalar(exhibit, pa.string()), len(at)),
        "at": at,
        "list": pc.if_else(pc.equal(said["lists"], ""), name, said["lists"]),
        "status": status,
        "kind": _kinds(status, said["event_kinds"]),
    }
    about = {"exhibit": exhibit, "list": name, "where": f"{exhibit} ({shown(name)})"}
    told = [*told_of(about, left_out), *told_of_several(about, said["names"], at.to_pylist())]
    return pa.table({**{field: said[field] for field in _FIELDS}, **own}).select(list(_COLUMNS)), told


def _titles(headers: Any, column: NDArray[np.int32]) -> list[str]:  # Any: an Arrow array
    """Return the title of each column; empty for one in which no row has anything."""
    width = int(column.max()) + 1 if len(column) else 0
    last = np.full(width, -1)
    last[column] = np.arange(len(column))
    return ["" if place < 0 else headers[place].as_py() for place in last.tolist()]


def _values(
    values: Any, cell: tuple[NDArray[np.int64], NDArray[np.int32]], shape: tuple[int, int]
) -> list[Any]:  # Any: Arrow arrays
    """Return the columns of a table whose cells that are not blank are given by row and column."""
    row, column = cell
    place = np.full((shape[1], shape[0]), -1)
    place[column, row] = np.arange(len(row))
    trimmed = pc.utf8_trim_whitespace(values)
    return [pc.fill_null(trimmed.take(pa.array(each, mask=each < 0)), "") for each in place]


def _kinds(status: Any, event_kinds: Any) -> Any:  # Any: Arrow arrays
    """Return killed, detained or missing for each row, by its status or else the kind of its date."""
    pair = pc.binary_join_element_wise(event_kinds, status, "\x1f").dictionary_encode()
    kinds = []
    for text in pair.dictionary.to_pylist():
        event, _, said = text.partition("\x1f")
        kinds.append(kind_of(said, fallback=_DATE_KINDS.get(event, "")))
    return pa.array(kinds, pa.string()).take(pair.indices)
