"""Every file reads back as what was written into it."""

import csv
import io
from collections import defaultdict

import docx
import numpy as np
import pypdfium2
import pytest
from PIL import Image
from python_calamine import CalamineWorkbook

from sijill.demo import Access, Consent, Country, InputKind, Inputs
from sijill.demo.entries import Book
from sijill.demo.files_document import witnessed
from sijill.demo.files_list import PDF_ROWS, list_file, locators, rows


def _book(country: Country, code: str) -> Book:
    return next(book for book in country.books if book.form.code == code)


@pytest.mark.parametrize("code", ["KR", "FA", "HN"])
def test_csv_lists_read_back(country: Country, code: str) -> None:
    """Each CSV list holds its rows in its own dialect."""
    book = _book(country, code)
    content = list_file(book)
    assert content.startswith(b"\xef\xbb\xbf") is book.form.bom
    text = content.decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text, newline=""), delimiter=book.form.delimiter))
    assert read == list(rows(book))


def test_dialects_differ(country: Country) -> None:
    """One list has a byte order mark, one semicolons, and two have Arabic headers."""
    forms = {book.form.code: book.form for book in country.books}
    assert forms["KR"].bom
    assert forms["FA"].delimiter == ";"
    for code in ("FA", "HN", "LC"):
        assert all("\u0600" < title[0] < "\u06ff" for title, _ in forms[code].columns)


def test_workbook_reads_back(country: Country, inputs: Inputs) -> None:
    """The workbook's only sheet holds the list's rows, all as text."""
    book = _book(country, "LC")
    workbook = CalamineWorkbook.from_path(str(inputs.folder / book.form.file))
    assert len(workbook.sheet_names) == 1
    assert workbook.get_sheet_by_index(0).to_python() == list(rows(book))


def _pdf_rows(page: pypdfium2.PdfPage, starts: list[float]) -> list[list[str]]:
    """Return the cells of a page's rows by where each piece of text begins."""
    text = page.get_textpage()
    lines: dict[int, list[str]] = defaultdict(lambda: [""] * len(starts))
    tops: list[float] = []
    for index in range(text.count_rects(0, -1)):
        left, bottom, right, top = text.get_rect(index)
        middle = (top + bottom) / 2
        line = next((number for number, known in enumerate(tops) if abs(known - middle) < 5), len(tops))
        if line == len(tops):
            tops.append(middle)
        column = max(number for number, start in enumerate(starts) if left > start - 3)
        lines[line][column] += text.get_text_bounded(left, bottom, right, top)
    ordered = sorted(lines, key=lambda line: -tops[line])
    return [[cell.strip() for cell in lines[line]] for line in ordered]


def test_pdf_cells_are_found_by_position(country: Country, inputs: Inputs) -> None:
    """Each page has the header row; every cell of every entry is recovered from where it stands."""
    book = _book(country, "IO")
    document = pypdfium2.PdfDocument(inputs.folder / book.form.file)
    header, *body = list(rows(book))
    assert len(document) == -(-len(body) // PDF_ROWS) >= 2
    starts = [49.0, 111.0, 373.0, 407.0, 491.0, 633.0, 699.0]
    found = []
    for page in document:
        # The running head comes first and the page number last.
        _, titles, *entries, _ = _pdf_rows(page, starts)
        assert titles == header
        found += entries
    document.close()
    assert found == body


def test_locators_name_page_and_row(country: Country) -> None:
    """The first entry of the second page stands in row 2, behind the header row."""
    book = _book(country, "IO")
    assert locators(book)[0] == "page=1&row=2"
    assert locators(book)[PDF_ROWS] == "page=2&row=2"
    assert locators(_book(country, "LC"))[3] == "sheet=1&row=5"
    assert locators(_book(country, "KR"))[3] == "row=5"


def test_report_and_testimony_say_what_is_true(country: Country, inputs: Inputs) -> None:
    """The report's table adds up to the killed on its list; the testimony names three who are victims."""
    (report,) = inputs.of(InputKind.DOCUMENT)
    (testimony,) = inputs.of(InputKind.TESTIMONY)
    kinds = {victim.person.id: victim.kind.value for victim in country.victims}
    killed = sum(kinds[entry.person_id] == "killed" for entry in country.books[0].entries)
    table = docx.Document(str(report.path)).tables[0]
    assert sum(int(row.cells[1].text) for row in table.rows[1:]) == killed
    told = "\n".join(paragraph.text for paragraph in docx.Document(str(testimony.path)).paragraphs)
    for victim in witnessed(country):
        assert f"{victim.person.given.arabic} {victim.person.father.arabic}" in told
    assert "{" not in told


def test_photos_are_pictures_and_one_is_a_copy(inputs: Inputs) -> None:
    """All photos open; the small copy looks like its original and like no other."""
    small = {}
    for file in inputs.of(InputKind.PHOTO):
        with Image.open(file.path) as image:
            assert min(image.size) >= 320
            small[file.path.stem] = np.asarray(image.convert("L").resize((32, 32)), float)
    assert len(small) == 6
    near = {
        name: float(np.abs(picture - small["building"]).mean())
        for name, picture in small.items()
        if name != "building"
    }
    assert min(near, key=lambda name: near[name]) == "building_copy"
    assert near["building_copy"] < min(value for name, value in near.items() if name != "building_copy") / 2


def test_terms_are_closed_by_default(inputs: Inputs) -> None:
    """Only statements, listings and the public report are public; a witness refused publication."""
    public = {file.kind for file in inputs.files if file.access is Access.PUBLIC}
    assert public == {InputKind.STATEMENT, InputKind.DOCUMENT, InputKind.LISTINGS}
    (testimony,) = inputs.of(InputKind.TESTIMONY)
    assert testimony.access is Access.TEAM
    assert testimony.consent is Consent.WITNESS
    for file in inputs.files:
        assert file.source_ar
        assert file.source_en
        assert (file.consent is Consent.PUBLISHED) is (file.access is Access.PUBLIC)


def test_every_file_is_described_once(inputs: Inputs) -> None:
    """Each file of the folder is one input or belongs to the truth; nothing half-written stays."""
    there = {
        path.relative_to(inputs.folder).as_posix() for path in inputs.folder.rglob("*") if path.is_file()
    }
    described = [file.name for file in inputs.files]
    assert len(set(described)) == len(described)
    assert {name for name in there if not name.startswith("truth/")} == set(described)
    assert {name for name in there if name.startswith("truth/")} == {
        f"truth/{name}" for name in ("claims.json", "hits.csv", "persons.csv", "records.csv", "totals.json")
    }
    assert [file.list_code for file in inputs.of(InputKind.LIST)] == ["KR", "FA", "HN", "LC", "IO"]
