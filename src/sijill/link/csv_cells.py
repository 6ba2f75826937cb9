"""The cells of a CSV file without quotes as columns, by two compiled passes over its bytes that let go of Python's lock.

The first pass measures cells and finds whatever makes the file not plain, the second copies them.
"""

import itertools
from collections.abc import Sequence
from typing import Any, Final

import numba
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from sijill.link.nobodys_lines import WORDS_BEGIN, WordsBegin, begins_so
from sijill.link.threads import in_threads
from sijill.names.uncounted import uncounted
from sijill.text.stored import CONTROLS

_BYTES: Final = 1 << 20
"""Of lines that one thread reads in one go, and one line more."""
_CONTROLS: Final = np.isin(np.arange(256), list(CONTROLS))
_END, _RETURN, _SPACE = b"\n\r "
_BLOCK: Final = 1 << 12
"""Bytes that are looked at in one go, a multiple of eight."""
_TOGETHER: Final = 256
"""Lines that are copied in one go: they fit into a core's cache."""
_MOST: Final = (1 << 31) - 1
"""Bytes of a column."""


def cells_of(content: bytes, first: int, delimiter: str, width: int) -> list[Any] | None:  # Any: Arrow arrays
    """Return ``width`` columns of strings of the lines of ``content`` from byte ``first`` on; None where a line has another width.

    Also where a line may be a row that is nobody's, where there are control characters, line ends of another kind than the
    usual two, bytes that are no UTF-8, or too many.
    """
    text = np.frombuffer(content, np.uint8)
    bounds = _bounds(content, first)
    pieces = list(itertools.pairwise(bounds))

    def measured(piece: tuple[int, int]) -> NDArray[np.int32] | None:
        some = text[slice(*piece)]
        marks = _marks(some, ord(delimiter))
        lengths = np.empty((len(marks) // width + 1, width), np.int32)
        lines = _measure(some, marks, (ord(delimiter), _CONTROLS, WORDS_BEGIN), lengths)
        return lengths[:lines] if lines >= 0 and _is_text(content, *piece) else None

    found = [each for each in in_threads(measured, pieces) if each is not None]
    if len(found) < len(pieces):
        return None
    rows = np.cumsum([0, *map(len, found)])
    letters = np.cumsum([np.zeros(width, np.int64), *(lengths.sum(axis=0) for lengths in found)], axis=0)
    if letters[-1].max() > _MOST:
        return None
    begins = np.zeros((width, rows[-1] + 1), np.int32)
    # One behind the other in one room, since compiled loops take no list.
    room, starts = np.empty(letters[-1].sum(), np.uint8), np.r_[0, np.cumsum(letters[-1])]

    def copy(number: int) -> None:
        here = begins[:, rows[number] : rows[number + 1] + 1]
        _copy(text[pieces[number][0] :], found[number], (starts[:-1], letters[number]), here, room)

    in_threads(copy, range(len(pieces)))
    return [
        pa.StringArray.from_buffers(
            int(rows[-1]),
            pa.py_buffer(begins[column]),
            pa.py_buffer(room[starts[column] : starts[column + 1]]),
        )
        for column in range(width)
    ]


def _bounds(content: bytes, first: int) -> Sequence[int]:
    """Return where pieces of whole lines begin, and the end behind the last."""
    found = [first]
    while (end := found[-1]) < len(content):
        found.append(content.find(b"\n", end + _BYTES) + 1 or len(content))
    return found


def _is_text(content: bytes, first: int, stop: int) -> bool:
    whole = pa.StringArray.from_buffers(
        1, pa.py_buffer(np.array([0, stop - first], np.int32)), pa.py_buffer(content)[first:stop]
    )
    try:
        whole.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


@numba.njit(cache=True, nogil=True)
def _marks(text: NDArray[np.uint8], delimiter: int) -> NDArray[np.int32]:
    """Return the places of bytes that divide cells or may be no text, and the end where no line end stands there."""
    flags = np.zeros(_BLOCK, np.uint8)
    found = np.empty(len(text) + 1, np.int32)
    count = 0
    for first in range(0, len(text), _BLOCK):
        _flag(text[first : first + _BLOCK], delimiter, flags)
        for word, each in enumerate(flags.view(np.uint64)):
            marked = each
            while marked != 0:
                # One bit is set in each byte that is marked: which byte the lowest is in is read off a product.
                lowest = marked & (~marked + np.uint64(1))
                marked ^= lowest
                behind = int(lowest * np.uint64(0x0001020304050607) >> np.uint64(56))
                found[count] = first + 8 * word + behind
                count += 1
    if text[-1] != _END:
        found[count] = len(text)
        count += 1
    return found[:count].copy()


@uncounted
def _flag(text: NDArray[np.uint8], delimiter: int, flags: NDArray[np.uint8]) -> None:
    """Mark bytes with 1, others with 0; in a loop so short that many are looked at in one step."""
    flags[len(text) :] = 0
    for place in range(len(text)):
        flags[place] = (text[place] < _SPACE) | (text[place] == np.uint8(delimiter))


@uncounted
def _measure(
    text: NDArray[np.uint8],
    marks: NDArray[np.int32],
    kinds: tuple[int, NDArray[np.bool_], WordsBegin],
    lengths: NDArray[np.int32],
) -> int:
    """Write the ``lengths`` of all cells; return how many lines there are, -1 where one is not plain."""
    delimiter, controls, words = kinds
    width = lengths.shape[1]
    row, begin, at = 0, 0, 0
    while at < len(marks):
        if begins_so(text, begin, words):
            return -1
        for column in range(width):
            while not _divides(text, marks[at], delimiter):
                if controls[text[marks[at]]] or _is_lone_return(text, marks[at]):
                    return -1
                at += 1
            place = marks[at]
            is_end = place == len(text) or text[place] == _END
            if is_end != (column == width - 1):
                return -1
            lengths[row, column] = (
                place - begin - int(is_end and place > begin and text[place - 1] == _RETURN)
            )
            begin = place + 1
            at += 1
        row += 1
    return row


@numba.njit(cache=True, nogil=True, inline="always")
def _divides(text: NDArray[np.uint8], place: int, delimiter: int) -> bool:
    return place == len(text) or text[place] == delimiter or text[place] == _END


@numba.njit(cache=True, nogil=True, inline="always")
def _is_lone_return(text: NDArray[np.uint8], place: int) -> bool:
    return text[place] == _RETURN and (place + 1 == len(text) or text[place + 1] != _END)


@numba.njit(cache=True, nogil=True)
def _copy(
    text: NDArray[np.uint8],
    lengths: NDArray[np.int32],
    done: tuple[NDArray[np.int64], NDArray[np.int64]],
    begins: NDArray[np.int32],
    room: NDArray[np.uint8],
) -> None:
    """Copy the cells of some lines, and write where each begins and the last ends; ``done`` says where each column begins in ``room``, and how much of it is there.

    Some lines at a time column by column: cells of one column are of like lengths, which the processor learns.
    """
    starts, written = done
    rows, width = lengths.shape
    of_cells = np.empty((_TOGETHER, width), np.int32)
    place = 0
    begins[:, 0] = written
    for first in range(0, rows, _TOGETHER):
        stop = min(first + _TOGETHER, rows)
        for row in range(first, stop):
            for column in range(width):
                of_cells[row - first, column] = place
                place += lengths[row, column] + 1
            # What stood behind the last cell was a line end, or the first half of one.
            place += int(place - 1 < len(text) and text[place - 1] == _RETURN)
        for column in range(width):
            at = np.uint64(starts[column] + begins[column, first])
            for row in range(first, stop):
                # Of places without a sign no one has to ask whether they are counted from the end.
                begin, length = np.uint64(of_cells[row - first, column]), np.uint64(lengths[row, column])
                for each in range(length):
                    room[at + each] = text[begin + each]
                at += length
                begins[column, row + 1] = np.int64(at) - starts[column]
