"""What a picture looks like. Runs inside the child process only: a picture may be made to burst its reader.

Copies of a picture often come in a frame: a border, the black above and below in a screenshot. What lies inside
it is looked at besides the whole.
"""

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from sijill.model.alike import THUMBNAIL_SIDE, Appearance
from sijill.read import pdq
from sijill.read.kinds import begins_like_picture
from sijill.read.picture import DAMAGED_PICTURE

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS: Final = ("JPEG", "PNG", "GIF", "TIFF")
MOST_PIXELS: Final = 120_000_000
"""Three bytes each, twice, stay below the child's limit of memory; the largest cameras have 100 million."""

_LOOKED_AT: Final = 256
"""Points a side that a frame is looked for in: its edge is found to two thousandths of a side."""
_OF_FRAME: Final = 6
"""Gray levels that a frame may differ by, averaged to 256 points a side: noise of JPEG is less, a sky is more."""
_EVEN, _SPOTTED = 0.97, 0.6
"""Shares of a line that are of the frame's gray: of a line of the frame, and of one with print on it, which is
passed over where the frame goes on behind it."""
_WIDEST_PRINT: Final = 16
"""Lines of 256."""
_LEAST_INSIDE: Final = 0.25
"""Share of a side; where less is left the whole was flat, and nothing is cut."""

Frame = tuple[float, float, float, float]


def decoder() -> str:
    """Return the library that opens pictures and its version; ModuleNotFoundError where it is not installed."""
    import PIL

    return f"Pillow {PIL.__version__}"


def look_at(path: Path) -> Appearance:
    """Return what the picture at ``path`` looks like; its problem where it is none, too large, or broken."""
    if not begins_like_picture(path):
        return Appearance(problem="not_a_picture")
    try:
        return _opened(path)
    except MemoryError:
        return Appearance(problem="large_picture")
    except DAMAGED_PICTURE:  # Anything else ends the child, and only this file is lost.
        return Appearance(problem="broken_picture")


def _opened(path: Path) -> Appearance:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # Our own limit is asked before anything is decoded.
    with warnings.catch_warnings(action="ignore"), Image.open(path, formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            return Appearance(problem="large_picture")
        if min(picture.size) < pdq.LEAST_SIDE:
            return Appearance(problem="small_picture")
        return _appearance(_plain(picture))


def _plain(picture: "Image") -> "Image":
    """Return the first frame as red, green and blue; samples of sixteen bits by their higher eight."""
    if picture.mode.startswith("I"):
        from PIL import Image

        return Image.fromarray((np.asarray(picture).astype(np.uint32) >> 8).astype(np.uint8)).convert("RGB")
    return picture.convert("RGB")


def _appearance(picture: "Image") -> Appearance:
    averaged = pdq.average(np.asarray(picture))
    transformed = pdq.coefficients(averaged)
    gray = picture.convert("L")
    frame = inside(_small(gray, (0, 0, *gray.size), _LOOKED_AT))
    left, top, right, bottom = frame
    width, height = picture.size
    box = (left * width, top * height, right * width, bottom * height)
    return Appearance(
        hashes=tuple(pdq.hexadecimal(pdq.bits(each)) for each in pdq.turned(transformed)),
        quality=pdq.quality(averaged),
        thumbnail=_small(gray, box, THUMBNAIL_SIDE).tobytes(),
        frame=frame,
    )


def _small(gray: "Image", box: tuple[float, float, float, float], side: int) -> npt.NDArray[np.uint8]:
    from PIL import Image

    return np.asarray(gray.resize((side, side), Image.Resampling.BOX, box=box))


def inside(gray: npt.NDArray[np.uint8]) -> Frame:
    """Return what is left of a picture (height, width) when lines of one gray are cut off its edges, as shares."""
    levels = gray.astype(np.int16)
    top, bottom = _cut(levels)
    left, right = _cut(levels[top:bottom].T)
    # Once more, since bars at the sides kept what lies between them from being cut.
    further = _cut(levels[top:bottom, left:right])
    top, bottom = top + further[0], top + further[1]
    height, width = levels.shape
    if (bottom - top) < _LEAST_INSIDE * height or (right - left) < _LEAST_INSIDE * width:
        return 0.0, 0.0, 1.0, 1.0
    return left / width, top / height, right / width, bottom / height


def _cut(levels: npt.NDArray[np.int16]) -> tuple[int, int]:
    """Return the first row that is not of the upper edge's gray, and the one behind the last not of the lower's."""
    count = len(levels)
    above, below = (_run(rows) for rows in (levels, levels[::-1]))
    return (above, count - below) if above + below < count else (0, count)


def _run(rows: npt.NDArray[np.int16]) -> int:
    """Return how many rows from the first on are of the first one's gray."""
    share = (np.abs(rows - np.median(rows[0])) <= _OF_FRAME).mean(axis=1)
    run = printed = 0
    for row, part in enumerate(share.tolist()):
        if part >= _EVEN:
            run, printed = row + 1, 0
        elif part < _SPOTTED or (printed := printed + 1) > _WIDEST_PRINT:
            break
    return run
