"""``sijill figures`` and ``sijill export claims``, as they are typed."""

from pathlib import Path

import pytest

from sijill.store.layout import Register

from .running import Run


def test_the_shipped_figures_are_kept_and_listed(run: Run, register: Register) -> None:
    """Each is listed in both languages with its definition and how it is known."""
    where = ("-R", register.path)
    assert "No published figures" in run("figures", "list", *where).out
    loaded = run("figures", "load", *where, "--json").told["figures"]
    listed = run("figures", "list", *where, "--json").told
    assert [each["id"] for each in listed] == sorted(loaded)
    assert "306,887 [281,443-337,971]" in run("figures", "list", *where).out
    assert "من الصحافة" in run("figures", "list", *where, "--lang", "ar").out


def test_a_table_that_cannot_be_read_ends_with_one_line(run: Run, register: Register, tmp_path: Path) -> None:
    """Missing, a folder, or not a table: exit 2, one line, nothing kept."""
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"id\n1\n")
    for path in (tmp_path / "none.csv", tmp_path, bad):
        ended = run("figures", "load", path, "-R", register.path)
        assert ended.code == 2
        assert len(ended.err.strip().splitlines()) == 1
    assert run("figures", "list", "-R", register.path, "--json").told == []


@pytest.mark.usefixtures("in_process")
def test_claims_are_exported_as_json_ld(run: Run, register: Register, tmp_path: Path) -> None:
    """After reading claims; before, the error says which verb makes them."""
    text, out = tmp_path / "text.txt", tmp_path / "out.json"
    text.write_text("At least 40 people were killed, the Bureau said.", encoding="utf-8")
    run("add", text, "-R", register.path, "--access", "public")
    asked = ("export", "claims", "--out", out, "--to", "publisher", "-R", register.path)
    assert "sijill claim" in run(*asked).err
    run("claim", "-R", register.path)
    assert run(*asked, "--json").told["claims"] == 1
    assert "at least 40 people" in out.read_text("utf-8").lower()
    assert run(*asked).code == 2


@pytest.mark.usefixtures("in_process")
def test_the_history_of_the_ledger_is_shown(run: Run, register: Register, tmp_path: Path) -> None:
    """Each claim with the log entry that entered it; a register whose claims were never read has none."""
    text = tmp_path / "text.txt"
    text.write_text("At least 40 people were killed, the Bureau said.", encoding="utf-8")
    run("add", text, "-R", register.path)
    assert run("claim", "--history", "-R", register.path, "--json").told == []
    run("claim", "-R", register.path)
    [entered] = run("claim", "--history", "-R", register.path, "--json").told
    assert (entered["number"], entered["superseded"], entered["row"]["min"]) == (0, None, 40)
    assert f"log entry {entered['position']}" in run("claim", "--history", "-R", register.path).out


@pytest.mark.usefixtures("in_process")
def test_a_part_names_its_whole_among_many_texts(run: Run, register: Register, tmp_path: Path) -> None:
    """In a register the whole is told by exhibit and number: the numbers before the lines run through all texts."""
    for name in ("a", "b"):
        text = tmp_path / f"{name}.txt"
        text.write_text(f"The {name} Bureau said 40 people were killed, including 12 children.", "utf-8")
        run("add", text, "-R", register.path)
    parts = [row for row in run("claim", "-R", register.path, "--json").told if row["subset_of"] is not None]
    for language, words in (("en", "part of"), ("ar", "جزء من")):
        told = run("claim", "-R", register.path, "--lang", language).out
        for row in parts:
            assert f"{words} {row['exhibit']}/{row['subset_of']}" in told
    assert len({row["exhibit"] for row in parts}) == 2
