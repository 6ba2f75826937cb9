"""Rebuilding: equal content comes back from objects, log and payloads alone."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from sijill.errors import BusyError, IntegrityError
from sijill.model.trust import State
from sijill.record import verify
from sijill.record.rebuild import rebuild_evidence
from sijill.store import catalogue, lock, log
from sijill.store.layout import Register


def _content(register: Register) -> tuple[dict[str, bytes], Any]:
    files = {
        path.relative_to(register.path).as_posix(): path.read_bytes()
        for folder in ("tables", "derived", "log", "payload", "objects")
        for path in (register.path / folder).rglob("*")
        if path.is_file()
    }
    with catalogue.opened(register) as connection:
        return files, catalogue.dump(connection)


def _throw_away(register: Register) -> None:
    for folder in ("derived", "tables", "index"):
        shutil.rmtree(register.path / folder)
    for path in register.path.glob("catalogue.sqlite*"):
        path.unlink()


def test_rebuilding_gives_the_same_bytes_back(filled: Register) -> None:
    """Tables byte for byte, catalogue row for row, no new log entry; from whole, empty or damaged caches."""
    golden = _content(filled)
    rebuild_evidence(filled)
    assert _content(filled) == golden
    _throw_away(filled)
    rebuild_evidence(filled)
    assert _content(filled) == golden
    filled.catalogue.write_bytes(b"no database")
    for path in [*(filled.path / "tables").iterdir(), *(filled.path / "derived").rglob("*.json")]:
        path.write_bytes(b"damaged")
    (filled.path / "tables" / "leftover.parquet").write_bytes(b"x")
    rebuild_evidence(filled)
    assert _content(filled) == golden
    assert verify(filled).findings == ()


def test_nothing_goes_when_its_source_is_lost(filled: Register) -> None:
    """With an object gone or changed, rebuilding refuses, and the text that was read of it stays."""
    golden = _content(filled)
    path = next(path for path in (filled.path / "objects").rglob("*") if path.is_file())
    kept = path.read_bytes()
    path.unlink()
    with pytest.raises(IntegrityError) as caught:
        rebuild_evidence(filled)
    assert caught.value.key == "lost_object"
    path.write_bytes(kept + b"x")
    with pytest.raises(IntegrityError) as caught:
        rebuild_evidence(filled)
    assert caught.value.key == "changed_object"
    path.write_bytes(kept)
    assert _content(filled) == golden


def test_stopped_at_any_deletion_it_can_be_done_again(
    filled: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an error at each deletion in turn nothing fails, and the next run makes all of it again."""
    golden, size = _content(filled), log.current(filled).size
    stop, reached = 0, 0
    unlink = os.unlink

    def dying(path: Any, *given: Any, **named: Any) -> None:
        nonlocal reached
        reached += 1
        if reached == stop:
            raise KeyboardInterrupt
        unlink(path, *given, **named)

    for stop in range(1, 60):  # noqa: B007 - read by the function above
        reached = 0
        with monkeypatch.context() as patched:
            patched.setattr(os, "unlink", dying)
            try:
                rebuild_evidence(filled)
            except KeyboardInterrupt:
                pass
            else:
                break
        assert verify(filled).state is not State.FAILS
        rebuild_evidence(filled)
        assert _content(filled) == golden
    else:
        pytest.fail("never ran to its end")
    assert stop > 5
    assert _content(filled) == golden
    assert log.current(filled).size == size


def test_damaged_readings_are_made_again(filled: Register, tmp_path: Path) -> None:
    """A reading that is cut short, or of another version, is read again when it is next needed."""
    from sijill.record import refresh
    from sijill.record.reading import METHOD

    golden = _content(filled)
    first, second, _ = sorted((filled.path / "derived").rglob("*.json"))
    first.write_bytes(first.read_bytes()[:-9])
    second.write_bytes(second.read_bytes().replace(METHOD.encode(), b"an older one"))
    read: list[str] = []
    refresh(filled, each=lambda exhibit: read.append(exhibit.name))
    assert len(read) == 2
    assert _content(filled) == golden
    assert tmp_path.is_dir()


def test_whoever_builds_an_index_is_waited_for(filled: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """While an index is built nothing of it is thrown away, nor is its lock, by which builders know of each other."""
    monkeypatch.setattr(lock, "PATIENCE_SECONDS", 0.0)
    with lock.writing(filled.folder("index")), pytest.raises(BusyError):
        rebuild_evidence(filled)
    before = (filled.path / "index" / "lock").stat().st_ino
    rebuild_evidence(filled)
    assert (filled.path / "index" / "lock").stat().st_ino == before
