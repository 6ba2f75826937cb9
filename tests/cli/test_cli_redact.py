"""`sijill redact` and `sijill warnings`: what is asked for, what is said, and what never is."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from .running import Run

Make = Callable[..., bytes]
WRITTEN = "BT /F 14 Tf 20 120 Td (Seen by Salma Rasi) Tj ET "
COVERED = WRITTEN + "0 g 15 112 200 25 re f"

pytestmark = pytest.mark.usefixtures("no_flush")


@pytest.fixture
def place(run: Run, tmp_path: Path) -> Path:
    """A register to add to."""
    path = tmp_path / "r.register"
    assert run("init", path, "--no-passphrase").code == 0
    return path


def test_warnings_are_shown_after_add_and_later(
    run: Run, place: Path, tmp_path: Path, make_pdf: Make
) -> None:
    """Beside the results after `add`, as results of `warnings`, in both languages, with the step to take."""
    path = tmp_path / "a.pdf"
    path.write_bytes(make_pdf(COVERED))
    turned = Path(os.fsdecode(os.fsencode(tmp_path) + "/photo_\u202egpj.txt".encode()))
    turned.write_text("x", encoding="utf-8")
    added = run("add", path, turned, "-R", place)
    assert added.code == 0
    assert "Protect witnesses" in added.err
    assert "(15 letters)" in added.err
    assert "Salma" not in added.out + added.err
    again = run("add", path, "-R", place, "--json")
    assert [(each["key"], each["detail"]) for each in again.told["warnings"]] == [("hidden_text", "15")]
    number = again.told["added"][0]["exhibit"]
    arabic = run("warnings", number, "-R", place, "--lang", "ar")
    assert "احمِ الشهود" in arabic.out
    keys = {each["key"] for each in run("warnings", "-R", place, "--json").told}
    assert keys == {"hidden_text", "deceiving_name"}
    assert run("warnings", "2026-000099", "-R", place).code == 2
    assert "\u202e" not in run("warnings", "-R", place).out


def test_warnings_are_made_again(run: Run, place: Path, tmp_path: Path, make_pdf: Make) -> None:
    """After `rebuild` they are the same; where nothing was noticed that is said, and what it is worth."""
    path = tmp_path / "a.pdf"
    path.write_bytes(make_pdf(COVERED))
    run("add", path, "-R", place)
    before = run("warnings", "-R", place, "--json").told
    assert before
    assert run("rebuild", place).code == 0
    assert run("warnings", "-R", place, "--json").told == before
    (tmp_path / "b.txt").write_text("x", encoding="utf-8")
    number = run("add", tmp_path / "b.txt", "-R", place, "--json").told["added"][0]["exhibit"]
    assert "no promise" in run("warnings", number, "-R", place).out


def test_words_from_a_file_are_burned_and_never_repeated(
    run: Run, place: Path, tmp_path: Path, make_pdf: Make
) -> None:
    """Occurrences are told by the word's number; output and register hold no word of the list."""
    path, words = tmp_path / "a.pdf", tmp_path / "words"
    path.write_bytes(make_pdf(WRITTEN, "0 0 9 9 re f"))
    words.write_text("\ufeffsalma\n\nnobody\n", encoding="utf-8")
    number = run("add", path, "-R", place, "--json").told["added"][0]["exhibit"]
    done = run(
        "redact", number, "-R", place, "--words", words, "--reason", "protection", "--out-access", "public"
    )
    assert done.code == 0
    assert "word 1: burned 1 times" in done.out
    assert "word 2: NOT FOUND" in done.out
    assert "COULD NOT BE SEARCHED: pages 2" in done.err
    assert "is no consent" in done.err
    assert "salma" not in (done.out + done.err).lower()
    told = run("redact", number, "-R", place, "--box", "page=2,0,0,20.5,20", "--reason", "x", "--json").told
    assert told["derived_from"] == number
    assert run("verify", place).code == 0


@pytest.mark.parametrize(
    "box", ["1,2,3", "page=0,1,1,1,1", "1,1,0,5", "a,1,1,1", "1,1,1e9,1", "nan,1,1,1", "-1,0,9,9"]
)
def test_a_box_in_other_words_is_refused(run: Run, place: Path, box: str) -> None:
    """Numbers, all of them, and an area."""
    done = run("redact", "2026-000001", "-R", place, f"--box={box}", "--reason", "x")
    assert done.code == 2
    assert "page=3,x,y" in done.err


def test_a_reason_is_asked_for(run: Run, place: Path, tmp_path: Path, make_pdf: Make) -> None:
    """Without one, and with a list of words that cannot be read, nothing is done; with both the copy is made."""
    path, words = tmp_path / "a.pdf", tmp_path / "words"
    path.write_bytes(make_pdf(WRITTEN))
    number = run("add", path, "-R", place, "--json").told["added"][0]["exhibit"]
    asked = ["redact", number, "-R", place, "--words", words, "--reason"]
    assert (run(*asked, "x").code, words.exists()) == (2, False)
    words.write_bytes(b"\xff\xfe")
    assert run(*asked, "x").code == 2
    words.write_text("salma", encoding="utf-8")
    assert run(*asked[:-1]).code == 2
    assert run(*asked, " ").code == 2
    assert run(*asked, "x").code == 0
