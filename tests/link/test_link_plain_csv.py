"""A plain CSV file is read as columns, and says exactly what it says row by row."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.link import RecordColumns, clusters_csv, link_files, read_files
from sijill.link.plain_csv import read_columns

HEADER = "id,list,name,father,family,age,dob,death date,arrest date,registry,national no"
CELL = st.text(" \u00a0\u2003\u3000اسامي٢Ab1-éÂ", max_size=6)


def _both(folder: Path, text: str) -> tuple[RecordColumns, RecordColumns]:
    """Return what a file says as it is, and with a blank row at its end, which is read row by row."""
    plain, careful = folder / "a.csv", folder / "sub" / "a.csv"
    careful.parent.mkdir(exist_ok=True)
    plain.write_text(text, encoding="utf-8")
    careful.write_text(text + "\n", encoding="utf-8")
    assert read_columns(plain.read_bytes()) is not None
    assert read_columns(careful.read_bytes()) is None
    return read_files([plain])[0], read_files([careful])[0]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(CELL, min_size=10, max_size=10), min_size=1, max_size=6))
def test_columns_and_rows_say_the_same(
    tmp_path_factory: pytest.TempPathFactory, cells: list[list[str]]
) -> None:
    """Any cells give the same records both ways: names in parts, events, fallbacks for ids and lists."""
    rows = [",".join([f"r{number}" if number % 2 else "", *row]) for number, row in enumerate(cells)]
    if any(not row.replace(",", "").strip() for row in rows):
        return
    plain, careful = _both(tmp_path_factory.mktemp("csv"), "\n".join([HEADER, *rows, ""]))
    for field in dataclasses.fields(RecordColumns):
        assert list(getattr(plain, field.name)) == list(getattr(careful, field.name)), field.name


@pytest.mark.parametrize(
    "content",
    [
        b"id,name\n1,a\n\n2,b\n",
        b'id,name\n1,"a"\n',
        b"id,name\n1,a\n2\n",
        b"id,name\r1,a\r",
        b"id,name\n1,\x00a\n",
        b"id,name\n1,a\n2,b\r",
        b"\xff\xfeid,name\n1,a\n",
        b"id,name\n1,\xc7\n",
        b"\nid,name\n1,a\n",
        b"id,name",
        b"id,name\n,\n",
        b"id,name\n1,a\n2,b,c\n",
        b"id,name\n1,a\n2,b\rc\n",
        b"id,n\x01ame\n1,a\n",
        b"id,name\n1,a\n2,\xd8\n",
    ],
)
def test_what_is_not_plain_is_left_to_the_careful_reader(content: bytes) -> None:
    """Quotes, blank or uneven rows, old line ends, bytes that are no text, no row at all: read row by row."""
    assert read_columns(content) is None


def test_ids_that_need_quotes_are_quoted(tmp_path: Path) -> None:
    """An id with a comma stays one field of the clusters."""
    (tmp_path / "a.csv").write_text('id,name\n"1,a",سالم\n2,نبيل\n', encoding="utf-8")
    rows = clusters_csv(link_files([tmp_path / "a.csv"]).result).decode().splitlines()
    assert rows[0] == "record_id,cluster_id,probability"
    assert rows[1].startswith('"1,a",c')
    assert rows[2].startswith("2,c")
    assert rows[2].endswith(",")


@pytest.mark.parametrize(
    ("row", "is_plain"),
    [
        ("المجموع,12", False),
        (" 3,; \t\tTotal 12,", False),
        ("Page", False),
        ("tota,l", True),
        ("Pag", True),
        ("r1,صفحة", True),
        ("السالم سعيد,total", True),
    ],
)
@pytest.mark.parametrize("end", ["", "\n", "\nr2,سالم\n"])
def test_a_line_that_begins_as_a_sum_does_is_left_to_the_careful_reader(
    row: str, end: str, *, is_plain: bool
) -> None:
    """Behind numbers and empty cells a sum or a page is met, in the midst of a row it is not."""
    content = f"name,id\nr0,سالم\n{row}{',' * (1 - row.count(','))}{end}".encode()
    assert (read_columns(content) is not None) == is_plain
