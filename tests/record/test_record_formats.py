"""Registers of earlier formats.

``format_1`` is a register that the version of 25 November 2026 (commit cfdd392) made of one invented statement, with
the key that it left in clear; catalogue, tables and what else can be made again were taken away.
"""

import shutil
import sqlite3
from pathlib import Path

import pytest

from sijill.model.trust import State
from sijill.record import verify
from sijill.record.rebuild import rebuild_evidence
from sijill.record.receipts import receipt
from sijill.store import catalogue, keyring, log, rotation
from sijill.store.layout import Register, find_register
from sijill.store.opening import open_register


@pytest.fixture
def older(tmp_path: Path) -> Register:
    """A copy of the register of format 1."""
    return find_register(
        Path(shutil.copytree(Path(__file__).with_name("format_1"), tmp_path / "older.register"))
    )


@pytest.mark.usefixtures("in_process")
def test_a_register_of_format_1_is_read_rebuilt_and_verified(older: Register) -> None:
    """It opens, nothing of it fails, and after a rebuild all of it holds, without a new entry."""
    assert {finding.key for finding in verify(older).findings} == {"catalogue_missing", "table_missing"}
    opened = open_register(older.path)
    assert (opened.format, log.current(opened).size) == (1, 3)
    rebuild_evidence(opened)
    assert verify(opened).findings == ()


@pytest.mark.usefixtures("in_process", "quick_passphrase")
def test_its_key_is_encrypted_and_changed(older: Register, tmp_path: Path) -> None:
    """It gives receipts, its key gets a passphrase and is changed, and all of it still holds."""
    kept = tmp_path / "kept.tlog-proof"
    kept.write_bytes(receipt(older, 1).text)
    rotation.change_passphrase(older, None, b"words")
    assert keyring.is_locked(older, older.verifier)
    rotation.rotate(keyring.unlocked(older, older.verifier, b"words"), b"words")
    opened = open_register(older.path)
    rebuild_evidence(keyring.unlocked(opened, keyring.next_verifier(opened, 4), b"words"))
    assert verify(opened, against=[kept]).state is State.HOLDS


def test_a_catalogue_of_another_version_is_told_and_made_again(filled: Register) -> None:
    """What another version wrote is no damage: it is never read, and the next opening makes it again."""
    with sqlite3.connect(filled.catalogue) as connection:
        connection.execute("pragma user_version = 1")
        connection.execute("alter table entry drop column actor")
    connection.close()
    report = verify(filled)
    assert [(each.state, each.key) for each in report.findings] == [
        (State.HOLDS, "catalogue_of_another_version")
    ]
    with catalogue.opened(filled):
        pass
    assert verify(filled).findings == ()
