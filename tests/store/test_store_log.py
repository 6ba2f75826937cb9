"""The log on disk: appends, leftovers, roll-backs, the lock."""

import hashlib
import itertools
import json
import secrets
import shutil
from pathlib import Path

import pytest

from sijill.errors import BusyError, IntegrityError
from sijill.model.log import Act, Entry
from sijill.store import lock, log, payload
from sijill.store.layout import Register
from sijill.store.lock import writing
from sijill.store.opening import create_register, open_register

AT = "2026-01-02T03:04:05Z"


def _notes(count: int) -> list[log.Note]:
    return [(Act.LINKAGE, {"run": number}) for number in range(count)]


def _log_files(register: Register) -> dict[str, bytes]:
    return {
        path.relative_to(register.path).as_posix(): path.read_bytes()
        for path in sorted((register.log / "tile").rglob("*"))
        if path.is_file()
    }


@pytest.mark.usefixtures("no_flush")
def test_many_small_appends_are_one_big_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In whatever steps entries come, tiles and root are the same, over the edges of tiles too."""
    made = []
    for name, steps in (("one", [600]), ("many", [1, 1, 3, 249, 1, 1, 1, 255, 1, 87])):
        drawn = itertools.count()
        monkeypatch.setattr(
            secrets,
            "token_bytes",
            lambda size, drawn=drawn: hashlib.sha512(b"%d" % next(drawn)).digest()[:size],
        )
        monkeypatch.setattr(secrets, "token_hex", lambda size: "ab" * size)
        register = create_register(tmp_path / name, at=AT)
        notes = iter(_notes(600))
        for step in steps:
            log.append(register, list(itertools.islice(notes, step)), at=AT)
        made.append((_log_files(register), log.current(register)))
    assert made[0] == made[1]
    assert sorted(made[0][0]) == [
        "log/tile/0/000",
        "log/tile/0/001",
        "log/tile/0/002.p/89",
        "log/tile/1/000.p/2",
        "log/tile/entries/000",
        "log/tile/entries/001",
        "log/tile/entries/002.p/89",
    ]


@pytest.mark.usefixtures("no_flush")
@pytest.mark.parametrize("size", [255, 256])
def test_what_a_killed_append_left_is_swept(register: Register, tmp_path: Path, size: int) -> None:
    """Tiles and payloads behind the signed end go with the next append, full tiles too."""
    log.append(register, _notes(size - 1), at=AT)
    sound = tmp_path / "sound"
    shutil.copytree(register.path, sound)
    log.append(register, _notes(300), at=AT)
    # The append wrote everything but the checkpoint, and old partial tiles were still there.
    shutil.rmtree(register.log / "checkpoints")
    shutil.copytree(sound / "log", register.log, dirs_exist_ok=True)
    log.append(open_register(register.path), _notes(1), at=AT)
    log.append(create := open_register(sound), _notes(1), at=AT)
    assert sorted(_log_files(register)) == sorted(_log_files(create))
    assert len([path for path in (register.path / "payload").rglob("*") if path.is_file()]) == size + 1


@pytest.mark.usefixtures("no_flush")
def test_a_log_that_was_put_back_is_not_written_to(register: Register) -> None:
    """With an older checkpoint in its place, opening fails and no promised payload is written over."""
    log.append(register, _notes(255), at=AT)  # 256 entries: no partial tile that would be missing.
    older = (register.log / "checkpoint").read_bytes()
    log.append(register, _notes(3), at=AT)
    (register.log / "checkpoint").write_bytes(older)
    before = {path: path.read_bytes() for path in (register.path / "payload").rglob("*") if path.is_file()}
    with pytest.raises(IntegrityError) as caught:
        log.append(register, _notes(1), at=AT)
    assert caught.value.key == "log_shorter"
    assert all(path.read_bytes() == content for path, content in before.items())


def test_entries_are_compared_with_what_was_signed(register: Register) -> None:
    """A payload that was changed is no entry, however well formed it is."""
    log.append(register, [(Act.ACCESSION, {"access": "team"})], at=AT)
    path = payload.payload_path(register.path, 1)
    path.write_bytes(path.read_bytes().replace(b'"team"', b'"public"'))
    assert payload.read(register.path, 1)[0].about == {"access": "public"}
    with pytest.raises(IntegrityError) as caught:
        list(log.entries(register, 0, 2))
    assert caught.value.data["path"] == path


def test_a_payload_is_committed_to_with_its_salt(register: Register) -> None:
    """The commitment is SHA-256 over salt and JSON; equal payloads have different ones; others cannot read."""
    entries = [Entry(position=at, at=AT, act=Act.LINKAGE, tool="t", about={"n": "سجل"}) for at in (1, 2)]
    commitments = [payload.write(register.path, entry) for entry in entries]
    assert commitments[0] != commitments[1]
    path = payload.payload_path(register.path, 1)
    salt, _, body = path.read_bytes().partition(b"\n")
    assert hashlib.sha256(bytes.fromhex(salt.decode()) + body).hexdigest() == commitments[0]
    assert json.loads(body)["about"] == {"n": "سجل"}
    assert payload.read(register.path, 1) == (entries[0], commitments[0])
    assert path.stat().st_mode & 0o077 == 0
    assert register.path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "body",
    [b"[]", b"3", b'{"at":1}', b'{"about":3,"act":"linkage","at":"","tool":""}', b"[" * 9999, b"\xff", b""],
)
def test_a_damaged_payload_is_a_value_error(register: Register, body: bytes) -> None:
    """Whatever stands where the JSON should be, it is told as damage and nothing else is raised."""
    path = payload.payload_path(register.path, 0)
    path.write_bytes(b"00" * 32 + b"\n" + body)
    with pytest.raises(ValueError):  # noqa: PT011 - the reason is the parser's
        payload.read(register.path, 0)
    path.write_bytes(b"AB" * 32 + b"\n{}")
    with pytest.raises(ValueError, match="salt"):
        payload.read(register.path, 0)


def test_one_writer_at_a_time(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second writer is told that the register is busy; when the first lets go, it is not."""
    monkeypatch.setattr(lock, "PATIENCE_SECONDS", 0.0)
    with writing(register.path), pytest.raises(BusyError), writing(register.path):
        pytest.fail("two writers at once")
    with writing(register.path):
        pass


def test_opening_looks_at_the_edge(register: Register) -> None:
    """A damaged tile at the edge, or a key that is not the register's, is found before anything is done."""
    tile = register.log / "tile" / "0" / "000.p" / "1"
    sound = tile.read_bytes()
    tile.write_bytes(bytes(32))
    with pytest.raises(IntegrityError):
        open_register(register.path)
    tile.write_bytes(sound)
    open_register(register.path)
    key = register.path / "keys" / "log.key"
    key.write_bytes(key.read_bytes().replace(b"PRIVATE", b"PUBLIC"))
    with pytest.raises(IntegrityError) as caught:
        log.append(register, _notes(1))
    assert caught.value.key == "damaged_key"
    assert open_register(register.path).verifier == register.verifier
