"""Which of many names are cells with more than one person: a million are looked at for what such cells have, few are read."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sijill.names.several import joins_another, says_several
from sijill.names.uncounted import uncounted, uncounted_within

_BEGINS: Final = np.array(
    [
        int.from_bytes(begin.encode()[:8], "big")
        for begin in (
            *("عائل", "عايل", "أسرة", "أسره", "اسرة", "اسره", "الأخ", "الاخ", "الإخ", "الشق", "الأش", "الاش"),
            *("family o", "Family o", "FAMILY O"),
        )
    ],
    np.uint64,
)
"""What families and brothers begin with, in eight bytes."""
_MARKS: Final = np.isin(np.arange(256), list(b"(+&0123456789"))
"""Bytes behind which something is to be looked at, or which are a mark themselves."""
_MARKED: Final = 2
_JOINED: Final = re.compile(r"\sو\S*")
_SLICE: Final = 1 << 16
"""Names that are looked at in one go."""
Each: TypeAlias = Callable[[Callable[[int], NDArray[np.uint8]], Sequence[int]], Iterable[NDArray[np.uint8]]]
"""Applies work to each piece, in their order: ``map``, or on all cores."""


def several_in(names: Any, each: Each = map) -> list[int]:  # Any: an Arrow array of strings
    """Return the places of those ``names`` that say several persons."""
    if not len(names):
        return []
    _, offsets, texts = names.buffers()
    begins = np.frombuffer(offsets, np.int32)[names.offset : names.offset + len(names) + 1]
    letters = np.frombuffer(texts or b"", np.uint8)

    def look(first: int) -> NDArray[np.uint8]:
        some = begins[first : first + _SLICE + 1]
        found = np.zeros(len(some) - 1, np.uint8)
        _set_hints(letters, some, _MARKS, _BEGINS, found)
        return found

    hints = np.concatenate(list(each(look, range(0, len(names), _SLICE))))
    places = np.flatnonzero(hints)
    return [
        place
        for place, name in zip(places.tolist(), names.take(places).to_pylist(), strict=True)
        # A word with و before it is a name of its own in nearly all names that have one.
        if (hints[place] == _MARKED or any(map(joins_another, _JOINED.findall(name)))) and says_several(name)
    ]


@uncounted
def _set_hints(
    letters: NDArray[np.uint8],
    begins: NDArray[np.int32],
    marks: NDArray[np.bool_],
    first: NDArray[np.uint64],
    found: NDArray[np.uint8],
) -> None:
    """Set for each text 2 where it has a digit, +, & or *and*, *with*, مع, or begins as families do; 1 where a word begins with و."""
    for row in range(len(found)):
        begin, end = begins[row], begins[row + 1]
        hint = max(_begins_so(letters, begin, end, first), _behind(letters, begin - 1, end) & _MARKED)
        for place in range(begin, end):
            each = letters[place]
            if each == 32:
                hint = max(hint, _behind(letters, place, end))
            elif each < 58 and marks[each]:
                hint = _MARKED if each != 40 else max(hint, _behind(letters, place, end))
        found[row] = hint


@uncounted_within
def _begins_so(letters: NDArray[np.uint8], begin: int, end: int, first: NDArray[np.uint64]) -> int:
    if end < begin + 8:
        return 0
    eight = np.uint64(0)
    for place in range(begin, begin + 8):
        eight = eight << np.uint64(8) | np.uint64(letters[place])
    for each in first:
        if each == eight:
            return _MARKED
    return 0


@uncounted
def _behind(letters: NDArray[np.uint8], place: int, end: int) -> int:
    """Return the hint that a word gives which begins behind ``place``, where a blank, a bracket or nothing stands."""
    if place + 5 >= end:
        return 0
    one, two, three = letters[place + 1], letters[place + 2], letters[place + 3]
    if one == 0xD9:
        is_with = two == 0x85 and three == 0xD8 and letters[place + 4] == 0xB9 and letters[place + 5] == 32
        return _MARKED if is_with or 0xA0 <= two <= 0xA9 else int(two == 0x88)
    word = (one | 32) << 16 | (two | 32) << 8 | three | 32
    return _MARKED if word in (0x616E64, 0x776974, 0x746865) else 0  # And, with, the.
