"""Faults of disk and clock while files are taken in: one clear error, and nothing lost."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sijill.model.evidence import Access
from sijill.model.trust import State
from sijill.record import add_files, verify
from sijill.record.add import terms
from sijill.store import catalogue, log
from sijill.store.layout import Register
from sijill.store.opening import create_register, open_register

TEAM = terms(Access.TEAM)


def _files(folder: Path, count: int, size: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:03d}").write_bytes(number.to_bytes(4, "big") * (size // 4))
    return folder


def _add(source: Path, register: Register, *under: str) -> subprocess.CompletedProcess[str]:
    line = [*under, sys.executable, "-m", "sijill", "add", str(source), "-R", str(register.path), "--json"]
    return subprocess.run(
        line, check=False, capture_output=True, text=True, env=os.environ | {"SIJILL_LANG": "en"}
    )


def _clear(error: str) -> bool:
    told = [line for line in error.splitlines() if line.startswith("sijill:")]
    return len(told) == 1 and "Traceback" not in error


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 6 MB, or a skip that says why there is none."""
    place = tmp_path / "small"
    place.mkdir()
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("mounting a small tmpfs needs the superuser")
    line = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(place)]
    if subprocess.run(line, check=False, capture_output=True).returncode != 0:
        pytest.skip("a tmpfs cannot be mounted here")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_full_disk_is_one_error_and_nothing_is_lost(small_disk: Path, tmp_path: Path) -> None:
    """What was recorded before stays, what did not fit is not promised, and with room again it all goes in."""
    register = create_register(small_disk / "r.register")
    kept = add_files(register, [_files(tmp_path / "first", 3, 4_000)], given=TEAM)
    (small_disk / "ballast").write_bytes(bytes(2_000_000))
    source = _files(tmp_path / "second", 12, 400_000)
    ended = _add(source, register)
    assert ended.returncode == 2
    assert _clear(ended.stderr), ended.stderr
    assert log.current(register).size == 1 + len(kept)
    assert verify(register).state is State.HOLDS
    (small_disk / "ballast").unlink()
    for path in sorted(source.iterdir())[6:]:
        path.unlink()
    assert len(add_files(register, [source], given=TEAM)) == 6
    assert verify(register).findings == ()


_CALLS = (
    "syncfs:error=EIO:when=1",
    "fsync:error=EIO:when=5",
    "write:error=EIO:when=8",
    "rename:error=EIO:when=3",
    # Torn: the system says that a byte was written, and it was not.
    "write:retval=1:when=8",
    "write:retval=1:when=20",
    "write:retval=1:when=40",
)


@pytest.mark.parametrize("fault", _CALLS)
def test_an_error_of_the_disk_is_told_and_nothing_is_lost(
    new_register: Path, tmp_path: Path, fault: str
) -> None:
    """An error of a flush, a write or a rename, or a torn write: nothing is promised, and the next run goes in whole."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not there to inject errors")
    register = open_register(Path(shutil.copytree(new_register, tmp_path / "r.register")))
    source = _files(tmp_path / "in", 12, 20_000)
    ended = _add(source, register, "strace", "-f", "-qq", "-o", os.devnull, "-e", f"inject={fault}")
    assert "Traceback" not in ended.stderr
    given = len(json.loads(ended.stdout)["added"]) if ended.stdout else 0
    assert verify(register).state is State.HOLDS
    if ended.returncode == 0:  # Only the flush of a whole disk may never be asked for, on some kinds of disk.
        assert (given, fault) == (12, _CALLS[0])
        return
    assert _clear(ended.stderr), ended.stderr
    assert log.current(register).size >= 1 + given
    assert _add(source, register).returncode in {0, 2}  # 2: what the files hold is no text, and not read.
    with catalogue.opened(register) as connection:
        assert len(catalogue.exhibits(connection)) == 12
    assert verify(register).findings == ()


def test_a_clock_set_back_loses_no_number(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log's time is a claim; numbers go on in the year that the clock says, and everything holds."""
    first = add_files(register, [_files(tmp_path / "a", 2, 8)], given=TEAM)
    with monkeypatch.context() as patched:
        patched.setattr(log, "now", lambda: "2019-01-02T03:04:05Z")
        back = add_files(register, [_files(tmp_path / "b", 2, 16)], given=TEAM)
    again = add_files(register, [_files(tmp_path / "c", 2, 32)], given=TEAM)
    numbers = [one.exhibit for one in (*first, *back, *again)]
    year = first[0].exhibit[:4]
    assert [number.replace(year, "now") for number in numbers] == [
        "now-000001", "now-000002", "2019-000001", "2019-000002", "now-000003", "now-000004",
    ]  # fmt: skip
    report = verify(register)
    assert report.state is State.HOLDS
    assert [(each.key, each.where) for each in report.findings] == [("clock_back", "payload/000/000003")]
