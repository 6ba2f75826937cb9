"""`sijill add`: what it takes, what it says, and how it ends."""

import hashlib
import io
import sys
from pathlib import Path
from typing import Any

import pyrage
import pytest

from sijill.cli.progress import STUCK_SECONDS, Course
from sijill.model.log import Act
from sijill.record import reading
from sijill.record.intake import Found
from sijill.record.reading import list_names
from sijill.store import catalogue, tables
from sijill.store.layout import Register

from .running import Run

pytestmark = pytest.mark.usefixtures("in_process")


def _accessions(register: Register) -> list[dict[str, Any]]:
    with catalogue.opened(register) as connection:
        return [dict(entry.about) for entry in catalogue.entries(connection, Act.ACCESSION)]


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "ب").mkdir(parents=True)
    (folder / "a.txt").write_text("أول", encoding="utf-8")
    (folder / "ب" / "c.txt").write_text("ثان", encoding="utf-8")
    return folder


def _typed(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_standard_input_goes_in_under_a_name(
    run: Run, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With --name it is an exhibit like any other, and nothing of it is left beside the objects."""
    before = {path.name for path in register.path.iterdir()}
    _typed(monkeypatch, "شهادة".encode())
    ended = run("add", "-", "--name", "رسالة.txt", "-R", register.path)
    assert ended.code == 0
    (about,) = _accessions(register)
    assert (about["name"], about["size"]) == ("رسالة.txt", len("شهادة".encode()))
    assert {path.name for path in register.path.iterdir()} - before <= {"catalogue.sqlite"}
    _typed(monkeypatch, b"")
    assert "empty" in run("add", "-", "--name", "x", "-R", register.path).err
    assert "--name" in run("add", "-", "-R", register.path).err
    assert len(_accessions(register)) == 1


def test_custody_before_intake_is_kept_as_written(run: Run, register: Register, tmp_path: Path) -> None:
    """Options for every file, a file for single ones, and a hash of others that is compared."""
    folder = _folder(tmp_path)
    digest = hashlib.sha256("أول".encode()).hexdigest()
    custody = tmp_path / "custody.csv"
    custody.write_text(f"path,sha256,made_by\na.txt,{digest},س\n", encoding="utf-8")
    ended = run(
        "add", folder, "-R", register.path, "--custody", custody, "--captured", "ربيع 2016",
        "--chain", "أ", "--chain", "ب", "--exculpatory", "--witness", "شاهد 7",
    )  # fmt: skip
    assert ended.code == 0
    first, second = _accessions(register)
    common = {"captured": "ربيع 2016", "chain": ["أ", "ب"], "exculpatory": True, "witness": "شاهد 7"}
    assert second["before"] == common
    assert first["before"] == common | {"made_by": "س", "sha256": digest, "sha256_agrees": True}


def test_a_hash_that_differs_is_told_and_kept(run: Run, register: Register, tmp_path: Path) -> None:
    """The bytes go in all the same, the deposit says that they differ, and the exit code is 1."""
    path = _folder(tmp_path) / "a.txt"
    ended = run("add", path, "-R", register.path, "--sha256", "ab" * 32)
    assert ended.code == 1
    assert "SHA-256" in ended.err
    assert _accessions(register)[0]["before"]["sha256_agrees"] is False


def test_an_account_of_nothing_handed_in_is_refused(run: Run, register: Register, tmp_path: Path) -> None:
    """A path in the custody file that no file has stops the intake: it may be the one that matters."""
    custody = tmp_path / "custody.json"
    custody.write_text('{"no.txt": {"made_by": "س"}}', encoding="utf-8")
    ended = run("add", _folder(tmp_path), "-R", register.path, "--custody", custody)
    assert ended.code == 2
    assert "no.txt" in ended.err
    assert _accessions(register) == []


def test_what_is_left_out_is_told_and_counts(
    run: Run, register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link is told and no fault; a file that cannot be read is told, and the exit code is 1."""
    folder = _folder(tmp_path)
    (folder / "link").symlink_to("a.txt")
    ended = run("add", folder, "-R", register.path)
    assert ended.code == 0
    assert "link: left out" in ended.err
    (folder / "new.txt").write_text("ثالث", encoding="utf-8")
    monkeypatch.setattr("os.access", lambda path, _mode: Path(path).name != "a.txt")
    ended = run("add", folder, "-R", register.path, "--json")
    assert ended.code == 1
    assert [(Path(each["path"]).name, each["wrong"]) for each in ended.told["left_out"]] == [
        ("a.txt", True),
        ("link", False),
    ]
    assert len(ended.told["added"]) == 2


def test_the_file_that_hangs_is_named() -> None:
    """After some seconds without progress the line names the file that is being copied, safe to show."""
    course = Course(2, "en")
    found = Found(path=Path("x"), below="a\u202eb.bin".encode(), size=1_000_000)
    course.begin(found)
    started = course._start
    assert "no progress" not in course.line(started + STUCK_SECONDS - 1)
    told = course.line(started + STUCK_SECONDS + 2)
    assert "0 of 2 files" in told
    assert "no progress" in told
    assert "a\ufffdb.bin" in told
    course.end(found)
    assert "no progress" not in course.line(started + 60)


def test_standard_input_to_be_sealed_is_on_no_disk(
    run: Run, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waits in memory; where a system has no such file, nothing is taken in."""
    keys = [pyrage.x25519.Identity.generate().to_public() for _ in range(2)]
    assert run("seal", "recipients", "add", *keys, "-R", register.path).code == 0
    monkeypatch.setattr("tempfile.TemporaryFile", None)
    _typed(monkeypatch, "شهادة".encode())
    said = ["add", "-", "--name", "رسالة.txt", "--access", "sealed", "--made-by", "سلمى", "-R", register.path]
    ended = run(*said)
    assert ended.code == 0, ended.err
    (about,) = _accessions(register)
    assert (about["name"], "before" in about, "sealed" in about) == ("", False, True)
    monkeypatch.delattr("os.memfd_create")
    _typed(monkeypatch, b"x")
    assert run(*said).code == 2


def test_the_same_bytes_under_another_name_are_one_list(run: Run, register: Register, tmp_path: Path) -> None:
    """The newest name holds, and it is said; a deposit that names no list, or the same one, renames nothing."""
    listing = tmp_path / "list.csv"
    listing.write_text("id,name\n1,هالة زياد منير الخياط\n", encoding="utf-8")
    add = ("add", listing, "--consent", "keep,totals", "-R", register.path)
    assert "one list" not in run(*add, "--list", "A").err
    renamed = run(*add, "--list", "B")
    assert "the list A" in renamed.err
    assert "one list, not two" in renamed.err
    assert "one list" not in run(*add).err
    assert "one list" not in run(*add, "--list", "B").err
    (tmp_path / "copy.csv").write_bytes(listing.read_bytes())
    assert "the list B" in run(*add, tmp_path / "copy.csv", "--list", "C").err
    assert list(list_names(register).values()) == ["C"]


def test_a_list_is_read_once(
    run: Run, register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is told of its rows and titles comes from that reading; handed in again, the same is told."""
    path = tmp_path / "list.csv"
    path.write_text("name,age\nسالم الغيم وزوجته,5\n=1+1,3\nTotal,2\n", encoding="utf-8")
    other = tmp_path / "other.csv"
    other.write_text("who,age\nهاني,5\n", encoding="utf-8")
    loads, asked = list[bytes](), list[str]()
    load, read = reading._load, tables.read

    def loading(content: bytes) -> Any:  # Any: a reading
        loads.append(content)
        return load(content)

    def noting(
        register: Register, name: str, **some: Any
    ) -> Any:  # Any: what a table is asked for, and a table
        asked.append(name)
        return read(register, name, **some)

    monkeypatch.setattr(reading, "_load", loading)
    monkeypatch.setattr(tables, "read", noting)
    first = run("add", path, other, "-R", register.path, "--list", "x", "--json")
    assert {each["warning"] for each in first.told["rows"]} == {"several", "no_record_sum"}
    assert "who" in first.err
    assert not loads
    assert "rows" not in asked
    again = run("add", path, other, "-R", register.path, "--list", "x", "--json")
    assert loads
    assert [again.told[name] for name in ("rows", "warnings")] == [
        first.told[name] for name in ("rows", "warnings")
    ]
    assert again.err == first.err
