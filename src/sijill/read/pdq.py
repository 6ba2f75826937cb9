"""PDQ: 256 bits that stay nearly the same when a picture is made smaller, lighter, or compressed again.

Written from Meta's description, "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm"
(hashing.pdf of facebook/ThreatExchange), chapter PDQ. What it gives serves to find pictures that look alike;
it proves nothing, and it is a probe: whoever has a hash can test for a known picture.

The averaging of the description (a box along rows and columns, twice) and the picking of 64 × 64 points after it
are linear and go along each side for itself, so here they are one narrow matrix a side; only points that are picked
are computed. Sums are rounded otherwise than running sums are, which tips a bit that lies on the median now and then.
"""

import functools
from typing import Final

import numpy as np
import numpy.typing as npt

SIDE: Final = 64
"""Points a side that a picture is averaged to."""
BITS: Final = 256
LEAST_SIDE: Final = 5
"""Pixels: the reference implementation gives smaller pictures no hash."""
ORIENTATIONS: Final = (
    "upright",
    "rotated 90",
    "rotated 180",
    "rotated 270",
    "mirrored left-right",
    "mirrored top-bottom",
    "mirrored main diagonal",
    "mirrored other diagonal",
)
"""In the order of ``turned``; rotations are counter-clockwise, as ``numpy.rot90`` turns."""

_LUMINANCE: Final = np.array([0.299, 0.587, 0.114], np.float32)
"""Of red, green and blue (ITU-R BT.601)."""
_ROWS_AT_ONCE: Final = 256
_FREQUENCIES: Final = 16

Floats = npt.NDArray[np.float32]
Bits = npt.NDArray[np.uint8]


def average(pixels: npt.NDArray[np.uint8]) -> Floats:
    """Return the 64 × 64 luminance of a picture (height, width, 3: red, green, blue; or height, width: gray)."""
    height, width = pixels.shape[:2]
    across = _picked(width).T
    narrow = np.empty((height, SIDE), np.float32)
    for start in range(
        0, height, _ROWS_AT_ONCE
    ):  # A large picture as floats would take four times its memory.
        rows = pixels[start : start + _ROWS_AT_ONCE].astype(np.float32)
        narrow[start : start + _ROWS_AT_ONCE] = (rows @ _LUMINANCE if pixels.ndim == 3 else rows) @ across
    return np.asarray(_picked(height) @ narrow, np.float32)


def coefficients(averaged: Floats) -> Floats:
    """Return the 16 × 16 lowest frequencies of the two-dimensional cosine transform, constants left out."""
    basis = cosines()
    return np.asarray(basis @ averaged @ basis.T, np.float32)


def bits(transformed: Floats) -> Bits:
    """Return 256 bits, 1 where a frequency is above the median of all, the highest first, as hashes are written."""
    flat = transformed.ravel()[::-1]
    # The lower of the two middle values, as the description's median of an even number has it.
    return np.asarray(flat > np.partition(flat, BITS // 2 - 1)[BITS // 2 - 1], np.uint8)


def turned(transformed: Floats) -> list[Floats]:
    """Return the frequencies of the picture in its eight ORIENTATIONS, made from those of the upright one.

    A picture mirrored along a side changes the sign of every other frequency along it; one mirrored along its
    diagonal has rows and columns changed: no pixel is looked at again.
    """
    sign = np.where(np.arange(_FREQUENCIES) % 2, 1.0, -1.0).astype(np.float32)
    across, down = transformed * sign, transformed * sign[:, None]
    both = across * sign[:, None]
    return [transformed, across.T, both, down.T, across, down, transformed.T, both.T]


def hexadecimal(hashed: Bits) -> str:
    """Return a hash as 64 hexadecimal digits, as lists of PDQ hashes write them."""
    return np.packbits(hashed).tobytes().hex()


def quality(averaged: Floats) -> int:
    """Return 0 to 100: how much there is to tell pictures apart by; below 50 the description trusts no hash."""
    steps = [np.trunc(np.diff(averaged, axis=axis) * 100 / 255) for axis in (0, 1)]
    return min(100, int(sum(np.abs(step).sum() for step in steps)) // 90)


@functools.lru_cache(maxsize=64)
def _picked(length: int) -> Floats:
    """Return the matrix (64, ``length``) that averages a side twice and picks 64 points of what results."""
    box = -(-length // (2 * SIDE))
    ahead = (box + 2) // 2
    positions = np.arange(length)
    first = np.maximum(positions - (box - ahead), 0)
    last = np.minimum(positions + ahead, length)
    matrix = np.zeros((SIDE, length))
    for point in range(SIDE):
        middle = int((point + 0.5) * length / SIDE)
        inside = range(first[middle], last[middle])
        for each in inside:
            matrix[point, first[each] : last[each]] += 1.0 / (last[each] - first[each]) / len(inside)
    return matrix.astype(np.float32)


@functools.cache
def cosines() -> Floats:
    """Return the 16 lowest cosines over 64 points, constant left out."""
    frequency = np.arange(1, _FREQUENCIES + 1)[:, None]
    angle = np.pi / 2 / SIDE * frequency * (2 * np.arange(SIDE) + 1)
    return np.asarray(np.sqrt(2.0 / SIDE) * np.cos(angle), np.float32)
