"""What `sijill link` says of a run that changed little, and of lists that it can do nothing with."""

from pathlib import Path

import pytest

from sijill.store.layout import Register

from .running import Run

_ROWS = {
    "north": "سالم رافع الغيم,1990-02-03\nهاني رافع الغيم,1992-04-05\nنبيل جابر الندى,\n",
    "south": "سالم رافع الغيم,1990-02-03\nنبيل جابر ندى,\nعادل فراس السحاب,1981\n",
}


def _lists(folder: Path) -> list[Path]:
    made = []
    for name, rows in _ROWS.items():
        made.append(folder / f"{name}.csv")
        made[-1].write_text("name,birth date\n" + rows, encoding="utf-8")
    return made


@pytest.mark.usefixtures("in_process")
def test_a_run_says_when_nothing_came(run: Run, register: Register, tmp_path: Path) -> None:
    """Linked again without a new record it says so; with a decision since, that it was followed."""
    where = ("-R", register.path)
    for path in _lists(tmp_path):
        assert run("add", path, "--list", path.stem, *where).code == 0
    assert "no full run" in run("link", *where).out
    assert "Nothing came or went" in run("link", *where).out
    pair = "2026-000001#row=2", "2026-000002#row=4"
    said = run("decide", *pair, "same", "--why", "one person", "--actor", "Rana", *where)
    assert said.code == 0, said.err
    assert "Decisions were followed" in run("link", *where).out
    assert run("link", *where, "--json").told["run"]["new"] == 0


@pytest.mark.usefixtures("in_process")
def test_lists_without_names_are_all_told(run: Run, register: Register, tmp_path: Path) -> None:
    """One line that names each of them, with what to do next."""
    for name, content in (("colours", "id,colour\n1,red\n"), ("torn", 'id,name\n1,"سالم\n')):
        path = tmp_path / f"{name}.csv"
        path.write_text(content, encoding="utf-8")
        run("add", path, "--list", name, "-R", register.path)
    ended = run("link", "-R", register.path)
    assert ended.code == 2
    last = ended.err.splitlines()[-1]
    assert "2026-000001 (colours), 2026-000002 (torn)" in last


@pytest.mark.usefixtures("in_process")
def test_a_torn_list_is_told_in_arabic(run: Run, register: Register, tmp_path: Path) -> None:
    """Where, and what to do; nothing of the csv module's English."""
    path = tmp_path / "torn.csv"
    path.write_text('id,name\n1,سالم\n2,"هاني\n', encoding="utf-8")
    ended = run("add", path, "--list", "torn", "-R", register.path, "--lang", "ar")
    assert "unexpected" not in ended.err
    assert "الصف 3" in ended.err


def test_decisions_on_other_records_are_told_of(run: Run, tmp_path: Path) -> None:
    """A decision that names nobody here would else be lost unseen."""
    decisions = tmp_path / "d.csv"
    decisions.write_text("left,right,decision\nnorth.csv#2,south.csv#99,different\n", encoding="utf-8")
    ended = run("link", *_lists(tmp_path), "--decisions", decisions, "--out", tmp_path / "out.csv", "--json")
    assert [each["first"] for each in ended.told["warnings"] if each["warning"] == "decisions_not_here"] == [
        "south.csv#99"
    ]
    assert "south.csv#99" in ended.err
