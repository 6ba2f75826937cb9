"""`sijill add` of archives and of what collectors write: what it says, in both languages, and how it ends."""

from pathlib import Path

import pytest

from collecting import METADATA, Stored, csv_of, wacz, write
from packing import raw_zip, zipped
from sijill.store.layout import Register
from sijill.words import LANGUAGES

from .running import Run

pytestmark = pytest.mark.usefixtures("in_process")


def test_members_are_told_with_the_archive_that_they_came_out_of(
    register: Register, tmp_path: Path, run: Run
) -> None:
    """A line a member that names the archive; receipts for members too; in JSON the same."""
    path = tmp_path / "a.zip"
    path.write_bytes(zipped([("ب/شهادة.txt", b"x"), ("b.txt", b"y")]))
    ended = run("add", "--unpack", path, "-R", register.path, "--receipts", tmp_path / "receipts")
    assert ended.code == 0
    year = ended.out[:4]
    assert ended.out.splitlines() == [
        f"{year}-000001  a.zip",
        f"{year}-000002  شهادة.txt  (out of {year}-000001)",
        f"{year}-000003  b.txt  (out of {year}-000001)",
    ]
    assert len(list((tmp_path / "receipts").glob("*.tlog-proof"))) == 3
    told = run("add", "--unpack", path, "-R", register.path, "--json").told
    assert [each["out_of"] for each in told["added"]] == [None, f"{year}-000001", f"{year}-000001"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_does_not_come_out_is_named(
    register: Register, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """An encrypted member and a foreign archive are told by name, and the run ends with 1; in both languages."""
    monkeypatch.setenv("SIJILL_LANG", language)
    (tmp_path / "a.zip").write_bytes(raw_zip([{"name": b"secret", "data": b"x" * 20, "flags": 1}]))
    (tmp_path / "b.7z").write_bytes(b"7z\xbc\xaf\x27\x1c" + bytes(100))
    ended = run("add", "--unpack", tmp_path / "a.zip", tmp_path / "b.7z", "-R", register.path)
    assert ended.code == 1
    assert "a.zip ‹secret›" in ended.err
    assert "b.7z" in ended.err
    assert len(ended.out.splitlines()) == 2


def test_a_document_in_a_folder_stays_whole_and_is_no_fault(
    register: Register, tmp_path: Path, run: Run
) -> None:
    """A document beside an archive is no fault; that it stays whole is told only where it was named."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.odt").write_bytes(zipped([("mimetype", b"application/vnd.oasis.opendocument.text")]))
    (folder / "b.zip").write_bytes(zipped([("x.txt", b"x")]))
    ended = run("add", "--unpack", folder, "-R", register.path)
    assert ended.code == 0, ended.err
    assert "a.odt" not in ended.err
    ended = run("add", "--unpack", folder / "a.odt", "-R", register.path)
    assert ended.code == 0
    assert "a.odt: kept, but not unpacked whole: a document" in ended.err


def test_an_archive_on_standard_input_is_unpacked(
    register: Register, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An archive that came through a pipe has members like any other."""
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(zipped([("x.txt", b"x")]))))
    ended = run("add", "--unpack", "-", "--name", "a.zip", "-R", register.path)
    assert [line[13:].split("  ")[0] for line in ended.out.splitlines()] == ["a.zip", "x.txt"]


def test_hashes_that_do_not_agree_are_named_and_the_run_ends_with_1(
    register: Register, tmp_path: Path, run: Run
) -> None:
    """A wrong hash is told by its path and refuses nothing; a sound collection ends with 0."""
    (tmp_path / "ok.wacz").write_bytes(wacz())
    (tmp_path / "bad.wacz").write_bytes(wacz(lie={"archive/data.warc.gz": f"sha256:{'0' * 64}"}))
    sound = run("add", tmp_path / "ok.wacz", "-R", register.path)
    assert "(WACZ 1.1.1): agree 4, do not agree 0, could not be checked 0" in sound.err
    assert sound.code == 0
    wrong = run("add", tmp_path / "bad.wacz", "-R", register.path)
    assert "agree 3, do not agree 1" in wrong.err
    assert "does NOT agree: archive/data.warc.gz" in wrong.err
    assert wrong.code == 1


def test_a_collectors_words_are_used_when_asked_for_and_told(
    register: Register, tmp_path: Path, run: Run
) -> None:
    """Without --from a hint, with it what was recognised, what is missing, and the sum of all files."""
    media = [Stored(key=f"archived/{name}.txt", content=name.encode()) for name in "ab"]
    folder = write(tmp_path / "out", media)
    (folder / "db.csv").write_bytes(
        csv_of([(METADATA, [*media, Stored(key="archived/gone.mp4", content=b"")])])
    )
    assert "say --from auto-archiver" in run("add", folder, "-R", register.path).err
    ended = run("add", folder, "--from", "auto-archiver", "-R", register.path)
    assert ended.code == 0
    assert "Recognised as auto-archiver's: db.csv: 1 items." in ended.err
    assert "1 media that they name were not handed in: archived/gone.mp4" in ended.err
    assert "all agree 2, some do not agree 0, some could not be checked 0" in ended.err
