"""Which pictures are alike: as a whole, turned or mirrored, framed, or one a part of the other.

Three steps, each dearer and surer than the one before: 64 bits of windows looked up among all others, 256 bits
where those are near, and the window moved into place where these are. Only PDQ's own distance decides, 31 of 256
bits, as its authors recommend; what came before only chose where to look.
"""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from sijill.model.alike import THUMBNAIL_SIDE, Alike, Appearance, Likeness
from sijill.near import windows
from sijill.near.align import aligned
from sijill.near.windows import Box, Words
from sijill.read import pdq

MOST_BITS: Final = 31
"""Of 256 that may differ, and LEAST_QUALITY: PDQ's recommendations (README of facebook/ThreatExchange, pdq)."""
LEAST_QUALITY: Final = 50

_COARSE_BITS: Final = 16
"""Of 64: what a window meets whose edges lie 2.5 hundredths off. Unrelated pictures do so once in 50,000 windows."""
_FINE_BITS: Final = 90
"""Of 256, before the window is moved into place."""

_INVERSE: Final = [0, 3, 2, 1, 4, 5, 6, 7]
"""Of each orientation, by its place in ``pdq.ORIENTATIONS``."""

Indexes = npt.NDArray[np.int64]
Thumbnail = Callable[[int], bytes]


@dataclasses.dataclass(frozen=True, slots=True)
class Gallery:
    """Hashes of many pictures, some two kilobytes each; what cannot be compared is not in it."""

    numbers: Indexes
    """Which of the appearances each is."""
    whole: Words
    """PDQ of the whole picture, eight orientations: (pictures, 8, 4)."""
    turned: windows.Hashed
    """Of what lies inside the frame, eight orientations."""
    parts: windows.Hashed
    """Of its windows, upright."""
    frames: npt.NDArray[np.float64]
    """(pictures, 4)."""


def gallery(appearances: Iterable[Appearance]) -> Gallery:
    """Return the hashes of all pictures that there is enough in to be told apart by."""
    blocks = [_hashed(block) for block in _blocks(appearances)] or [_hashed([])]
    return Gallery(
        numbers=np.concatenate([each.numbers for each in blocks]),
        whole=np.concatenate([each.whole for each in blocks]),
        turned=_together([each.turned for each in blocks]),
        parts=_together([each.parts for each in blocks]),
        frames=np.concatenate([each.frames for each in blocks]),
    )


def alike_pictures(
    names: Sequence[str],
    held: Gallery,
    thumbnail: Thumbnail,
    *,
    known: frozenset[int] = frozenset(),
) -> list[Alike]:
    """Return the pairs that are alike, in the order of their names; ``names`` and ``thumbnail`` go by number.

    Pairs of which both numbers are in ``known`` are left out: they were compared before.
    """
    old = np.isin(held.numbers, list(known))
    found = {(pair.first, pair.second): pair for pair in _wholes(names, held, old)}
    for outer, inner in _candidates(held, old).items():
        first, second = sorted(names[int(held.numbers[each])] for each in outer)
        if (first, second) not in found or found[first, second].window_of:
            pair = _laid(names, held, thumbnail, outer, inner)
            best = found.get((first, second), pair)
            if pair is not None and best is not None and pair.distance <= best.distance:
                found[first, second] = pair
    return [found[key] for key in sorted(found)]


def _blocks(appearances: Iterable[Appearance]) -> Iterator[list[tuple[int, Appearance]]]:
    block: list[tuple[int, Appearance]] = []
    for number, each in enumerate(appearances):
        if not each.problem and each.quality >= LEAST_QUALITY:
            block.append((number, each))
        if len(block) == 256:
            yield block
            block = []
    if block:
        yield block


def _hashed(block: Sequence[tuple[int, Appearance]]) -> Gallery:
    thumbnails = np.empty((len(block), THUMBNAIL_SIDE, THUMBNAIL_SIDE), np.float32)
    for place, (_, each) in enumerate(block):
        thumbnails[place] = _levels(each.thumbnail)
    whole = [np.frombuffer(bytes.fromhex("".join(each.hashes)), np.uint64) for _, each in block]
    return Gallery(
        numbers=np.array([number for number, _ in block], np.int64),
        whole=np.array(whole, np.uint64).reshape(len(block), len(pdq.ORIENTATIONS), 4),
        turned=windows.hashed_turned(thumbnails),
        parts=windows.hashed(thumbnails),
        frames=np.array([each.frame for _, each in block]).reshape(-1, 4),
    )


def _together(found: Sequence[windows.Hashed]) -> windows.Hashed:
    coarse = np.concatenate([each.coarse for each in found])
    return windows.Hashed(coarse=coarse, fine=np.concatenate([each.fine for each in found]))


def _levels(thumbnail: bytes) -> windows.Floats:
    return np.frombuffer(thumbnail, np.uint8).reshape(THUMBNAIL_SIDE, THUMBNAIL_SIDE).astype(np.float32)


def _wholes(names: Sequence[str], held: Gallery, old: npt.NDArray[np.bool_]) -> Iterator[Alike]:
    """Yield the pairs whose whole pictures are near, in the orientation in which they are nearest."""
    for place in range(len(held.numbers)):
        others = np.flatnonzero(~old[:place]) if old[place] else np.arange(place)
        # Turned, a hash has a median of its own: the one turned is not as far from the other as the other way round.
        apart = np.minimum(
            _bits_apart(held.whole[others], held.whole[place, 0]),
            _bits_apart(held.whole[others, :1], held.whole[place, _INVERSE]),
        )
        for row in np.flatnonzero(apart.min(axis=1, initial=pdq.BITS) <= MOST_BITS):
            turn = int(apart[row].argmin())
            pair = names[int(held.numbers[others[row]])], names[int(held.numbers[place])]
            yield _pair(pair, int(apart[row, turn]), turn)


def _bits_apart(hashes: Words, others: Words) -> Indexes:
    return np.asarray(np.bitwise_count(hashes ^ others).sum(axis=-1), np.int64)


def _pair(names: tuple[str, str], distance: int, turn: int) -> Alike:
    """Return the pair of which the first name's picture turned so lies as the second's."""
    first, second = sorted(names)
    turn = turn if names == (first, second) else _INVERSE[turn]
    return Alike(
        first=first,
        second=second,
        likeness=Likeness.PICTURE,
        distance=distance,
        orientation=pdq.ORIENTATIONS[turn],
    )


def _candidates(held: Gallery, old: npt.NDArray[np.bool_]) -> dict[tuple[int, int], tuple[int, int]]:
    """Return (whole, picture with the window) and for it the orientation and window that come nearest."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    count = len(windows.boxes())
    everything, new = np.arange(len(old)), np.flatnonzero(~old)
    for place in range(len(old)):
        others = new if old[place] else everything
        coarse = held.parts.coarse[others].ravel()
        turns, near = np.nonzero(
            np.bitwise_count(held.turned.coarse[place][:, None] ^ coarse) <= _COARSE_BITS
        )
        parts = held.parts.fine[others].reshape(-1, 4)[near]
        apart = _bits_apart(held.turned.fine[place][turns], parts)
        for row in np.flatnonzero(apart <= _FINE_BITS)[
            np.argsort(-apart[apart <= _FINE_BITS], kind="stable")
        ]:
            other, window = divmod(int(near[row]), count)
            if others[other] != place:  # The nearest comes last, and stays.
                found[place, int(others[other])] = int(turns[row]), window
    return found


def _laid(
    names: Sequence[str],
    held: Gallery,
    thumbnail: Thumbnail,
    places: tuple[int, int],
    start: tuple[int, int],
) -> Alike | None:
    """Return the pair when the whole, turned, laid into the window of the other, comes near enough."""
    numbers = int(held.numbers[places[0]]), int(held.numbers[places[1]])
    turn, box = start[0], windows.boxes()[start[1]]
    whole = pdq.turned(windows.window(_levels(thumbnail(numbers[0])), windows.WHOLE))[turn]
    distance, box = aligned(_levels(thumbnail(numbers[1])), pdq.bits(whole), box)
    if distance > MOST_BITS:
        return None
    pair = _pair((names[numbers[0]], names[numbers[1]]), distance, turn)
    window_of = "second" if pair.second == names[numbers[1]] else "first"
    return dataclasses.replace(pair, window=_in_picture(box, held.frames[places[1]]), window_of=window_of)


def _in_picture(box: Box, frame: npt.NDArray[np.float64]) -> Box:
    """Return a window inside the frame as shares of the sides of the whole picture."""
    left, top, right, bottom = (float(each) for each in frame)
    across, down = right - left, bottom - top
    edges = (left + box[0] * across, top + box[1] * down, left + box[2] * across, top + box[3] * down)
    start_x, start_y, end_x, end_y = (round(edge, 3) for edge in edges)
    return start_x, start_y, end_x, end_y
