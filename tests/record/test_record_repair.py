"""Repair: whatever was damaged comes back from a mirror, and what was there is moved aside, not deleted."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from forging import drop_entry

from sijill.errors import IntegrityError, UsageError
from sijill.model.evidence import Access
from sijill.model.log import Act
from sijill.model.trust import State
from sijill.record import add_files, verify
from sijill.record.add import terms
from sijill.record.mirror import mirror
from sijill.record.repair import log_repairs, repair
from sijill.store import copying, log, objects, rotation
from sijill.store.layout import Register, find_register
from sijill.store.opening import open_register


@pytest.fixture
def place(filled: Register, tmp_path: Path) -> Path:
    """A mirror of the filled register."""
    mirror(filled, tmp_path / "m")
    return tmp_path / "m"


def _truth(register: Register) -> dict[str, bytes]:
    names = ("objects", "log", "payload", "frozen", "register.json")
    files = [path for name in names for path in [register.path / name, *(register.path / name).rglob("*")]]
    return {path.relative_to(register.path).as_posix(): path.read_bytes() for path in files if path.is_file()}


def _overwrite(path: Path, content: bytes) -> None:
    path.chmod(0o600)
    path.write_bytes(content)


@pytest.mark.parametrize("damage", ["flipped", "deleted", "emptied"])
def test_every_single_file_comes_back(filled: Register, place: Path, damage: str) -> None:
    """Each file of the truth, damaged alone: found, put back byte for byte, and the damaged bytes are kept."""
    sound = _truth(filled)
    for where, content in sound.items():
        kept = where.startswith("log/checkpoints/")
        if damage == "deleted" and kept:
            continue  # Nothing on this disk says that it existed; the next test is about it.
        path = filled.path / where
        bad = bytes([content[0] ^ 1]) + content[1:] if damage == "flipped" else b""
        path.unlink() if damage == "deleted" else _overwrite(path, bad)
        done = repair(filled.path, place)
        assert done.report.state is State.HOLDS, (where, done.report.findings)
        assert done.not_restored == ()
        assert where in done.restored
        assert _truth(filled) == sound, where
        if damage != "deleted":
            assert done.aside is not None
            assert (done.aside / where).read_bytes() == bad


def test_a_kept_checkpoint_that_is_gone_comes_back(filled: Register, place: Path) -> None:
    """Copies of older checkpoints are put back as well."""
    sound = _truth(filled)
    shutil.rmtree(filled.log / "checkpoints")
    repair(filled.path, place)
    assert _truth(filled) == sound


def _truncated(register: Register, earlier: Path) -> None:
    shutil.rmtree(register.log)
    shutil.copytree(earlier / "log", register.log)


def _replaced(register: Register, earlier: Path) -> None:
    shutil.copy(earlier / "log" / "checkpoint", register.log / "checkpoint")


def _whole_log(register: Register, _earlier: Path) -> None:
    shutil.rmtree(register.log)


def _all_payloads(register: Register, _earlier: Path) -> None:
    shutil.rmtree(register.path / "payload")


def _swapped(register: Register, _earlier: Path) -> None:
    first, second = sorted(path for path in (register.path / "objects").rglob("*") if path.is_file())[:2]
    one, other = first.read_bytes(), second.read_bytes()
    _overwrite(first, other)
    _overwrite(second, one)


def _in_another_folder(register: Register, _earlier: Path) -> None:
    first = next(path for path in (register.path / "objects").rglob("*") if path.is_file())
    (register.path / "objects" / "zz").mkdir()
    first.rename(register.path / "objects" / "zz" / first.name)


@pytest.mark.parametrize(
    "harm", [_truncated, _replaced, _whole_log, _all_payloads, _swapped, _in_another_folder]
)
def test_larger_damage_comes_back(
    filled: Register, tmp_path: Path, harm: Callable[[Register, Path], None]
) -> None:
    """A log cut back to an older one, an older checkpoint, everything gone, objects exchanged: put back."""
    earlier = Path(shutil.copytree(filled.path, tmp_path / "earlier"))
    (tmp_path / "new").write_bytes(b"new")
    add_files(filled, [tmp_path / "new"], given=terms(Access.TEAM))
    mirror(filled, tmp_path / "m")
    sound = _truth(filled)
    harm(filled, earlier)
    assert verify(filled).state is State.FAILS
    done = repair(filled.path, tmp_path / "m")
    assert done.report.state is State.HOLDS, done.report.findings
    assert _truth(filled).items() >= sound.items()  # Tiles of the older log are swept by the next write.


def test_a_mirror_that_is_older_helps_as_far_as_it_goes(
    filled: Register, place: Path, tmp_path: Path
) -> None:
    """What came after the mirror is rebuilt from the register's own payloads; where those are gone it is refused."""
    (tmp_path / "new").write_bytes(b"new")
    add_files(filled, [tmp_path / "new"], given=terms(Access.TEAM))
    sound = _truth(filled)
    shutil.rmtree(filled.log / "tile")
    assert repair(filled.path, place).report.state is State.HOLDS
    assert _truth(filled) == sound
    shutil.rmtree(filled.log / "tile")
    (filled.path / "payload" / "000" / "000005").unlink()
    before = _truth(filled)
    with pytest.raises(IntegrityError) as refused:
        repair(filled.path, place)
    assert refused.value.key == "repair_too_old"
    assert _truth(filled) == before


def test_an_object_that_the_mirror_has_not_is_named(filled: Register, place: Path, tmp_path: Path) -> None:
    """What came after the mirror cannot come back from it: named, and the damaged bytes stay where they are."""
    (tmp_path / "new").write_bytes(b"new")
    (added,) = add_files(filled, [tmp_path / "new"], given=terms(Access.TEAM))
    path = filled.path / "objects" / added.object[:2] / added.object
    _overwrite(path, b"bad")
    done = repair(filled.path, place)
    assert done.not_restored == (path.relative_to(filled.path).as_posix(),)
    assert path.read_bytes() == b"bad"


def test_a_damaged_mirror_puts_nothing_bad_in_place(filled: Register, place: Path) -> None:
    """A file that is not what the register's log says is not taken from the mirror either."""
    position = filled.path / "payload" / "000" / "000002"
    sound = position.read_bytes()
    for register in (filled.path, place):
        _overwrite(register / "payload" / "000" / "000002", b"bad")
    done = repair(filled.path, place)
    assert done.not_restored == ("payload/000/000002",)
    _overwrite(position, sound)
    _overwrite(place / "log" / "checkpoint", b"bad")
    with pytest.raises(IntegrityError):
        repair(filled.path, place)


def test_logs_that_contradict_each_other_are_not_settled(
    filled: Register, place: Path, tmp_path: Path
) -> None:
    """A log that was written anew is no damage: refused, and nothing is changed."""
    forged = drop_entry(filled, 2, tmp_path / "forged.register")
    before = _truth(forged)
    with pytest.raises(IntegrityError) as refused:
        repair(forged.path, place)
    assert refused.value.key == "repair_forked"
    assert _truth(forged) == before


def test_a_mirror_of_another_register_is_refused(register: Register, place: Path) -> None:
    """Nothing comes from a mirror of another register."""
    # The same new register is behind both fixtures, so it is told apart by its first key.
    other = (register.path / "register.json").read_text(encoding="utf-8").replace(register.id, "0" * 16)
    (place / "register.json").write_text(other, encoding="utf-8")
    with pytest.raises(UsageError):
        repair(register.path, place)


def test_a_changed_key_does_not_hinder(filled: Register, tmp_path: Path) -> None:
    """Statement, last checkpoint of the old key and current checkpoint, all gone: put back."""
    rotation.rotate(filled, None)
    register = open_register(filled.path)
    mirror(register, tmp_path / "m")
    sound = _truth(register)
    for name in ("keys", "checkpoints", "checkpoint"):
        path = register.log / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert repair(register.path, tmp_path / "m").report.state is State.HOLDS
    assert _truth(register) == sound


def test_a_repair_is_logged_once(filled: Register, place: Path) -> None:
    """One entry tells of all that was put back, also where it was put back by a run that was stopped."""
    assert log_repairs(filled) == []
    where = "payload/000/000002"
    (filled.path / where).unlink()
    done = repair(filled.path, place)
    assert log_repairs(filled) == [5]
    assert log_repairs(filled) == []
    (entry,) = log.entries(filled, 5, 6)
    assert entry.act is Act.REPAIR
    assert done.aside is not None
    assert entry.about == {"aside": done.aside.name, "restored": [where]}
    assert verify(find_register(filled.path)).state is State.HOLDS


def test_a_full_disk_is_told_and_nothing_is_moved(
    filled: Register, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That the register's disk takes nothing more is not told as a mirror that lacks the file."""
    damaged = next(objects.stored(filled))
    _overwrite(damaged, b"bad")

    def full(*_given: object, **_named: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "staged")

    monkeypatch.setattr(copying, "_read", full)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        repair(filled.path, place)
    assert damaged.read_bytes() == b"bad"
