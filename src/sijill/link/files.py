"""Linkage on plain files: rows of CSV and XLSX into columns of records, and clusters into a CSV."""

import csv
import dataclasses
import hashlib
import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sijill.errors import InputError
from sijill.link.headers import read_mapping
from sijill.link.records import METHOD, VERSION, RecordColumns
from sijill.store.given import read_bytes

if TYPE_CHECKING:
    from sijill.link.engine import Sweeper
    from sijill.link.records import LinkResult


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

    records, inputs = read_files([Path(path) for path in paths], mapping=Path(mapping) if mapping else None)
    return LinkedFiles(result=link_records(records, seed=seed, sweeper=sweeper), inputs=inputs)


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
    from sijill.link.file_columns import FileColumns, file_columns, joined_columns

    found: list[FileColumns] = []
    inputs = []
    for path in sorted(paths, key=lambda path: (path.name, str(path))):
        content = read_bytes(path)
        inputs.append((path.name, hashlib.sha256(content).hexdigest()))
        found.append(file_columns(path, content, {**maps.get("", {}), **maps.get(path.name, {})}))
    return joined_columns(found), tuple(inputs)


def clusters_csv(result: "LinkResult") -> bytes:
    """Return record_id, cluster_id, probability (empty for a record alone), sorted by record_id."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    from sijill.link.texts import arrow_of

    alone = np.isnan(result.probability)
    millionths = np.rint(np.where(alone, 0, result.probability) * 1e6).astype(np.int64)
    digits = pc.utf8_lpad(pa.array(millionths % 1_000_000).cast(pa.string()), 6, "0")
    written = pc.binary_join_element_wise(pa.array(millionths // 1_000_000).cast(pa.string()), digits, ".")
    ids = arrow_of(result.ids)
    if pc.any(pc.match_substring_regex(ids, '[",\r\n]')).as_py():
        ids = pa.array([_quoted(text) for text in ids.to_pylist()], pa.string())
    columns = ids, arrow_of(result.cluster_ids), pc.if_else(pa.array(alone), "", written)
    lines = pc.binary_join_element_wise(*columns, ",").to_pylist()
    return "\n".join(["record_id,cluster_id,probability", *lines, ""]).encode("utf-8")


def _quoted(text: str) -> str:
    """Return ``text`` as a field of a CSV file."""
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="").writerow((text,))
    return written.getvalue()
