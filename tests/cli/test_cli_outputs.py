"""What `--out` may name, and how the command line refuses: one line, in the language asked for."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pytest

from sijill.cli import main
from sijill.cli.outputs import check_output
from sijill.errors import InputError

ROWS = "id,name\n1,Salim Kamel al-Haddad\n2,Marwan Fuad al-Khayyat\n"


class Ended(NamedTuple):
    """How a run ended."""

    code: object
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run `sijill` in this process, in an empty folder."""
    monkeypatch.setenv("SIJILL_LANG", "en")
    monkeypatch.delenv("SIJILL_REGISTER", raising=False)
    monkeypatch.chdir(tmp_path)

    def _run(*words: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["sijill", *map(str, words)])
        code: object = 0
        try:
            main()
        except SystemExit as leave:
            code = leave.code
        return Ended(code, *capsys.readouterr())

    return _run


@pytest.mark.parametrize("out", ["list.csv", "./list.csv", "folder", "gone/out.csv", "same.csv"])
def test_link_writes_over_no_input_and_no_folder(run: Run, tmp_path: Path, out: str) -> None:
    """A wrong --out ends with exit 2 and one line, and every file is as it was."""
    (tmp_path / "list.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "same.csv").hardlink_to(tmp_path / "list.csv")
    (tmp_path / "folder").mkdir()
    ended = run("link", "list.csv", "--out", out)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert (tmp_path / "list.csv").read_text(encoding="utf-8") == ROWS
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "list.csv", "same.csv"]


def test_a_pipe_or_device_is_never_replaced(tmp_path: Path) -> None:
    """What is there and is no regular file is refused: renaming over it would take its place."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "to-pipe").symlink_to(tmp_path / "pipe")
    for name in ("pipe", "to-pipe"):
        with pytest.raises(InputError) as caught:
            check_output(tmp_path / name, [])
        assert caught.value.key == "output_not_a_file"


@pytest.mark.parametrize(
    "words",
    [
        ("bogus",),
        ("--bogus",),
        ("link", "--bogus"),
        ("screen",),
        ("count", "--seed", "x"),
        ("link", "--lang", "fr"),
    ],
)
def test_a_wrong_request_is_one_line(run: Run, words: tuple[str, ...]) -> None:
    """Whatever is asked wrongly gives one line and exit 2, no usage text."""
    ended = run(*words)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert ended.err.startswith("sijill: ")


def test_errors_speak_the_language_of_lang(run: Run) -> None:
    """--lang ar holds for errors too, before and after the file that is wrong."""
    for words in (("count", "--lang", "ar", "gone.csv"), ("count", "gone.csv", "--lang=ar")):
        assert "لا يوجد ملف" in run(*words).err


def test_without_a_register_the_line_says_how_to_make_one(run: Run) -> None:
    """In a folder without a register the answer names `sijill init`."""
    assert "sijill init" in run("claim").err


def test_a_mistaken_list_does_not_stop_linkage(run: Run, tmp_path: Path) -> None:
    """A text handed in as a list by mistake is named and left out; the lists are linked all the same."""
    (tmp_path / "list.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "note.txt").write_text("A note without any table.\n", encoding="utf-8")
    run("init", "a.register", "--no-passphrase")
    run("add", "note.txt", "--list", "By mistake")
    assert run("link").code == 2
    run("add", "list.csv", "--list", "Committee")
    ended = run("link", "--json")
    assert ended.code == 0
    assert "By mistake" in ended.err
    assert json.loads(ended.out)["records"] == 2


def test_without_a_cache_folder_the_line_says_what_to_set(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Numba's refusal, where no folder can be written, becomes one line that names the variable."""

    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("cannot cache function '_fill': no locator available for file 'block.py'")

    monkeypatch.setattr("sijill.link.read_files", refuse)
    monkeypatch.delenv("SIJILL_TRACE", raising=False)
    (tmp_path / "list.csv").write_text(ROWS, encoding="utf-8")
    ended = run("link", "list.csv", "--out", "out.csv")
    assert ended.code == 2
    assert "NUMBA_CACHE_DIR" in ended.err


def test_where_memory_does_not_suffice_the_line_says_so(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python's refusal and Arrow's become one line in the language asked for."""
    (tmp_path / "list.csv").write_text(ROWS, encoding="utf-8")
    for error, language, said in (
        (MemoryError(), "en", "memory"),
        (pa.ArrowMemoryError("realloc"), "ar", "الذاكرة"),
    ):

        def refuse(*_: object, error: MemoryError = error, **__: object) -> None:
            raise error

        monkeypatch.setattr("sijill.link.read_files", refuse)
        ended = run("link", "list.csv", "--out", "out.csv", "--lang", language)
        assert ended.code == 2
        assert said in ended.err
        assert "SIJILL_TRACE" not in ended.err
