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


@dataclasses.dataclass(frozen=True, slots=True)
class Input:
    """A file that was linked."""

    file: str
    """Its name."""
    sha256: str
    encoding: str
    """How its text was stored, see :mod:`sijill.text.stored`."""

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

    *held, inputs = read_files([Path(path) for path in paths], mapping=Path(mapping) if mapping else None)
    result = link_records(held.pop(), seed=seed, sweeper=sweeper)
    result = dataclasses.replace(result, warnings=(*guessed(inputs), *result.warnings))
    return LinkedFiles(result=result, inputs=inputs)


def guessed(inputs: Sequence[Input]) -> list[tuple[str, Mapping[str, object]]]:
    """Return a warning for each file of which nothing says how it was stored."""
    return [("windows_1256", {"file": each.file}) for each in inputs if each.encoding == WINDOWS_1256]


def read_files(
    paths: Sequence[Path], *, mapping: Path | None = None
) -> tuple[RecordColumns, tuple[Input, ...]]:
    """Return the records of all files, and what they are.

    Columns are found by their headers or by a mapping file. A ``list`` column names the list, else the file
    is one; without ids a record is called ``file#row``. Raises InputError for whatever cannot be read whole.
    """
    maps = read_mapping(mapping) if mapping else {}
    unknown = sorted(set(maps) - {"", *(path.name for path in paths)})
    if mapping and unknown:
        raise InputError("missing_file", path=unknown[0])
    from sijill.link.file_columns import joined_columns
    from sijill.link.texts import give_back

    chosen = {path.name: {**maps.get("", {}), **maps.get(path.name, {})} for path in paths}
    found = [
        _read(path, chosen[path.name]) for path in sorted(paths, key=lambda path: (path.name, str(path)))
    ]
    give_back()
    columns = joined_columns([columns for columns, _ in found])
    return columns, tuple(Input(each.path.name, digest, each.encoding) for each, digest in found)


def _read(path: Path, chosen: Mapping[str, Sequence[str]]) -> "tuple[FileColumns, str]":
    """Return what a file says, and its SHA-256."""
    from sijill.link.file_columns import file_columns
    from sijill.link.threads import beside

    content = read_bytes(path)
    return beside(lambda: file_columns(path, content, chosen), lambda: hashlib.sha256(content).hexdigest())
