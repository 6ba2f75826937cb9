"""Gazetteers as CSV: Who's On First rows, and P-code tables of the common operational datasets (COD-AB).

Three shapes are read, known by their headers: Who's On First (``wof_id``, ``placetype`` ...); one place a row
(``level``, ``pcode``, ``parent_pcode``, ``name_en``, ``name_ar``); and COD-AB as published, one row a place with
those it lies in (``admin2Pcode``, ``ADM2_PCODE`` and so on). A file is taken whole or refused at its first bad row.
"""

import csv
import io
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sijill.errors import InputError, missing_column
from sijill.model.place import Place, PlaceKind
from sijill.store.given import broken_row, decode, read_bytes
from sijill.text.gazetteer import governorate_code
from sijill.text.place_words import is_arabic

_TYPES: Final = {
    "country": PlaceKind.COUNTRY,
    "region": PlaceKind.GOVERNORATE,
    "county": PlaceKind.DISTRICT,
    "localadmin": PlaceKind.SUBDISTRICT,
    "locality": PlaceKind.LOCALITY,
    "borough": PlaceKind.QUARTER,
    "macrohood": PlaceKind.QUARTER,
    "neighbourhood": PlaceKind.QUARTER,
    "microhood": PlaceKind.QUARTER,
    "campus": PlaceKind.SITE,
}
_LEVELS: Final = {
    1: PlaceKind.GOVERNORATE,
    2: PlaceKind.DISTRICT,
    3: PlaceKind.SUBDISTRICT,
    4: PlaceKind.LOCALITY,
}
_PCODE: Final = re.compile(r"[A-Z]{1,3}\d{1,12}")
_WIDE: Final = re.compile(r"adm(?:in)?([1-4])_?(?:name_?)?(pcode|en|ar)", re.IGNORECASE)
_LONG: Final = ("level", "pcode", "parent_pcode", "name_en", "name_ar")
_WOF: Final = ("wof_id", "placetype", "name_ar", "name_en", "lat", "lon")


class _Row:
    """A row by its headers, and where it stands, for errors."""

    def __init__(self, path: Path, line: int, cells: dict[str, str]) -> None:
        self.path, self.line, self.cells = path, line, cells

    def get(self, column: str) -> str:
        """Return a cell without the blanks around it; empty where there is no such column."""
        return self.cells.get(column, "").strip()

    def bad(self, column: str, expected: str) -> InputError:
        """Return the error that names this row and a cell of it."""
        found = f"{column} = {self.get(column)[:60]!r}"
        return InputError("bad_row", path=self.path, row=self.line, expected=expected, found=found)


def read_places(path: Path, source: str) -> tuple[Place, ...]:
    """Return the places of a CSV file, as from ``source``; InputError at its first bad row."""
    header, rows = _rows(path)
    if "wof_id" in header:
        _require(path, header, _WOF)
        found = [_wof(row, source) for row in rows]
    elif any(_WIDE.fullmatch(column) for column in header):
        found = list(_wide(path, header, rows, source))
    else:
        _require(path, header, _LONG)
        found = _long(rows, source)
    _require_ids(found, rows)
    return tuple(found)


def _rows(path: Path) -> tuple[list[str], list[_Row]]:
    text = decode(path, read_bytes(path)).removeprefix("\ufeff")
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=max(",;\t", key=first.count))
    header: list[str] = []
    rows = []
    try:
        for fields in reader:
            if not header:
                header = [field.strip() for field in fields]
            elif len(fields) != len(header):
                raise InputError(
                    "count_row_width",
                    path=path,
                    row=reader.line_num,
                    expected=len(header),
                    found=len(fields),
                )
            else:
                rows.append(_Row(path, reader.line_num, dict(zip(header, fields, strict=True))))
    except csv.Error as error:
        raise broken_row(path, reader.line_num, error) from error
    if not rows:
        raise InputError("no_rows", path=path)
    return header, rows


def _require(path: Path, header: list[str], columns: tuple[str, ...]) -> None:
    missing = [column for column in columns if column not in header]
    if missing:
        raise missing_column(path, ", ".join(missing), header)


def _require_ids(places: list[Place], rows: list[_Row]) -> None:
    """Refuse a file in which two rows are one place; COD-AB as published names the upper levels in each row."""
    seen: set[str] = set()
    for place, row in zip(places, rows, strict=False):
        if place.id in seen and len(places) == len(rows):
            column = next(name for name in ("wof_id", "pcode", *row.cells) if name in row.cells)
            raise row.bad(column, "an id that stands once")
        seen.add(place.id)


def _wof(row: _Row, source: str) -> Place:
    number = row.get("wof_id")
    if not (number.isascii() and number.isdigit()):
        raise row.bad("wof_id", "a number")
    kind = _TYPES.get(row.get("placetype"))
    if kind is None:
        raise row.bad("placetype", " / ".join(_TYPES))
    names = [row.get("name_ar"), row.get("name_en"), *row.get("alt_ar").split("|")]
    names += row.get("alt_latin").split("|")
    arabic, latin = _by_script(names)
    if not arabic and not latin:
        raise row.bad("name_ar", "a name")
    governorate = governorate_code(row.get("region_ar")) or governorate_code(row.get("region_en"))
    identity = f"wof:{number}"
    if kind is PlaceKind.GOVERNORATE:
        kind, identity = (kind, governorate) if governorate else (PlaceKind.AREA, identity)
    elif kind is PlaceKind.COUNTRY and re.fullmatch(r"[A-Z]{2}", row.get("hasc")):
        identity = row.get("hasc")
    return Place(
        id=identity,
        kind=kind,
        arabic=arabic,
        latin=latin,
        governorate=governorate,
        district=row.get("county_ar") or row.get("county_en"),
        latitude=_degrees(row, "lat", 90),
        longitude=_degrees(row, "lon", 180),
        population=_population(row),
        source=source,
    )


def _by_script(names: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part names in those in Arabic letters and others; lists put Latin spellings among the Arabic ones."""
    kept = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    return tuple(filter(is_arabic, kept)), tuple(name for name in kept if not is_arabic(name))


def _degrees(row: _Row, column: str, most: int) -> float:
    try:
        value = float(row.get(column))
    except ValueError:
        value = math.nan
    if not abs(value) <= most:
        raise row.bad(column, f"-{most} ... {most}")
    return value


def _population(row: _Row) -> int:
    written = row.get("population")
    if written and not re.fullmatch(r"\d{1,10}(?:\.0*)?", written, re.ASCII):
        raise row.bad("population", "a whole number")
    return int(written.split(".")[0] or 0) if written else 0


def _long(rows: list[_Row], source: str) -> list[Place]:
    parents: dict[str, str] = {}
    found = []
    for row in rows:
        level = row.get("level")
        if level not in {"1", "2", "3", "4"}:
            raise row.bad("level", "1 / 2 / 3 / 4")
        code, parent = _pcode(row, "pcode"), row.get("parent_pcode")
        if level != "1" and parent not in parents:
            raise row.bad("parent_pcode", "a P-code of an earlier row")
        parents[code] = parent
        chain = [code]
        while chain[-1] in parents and parents[chain[-1]] in parents:
            chain.append(parents[chain[-1]])
        names = (row.get("name_ar"), row.get("name_en"))
        found.append(_of_level(row, int(level), [*reversed(chain)], names, source))
    return found


def _wide(path: Path, header: list[str], rows: list[_Row], source: str) -> Iterator[Place]:
    columns: dict[tuple[int, str], str] = {}
    for column in header:
        hit = _WIDE.fullmatch(column)
        if hit:
            columns.setdefault((int(hit[1]), hit[2].lower()), column)
    levels = sorted({level for level, kind in columns if kind == "pcode"})
    if not levels:
        raise missing_column(path, "admin1Pcode", header)
    seen: set[str] = set()
    for row in rows:
        codes = [_pcode(row, columns[level, "pcode"]) for level in levels]
        if codes[-1] in seen:
            raise row.bad(columns[levels[-1], "pcode"], "a P-code that stands once")
        for depth, level in enumerate(levels):
            if codes[depth] not in seen:
                seen.add(codes[depth])
                names = tuple(row.get(columns.get((level, kind), "")) for kind in ("ar", "en"))
                yield _of_level(row, level, codes[: depth + 1], names, source)


def _pcode(row: _Row, column: str) -> str:
    if not _PCODE.fullmatch(row.get(column)):
        raise row.bad(column, "a P-code, such as SY0203")
    return row.get(column)


def _of_level(row: _Row, level: int, codes: list[str], names: tuple[str, ...], source: str) -> Place:
    arabic, latin = _by_script(list(names))
    if not arabic and not latin:
        raise row.bad("name_ar" if "name_ar" in row.cells else next(iter(row.cells)), "a name")
    return Place(
        id=codes[-1],
        kind=_LEVELS[level],
        arabic=arabic,
        latin=latin,
        governorate=codes[0],
        district=codes[1] if len(codes) > 1 else "",
        source=source,
    )
