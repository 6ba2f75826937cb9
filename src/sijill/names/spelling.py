"""The rules of ``letters`` for many parts, compiled: letters and packed skeletons, a part as its code points.

``many_parts`` makes the tables; what each rule is for stands in ``letters``.
"""

from typing import NamedTuple, TypeAlias

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.uncounted import uncounted, uncounted_within


class Rules(NamedTuple):
    """The tables of ``letters`` by code point and by letter code."""

    latin_codes: NDArray[np.uint8]
    """[65536] letter code of each code point, 0 for none."""
    arabic_codes: NDArray[np.uint8]
    """The same with letters of neighbouring languages as the nearest letter."""
    written: NDArray[np.uint32]
    """[rules, 3] what Latin letters stand for, 0 behind the end."""
    stands_for: NDArray[np.uint32]
    """[rules, 2] the letters of each."""
    needed: NDArray[np.uint32]
    """[rules] a bit for each letter that is written; most parts lack one of them."""
    class_numbers: NDArray[np.uint8]
    """[256] consonant class of each letter code, 0 for none."""


class Marked(NamedTuple):
    """Letter codes that rules ask for by name, and the numbers of two classes."""

    alef: int
    first_alef: int
    ha: int
    final_ha: int
    ya: int
    final_ya: int
    h: int
    final_h: int
    hah: int
    class_t: int
    class_h: int
    vowels: int
    """The skeleton of vowels alone."""
    longest: int
    """Consonants that are packed."""


Room: TypeAlias = tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint8]]
"""Two rows of code points and one of letter codes to write into, twice as long as any part."""
_C, _H, _K, _JOINED = ord("c"), ord("h"), ord("k"), ord("C")
_E, _I, _Y = ord("e"), ord("i"), ord("y")


def spell_all(
    points: NDArray[np.uint32],
    begins: NDArray[np.int64],
    rules: Rules,
    marked: Marked,
    found: tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint64]],
) -> None:
    """Write letters, how many there are, and skeleton of each part of ``points``."""
    longest = 2 * int(np.diff(begins).max(initial=1))
    softened = np.empty(longest, np.uint32)
    room = (np.empty(longest, np.uint32), np.empty(longest, np.uint32), np.empty(longest, np.uint8))
    _spell_all((points, begins), rules, marked, found, (softened, room))


@uncounted
def _spell_all(
    parts: tuple[NDArray[np.uint32], NDArray[np.int64]],
    rules: Rules,
    marked: Marked,
    found: tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint64]],
    rooms: tuple[NDArray[np.uint32], Room],
) -> None:
    points, begins = parts
    letters, lengths, skeletons = found
    softened, room = rooms
    for row in range(len(lengths)):
        part = points[begins[row] : begins[row + 1]]
        is_latin = len(part) == 0 or part[0] < 128
        count = _latin(part, rules, marked, room) if is_latin else _arabic(part, rules, marked, room)
        lengths[row] = min(count, letters.shape[1])
        for place in range(lengths[row]):
            letters[row, place] = room[2][place]
        if is_latin and _holds(part, _C):
            count = _latin(softened[: _soften(part, softened)], rules, marked, room)
        skeletons[row] = _skeleton(room[2][:count], rules.class_numbers, marked)


@uncounted_within
def _arabic(part: NDArray[np.uint32], rules: Rules, marked: Marked, room: Room) -> int:
    codes = room[2]
    count = 0
    for place in range(len(part)):
        code = rules.arabic_codes[part[place]] if part[place] < len(rules.arabic_codes) else 0
        if place == 0 and code == marked.alef:
            code = marked.first_alef
        if place == len(part) - 1 and place > 1 and code == marked.ha:
            code = marked.final_ha
        if place == len(part) - 1 and place > 1 and code == marked.ya:
            code = marked.final_ya
        if code != 0:
            codes[count] = code
            count += 1
    return count


@uncounted_within
def _latin(part: NDArray[np.uint32], rules: Rules, marked: Marked, room: Room) -> int:
    one, other, codes = room
    length = len(part)
    for place in range(length):
        one[place] = part[place]
    met = np.uint32(0)
    for place in range(length):
        met |= _bit(one[place])
    for rule in range(len(rules.written)):
        if rules.needed[rule] & ~met != 0:
            continue
        length = _replaced(one[:length], rules.written[rule], rules.stands_for[rule], other)
        one, other = other, one
    kept = 0
    for place in range(length):
        if place == 0 or one[place] != one[place - 1]:
            other[kept] = one[place]
            kept += 1
    count = 0
    for place in range(kept):
        code = rules.latin_codes[other[place]] if other[place] < len(rules.latin_codes) else 0
        if place == kept - 1 and place > 1 and code == marked.h:
            code = marked.final_h
        if code != 0:
            codes[count] = code
            count += 1
    return count


@uncounted_within
def _holds(values: NDArray[np.uint32] | NDArray[np.uint8], value: int) -> bool:
    found = False
    for each in values:
        found |= each == value
    return found


@njit(cache=True, nogil=True, inline="always")
def _bit(point: int) -> np.uint32:
    """Return one bit for a small letter of a to z, none for all else."""
    return np.uint32(1 << (point - 97)) if 97 <= point < 123 else np.uint32(0)


@uncounted_within
def _soften(part: NDArray[np.uint32], target: NDArray[np.uint32]) -> int:
    """Copy ``part`` with one letter for ``ch``, and ``k`` for ``c`` unless e, i or y follows; return how long it is."""
    kept = place = 0
    while place < len(part):
        follows = part[place + 1] if place + 1 < len(part) else 0
        letter = part[place]
        if letter == _C and follows == _H:
            letter = _JOINED
            place += 1
        elif letter == _C and follows not in (_E, _I, _Y):
            letter = _K
        target[kept] = letter
        kept += 1
        place += 1
    return kept


@uncounted_within
def _replaced(
    points: NDArray[np.uint32],
    written: NDArray[np.uint32],
    letters: NDArray[np.uint32],
    target: NDArray[np.uint32],
) -> int:
    """Copy ``points`` with ``letters`` for what is ``written``; return how long it is."""
    place = kept = 0
    while place < len(points):
        width = 0
        while (
            width < len(written)
            and written[width] != 0
            and place + width < len(points)
            and points[place + width] == written[width]
        ):
            width += 1
        if width < len(written) and written[width] != 0:
            target[kept] = points[place]
            kept += 1
            place += 1
            continue
        for letter in letters:
            if letter != 0:
                target[kept] = letter
                kept += 1
        place += width
    return kept


@uncounted_within
def _skeleton(codes: NDArray[np.uint8], class_numbers: NDArray[np.uint8], marked: Marked) -> np.uint64:
    """Return consonants, four bits each; what stands for vowels alone, where there are none."""
    length = len(codes)
    if length == 0:
        return np.uint64(0)
    if length > 1 and codes[-1] in (marked.hah, marked.final_ha, marked.final_h, marked.h):
        length -= 1
    packed = np.uint64(0)
    kept = 0
    is_joined = False
    for place in range(length):
        number = class_numbers[codes[place]]
        if number == marked.class_h and is_joined:
            is_joined = False  # Of th the h falls away, once.
            continue
        if number == 0:
            continue
        is_joined = number == marked.class_t
        if kept < marked.longest:
            packed = packed << np.uint64(4) | np.uint64(number)
            kept += 1
    if kept > 0:
        return packed
    return np.uint64(marked.class_h) if _holds(codes, marked.hah) else np.uint64(marked.vowels)
