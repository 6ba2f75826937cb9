"""Objects: bytes under their own hash, whatever the source does meanwhile."""

import errno
import io
import os
from pathlib import Path
from typing import Any

import pytest

from sijill.errors import InputError, IntegrityError
from sijill.store import objects
from sijill.store.files import write_durably
from sijill.store.layout import Register


def _take(register: Register, path: Path) -> str:
    with objects.open_source(path) as source:
        return objects.take_in(register, source)[0]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A file with a name that needs care."""
    path = tmp_path / "-شهادة 1.txt"
    path.write_bytes(b"\xd3\x00" * 700_000)
    return path


def _staged(register: Register) -> list[Path]:
    return [path for path in objects.stored(register) if path.name.endswith(".staged")]


def test_bytes_lie_under_their_hash_and_cannot_be_written(register: Register, source: Path) -> None:
    """An object is byte for byte what was handed in, without write permission, stored once."""
    identity = _take(register, source)
    path = objects.object_path(register, identity)  # type: ignore[arg-type]  # an id as text
    assert path.read_bytes() == source.read_bytes()
    assert path.stat().st_mode & 0o222 == 0
    assert _take(register, source) == identity
    assert list(objects.stored(register)) == [path]
    assert objects.is_sound(path)


def test_a_file_that_changes_meanwhile_is_refused(register: Register, source: Path) -> None:
    """Grown, cut or rewritten while it is read: no object of mixed bytes, and nothing staged is left."""

    def grow() -> None:
        with source.open("ab") as more:
            more.write(b"more" * 1_000_000)

    changes = [grow, lambda: os.truncate(source, 1_200_000), lambda: os.utime(source, (1, 1))]
    for change in changes:
        with objects.open_source(source) as opened:

            class _Meddling(io.RawIOBase):
                name = str(source)
                reads = 0

                def fileno(self, opened: Any = opened) -> int:
                    return int(opened.fileno())

                def readinto(self, room: Any, opened: Any = opened, change: Any = change) -> int:
                    self.reads += 1
                    if self.reads == 2:
                        change()
                    return int(opened.readinto(room))

            with pytest.raises(InputError) as caught:
                objects.take_in(register, _Meddling())  # type: ignore[arg-type]  # what take_in uses of it
        assert caught.value.key == "changing_file"
        source.write_bytes(b"\xd3\x00" * 700_000)
    assert list(objects.stored(register)) == []


def test_a_held_copy_that_is_damaged_gets_no_receipt(register: Register, source: Path) -> None:
    """Handing in bytes whose held copy is damaged is an error that names the copy."""
    path = objects.object_path(register, _take(register, source))  # type: ignore[arg-type]  # an id as text
    path.chmod(0o600)
    path.write_bytes(b"x")
    with pytest.raises(IntegrityError) as caught:
        _take(register, source)
    assert caught.value.data["path"] == path


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    """A pipe nobody writes to, a folder, a link and nothing are refused without waiting."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "target").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    for name, key in [
        ("pipe", "not_a_file"),
        (".", "not_a_file"),
        ("link", "unreadable_file"),
        ("no", "missing_file"),
    ]:
        with pytest.raises(InputError) as caught:
            objects.open_source(tmp_path / name)
        assert caught.value.key == key
    with objects.open_source(tmp_path / "link", follow=True) as handle:
        assert handle.read() == b"x"


def test_a_full_disk_leaves_nothing_behind(
    register: Register, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk takes no more, staged files go and what was there stays."""
    target = register.path / "hand" / "note"
    write_durably(target, b"old")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        _take(register, source)
    with pytest.raises(OSError, match="space"):
        write_durably(target, b"new")
    assert not list(objects.stored(register))
    assert [path.read_bytes() for path in target.parent.iterdir()] == [b"old"]


def test_leftovers_are_swept(register: Register, source: Path) -> None:
    """Staging files of a killed intake go, objects stay."""
    _take(register, source)
    (register.path / "objects" / ".0123.staged").write_bytes(b"half")
    assert len(_staged(register)) == 1
    objects.sweep(register)
    assert len(_staged(register)) == 0
    assert len(list(objects.stored(register))) == 1


def test_links_and_pipes_among_objects_are_unsound(register: Register, source: Path) -> None:
    """An object must lie here as a file: a link to the same bytes elsewhere is none, a pipe is not waited on."""
    path = objects.object_path(register, _take(register, source))  # type: ignore[arg-type]  # an id as text
    path.unlink()
    path.symlink_to(source)
    assert not objects.is_sound(path)
    path.unlink()
    os.mkfifo(path)
    assert not objects.is_sound(path)
