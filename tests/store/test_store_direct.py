"""Large files written and read past the page cache: the same bytes as through it."""

import contextlib
import errno
import io
import mmap
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.store import direct
from sijill.store.direct import NewFile

LARGE = 256 << 10
_ROOM = memoryview(mmap.mmap(-1, 1 << 20))


def _write(path: Path, expected: int, pieces: list[bytes]) -> None:
    with contextlib.closing(NewFile(path, expected)) as handle:
        for piece in pieces:
            _ROOM[: len(piece)] = piece
            handle.write(_ROOM[: len(piece)])


@settings(max_examples=30, deadline=None)
@given(sizes=st.lists(st.integers(0, 300) | st.sampled_from([4096, 8192, 262_144, 300_001]), max_size=5))
def test_bytes_are_the_same_whatever_the_pieces(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int]
) -> None:
    """Pieces of any size, blocks or not, stand in the file one after the other."""
    pieces = [os.urandom(size) for size in sizes]
    path = tmp_path_factory.mktemp("direct") / "file"
    _write(path, max(sum(sizes), LARGE), pieces)
    assert path.read_bytes() == b"".join(pieces)


@pytest.mark.parametrize("expected", [10, LARGE])
def test_a_file_may_not_be_written_to_afterwards(tmp_path: Path, expected: int) -> None:
    """Whatever its size, a new file is read-only, and one that is there is not touched."""
    path = tmp_path / "file"
    _write(path, expected, [b"invented"])
    assert path.stat().st_mode & 0o777 == 0o444
    with pytest.raises(FileExistsError):
        NewFile(path, expected)
    assert path.read_bytes() == b"invented"


@pytest.mark.skipif(not hasattr(os, "O_DIRECT"), reason="no direct writing on this system")
@pytest.mark.parametrize("why", [errno.EINVAL, errno.EIO])
def test_a_disk_of_other_blocks_is_written_through_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: int
) -> None:
    """Where the disk refuses the size of a direct write the cache takes it; any other error is told."""
    write = os.write
    refused: list[int] = []

    def refuse_once(descriptor: int, piece: memoryview) -> int:
        if not refused:
            refused.append(len(piece))
            raise OSError(why, os.strerror(why))
        return write(descriptor, piece)

    monkeypatch.setattr(direct, "_turn", lambda _descriptor, _direct: True)
    monkeypatch.setattr(os, "write", refuse_once)
    if why == errno.EINVAL:
        _write(tmp_path / "file", LARGE, [b"a" * 8192, b"b" * 10])
        assert (tmp_path / "file").read_bytes() == b"a" * 8192 + b"b" * 10
    else:
        with pytest.raises(OSError, match=os.strerror(why)):
            _write(tmp_path / "file", LARGE, [b"a" * 8192])
    assert refused == [8192]


def test_a_part_that_was_written_is_not_written_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that takes a part of a piece is given the rest."""
    write = os.write
    monkeypatch.setattr(
        os, "write", lambda descriptor, piece: write(descriptor, piece[: max(1, len(piece) // 2)])
    )
    content = os.urandom(5000)
    _write(tmp_path / "file", 10, [content])
    assert (tmp_path / "file").read_bytes() == content


@settings(max_examples=30, deadline=None)
@given(size=st.integers(0, 9000) | st.sampled_from([1 << 20, (1 << 20) + 1, (2 << 20) - 4096, 3_000_001]))
def test_what_is_read_past_the_cache_is_what_was_written(
    tmp_path_factory: pytest.TempPathFactory, size: int
) -> None:
    """Pieces of a file of any length are its bytes, in order."""
    path = tmp_path_factory.mktemp("direct") / "file"
    content = os.urandom(size)
    path.write_bytes(content)
    for past_the_cache in (True, False):
        found = direct.pieces(path, _ROOM, past_the_cache=past_the_cache)
        assert b"".join(bytes(piece) for piece in found) == content


class _Disk(io.FileIO):
    """A file whose first reading fails."""

    why = 0

    def readinto(self, room: Any) -> int:  # Any: a buffer
        if self.why:
            why, self.why = self.why, 0
            raise OSError(why, os.strerror(why))
        return super().readinto(room) or 0


@pytest.mark.skipif(not hasattr(os, "O_DIRECT"), reason="no direct reading on this system")
@pytest.mark.parametrize("why", [errno.EINVAL, errno.EIO])
def test_a_disk_of_other_blocks_is_read_through_the_cache(tmp_path: Path, why: int) -> None:
    """Where the disk refuses a direct reading the cache gives the bytes; any other error is told."""
    path = tmp_path / "file"
    path.write_bytes(b"invented" * 5)
    with _Disk(path) as handle:
        handle.why = why
        if why == errno.EIO:
            with pytest.raises(OSError, match=os.strerror(errno.EIO)):
                direct._read(handle, _ROOM, direct=True)
        else:
            assert direct._read(handle, _ROOM, direct=True) == 40
