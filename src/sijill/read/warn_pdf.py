"""What is dangerous in a PDF. Runs inside the child process only.

Structure is read by searching: whatever a damaged or clever file does to its tables, the marks that a reader
would act on stand in its bytes, or in an object stream that deflate opens.
"""

import ctypes
import itertools
import re
import zlib
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from sijill.model.reading import ExhibitWarning
from sijill.read.painted import Box, Painted, opened, painted

_MOST_PAGES: Final = 500
_MOST_REVISIONS: Final = 8
"""Whose text is compared with today's."""
_MOST_UNPACKED: Final = 1 << 26
_FEWEST_LETTERS: Final = 2
_LARGEST: Final = 0.6
"""Share of a page: what covers more is a background or the page itself."""
_LARGEST_IMAGE: Final = 0.25
"""The same for a picture: a larger one is a scan, and what is below it its text."""
_THINNEST: Final = 3.0
"""Points: a lower box is a rule."""
_DARK: Final = 90
_OPAQUE: Final = 250
_BEHIND: Final = 64
"""Bytes behind the end that some programs leave there."""

_END: Final = re.compile(rb"startxref\s+\d+\s+%%EOF")
_STREAM: Final = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_SCRIPT: Final = re.compile(rb"/(?:JavaScript|JS)(?![A-Za-z0-9])")
_LAUNCH: Final = re.compile(rb"/(?:Launch|GoToR|ImportData|SubmitForm)(?![A-Za-z0-9])")
_FILES: Final = re.compile(rb"/EmbeddedFile(?![A-Za-z0-9])")


def warnings_of_pdf(path: Path) -> Iterator[ExhibitWarning]:
    """Yield what is dangerous in a PDF."""
    content = path.read_bytes()
    told = list(_of_structure(content))
    yield from told
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    yield from _of_document(document, {each.key for each in told})
    author = document.get_metadata_dict().get("Author", "").strip()
    if author:
        yield ExhibitWarning(key="names", detail="Author")
    yield from _of_revisions(content, document)
    marked: list[int] = []
    hidden = bare = 0
    for index in range(min(len(document), _MOST_PAGES)):
        page = document[index]
        is_marked, boxes = _annotations(page)
        marked += [index + 1] * is_marked
        page.close()
        below, unpainted = _hidden_letters(opened(document, index), boxes)
        hidden, bare = hidden + below, bare + unpainted
    if hidden >= _FEWEST_LETTERS:
        yield ExhibitWarning(key="hidden_text", detail=str(hidden))
    if bare >= _FEWEST_LETTERS:
        yield ExhibitWarning(key="unpainted_text", detail=str(bare))
    if marked:
        yield ExhibitWarning(key="redact_marks", detail=", ".join(map(str, marked)))
    if len(document) > _MOST_PAGES:
        yield ExhibitWarning(key="unchecked")


def _of_structure(content: bytes) -> Iterator[ExhibitWarning]:
    names = _names(content)
    files = len(_FILES.findall(names))
    if files:
        yield ExhibitWarning(key="attachments", detail=str(files))
    if _SCRIPT.search(names):
        yield ExhibitWarning(key="script")
    if _LAUNCH.search(names):
        yield ExhibitWarning(key="launch")
    ends = list(re.finditer(rb"%%EOF\s*", content))
    behind = len(content) - ends[-1].end() if ends else 0
    if behind > _BEHIND:
        yield ExhibitWarning(key="appended", detail=str(behind))


def _of_document(document: Any, told: Container[str]) -> Iterator[ExhibitWarning]:  # Any: no types there
    """Yield what pdfium finds and searching did not, as in a file that is locked against changes."""
    import pypdfium2.raw as pdfium

    files = pdfium.FPDFDoc_GetAttachmentCount(document)
    if files > 0 and "attachments" not in told:
        yield ExhibitWarning(key="attachments", detail=str(files))
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0 and "script" not in told:
        yield ExhibitWarning(key="script")


def _names(content: bytes) -> bytes:
    """Return what stands in a PDF outside its streams, and inside its object streams, escapes undone."""
    parts = [_STREAM.sub(b" ", content)]
    left = _MOST_UNPACKED
    for stream in _STREAM.finditer(content):
        before = content[max(0, stream.start() - 400) : stream.start()]
        if b"ObjStm" not in before[before.rfind(b" obj") + 1 :] or left <= 0:
            continue
        try:
            part = zlib.decompressobj().decompress(stream[1], left)
        except zlib.error:
            continue
        left -= len(part)
        parts.append(part)
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), b" ".join(parts))


def _of_revisions(content: bytes, document: Any) -> Iterator[ExhibitWarning]:
    ends = [end.end() for end in _END.finditer(content)]
    if b"/Linearized" in content[:1024] and len(ends) > 1:
        ends = ends[1:]  # Made for the web, a file has its first page's table before all others.
    if len(ends) < 2:
        return
    now = _text(document)
    for end in ends[:-1][-_MOST_REVISIONS:]:
        if _text_of(content[:end]) not in {None, now}:
            yield ExhibitWarning(key="earlier_text", detail=str(len(ends)))
            return
    yield ExhibitWarning(key="earlier_revisions", detail=str(len(ends)))


def _text_of(content: bytes) -> str | None:
    import pypdfium2

    try:
        return _text(pypdfium2.PdfDocument(content))
    except pypdfium2.PdfiumError:
        return None


def _text(document: Any) -> str:  # Any: pypdfium2 has no types
    pages = itertools.islice(range(len(document)), _MOST_PAGES)
    return "\f".join(document[index].get_textpage().get_text_bounded() for index in pages)


def _annotations(page: Any) -> tuple[bool, list[Box]]:  # Any: pypdfium2 has no types
    """Return whether places are marked for redaction, and the filled boxes that viewers draw by themselves."""
    import pypdfium2.raw as pdfium

    marked, boxes = False, []
    filled = {pdfium.FPDF_ANNOT_SQUARE, pdfium.FPDF_ANNOT_CIRCLE, pdfium.FPDF_ANNOT_POLYGON}
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        marked = marked or kind == pdfium.FPDF_ANNOT_REDACT
        undrawn = not pdfium.FPDFAnnot_HasKey(annotation, b"AP")
        if kind in filled and undrawn and pdfium.FPDFAnnot_HasKey(annotation, b"IC"):
            area = pdfium.FS_RECTF()
            pdfium.FPDFAnnot_GetRect(annotation, area)
            boxes.append((area.left, area.bottom, area.right, area.top))
        pdfium.FPDFPage_CloseAnnot(annotation)
    return marked, boxes


def _hidden_letters(page: Any, boxes: Sequence[Box]) -> tuple[int, int]:  # Any: pypdfium2 has no types
    """Return how many letters of a page lie below something opaque, and how many were never painted.

    The second are those that no picture shows either: the unpainted text of a scan is its usual companion.
    """
    import pypdfium2.raw as pdfium

    things = list(painted(page))
    width, height = page.get_size()
    covers = [
        (order, each)
        for order, each in enumerate(things)
        if not each.clear and _covers(each, width * height, pdfium)
    ]
    path = pdfium.FPDF_PAGEOBJ_PATH
    covers += [(len(things), Painted(kind=path, handle=None, box=box, clear=False)) for box in boxes]
    pictures = [each.box for each in things if each.kind == pdfium.FPDF_PAGEOBJ_IMAGE]
    texts = {
        _address(each.handle): (order, _is_unpainted(each.handle, pdfium))
        for order, each in enumerate(things)
        if each.kind == pdfium.FPDF_PAGEOBJ_TEXT
    }
    hidden = bare = 0
    if not covers and not any(unpainted for _, unpainted in texts.values()):
        return hidden, bare
    text = page.get_textpage()
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if not chr(code if code < 0x110000 else 0xFFFD).isalnum():
            continue
        box = text.get_charbox(index)
        piece = pdfium.FPDFText_GetTextObject(text, index)
        order, unpainted = texts.get(_address(piece), (-1, False))
        if _is_hidden(box, order, covers, unpainted=unpainted, pdfium=pdfium):
            hidden += 1
        elif unpainted and not any(_holds(picture, box) for picture in pictures):
            bare += 1
    return hidden, bare


def _is_hidden(
    box: Box, order: int, covers: Sequence[tuple[int, Painted]], *, unpainted: bool, pdfium: Any
) -> bool:
    for at, cover in covers:
        if not _holds(cover.box, box):
            continue
        if unpainted:
            # The text of a scan may come before or behind its picture: a dark box on it hides it either way.
            if cover.kind == pdfium.FPDF_PAGEOBJ_PATH and _is_dark(cover.handle, pdfium):
                return True
        elif at > order:
            return True
    return False


def _holds(area: Box, letter: Box) -> bool:
    """Return whether the middle of a letter lies in an area."""
    across, up = (letter[0] + letter[2]) / 2, (letter[1] + letter[3]) / 2
    return area[0] <= across <= area[2] and area[1] <= up <= area[3]


def _is_unpainted(text: Any, pdfium: Any) -> bool:
    mode = pdfium.FPDFTextObj_GetTextRenderMode(text)
    return bool(mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)


def _covers(thing: Painted, page_area: float, pdfium: Any) -> bool:
    left, bottom, right, top = thing.box
    share = (right - left) * (top - bottom) / max(page_area, 1.0)
    if min(right - left, top - bottom) < _THINNEST:
        return False
    if thing.kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        return share < _LARGEST_IMAGE
    if thing.kind != pdfium.FPDF_PAGEOBJ_PATH or share > _LARGEST:
        return False
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing.handle, fill, stroke)
    return fill.value != pdfium.FPDF_FILLMODE_NONE and _fill(thing.handle, pdfium)[3] >= _OPAQUE


def _is_dark(handle: Any, pdfium: Any) -> bool:
    return handle is None or max(_fill(handle, pdfium)[:3]) < _DARK


def _fill(handle: Any, pdfium: Any) -> tuple[int, int, int, int]:
    parts = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(handle, *parts)
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0
