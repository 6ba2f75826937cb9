"""Seals: age files to two recipients at least, keyed ids, and bytes that come back as they came in."""

import hashlib
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyrage
import pytest

from sijill.errors import InputError, IntegrityError, SijillError
from sijill.model.custody import Account
from sijill.model.evidence import Access, Purpose
from sijill.model.log import Act
from sijill.model.trust import State
from sijill.record import add_files, seal, verify
from sijill.record.add import Added, Watch, take_in, terms
from sijill.record.batch import Handed
from sijill.record.consent import Wish, change_consent, show_consent
from sijill.record.hold import hold
from sijill.record.intake import Found, gather
from sijill.record.mirror import mirror
from sijill.record.take_in import take_in as take_in_register
from sijill.record.verifier.verify import Examination
from sijill.store import catalogue, keyed_ids, keyring, log, objects, payload, rotation
from sijill.store.layout import Register, find_register
from sijill.store.lock import writing
from sijill.store.opening import create_register, open_register


@pytest.fixture
def identities(register: Register, tmp_path: Path) -> list[Path]:
    """Files with the secret keys of two recipients of the register, and of a stranger."""
    made = [pyrage.x25519.Identity.generate() for _ in range(3)]
    files = []
    for place, each in enumerate(made):
        files.append(tmp_path / f"{place}.key")
        files[-1].write_text(f"# created by a test\n{each}\n", encoding="ascii")
    seal.set_recipients(register, [str(each.to_public()) for each in made[:2]])
    return files


def _add(register: Register, content: bytes, access: Access = Access.SEALED) -> Added:
    path = register.path.parent / "in.bin"
    path.write_bytes(content)
    [added] = add_files(register, [path], given=terms(access), source="who")
    return added


def _refused(what: Any, *given: Any, **named: Any) -> str:  # Any: whatever is called
    with pytest.raises(SijillError) as caught:
        what(*given, **named)
    return caught.value.key


def test_every_recipient_gets_the_bytes_and_nobody_else(
    register: Register, identities: list[Path], tmp_path: Path
) -> None:
    """Bytes of several age chunks come back to each recipient, name and source with them; not to a stranger."""
    content = bytes(range(256)) * 700
    added = _add(register, content)
    for place in (0, 1):
        out = tmp_path / f"{place}.out"
        done = seal.unseal(register, added.exhibit, identity=identities[place], out=out)
        assert (out.read_bytes(), out.stat().st_mode & 0o777) == (content, 0o600)
        assert (done.deposits[0]["name"], done.deposits[0]["source"]) == ("in.bin", "who")
    none = tmp_path / "none.out"
    assert (
        _refused(seal.unseal, register, added.exhibit, identity=identities[2], out=none) == "not_a_recipient"
    )
    assert not none.exists()
    assert verify(register).state.value == "holds"


def test_the_same_bytes_are_one_exhibit_also_after_a_change_of_key(
    register: Register, identities: list[Path]
) -> None:
    """Sealed bytes that come in again are recognised by their keyed id, and are not taken in in clear."""
    assert identities
    first = _add(register, b"same")
    again = _add(register, b"same")
    assert (again.exhibit, again.object, again.held_before) == (first.exhibit, first.object, True)
    assert _refused(_add, register, b"same", Access.PUBLIC) == "held_sealed"
    rotation.rotate(register, None)
    later = open_register(register.path)
    assert _refused(_add, later, b"same", Access.TEAM) == "held_sealed"
    assert _add(later, b"same").exhibit == first.exhibit
    assert len(list(objects.stored(later))) == 1
    signer = keyring.signer_for(later, log.current(later).size)
    assert [path.name for path in (later.path / "keys").glob("ids.*")] == [
        keyed_ids.id_key_path(later, signer).name
    ]


def test_nothing_on_the_disk_is_a_function_of_the_bytes_alone(
    register: Register, identities: list[Path]
) -> None:
    """Neither the plain SHA-256 of sealed bytes nor their base64 or hexadecimal form is in any file or name."""
    import hashlib

    assert identities
    digest = hashlib.sha256(b"known file").hexdigest()
    _add(register, b"known file")
    for path in register.path.rglob("*"):
        assert digest not in path.name
        assert not path.is_file() or digest.encode() not in path.read_bytes()


def test_sealing_keeps_number_and_consent(register: Register, identities: list[Path], tmp_path: Path) -> None:
    """An exhibit that is sealed later keeps its number, what was agreed to, and all that the log said, under seal."""
    added = _add(register, b"clear", Access.PUBLIC)
    change_consent(register, added.exhibit, Wish(give=("share:court", "totals"), reason="asked"))
    assert (
        _refused(seal.unseal, register, added.exhibit, identity=identities[0], out=tmp_path / "x")
        == "not_sealed"
    )
    assert _refused(_add, register, b"clear") == "held_in_clear"
    assert seal.seal(register, added.exhibit).exhibits == (added.exhibit,)
    told = show_consent(register, added.exhibit)
    assert told.terms.access is Access.SEALED
    assert told.terms.shared_with == {"court"}
    assert told.terms.consent == {Purpose.KEEP, Purpose.PUBLISH, Purpose.TOTALS}
    assert _refused(seal.seal, register, added.exhibit) == "already_sealed"
    done = seal.unseal(register, added.exhibit, identity=identities[0], out=tmp_path / "out")
    acts = [each["act"] for each in done.deposits[0]["entries"]]
    assert acts == ["accession", "policy assignment"]
    opened = Wish(access=Access.PUBLIC, reason="x")
    assert _refused(change_consent, register, added.exhibit, opened) == "seal_is_a_verb"


def test_a_hold_ends_unsealing_too(register: Register, identities: list[Path], tmp_path: Path) -> None:
    """What is under a hold is neither sealed nor given back."""
    added, clear = _add(register, b"sealed"), _add(register, b"clear", Access.TEAM)
    for each in (added, clear):
        hold(register, each.exhibit, authority="court", reason="order")
    out = tmp_path / "out"
    assert _refused(seal.unseal, register, added.exhibit, identity=identities[0], out=out) == "closed_to_use"
    assert _refused(seal.seal, register, clear.exhibit) == "under_hold"


def test_a_hold_that_comes_first_ends_unsealing(
    register: Register, identities: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether bytes may be given back is asked under the lock: a hold that was logged before it counts."""
    added = _add(register, b"sealed")

    def held_first(path: Path) -> Any:  # Any: a context manager
        monkeypatch.setattr(seal, "writing", writing)
        hold(register, added.exhibit, authority="court", reason="order")
        return writing(path)

    monkeypatch.setattr(seal, "writing", held_first)
    out = tmp_path / "out"
    assert _refused(seal.unseal, register, added.exhibit, identity=identities[0], out=out) == "closed_to_use"
    assert not out.exists()


def test_fewer_than_two_recipients_are_refused(register: Register) -> None:
    """With one recipient, whose key may be lost, nothing is sealed; what is no age key is no recipient."""
    assert _refused(_add, register, b"x") == "few_recipients"
    key = str(pyrage.x25519.Identity.generate().to_public())
    seal.set_recipients(register, [key, key])
    assert _refused(_add, register, b"x") == "few_recipients"
    assert _refused(seal.set_recipients, register, ["age1nonsense"]) == "bad_recipient"
    assert not list(objects.stored(register))


def test_a_changed_age_file_is_found_without_any_key(
    register: Register, identities: list[Path], tmp_path: Path
) -> None:
    """Verification of a sealed object needs no secret key; a damaged one is neither given back nor added to."""
    added = _add(register, b"sealed")
    path = register.path / "objects" / added.object[:2] / added.object
    path.chmod(0o600)
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert verify(register).state.value == "fails"
    out = tmp_path / "out"
    assert _refused(seal.unseal, register, added.exhibit, identity=identities[0], out=out) == "damaged_object"
    assert not out.exists()
    with pytest.raises(IntegrityError):
        _add(register, b"sealed")


def test_a_sealed_intake_goes_on_where_it_was_cut_short(
    register: Register, identities: list[Path], tmp_path: Path
) -> None:
    """What was deposited is not deposited again; account of custody, paths and marks are in no clear byte."""
    folder = tmp_path / "zqxcanaryfolder"
    folder.mkdir()
    for name in ("zqxcanaryone", "zqxcanarytwo"):
        (folder / name).write_text(f"zqxcanary{name}", encoding="utf-8")
    account = Account(made_by="zqxcanarymaker", sha256=hashlib.sha256(b"zqxcanaryzqxcanaryone").hexdigest())
    handed = Handed(terms=terms(Access.SEALED), source="zqxcanarysource", accounts={b"zqxcanaryone": account})

    def stop(_added: Added) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_in(register, [folder], gather([folder]), handed, Watch(each=stop))
    again: list[Found] = []
    [second] = take_in(register, [folder], gather([folder]), handed, Watch(again=again.append))
    assert ([each.path.name for each in again], second.path.name) == (["zqxcanaryone"], "zqxcanarytwo")
    with catalogue.opened(register) as connection:
        told = [each.about for each in catalogue.entries(connection, Act.ACCESSION)]
    assert [about.get("batch_ends") for about in told] == [None, True]
    mark = handed.mark([os.fsencode(folder).hex()])
    for path in (each for each in register.path.rglob("*") if each.is_file()):
        assert b"zqxcanary" not in path.read_bytes(), path
        assert mark.encode() not in path.read_bytes(), path
    done = seal.unseal(register, "2026-000001", identity=identities[0], out=tmp_path / "out")
    assert done.deposits[0]["before"]["made_by"] == "zqxcanarymaker"
    assert done.deposits[0]["before"]["sha256_agrees"] is True


@pytest.mark.usefixtures("identities")
def test_no_other_way_brings_sealed_bytes_in_clear(register: Register, tmp_path: Path) -> None:
    """Neither a folder of files nor a field register that holds the same bytes in clear; a clear copy is swept."""
    content = b"zqxcanarycontent of a file"
    _add(register, content)
    field = create_register(tmp_path / "field.register")
    _add(field, content, Access.TEAM)
    done = take_in_register(register, field)
    assert (done.added, done.held_back) == ((), ("2026-000001",))
    assert _refused(_add, register, content, Access.TEAM) == "held_sealed"
    for path in (each for each in register.path.rglob("*") if each.is_file()):
        assert b"zqxcanary" not in path.read_bytes(), path
    assert {each.state for each in verify(register).findings} <= {State.HOLDS}


@pytest.mark.usefixtures("identities")
def test_verifier_and_mirror_need_no_key_of_what_is_sealed(register: Register, tmp_path: Path) -> None:
    """Both verifiers agree on a register with a sealed exhibit and tombstones, and on its mirror; clear bytes leave it."""
    added = _add(register, b"zqxcanarycontent of a file", Access.TEAM)
    mirror(register, tmp_path / "mirror")
    seal.seal(register, added.exhibit)
    mirror(register, tmp_path / "mirror")
    assert not [
        each
        for each in (tmp_path / "mirror").rglob("*")
        if each.is_file() and b"zqxcanary" in each.read_bytes()
    ]
    for top in (register.path, tmp_path / "mirror"):
        assert set(Examination(str(top)).findings.values()) == {"note"}
        told = verify(find_register(top)).findings
        assert State.FAILS not in {each.state for each in told}
        assert {each.key for each in told} >= {"withdrawn_sealed"}
    # A payload that was put back is told by both.
    path = payload.payload_path(register.path, added.position)
    path.write_bytes(b"0" * 64 + b"\n{}")
    assert "fails" in Examination(str(register.path)).findings.values()
    assert "withdrawn_left" in {each.key for each in verify(register).findings}


@pytest.mark.usefixtures("identities")
def test_a_file_that_changes_while_it_is_sealed_is_told(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder it is left out and the intake stays open; named, it is refused; nothing of it stays."""
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / name).write_text(name, encoding="utf-8")
    chunks = objects.chunks

    def changing(source: io.FileIO) -> Iterator[memoryview]:
        if str(source.name).endswith("a"):
            raise InputError("changing_file", path=source.name)
        yield from chunks(source)

    monkeypatch.setattr(objects, "chunks", changing)
    left: list[str] = []
    handed = Handed(terms=terms(Access.SEALED))
    watch = Watch(left=lambda each: left.append(each.key))
    [added] = take_in(register, [folder], gather([folder]), handed, watch)
    assert (added.path.name, left) == ("b", ["changing_file"])
    with catalogue.opened(register) as connection:
        [told] = [each.about for each in catalogue.entries(connection, Act.ACCESSION)]
    assert "batch_ends" not in told
    paths = [folder / "a"]
    assert _refused(take_in, register, paths, gather(paths), handed, Watch()) == "changing_file"
    assert len(list(objects.stored(register))) == 1
