"""Columns of text in Arrow: a million strings without a million Python objects.

``RecordColumns`` takes any sequence of strings; what reads files gives it these, and the engine turns all it is
given into them.
"""

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias, overload

import numba
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from sijill.link.records import RecordColumns

Texts: TypeAlias = dict[str, Any]  # Any: pyarrow has no types
"""An Arrow array of strings a field of ``RecordColumns``; a field that no record gives is left out."""
_OFFSET: Final = np.uint64(14695981039346656037)


class TextColumn(Sequence[str]):
    """An Arrow array of strings, read as a sequence of ``str``."""

    def __init__(self, array: Any) -> None:  # Any: pyarrow has no types
        """Hold ``array``, in one piece and without nulls."""
        self.array = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array

    def __len__(self) -> int:
        """Return the number of strings."""
        return len(self.array)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> "TextColumn": ...
    def __getitem__(self, place: int | slice) -> "str | TextColumn":
        """Return one string, or the column of a slice."""
        if isinstance(place, slice):
            return TextColumn(self.array[place])
        found: str = self.array[place].as_py()
        return found

    def __iter__(self) -> Any:  # Any: an iterator of str, made by pyarrow
        """Iterate over Python strings, made at once."""
        return iter(self.array.to_pylist())

    def __eq__(self, other: object) -> bool:
        """Compare as the sequence of strings that it is."""
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # as a list has none


def texts_of(records: RecordColumns) -> Texts:
    """Return the columns that ``records`` gives."""
    columns = {field.name: getattr(records, field.name) for field in dataclasses.fields(records)}
    always = {"ids", "lists", "names"}
    return {name: arrow_of(column) for name, column in columns.items() if len(column) or name in always}


def by_value(column: Any, parse: Callable[[str], int], kind: type) -> NDArray[Any]:  # Any: of ``kind``
    """Return a number for each text; each distinct text is parsed once."""
    coded = column.dictionary_encode()
    numbers: NDArray[Any] = np.array(
        [parse(text) for text in coded.dictionary.to_pylist()], kind
    )  # Any: of ``kind``
    found: NDArray[Any] = numbers[coded.indices.to_numpy()]  # Any: of ``kind``
    return found


def content_hashes(texts: Texts) -> NDArray[np.uint64]:
    """Return 64 bits of what each record says, whatever the order of records and fields."""
    hashes = np.full(len(texts["ids"]), _OFFSET, np.uint64)
    for name in sorted(texts):
        _mix_in(*bytes_of(texts[name]), hashes)
    return hashes


def are_ascending(ids: Any) -> bool:  # Any: pyarrow has no types
    """Whether each id is greater than the one before, so that no two are one: the usual case costs a look."""
    return len(ids) < 2 or bool(pc.all(pc.greater(ids[1:], ids[:-1])).as_py())


def bytes_of(array: Any) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:  # Any: pyarrow has no types
    """Return the bytes of all strings of an Arrow array, and where each begins in them, the end behind the last."""
    _, offsets, letters = array.buffers()
    begins = np.frombuffer(offsets, np.int32)[array.offset : array.offset + len(array) + 1]
    return np.frombuffer(letters, np.uint8) if letters is not None else np.empty(0, np.uint8), begins


def text_codes(texts: list[str]) -> NDArray[np.int64]:
    """Return for each text a code that hangs on it alone, so that records prepared apart have the same; 0 for ""."""
    if not texts:
        return np.empty(0, np.int64)
    hashes = content_hashes({"ids": pa.array(texts, pa.string())})
    codes: NDArray[np.int64] = (hashes >> np.uint64(1) | np.uint64(1)).astype(np.int64)
    codes[[place for place, text in enumerate(texts) if not text]] = 0
    return codes


def arrow_of(column: Sequence[str]) -> Any:  # Any: pyarrow has no types
    """Return a sequence of strings as an Arrow array."""
    if isinstance(column, TextColumn):
        return column.array
    return pa.array(column if isinstance(column, list) else list(column), pa.string())


def give_back() -> None:
    """Give memory that Arrow holds back for later to the system: a fifth of the peak, after a file was read."""
    pa.default_memory_pool().release_unused()


@numba.njit(cache=True, nogil=True)
def _mix_in(content: NDArray[np.uint8], begins: NDArray[np.int32], hashes: NDArray[np.uint64]) -> None:
    """FNV-1a, with a byte that no text has behind each field."""
    for row in range(len(hashes)):
        value = hashes[row]
        for place in range(begins[row], begins[row + 1]):
            value = (value ^ np.uint64(content[place])) * np.uint64(1099511628211)
        value = (value ^ np.uint64(255)) * np.uint64(1099511628211)
        hashes[row] = value ^ (value >> np.uint64(29))


def trimmed(column: Any) -> Any:  # Any: pyarrow has no types
    """Return ``column`` without white space at the ends; where nothing looks like it, it is not made anew."""
    return pc.utf8_trim_whitespace(column) if _may_have_space(*bytes_of(column)) else column


@numba.njit(cache=True, nogil=True)
def _may_have_space(letters: NDArray[np.uint8], begins: NDArray[np.int32]) -> bool:
    """Whether a text begins or ends with a byte that white space begins with: a blank, or one of those of Unicode."""
    found = False
    for row in range(len(begins) - 1):
        first, last = begins[row], begins[row + 1] - 1
        if last < first:
            continue
        found |= letters[first] <= 32 or letters[first] in (0xC2, 0xE1, 0xE2, 0xE3) or letters[last] <= 32
        if letters[last] >= 0x80:
            found |= last > first and letters[last - 1] == 0xC2
            found |= last > first + 1 and 0xE1 <= letters[last - 2] <= 0xE3
    return found
