"""A column of names as words: the distinct ones, and each name as their numbers, some tens of thousands at a time."""

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.link.texts import bytes_of
from sijill.link.threads import in_threads
from sijill.names.parts import NameRows
from sijill.names.uncounted import uncounted, uncounted_within

_ROWS: Final = 1 << 16
"""Names that are split in one go, by one thread: they fit into its cache."""
_SEATS: Final = 1 << 16
"""Seats that are tried first; where more than half are taken, four times as many are."""
_FIRST_HASH: Final = np.uint64(14695981039346656037)
_PRIME: Final = np.uint64(1099511628211)
_BLANK: Final = 1
_MAY_BE_BLANK: Final = 2
_KINDS: Final = np.zeros(256, np.uint8)
"""Whether a byte is white space, as Python has it, or may begin some."""
_KINDS[[*range(9, 14), *range(28, 33)]] = _BLANK
_KINDS[[0xC2, 0xE1, 0xE2, 0xE3]] = _MAY_BE_BLANK


class _Words(NamedTuple):
    """Words in a text of many."""

    begins: NDArray[np.int32]
    """Where each begins in the bytes of the text."""
    ends: NDArray[np.int32]
    hashes: NDArray[np.uint64]

    @classmethod
    def room(cls, count: int) -> "_Words":
        return cls(np.empty(count, np.int32), np.empty(count, np.int32), np.empty(count, np.uint64))

    def until(self, end: int) -> "_Words":
        return _Words(self.begins[:end].copy(), self.ends[:end].copy(), self.hashes[:end].copy())


def split_words(names: Any) -> tuple[list[str], list[NameRows]]:  # Any: an Arrow array of strings
    """Return the distinct words of ``names``, and all names, in their order, as numbers of these words."""
    text, begins = bytes_of(names)
    some = [begins[first : first + _ROWS + 1] for first in range(0, max(len(names), 1), _ROWS)]
    found = in_threads(lambda each: _split(text, each), some)
    every = _Words(*map(np.concatenate, zip(*(words for words, _ in found), strict=True)))
    distinct, number_of = _distinct(text, every)
    rows, done = [], 0
    for words, (codes, starts) in found:
        rows.append(NameRows(number_of[done : done + len(words.begins)][codes], starts))
        done += len(words.begins)
    return _written(text, distinct), rows


def _split(text: NDArray[np.uint8], begins: NDArray[np.int32]) -> tuple[_Words, NameRows]:
    """Return the distinct words of some names, and these names as numbers of theirs."""
    codes = np.empty((int(begins[-1] - begins[0]) + len(begins)) // 2, np.int32)  # Of a letter and a blank.
    starts = np.zeros(len(begins), np.int64)
    size = _SEATS
    while (count := _find(text, begins, known := _Words.room(size // 2), _free(size), (codes, starts))) < 0:
        size *= 4
    return known.until(count), NameRows(codes[: starts[-1]].copy(), starts)


def _distinct(text: NDArray[np.uint8], words: _Words) -> tuple[_Words, NDArray[np.int32]]:
    """Return the distinct ones of ``words``, and for each word which of them it is."""
    known, numbers = _Words.room(len(words.begins)), np.empty(len(words.begins), np.int32)
    seats = _free(1 << (2 * len(words.begins)).bit_length())
    return known.until(_number(text, words, known, seats, numbers)), numbers


def _free(seats: int) -> NDArray[np.int32]:
    return np.full(seats, -1, np.int32)


def _written(text: NDArray[np.uint8], words: _Words) -> list[str]:
    """Return words as strings; none has a blank in it."""
    room = np.empty(int((words.ends - words.begins).sum()) + len(words.begins), np.uint8)
    _copy(text, words, room)
    return room.tobytes().decode().split("\n")[:-1]


@uncounted
def _find(
    text: NDArray[np.uint8],
    begins: NDArray[np.int32],
    known: _Words,
    seats: NDArray[np.int32],
    found: tuple[NDArray[np.int32], NDArray[np.int64]],
) -> int:
    """Write the distinct words of some names to ``known``, and to ``found`` all words by number and where each name's end.

    Returns how many are distinct; -1 where there is no room.
    """
    codes, starts = found
    count, distinct = 0, 0
    for row in range(len(begins) - 1):
        place, end = begins[row], begins[row + 1]
        while place < end:
            blank = _blank(text, place, end)
            if blank > 0:
                place += blank
                continue
            begin, value = place, _FIRST_HASH
            while place < end and _blank(text, place, end) == 0:
                value = (value ^ np.uint64(text[place])) * _PRIME
                place += 1
            if distinct == len(known.begins):
                return -1
            known.begins[distinct], known.ends[distinct] = begin, place
            known.hashes[distinct] = value ^ (value >> np.uint64(32))
            codes[count] = _seated(text, known, distinct, seats)
            distinct += int(codes[count] == distinct)
            count += 1
        starts[row + 1] = count
    return distinct


@uncounted
def _blank(text: NDArray[np.uint8], place: int, end: int) -> int:
    """Return how many bytes of white space begin at ``place``: 0 to 3."""
    one = text[place]
    if _KINDS[one] != _MAY_BE_BLANK:
        return int(_KINDS[one])
    two = text[place + 1] if place + 1 < end else np.uint8(0)
    if one == 0xC2:
        return 2 * int(two in (0x85, 0xA0))
    three = text[place + 2] if place + 2 < end else np.uint8(0)
    if one == 0xE2 and two == 0x80:
        return 3 * int(0x80 <= three <= 0x8A or three in (0xA8, 0xA9, 0xAF))
    is_blank = one == 0xE1 and two == 0x9A and three == 0x80
    is_blank |= one == 0xE2 and two == 0x81 and three == 0x9F
    return 3 * int(is_blank or (one == 0xE3 and two == 0x80 and three == 0x80))


@uncounted
def _number(
    text: NDArray[np.uint8],
    words: _Words,
    known: _Words,
    seats: NDArray[np.int32],
    numbers: NDArray[np.int32],
) -> int:
    """Write the distinct ones of ``words`` to ``known`` and the number of each word; return how many are distinct."""
    distinct = 0
    for word in range(len(words.begins)):
        known.begins[distinct], known.ends[distinct] = words.begins[word], words.ends[word]
        known.hashes[distinct] = words.hashes[word]
        numbers[word] = _seated(text, known, distinct, seats)
        distinct += int(numbers[word] == distinct)
    return distinct


@uncounted_within
def _seated(text: NDArray[np.uint8], known: _Words, last: int, seats: NDArray[np.int32]) -> int:
    """Return the number of the word among ``known`` that is the ``last`` one, which gets a seat where it is new.

    Of a power of two of ``seats``, of which -1 is free.
    """
    few = np.uint64(len(seats) - 1)
    seat = known.hashes[last] & few
    while seats[seat] >= 0:
        if _are_one(text, known, last, seats[seat]):
            return int(seats[seat])
        seat = (seat + np.uint64(1)) & few
    seats[seat] = last
    return last


@uncounted_within
def _are_one(text: NDArray[np.uint8], words: _Words, one: int, other: int) -> bool:
    length = words.ends[one] - words.begins[one]
    if words.hashes[one] != words.hashes[other] or words.ends[other] - words.begins[other] != length:
        return False
    for place in range(length):
        if text[words.begins[one] + place] != text[words.begins[other] + place]:
            return False
    return True


@uncounted
def _copy(text: NDArray[np.uint8], words: _Words, room: NDArray[np.uint8]) -> None:
    """Write words in a row, each with an end of a line behind it."""
    written = 0
    for word in range(len(words.begins)):
        for place in range(words.begins[word], words.ends[word]):
            room[written] = text[place]
            written += 1
        room[written] = 10
        written += 1
