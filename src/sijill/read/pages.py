"""Pictures and PDFs to plain pixels. Runs inside the child process only.

Nothing but pixels leaves here, with the places of words that were asked for: no metadata, no text, no profile.
"""

import ctypes
import dataclasses
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sijill.read.kinds import begins_like_picture
from sijill.read.located import cells, places
from sijill.read.painted import Box, opened, painted
from sijill.read.plain import Unreadable

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS: Final = ("JPEG", "PNG", "GIF", "TIFF")
MOST_PIXELS: Final = 120_000_000
"""Three bytes each, twice, stay below the child's limit of memory."""
SMEAR: Final = 16
"""Pixels: JPEG compresses blocks of up to 16 a side together, so what stood in a box leaves traces this far."""
_READABLE: Final = 0.02
"""Share of a page: a picture that covers more may hold writing."""


_AROUND: Final = 0.1
"""Of a letter's height: ink and vowels reach out of the boxes that fonts declare."""
_INK: Final = 160
_FEW_POINTS, _FEW_INK = 12, 0.0005
"""Pixels, and share of all ink, outside of what is known: fewer are the edges of letters."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A word that was found, in pixels from the page's upper left corner."""

    word: int
    box: tuple[float, float, float, float]
    """Left, top, width, height."""
    inside: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page or picture in pixels."""

    number: int
    """From 1."""
    of: int
    """How many there are in the file."""
    width: int
    height: int
    pixels: bytes = dataclasses.field(repr=False)
    """Red, green and blue, row by row."""
    scale: float = 1.0
    """Pixels for each unit that boxes are given in: 1 for pictures, dots for a point in PDFs."""
    spots: tuple[Spot, ...] = ()
    unsearched: bool = False
    """Words may stand on it that could not be found: it has no text, pictures, or letters without a code."""
    smeared: tuple[tuple[float, float, float, float, float], ...] = ()
    """Areas (left, top, width, height) that were compressed in blocks, and how far a block reaches."""


def pages(path: Path, *, words: Sequence[str], dots_an_inch: float) -> Iterator[Page]:
    """Yield the pages of a picture or PDF; Unreadable when it is neither, damaged, or too large."""
    with path.open("rb") as handle:
        is_pdf = b"%PDF-" in handle.read(1024)
    if is_pdf:
        yield from _pdf(path, words, dots_an_inch)
    elif begins_like_picture(path):
        yield from _picture(path)
    else:
        raise Unreadable("not_redactable")


def _picture(path: Path) -> Iterator[Page]:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # Our own limit is asked before anything is decoded.
    with warnings.catch_warnings(action="ignore"), Image.open(path, formats=FORMATS) as picture:
        count = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
        for index in range(count):
            if count > 1:
                picture.seek(index)
            if picture.width * picture.height > MOST_PIXELS:
                raise Unreadable("large_picture")
            smear = SMEAR if picture.format == "JPEG" or "jpeg" in str(picture.info.get("compression")) else 0
            plain = _plain(ImageOps.exif_transpose(picture))
            yield Page(
                number=index + 1,
                of=count,
                width=plain.width,
                height=plain.height,
                pixels=plain.tobytes(),
                unsearched=True,
                smeared=((0, 0, plain.width, plain.height, smear),) if smear else (),
            )


def _plain(picture: "Image") -> "Image":
    """Return a picture as opaque red, green and blue: what was transparent is white, whatever colour it hid."""
    from PIL import Image

    if picture.mode.startswith("I"):
        import numpy as np

        picture = Image.fromarray((np.asarray(picture).astype(np.uint32) >> 8).astype(np.uint8))
    if "A" in picture.getbands() or "transparency" in picture.info:
        over = picture.convert("RGBA")
        white = Image.new("RGBA", over.size, (255, 255, 255, 255))
        return Image.alpha_composite(white, over).convert("RGB")
    return picture.convert("RGB")


def _pdf(path: Path, words: Sequence[str], dots_an_inch: float) -> Iterator[Page]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(str(path))
        document.init_forms()
        for index in range(len(document)):
            yield _page(document, index, words, dots_an_inch / 72)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("broken_pdf", str(error)) from error


def _page(document: Any, index: int, words: Sequence[str], scale: float) -> Page:  # Any: no types there
    import pypdfium2.raw as pdfium

    page = document[index]
    width, height = page.get_size()
    if width * height * scale * scale > MOST_PIXELS:
        raise Unreadable("large_page", str(index + 1))
    bitmap = page.render(scale=scale, fill_color=(255, 255, 255, 255), rev_byteorder=True, prefer_bgrx=True)
    plain = bitmap.to_pil().convert("RGB")
    wide, high = plain.size

    posconv = bitmap.get_posconv(page)

    def on_page(box: Box) -> tuple[float, float, float, float]:
        corners = [posconv.to_bitmap(x, y) for x in box[::2] for y in box[1::2]]
        left, top = min(x for x, _ in corners), min(y for _, y in corners)
        return left, top, max(x for x, _ in corners) - left, max(y for _, y in corners) - top

    undrawn = _has_undrawn(page)
    page = opened(document, index)
    images = [each for each in painted(page) if each.kind == pdfium.FPDF_PAGEOBJ_IMAGE]
    areas = [on_page(each.box) for each in images]
    found, unknown = cells(page)
    spots = [
        Spot(word=place.word, box=on_page(box), inside=place.inside)
        for place in places(found, words)
        for box in place.boxes
    ]
    return Page(
        number=index + 1,
        of=len(document),
        width=wide,
        height=high,
        pixels=plain.tobytes(),
        scale=scale,
        spots=tuple(spots),
        unsearched=not found
        or unknown > 0
        or undrawn
        or _has_unknown_ink(plain, [on_page(box) for box in _known(page)])
        or any(w * h > _READABLE * wide * high for _, _, w, h in areas),
        smeared=tuple((*area, _reach(each.handle, area)) for each, area in zip(images, areas, strict=True)),
    )


def _known(page: Any) -> Iterator[Box]:
    """Yield the boxes of all that is on a page and no lost letter: letters with a code, pictures, lines and areas."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    for index in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(index, loose=True)
        if not chr(min(pdfium.FPDFText_GetUnicode(text, index), 0x10FFFF)).isspace():
            around = _AROUND * (top - bottom)
            yield left - around, bottom - around, right + around, top + around
    yield from (each.box for each in painted(page) if each.kind != pdfium.FPDF_PAGEOBJ_TEXT)


def _has_unknown_ink(page: "Image", known: Sequence[tuple[float, float, float, float]]) -> bool:
    """Return whether a page shows more than what is known of it: letters that its layer says nothing of."""
    import numpy as np

    ink = np.asarray(page).min(axis=2) < _INK
    whole = int(ink.sum())
    for left, top, width, height in known:
        ink[max(0, int(top) - 1) : int(top + height) + 2, max(0, int(left) - 1) : int(left + width) + 2] = (
            False
        )
    return int(ink.sum()) > max(_FEW_POINTS, _FEW_INK * whole)


def _has_undrawn(page: Any) -> bool:
    """Return whether a page has annotations that viewers draw by themselves: their words are in no layer."""
    import pypdfium2.raw as pdfium

    wordless = {pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP}
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        kind, drawn = pdfium.FPDFAnnot_GetSubtype(annotation), pdfium.FPDFAnnot_HasKey(annotation, b"AP")
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind not in wordless and not drawn:
            return True
    return False


def _reach(image: Any, area: tuple[float, float, float, float]) -> float:
    """Return how many pixels of the page a block of an image's own pixels covers."""
    import pypdfium2.raw as pdfium

    across, down = ctypes.c_uint(), ctypes.c_uint()
    if not pdfium.FPDFImageObj_GetImagePixelSize(image, across, down) or not across.value * down.value:
        return SMEAR
    ratios = [area[2] / across.value, area[3] / down.value, area[2] / down.value, area[3] / across.value]
    return SMEAR * max(ratios)
