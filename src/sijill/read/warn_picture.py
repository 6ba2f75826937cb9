"""What is dangerous in a picture's metadata. Runs inside the child process only."""

import io
import itertools
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sijill.model.reading import ExhibitWarning

if TYPE_CHECKING:
    from PIL.Image import Image

_FORMATS: Final = ("JPEG", "PNG", "GIF", "TIFF")
_MOST_PIXELS: Final = 120_000_000
_NAMES: Final = {
    0x013B: "Artist",
    0x8298: "Copyright",
    0x013C: "HostComputer",
    0x9C9D: "XPAuthor",
    0xA430: "CameraOwnerName",
}
_SERIALS: Final = (0xA431, 0xA435, 0xC62F)
"""Of body, lens, and camera."""
_EXIF, _GPS = 0x8769, 0x8825
"""Numbers of the parts of EXIF: about the shot, and about the place."""
_WRITTEN: Final = re.compile(
    rb"<(?:dc:creator|photoshop:Credit|photoshop:AuthorsPosition)|aux:OwnerName|Iptc4xmpCore"
)
_PLACED: Final = re.compile(rb"exif:GPSL(?:at|ong)itude")
_MOST_SMALL: Final = 4
_SIDE: Final = 24
_DIFFERS: Final = 22.0
"""Mean difference of gray levels over 24 x 24 fields: re-encoded small pictures stay below 8, others lie above 40."""
_BEHIND: Final = 64


def warnings_of_picture(path: Path) -> Iterator[ExhibitWarning]:
    """Yield what is dangerous in a picture."""
    from PIL import Image

    content = path.read_bytes()
    Image.MAX_IMAGE_PIXELS = None  # Nothing is decoded that is larger than our own limit.
    with (
        warnings.catch_warnings(action="ignore"),
        Image.open(io.BytesIO(content), formats=_FORMATS) as picture,
    ):
        if picture.width * picture.height > _MOST_PIXELS:  # The metadata of a PNG may lie behind its rows.
            yield ExhibitWarning(key="unchecked")
            return
        exif = picture.getexif()
        shot: dict[int, Any] = dict(exif) | dict(exif.get_ifd(_EXIF))
        if exif.get_ifd(_GPS).keys() - {0} or _PLACED.search(content):
            yield ExhibitWarning(key="gps")
        names = [name for tag, name in _NAMES.items() if str(shot.get(tag, "")).strip("\x00 ")]
        texts = getattr(picture, "text", {}) if picture.format == "PNG" else {}
        names += [key for key in ("Author", "Copyright") if str(texts.get(key, "")).strip()]
        if _WRITTEN.search(content):
            names.append("XMP")
        if names:
            yield ExhibitWarning(key="names", detail=", ".join(names))
        if any(str(shot.get(tag, "")).strip("\x00 0") for tag in _SERIALS):
            yield ExhibitWarning(key="serial")
        yield from _of_thumbnail(picture)
        behind = _behind(content, str(picture.format))
    if behind > _BEHIND:
        yield ExhibitWarning(key="appended", detail=str(behind))


def _of_thumbnail(picture: "Image") -> Iterator[ExhibitWarning]:
    from PIL import Image

    # Small pictures lie where EXIF says, and in notes of makers that it says nothing of: each begins the same.
    raw: bytes = picture.info.get("exif", b"")
    for begins in itertools.islice(re.finditer(rb"\xff\xd8\xff", raw), _MOST_SMALL):
        try:
            with Image.open(io.BytesIO(raw[begins.start() :]), formats=("JPEG",)) as small:
                differs = small.width * small.height > _MOST_PIXELS or _difference(picture, small) > _DIFFERS
        except (OSError, ValueError, SyntaxError):
            continue  # No picture, only its mark.
        if differs:
            yield ExhibitWarning(key="thumbnail")
            return


def _difference(one: "Image", other: "Image") -> float:
    import numpy as np

    first, second = (
        np.asarray(each.convert("L").resize((_SIDE, _SIDE)), np.float32) for each in (one, other)
    )
    return float(np.abs((first - first.mean()) - (second - second.mean())).mean())


def _behind(content: bytes, kind: str) -> int:
    """Return how many bytes lie behind the end that a picture's format gives it."""
    if kind == "PNG":
        at = 8
        while at + 12 <= len(content):
            ends = content[at + 4 : at + 8] == b"IEND"
            at += 12 + int.from_bytes(content[at : at + 4])
            if ends:
                return max(0, len(content) - at)
        return 0
    if kind == "JPEG":
        return _behind_jpeg(content)
    return 0


def _behind_jpeg(content: bytes) -> int:
    at = 2
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            at += 1  # Inside compressed rows.
            continue
        mark = content[at + 1]
        if mark == 0xD9:
            return len(content) - at - 2
        if mark in {0x00, 0x01, 0xFF} or 0xD0 <= mark <= 0xD7:
            at += 1 if mark == 0xFF else 2
        else:
            at += 2 + int.from_bytes(content[at + 2 : at + 4])
            if mark == 0xDA:
                found = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]").search(content, at)
                at = found.start() if found else len(content)
    return 0
