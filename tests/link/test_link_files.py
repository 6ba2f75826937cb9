"""Plain files become records whatever their headers are called, or one clear error."""

import contextlib
import csv
import io
import json
from pathlib import Path

import pytest
from invented_lists import ARABIC, LATIN

from sijill import cli
from sijill.errors import InputError
from sijill.link import clusters_csv, link_files, read_files
from sijill.link.decisions_file import decided_by, require_records

ROWS = [["1", "سامر يوسف الحموي", "ذكر", "40"], ["2", "ليلى حسن الديري", "أنثى", "31"]]


def _write(
    path: Path, header: list[str], rows: list[list[str]], *, encoding: str = "utf-8", delimiter: str = ","
) -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([header, *rows])
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def _two_lists(folder: Path) -> list[Path]:
    arabic = ["الرقم", "الاسم الكامل", "الجنس", "العمر", "تاريخ الميلاد", "تاريخ الوفاة", "المحافظة"]
    latin = ["id", "full_name", "gender", "age", "dob", "date_of_death", "governorate"]
    rows = [[[row[0], *row[2:]] for row in rows] for rows in (ARABIC, LATIN)]
    return [_write(folder / "a.csv", arabic, rows[0]), _write(folder / "b.csv", latin, rows[1])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "header",
    [
        ["record_id", "name", "sex", "age"],
        ["ID", "Full Name", "Gender", "Age"],
        ["الرقم", "الاسم", "الجنس", "العمر"],
        ["رقم", "الاسم الكامل", "الجنس", "السن"],
        ["id", "name_ar", "sex", "age"],
    ],
)
def test_columns_are_found_by_their_headers(
    tmp_path: Path, header: list[str], delimiter: str, encoding: str
) -> None:
    """Arabic and English headers, with or without byte order mark, by comma, semicolon or tab: one result."""
    path = _write(tmp_path / "list.csv", header, ROWS, encoding=encoding, delimiter=delimiter)
    records, _ = read_files([path])
    assert list(records.ids) == ["1", "2"]
    assert list(records.names) == ["سامر يوسف الحموي", "ليلى حسن الديري"]
    assert list(records.sexes) == ["ذكر", "أنثى"]
    assert list(records.ages) == ["40", "31"]
    assert list(records.lists) == ["list.csv", "list.csv"]


def test_names_in_slots_are_joined_in_order(tmp_path: Path) -> None:
    """First name, father, grandfather and family in four columns make one name."""
    header = ["الكنية", "الاسم الأول", "الجد", "اسم الأب", "اسم الأم"]
    path = _write(tmp_path / "slots.csv", header, [["الحموي", "سامر", "ناصر", "يوسف", "هدى"]])
    records, _ = read_files([path])
    assert list(records.names) == ["سامر يوسف ناصر الحموي"]
    assert list(records.mothers) == ["هدى"]
    assert list(records.ids) == ["slots.csv#2"]


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("سامر", "سامر يوسف ناصر الحموي"),
        ("نور الدين", "نور الدين يوسف ناصر الحموي"),
        ("سامر الحموى", "سامر يوسف ناصر الحموي"),
        ("سامر يوسف الحموي", "سامر يوسف الحموي"),
        ("", "يوسف ناصر الحموي"),
    ],
)
def test_a_given_name_is_completed_from_its_neighbours(tmp_path: Path, name: str, whole: str) -> None:
    """A column called just الاسم beside father and family holds the given name; a whole name stays as it is."""
    header = ["الاسم", "اسم الأب", "اسم الجد", "العائلة"]
    records, _ = read_files([_write(tmp_path / "a.csv", header, [[name, "يوسف", "ناصر", "الحموي"]])])
    assert records.names == [whole]


def test_either_of_two_name_columns_is_taken(tmp_path: Path) -> None:
    """Where name_ar is empty in a row, name_en holds its name."""
    rows = [["1", "x", "سامر الحموي", ""], ["2", "y", "", "Laila Deiri"]]
    records, _ = read_files(
        [_write(tmp_path / "both.csv", ["record_id", "list", "name_ar", "name_en"], rows)]
    )
    assert list(records.names) == ["سامر الحموي", "Laila Deiri"]
    assert list(records.lists) == ["x", "y"]


def test_a_workbook_is_read_like_text(tmp_path: Path) -> None:
    """An XLSX file with numbers and dates as such gives the records that the CSV gives."""
    import datetime as dt

    xlsxwriter = pytest.importorskip("xlsxwriter")
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["id", "الاسم", "العمر", "تاريخ الوفاة"])
        sheet.write_row(1, 0, [7, "سامر الحموي", 40])
        sheet.write_datetime(1, 3, dt.datetime(2014, 1, 10), day)  # noqa: DTZ001 - a spreadsheet has no zone
    records, _ = read_files([tmp_path / "a.xlsx"])
    assert (records.ids, records.ages) == (["7"], ["40"])
    assert (records.event_dates, records.event_kinds) == (["2014-01-10"], ["death"])


@pytest.mark.parametrize("suffix", ["toml", "json"])
def test_a_mapping_names_columns(tmp_path: Path, suffix: str) -> None:
    """A TOML or JSON mapping finds columns that no header list knows, and wins over headers."""
    path = _write(tmp_path / "odd.csv", ["name", "q1", "q2"], [["not a name", "سامر الحموي", "2014"]])
    mapping = tmp_path / f"map.{suffix}"
    content = {"name": "q1", "event_date": ["q2"]}
    mapping.write_text(
        json.dumps(content) if suffix == "json" else 'name = "q1"\nevent_date = ["q2"]\n', encoding="utf-8"
    )
    records, _ = read_files([str(path)], mapping=str(mapping))
    assert records.names == ["سامر الحموي"]
    assert records.event_dates == ["2014"]


def test_no_order_of_files_changes_a_byte(tmp_path: Path) -> None:
    """Files given in any order give the same output, byte for byte, sorted by record id."""
    one, other = _two_lists(tmp_path)
    outputs = {clusters_csv(link_files(paths).result) for paths in ([one, other], [other, one])}
    assert len(outputs) == 1
    rows = list(csv.DictReader(io.StringIO(outputs.pop().decode())))
    assert [row["record_id"] for row in rows] == sorted(row[0] for row in ARABIC + LATIN)


def test_a_workbook_without_rows_is_empty(tmp_path: Path) -> None:
    """An XLSX file whose sheets hold nothing is refused as empty."""
    xlsxwriter = pytest.importorskip("xlsxwriter")
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        book.add_worksheet()
    with pytest.raises(InputError) as refusal:
        read_files([tmp_path / "a.xlsx"])
    assert refusal.value.key == "empty_file"


BAD = {
    "empty.csv": (b"", "empty_file"),
    "blank.csv": (b"\n\n", "empty_file"),
    "binary.csv": (b"id,name\n1,\x00\x01\x02", "not_text"),
    "short.csv": ("id,الاسم\n1,سامر\n".encode("cp1256"), "short_windows_1256"),
    "latin1.csv": ("id,name\n1,Müller-Schäfer\n2,José Ñúñez\n".encode("latin-1"), "not_utf8"),
    "utf16.csv": ("id,الاسم\n1,سامر\n".encode("utf-16")[:-1], "not_utf8"),
    "half.csv": ("id,name,sex\n1,سامر,M\n2,ليلى".encode(), "count_row_width"),
    "wide.csv": ("id,name\n1,سامر,M\n".encode(), "count_row_width"),
    "quote.csv": ('id,name\n1,"سامر\n'.encode(), "broken_row"),
    "header.csv": (b"id,name\n", "no_rows"),
    "nameless.csv": (b"id,colour\n1,red\n", "missing_column"),
    "twice.csv": (b"id,name\n1,Samer\n2,Laila\n1,Nidal\n", "link_duplicate_id"),
    "cut.xlsx": (b"PK\x03\x04 cut off", "broken_workbook"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_give_one_line_and_no_output(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever cannot be read whole is refused with one line that names the file, exit 2, nothing written."""
    path = tmp_path / name
    path.write_bytes(BAD[name][0])
    with pytest.raises(InputError) as refusal:
        read_files([path])
    assert refusal.value.key == BAD[name][1]
    for language in ("ar", "en"):
        assert name in refusal.value.sentence(language)
    out = tmp_path / "out.csv"
    monkeypatch.setattr("sys.argv", ["sijill", "link", str(path), "--out", str(out)])
    with pytest.raises(SystemExit) as leave:
        cli.main()
    assert leave.value.code == 2
    assert sorted(item.name for item in tmp_path.iterdir()) == [name]
    assert capsys.readouterr().err.strip().splitlines()[-1].startswith("sijill: ")


def test_lists_that_only_count_their_rows_are_told_apart(tmp_path: Path) -> None:
    """Ids 1, 2, 3 of two lists name rows, not records: these are called by file and row, and it is said."""
    for name, ids in (("a", "١٢٣"), ("b", "12"), ("c", ["x1", "x2"])):
        rows = "".join(f"{each},سامر رامي {name}\n" for each in ids)
        (tmp_path / f"{name}.csv").write_text("م,الاسم\n" + rows, encoding="utf-8")
    paths = [tmp_path / f"{name}.csv" for name in "abc"]
    for together, named in (
        (paths[:1], ["١", "٢", "٣"]),
        (paths, ["١", "٢", "٣", "1", "2", "x1", "x2"]),
    ):
        assert list(read_files(together)[0].ids) == named
    (tmp_path / "a.csv").write_text("م,الاسم\n1,سامر\n\n2,هاني\n", encoding="utf-8")
    records, inputs = read_files(paths)
    assert list(records.ids) == ["a.csv#2", "a.csv#4", "b.csv#2", "b.csv#3", "x1", "x2"]
    assert [each.counts_rows for each in inputs] == [True, True, False]
    told = [fields["file"] for key, fields in link_files(paths).result.warnings if key == "counts_rows"]
    assert told == ["a.csv", "b.csv"]
    foot = "م,الاسم\n1,سامر رامي\n2,هاني رامي\n,توقيع أمين السجل\n"
    (tmp_path / "a.csv").write_text(foot, encoding="utf-8")
    assert list(read_files(paths)[0].ids)[:4] == ["a.csv#2", "a.csv#3", "a.csv#4", "b.csv#2"]


def test_a_number_of_a_row_is_no_name_of_another_lists_record(tmp_path: Path) -> None:
    """Where one list counts its rows and another calls a record 1, it is not known whom 1 would mean: refused."""
    (tmp_path / "a.csv").write_text("id,name\n1,سامر رامي\n2,هبة نبيل\n3,ليث وائل\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("id,name\n1,باسل منير\n3,كمال فارس\n2,هاني رافع\n", encoding="utf-8")
    with pytest.raises(InputError) as refusal:
        read_files([tmp_path / "a.csv", tmp_path / "b.csv"])
    assert refusal.value.key == "link_duplicate_id"


def test_decisions_on_numbers_of_rows_are_refused(tmp_path: Path) -> None:
    """Made when one list was alone, they would hold for nobody: said before anything is linked, and with file and row they hold."""
    for name in "ab":
        (tmp_path / f"{name}.csv").write_text(f"id,name\n1,سامر رامي {name}\n2,هبة نبيل\n", encoding="utf-8")
    decisions = tmp_path / "d.csv"
    for ends, refused in (("1,2", True), ("a.csv#2,a.csv#3", False)):
        decisions.write_text(f"left,right,decision\n{ends},different\n", encoding="utf-8")
        decided, _ = decided_by(decisions)
        records, inputs = read_files([tmp_path / "a.csv", tmp_path / "b.csv"])
        assert all(each.counts_rows for each in inputs)
        with pytest.raises(InputError) if refused else contextlib.nullcontext():
            require_records(decisions, decided, records.ids, inputs)


def test_two_files_of_one_name_that_count_their_rows(tmp_path: Path) -> None:
    """By file and row they would be called alike: the sentence names both files."""
    for folder in "xy":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "l.csv").write_text("id,name\n1,سامر رامي\n2,هبة نبيل\n", encoding="utf-8")
    with pytest.raises(InputError) as refusal:
        read_files([tmp_path / "x" / "l.csv", tmp_path / "y" / "l.csv"])
    assert refusal.value.key == "link_same_file_name"


@pytest.mark.parametrize("ids", [["1" * 5000], ["١", "٣"], ["²", "3"], ["0", "1"]])
def test_other_numbers_are_names_of_records(tmp_path: Path, ids: list[str]) -> None:
    """A number that is not the row's, or no number, is refused where two lists have it, however long it is."""
    for name in "ab":
        rows = "".join(f"{each},سامر رامي\n" for each in ids)
        (tmp_path / f"{name}.csv").write_text("id,name\n" + rows, encoding="utf-8")
    with pytest.raises(InputError) as refusal:
        read_files([tmp_path / "a.csv", tmp_path / "b.csv"])
    assert refusal.value.key == "link_duplicate_id"


def test_ids_that_two_lists_share_are_refused(tmp_path: Path) -> None:
    """Numbers that are not those of rows are names of records, and one name is one record."""
    for name, ids in (("a", "12"), ("b", "21")):
        rows = "".join(f"{each},سامر رامي {name}\n" for each in ids)
        (tmp_path / f"{name}.csv").write_text("id,name\n" + rows, encoding="utf-8")
    read_files([tmp_path / "a.csv"])
    paths = [tmp_path / "b.csv", tmp_path / "c.csv"]
    (tmp_path / "c.csv").write_text("id,name\n2,هاني رافع\n3,نبيل جابر\n", encoding="utf-8")
    with pytest.raises(InputError) as refusal:
        read_files(paths)
    assert refusal.value.key == "link_duplicate_id"


def test_duplicate_ids_name_both_rows(tmp_path: Path) -> None:
    """The error on an id given twice names both rows."""
    (tmp_path / "twice.csv").write_bytes(BAD["twice.csv"][0])
    with pytest.raises(InputError) as refusal:
        read_files([tmp_path / "twice.csv"])
    assert (refusal.value.data["first_row"], refusal.value.data["row"]) == (2, 4)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ('name = "nowhere"', "missing_column"),
        ('colour = "name"', "link_mapping"),
        ("name = 3", "link_mapping"),
        ("name = ", "mapping_syntax"),
        ('["other.csv"]\nname = "name"', "missing_file"),
    ],
)
def test_a_wrong_mapping_is_refused(tmp_path: Path, content: str, key: str) -> None:
    """An unknown column, field, value or file in a mapping is an error, not a guess."""
    path = _write(tmp_path / "list.csv", ["id", "name", "sex", "age"], ROWS)
    (tmp_path / "map.toml").write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as refusal:
        read_files([path], mapping=tmp_path / "map.toml")
    assert refusal.value.key == key


def test_the_command_writes_clusters_and_a_summary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`sijill link` writes the clusters and, with --json, says what they were made from; twice the same."""
    paths = [str(path) for path in _two_lists(tmp_path)]
    outputs = []
    for _ in range(2):
        monkeypatch.setattr(
            "sys.argv", ["sijill", "link", *paths, "--out", str(tmp_path / "out.csv"), "--json"]
        )
        cli.main()
        outputs.append((capsys.readouterr().out, (tmp_path / "out.csv").read_bytes()))
    assert outputs[0] == outputs[1]
    summary = json.loads(outputs[0][0])
    assert summary["records"] == len(ARABIC) + len(LATIN)
    assert summary["clusters"] == len({line.split(b",")[1] for line in outputs[0][1].splitlines()[1:]})
    assert {item["list"] for item in summary["lists"]} == {"a.csv", "b.csv"}
    assert [len(item["sha256"]) for item in summary["provenance"]["inputs"]] == [64, 64]
    assert summary["provenance"]["method"] == "sijill.link"
    assert summary["pairs"]["accepted"] > 0


def test_a_file_that_is_no_table_is_refused_in_a_few_words(tmp_path: Path) -> None:
    """Its first line, taken for titles, may be a screen full of nothing."""
    path = tmp_path / "photo.csv"
    path.write_bytes(b"x" * 4000 + b"\n1\n")
    with pytest.raises(InputError) as refused:
        read_files([path])
    assert len(str(refused.value)) < len(str(path)) + 400
