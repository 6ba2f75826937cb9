"""What the doctor sees: three values, the disk by its layers, and a clock that went back."""

from pathlib import Path

import pytest

from sijill.errors import SijillError
from sijill.model.trust import State
from sijill.record.doctor import examine
from sijill.store import erasing, log
from sijill.store.disk import disk_encryption
from sijill.store.layout import Register


def _machine(top: Path, *, kind: str = "ext4", layers: tuple[str, ...] = ()) -> Path:
    """Lay out a made-up ``/proc`` and ``/sys``: a file system on device 8:1, on layers with these UUIDs."""
    (top / "proc" / "self").mkdir(parents=True)
    lines = ["21 1 9:9 / / rw - overlay overlay rw", f"22 21 8:1 / {top} rw shared:1 - {kind} /dev/sdx1 rw"]
    (top / "proc" / "self" / "mountinfo").write_text("\n".join(lines) + "\n", encoding="ascii")
    block = top / "sys" / "dev" / "block" / "8:1"
    block.mkdir(parents=True)
    for uuid in layers:
        (block / "dm").mkdir()
        (block / "dm" / "uuid").write_text(uuid + "\n", encoding="ascii")
        block = block / "slaves" / "below"
        block.mkdir(parents=True)
    return top


@pytest.mark.parametrize(
    ("kind", "layers", "state"),
    [
        ("ext4", (), State.FAILS),
        ("ext4", ("CRYPT-LUKS2-x",), State.HOLDS),
        ("ext4", ("LVM-x", "CRYPT-LUKS2-x"), State.HOLDS),
        ("ext4", ("LVM-x",), State.FAILS),
        ("fuse.gocryptfs", (), State.HOLDS),
        ("nfs4", (), State.UNCHECKED),
        ("overlay", (), State.UNCHECKED),
    ],
)
def test_a_disk_is_encrypted_where_a_layer_is(
    tmp_path: Path, kind: str, layers: tuple[str, ...], state: State
) -> None:
    """LUKS below LVM counts; a network or stacked file system could not be checked, which is not "encrypted"."""
    machine = _machine(tmp_path, kind=kind, layers=layers)
    assert disk_encryption(tmp_path, system=machine) is state


def test_without_linux_it_could_not_be_checked(tmp_path: Path) -> None:
    """Where there is no /proc, the answer is the third one."""
    assert disk_encryption(tmp_path, system=tmp_path) is State.UNCHECKED


def test_a_clock_behind_the_log_is_told(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock before the log's newest entry, or before this program, fails; the key in clear does too."""
    states = {each.key: each.state for each in examine(register.path, register)}
    assert states["clock"] is State.HOLDS
    assert states["key_in_clear"] is State.FAILS
    assert states["few_recipients"] is State.UNCHECKED
    monkeypatch.setattr(log, "now", lambda: "2025-12-31T23:59:59Z")
    assert {each.key: each.state for each in examine(register.path, None)}["clock_back"] is State.FAILS


def test_a_stopped_deletion_is_told(register: Register) -> None:
    """While a deletion is announced and not concluded, that is something to mend."""
    assert "erasing" not in {each.key for each in examine(register.path, register)}
    erasing.announce(register)
    assert {each.key: each.state for each in examine(register.path, register)}["erasing"] is State.FAILS
    erasing.conclude(register)
    assert "erasing" not in {each.key for each in examine(register.path, register)}


def test_a_key_that_is_not_there_is_not_called_locked(register: Register) -> None:
    """Where there is no signing key, as in a mirror, that is said, and nothing of a passphrase."""
    (register.path / "keys" / "log.key").unlink()
    found = {each.key: each.state for each in examine(register.path, register)}
    assert found["no_key"] is State.UNCHECKED
    assert not {"key_locked", "key_in_clear"} & found.keys()


def test_a_damaged_register_is_told_by_its_error(register: Register) -> None:
    """The check carries the error itself, so that it can be said in either language."""
    (register.path / "log" / "checkpoint").write_bytes(b"")
    (damaged,) = [each for each in examine(register.path, register) if each.key == "register"]
    assert damaged.state is State.FAILS
    assert isinstance(damaged.detail, SijillError)
