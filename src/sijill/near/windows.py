"""Windows of pictures: the parts that a cropped copy may show, hashed from the small gray picture alone.

A PDQ hash stands a crop of one or two hundredths of a side, no more. So a picture is hashed in windows as well:
its whole, and squares and strips that leave up to a fifth of a side. A window is one matrix a side away from the
thumbnail, so that some tens of them cost less than opening the file did.
"""

import dataclasses
import functools
import itertools
from typing import Final

import numpy as np
import numpy.typing as npt

from sijill.model.alike import THUMBNAIL_SIDE
from sijill.read import pdq

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, as shares of the picture's sides."""

Floats = npt.NDArray[np.float32]
Words = npt.NDArray[np.uint64]

WHOLE: Final[Box] = (0.0, 0.0, 1.0, 1.0)
_KEPT: Final = {1.0: (0.0,), 0.9: (0.0, 0.05, 0.1), 0.8: (0.0, 0.05, 0.1, 0.15, 0.2)}
"""Shares of a side that windows keep, and where they begin. Between two of them a hash changes by 60 bits at most."""
_AT_ONCE: Final = 256
"""Pictures whose windows are hashed together: 16 MB of thumbnails."""


@dataclasses.dataclass(frozen=True, slots=True)
class Hashed:
    """Hashes of the windows of pictures: of each, 256 bits, and 64 of its lowest frequencies to look up by."""

    coarse: Words
    """(pictures, windows)."""
    fine: Words
    """(pictures, windows, 4)."""


@functools.cache
def boxes() -> tuple[Box, ...]:
    """Return the windows, the whole first: squares as the picture is one, and strips cut at one or two edges."""
    sides = [(start, start + kept, kept) for kept, starts in _KEPT.items() for start in starts]
    return tuple(
        (across[0], down[0], across[1], down[1])
        for across, down in itertools.product(sides, sides)
        if across[2] == down[2] or 1.0 in {across[2], down[2]}
    )


def hashed(thumbnails: Floats) -> Hashed:
    """Return the hashes of all windows of some pictures (count, 128, 128)."""
    found = [_packed(_of_windows(thumbnails[start : start + _AT_ONCE])) for start in _starts(thumbnails)]
    return _joined(found, len(boxes()))


def hashed_turned(thumbnails: Floats) -> Hashed:
    """Return the hashes of the whole pictures, their eight orientations in the place of windows."""
    found = []
    for start in _starts(thumbnails):
        whole = window(thumbnails[start : start + _AT_ONCE], WHOLE)
        turned = np.empty((len(whole), len(pdq.ORIENTATIONS), *whole.shape[1:]), np.float32)
        for place, each in enumerate(whole):
            turned[place] = pdq.turned(each)
        found.append(_packed(turned))
    return _joined(found, len(pdq.ORIENTATIONS))


def window(thumbnails: Floats, box: Box) -> Floats:
    """Return the 16 × 16 frequencies of one window of pictures (…, 128, 128)."""
    return np.asarray(side(box[1], box[3]) @ thumbnails @ side(box[0], box[2]).T, np.float32)


@functools.lru_cache(maxsize=1 << 14)
def side(start: float, end: float) -> Floats:
    """Return the matrix (16, 128) from a thumbnail's side to the frequencies of its part from ``start`` to ``end``.

    The part is averaged to 64 points, each over the width that lies between two of them.
    """
    step = (end - start) * THUMBNAIL_SIDE / pdq.SIDE
    points = (np.arange(pdq.SIDE)[:, None] + 0.5) * step + start * THUMBNAIL_SIDE - 0.5
    weights = np.maximum(0.0, 1.0 - np.abs(points - np.arange(THUMBNAIL_SIDE)) / max(1.0, step))
    weights /= weights.sum(axis=1, keepdims=True)
    return np.asarray(pdq.cosines() @ weights, np.float32)


def _starts(thumbnails: Floats) -> range:
    return range(0, max(1, len(thumbnails)), _AT_ONCE)


def _of_windows(thumbnails: Floats) -> Floats:
    across = {ends: thumbnails @ side(*ends).T for ends in {(box[0], box[2]) for box in boxes()}}
    return np.stack([side(box[1], box[3]) @ across[box[0], box[2]] for box in boxes()], axis=1)


def _packed(transformed: Floats) -> tuple[Words, Words]:
    """Return coarse and fine hashes of frequencies (pictures, windows, 16, 16)."""
    return _bits(transformed[..., :8, :8])[..., 0], _bits(transformed)


def _bits(transformed: Floats) -> Words:
    flat = transformed.reshape(*transformed.shape[:2], transformed.shape[2] * transformed.shape[3])
    middle = np.partition(flat, flat.shape[-1] // 2 - 1)[..., flat.shape[-1] // 2 - 1, None]
    return np.packbits(flat > middle, axis=-1).view(np.uint64)


def _joined(found: list[tuple[Words, Words]], count: int) -> Hashed:
    coarse = np.concatenate([each[0].reshape(-1, count) for each in found])
    return Hashed(coarse=coarse, fine=np.concatenate([each[1].reshape(-1, count, 4) for each in found]))
