"""Rows of a list that are told to whoever hands it in: which are left out as nobody's, by their kind and number."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sijill.link.no_records import BEGINS_TABLE, NoRecord, sort_of, with_notes
from sijill.link.threads import in_threads
from sijill.names.many_several import several_in

Told = tuple[str, Mapping[str, object]]
"""A key of words/link.toml below ``warning``, and the fields of its sentence."""
_FEW: Final = 10


class Few(list[Any]):  # Any: numbers of rows in a file, locators in an exhibit
    """Numbers of rows, whole as JSON and the first few in a sentence."""

    def __str__(self) -> str:
        """Return the first few."""
        return ", ".join(map(str, self[:_FEW])) + (" …" if len(self) > _FEW else "")


class Records(NamedTuple):
    """Cells of a list that are of records, and which rows are none."""

    cells: Any  # Any: a pyarrow table
    left_out: Sequence[tuple[str, NoRecord]]


def told_of_several(about: Mapping[str, object], names: Any, rows: Sequence[object]) -> list[Told]:
    """Return a warning of the records of a list whose name says several persons; ``rows`` are their numbers or locators.

    ``names`` is an Arrow array.
    """
    found = Few(row_of(rows[place]) for place in several_in(names, in_threads))
    return [("several", {**about, "count": len(found), "rows": found})] if found else []


def told_of(about: Mapping[str, object], left_out: Iterable[tuple[object, NoRecord]]) -> list[Told]:
    """Return a warning for each kind of rows that were left out of a list; ``about`` says which list."""
    rows: dict[NoRecord, Few] = {}
    for row, sort in left_out:
        rows.setdefault(sort, Few()).append(row)
    return [
        (f"no_record_{sort.value}", {**about, "count": len(rows[sort]), "rows": rows[sort]})
        for sort in NoRecord
        if sort in rows
    ]


def row_of(at: Any) -> Any:  # Any: the number of a row, or a locator
    """Return the number of a row in a list that is one table, as a spreadsheet shows it; other locators as they are."""
    return at.removeprefix("row=") if isinstance(at, str) else at


def with_records(cells: Any, titles: Sequence[str]) -> Records:  # Any: a pyarrow table
    """Return the cells of a list, which are sorted by row, without those of rows that are no records; ``titles`` are its columns'."""
    position = cells["position"].to_numpy()
    starts = np.flatnonzero(np.r_[True, position[1:] != position[:-1]]) if len(position) else position
    ends = np.r_[starts[1:], len(position)]
    # Where a header is empty a reading calls its cells by their column.
    header = ["" if title == f"column {place}" else title for place, title in enumerate(titles, start=1)]

    def sort(row: int) -> NoRecord | None:
        part = cells.slice(starts[row], ends[row] - starts[row])
        values = dict(zip(part["column"].to_pylist(), part["value"].to_pylist(), strict=True))
        return sort_of([values.get(place, "") for place in range(max(values) + 1)], header)

    value = pc.utf8_trim_whitespace(cells["value"])
    looked_at = pc.or_(pc.equal(value, cells["header"]), pc.match_substring_regex(value, BEGINS_TABLE))
    rows = np.unique(np.searchsorted(starts, np.flatnonzero(looked_at.to_numpy()), side="right") - 1).tolist()
    sorts = {row: each for row in rows if (each := sort(row)) and each is not NoRecord.NOTE}
    at = cells["at"].combine_chunks().take(pa.array(starts))
    found = with_notes(sorts, _table_ends(at), sort)
    if not found:
        return Records(cells, ())
    keep = np.ones(len(position), np.bool_)
    for row in found:
        keep[starts[row] : ends[row]] = False
    named = [(row_of(at[row].as_py()), found[row]) for row in sorted(found)]
    return Records(cells.filter(keep), named)


def _table_ends(at: Any) -> list[int]:  # Any: an Arrow array of locators
    """Return the numbers of rows behind the last of each table: sheets of a workbook stand one behind the other."""
    count = len(at)
    if not count or at[0].as_py().startswith("row="):
        return [count]
    tables = [where.rpartition("row=")[0] for where in at.to_pylist()]
    return [
        *(row for row, (one, other) in enumerate(itertools.pairwise(tables), start=1) if one != other),
        count,
    ]
