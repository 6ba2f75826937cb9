"""Linkage on plain files: rows of CSV and XLSX into columns of records."""

import dataclasses
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sijill.errors import InputError
from sijill.link.headers import read_mapping
from sijill.link.records import METHOD, VERSION, RecordColumns
from sijill.store.given import read_bytes
from sijill.text.stored import WINDOWS_1256

if TYPE_CHECKING:
    from sijill.link.file_columns import FileColumns
    from sijill.link.records import LinkResult
    from sijill.link.sweep import Sweeper
    from sijill.link.told_rows import Told


@dataclasses.dataclass(frozen=True, slots=True)
class Input:
    """A file that was linked."""

    file: str
    """Its name."""
    sha256: str
    encoding: str
    """How its text was stored, see :mod:`sijill.text.stored`."""
    counts_rows: bool
    """Whether its ids only count its rows, as another list's do, so that records are called by file and row."""
    rows_told: "Sequence[Told]" = ()
    """What is to be told of its rows."""

    def told(self) -> dict[str, str]:
        """Return what provenance tells: the encoding where nothing in the file says it."""
        told = {"file": self.file, "sha256": self.sha256}
        return told | ({"encoding": self.encoding} if self.encoding == WINDOWS_1256 else {})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LinkedFiles:
    """The result of linking files, and what it was made from."""

    result: "LinkResult"
    inputs: tuple[Input, ...]
    """Sorted by name."""

    def provenance(self) -> dict[str, object]:
        """Return inputs, method, version and parameters: what a rerun needs."""
        return {
            "inputs": [each.told() for each in self.inputs],
            "method": METHOD,
            "version": VERSION,
            "parameters": dict(self.result.parameters),
        }


def link_files(
    paths: Sequence[Path | str],
    *,
    mapping: Path | str | None = None,
    seed: int = 0,
    sweeper: "Sweeper | None" = None,
) -> LinkedFiles:
    """Return the persons found in all ``paths`` together (CSV or XLSX), see :func:`read_files`.

    With ``sweeper`` pairs are weighed elsewhere, see :func:`sijill.link.spark.on_spark`.
    """
    from sijill.link.engine import link_records

    *held, inputs = read_files(paths, mapping=mapping)
    result = link_records(held.pop(), seed=seed, sweeper=sweeper)
    result = dataclasses.replace(result, warnings=(*warnings_on(inputs), *result.warnings))
    return LinkedFiles(result=result, inputs=inputs)


def warnings_on(inputs: Sequence[Input]) -> list[tuple[str, Mapping[str, object]]]:
    """Return what is to be told of files: that nothing says how one was stored, whose ids only count rows, which rows are left out."""
    told: list[tuple[str, Mapping[str, object]]] = []
    for each in inputs:
        told += [("windows_1256", {"file": each.file})] if each.encoding == WINDOWS_1256 else []
        told += [("counts_rows", {"file": each.file})] if each.counts_rows else []
        told += each.rows_told
    return told


def read_files(
    paths: Sequence[Path | str], *, mapping: Path | str | None = None
) -> tuple[RecordColumns, tuple[Input, ...]]:
    """Return the records of all files, and what they are.

    Columns are found by their headers or by a mapping file. A ``list`` column names the list, else the file
    is one; without ids a record is called ``file#row``. Raises InputError for whatever cannot be read whole.
    """
    files = sorted(map(Path, paths), key=lambda path: (path.name, str(path)))
    maps = read_mapping(Path(mapping)) if mapping else {}
    unknown = sorted(set(maps) - {"", *(path.name for path in files)})
    if mapping and unknown:
        raise InputError("missing_file", path=unknown[0])
    from sijill.link.file_columns import joined_columns, told_apart
    from sijill.link.texts import give_back

    found = [_read(path, {**maps.get("", {}), **maps.get(path.name, {})}) for path in files]
    give_back()
    columns = told_apart([each for each, _ in found])
    inputs = tuple(
        Input(each.path.name, digest, each.encoding, each.counts_rows, each.told)
        for each, (_, digest) in zip(columns, found, strict=True)
    )
    return joined_columns(columns), inputs


def _read(path: Path, chosen: Mapping[str, Sequence[str]]) -> "tuple[FileColumns, str]":
    """Return what a file says, and its SHA-256."""
    from sijill.link.file_columns import file_columns
    from sijill.link.threads import beside

    content = read_bytes(path)
    return beside(lambda: file_columns(path, content, chosen), lambda: hashlib.sha256(content).hexdigest())
