"""What the engine holds in arrays, as Parquet that every worker's machine unpacks once and maps into memory.

On the wire a record takes a tenth of what it takes in memory; unpacked it lies in files, which all workers of an executor
read in common and which the system may drop from memory whenever it likes.
"""

import io
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from sijill.store.lock import writing

_INLINE: Final = 1 << 16
"""Bytes up to which an array goes with what holds it, as it is."""
_PIECE: Final = 1 << 25
"""Bytes of an array that one piece of Parquet holds: none of them is ever whole in memory beside the array itself."""
_WHOLE: Final = "whole"
"""A file that is written last, into the folder of what was unpacked."""


class Stored(NamedTuple):
    """The place of an array that was taken out."""

    number: int
    dtype: Any  # Any: numpy's description of a dtype
    shape: tuple[int, ...]
    is_writeable: bool
    """Kept, since loops are compiled anew for arrays that may be written to and those that may not."""


class Taken(NamedTuple):
    """A tree of named tuples whose large arrays were taken out, and these arrays."""

    tree: Any  # Any: the same kind of tree, with ``Stored`` for each array
    arrays: tuple[NDArray[Any], ...]  # Any: of any kind


def take_out(tree: Any) -> Taken:  # Any: named tuples, tuples, arrays and numbers
    """Return ``tree`` without its large arrays, and these arrays by their numbers."""
    arrays: list[NDArray[Any]] = []  # Any: of any kind

    def without(thing: Any) -> Any:  # Any: as above
        if isinstance(thing, np.ndarray):
            if not thing.size or thing.nbytes <= _INLINE:
                return thing
            arrays.append(thing)
            return Stored(len(arrays) - 1, thing.dtype, thing.shape, thing.flags.writeable)
        return _over(thing, without)

    return Taken(without(tree), tuple(arrays))


def put_back(tree: Any, folder: Path) -> Any:  # Any: as above
    """Return ``tree`` with the arrays that ``unpack`` left in ``folder``, mapped; writes, where they could be written to, stay in this process."""

    def whole(thing: Any) -> Any:  # Any: as above
        if isinstance(thing, Stored):
            path = folder / str(thing.number)
            mode: Literal["c", "r"] = "c" if thing.is_writeable else "r"
            return np.memmap(path, thing.dtype, mode, shape=thing.shape).view(np.ndarray)
        return _over(thing, whole)

    return whole(tree)


def _over(thing: Any, change: Callable[[Any], Any]) -> Any:  # Any: as above
    if not isinstance(thing, tuple):
        return thing
    items = [change(each) for each in thing]
    return type(thing)(*items) if hasattr(thing, "_fields") else tuple(items)


def pieces(array: NDArray[Any]) -> Iterator[bytes]:  # Any: of any kind
    """Return the rows of ``array`` as Parquet, some at a time; a field of a record is a column."""
    rows = array if array.dtype.names else np.ascontiguousarray(array).ravel()
    step = max(1, _PIECE // rows.itemsize)
    for first in range(0, len(rows), step):
        written = io.BytesIO()
        pq.write_table(pa.table(_columns(rows[first : first + step])), written, compression="zstd")
        yield written.getvalue()


def _columns(rows: NDArray[Any]) -> dict[str, NDArray[Any]]:  # Any: of any kind
    if not rows.dtype.names:
        return {"value": rows}
    columns: dict[str, NDArray[Any]] = {}  # Any: of any kind
    for name in rows.dtype.names:
        values = rows[name].reshape(len(rows), -1)
        columns |= {
            f"{name}.{place}": np.ascontiguousarray(values[:, place]) for place in range(values.shape[1])
        }
    return columns


def _rows(piece: bytes, dtype: np.dtype[Any]) -> NDArray[Any]:  # Any: of any kind
    table = pq.read_table(io.BytesIO(piece))
    rows = np.zeros(len(table), dtype)
    for title in table.column_names:
        name, _, place = title.rpartition(".")
        column = rows[name].reshape(len(rows), -1)[:, int(place)] if name else rows
        column[:] = table[title].to_numpy()
    return rows


def unpack(tree: Any, read: Callable[[int], Iterator[bytes]], folder: Path) -> None:  # Any: as above
    """Have all arrays in ``folder``: whoever comes first writes them, whoever comes meanwhile waits.

    ``read`` gives the pieces of the array of a number.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / _WHOLE).exists():
        return
    with writing(folder, patience=math.inf):
        if (folder / _WHOLE).exists():
            return
        for stored in _stored(tree):
            with (folder / str(stored.number)).open("wb") as file:
                # Written, not mapped: a full disk is then an error and not the end of the process.
                for piece in read(stored.number):
                    _rows(piece, stored.dtype).tofile(file)
        (folder / _WHOLE).touch()


def _stored(tree: Any) -> Iterator[Stored]:  # Any: as above
    if isinstance(tree, Stored):
        yield tree
    elif isinstance(tree, tuple):
        for each in tree:
            yield from _stored(each)
