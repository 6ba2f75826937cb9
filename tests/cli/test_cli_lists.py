"""Lists as offices hand them in: saved in the code of Arabic Windows, with a title above the header, or without names."""

import csv
import json
from pathlib import Path

import pytest

from sijill.link import link_files
from sijill.store.layout import Register

from .running import Run

pytestmark = pytest.mark.usefixtures("in_process")

_NAMES = ("سالم رافع الغيم", "هاني رافع الغيم", "نبيل جابر الندى", "عادل فراس السحاب")
_TITLES = ("قائمة المعتقلين, جُمعت عام 2014", "اللجنة المحلية;;")


def _list(path: Path, *, encoding: str, titles: tuple[str, ...] = ()) -> Path:
    rows = [f"{number};{name};{1980 + number}" for number, name in enumerate(_NAMES, 1)]
    text = "\r\n".join([*titles, "تسلسل;الاسم الثلاثي;سنة الميلاد", *rows, ""])
    path.write_bytes(text.encode(encoding))
    return path


def _names(register: Register, run: Run) -> list[str]:
    from sijill.store import tables

    assert run("link", "-R", register.path).code == 0
    return sorted(tables.read(register, "mentions")["name"].to_pylist())


@pytest.mark.parametrize("titles", [(), _TITLES])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "utf-16"])
def test_lists_are_read_as_they_come(
    run: Run, register: Register, tmp_path: Path, encoding: str, titles: tuple[str, ...]
) -> None:
    """Persons are the same; of a code that nothing in the file names it is said that it was taken for it."""
    path = _list(tmp_path / "قائمة.csv", encoding=encoding, titles=titles)
    added = run("add", path, "--list", "north", "-R", register.path)
    assert added.code == 0
    assert ("Windows-1256" in added.err) == (encoding == "cp1256")
    assert "no column of names" not in added.err
    assert _names(register, run) == sorted(_NAMES)
    linked = link_files([path])
    assert sorted(linked.result.ids) == [
        f"قائمة.csv#{row}" for row in range(2 + len(titles), 6 + len(titles))
    ]
    told = [key for key, _ in linked.result.warnings if key == "windows_1256"]
    assert bool(told) == ("encoding" in linked.provenance()["inputs"][0]) == (encoding == "cp1256")  # type: ignore[index]


def test_titles_are_kept_and_found(run: Run, register: Register, tmp_path: Path) -> None:
    """What stands above the header is no person, and search finds it where it stands."""
    path = _list(tmp_path / "a.csv", encoding="utf-8", titles=_TITLES)
    assert run("add", path, "--list", "north", "-R", register.path).code == 0
    hits = run("search", "قائمة المعتقلين", "-R", register.path, "--json").told["hits"]
    assert len(hits) == 1
    assert "row=1" in json.dumps(hits)


def test_a_list_without_names_is_told_when_it_comes(run: Run, register: Register, tmp_path: Path) -> None:
    """In both languages, with the columns that are there, or that there are no rows; not of what could not be read, which is told already."""
    path = tmp_path / "colours.csv"
    path.write_text("id,colour\n1,red\n", encoding="utf-8")
    for language, said in (("en", "no column of names"), ("ar", "عمود أسماء")):
        ended = run("add", path, "--list", "colours", "-R", register.path, "--lang", language)
        assert said in ended.err
        assert "colour" in ended.err
    bare = tmp_path / "bare.csv"
    bare.write_text("id,name\n", encoding="utf-8")
    for language, said in (("en", "no rows below a line of titles"), ("ar", "صفوف تحت سطر عناوين")):
        assert said in run("add", bare, "--list", "bare", "-R", register.path, "--lang", language).err
    torn = tmp_path / "torn.csv"
    torn.write_text('id,name\n1,"سالم\n', encoding="utf-8")
    assert "column of names" not in run("add", torn, "--list", "torn", "-R", register.path).err


def test_the_command_tells_of_the_code(run: Run, tmp_path: Path) -> None:
    """`sijill link` on files names the file, in words and in its JSON."""
    path, out = _list(tmp_path / "a.csv", encoding="cp1256"), tmp_path / "out.csv"
    assert "a.csv: stored in Windows-1256" in run("link", path, "--out", out).err
    told = run("link", path, "--out", out, "--json")
    assert json.loads(told.out)["provenance"]["inputs"][0]["encoding"] == "Windows-1256"
    with out.open(encoding="utf-8", newline="") as rows:
        assert len(list(csv.DictReader(rows))) == len(_NAMES)


def test_rows_that_are_nobody_are_told_when_they_come(run: Run, register: Register, tmp_path: Path) -> None:
    """In both languages and as JSON, by their kinds and numbers; no name of them is printed."""
    path, out = tmp_path / "a.csv", tmp_path / "out.csv"
    lines = ("م,الاسم", f"1,{_NAMES[0]}", "م,الاسم", f"2,{_NAMES[1]}", "المجموع,2", f"إعداد: {_NAMES[2]},")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for language, said in (("en", "a note, a source or a signature"), ("ar", "ملاحظة أو مصدر أو توقيع")):
        ended = run("add", path, "--list", "north", "-R", register.path, "--lang", language)
        assert "2026-000001 (north): " in ended.err
        assert said in ended.err
        assert _NAMES[2] not in ended.err + ended.out
        assert said in run("link", path, "--out", out, "--lang", language).err
    rows = run("add", path, "--list", "north", "-R", register.path, "--json").told["rows"]
    assert [(each["warning"], each["rows"]) for each in rows] == [
        ("no_record_header", ["3"]),
        ("no_record_sum", ["5"]),
        ("no_record_note", ["6"]),
    ]
    linked = run("link", "-R", register.path, "--json").told
    assert [each["rows"] for each in linked["warnings"] if each["warning"] == "no_record_note"] == [["6"]]
