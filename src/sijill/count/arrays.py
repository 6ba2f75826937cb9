"""Arrays and data frames in: histories and strata without a file, for who counts in Python.

A data frame is whatever gives each column by its name and tells the names: pandas, polars, a table of pyarrow, or a
mapping of names to columns. Nothing is kept between calls, and every random draw comes from the seed that a call is given.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sijill.count.histories import FloatArray
from sijill.count.strata import MOST_PERSONS, MOST_STRATA, UNKNOWN, Label, Strata, strata_of
from sijill.errors import UsageError
from sijill.model.estimate import CaptureHistories


class _HasColumns(Protocol):
    columns: Iterable[Any]  # Any: names, or what pyarrow calls columns

    def __getitem__(self, name: str, /) -> Any:  # Any: a column of any library
        ...


Frame: TypeAlias = _HasColumns | Mapping[str, Sequence[Any]]  # Any: strings or integers


def histories_from_array(
    captures: ArrayLike, counts: ArrayLike | None = None, *, lists: Sequence[str] | None = None
) -> CaptureHistories:
    """Return the histories of an array of zeros and ones, rows x lists.

    A row is one person, or with ``counts`` (one whole number a row) so many persons; rows of the same lists are added
    up. ``lists`` names the columns, ``list 1`` and so on unless given. UsageError for a row on no list, which is what
    is to be estimated; for anything but 0 and 1, masked or missing ones included; for counts that are negative, missing
    or no whole numbers.
    """
    table = _numbers(captures, "captures", "0 / 1")
    if table.ndim != 2 or not table.shape[1]:
        raise _wrong("captures", "rows x lists", table.shape)
    names = tuple(
        f"list {place + 1}" if lists is None else str(lists[place])
        for place in range(table.shape[1] if lists is None else len(lists))
    )
    if len(names) != table.shape[1] or len(set(names)) != len(names):
        raise _wrong("lists", f"{table.shape[1]} different names", ", ".join(names))
    patterns = _patterns(table)
    persons = np.ones(len(table), np.int64) if counts is None else _persons(counts, len(table))
    return _histories(patterns, persons, names)


def histories_from_frame(frame: Frame, *, count: str | None = None) -> CaptureHistories:
    """Return the histories of a data frame: a 0/1 column for each list, and ``count`` where a row is several persons."""
    return strata_from_frame(frame, by=(), count=count).histories[0]


def strata_from_frame(frame: Frame, *, by: Sequence[str] | str, count: str | None = None) -> Strata:
    """Return the strata of a data frame: columns ``by`` divide it, the others are as for ``histories_from_frame``.

    A value of ``by`` that is empty, None, NA or not a number is not known; a whole number held as a fraction, as in a
    column with gaps, is told as a whole one. UsageError for a column that is not there or there twice, for columns
    of different lengths, and for more than ``MOST_STRATA`` strata.
    """
    parts = (by,) if isinstance(by, str) else tuple(by)
    named = (*parts, *([count] if count is not None else []))
    names = _names(frame)
    for name in named:
        if name not in names:
            raise _wrong("columns", name, ", ".join(map(str, names)))
    lists = tuple(name for name in names if name not in named)
    for what, some in (("columns", [str(each) for each in names]), ("by, count", list(named))):
        twice = [name for name, times in Counter(some).items() if times > 1]
        if twice:
            raise _wrong(what, "different names", ", ".join(2 * [twice[0]]))
    if not lists:
        raise _wrong("columns", "one column a list", ", ".join(map(str, names)))
    columns = [_numbers(frame[name], str(name), "0 / 1") for name in lists]
    size = len(columns[0]) if columns[0].ndim else 0
    for name, column in zip(lists, columns, strict=True):
        if column.shape != (size,):
            raise _wrong(str(name), f"({size},)", column.shape)
    persons = np.ones(size, np.int64) if count is None else _persons(frame[count], size)
    labels = list(zip(*(_values(frame[name], name, size) for name in parts), strict=True)) or [()] * size
    cells: dict[Label, dict[int, int]] = {}
    for label, pattern, number in zip(
        labels, _patterns(np.column_stack(columns)), persons.tolist(), strict=True
    ):
        held = cells.setdefault(label, {})
        held[pattern] = held.get(pattern, 0) + number
        if len(cells) > MOST_STRATA:
            raise _wrong("by", f"<= {MOST_STRATA}", f"> {MOST_STRATA}")
    return strata_of(cells or {(): {}}, by=parts, lists=tuple(map(str, lists)))


def _names(frame: Frame) -> list[Any]:  # Any: pandas may number its columns
    if isinstance(frame, Mapping):
        return list(frame.keys())
    return list(getattr(frame, "column_names", frame.columns))


def _values(column: Any, name: str, size: int) -> list[str]:  # Any: a column of any library
    """Return a column of strata as labels."""
    values = column.to_pylist() if hasattr(column, "to_pylist") else list(column)
    if len(values) != size:
        raise _wrong(name, f"({size},)", f"({len(values)},)")
    return [_value(each) for each in values]


def _value(value: Any) -> str:  # Any: of any library
    if _is_missing(value):
        return UNKNOWN
    is_whole = isinstance(value, float | np.floating) and float(value).is_integer()
    return str(int(value) if is_whole else value).strip()


def _is_missing(value: Any) -> bool:  # Any: of any library
    """Return whether a value is None, masked, not a number or pandas' NA, which will not say whether it equals itself."""
    if value is None or value is np.ma.masked:
        return True
    try:
        return bool(value != value)  # noqa: PLR0124 - what is not a number equals itself least
    except TypeError:
        return True


def _numbers(values: Any, what: str, expected: str) -> FloatArray:  # Any: arrays and columns of any library
    """Return numbers as they are and what is missing or masked as not a number. UsageError for all else."""
    try:
        array = np.ma.asanyarray(values) if np.ma.isMaskedArray(values) else np.asarray(values)
    except ValueError as error:
        raise _wrong(what, expected, "rows of unequal length") from error
    if array.dtype.kind in "biuf":
        return np.ma.filled(array.astype(float), np.nan)
    flat = [float("nan") if _is_missing(each) else each for each in array.ravel().tolist()]
    for each in flat:
        if not isinstance(each, bool | int | float):
            raise _wrong(what, expected, each)
    return np.array(flat, float).reshape(array.shape)


def _patterns(table: FloatArray) -> list[int]:
    inside = (table == 1) | (table == 0)
    if not inside.all():
        raise _wrong("captures", "0 / 1", f"{table[~inside].ravel()[0]:g}")
    if not (table == 1).any(axis=1).all():
        row = int(np.flatnonzero(~(table == 1).any(axis=1))[0])
        raise UsageError("count_array_zero_row", row=row)
    packed = np.packbits(table == 1, axis=1, bitorder="little")
    # Python's integers: there may be more lists than a machine word has bits.
    return [int.from_bytes(row.tobytes(), "little") for row in packed]


def _persons(counts: Any, rows: int) -> NDArray[np.int64]:  # Any: a column of any library
    numbers = _numbers(counts, "counts", f"0 .. {MOST_PERSONS:,}")
    if numbers.shape != (rows,):
        raise _wrong("counts", f"({rows},)", numbers.shape)
    sound = (numbers >= 0) & (numbers <= MOST_PERSONS) & (numbers == np.floor(numbers))
    if not sound.all():
        raise _wrong("counts", f"0 .. {MOST_PERSONS:,}", f"{numbers[~sound][0]:.15g}")
    return numbers.astype(np.int64)


def _wrong(what: str, expected: str, found: object) -> UsageError:
    return UsageError("count_array", what=what, expected=expected, found=str(found))


def _histories(patterns: list[int], persons: NDArray[np.int64], names: tuple[str, ...]) -> CaptureHistories:
    cells: dict[int, int] = {}
    for pattern, number in zip(patterns, persons.tolist(), strict=True):
        cells[pattern] = cells.get(pattern, 0) + number
    held = tuple(sorted(cells))
    return CaptureHistories(lists=names, patterns=held, counts=tuple(cells[each] for each in held))
