"""Pieces of many names put in a row, and the parts that they were joined to put in their places: two compiled passes."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.names.uncounted import uncounted, uncounted_within

FIRST_OF_SEVERAL: Final = -2
"""Stands for the first part that is made of several pieces; the number of the next is one less."""


class Row(NamedTuple):
    """Pieces in a row."""

    texts: NDArray[np.int32]
    """The number of the text of each."""
    kinds: NDArray[np.int8]
    commas: NDArray[np.bool_]
    senses: NDArray[np.int8]


class Several(NamedTuple):
    """Parts that are made of several pieces."""

    begins: NDArray[np.int32]
    """Where each begins among the texts of the pieces that are kept."""
    lengths: NDArray[np.int32]


@uncounted
def count_pieces(codes: NDArray[np.int32], width: NDArray[np.int64]) -> int:
    """Return how many pieces words have together, by their numbers; ``width`` is how many each has."""
    count = 0
    for code in codes:
        count += width[code]
    return count


@uncounted
def put_in_row(
    words: tuple[NDArray[np.int32], NDArray[np.int64]],
    pieces: tuple[NDArray[np.int64], NDArray[np.int64]],
    said: Row,
    row: Row,
    starts: NDArray[np.int64],
) -> None:
    """Write the pieces of all names to ``row``, with what is ``said`` of each, and where each name begins to ``starts``.

    ``words`` are the words of all names by number, and where each name begins; ``pieces`` where those of each word begin, and how many they are.
    """
    codes, begins = words
    first, width = pieces
    done = 0
    for name in range(len(begins) - 1):
        starts[name] = done
        for code in codes[begins[name] : begins[name + 1]]:
            for piece in range(first[code], first[code] + width[code]):
                row.texts[done] = said.texts[piece]
                row.kinds[done], row.commas[done] = said.kinds[piece], said.commas[piece]
                row.senses[done] = said.senses[piece]
                done += 1
    starts[len(begins) - 1] = done


@uncounted
def put_in_places(
    texts: NDArray[np.int32],
    joined: tuple[NDArray[np.int64], NDArray[np.int16], NDArray[np.int16]],
    parts: NDArray[np.int32],
    several: Several,
) -> tuple[int, int]:
    """Write the parts of all names, of longer ones the first and the last; return how many pieces are kept, and how many parts have several.

    ``joined`` tells where the pieces of each name begin, the part that each belongs to, and how many parts a name has. A part of
    one piece is the number of its text. In ``texts`` those that are kept move to the front.
    """
    starts, places, counts = joined
    kept, many = 0, 0
    for name in range(len(counts)):
        begin, before = kept, -1
        for piece in range(starts[name], starts[name + 1]):
            place = places[piece]
            if place < 0:
                continue
            if place != before and before >= 0:
                many = _put(texts, (begin, kept), (before, counts[name]), parts[name], several, many)
                begin = kept
            before = place
            texts[kept] = texts[piece]
            kept += 1
        if before >= 0:
            many = _put(texts, (begin, kept), (before, counts[name]), parts[name], several, many)
    return kept, many


@uncounted_within
def _put(
    texts: NDArray[np.int32],
    pieces: tuple[int, int],
    of_name: tuple[int, int],
    parts: NDArray[np.int32],
    several: Several,
    many: int,
) -> int:
    """Write one part, which comes so many-th ``of_name``, and return how many have several pieces so far."""
    begin, end = pieces
    unit = texts[begin]
    if end - begin > 1:
        unit = FIRST_OF_SEVERAL - many
        several.begins[many], several.lengths[many] = begin, end - begin
        many += 1
    place, count = of_name
    is_last = place == count - 1
    if is_last or place < len(parts) - 1:
        parts[min(place, len(parts) - 1)] = unit
    return many


@uncounted
def mark(units: NDArray[np.int32], met: NDArray[np.bool_]) -> None:
    """Mark which numbers stand in ``units``; those below 0 are none."""
    for row in range(len(units)):
        for place in range(units.shape[1]):
            if units[row, place] >= 0:
                met[units[row, place]] = True


@uncounted
def renumber(units: NDArray[np.int32], number: NDArray[np.int32], found: NDArray[np.int32]) -> None:
    """Write to ``found`` the new ``number`` of each of ``units``; those below 0 stay -1."""
    for row in range(len(units)):
        for place in range(units.shape[1]):
            unit = units[row, place]
            found[row, place] = number[unit] if unit >= 0 else -1
