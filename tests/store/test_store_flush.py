"""One flush for a group, where it can be relied on; an fsync a file everywhere else."""

import errno
import os
from pathlib import Path

import pytest

from sijill.store import flush


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was flushed how, instead of flushing it."""
    told: list[str] = []
    monkeypatch.setattr(flush, "sync_all", lambda _descriptor: told.append("all"))
    monkeypatch.setattr(os, "fsync", lambda _descriptor: told.append("one"))
    return told


def _files(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{number}" for number in range(count)]
    for path in paths:
        path.touch()
    return paths


def test_many_files_share_a_flush(tmp_path: Path, flushed: list[str]) -> None:
    """More files than a few are flushed together on a trusted file system; a few are not."""
    disk = flush.Disk(0)
    disk.flush(_files(tmp_path, 8))
    assert flushed == ["one"] * 8
    disk.flush(_files(tmp_path, 9))
    assert flushed[8:] == ["all"]


def test_an_untrusted_file_system_gets_an_fsync_a_file(
    tmp_path: Path, flushed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody knows that one flush is one, every file has its own; none is left out."""
    monkeypatch.setattr(flush, "_kind", lambda _descriptor: 0x65735546)  # FUSE
    with flush.opened(tmp_path) as disk:
        disk.flush(_files(tmp_path, 40))
    assert flushed == ["one"] * 40


def test_files_written_together_are_whole_or_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a failed flush what was there stays, and nothing staged is left."""
    files = {tmp_path / "new" / f"{number}": b"x" * number for number in range(20)}
    with flush.opened(tmp_path) as disk:
        flush.write_together(files, disk)
        assert {path: path.read_bytes() for path in files} == files

        def full(_given: object) -> None:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

        monkeypatch.setattr(flush, "sync_all", full)
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="error"):
            flush.write_together(dict.fromkeys(files, b"other"), disk)
    assert {path: path.read_bytes() for path in (tmp_path / "new").iterdir()} == files


def test_the_flush_of_a_whole_disk_tells_errors(tmp_path: Path) -> None:
    """A closed folder is an error of the system, not a flush."""
    with flush.opened(tmp_path) as disk:
        if disk._descriptor is None:
            pytest.skip("no flush of a whole file system here that can be relied on")
        flush.sync_all(disk._descriptor)
    with pytest.raises(OSError, match="descriptor"):
        flush.sync_all(999_999)
