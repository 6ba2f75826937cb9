"""Keys: behind a passphrase, changed, lost; and which key signs from where on."""

import dataclasses
import shutil
from pathlib import Path
from typing import Any

import pytest

from sijill.errors import IntegrityError, SijillError, UsageError
from sijill.model.log import Act
from sijill.store import catalogue, keyring, log, rotation
from sijill.store.layout import Register, find_register
from sijill.store.lock import writing
from sijill.store.opening import create_register, open_register

pytestmark = pytest.mark.usefixtures("quick_passphrase")


@pytest.fixture
def locked(tmp_path: Path, no_flush: None) -> Register:  # noqa: ARG001 - a fixture
    """A register whose key lies behind a passphrase, opened without it."""
    return open_register(create_register(tmp_path / "locked.register", phrase=b"words").path)


def _append(register: Register, count: int = 1) -> None:
    with writing(register.path):
        log.append(register, [(Act.LINKAGE, {"n": n}) for n in range(count)])


def _unlocked(register: Register, phrase: bytes | None = b"words") -> Register:
    opened = open_register(register.path)
    verifier = keyring.next_verifier(opened, log.current(opened).size)
    return keyring.unlocked(opened, verifier, phrase)


def test_nothing_is_written_without_the_passphrase(locked: Register) -> None:
    """A register behind a passphrase is read without it, and written to only with it."""
    before = sorted(path for path in locked.path.rglob("*"))
    with pytest.raises(UsageError) as caught:
        _append(locked)
    assert caught.value.key == "key_locked"
    assert set(locked.path.rglob("*")) - set(before) == {locked.path / "lock"} - set(before)
    with pytest.raises(UsageError, match="doesn't open"):
        _unlocked(locked, b"other words")
    _append(_unlocked(locked))
    assert log.current(locked).size == 2


def test_the_key_shows_in_nothing(locked: Register) -> None:
    """The secret half stands in no file of the register, and not in what an opened one prints of itself."""
    opened = _unlocked(locked)
    assert opened.signer is not None
    _append(opened)
    seed = opened.signer.seed
    assert "seed" not in repr(opened.signer)
    assert "Signer" not in repr(opened)
    for path in locked.path.rglob("*"):
        if path.is_file():
            assert seed not in path.read_bytes()
            assert b"PRIVATE+KEY" not in path.read_bytes()


def test_a_key_file_cut_off_anywhere_is_named(locked: Register) -> None:
    """A key file that is cut off gives one error that names it, wherever it was cut."""
    path = keyring.key_path(locked, locked.verifier)
    whole = path.read_bytes()
    for length in (0, 1, 30, 60, len(whole) - 1):
        path.write_bytes(whole[:length])
        with pytest.raises(SijillError, match=r"log\.key") as caught:
            _unlocked(locked)
        assert caught.value.key == "damaged_key"
    path.unlink()
    with pytest.raises(IntegrityError) as gone:
        _unlocked(locked)
    assert gone.value.key == "lost_key"


def test_a_changed_key_signs_from_there_on(locked: Register) -> None:
    """After a change the old key signs nothing any more, and every checkpoint opens with the key of its size."""
    _append(_unlocked(locked), 2)
    held = _unlocked(locked)
    change = rotation.rotate(held, b"new words")
    assert (change.position, change.old, change.lost) == (3, locked.verifier, False)
    assert not keyring.key_path(locked, locked.verifier).exists()
    with pytest.raises(UsageError) as caught:
        _append(held)
    assert caught.value.key == "key_changed"
    _append(_unlocked(locked, b"new words"), 2)
    assert [keyring.verifier_at(locked, size) for size in (0, 3, 4)] == [change.old] * 3
    assert [keyring.verifier_at(locked, size) for size in (5, 6, 1000)] == [change.new] * 3
    for path in (locked.log / "checkpoints").iterdir():
        assert keyring.open_checkpoint(locked, path.read_bytes()).size == int(path.name)
    with catalogue.opened(locked) as connection:
        (entry,) = catalogue.entries(connection, Act.KEY_CHANGE)
    assert entry.about["statement"] == keyring.statement_path(locked, 3).read_text(encoding="utf-8")


def test_keys_can_be_changed_again_and_again(locked: Register) -> None:
    """A third key is found through the second, each from its own size on."""
    first = rotation.rotate(_unlocked(locked), b"words")
    second = rotation.rotate(_unlocked(locked), b"words")
    _append(_unlocked(locked))
    assert second.old == first.new
    assert [change.position for change in keyring.changes(locked, log.current(locked).size)] == [1, 2]
    assert keyring.verifier_at(locked, 3) == first.new
    assert keyring.verifier_at(locked, 4) == second.new


def test_an_older_key_cannot_sign_a_newer_size(locked: Register) -> None:
    """A checkpoint that a changed key signs for a size that is not its own is refused."""
    from sijill.store.checkpoint import sign

    held = _unlocked(locked)
    rotation.rotate(held, b"words")
    _append(_unlocked(locked))
    assert held.signer is not None
    forged = sign(log.current(locked), held.signer)
    with pytest.raises(ValueError, match="another key"):
        keyring.open_checkpoint(locked, forged)


def test_no_byte_of_a_statement_can_change(locked: Register) -> None:
    """A statement with any one byte changed is named, and nothing is opened with its key."""
    rotation.rotate(_unlocked(locked), b"words")
    _append(_unlocked(locked))
    path = keyring.statement_path(locked, 1)
    sound = path.read_bytes()
    for at in range(len(sound)):
        bad = bytearray(sound)
        bad[at] ^= 1
        path.write_bytes(bytes(bad))
        with pytest.raises(IntegrityError) as caught:
            keyring.changes(locked, 3)
        assert caught.value.data["path"] == path


def test_a_lost_key_is_replaced_and_the_record_goes_on(locked: Register) -> None:
    """Without the old key's signature another one signs from the entry of its replacement on."""
    _append(_unlocked(locked))
    change = rotation.replace(locked, b"new words")
    _append(_unlocked(locked, b"new words"))
    assert change.lost
    assert keyring.verifier_at(locked, 2) == locked.verifier
    assert keyring.verifier_at(locked, 3) == change.new
    assert open_register(locked.path) == locked


def test_a_key_that_is_there_is_not_replaced(register: Register) -> None:
    """Where the key lies in clear it is not lost, so it is not replaced but changed."""
    with pytest.raises(UsageError, match="rotate"):
        rotation.replace(register, b"words")
    assert log.current(register).size == 1


def test_another_passphrase(locked: Register) -> None:
    """Changing the passphrase changes neither key nor log, and the old one opens nothing any more."""
    with pytest.raises(UsageError, match="doesn't open"):
        rotation.change_passphrase(locked, b"other words", b"new words")
    rotation.change_passphrase(locked, b"words", b"new words")
    assert log.current(locked).size == 1
    with pytest.raises(UsageError, match="doesn't open"):
        _unlocked(locked)
    _append(_unlocked(locked, b"new words"))


def test_a_register_of_format_1_opens_and_is_encrypted(register: Register) -> None:
    """A register whose key always lay in clear opens, is written to, and gets a passphrase."""
    old = dataclasses.replace(register, format=1)
    assert old.description() == {**register.description(), "format": 1}
    file = register.path / "register.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"format": 2', '"format": 1'), encoding="utf-8")
    found = find_register(register.path)
    assert found.format == 1
    _append(found)
    rotation.change_passphrase(found, None, b"words")
    with pytest.raises(UsageError, match="passphrase"):
        _append(found)
    _append(_unlocked(found))


def _die(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("module", "name"),
    [(keyring, "save_key"), (log, "append"), (rotation, "write_durably"), (log, "sign")],
    ids=["before the key", "before the entry", "before the statement", "before the checkpoint"],
)
def test_a_change_that_is_killed_leaves_the_old_key(
    locked: Register, monkeypatch: pytest.MonkeyPatch, module: object, name: str
) -> None:
    """Ended before its checkpoint, a change never was: the old key signs on, and leftovers are swept."""
    held = _unlocked(locked)
    with monkeypatch.context() as patched:
        patched.setattr(module, name, _die)
        with pytest.raises(KeyboardInterrupt):
            rotation.rotate(held, b"words")
    _append(_unlocked(locked), 3)
    assert log.current(locked).size == 4
    assert keyring.verifier_at(locked, 4) == locked.verifier
    assert not keyring.statements(locked)


def test_a_change_that_is_killed_after_its_checkpoint_holds(
    locked: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ended after its checkpoint, a change holds: the new key is there and signs."""
    original = log.append

    def append_and_die(*given: Any, **named: Any) -> None:
        original(*given, **named)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(log, "append", append_and_die)
        with pytest.raises(KeyboardInterrupt):
            rotation.rotate(_unlocked(locked), b"words")
    _append(_unlocked(locked))
    assert keyring.verifier_at(locked, 3) != locked.verifier


def test_a_copy_without_keys_is_read(locked: Register, tmp_path: Path) -> None:
    """Reading and opening need no secret key: a copy without one is whole."""
    rotation.rotate(_unlocked(locked), b"words")
    copy = Path(shutil.copytree(locked.path, tmp_path / "copy.register"))
    shutil.rmtree(copy / "keys")
    opened = open_register(copy)
    assert list(log.entries(opened, 0, 2)) == list(log.entries(locked, 0, 2))
