"""A travel copy: it opens and verifies, holds nothing that endangers anybody, and nothing is recorded in it."""

import dataclasses
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest
from PIL import Image

from sijill.errors import SijillError, UsageError
from sijill.model.custody import Account
from sijill.model.evidence import Access, Purpose
from sijill.model.identity import ExhibitId
from sijill.model.log import Act
from sijill.model.trust import State
from sijill.model.withdrawal import Authority, Reason
from sijill.record import add_files, refresh, seal, verify, withdrawal
from sijill.record.add import Watch, take_in, terms
from sijill.record.batch import Handed
from sijill.record.closing import reopen
from sijill.record.dossier import export_dossier
from sijill.record.hold import hold
from sijill.record.intake import gather
from sijill.record.mirror import mirror
from sijill.record.redact import Asked, Hidden, redact
from sijill.record.request import Recipient
from sijill.record.take_in import take_in as take_in_register
from sijill.record.travel import Travelled, close_to_travel
from sijill.record.verifier.verify import Examination
from sijill.store import catalogue, log, payload, rotation
from sijill.store.layout import Register, find_register
from sijill.store.opening import create_register, open_register

TEAM = terms(Access.TEAM)


def _add(register: Register, name: str, content: bytes, handed: Handed) -> str:
    path = register.path.parent / name
    path.write_bytes(content)
    [added] = take_in(register, [path], gather([path]), handed, Watch())
    path.unlink()
    return added.exhibit


@pytest.fixture
def identity(register: Register, tmp_path: Path) -> Path:
    """The secret key of one of two recipients."""
    made = [pyrage.x25519.Identity.generate() for _ in range(2)]
    (tmp_path / "a.key").write_text(f"{made[0]}\n", encoding="ascii")
    seal.set_recipients(register, [str(each.to_public()) for each in made])
    return tmp_path / "a.key"


@pytest.fixture
def home(register: Register, identity: Path, tmp_path: Path, in_process: None) -> Register:  # noqa: ARG001 - fixtures
    """A register of what may travel and of everything that may not, each with a canary that begins with ``zqxcanary``."""
    mine = dataclasses.replace(register, actor="Rana")
    _add(mine, "plain.txt", "شهادة علنية".encode(), Handed(terms=TEAM))
    _add(
        mine,
        "witness.txt",
        b"zqxcanarywords of",
        Handed(terms=TEAM, account=Account(witness="zqxcanarypseudonym")),
    )
    _add(mine, "naming.txt", "قال zqxcanarypseudonym ذلك".encode(), Handed(terms=TEAM))
    _add(
        mine,
        "said.txt",
        b"plain bytes",
        Handed(terms=TEAM, account=Account(url="https://zqxcanarypseudonym.example")),
    )
    _add(mine, "zqxcanarysealed.txt", b"zqxcanarysealed bytes", Handed(terms=TEAM))
    seal.seal(mine, "2026-000005")
    contact = terms(Access.TEAM, frozenset({Purpose.KEEP, Purpose.CONTACT}))
    _add(mine, "contact.txt", b"zqxcanarycontact", Handed(terms=contact))
    _add(mine, "held.txt", b"zqxcanaryheld", Handed(terms=TEAM))
    hold(mine, "2026-000007", authority="zqxcanarycourt", reason="order")
    _add(
        mine,
        "source.txt",
        b"its words are harmless",
        Handed(terms=TEAM, source="zqxcanarysource, the neighbour"),
    )
    Image.new("RGB", (40, 30), (9, 9, 9)).save(tmp_path / "photo.png")
    photo = (tmp_path / "photo.png").read_bytes()
    number = _add(mine, "photo.png", photo, Handed(terms=TEAM, account=Account(witness="zqxcanarypseudonym")))
    box = Hidden(page=1, left=1, top=1, width=5, height=5)
    redact(mine, ExhibitId(number), Asked(boxes=(box,), reason="face"))
    gone = _add(mine, "gone.txt", b"zqxcanarygone", Handed(terms=TEAM))
    withdrawal.undo(mine, gone, authority=Authority.DEPOSITOR, reason=Reason.MISTAKE)
    export_dossier(
        mine, ["2026-000001"], tmp_path / "out", to=Recipient(name="zqxcanarycourt", reader=Access.TEAM)
    )
    rotation.rotate(mine, None)
    again = open_register(mine.path)
    refresh(again)
    return again


@pytest.fixture
def packed(home: Register, tmp_path: Path) -> Travelled:
    """The register's travel copy."""
    return close_to_travel(home, tmp_path / "t.age", ())


@pytest.fixture
def copy(packed: Travelled, identity: Path, tmp_path: Path) -> Register:
    """The travel copy, unpacked."""
    return reopen(packed.out, tmp_path / "copy" / "t.register", identity)


def test_what_stays_at_home_is_told_by_its_reason(packed: Travelled) -> None:
    """One exhibit of ten travels; each that stays is counted once."""
    told = dataclasses.asdict(packed)
    reasons = ("exhibits", "sealed", "closed", "witnesses", "sources", "derived")
    assert {name: told[name] for name in reasons} == {
        "exhibits": 1, "sealed": 1, "closed": 1, "witnesses": 5, "sources": 1, "derived": 1,
    }  # fmt: skip


def test_nothing_that_endangers_is_in_a_byte_of_it(home: Register, copy: Register) -> None:
    """No canary, no sealed object, no key and nothing computed; what may travel is there."""
    files = [path for path in copy.path.rglob("*") if path.is_file()]
    assert [path for path in files if b"zqxcanary" in path.read_bytes() or "zqxcanary" in path.name] == []
    assert len(list((copy.path / "objects").rglob("??*"))) == 2  # One object in its folder.
    assert not any((copy.path / name).exists() for name in ("keys", "tables", "derived", "hand", "site"))
    names = {path.name for path in copy.path.iterdir() if not path.name.startswith(("catalogue", "lock"))}
    assert names == {
        "log",
        "objects",
        "payload",
        "register.json",
        "travel copy",
        "README.en.txt",
        "README.ar.txt",
    }
    with catalogue.opened(home) as connection:
        assert [each.about for each in catalogue.entries(connection, Act.CLOSING)][-1].keys() == {
            "recipients",
            "packed",
        }
    with catalogue.opened(copy) as connection:
        assert [each.name for each in catalogue.exhibits(connection)] == ["plain.txt"]


def test_it_verifies_and_what_was_left_out_is_told_as_that(copy: Register, packed: Travelled) -> None:
    """Both verifiers say that it holds; left out is not missing, and what was withdrawn is still told."""
    report = verify(copy)
    assert report.state is State.HOLDS
    told = {each.key: each.detail for each in report.findings}
    assert set(told) == {"left_out", "withdrawn"}
    assert int(told["left_out"]) == packed.entries  # The withdrawn are told by their tombstone.
    found = Examination(str(copy.path))
    assert set(found.findings.values()) == {"note"}
    assert {key for key, _, _ in found.findings} == {"out", "withdrawn"}


def test_what_is_missing_or_altered_beside_is_found(copy: Register, home: Register) -> None:
    """Another payload gone, or one changed, fails in the copy; at home nothing at all may be missing."""
    kept = payload.payload_path(copy.path, 0)
    position = next(
        each.position for each in log.entries(home, 0, log.current(home).size) if each.act is Act.ACCESSION
    )
    for path in (kept, payload.payload_path(copy.path, position)):
        sound = path.read_bytes()
        for damage in (None, sound[:-1] + b" "):
            path.unlink()
            if damage is not None:
                path.write_bytes(damage)
            assert verify(copy).state is State.FAILS
            assert "fails" in Examination(str(copy.path)).findings.values()
            path.write_bytes(sound)
    assert verify(copy).state is State.HOLDS
    payload.payload_path(home.path, position + 1).unlink()
    (home.path / "travel copy").touch()
    assert verify(home).state is State.FAILS
    assert "fails" in Examination(str(home.path)).findings.values()


def test_nothing_is_recorded_in_it_or_taken_from_it(copy: Register, tmp_path: Path) -> None:
    """Files, a new key, a mirror of it, and taking it in elsewhere are refused, and it is what it was."""
    (tmp_path / "new.txt").write_text("new", encoding="utf-8")
    other = create_register(tmp_path / "other.register")
    ways = (
        lambda: add_files(copy, [tmp_path / "new.txt"], given=TEAM),
        lambda: rotation.replace(copy, None),
        lambda: mirror(copy, tmp_path / "m"),
        lambda: take_in_register(other, copy),
    )
    for way in ways:
        with pytest.raises(UsageError) as caught:
            way()
        assert caught.value.key == "travel_copy"
    assert verify(find_register(copy.path)).state is State.HOLDS


def test_sources_travel_only_when_they_are_asked_for(home: Register, identity: Path, tmp_path: Path) -> None:
    """With ``told_sources`` the deposit that names somebody is there, and nothing else of what stayed."""
    done = close_to_travel(home, tmp_path / "s.age", (), told_sources=True)
    assert (done.exhibits, done.sources, done.witnesses) == (2, 0, 5)
    found = reopen(done.out, tmp_path / "s.register", identity)
    with_canary = [
        path for path in found.path.rglob("*") if path.is_file() and b"zqxcanary" in path.read_bytes()
    ]
    assert with_canary
    assert all(b"zqxcanarysource" in path.read_bytes() for path in with_canary)
    assert verify(found).state is State.HOLDS


def test_a_stranger_needs_nothing_but_verify_py(copy: Register) -> None:
    """Run as a court would, on the copy alone, it says that it holds and what was left out."""
    program = Path(sys.modules[Examination.__module__].__file__ or "")
    ended = subprocess.run(
        [sys.executable, program, copy.path], check=False, capture_output=True, text=True, encoding="utf-8"
    )
    assert ended.returncode == 0
    assert "left out of this travel copy" in ended.stdout


def test_nothing_is_packed_without_recipients(register: Register, tmp_path: Path) -> None:
    """Without a recipient, or over a file: refused, and the log says nothing."""
    with pytest.raises(SijillError) as caught:
        close_to_travel(register, tmp_path / "t.age", ())
    assert caught.value.key == "close_no_recipient"
    assert log.current(register).size == 1
    assert not (tmp_path / "t.age").exists()
