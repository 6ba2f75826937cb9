"""What was read from each exhibit, as one text or table, cut out of the tables ``passages`` and ``rows`` when it is asked for."""

import dataclasses
import itertools
import operator
from collections.abc import Mapping
from typing import Any

import numpy as np

from sijill.near.shingles import table_text
from sijill.store import tables
from sijill.store.layout import Register


@dataclasses.dataclass(frozen=True, slots=True)
class Written:
    """Columns of text, and which rows of them belong to which exhibit."""

    passages: Any  # Any: pyarrow has no types
    cells: Any  # Any: pyarrow has no types
    rows: Any  # Any: pyarrow has no types
    """Of each cell the number of its row."""
    passage_spans: Mapping[str, tuple[int, int]]
    cell_spans: Mapping[str, tuple[int, int]]

    def text(self, exhibit: str) -> str:
        """Return what an exhibit is compared by: its passages; a table, where it has none; else nothing."""
        start, end = self.passage_spans.get(exhibit, (0, 0))
        if end > start:
            return "\n".join(self.passages.slice(start, end - start).to_pylist())
        start, end = self.cell_spans.get(exhibit, (0, 0))
        numbers = self.rows.slice(start, end - start).to_pylist()
        values = self.cells.slice(start, end - start).to_pylist()
        by_row = itertools.groupby(zip(numbers, values, strict=True), key=operator.itemgetter(0))
        return table_text([value for _, value in row] for _, row in by_row)


def read_written(register: Register) -> Written:
    """Return what was read from all exhibits; UsageError where nothing was read yet."""
    passages, rows = (tables.read(register, name) for name in ("passages", "rows"))
    return Written(
        passages=passages["text"],
        cells=rows["value"],
        rows=rows["position"],
        passage_spans=_spans(passages),
        cell_spans=_spans(rows),
    )


def _spans(table: Any) -> dict[str, tuple[int, int]]:  # Any: pyarrow has no types
    """Return where the rows of each exhibit begin and end; a table is sorted by exhibit."""
    numbers = table["exhibit"].to_numpy()
    if not len(numbers):
        return {}
    starts = np.flatnonzero(np.concatenate([[True], numbers[1:] != numbers[:-1]]))
    ends = np.append(starts[1:], len(numbers))
    return {
        numbers[start]: (int(start), int(end))
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
    }
