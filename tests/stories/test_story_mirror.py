"""Damage on one disk, a mirror on another: found, the next safe step printed, and repaired by following it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sijill.cli import sijill


def _run(*words: object) -> tuple[int, Any]:
    done = CliRunner().invoke(sijill, [*map(str, words), "--json"], env={"SIJILL_LANG": "en"})
    return done.exit_code, json.loads(done.stdout) if done.stdout else done.exception


def _objects(place: Path) -> list[Path]:
    return sorted(path for path in (place / "objects").rglob("*") if path.is_file())


def _flip_bit(place: Path, _earlier: Path) -> None:
    path = _objects(place)[0]
    path.chmod(0o600)
    content = path.read_bytes()
    path.write_bytes(bytes([content[0] ^ 1]) + content[1:])


def _delete_tile(place: Path, _earlier: Path) -> None:
    next(path for path in (place / "log" / "tile" / "0").rglob("*") if path.is_file()).unlink()


def _truncate_log(place: Path, earlier: Path) -> None:
    shutil.rmtree(place / "log")
    shutil.copytree(earlier / "log", place / "log")


def _replace_checkpoint(place: Path, earlier: Path) -> None:
    shutil.copy(earlier / "log" / "checkpoint", place / "log" / "checkpoint")


def _swap_objects(place: Path, _earlier: Path) -> None:
    first, second = _objects(place)[:2]
    one, other = first.read_bytes(), second.read_bytes()
    for path, content in ((first, other), (second, one)):
        path.chmod(0o600)
        path.write_bytes(content)


def _delete_catalogue(place: Path, _earlier: Path) -> None:
    for path in place.glob("catalogue.sqlite*"):
        path.unlink()


@pytest.mark.usefixtures("no_flush", "in_process")
@pytest.mark.parametrize(
    ("harm", "step"),
    [
        (_flip_bit, "sijill repair"),
        (_delete_tile, "sijill repair"),
        (_truncate_log, "sijill repair"),
        (_replace_checkpoint, "sijill repair"),
        (_swap_objects, "sijill repair"),
        (_delete_catalogue, "sijill rebuild"),
    ],
    ids=lambda value: getattr(value, "__name__", "").strip("_") or None,
)
def test_every_class_of_damage_is_found_and_mended(
    harm: Callable[[Path, Path], None], step: str, tmp_path: Path
) -> None:
    """Verify fails and names the step; after the step everything holds, and the register is written to again."""
    place, earlier, copy = (tmp_path / name for name in ("r.register", "earlier", "mirror"))
    for name in ("one", "two", "three"):
        (tmp_path / f"{name}.txt").write_text(name, encoding="utf-8")
    assert _run("init", place, "--no-passphrase")[0] == 0
    assert _run("add", tmp_path / "one.txt", tmp_path / "two.txt", "-R", place)[0] == 0
    shutil.copytree(place, earlier)
    assert _run("add", tmp_path / "three.txt", "-R", place)[0] == 0
    assert _run("mirror", copy, "-R", place)[0] == 0
    assert _run("mirror", copy, "--check", "-R", place)[0] == 0
    assert _run("verify", place)[0] == 0

    harm(place, earlier)
    code, told = _run("verify", place)
    assert code == 1
    bad = [finding for finding in told["findings"] if finding["state"] == told["state"]]
    assert bad
    assert all(step in finding["what"] for finding in bad), bad

    if step == "sijill rebuild":
        assert _run("rebuild", place)[0] == 0
    else:
        code, told = _run("repair", place, "--from", copy)
        assert (code, told["state"], told["not_restored"]) == (0, "holds", [])
        assert len(told["logged"]) == 1
    code, told = _run("verify", place)
    assert (code, told["state"]) == (0, "holds"), told
    (tmp_path / "four.txt").write_text("four", encoding="utf-8")
    assert _run("add", tmp_path / "four.txt", "-R", place)[0] == 0
    assert _run("mirror", "--from", place, copy)[0] == 0
    assert _run("mirror", copy, "--check", "-R", place)[0] == 0
