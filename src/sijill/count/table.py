"""A table of capture histories as a file: one 0/1 column a list, then how many persons have that pattern."""

import csv
import hashlib
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sijill.count.strata import MOST_PERSONS, MOST_STRATA, Strata, strata_of
from sijill.errors import InputError, missing_column
from sijill.model.estimate import CaptureHistories
from sijill.store.given import broken_row, decode, read_bytes

COUNT_NAMES: Final = ("count", "العدد")
"""Headers of the column with the number of persons."""

_SEPARATORS: Final = ",;\t"


def read_table(path: Path) -> CaptureHistories:
    """Return the histories of a CSV file (UTF-8; comma, semicolon or tab), lists in the order of columns.

    Cells without persons may be left out. Raises InputError for anything else than one row a pattern:
    the row of persons on no list is unknown and must not be given, and no pattern may come twice.
    """
    return next(iter(read_strata(path, ()).histories))


def read_strata(path: Path, by: Sequence[str]) -> Strata:
    """Return the histories of each stratum: what the columns ``by`` say, an empty cell being what is not known.

    The other columns are as ``read_table`` takes them, and no pattern may come twice in a stratum. InputError when
    there are more than ``MOST_STRATA``.
    """
    stored = read_bytes(path)
    content, digest = decode(path, stored).removeprefix("\ufeff"), hashlib.sha256(stored).hexdigest()
    rows = _rows(path, content)
    header = [name.strip() for name in rows[0][1]]
    column = _count_column(path, header)
    places = [_stratum_column(path, header, name) for name in by]
    others = [place for place in range(len(header)) if place != column and place not in places]
    lists = _list_names(path, header, others)
    first_row: dict[tuple[tuple[str, ...], int], int] = {}
    cells: dict[tuple[str, ...], dict[int, int]] = {}
    for number, row in rows[1:]:
        if len(row) != len(header):
            raise InputError("count_row_width", path=path, row=number, expected=len(header), found=len(row))
        values = [value.strip() for value in row]
        label = tuple(values[place] for place in places)
        pattern = _pattern(
            path, number, {name: values[place] for name, place in zip(lists, others, strict=True)}
        )
        if (label, pattern) in first_row:
            raise InputError("count_repeated_cell", path=path, row=number, first=first_row[label, pattern])
        first_row[label, pattern] = number
        cells.setdefault(label, {})[pattern] = _persons(path, number, values[column])
        if len(cells) > MOST_STRATA:
            raise InputError("count_too_many_strata", path=path, row=number, most=MOST_STRATA)
    return strata_of(cells, by=tuple(by), lists=lists, source_sha256=digest)


def _rows(path: Path, text: str) -> list[tuple[int, list[str]]]:
    """Rows with their line numbers as an editor shows them; blank lines are skipped."""
    first = text.lstrip().splitlines()[0]
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        rows.extend((reader.line_num, row) for row in reader if any(map(str.strip, row)))
    except csv.Error as error:
        raise broken_row(path, reader.line_num, error) from error
    if len(rows) < 2:
        raise InputError("no_rows", path=path)
    return rows


def _count_column(path: Path, header: list[str]) -> int:
    found = [index for index, name in enumerate(header) if name.casefold() in COUNT_NAMES]
    if not found:
        raise missing_column(path, " / ".join(COUNT_NAMES), header)
    if len(found) > 1:
        raise InputError("count_repeated_column", path=path, name=header[found[1]])
    return found[0]


def _stratum_column(path: Path, header: list[str], name: str) -> int:
    if name not in header:
        raise missing_column(path, name, header)
    return header.index(name)


def _list_names(path: Path, header: list[str], columns: list[int]) -> tuple[str, ...]:
    names = [header[column] for column in columns]
    if not names:
        raise InputError("count_no_lists", path=path)
    for position, name in enumerate(names):
        if not name:
            raise InputError("count_unnamed_column", path=path, column=header.index("") + 1)
        if name in names[:position]:
            raise InputError("count_repeated_column", path=path, name=name)
    return tuple(names)


def _persons(path: Path, row: int, value: str) -> int:
    # isdecimal accepts Arabic-Indic digits and refuses signs, points and separators.
    if not value.isdecimal() or len(value) > len(str(MOST_PERSONS)):
        raise InputError("count_not_whole", path=path, row=row, most=f"{MOST_PERSONS:,}", found=value or "-")
    return int(value)


def _pattern(path: Path, row: int, values: dict[str, str]) -> int:
    pattern = 0
    for position, (name, value) in enumerate(values.items()):
        if not value.isdecimal() or int(value) > 1:
            raise InputError("count_not_binary", path=path, row=row, column=name, found=value or "-")
        pattern |= int(value) << position
    if pattern == 0:
        raise InputError("count_zero_row", path=path, row=row)
    return pattern
