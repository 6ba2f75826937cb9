"""Verification: any byte of objects, log and payload that is not what was signed is found and named."""

import os
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from sijill.model.evidence import Access
from sijill.model.log import Act
from sijill.model.trust import Report, State
from sijill.record import add_files, verify
from sijill.record.add import terms
from sijill.store import catalogue, keyring, log, payload
from sijill.store.checkpoint import Checkpoint, sign
from sijill.store.layout import Register, find_register
from sijill.store.opening import open_register


def _files(register: Register, *folders: str) -> list[Path]:
    found = (path for folder in folders for path in (register.path / folder).rglob("*"))
    return sorted(path for path in found if path.is_file())


def _where(report: Report, state: State = State.FAILS) -> set[str]:
    return {finding.where for finding in report.findings if finding.state is state}


def _below(register: Register, path: Path) -> str:
    return path.relative_to(register.path).as_posix()


def _overwrite(path: Path, content: bytes) -> None:
    path.chmod(0o600)
    path.write_bytes(content)


def test_a_sound_register_holds(filled: Register) -> None:
    """With nothing touched there is no finding at all, and the report says how much was looked at."""
    report = verify(filled)
    assert (report.state, report.findings) == (State.HOLDS, ())
    assert (report.objects, report.entries, report.tables) == (3, 5, 2)


def test_any_flipped_bit_is_found_and_named(register: Register, tmp_path: Path) -> None:
    """One bit of every single byte of objects, log and payload, one after the other: fails, naming the file."""
    (tmp_path / "a").write_bytes(b"abc")
    add_files(register, [tmp_path / "a"], given=terms(Access.TEAM))
    chance, flips = random.Random(7), 0
    for path in _files(register, "objects", "log", "payload"):
        sound, mode = path.read_bytes(), path.stat().st_mode
        path.chmod(0o600)
        for place in range(len(sound)):
            path.write_bytes(
                sound[:place] + bytes([sound[place] ^ 1 << chance.randrange(8)]) + sound[place + 1 :]
            )
            report = verify(register)
            assert report.state is State.FAILS, (path, place)
            assert _below(register, path) in _where(report), (path, place, report.findings)
            flips += 1
        path.write_bytes(sound)
        path.chmod(mode)
    assert flips > 1500
    assert verify(register).findings == ()


@pytest.mark.parametrize("damage", ["deleted", "cut", "emptied", "lengthened"])
def test_any_damaged_file_is_found_and_named(filled: Register, damage: str) -> None:
    """Every file below objects, log and payload, deleted or of another length: fails, naming the file.

    Copies of older checkpoints are the exception when deleted: nothing on this disk says that they existed.
    """
    for path in _files(filled, "objects", "log", "payload"):
        if damage == "deleted" and path.parent.name == "checkpoints":
            continue
        sound, mode = path.read_bytes(), path.stat().st_mode
        if damage == "deleted":
            path.unlink()
        else:
            _overwrite(path, {"cut": sound[:-1], "emptied": b"", "lengthened": sound + b"\n"}[damage])
        report = verify(filled)
        assert report.state is State.FAILS
        assert _below(filled, path) in _where(report), (path, report.findings)
        _overwrite(path, sound) if path.exists() else path.write_bytes(sound)
        path.chmod(mode)
    assert verify(filled).findings == ()


@pytest.mark.parametrize(
    "name",
    [
        "objects/ab/stranger",
        "objects/stranger",
        f"objects/00/{'ab' * 32}",
        "log/note.txt",
        "log/tile/0/999",
        "log/tile/0/000.p/evil",
        "log/checkpoints/77",
        "payload/000/note",
        "payload/000/000001.bak",
    ],
)
def test_added_files_are_found(filled: Register, name: str) -> None:
    """A file that nothing signed speaks of fails and is named."""
    path = filled.path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"x")
    assert _where(verify(filled)) == {name}


def test_a_register_copied_without_its_objects_fails_for_each_exhibit(filled: Register) -> None:
    """Where the whole folder is gone, every exhibit is named: it is no refusal of the system."""
    shutil.rmtree(filled.path / "objects")
    report = verify(filled)
    assert report.state is State.FAILS
    assert len([name for name in _where(report) if name.startswith("objects/")]) == 3


def test_pipes_and_links_do_not_stop_verification(filled: Register) -> None:
    """A pipe or link in the place of an object is found, not waited on or followed."""
    first, second, _ = _files(filled, "objects")
    copy = filled.path / "copy"
    shutil.copy(second, copy)
    for path in (first, second):
        path.unlink()
    os.mkfifo(first)
    second.symlink_to(copy)
    assert _where(verify(filled)) == {_below(filled, first), _below(filled, second)}


def test_what_cannot_be_read_is_not_sound(filled: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that does not give an object's bytes is 'could not be checked', by name, and the rest goes on."""
    path = _files(filled, "objects")[0]
    opening = Path.open

    def refuse(self: Path, *given: str, **named: str) -> object:
        if self == path:
            raise OSError(5, "Input/output error")
        return opening(self, *given, **named)  # type: ignore[call-overload]  # whatever was asked for

    monkeypatch.setattr(Path, "open", refuse)
    report = verify(filled)
    assert (report.state, _where(report, State.UNCHECKED)) == (State.UNCHECKED, {_below(filled, path)})


def test_a_file_put_in_the_place_of_another_is_found(filled: Register) -> None:
    """Two objects, two payloads, or two tiles exchanged: both are named."""
    for folder in ("objects", "payload"):
        first, second = _files(filled, folder)[:2]
        contents = first.read_bytes(), second.read_bytes()
        _overwrite(first, contents[1])
        _overwrite(second, contents[0])
        report = verify(filled)
        assert {_below(filled, first), _below(filled, second)} <= _where(report)
        _overwrite(first, contents[0])
        _overwrite(second, contents[1])


def test_an_older_checkpoint_in_its_place_is_refuted(filled: Register) -> None:
    """Putting the log back to an earlier signed state is found through the later checkpoints that were kept."""
    older = filled.log / "checkpoints" / "4"
    shutil.copy(older, filled.log / "checkpoint")
    report = verify(filled)
    assert report.state is State.FAILS
    assert "log/checkpoints/5" in _where(report)


def test_history_signed_anew_with_a_stolen_key_is_refuted(filled: Register) -> None:
    """Cut short and signed again, or rewritten from an entry on: kept checkpoints name the fork."""
    hashes = (filled.log / "tile" / "0" / "000.p" / "5").read_bytes()
    shutil.copytree(filled.log / "checkpoints", filled.path / "held elsewhere")
    kept = filled.path / "held elsewhere"
    # The thief makes an honest looking log of two entries and goes on from there.
    (filled.log / "checkpoint").unlink()
    shutil.rmtree(filled.log / "checkpoints")
    shutil.rmtree(filled.log / "tile")
    entries = [payload.read(filled.path, position)[0] for position in range(2)]
    log.start(filled)
    log.append(filled, [(entry.act, dict(entry.about)) for entry in entries], at=entries[0].at)
    for path in [*_files(filled, "objects", "tables"), *filled.path.glob("catalogue*")]:
        path.unlink()
    log.append(filled, [(Act.LINKAGE, {"n": n}) for n in range(4)])
    with catalogue.opened(filled):
        pass
    missing = {f"objects/{entries[1].about['object'][:2]}/{entries[1].about['object']}"}
    assert _where(verify(filled)) == missing  # The thief may restore that; then only outside copies speak.
    for copy in kept.iterdir():
        if copy.name in {"4", "5"}:
            shutil.copy(copy, filled.log / "checkpoints" / copy.name)
    found = {(each.key, each.where) for each in verify(filled).findings if each.state is State.FAILS}
    assert {("checkpoint_forked", "log/checkpoints/4"), ("checkpoint_forked", "log/checkpoints/5")} <= found
    assert hashes


def test_a_checkpoint_signed_over_another_root_is_refuted(filled: Register) -> None:
    """A stolen key over a root that the entries do not give: fails."""
    signer = keyring.signer_for(filled, 0)
    forged = sign(Checkpoint(origin=signer.name, size=5, root=b"\x01" * 32), signer)
    (filled.log / "checkpoint").write_bytes(forged)
    assert "log/checkpoint" in _where(verify(filled))


@pytest.mark.parametrize("name", ["made_by", "created", "id", "verifier"])
def test_a_changed_description_is_named(filled: Register, name: str) -> None:
    """What register.json says is what the first entry says, public key included."""
    file = filled.path / "register.json"
    value = str(getattr(filled, name))
    file.write_text(
        file.read_text(encoding="utf-8").replace(value, value[:-1] + ("1" if value[-1] == "0" else "0")),
        encoding="utf-8",
    )
    report = verify(find_register(filled.path))
    assert report.state is State.FAILS
    assert "register.json" in _where(report)


def test_what_can_be_rebuilt_is_unchecked_when_it_is_gone(filled: Register) -> None:
    """Without catalogue and tables nothing fails, but it does not hold either."""
    names = [_below(filled, path) for path in [*_files(filled, "tables"), *filled.path.glob("catalogue*")]]
    for name in names:
        (filled.path / name).unlink()
    report = verify(filled)
    assert report.state is State.UNCHECKED
    assert _where(report, State.UNCHECKED) == set(names)
    assert _where(report) == set()


def test_a_table_or_catalogue_that_was_changed_fails(filled: Register) -> None:
    """A deposit opened by editing the catalogue, a trigger put in it, garbage, or another table: named."""
    edits = [
        "update deposit set access = 'public', consent = 'keep publish'",
        "delete from deposit where position = 1",
        "create trigger t after insert on deposit begin update deposit set access = 'public'; end",
        "update derived set digest = 'x'",
        "insert into entry values (5, '', 'linkage', '', '', '{}')",
    ]
    sound = filled.catalogue.read_bytes()
    for edit in edits:
        with sqlite3.connect(filled.catalogue) as connection:
            connection.execute(edit)
        connection.close()
        report = verify(filled)
        assert "catalogue.sqlite" in _where(report) | _where(report, State.UNCHECKED), edit
        assert report.state is not State.HOLDS
        filled.catalogue.write_bytes(sound)
    filled.catalogue.write_bytes(sound[:100] + b"\xff" * 5000)
    assert _where(verify(filled)) == {"catalogue.sqlite"}
    filled.catalogue.write_bytes(sound)
    table = _files(filled, "tables")[0]
    table.write_bytes(table.read_bytes() + b"\x00")
    assert _where(verify(filled)) == {_below(filled, table)}


def test_verifying_changes_nothing(filled: Register) -> None:
    """Not one byte of the register is another afterwards, and a catalogue that is behind stays behind."""
    log.append(filled, [(Act.LINKAGE, {})])

    def bytes_of() -> dict[str, bytes]:
        return {_below(filled, path): path.read_bytes() for path in _files(filled, ".")}

    before = bytes_of()
    assert verify(filled).state is State.HOLDS
    assert bytes_of() == before


def test_the_worst_answer_counts(filled: Register) -> None:
    """Unchecked beside holding is unchecked; failing beside unchecked fails."""
    filled.catalogue.unlink()
    assert verify(filled).state is State.UNCHECKED
    path = _files(filled, "objects")[0]
    _overwrite(path, b"")
    assert verify(filled).state is State.FAILS


def test_a_writer_is_not_mistaken_for_a_forger(filled: Register) -> None:
    """After more appends over the edge of a tile, everything kept on the way still fits."""
    for step in (1, 130, 121, 3):
        log.append(filled, [(Act.LINKAGE, {"n": n}) for n in range(step)])
    report = verify(open_register(filled.path))
    assert (report.state, report.findings, report.entries) == (State.HOLDS, (), 260)


@pytest.mark.parametrize("damage", ["gone", "changed"])
def test_without_a_log_no_exhibit_is_called_a_leftover(filled: Register, damage: str) -> None:
    """Nothing says then what an intake left: the log is named as missing or damaged, and the exhibits as not checked."""
    if damage == "gone":
        shutil.rmtree(filled.log)
    else:
        (filled.log / "checkpoint").write_bytes(b"nothing")
    found = {finding.key: finding for finding in verify(filled).findings}
    assert "object_unlogged" not in found
    assert found["objects_without_log"].state is State.UNCHECKED
    assert found["log_missing" if damage == "gone" else "checkpoint_damaged"].state is State.FAILS
    assert ("log_missing" in found) == (damage == "gone")
