"""Verification across a change of key, and after a key was lost."""

import shutil
from pathlib import Path

import pytest
from forging import drop_entry

from sijill.errors import IntegrityError
from sijill.model.log import Act
from sijill.model.trust import Report, State
from sijill.record import verify
from sijill.record.receipts import receipt
from sijill.store import keyring, log, rotation
from sijill.store.files import write_durably
from sijill.store.layout import Register
from sijill.store.lock import writing
from sijill.store.note import Signer, key_name, verifier_key
from sijill.store.opening import open_register


def _append(register: Register) -> None:
    with writing(register.path):
        log.append(register, [(Act.LINKAGE, {})])


def _keys(report: Report) -> list[tuple[State, str]]:
    return [(finding.state, finding.key) for finding in report.findings]


@pytest.fixture
def changed(filled: Register) -> Register:
    """A register whose key was changed once, and that went on."""
    rotation.rotate(filled, None)
    _append(filled)
    return open_register(filled.path)


@pytest.fixture
def replaced(filled: Register) -> Register:
    """A register whose key was lost and replaced, and that went on."""
    keyring.key_path(filled, filled.verifier).unlink()
    rotation.replace(filled, None)
    _append(filled)
    return open_register(filled.path)


def test_a_log_across_a_change_of_key_holds(changed: Register, tmp_path: Path) -> None:
    """All of it holds, and what was given out before the change still does."""
    assert verify(changed).findings == ()
    rotation.rotate(changed, None)
    _append(changed)
    kept = tmp_path / "0.tlog-proof"
    kept.write_bytes(receipt(changed, 0).text)
    rotation.rotate(changed, None)
    _append(changed)
    older = sorted((changed.log / "checkpoints").iterdir())
    report = verify(changed, against=[*older, kept])
    assert {state for state, _ in _keys(report)} == {State.HOLDS}
    assert len(report.findings) == len(older) + 1


def test_any_byte_of_a_statement_is_found(changed: Register) -> None:
    """A statement with any one byte changed fails and is named; so is one that is gone, or a stranger beside it."""
    (path,) = (changed.log / "keys").iterdir()
    sound = path.read_bytes()
    for at in range(len(sound)):
        bad = bytearray(sound)
        bad[at] ^= 1
        path.write_bytes(bytes(bad))
        report = verify(changed)
        assert report.state is State.FAILS, at
        assert path.name in " ".join(finding.where for finding in report.findings if "key" in finding.key), at
    path.write_bytes(sound)
    (changed.log / "keys" / "stranger").write_bytes(sound)
    assert _keys(verify(changed)) == [(State.FAILS, "log_file_unknown")]


def test_a_statement_that_is_gone_is_named(changed: Register) -> None:
    """Without its statement the checkpoints after a change are signed by a key that nothing speaks for."""
    (path,) = (changed.log / "keys").iterdir()
    path.unlink()
    report = verify(changed)
    assert report.state is State.FAILS
    assert {"log/checkpoint", f"log/keys/{path.name}"} <= {finding.where for finding in report.findings}


def test_the_last_checkpoint_of_the_earlier_key_is_needed(changed: Register) -> None:
    """What the old key signed last is missed where it is gone."""
    (change,) = keyring.changes(changed, 99)
    (changed.log / "checkpoints" / str(change.start - 1)).unlink()
    assert (State.FAILS, "checkpoint_missing") in _keys(verify(changed))


def test_a_replaced_key_is_never_taken_for_granted(replaced: Register) -> None:
    """What follows a replacement could not be checked, until the new key or one after it is known from elsewhere."""
    assert _keys(verify(replaced)) == [(State.UNCHECKED, "key_replaced")]
    (change,) = keyring.changes(replaced, 99)
    assert verify(replaced, known_keys=[change.old]).state is State.UNCHECKED
    assert verify(replaced, known_keys=[change.new]).state is State.HOLDS
    later = rotation.rotate(replaced, None)
    assert _keys(verify(replaced)) == [(State.UNCHECKED, "key_replaced")]
    assert verify(replaced, known_keys=[later.new]).state is State.HOLDS


def test_what_came_before_a_lost_key_stays_proven(replaced: Register, tmp_path: Path) -> None:
    """A receipt from before the loss still holds, and history from before it cannot be written anew."""
    older = max(
        (int(path.name), path) for path in (replaced.log / "checkpoints").iterdir() if int(path.name) < 5
    )[1]
    assert (State.HOLDS, "against_checkpoint_holds") in _keys(verify(replaced, against=[older]))
    (change,) = keyring.changes(replaced, 99)
    last = replaced.log / "checkpoints" / str(change.position)
    kept = shutil.copy(last, tmp_path / "kept")
    last.unlink()
    assert (State.FAILS, "checkpoint_missing") in _keys(verify(replaced))
    assert keyring.open_checkpoint(replaced, Path(kept).read_bytes()).size == change.position


def test_a_forger_without_the_key_cannot_pass_for_the_owner(filled: Register, tmp_path: Path) -> None:
    """Whoever has the disk but not the key can only replace it: never `holds`, and refuted where history changed."""
    kept = tmp_path / "kept.tlog-proof"
    kept.write_bytes(receipt(filled, 2).text)
    forger = Signer(name=key_name(filled.verifier), seed=bytes(32))
    with pytest.raises(IntegrityError, match="checkpoint"):
        drop_entry(filled, 2, tmp_path / "forged.register", signer=forger)
    keyring.key_path(filled, filled.verifier).unlink()
    rotation.replace(filled, None)
    assert verify(filled, against=[kept]).state is State.UNCHECKED


def test_a_key_that_never_signed(changed: Register) -> None:
    """A public key from elsewhere that is none of the log's fails, whatever else holds."""
    stranger = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    assert _keys(verify(changed, known_keys=[stranger])) == [(State.FAILS, "key_unknown")]


def test_a_statement_of_a_change_that_never_was(changed: Register) -> None:
    """A statement that somebody with the key put beside an entry of another act fails."""
    signer = keyring.signer_for(changed, log.current(changed).size)
    position = log.current(changed).size - 1
    verifier = keyring.next_verifier(changed, position)
    new = Signer(name=signer.name, seed=bytes(32))
    change = keyring.KeyChange(position=position, old=verifier, new=verifier_key(new), lost=False)
    note = keyring.signed_statement(change, old=signer, new=new)
    write_durably(keyring.statement_path(changed, position), note)
    assert (State.FAILS, "key_change_differs") in _keys(verify(changed))


def test_a_statement_of_an_unfinished_change_is_a_leftover(changed: Register) -> None:
    """A statement behind the end of the log was never promised to anybody: told as a note."""
    size = log.current(changed).size
    write_durably(keyring.statement_path(changed, size), b"unfinished")
    assert _keys(verify(changed)) == [(State.HOLDS, "leftover")]
    _append(changed)
    assert verify(changed).findings == ()
