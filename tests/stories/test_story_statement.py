"""A real press statement: taken in openly, found however it is spelled, and any touched byte noticed."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import sijill


def _run(*argv: object) -> tuple[int, Any]:
    environment = os.environ | {"PYTHONPATH": str(Path(sijill.__file__).parents[1]), "SIJILL_LANG": "en"}
    ended = subprocess.run(
        [sys.executable, "-m", "sijill", *map(str, argv), "--json"],
        capture_output=True,
        check=False,
        env=environment,
    )
    return ended.returncode, json.loads(ended.stdout)


def _flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place % len(content)] ^= 0x20
    path.chmod(0o600)
    path.write_bytes(content)


@pytest.mark.shared
def test_the_statement_is_kept_found_and_guarded(shared: Path, tmp_path: Path) -> None:
    """Added as public, found by phrase and by a word in any spelling, verified; one flipped byte is named."""
    file = next((shared / "data" / "statement").glob("*.txt"))
    place = tmp_path / "r.register"
    assert _run("init", place, "--no-passphrase")[0] == 0
    code, told = _run("add", file, "-R", place, "--access", "public")
    assert (code, told["unread"], told["consent"]) == (0, [], ["keep", "publish"])
    text = file.read_bytes().decode()

    code, found = _run("search", "«صور قيصر»", "-R", place, "--as", "public")
    hits = found["hits"]
    assert (code, found["loosened"]) == (0, False)
    assert hits
    for spelled in ("معتقلات", "مُعْتَقَلَاتٍ", "معتقلأت", "معـتقلات", "المعتقلات"):
        code, found = _run("search", spelled, "-R", place, "--as", "public")
        assert (code, bool(found["hits"])) == (0, True), spelled
        hits += found["hits"]
    assert all(text[hit["start"] : hit["end"]] == hit["text"] for hit in hits)
    assert {hit["exhibit"] for hit in hits} == {told["added"][0]["exhibit"]}

    assert _run("verify", place) == (
        0,
        {"state": "holds", "findings": [], "objects": 1, "entries": 3, "tables": 2},
    )
    for folder in ("objects", "log"):
        names = sorted(
            path.relative_to(place).as_posix() for path in (place / folder).rglob("*") if path.is_file()
        )
        for number, name in enumerate(names[-2:]):
            copy = tmp_path / f"{folder} {number}"
            shutil.copytree(place, copy)
            _flip(copy / name, 1000 + number)
            code, report = _run("verify", copy)
            assert (code, report["state"]) == (1, "fails")
            assert name in {finding["where"] for finding in report["findings"]}
