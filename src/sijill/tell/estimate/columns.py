"""Histories and draws as columns, as CSV and as Parquet: what R and other programs read."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from sijill.count.strata import Label
from sijill.model.estimate import CaptureHistories

Columns: TypeAlias = Mapping[str, Sequence[Any]]  # Any: strings or integers


def history_columns(histories: CaptureHistories) -> Columns:
    """Return one 0/1 column a list and ``count``: what ``sijill count`` reads."""
    return strata_columns([((), histories)], by=())


def strata_columns(strata: Iterable[tuple[Label, CaptureHistories]], *, by: Sequence[str]) -> Columns:
    """Return a column for each of ``by``, a 0/1 column for each list, and ``count``; all have the same lists."""
    held = list(strata)
    lists = held[0][1].lists
    rows = [
        (*label, *(pattern >> j & 1 for j in range(len(lists))), count)
        for label, histories in held
        for pattern, count in zip(histories.patterns, histories.counts, strict=True)
    ]
    names = (*by, *lists, "count")
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}


def to_csv(columns: Columns) -> bytes:
    """Return columns as CSV in UTF-8, lines ended as RFC 4180 ends them."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(columns)
    rows.writerows(zip(*columns.values(), strict=True))
    return out.getvalue().encode()


def to_parquet(columns: Columns) -> bytes:
    """Return columns as Parquet; the same bytes for the same columns."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(
        pa.table({name: list(column) for name, column in columns.items()}), out, compression="zstd"
    )
    return out.getvalue()
