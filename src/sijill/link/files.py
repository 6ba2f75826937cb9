"""Linkage on plain files: rows of CSV and XLSX into columns of records, and clusters into a CSV."""

import csv
import dataclasses
import hashlib
import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sijill.errors import InputError
from sijill.link.headers import NAME_FIELDS, find_columns, map_columns, read_mapping, row_record
from sijill.link.records import METHOD, VERSION, RecordColumns
from sijill.link.rows import rows_of
from sijill.store.given import read_bytes

if TYPE_CHECKING:
    from sijill.link.records import LinkResult

_COLUMNS: Final = tuple(field.name for field in dataclasses.fields(RecordColumns))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LinkedFiles:
    """The result of linking files, and what it was made from."""

    result: "LinkResult"
    inputs: tuple[tuple[str, str], ...]
    """File name and SHA-256 of each input, sorted."""

    def provenance(self) -> dict[str, object]:
        """Return inputs, method, version and parameters: what a rerun needs."""
        return {
            "inputs": [{"file": name, "sha256": digest} for name, digest in self.inputs],
            "method": METHOD,
            "version": VERSION,
            "parameters": dict(self.result.parameters),
        }


def link_files(
    paths: Sequence[Path | str], *, mapping: Path | str | None = None, seed: int = 0
) -> LinkedFiles:
    """Return the persons found in all ``paths`` together (CSV or XLSX), see :func:`read_files`."""
    from sijill.link.engine import link_records

    records, inputs = read_files([Path(path) for path in paths], mapping=Path(mapping) if mapping else None)
    return LinkedFiles(result=link_records(records, seed=seed), inputs=inputs)


def read_files(
    paths: Sequence[Path], *, mapping: Path | None = None
) -> tuple[RecordColumns, tuple[tuple[str, str], ...]]:
    """Return the records of all files, and (name, SHA-256) of each.

    Columns are found by their headers or by a mapping file. A ``list`` column names the list, else the file
    is one; without ids a record is called ``file#row``. Raises InputError for whatever cannot be read whole.
    """
    maps = read_mapping(mapping) if mapping else {}
    unknown = sorted(set(maps) - {"", *(path.name for path in paths)})
    if mapping and unknown:
        raise InputError("missing_file", path=unknown[0])
    columns: dict[str, list[str]] = {name: [] for name in _COLUMNS}
    where: dict[str, tuple[Path, int]] = {}
    inputs = []
    for path in sorted(paths, key=lambda path: (path.name, str(path))):
        content = read_bytes(path)
        inputs.append((path.name, hashlib.sha256(content).hexdigest()))
        chosen = {**maps.get("", {}), **maps.get(path.name, {})}
        for row, record in _records(path, content, chosen):
            record_id = record["ids"]
            if record_id in where:
                first_path, first_row = where[record_id]
                raise InputError(
                    "link_duplicate_id",
                    path=path,
                    row=row,
                    record_id=record_id,
                    first=first_path,
                    first_row=first_row,
                )
            where[record_id] = (path, row)
            for name, column in columns.items():
                column.append(record[name])
    given = {
        name: column for name, column in columns.items() if name in {"ids", "lists", "names"} or any(column)
    }
    return RecordColumns(**{"ids": [], "lists": [], "names": [], **given}), tuple(inputs)


def clusters_csv(result: "LinkResult") -> bytes:
    """Return record_id, cluster_id, probability (empty for a record alone), sorted by record_id."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("record_id", "cluster_id", "probability"))
    probability = ("" if value != value else f"{value:.6f}" for value in result.probability.tolist())  # noqa: PLR0124 - NaN
    writer.writerows(zip(result.ids, result.cluster_ids, probability, strict=True))
    return text.getvalue().encode("utf-8")


def _records(
    path: Path, content: bytes, chosen: Mapping[str, Sequence[str]]
) -> Iterator[tuple[int, dict[str, str]]]:
    rows = rows_of(path, content)
    _, header = next(rows, (0, []))
    if not header:
        raise InputError("empty_file", path=path)
    places = find_columns(header)
    if chosen:
        mapped = map_columns(header, chosen, path=path)
        taken = {place for columns in mapped.values() for place in columns}
        places = {
            field: tuple(p for p in columns if p not in taken) for field, columns in places.items()
        } | mapped
    if not any(places.get(field) for field in NAME_FIELDS):
        raise InputError("missing_column", path=path, expected="name / الاسم", found=", ".join(header))
    any_row = False
    for number, row in rows:
        any_row = True
        record = row_record(row, places)
        record["ids"] = record["ids"] or f"{path.name}#{number}"
        record["lists"] = record["lists"] or sys.intern(path.name)
        yield number, record
    if not any_row:
        raise InputError("no_rows", path=path)
