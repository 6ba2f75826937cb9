"""What others hold refutes a log that was written anew, and says nothing where it is damaged or of another log."""

import shutil
from pathlib import Path

import pytest
from forging import drop_entry

from sijill.model.log import Act
from sijill.model.trust import Finding, State
from sijill.record import verify
from sijill.record.against import compare
from sijill.record.receipts import receipt
from sijill.store import keyring, log, rotation
from sijill.store.layout import Register
from sijill.store.lock import writing


def _append(register: Register, count: int) -> None:
    with writing(register.path):
        log.append(register, [(Act.LINKAGE, {"n": n}) for n in range(count)])


def _one(register: Register, path: Path) -> Finding:
    (finding,) = compare(register, [path])
    return finding


@pytest.fixture
def kept(filled: Register, tmp_path: Path) -> Path:
    """A folder of what others hold: the checkpoint of today, and a receipt for each entry."""
    folder = tmp_path / "kept"
    folder.mkdir()
    shutil.copy(filled.log / "checkpoint", folder / "checkpoint")
    for position in range(log.current(filled).size):
        (folder / f"{position}.tlog-proof").write_bytes(receipt(filled, position).text)
    return folder


def test_a_log_that_went_on_holds(filled: Register, kept: Path) -> None:
    """Every checkpoint ever issued, and every receipt, holds against the log that went on since."""
    _append(filled, 300)
    for path in [*(filled.log / "checkpoints").iterdir(), *kept.iterdir()]:
        finding = _one(filled, path)
        assert finding.state is State.HOLDS, finding
    assert verify(filled, against=list(kept.iterdir())).state is State.HOLDS


@pytest.mark.parametrize("position", [1, 2, 3])
def test_an_entry_dropped_and_all_signed_anew(
    filled: Register, kept: Path, tmp_path: Path, position: int
) -> None:
    """With the real key the forged log verifies by itself; a checkpoint or any later receipt refutes it."""
    forged = drop_entry(filled, position, tmp_path / "forged.register")
    fails = [finding for finding in verify(forged).findings if finding.state is not State.HOLDS]
    assert not [finding for finding in fails if finding.where.startswith(("log", "payload"))]
    _append(forged, 9)
    assert _one(forged, kept / "checkpoint").key == "against_checkpoint_fails"
    for number in range(log.current(filled).size):
        finding = _one(forged, kept / f"{number}.tlog-proof")
        assert (finding.state, finding.key) == (State.FAILS, "against_receipt_fails")
    report = verify(forged, against=[kept / f"{position}.tlog-proof"])
    assert report.state is State.FAILS


def test_a_log_that_was_cut_short(filled: Register, kept: Path, tmp_path: Path) -> None:
    """A log that ends before what was signed fails, even where all that is left is as it was."""
    forged = drop_entry(filled, log.current(filled).size - 1, tmp_path / "forged.register")
    finding = _one(forged, kept / "checkpoint")
    assert (finding.state, finding.key) == (State.FAILS, "against_longer")
    assert _one(forged, kept / "1.tlog-proof").key == "against_longer"


@pytest.mark.parametrize("name", ["checkpoint", "1.tlog-proof"])
def test_no_byte_of_what_is_held_counts_once_changed(filled: Register, kept: Path, name: str) -> None:
    """A checkpoint or receipt with any one byte changed could not be checked: it never holds, and never accuses."""
    _append(filled, 3)
    path = kept / name
    sound = path.read_bytes()
    for at in range(len(sound)):
        bad = bytearray(sound)
        bad[at] ^= 1
        path.write_bytes(bytes(bad))
        finding = _one(filled, path)
        assert finding.state is State.UNCHECKED, (at, finding)


def test_a_damaged_log_accuses_nobody(filled: Register, kept: Path) -> None:
    """Where the register's own tiles are damaged, nothing can be said of what others hold."""
    _append(filled, 9)
    (tile,) = (filled.log / "tile" / "0" / "000.p").iterdir()
    tile.write_bytes(bytes(32) + tile.read_bytes()[32:])
    assert _one(filled, kept / "checkpoint").key == "against_log_damaged"
    (filled.log / "checkpoint").write_bytes(b"")
    assert _one(filled, kept / "1.tlog-proof").key == "against_log_damaged"


def test_the_empty_log(filled: Register, tmp_path: Path) -> None:
    """The checkpoint of the log before its first entry is continued by any log of that key."""
    shutil.copy(filled.log / "checkpoints" / "0", tmp_path / "0")
    assert _one(filled, tmp_path / "0").state is State.HOLDS


@pytest.mark.parametrize("lost", [False, True], ids=["changed", "replaced"])
def test_a_log_cut_back_and_given_another_key(
    filled: Register, kept: Path, tmp_path: Path, lost: bool
) -> None:
    """Cut back, and gone on under another key, a log is refuted by what its first key signed for more entries."""
    forged = drop_entry(filled, log.current(filled).size - 1, tmp_path / "forged.register")
    if lost:
        keyring.key_path(forged, forged.verifier).unlink()
        rotation.replace(forged, None)
    else:
        rotation.rotate(forged, None)
    _append(forged, 5)
    for name in ("checkpoint", "1.tlog-proof"):
        finding = _one(forged, kept / name)
        assert finding.state is State.FAILS, finding
    checkpoint = tmp_path / "later"
    _append(filled, 1)
    shutil.copy(filled.log / "checkpoint", checkpoint)
    finding = _one(forged, checkpoint)
    assert (finding.state, finding.key) == (State.FAILS, "against_out_of_turn")
