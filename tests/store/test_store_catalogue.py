"""The catalogue is a function of the log: replayed, thrown away, opened by many, on a read-only disk."""

import contextlib
import shutil
import sqlite3
import threading
from types import SimpleNamespace

import pytest

from sijill.errors import IntegrityError, StorageError
from sijill.model.log import Act
from sijill.store import catalogue, log, payload
from sijill.store.layout import Register
from sijill.store.opening import open_register

AT = "2026-01-02T03:04:05Z"


def _accession(number: int, **changes: object) -> log.Note:
    told: dict[str, object] = {
        "exhibit": f"2026-{number:06d}",
        "object": f"{number:064x}",
        "size": number,
        "name": f"شهادة {number}.txt",
        "access": "team",
        "consent": ["keep"],
        "source": "",
        "list": None,
    }
    return Act.ACCESSION, told | changes


def _dump(register: Register) -> object:
    with catalogue.opened(register) as connection:
        return catalogue.dump(connection)


def _forget(register: Register) -> None:
    for path in register.path.glob("catalogue.sqlite*"):
        path.unlink()


@pytest.fixture
def filled(register: Register) -> Register:
    """A register whose log tells of deposits, one exhibit twice, and of tables."""
    log.append(
        register, [_accession(1), _accession(2, list="القائمة أ"), _accession(1, access="public")], at=AT
    )
    log.append(register, [(Act.EXTRACTION, {"tables": {"rows": "ab" * 32}})], at=AT)
    log.append(register, [(Act.EXTRACTION, {"tables": {"rows": "cd" * 32}})], at=AT)
    return register


def test_a_replay_equals_a_fresh_catalogue(filled: Register) -> None:
    """Brought up to date step by step, made again after deletion, or from entries alone: the same rows."""
    stepwise = _dump(filled)
    log.append(filled, [_accession(3)], at=AT)
    assert _dump(filled) != stepwise
    later = _dump(filled)
    _forget(filled)
    assert _dump(filled) == later
    size = log.current(filled).size
    assert catalogue.dump_of(log.entries(filled, 0, size)) == later


def test_the_latest_digest_of_a_table_counts(filled: Register) -> None:
    """A computed table is the one that the log named last."""
    with catalogue.opened(filled) as connection:
        assert catalogue.derived(connection) == {"rows": "cd" * 32}
        assert len(catalogue.entries(connection, Act.EXTRACTION)) == 2
        assert [each.list_name for each in catalogue.deposits(connection)] == [None, "القائمة أ", None]


def test_a_truncated_catalogue_is_made_again(filled: Register) -> None:
    """A file of no bytes, or one of another schema, is filled from the log."""
    sound = _dump(filled)
    _forget(filled)
    filled.catalogue.write_bytes(b"")
    assert _dump(filled) == sound
    with contextlib.closing(sqlite3.connect(filled.catalogue)) as connection:
        connection.execute("drop table deposit")
        connection.execute("pragma user_version = 99")
        connection.commit()
    assert _dump(filled) == sound


def test_a_stale_write_ahead_log_does_no_harm(filled: Register) -> None:
    """Killed between deleting the database and its write-ahead log, the catalogue comes back whole."""
    with catalogue.opened(filled) as connection:
        sound = catalogue.dump(connection)
        connection.execute("update exhibit set name = 'x'")
        ahead = filled.catalogue.with_name("catalogue.sqlite-wal").read_bytes()
        assert ahead
    _forget(filled)
    filled.catalogue.with_name("catalogue.sqlite-wal").write_bytes(ahead)
    assert _dump(filled) == sound


def test_a_damaged_catalogue_is_told(filled: Register) -> None:
    """Bytes that are no database give one error that says how to go on."""
    _forget(filled)
    filled.catalogue.write_bytes(b"\x00nothing of SQLite" * 500)
    with pytest.raises(IntegrityError) as caught, catalogue.opened(filled):
        pytest.fail("opened")
    assert caught.value.key == "damaged_catalogue"


def test_a_full_disk_is_no_damage(filled: Register) -> None:
    """When SQLite has no room, the error says so, and not that the catalogue is damaged."""
    with pytest.raises(StorageError), catalogue.opened(filled) as connection:
        connection.executescript("pragma max_page_count = 1; create table big (x);")


def test_a_catalogue_that_cannot_be_written_is_replayed_in_memory(
    filled: Register,
) -> None:
    """On a read-only disk the same answers come from the log alone."""
    sound = _dump(filled)
    _forget(filled)
    filled.catalogue.mkdir()  # As on a read-only disk: the file cannot be opened for writing.
    assert _dump(filled) == sound


def test_a_changed_payload_does_not_enter(filled: Register) -> None:
    """Replaying compares each payload with its leaf, so a deposit cannot be opened by editing its file."""
    path = payload.payload_path(filled.path, 2)
    path.write_bytes(path.read_bytes().replace(b'"access":"team"', b'"access":"public"'))
    _forget(filled)
    with pytest.raises(IntegrityError) as caught, catalogue.opened(filled):
        pytest.fail("opened")
    assert (caught.value.key, caught.value.data["path"]) == ("damaged_payload", path)


def test_a_log_that_became_shorter_is_told(filled: Register) -> None:
    """A catalogue that has seen more than the log holds is not believed, and neither is the log."""
    older = {path: path.read_bytes() for path in filled.log.rglob("*") if path.is_file()}
    log.append(filled, [_accession(4)], at=AT)
    _dump(filled)
    for path in sorted(filled.log.rglob("*")):
        if path.is_file() and path not in older:
            path.unlink()
    for path, content in older.items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    open_register(filled.path)
    with pytest.raises(IntegrityError) as caught, catalogue.opened(filled):
        pytest.fail("opened")
    assert caught.value.key == "log_shorter"


def test_many_readers_replay_beside_a_writer(filled: Register) -> None:
    """Readers that find the catalogue behind, or gone, while the log grows, all get whole answers."""
    _forget(filled)
    problems: list[BaseException] = []
    counts: list[int] = []

    def read() -> None:
        try:
            for _ in range(15):
                open_register(filled.path)
                with catalogue.opened(filled) as connection:
                    counts.append(len(catalogue.entries(connection)))
        except BaseException as error:  # noqa: BLE001 - the thread's failure is the test's
            problems.append(error)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(10, 40):
        log.append(filled, [_accession(number)], at=AT)
    for reader in readers:
        reader.join()
    assert not problems
    assert min(counts) >= 6
    assert len(catalogue.dump_of(log.entries(filled, 0, 36))["exhibit"]) == 32


def test_numbers_go_on_after_a_million(register: Register) -> None:
    """The number after 2026-1000000 is new, although as text it sorts before 2026-999999."""
    with catalogue.opened(register) as connection:
        assert catalogue.next_number(connection, "2026") == 1
        for number in ("2026-999999", "2026-1000000", "2025-1000009"):
            connection.execute("insert into exhibit values (?, ?, 1, 'x')", (number, number))
        assert catalogue.next_number(connection, "2026") == 1_000_001
        assert catalogue.next_number(connection, "2027") == 1


@pytest.mark.parametrize(("free", "reason"), [(4096, "No space left on device"), (1 << 30, "disk I/O error")])
def test_a_full_disk_is_called_full(
    filled: Register, monkeypatch: pytest.MonkeyPatch, free: int, reason: str
) -> None:
    """Where SQLite has no room to open it speaks of a disk that fails; the error says what is the matter."""
    failed = sqlite3.OperationalError("disk I/O error")
    failed.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE

    def refuse(*_given: object) -> None:
        raise failed

    monkeypatch.setattr(catalogue, "_connect", refuse)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=free))
    with pytest.raises(StorageError) as told, catalogue.opened(filled):
        pass
    assert told.value.key == "system_refused"
    assert told.value.data["reason"] == reason
