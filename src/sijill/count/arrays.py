"""Arrays and data frames in: histories and strata without a file, for who counts in Python.

A data frame is whatever has ``columns`` and gives each by its name (pandas, polars), or a mapping of names to columns.
Nothing is kept between calls, and every random draw comes from the seed that a call is given.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sijill.count.strata import MOST_STRATA, Label, Strata, strata_of
from sijill.errors import UsageError
from sijill.model.estimate import CaptureHistories

_MOST_PERSONS = 999_999_999
"""In one cell, as in a file."""


class _HasColumns(Protocol):
    columns: Iterable[str]

    def __getitem__(self, name: str, /) -> Any:  # Any: a column of any library
        ...


Frame: TypeAlias = _HasColumns | Mapping[str, Sequence[Any]]  # Any: strings or integers


def histories_from_array(
    captures: ArrayLike, counts: ArrayLike | None = None, *, lists: Sequence[str] | None = None
) -> CaptureHistories:
    """Return the histories of an array of zeros and ones, rows x lists.

    A row is one person, or with ``counts`` (one whole number a row) so many persons; rows of the same lists are added
    up. ``lists`` names the columns, ``list 1`` and so on unless given. UsageError for a row on no list, which is what
    is to be estimated; for anything but 0 and 1; for counts that are negative, missing or no whole numbers.
    """
    table = np.asarray(captures)
    if table.ndim != 2 or not table.shape[1]:
        raise UsageError("count_array", what="captures", expected="rows x lists", found=str(table.shape))
    names = tuple(lists or (f"list {place + 1}" for place in range(table.shape[1])))
    if len(names) != table.shape[1] or len(set(names)) != len(names):
        expected = f"{table.shape[1]} different names"
        raise UsageError("count_array", what="lists", expected=expected, found=", ".join(names))
    patterns = _patterns(table)
    persons = np.ones(len(table), np.int64) if counts is None else _persons(counts, len(table))
    return _histories(patterns, persons, names)


def histories_from_frame(frame: Frame, *, count: str | None = None) -> CaptureHistories:
    """Return the histories of a data frame: a 0/1 column for each list, and ``count`` where a row is several persons."""
    return strata_from_frame(frame, by=(), count=count).histories[0]


def strata_from_frame(frame: Frame, *, by: Sequence[str], count: str | None = None) -> Strata:
    """Return the strata of a data frame: columns ``by`` divide it, the others are as for ``histories_from_frame``.

    A value of ``by`` that is empty, None or not a number is not known. UsageError for a column that is not there, and
    for more than ``MOST_STRATA`` strata.
    """
    names = list(frame.keys() if isinstance(frame, Mapping) else frame.columns)
    for name in (*by, *([count] if count is not None else [])):
        if name not in names:
            raise UsageError("count_array", what="columns", expected=name, found=", ".join(map(str, names)))
    lists = tuple(name for name in names if name not in by and name != count)
    if not lists:
        raise UsageError("count_array", what="columns", expected="one column a list", found=", ".join(names))
    patterns = _patterns(np.column_stack([np.asarray(frame[name]) for name in lists]))
    size = len(patterns)
    persons = np.ones(size, np.int64) if count is None else _persons(frame[count], size)
    labels = (
        list(zip(*([_value(each) for each in list(frame[name])] for name in by), strict=True)) or [()] * size
    )
    cells: dict[Label, dict[int, int]] = {}
    for label, pattern, number in zip(labels, patterns, persons.tolist(), strict=True):
        held = cells.setdefault(label, {})
        held[pattern] = held.get(pattern, 0) + number
        if len(cells) > MOST_STRATA:
            raise UsageError("count_array", what="by", expected=f"<= {MOST_STRATA}", found=f"> {MOST_STRATA}")
    return strata_of(cells or {(): {}}, by=tuple(by), lists=lists)


def _value(value: Any) -> str:  # Any: of any library
    """Return a value as a label; nothing equals itself less than what is not a number."""
    return "" if value is None or value != value else str(value).strip()  # noqa: PLR0124


def _patterns(table: NDArray[Any]) -> list[int]:  # Any: any type of number
    inside = (table == 1) | (table == 0)
    if not inside.all():
        wrong = table[~inside].ravel()[0]
        raise UsageError("count_array", what="captures", expected="0 / 1", found=str(wrong))
    if not (table == 1).any(axis=1).all():
        row = int(np.flatnonzero(~(table == 1).any(axis=1))[0])
        raise UsageError("count_array_zero_row", row=row)
    packed = np.packbits(table == 1, axis=1, bitorder="little")
    # Python's integers: there may be more lists than a machine word has bits.
    return [int.from_bytes(row.tobytes(), "little") for row in packed]


def _persons(counts: Any, rows: int) -> NDArray[np.int64]:  # Any: a column of any library
    numbers = np.asarray(counts)
    if numbers.shape != (rows,):
        raise UsageError("count_array", what="counts", expected=f"({rows},)", found=str(numbers.shape))
    as_numbers = numbers.astype(float) if numbers.dtype.kind in "iuf" else np.full(rows, np.nan)
    sound = (as_numbers >= 0) & (as_numbers <= _MOST_PERSONS) & (as_numbers == np.floor(as_numbers))
    if not sound.all():
        wrong = str(numbers[~sound][0])
        raise UsageError("count_array", what="counts", expected="0 .. 999,999,999", found=wrong)
    return as_numbers.astype(np.int64)


def _histories(patterns: list[int], persons: NDArray[np.int64], names: tuple[str, ...]) -> CaptureHistories:
    cells: dict[int, int] = {}
    for pattern, number in zip(patterns, persons.tolist(), strict=True):
        cells[pattern] = cells.get(pattern, 0) + number
    held = tuple(sorted(cells))
    return CaptureHistories(lists=names, patterns=held, counts=tuple(cells[each] for each in held))
