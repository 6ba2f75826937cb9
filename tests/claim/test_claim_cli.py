"""`sijill claim` on good and bad files."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from sijill.claim import read_text
from sijill.cli import sijill
from sijill.errors import InputError

TEXT = "\ufeffقالت اللجنة إن 34 مدنياً قُتلوا.\r\n"


def test_json_has_the_stable_keys(tmp_path: Path) -> None:
    """The list of objects keeps its keys, and its offsets count a byte order mark as one code point."""
    path = tmp_path / "text.txt"
    path.write_bytes(TEXT.encode())
    result = CliRunner().invoke(sijill, ["claim", str(path), "--json"])
    (row,) = json.loads(result.stdout)
    assert list(row)[:10] == [
        "start",
        "end",
        "text",
        "min",
        "max",
        "qualifier",
        "type",
        "unit",
        "subset_of",
        "stance",
    ]
    assert TEXT[row["start"] : row["end"]] == row["text"] == "34 مدنياً"
    assert row["attribution"] == {"text": "اللجنة", "start": 6, "end": 12}


@pytest.mark.parametrize(("language", "word"), [("ar", "قتلى"), ("en", "killed")])
def test_table_speaks_both_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, word: str
) -> None:
    """Without --json each claim stands with its words, its reading and its speaker."""
    monkeypatch.setenv("SIJILL_LANG", language)
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    output = CliRunner().invoke(sijill, ["claim", str(path)]).stdout
    assert "«34 مدنياً»" in output
    assert word in output
    assert "اللجنة" in output


@pytest.mark.parametrize(
    ("language", "where", "when"),
    [
        ("ar", "المكان كما قُرئ: «حمص»", "2013"),
        ("en", "where, as read: «حمص»", "when, as read: «عام 2013» = 2013"),
    ],
)
def test_what_a_comparison_goes_by_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, where: str, when: str
) -> None:
    """Place and period stand beside the claim as they were read, and nothing stands there where none was."""
    monkeypatch.setenv("SIJILL_LANG", language)
    path = tmp_path / "text.txt"
    path.write_text("قالت اللجنة إن 34 مدنياً قُتلوا في حمص عام 2013.", encoding="utf-8")
    output = CliRunner().invoke(sijill, ["claim", str(path)]).stdout
    assert where in output
    assert when in output
    path.write_text(TEXT, encoding="utf-8")
    output = CliRunner().invoke(sijill, ["claim", str(path)]).stdout
    assert "as read" not in output
    assert "كما قُرئ" not in output


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (None, "missing_file"),
        (b"", "empty_file"),
        (b"\xef\xbb\xbf \r\n", "empty_file"),
        ("قتل 34".encode("cp1256"), "not_utf8"),
        ("قتل 34".encode("utf-16"), "not_utf8"),
        (b"PK\x03\x04\x00", "not_text"),
        ("قتل 34".encode()[:-4], "not_utf8"),
    ],
)
def test_bad_files_are_named(tmp_path: Path, content: bytes | None, key: str) -> None:
    """A missing, empty, wrongly encoded, binary or cut file gives one error that says which."""
    path = tmp_path / "text.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError) as raised:
        read_text(path)
    assert raised.value.key == key
    assert raised.value.exit_code == 2


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A folder is refused by name."""
    with pytest.raises(InputError) as raised:
        read_text(tmp_path)
    assert raised.value.key == "not_a_file"
