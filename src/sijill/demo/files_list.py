"""The lists as files: CSV in the dialect of each organisation, a workbook, and a romanised table as PDF."""

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator, Sequence
from typing import Final

from sijill.demo.entries import Book, Entry

_WRITTEN: Final = dt.datetime(2030, 1, 2, 8, 0, tzinfo=dt.UTC)
"""The day that the files say they were made on, so that they say the same at each run."""
PDF_ROWS: Final = 35
"""Entries on a full page of the PDF."""
_PDF_WIDTHS: Final = {
    "record_id": 62,
    "full_name": 262,
    "sex": 34,
    "birth_date": 84,
    "town": 142,
    "status": 66,
    "event_date": 84,
}
"""Column widths in points; the text of each fits, so that no cell runs over into the next."""
_SHEET: Final = "القيود"


def list_file(book: Book) -> bytes:
    """Return the bytes of the list's file in its form."""
    return {"csv": _csv, "xlsx": _xlsx, "pdf": _pdf}[book.form.form](book)


def locators(book: Book) -> list[str]:
    """Return where each entry stands: ``row=2`` (header row 1), ``sheet=1&row=2``, ``page=1&row=2``."""
    count = len(book.entries)
    if book.form.form == "pdf":
        return [f"page={index // PDF_ROWS + 1}&row={index % PDF_ROWS + 2}" for index in range(count)]
    sheet = "sheet=1&" if book.form.form == "xlsx" else ""
    return [f"{sheet}row={index + 2}" for index in range(count)]


def rows(book: Book) -> Iterator[list[str]]:
    """Yield the header and then the entries as the file's columns have them."""
    yield [title for title, _ in book.form.columns]
    for entry in book.entries:
        yield [_field(entry, field) for _, field in book.form.columns]


def _field(entry: Entry, field: str) -> str:
    written = getattr(entry, field)
    if not isinstance(written, str):
        raise TypeError(field)
    return written


def _csv(book: Book) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=book.form.delimiter, lineterminator="\r\n").writerows(rows(book))
    return out.getvalue().encode("utf-8-sig" if book.form.bom else "utf-8")


def _xlsx(book: Book) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False}
    workbook = xlsxwriter.Workbook(out, options)
    workbook.set_properties({"author": book.form.en, "created": _WRITTEN.replace(tzinfo=None)})
    sheet = workbook.add_worksheet(_SHEET)
    sheet.right_to_left()
    sheet.freeze_panes(1, 0)
    bold = workbook.add_format({"bold": True})
    for number, row in enumerate(rows(book)):
        sheet.write_row(number, 0, row, None if number else bold)
    sheet.set_column(0, len(book.form.columns) - 1, 16)
    workbook.close()
    return out.getvalue()


def _pdf(book: Book) -> bytes:
    import typst

    return bytes(typst.compile(_typst(book).encode(), ignore_system_fonts=True))


def _typst(book: Book) -> str:
    """Return the source of the PDF: one table a page, each with the header row, columns left aligned."""
    header, *body = rows(book)
    widths = ", ".join(f"{_PDF_WIDTHS[field]}pt" for _, field in book.form.columns)
    pages = [body[start : start + PDF_ROWS] for start in range(0, len(body), PDF_ROWS)] or [[]]
    return _PREAMBLE.replace("TITLE", _string(book.form.en)).replace(
        "WIDTHS", widths
    ) + "#pagebreak()\n".join(_page(header, page) for page in pages)


def _page(header: Sequence[str], page: Sequence[Sequence[str]]) -> str:
    heads = ", ".join(f"strong({_string(cell)})" for cell in header)
    cells = ",\n  ".join(", ".join(_string(cell) for cell in row) for row in page)
    return f"#list-of({heads},\n  {cells})\n"


def _string(text: str) -> str:
    """Return ``text`` as a typst string; only backslash and quote need an escape, as in JSON."""
    return json.dumps(text, ensure_ascii=False)


_PREAMBLE: Final = """\
#set document(title: TITLE, date: none)
#set page(paper: "a4", flipped: true, margin: (x: 46pt, top: 50pt, bottom: 44pt),
  header: text(9pt, fill: luma(90))[#TITLE #h(1fr) Persons recorded as killed, detained or missing],
  footer: context align(center, text(8pt, counter(page).display("1 / 1", both: true))))
#set text(font: "Libertinus Serif", size: 9pt, lang: "en", hyphenate: false)
#let list-of(..cells) = table(columns: (WIDTHS), align: left, inset: (x: 3pt, y: 3.6pt),
  stroke: (x, y) => (bottom: 0.4pt + luma(if y == 0 { 60 } else { 200 })), ..cells)
"""
