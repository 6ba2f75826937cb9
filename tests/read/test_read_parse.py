"""What is read from each kind of file, and what is told of the ones that cannot be read."""

import codecs
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.model.reading import Reading
from sijill.read.parse import parse
from sijill.read.plain import read_csv


def _parse(path: Path, content: bytes) -> Reading:
    path.write_bytes(content)
    return parse(path, path.name)


def _cells(reading: Reading) -> list[dict[str, str]]:
    return [dict(row.cells) for row in reading.rows]


@pytest.fixture
def docx(tmp_path: Path) -> Path:
    """A document of two paragraphs and a table."""
    import docx

    document = docx.Document()
    document.add_paragraph("شهادةُ سلمى")
    document.add_paragraph("Second paragraph")
    table = document.add_table(rows=2, cols=2)
    for row, values in enumerate([("الاسم", "العمر"), ("هالة", "9")]):
        for column, value in enumerate(values):
            table.cell(row, column).text = value
    path = tmp_path / "شهادة.docx"
    document.save(str(path))
    return path


@pytest.fixture
def xlsx(tmp_path: Path) -> Path:
    """A workbook of two sheets, with a date, numbers and an empty line above the header."""
    import xlsxwriter

    path = tmp_path / "قائمة.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        first = book.add_worksheet("أ")
        for column, header in enumerate(["الاسم", "تاريخ", "عدد"]):
            first.write(1, column, header)
        first.write(2, 0, "سلمى")
        first.write_datetime(2, 1, dt.datetime(2013, 4, 5), book.add_format({"num_format": "yyyy-mm-dd"}))  # noqa: DTZ001 - a sheet has no zone
        first.write(2, 2, 12)
        second = book.add_worksheet("ب")
        second.write(0, 0, "x")
        second.write(1, 0, 1.5)
    return path


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A list as a table, set in Latin letters."""
    import typst

    source = tmp_path / "list.typ"
    rows = "".join(
        f"[Nadim {name}],[201{number}],[Rasta]," for number, name in enumerate(["Asli", "Bari", "Dori"])
    )
    source.write_text(
        f"Names\n\n#table(columns: (6cm, 4cm, 4cm), stroke: none, [Name], [Year], [Place], {rows})",
        encoding="utf-8",
    )
    path = tmp_path / "list.pdf"
    typst.compile(str(source), output=str(path))
    return path


def test_text_stands_as_it_is(tmp_path: Path) -> None:
    """UTF-8 keeps every code point, its byte order mark too; UTF-16 behind its mark is read."""
    text = "\ufeffسُجونٌ\r\n\u202eنص"
    reading = _parse(tmp_path / "a.txt", text.encode())
    assert (reading.kind, reading.passages[0].at, reading.passages[0].text) == ("text", "text", text)
    assert _parse(tmp_path / "b.txt", "سجن".encode("utf-16")).passages[0].text == "سجن"


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.txt", "محضر".encode("cp1256"), "short_windows_1256"),
        ("a.csv", "الاسم;العمر\n".encode("cp1256"), "short_windows_1256"),
        ("a.csv", b"a,b\n\x00\x01,2\n", "binary"),
        ("a.txt", codecs.BOM_UTF16_LE + b"x", "not_utf8"),
        ("a.csv", b'a,b\n"1,2\n', "broken_csv"),
        ("a.csv", b"", "empty"),
        ("a.docx", b"PK\x03\x04 half a document", "broken_docx"),
        ("a.docx", b"no document", "broken_docx"),
        ("a.xlsx", b"PK\x03\x04 half a workbook", "broken_xlsx"),
        ("a.pdf", b"%PDF-1.7\nhalf", "broken_pdf"),
        ("a.pdf", b"\x00\x01\x02", "broken_pdf"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, content: bytes, problem: str) -> None:
    """A file that is not what its name says, or is not whole, gives nothing but the reason."""
    reading = _parse(tmp_path / name, content)
    assert (reading.problem, reading.passages, reading.rows) == (problem, (), ())
    assert str(tmp_path) not in reading.detail


def test_half_written_office_files_are_told(docx: Path, xlsx: Path, pdf: Path) -> None:
    """Cut in the middle, a document, a workbook and a PDF are told as broken, each by its kind."""
    for path in (docx, xlsx, pdf):
        whole = path.read_bytes()
        reading = _parse(path, whole[: len(whole) // 2])
        assert reading.problem == f"broken_{path.suffix[1:]}"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_csv_with_any_common_delimiter(tmp_path: Path, delimiter: str, mark: str, newline: str) -> None:
    """Commas, semicolons and tabs, with and without a mark, whatever ends a line; rows count as in a sheet."""
    lines = [("الاسم", "ملاحظة", ""), ("", "", ""), ("سلمى", f'"a{delimiter}b"', "x")]
    text = mark + newline.join(delimiter.join(line) for line in lines) + newline
    reading = _parse(tmp_path / "a.csv", text.encode())
    assert _cells(reading) == [{"الاسم": "سلمى", "ملاحظة": f"a{delimiter}b", "column 3": "x"}]
    assert reading.rows[0].at == "row=3"


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.lists(st.text("ابج xyz,;\t\"\n'", max_size=6), min_size=3, max_size=3), min_size=1, max_size=5
    )
)
def test_csv_values_come_back_as_written(lines: list[list[str]]) -> None:
    """Whatever stands in a quoted cell comes back letter for letter."""
    import csv
    import io

    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows([["a", "b", "c"], *lines])
    rows = {row.at: dict(row.cells) for row in read_csv(written.getvalue())}
    for number, line in enumerate(lines, 2):
        expected = {header: value for header, value in zip("abc", line, strict=True) if value.strip()}
        found = rows.get(f"row={number}", {})
        assert {header: value for header, value in found.items() if value.strip()} == expected


def test_xlsx_rows_of_every_sheet(xlsx: Path) -> None:
    """Dates are ISO, whole numbers have no point, rows count as the sheet shows them."""
    reading = parse(xlsx, xlsx.name)
    assert [row.at for row in reading.rows] == ["sheet=1&row=3", "sheet=2&row=2"]
    assert _cells(reading) == [{"الاسم": "سلمى", "تاريخ": "2013-04-05", "عدد": "12"}, {"x": "1.5"}]


def test_docx_text_and_tables(docx: Path) -> None:
    """The body is one passage with its vowels, a table gives rows."""
    reading = parse(docx, "handed in without a suffix")
    assert reading.kind == "docx"
    assert reading.passages[0].text.split("\n") == ["شهادةُ سلمى", "Second paragraph"]
    assert _cells(reading) == [{"الاسم": "هالة", "العمر": "9"}]
    assert reading.rows[0].at == "table=1&row=2"


def test_pdf_text_and_table(pdf: Path) -> None:
    """A page gives its text, a list set as a table its rows under its headers."""
    reading = parse(pdf, pdf.name)
    assert (reading.kind, reading.problem) == ("pdf", "")
    assert "Nadim Asli" in reading.passages[0].text
    assert _cells(reading) == [
        {"Name": f"Nadim {name}", "Year": f"201{number}", "Place": "Rasta"}
        for number, name in enumerate(["Asli", "Bari", "Dori"])
    ]
    assert reading.rows[0].at == "page=1&row=1"


def test_an_arabic_pdf_is_not_to_be_quoted(tmp_path: Path) -> None:
    """The text layer of an Arabic page is marked, since its order of letters is not to be trusted."""
    import typst

    (tmp_path / "a.typ").write_text('#set text(lang: "ar")\nشهادة', encoding="utf-8")
    typst.compile(str(tmp_path / "a.typ"), output=str(tmp_path / "a.pdf"))
    assert parse(tmp_path / "a.pdf", "a.pdf").problem == "arabic_layer"


def test_what_nobody_reads_here_is_no_problem(tmp_path: Path) -> None:
    """Pictures and unknown bytes are kept and give an empty reading."""
    assert _parse(tmp_path / "a.txt", b"\x89PNG\r\n\x1a\n").kind == "image"
    assert _parse(tmp_path / "a", b"\x00\x01") == Reading(kind="other")
    assert _parse(tmp_path / "no suffix", "نص".encode()).kind == "text"
