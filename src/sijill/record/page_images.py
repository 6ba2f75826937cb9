"""Pictures of the pages of an exhibit, each with the number by which it is cited below it, never over it.

The pages are drawn in the child process, as for redaction; here they are rows of colours. Colour pages go to courts as
single JPEG files; the exhibit itself goes along, so nothing rests on what a JPEG loses.
"""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sijill.model.identity import ExhibitId
from sijill.read.pages import Page
from sijill.read.pixels import pages_of

if TYPE_CHECKING:
    from PIL.Image import Image

DOTS_AN_INCH: Final = 200
_QUALITY: Final = 90
_SMALLEST_STRIP: Final = 24
"""Pixels below a page; of large pages, a fortieth of their width."""


def picture_pages(path: Path, number: ExhibitId, folder: Path) -> int:
    """Write a picture of every page below ``folder``, by number; return how many there are.

    Unreadable, with nothing written, when the pages of a file cannot be drawn.
    """
    folder.mkdir(parents=True)
    count = 0
    try:
        for page in pages_of(path, dots_an_inch=DOTS_AN_INCH):
            count += 1
            key = f"{number}-{page.number:04d}"
            _numbered(page, key).save(
                folder / f"{key}.jpg", "JPEG", quality=_QUALITY, dpi=(DOTS_AN_INCH, DOTS_AN_INCH)
            )
    except BaseException:
        shutil.rmtree(folder)
        raise
    return count


def _numbered(page: Page, key: str) -> "Image":
    from PIL import Image, ImageDraw, ImageFont

    strip = max(_SMALLEST_STRIP, page.width // 40)
    font = ImageFont.load_default(size=strip * 0.6)
    width = max(page.width, int(font.getlength(key)) + strip)
    picture = Image.new("RGB", (width, page.height + strip), "white")
    picture.paste(Image.frombytes("RGB", (page.width, page.height), page.pixels), (0, 0))
    place = (width - strip // 2, page.height + strip // 2)
    ImageDraw.Draw(picture).text(place, key, fill="black", font=font, anchor="rm")
    return picture
