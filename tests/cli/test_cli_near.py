"""`sijill near`: on plain files and in a register, in words and as JSON."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from sijill import cli
from sijill.store.layout import Register


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder of a picture, its mirrored copy, a text and its copy, and a note."""
    folder = tmp_path / "files"
    folder.mkdir()
    levels = np.random.default_rng(1).integers(0, 256, (12, 16, 3), np.uint8)
    image = Image.fromarray(levels).resize((480, 360), Image.Resampling.BICUBIC)
    image.save(folder / "a.png")
    image.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(folder / "b.jpg")
    text = " ".join(f"كلمة رقم {number} في نص طويل" for number in range(40))
    (folder / "c.txt").write_text(text, encoding="utf-8")
    (folder / "d.txt").write_text("نسخة: " + text, encoding="utf-8")
    (folder / "e.txt").write_text("قصير", encoding="utf-8")
    return folder


def _run(monkeypatch: pytest.MonkeyPatch, *words: object, code: int = 0) -> None:
    monkeypatch.setattr(sys, "argv", ["sijill", "near", *map(str, words)])
    monkeypatch.setenv("SIJILL_LANG", "en")
    monkeypatch.delenv("SIJILL_REGISTER", raising=False)
    if code:
        with pytest.raises(SystemExit) as ended:
            cli.main()
        assert ended.value.code == code
    else:
        cli.main()


def test_plain_files_without_a_register(
    files: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Two groups, one of pictures and one of texts; the note is told as not compared."""
    _run(monkeypatch, files, "--json")
    told: dict[str, Any] = json.loads(capfd.readouterr().out)
    assert [[Path(name).name for name in group["members"]] for group in told["groups"]] == [
        ["a.png", "b.jpg"],
        ["c.txt", "d.txt"],
    ]
    (picture,), (text,) = (group["pairs"] for group in told["groups"])
    assert (picture["alike_in"], picture["orientation"]) == ("picture", "mirrored left-right")
    assert picture["bits_apart"] <= 31
    assert text["alike_in"] == "text"
    assert 0.9 < text["jaccard"] < 1
    assert told["not_compared"] == [{"name": str(files / "e.txt"), "reason": "short_text"}]
    assert told["compared"] == 4


@pytest.mark.parametrize(("language", "word"), [("en", "alike"), ("ar", "متشابه")])
def test_words_say_alike_and_never_the_same(
    files: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], language: str, word: str
) -> None:
    """Each group and pair is called alike, in either language."""
    _run(monkeypatch, files, "--lang", language)
    lines = capfd.readouterr().out.splitlines()
    assert len(lines) == 4
    assert all(word in line for line in lines)
    assert not any(strong in line for line in lines for strong in (" same", "identical", "مطابق", "نفس"))


def test_in_a_register(
    filled: Register, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A register is told by its folder or by --register; where nothing is alike that is said."""
    for words in (
        [filled.path],
        ["-R", filled.path],
        [filled.path, "2026-000001"],
        ["2026-000001", "-R", filled.path],
    ):
        _run(monkeypatch, *words)
        ended = capfd.readouterr()
        assert ended.out == "Nothing here is alike that could be compared.\n"
        assert "not compared" in ended.err


def test_a_register_below_a_folder_is_left_alone(
    filled: Register, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Of plain files below a folder those of a register are no part: its objects and tables are not files of the user's."""
    beside = filled.path.parent / "beside.txt"
    beside.write_text("قصير", encoding="utf-8")
    _run(monkeypatch, filled.path.parent, "--json")
    told = json.loads(capfd.readouterr().out)
    assert str(beside) in {each["name"] for each in told["not_compared"]}
    assert not any(str(filled.path) in each["name"] for each in told["not_compared"])


def test_wrong_use_is_one_line(
    filled: Register, files: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A file that is not there, an exhibit that is not, and files beside a register end with 2 and one line."""
    for words in (
        [files, files / "gone"],
        [filled.path, "2026-000999"],
        [filled.path, "2026-000001", "2026-000002"],
    ):
        _run(monkeypatch, *words, code=2)
        assert capfd.readouterr().err.splitlines()[-1].startswith("sijill: ")


def test_help_stands_in_both_languages() -> None:
    """`sijill near --help` tells what it does in Arabic too."""
    done = subprocess.run(
        [sys.executable, "-m", "sijill", "near", "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={"SIJILL_LANG": "ar"},
    )
    assert "المتشابهة" in done.stdout or "تتشابه" in done.stdout
