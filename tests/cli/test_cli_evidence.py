"""`sijill init`, `add`, `search`, `verify`: what they print, how they end, what one line says of bad input."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sijill import cli
from sijill.model.trust import State
from sijill.record import verify
from sijill.store.layout import Register, find_register

from .running import Run


@pytest.fixture
def statement(tmp_path: Path) -> Path:
    """A short text."""
    path = tmp_path / "بيان أول.txt"
    path.write_text("صور قيصر والمعتقلات", encoding="utf-8")
    return path


@pytest.mark.usefixtures("no_flush", "in_process")
def test_json_of_every_verb(run: Run, tmp_path: Path, statement: Path) -> None:
    """The keys that scripts rely on, from making a register to verifying it; nothing but JSON on stdout."""
    place = tmp_path / "سجل.register"
    made = run("init", place, "--no-passphrase", "--json")
    assert made.code == 0
    assert sorted(made.told) == ["created", "format", "id", "made_by", "register", "verifier"]

    added = run("add", statement, "-R", place, "--access", "public", "--source", "س", "--json")
    assert added.code == 0
    assert sorted(added.told) == [
        *("access", "added", "again", "consent", "left_out", "rows", "unread", "warnings")
    ]
    assert (added.told["access"], added.told["consent"], added.told["unread"]) == (
        "public",
        ["keep", "publish"],
        [],
    )
    (one,) = added.told["added"]
    assert sorted(one) == [
        "agrees", "collected", "exhibit", "held_before", "object", "out_of", "path", "position", "size"
    ]  # fmt: skip
    assert (one["agrees"], one["collected"], one["out_of"]) == (None, None, None)
    assert (one["path"], one["position"], one["held_before"]) == (str(statement), 1, False)

    found = run("search", "«صور قيصر»", "--register", place, "--as", "public", "--count", "kind", "--json")
    assert sorted(found.told) == ["counts", "cut", "hits", "loosened"]
    assert (found.told["loosened"], found.told["counts"]) == (False, {"kind": {"text": 1}})
    (hit,) = found.told["hits"]
    keys = [
        "context",
        "context_start",
        "end",
        "exhibit",
        "locator",
        "marks",
        "places",
        "score",
        "start",
        "text",
    ]
    assert sorted(hit) == keys
    assert sorted(hit["marks"][0]) == ["asked", "end", "how", "start", "written"]
    assert (hit["exhibit"], hit["locator"], hit["start"], hit["end"]) == (one["exhibit"], "text", 0, 8)

    verified = run("verify", place, "--json")
    assert verified.code == 0
    assert verified.told == {"state": "holds", "findings": [], "objects": 1, "entries": 3, "tables": 2}
    (place / "log" / "checkpoint").write_bytes(b"")
    failed = run("verify", "-R", place, "--json")
    assert (failed.code, failed.told["state"]) == (1, "fails")
    finding = failed.told["findings"][0]
    assert sorted(finding) == ["key", "state", "what", "where"]
    assert (finding["where"], finding["state"]) == ("log/checkpoint", "fails")


@pytest.mark.usefixtures("in_process")
def test_printed_lines_of_every_verb(run: Run, register: Register, statement: Path) -> None:
    """Without --json: an exhibit a line, a hit a line, one verdict; counts and notes go to stderr."""
    added = run("add", statement, statement, "-R", register.path)
    number = added.out.split()[0]
    assert [line.split()[0] for line in added.out.splitlines()] == [number, number]
    found = run("search", "معتقلات", "-R", register.path)
    assert found.out == f"{number}  text  9-19\n    صور قيصر [والمعتقلات]\n"
    assert found.err == "hits: 1\n"
    other = run("search", "«قيصر صور» معتقل", "-R", register.path, "--lang", "ar", "--count", "kind")
    assert "(صيغة أخرى من معتقل: والمعتقلات)" in other.out
    assert "متفرقة" in other.err
    assert "النوع: text 1" in other.err
    assert run("search", "معتقلات", "-R", register.path, "--as", "public").out == ""
    assert run("verify", register.path).out.startswith("holds: 1 objects")
    assert "سليم" in run("verify", register.path, "--lang", "ar").out


def test_the_register_is_found_where_it_is_clear(
    run: Run, register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The only register here, or the one of SIJILL_REGISTER, needs no option; none or two are asked about."""
    monkeypatch.chdir(tmp_path)
    assert run("verify").code == 0
    second = run("init", "second.register", "--no-passphrase")
    assert second.code == 0
    unclear = run("verify")
    assert (unclear.code, unclear.out) == (2, "")
    assert "r.register, second.register" in unclear.err
    monkeypatch.setenv("SIJILL_REGISTER", str(register.path))
    assert run("search", "كلمة").code == 0


def test_init_here(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`sijill init .` makes a register of an empty folder, and refuses one that holds something."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert run("init", ".", "--no-passphrase").code == 0
    assert verify(find_register(tmp_path / "here")).state is State.HOLDS
    monkeypatch.chdir(tmp_path)
    again = run("init", "here")
    assert (again.code, again.out) == (2, "")
    assert verify(find_register(tmp_path / "here")).state is State.HOLDS
    (tmp_path / "a file").touch()
    assert run("init", "a file").code == 2
    assert run("init", "a file/below").code == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a file", "here"]


def _bad_files(folder: Path) -> None:
    (folder / "empty.csv").touch()
    (folder / "binary.csv").write_bytes(bytes(range(256)))
    (folder / "cp1256.txt").write_bytes("محضر".encode("cp1256"))
    (folder / "half.docx").write_bytes(b"PK\x03\x04\x14\x00\x06\x00half")
    (folder / "no register").mkdir()
    (folder / "good.txt").write_text("نص", encoding="utf-8")


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize(
    ("argv", "word"),
    [
        (["add", "missing.txt"], "no such file"),
        (["add", "empty.csv"], "empty"),
        (["add", "no register"], "no file in it"),
        (["add", "binary.csv"], "not UTF-8"),
        (["add", "cp1256.txt"], "not UTF-8"),
        (["add", "half.docx"], "not a sound DOCX"),
        (["add", "good.txt", "--access", "sealed"], "at least 2 are needed"),
        (["add", "good.txt", "--source", "\udcff"], "not UTF-8"),
        (["search", "«»"], "no word"),
        (["search", "كلمة", "--only", "colour=red"], "kind=…"),
        (["search", "كلمة", "--only", "kind=book"], "docx"),
        (["search", "كلمة", "--only", "exhibit=2099-000001"], "2099-000001"),
        (["search", "-كلمة"], "search --"),
    ],
)
def test_bad_input_is_one_clear_line(
    run: Run, register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv: list[str], word: str
) -> None:
    """Missing, empty, binary, wrongly encoded, half-written: one line on stderr, exit 2, and the register holds."""
    _bad_files(tmp_path)
    monkeypatch.chdir(tmp_path)
    ended = run(*argv, "-R", register.path)
    assert ended.code == 2
    assert word in ended.err
    *notes, line = ended.err.splitlines()
    assert notes == [] or "sealed" in argv
    assert line.startswith("sijill: ")
    assert verify(register).findings == ()
    (register.path / "keys" / "log.key").chmod(0o600)
    assert run("add", "good.txt", "-R", register.path).code == 0


@pytest.mark.parametrize("verb", [["verify"], ["search", "كلمة", "-R"], ["add", "good.txt", "-R"]])
@pytest.mark.parametrize("place", ["no register", "good.txt", "nowhere"])
def test_a_folder_without_a_register_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: list[str], place: str
) -> None:
    """A folder, a file and nothing in the place of a register: one line, exit 2, nothing made there."""
    _bad_files(tmp_path)
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    ended = run(*verb, place)
    assert (ended.code, ended.out) == (2, "")
    assert "no register here" in ended.err
    assert len(ended.err.splitlines()) == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_a_damaged_register_ends_with_one(run: Run, register: Register, statement: Path) -> None:
    """Where the record itself is damaged every verb ends with 1, and writes nothing more."""
    (register.log / "checkpoint").write_bytes(b"x")
    for argv in (["add", statement], ["search", "كلمة"]):
        ended = run(*argv, "-R", register.path)
        assert ended.code == 1
        assert len(ended.err.splitlines()) == 1
    assert run("verify", register.path).code == 1
    (register.path / "register.json").write_text("{", encoding="utf-8")
    ended = run("verify", register.path)
    assert (ended.code, len(ended.err.splitlines())) == (1, 1)


def test_a_system_that_refuses_is_one_clear_line(
    run: Run, register: Register, statement: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full or read-only disk: one line with the system's reason, exit 2, nothing half-written."""

    def full(_descriptor: int) -> None:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        ended = run("add", statement, "-R", register.path)
    assert (ended.code, ended.out) == (2, "")
    assert "No space left" in ended.err
    assert str(register.path / "objects") in ended.err
    assert len(ended.err.splitlines()) == 1
    assert verify(register).findings == ()


@pytest.mark.usefixtures("in_process")
def test_odd_names_neither_break_json_nor_the_line(run: Run, register: Register, tmp_path: Path) -> None:
    """A name that is not UTF-8 comes back whole from JSON; overrides and line breaks are not printed."""
    odd = tmp_path / "\udcd3\u202e\n.txt"
    odd.write_text("نص", encoding="utf-8")
    (one,) = run("add", odd, "-R", register.path, "--json").told["added"]
    assert Path(one["path"]) == odd
    printed = run("add", odd, "-R", register.path)
    assert len(printed.out.splitlines()) == 1
    missing = run("add", tmp_path / "no\u202e\nthing", "-R", register.path)
    assert len(missing.err.splitlines()) == 1
    assert "\u202e" not in printed.out + missing.err


@pytest.mark.usefixtures("in_process")
def test_a_read_only_register_can_be_searched_and_verified(
    run: Run, register: Register, statement: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a disk that takes no writes the record is found and checked all the same; adding says why not."""
    assert run("add", statement, "-R", register.path).code == 0
    assert run("search", "قيصر", "-R", register.path).code == 0
    opening = Path.open

    def refuse(self: Path, mode: str = "r", *given: Any, **named: Any) -> Any:
        if set(mode) & set("wax+") and register.path in self.parents:
            raise OSError(30, os.strerror(30), str(self))
        return opening(self, mode, *given, **named)

    monkeypatch.setattr(Path, "open", refuse)
    refused = run("add", statement, "-R", register.path)
    assert (refused.code, refused.out) == (2, "")
    assert "Read-only file system" in refused.err
    assert run("search", "قيصر", "-R", register.path).err == "hits: 1\n"
    assert run("verify", register.path).code == 0


def test_wrong_use_ends_with_two(run: Run, register: Register) -> None:
    """An unknown verb, purpose or level is refused by what it is."""
    assert run("فعل").code == 2
    assert run("add", "x", "-R", register.path, "--access", "open").code == 2
    ended = run("add", "x", "-R", register.path, "--consent", "keep,everything")
    assert ended.code == 2
    assert "publish" in ended.err


@pytest.mark.sandbox
def test_a_real_disk_that_is_read_only(register: Register, statement: Path) -> None:
    """Mounted read-only for real (through bubblewrap): verify holds, search answers, add says one line."""
    import shutil

    from sijill.read import child

    program = shutil.which("bwrap")
    if program is None:
        pytest.skip("bubblewrap is missing: no program bwrap")
    if not child.sandbox():
        pytest.skip("bubblewrap is there but not permitted here: it cannot make its namespaces")
    environment = os.environ | {"SIJILL_LANG": "en", "PYTHONPATH": str(Path(cli.__file__).parents[2])}
    command = [program, "--bind", "/", "/", "--ro-bind", str(register.path), str(register.path)]
    answers = [
        subprocess.run(
            [*command, sys.executable, "-m", "sijill", *argv, "-R", str(register.path)],
            capture_output=True,
            text=True,
            check=False,
            env=environment,
        )
        for argv in (["verify"], ["add", str(statement)])
    ]
    assert [answer.returncode for answer in answers] == [0, 2]
    assert "Read-only file system" in answers[1].stderr
    assert len(answers[1].stderr.splitlines()) == 1
