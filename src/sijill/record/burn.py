"""Pages with boxes burned into their pixels, written anew as a picture or PDF.

Everything in the files made here comes from rows of colours: there is nothing else to carry over.
"""

import io
import math
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sijill.read.pages import Page

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels, right and bottom exclusive."""

_QUALITY: Final = 92
_LOSSLESS_BYTES: Final = 2 << 20
"""A page of a PDF that is larger than this without loss is written as JPEG."""


def whole_pixels(box: tuple[float, float, float, float], page: Page) -> Box:
    """Return a box (left, top, width, height in pixels) in whole pixels, grown outwards.

    Where the page was compressed in blocks, by as much as a block may have carried out of the box.
    """
    left, top, width, height = box
    grown = left, top, left + width, top + height
    for across, down, wide, high, reach in page.smeared:
        if across < left + width and left < across + wide and down < top + height and top < down + high:
            grown = (
                min(grown[0], left - reach),
                min(grown[1], top - reach),
                max(grown[2], left + width + reach),
                max(grown[3], top + height + reach),
            )
    return (
        min(page.width, max(0, math.floor(grown[0]))),
        min(page.height, max(0, math.floor(grown[1]))),
        min(page.width, max(0, math.ceil(grown[2]))),
        min(page.height, max(0, math.ceil(grown[3]))),
    )


def burned(page: Page, boxes: Sequence[Box]) -> bytes:
    """Return the pixels of a page, black where the boxes are."""
    pixels = bytearray(page.pixels)
    for left, top, right, bottom in boxes:
        for row in range(top, bottom):
            start = 3 * (row * page.width + left)
            pixels[start : start + 3 * (right - left)] = bytes(3 * (right - left))
    return bytes(pixels)


class Writer:
    """Takes pages one after the other; gives the file at the end."""

    def __init__(self, ending: str, *, attempt: int = 0) -> None:
        """Write the format of ``ending``: .jpg, .png, .tif or .pdf.

        Each ``attempt`` compresses a little differently: where chance has written a word into compressed
        bytes, the next one does not.
        """
        self._ending = ending
        self._quality = _QUALITY - attempt
        self._level = 6 + attempt % 3
        self._pages: list[tuple[tuple[float, float], tuple[int, int], bytes]] = []

    def add(self, page: Page, pixels: bytes) -> None:
        """Take the next page with its burned pixels."""
        size = page.width, page.height
        content = self._page_image(size, pixels) if self._ending == ".pdf" else pixels
        self._pages.append(((page.width / page.scale, page.height / page.scale), size, content))

    def content(self) -> bytes:
        """Return the file."""
        if self._ending == ".pdf":
            return _pdf([(points, size, body) for points, size, body in self._pages])
        from PIL import Image

        pictures = [Image.frombytes("RGB", size, body) for _, size, body in self._pages]
        first, rest = pictures[0], pictures[1:]
        buffer = io.BytesIO()
        if self._ending == ".jpg":
            first.save(buffer, "JPEG", quality=self._quality, subsampling=0)
        elif self._ending == ".tif":
            first.save(buffer, "TIFF", compression="tiff_adobe_deflate", save_all=True, append_images=rest)
        else:
            first.save(buffer, "PNG", compress_level=self._level)
        return buffer.getvalue()

    def _page_image(self, size: tuple[int, int], pixels: bytes) -> bytes:
        packed = zlib.compress(pixels, self._level)
        if len(packed) <= _LOSSLESS_BYTES:
            return packed
        from PIL import Image

        buffer = io.BytesIO()
        Image.frombytes("RGB", size, pixels).save(buffer, "JPEG", quality=self._quality, subsampling=0)
        return buffer.getvalue()


def ending_for(path: Path) -> str:
    """Return the ending of the copy of a file: its own format where it is kept; PNG for GIF."""
    with path.open("rb") as handle:
        head = handle.read(1024)
    if b"%PDF-" in head:
        return ".pdf"
    if head.startswith(b"\xff\xd8\xff"):
        return ".jpg"
    return ".tif" if head.startswith((b"II*\x00", b"MM\x00*")) else ".png"


def _pdf(pages: Sequence[tuple[tuple[float, float], tuple[int, int], bytes]]) -> bytes:
    """Return a PDF of page images: three objects a page, no metadata, no text."""
    kids = " ".join(f"{3 * index + 3} 0 R" for index in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
    ]
    for index, ((width, height), (across, down), body) in enumerate(pages):
        first = 3 * index + 3
        paint = f"{width:.2f} 0 0 {height:.2f} 0 0 cm/P Do".encode()
        packed = "DCTDecode" if body.startswith(b"\xff\xd8") else "FlateDecode"
        image = (
            f"<</Type/XObject/Subtype/Image/Width {across}/Height {down}/ColorSpace/DeviceRGB"
            f"/BitsPerComponent 8/Filter/{packed}/Length {len(body)}>>"
        )
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width:.2f} {height:.2f}]/Contents {first + 1} 0 R"
            f"/Resources<</XObject<</P {first + 2} 0 R>>>>>>".encode(),
            b"<</Length %d>>stream\n%b\nendstream" % (len(paint), paint),
            b"%b\nstream\n%b\nendstream" % (image.encode(), body),
        ]
    return _joined(objects)


def _joined(objects: Sequence[bytes]) -> bytes:
    parts = [b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"]
    places: list[int] = []
    length = len(parts[0])
    for number, body in enumerate(objects, 1):
        part = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        places.append(length)
        parts.append(part)
        length += len(part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, table))
    parts.append(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, length))
    return b"".join(parts)
