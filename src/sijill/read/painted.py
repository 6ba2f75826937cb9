"""What is painted on a PDF page, in the order of painting, forms opened. Runs inside the child process only."""

import ctypes
import dataclasses
from collections.abc import Iterator
from typing import Any, Final

_DEEPEST: Final = 12
"""Forms within forms; deeper ones are taken as they are."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points of the page."""
_Matrix = tuple[float, float, float, float, float, float]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Painted:
    """One object of a page."""

    kind: int
    """FPDF_PAGEOBJ_TEXT, _PATH, _IMAGE or _SHADING."""
    handle: Any  # Any: pypdfium2 has no types
    box: Box
    clear: bool
    """It, or a form around it, lets through what lies below."""


def opened(document: Any, index: int) -> Any:  # Any: pypdfium2 has no types
    """Return a page with the drawings of its annotations and form fields painted into it, for looking through it.

    Not for showing it: an annotation that has no drawing of its own, and that viewers draw by themselves, is lost.
    """
    import pypdfium2.raw as pdfium

    page = document[index]
    if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_SUCCESS:
        return page
    page.close()
    return document[index]


def painted(page: Any) -> Iterator[Painted]:  # Any: pypdfium2 has no types
    """Yield the objects of a page from the bottom to the top."""
    import pypdfium2.raw as pdfium

    handles = (pdfium.FPDFPage_GetObject(page, index) for index in range(pdfium.FPDFPage_CountObjects(page)))
    yield from _opened(handles, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), clear=False, depth=0)


def _opened(handles: Iterator[Any], matrix: _Matrix, *, clear: bool, depth: int) -> Iterator[Painted]:
    import pypdfium2.raw as pdfium

    for handle in handles:
        kind = pdfium.FPDFPageObj_GetType(handle)
        through = clear or bool(pdfium.FPDFPageObj_HasTransparency(handle))
        if kind != pdfium.FPDF_PAGEOBJ_FORM or depth >= _DEEPEST:
            yield Painted(kind=kind, handle=handle, box=_bounds(handle, matrix), clear=through)
            continue
        own = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(handle, own)
        inner = _product((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
        count = pdfium.FPDFFormObj_CountObjects(handle)
        inside = (pdfium.FPDFFormObj_GetObject(handle, index) for index in range(max(0, count)))
        yield from _opened(inside, inner, clear=through, depth=depth + 1)


def _bounds(handle: Any, matrix: _Matrix) -> Box:
    import pypdfium2.raw as pdfium

    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(handle, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (left, right) for y in (bottom, top)]
    across = [a * x + c * y + e for x, y in corners]
    up = [b * x + d * y + f for x, y in corners]
    return min(across), min(up), max(across), max(up)


def _product(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip
