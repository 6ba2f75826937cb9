"""What was read from each exhibit, as one text, cut out of the tables ``passages`` and ``rows`` when it is asked for."""

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np

from sijill.store import tables
from sijill.store.layout import Register


@dataclasses.dataclass(frozen=True, slots=True)
class Written:
    """Columns of text, and which rows of them belong to which exhibit."""

    columns: tuple[Any, ...]  # Any: pyarrow has no types
    spans: tuple[Mapping[str, tuple[int, int]], ...]

    def text(self, exhibit: str) -> str:
        """Return all that was read from an exhibit, passages before cells, a line each; empty where nothing was."""
        parts: list[str] = []
        for column, spans in zip(self.columns, self.spans, strict=True):
            start, end = spans.get(exhibit, (0, 0))
            parts += column.slice(start, end - start).to_pylist()
        return "\n".join(parts)


def read_written(register: Register) -> Written:
    """Return what was read from all exhibits; UsageError where nothing was read yet."""
    passages, rows = (tables.read(register, name) for name in ("passages", "rows"))
    return Written(
        columns=(passages["text"], rows["value"]),
        spans=(_spans(passages), _spans(rows)),
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
