"""A folder is replaced whole; a killed process leaves the old one or the new."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sijill.tell import swap


def _fill(folder: Path, word: str) -> Path:
    folder.mkdir(exist_ok=True)
    for number in range(5):
        (folder / f"{number}.html").write_text(word, encoding="utf-8")
    return folder


def _words(folder: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())]


@pytest.mark.parametrize("exchange", [True, False])
def test_nothing_old_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exchange: bool) -> None:
    """After a swap the target holds the new files only, and nothing lies beside it."""
    if not exchange:
        monkeypatch.setattr(swap, "_exchanged", lambda _one, _other: False)
    target = _fill(tmp_path / "site", "old")
    (target / "withdrawn.html").write_text("old", encoding="utf-8")
    swap.put_in_place(_fill(swap.staging_beside(target), "new"), target)
    assert _words(target) == ["new"] * 5
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_kill_between_two_renames_is_mended(tmp_path: Path) -> None:
    """Where names cannot be exchanged, the next run puts the old folder back before anything else."""
    _fill(tmp_path / ".site.ab12.old", "old")
    _fill(tmp_path / ".site.ab12.new", "new")
    staging = swap.staging_beside(tmp_path / "site")
    assert _words(tmp_path / "site") == ["old"] * 5
    assert {path.name for path in tmp_path.iterdir()} == {"site", staging.name}


@pytest.mark.kill
@pytest.mark.skipif(os.name != "posix", reason="kills by signal")
def test_killed_at_any_point_the_folder_is_whole(tmp_path: Path) -> None:
    """Ten processes that swap without end are killed; each time the folder is whole."""
    target = _fill(tmp_path / "site", "old")
    program = (
        "import sys; from pathlib import Path; from sijill.tell.swap import *\n"
        "target = Path(sys.argv[1])\n"
        "print('ready', flush=True)\n"
        "while True:\n"
        "    staging = staging_beside(target)\n"
        "    for number in range(5): (staging / f'{number}.html').write_text('new')\n"
        "    put_in_place(staging, target)\n"
    )
    for delay in range(10):
        with subprocess.Popen(
            [sys.executable, "-c", program, str(target)], stdout=subprocess.PIPE
        ) as running:
            assert running.stdout is not None
            running.stdout.readline()
            with pytest.raises(subprocess.TimeoutExpired):
                running.wait(timeout=0.002 * delay + 0.001)
            running.send_signal(signal.SIGKILL)
        assert _words(target) in (["old"] * 5, ["new"] * 5)
