"""PDF: the text layer of each page, and tables whose columns begin where their headers begin.

The order of letters in Arabic text layers is not to be trusted (it differs by producer); such a page is
given as the layer has it and marked, so that nobody quotes it. Tables are read where every cell of a
column begins at its header's left edge, as most lists are set; others give text only.
"""

import dataclasses
import itertools
from pathlib import Path
from typing import Any

from sijill.model.reading import Passage, Reading, Row
from sijill.read.plain import Unreadable

_COLUMN_GAP = 1.0
"""A gap this many letter heights wide parts two cells; blanks between words are about a quarter of one."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Glyph:
    letter: str
    left: float
    right: float
    bottom: float
    height: float


@dataclasses.dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    left: float


def read_pdf(path: Path) -> Reading:
    """Return the text of each page and the rows of its tables; Unreadable when the file is damaged."""
    import pypdfium2

    passages: list[Passage] = []
    rows: list[Row] = []
    try:
        document = pypdfium2.PdfDocument(str(path))
        for number in range(1, len(document) + 1):
            page = document[number - 1].get_textpage()
            text = page.get_text_bounded()
            if text.strip():
                passages.append(Passage(at=f"page={number}", text=text))
            rows += _table(_lines(_glyphs(page)), number)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("broken_pdf", str(error)) from error
    arabic = any(
        "\u0600" <= letter <= "\u06ff" or letter >= "\ufb50" for each in passages for letter in each.text
    )
    problem = "arabic_layer" if arabic else ("" if passages else "no_text_layer")
    return Reading(kind="pdf", passages=tuple(passages), rows=tuple(rows), problem=problem)


def _glyphs(page: Any) -> list[_Glyph]:  # Any: pypdfium2 has no types
    count = page.count_chars()
    text = page.get_text_range(0, count) if count else ""
    if len(text) != count:  # Letters beyond the first plane count twice inside pdfium.
        return []
    glyphs = []
    for index, letter in enumerate(text):
        if letter.isspace() or letter < " ":
            continue
        left, bottom, right, top = page.get_charbox(index, loose=True)
        glyphs.append(_Glyph(letter, left, right, bottom, top - bottom))
    return glyphs


def _lines(glyphs: list[_Glyph]) -> list[list[_Cell]]:
    """Return the page's lines from top to bottom, each cut into cells at wide gaps."""
    ordered = sorted(glyphs, key=lambda glyph: (-round(glyph.bottom), glyph.left))
    lines: list[list[_Glyph]] = []
    for glyph in ordered:
        if lines and abs(lines[-1][0].bottom - glyph.bottom) < 0.4 * glyph.height:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [_cells(sorted(line, key=lambda glyph: glyph.left)) for line in lines]


def _cells(line: list[_Glyph]) -> list[_Cell]:
    cells: list[_Cell] = []
    text, left = line[0].letter, line[0].left
    for before, glyph in itertools.pairwise(line):
        gap = (glyph.left - before.right) / max(glyph.height, 1.0)
        if gap > _COLUMN_GAP:
            cells.append(_Cell(text, left))
            text, left = glyph.letter, glyph.left
        else:
            text += (" " if gap > 0.1 else "") + glyph.letter
    cells.append(_Cell(text, left))
    return cells


def _table(lines: list[list[_Cell]], page: int) -> list[Row]:
    """Return the rows below the page's header: the first line of three cells or more that others line up with."""
    for start, header in enumerate(lines):
        if len(header) < 3:
            continue
        edges = [cell.left for cell in header]
        below = [_aligned(line, edges) for line in lines[start + 1 :]]
        fitting = [row for row in below if row is not None]
        if len(fitting) < 2 or len(fitting) < 0.5 * len(below):
            continue
        return [
            Row(
                at=f"page={page}&row={number}",
                cells=tuple((title.text, row.get(column, "")) for column, title in enumerate(header)),
            )
            for number, row in enumerate(below, 1)
            if row is not None
        ]
    return []


def _aligned(line: list[_Cell], edges: list[float]) -> dict[int, str] | None:
    """Return the cells of a line by column, or None when one begins at no header's edge."""
    row: dict[int, str] = {}
    for cell in line:
        column = min(range(len(edges)), key=lambda index: abs(edges[index] - cell.left))
        if abs(edges[column] - cell.left) > 3.0 or column in row:
            return None
        row[column] = cell.text
    return row if len(row) >= 2 else None
