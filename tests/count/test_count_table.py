"""Tables are read as written, or refused in one line that says what, where and what next."""

import json
import sys
from pathlib import Path

import pytest

from sijill.cli import main
from sijill.count import estimate_total, read_table
from sijill.errors import InputError

SOUND = "A,B,C,count\n1,0,0,60\n0,1,0,50\n0,0,1,40\n1,1,0,12\n1,0,1,10\n0,1,1,8\n1,1,1,3\n"

BAD = {
    "empty": b"",
    "header only": b"A,B,C,count\n",
    "binary": b"A,B,C,count\n1,0,0,\x00\x01\n",
    "wrong encoding": "أ,ب,ج,العدد\n1,0,0,5\n".encode("cp1256"),
    "negative": b"A,B,C,count\n1,0,0,-5\n",
    "more than there are people": b"A,B,C,count\n1,0,0,1000000000000\n",
    "fraction": b"A,B,C,count\n1,0,0,5.5\n",
    "missing count": b"A,B,C,count\n1,0,0,\n",
    "missing cell": b"A,B,C,count\n1,,0,5\n",
    "two": b"A,B,C,count\n1,2,0,5\n",
    "word": b"A,B,C,count\n1,yes,0,5\n",
    "repeated cell": b"A,B,C,count\n1,0,0,5\n0,1,0,4\n1,0,0,3\n",
    "zero row": b"A,B,C,count\n0,0,0,5\n",
    "no count column": b"A,B,C\n1,0,0\n",
    "two count columns": b"A,B,count,count\n1,0,5,5\n",
    "no lists": b"count\n5\n",
    "unnamed list": b"A,,C,count\n1,0,0,5\n",
    "repeated list": b"A,A,C,count\n1,0,0,5\n",
    "short row": b"A,B,C,count\n1,0,5\n",
    "half-written": b'A,B,C,count\n1,0,0,5\n"0,1,0,4\n',
}


def _run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: str
) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["sijill", "count", *words])
    monkeypatch.setenv("SIJILL_LANG", "en")
    code = 0
    try:
        main()
    except SystemExit as leave:
        code = int(leave.code or 0)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_rows_columns_and_header_may_come_in_another_form(tmp_path: Path) -> None:
    """Another place for the count, its Arabic name, semicolons, a BOM, Arabic digits: the same histories."""
    plain, other = tmp_path / "plain.csv", tmp_path / "other.csv"
    plain.write_text(SOUND, encoding="utf-8")
    rows = [line.split(",") for line in SOUND.splitlines()]
    arabic = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    lines = [";".join([row[3].replace("count", "العدد").translate(arabic), *row[:3]]) for row in rows]
    other.write_text("\ufeff" + "\r\n".join([lines[0], *lines[:0:-1]]), encoding="utf-8")
    first, second = read_table(plain), read_table(other)
    assert (first.lists, first.patterns, first.counts) == (second.lists, second.patterns, second.counts)
    assert first.sha256 == second.sha256
    assert first.source_sha256 != second.source_sha256
    assert first.documented == 183


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_table_gives_one_line_and_exit_2(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line on stderr that names the file, nothing on stdout, exit 2."""
    path = tmp_path / "bad.csv"
    path.write_bytes(BAD[kind])
    code, out, err = _run(capsys, monkeypatch, str(path), "--json")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert str(path) in err
    assert "does not know" not in err


def test_a_repeated_cell_names_both_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error says where the combination stood first and where again."""
    path = tmp_path / "bad.csv"
    path.write_bytes(BAD["repeated cell"])
    _, _, err = _run(capsys, monkeypatch, str(path))
    assert "row 4" in err
    assert "row 2" in err


def test_a_column_that_divides_is_told_how_to_be_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A column of words is refused as a list, with the option that takes it."""
    path = tmp_path / "strata.csv"
    path.write_text("region,A,B,C,count\nnorth,1,0,0,5\n", encoding="utf-8")
    _, _, err = _run(capsys, monkeypatch, str(path))
    assert "--by 'region'" in err


def test_the_most_persons_of_a_cell_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A count beyond what a cell may hold is refused with the limit, since it is a whole number."""
    path = tmp_path / "bad.csv"
    path.write_bytes(BAD["more than there are people"])
    _, _, err = _run(capsys, monkeypatch, str(path))
    assert "0 to 999,999,999; found 1000000000000" in err


def test_a_table_beside_a_register_is_one_error_of_its_own(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence speaks of a table and names it; nothing is read."""
    code, out, err = _run(capsys, monkeypatch, "-R", "our.register", "table.csv")
    assert (code, out) == (2, "")
    assert "leave table.csv out" in err


@pytest.mark.parametrize("name", ["missing.csv", "."])
def test_a_path_that_is_no_file_gives_exit_2(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing file and a folder are named."""
    code, _, err = _run(capsys, monkeypatch, str(tmp_path / name))
    assert code == 2
    assert str(tmp_path / name) in err


@pytest.mark.parametrize("lists", [1, 2, 21])
def test_a_number_of_lists_that_bears_no_total_is_refused(
    lists: int, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One, two and twenty-one lists are read, and refused as a result: exit 0, reason in JSON."""
    rows = [["1" if j in {k, k + 1} else "0" for j in range(lists)] + ["9"] for k in range(lists)]
    header = [f"L{j}" for j in range(lists)] + ["count"]
    path = tmp_path / "lists.csv"
    path.write_text("\n".join(",".join(row) for row in [header, *rows]), encoding="utf-8")
    code, out, _ = _run(capsys, monkeypatch, str(path), "--json")
    assert code == 0
    assert json.loads(out)["refused_code"] == ("too_many_lists" if lists == 21 else "too_few_lists")


def test_more_lists_than_bits_are_refused_with_a_reason(tmp_path: Path) -> None:
    """A table of 200 lists is read and refused as too many; no integer overflows."""
    names = ",".join(f"l{place}" for place in range(200))
    rows = "\n".join(
        ",".join("1" if place in {row, 199} else "0" for place in range(200)) for row in range(3)
    )
    path = tmp_path / "wide.csv"
    path.write_text(f"{names},count\n" + "\n".join(f"{row},5" for row in rows.split("\n")), encoding="utf-8")
    assert estimate_total(read_table(path)).documented == 15


def test_a_byte_order_mark_alone_is_an_empty_file(tmp_path: Path) -> None:
    """Three bytes that hold no text are named empty."""
    path = tmp_path / "mark.csv"
    path.write_bytes(b"\xef\xbb\xbf")
    with pytest.raises(InputError) as caught:
        read_table(path)
    assert caught.value.key == "empty_file"
