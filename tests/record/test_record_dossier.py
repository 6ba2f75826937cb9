"""The dossier: what leaves, that it is logged first, and that every change in it is found by the verifier in it."""

import csv
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rocrate.rocrate import ROCrate

from sijill.errors import IntegrityError, UsageError
from sijill.model.evidence import Access, Purpose
from sijill.model.identity import ExhibitId
from sijill.model.log import Act
from sijill.record import add_files, dossier, verify
from sijill.record.add import terms
from sijill.record.consent import Wish, change_consent
from sijill.record.dossier import export_dossier
from sijill.record.hold import hold
from sijill.record.request import Recipient
from sijill.record.table import COLUMNS
from sijill.record.verifier.verify import Examination
from sijill.store import catalogue, log, rotation
from sijill.store.layout import Register
from sijill.store.opening import open_register
from sijill.store.proof import prove, to_text

COURT = Recipient(name="a court")


def _add(
    register: Register, name: bytes, content: bytes, *, source: str = "", access: str = "public"
) -> ExhibitId:
    folder = register.path.parent / hashlib.sha256(name + content + source.encode()).hexdigest()[:8]
    folder.mkdir()
    (Path(os.fsdecode(os.fsencode(folder) + b"/" + name))).write_bytes(content)
    return add_files(register, [folder], given=terms(Access(access)), source=source)[0].exhibit


@pytest.fixture
def exhibits(register: Register) -> list[ExhibitId]:
    """Three public exhibits of which the first was deposited twice, and a closed one."""
    first = _add(register, b"a.txt", "شهادة".encode())
    second = _add(register, b"b.pdf", b"%PDF-1.4\n")
    _add(register, b"again.txt", "شهادة".encode())
    third = _add(register, b"c.bin", bytes(range(256)))
    _add(register, b"closed.txt", b"closed", access="team")
    return [first, second, third]


@pytest.fixture
def out(register: Register, exhibits: list[ExhibitId]) -> Path:
    """A dossier of the first two exhibits."""
    return export_dossier(register, exhibits[:2], register.path.parent / "dossier", to=COURT).out


def _rows(out: Path) -> list[list[str]]:
    with (out / "data" / "exhibits.csv").open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.reader(handle))


def _fails(out: Path, **named: object) -> set[str]:
    findings = Examination(str(out), **named).findings  # type: ignore[arg-type]  # keys or files, as asked
    return {where for (_, where, _), state in findings.items() if state == "fails"}


def _files(top: Path) -> list[Path]:
    return sorted(path for path in top.rglob("*") if path.is_file())


def _manifests(out: Path) -> None:
    """Write both manifests anew, as whoever changes a dossier would."""
    dossier._write_manifest(out, "manifest-sha256.txt", sorted((out / "data").rglob("*")))
    (out / "tagmanifest-sha256.txt").unlink()
    dossier._write_manifest(out, "tagmanifest-sha256.txt", sorted(out.iterdir()))


def test_it_holds_and_carries_its_verifier(register: Register, out: Path) -> None:
    """The verify.py inside finds nothing, run as a stranger runs it; the register that gave it out holds too."""
    done = subprocess.run(
        [sys.executable, "verify.py", "."], cwd=out, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "HOLDS: what is here is what was signed.")
    assert Examination(str(out), [register.verifier]).findings == {}
    assert verify(register).findings == ()


def test_the_table_says_what_the_entries_say(
    register: Register, exhibits: list[ExhibitId], out: Path
) -> None:
    """One row an exhibit, with the positions of all its deposits; objects are the bytes that were handed in."""
    head, *rows = _rows(out)
    assert head == list(COLUMNS)
    assert [(row[0], row[3], row[4], row[5]) for row in rows] == [
        (exhibits[0], "a.txt", "text/plain", "1 3"),
        (exhibits[1], "b.pdf", "application/pdf", "2"),
    ]
    for row in rows:
        content = (out / "data" / "objects" / row[1]).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), str(len(content))) == (row[1], row[2])
    with catalogue.opened(register) as connection:
        export = catalogue.entries(connection, Act.EXPORT)[-1]
    assert dict(export.about) == {
        "kind": "dossier",
        "exhibits": exhibits[:2],
        "recipient": "a court",
        "reader": "public",
        "sources": False,
        "crate": hashlib.sha256((out / "data" / "ro-crate-metadata.json").read_bytes()).hexdigest(),
    }
    assert {path.name for path in (out / "data" / "entries").iterdir()} == {
        "0",
        "1",
        "2",
        "3",
        str(export.position),
    }


def test_it_is_a_bag(out: Path) -> None:
    """Every file is in the manifest or the tag manifest with its SHA-256 (RFC 8493)."""
    told = {}
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        for line in (out / name).read_text(encoding="utf-8").splitlines():
            digest, path = line.split("  ", 1)
            assert path.startswith("data/") == (name == "manifest-sha256.txt")
            told[path] = digest
    found = {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in _files(out)
    }
    del found["tagmanifest-sha256.txt"]
    assert told == found
    assert (out / "bagit.txt").read_bytes() == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def test_foreign_programs_accept_it(register: Register, exhibits: list[ExhibitId], out: Path) -> None:
    """bagit-python finds a valid bag, and rocrate reads every exhibit's number, hash, deposits and file."""
    command = [sys.executable, "-W", "ignore", "-m", "bagit", "--validate", str(out)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    (out / "data" / "objects" / _rows(out)[1][1]).chmod(0o600)
    (out / "data" / "objects" / _rows(out)[1][1]).write_bytes(b"x")
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1
    read = ROCrate(out / "data")
    files = {each["identifier"]: each for each in read.data_entities if each.get("identifier")}
    rows = {row[0]: row for row in _rows(out)[1:]}
    assert set(files) == set(rows) == set(exhibits[:2])
    for number, each in files.items():
        assert (each["sha256"], each["contentSize"], each["name"]) == tuple(rows[number][1:4])
        assert each["license"].id == "#terms"
        assert each["conditionsOfAccess"] == "access: public; consent: keep, publish"
    acts = [each for each in read.get_entities() if each.type == "CreateAction"]
    told = sorted((each.id, each["result"]["identifier"]) for each in acts)
    assert told == [("#entry-1", exhibits[0]), ("#entry-2", exhibits[1]), ("#entry-3", exhibits[0])]
    assert read.name.startswith(f"Exhibits of the register {register.id}")


def test_any_changed_byte_is_found(out: Path) -> None:
    """A byte of every file changed, at 40 places each, each file lengthened, emptied and deleted: named or told."""
    chance = random.Random(7)
    for path in _files(out):
        sound = path.read_bytes()
        for place in chance.sample(range(len(sound)), min(40, len(sound))):
            path.write_bytes(sound[:place] + bytes([sound[place] ^ 0x20]) + sound[place + 1 :])
            assert _fails(out), (path, place)
        for content in (b"", sound + b"\n"):
            path.write_bytes(content)
            assert _fails(out), path
        path.unlink()
        assert _fails(out), path
        path.write_bytes(sound)
    assert Examination(str(out)).findings == {}


@pytest.mark.parametrize(
    "what", ["object", "row", "name", "entry", "list", "added", "planted", "register", "proof"]
)
def test_a_change_with_its_manifests_is_found(out: Path, what: str) -> None:
    """Whoever writes the manifests anew as well is found by what was signed: nothing dropped, put in or renamed."""
    data = out / "data"
    table = (data / "exhibits.csv").read_bytes()
    row = _rows(out)[2]
    if what == "object":
        (data / "objects" / row[1]).unlink()
    elif what == "row":
        (data / "objects" / row[1]).unlink()
        for folder, ending in (("entries", ""), ("proofs", ".tlog-proof")):
            (data / folder / f"{row[5]}{ending}").unlink()
        (data / "exhibits.csv").write_bytes(b"".join(table.splitlines(keepends=True)[:2]))
    elif what == "name":
        (data / "exhibits.csv").write_bytes(table.replace(b"b.pdf", b"z.pdf"))
    elif what == "entry":
        path = data / "entries" / "1"
        path.write_bytes(path.read_bytes().replace(b"a.txt", b"z.txt"))
    elif what == "list":
        (data / "exhibits.csv").write_bytes(table.replace(row[0].encode(), b"2026-999999"))
    elif what == "added":
        (data / "objects" / hashlib.sha256(b"new").hexdigest()).write_bytes(b"new")
        (data / "exhibits.csv").write_bytes(table + b"2026-000009,x,1,new,text/plain,9\r\n")
    elif what == "planted":
        (data / "objects" / hashlib.sha256(b"new").hexdigest()).write_bytes(b"new")
    elif what == "register":
        path = data / "register.json"
        path.write_bytes(path.read_bytes().replace(b'"init"', b'"demo"'))
    else:
        shutil.copy(data / "proofs" / "1.tlog-proof", data / "proofs" / "2.tlog-proof")
    _manifests(out)
    assert _fails(out)


@pytest.mark.parametrize("other", [b"", b"[]", b'{"@graph": [{"sha256": 1}]}', b"text/html"])
def test_the_crate_is_signed_for(out: Path, other: bytes) -> None:
    """A crate that says other things, or is none, is found although both manifests were written anew."""
    path = out / "data" / "ro-crate-metadata.json"
    sound = path.read_bytes()
    path.write_bytes(sound.replace(b"text/plain", other) if other == b"text/html" else other)
    _manifests(out)
    assert "data/ro-crate-metadata.json" in _fails(out)
    path.unlink()
    _manifests(out)
    assert "data/ro-crate-metadata.json" in _fails(out)


def test_older_checkpoints_and_receipts_are_compared(register: Register, out: Path, tmp_path: Path) -> None:
    """Each checkpoint kept before, and a receipt: hold. One of a forged log: fails. A later one: could not be checked."""
    receipt = tmp_path / "receipt.tlog-proof"
    kept = sorted((register.log / "checkpoints").iterdir(), key=lambda path: int(path.name))[1:]
    receipt.write_bytes((out / "data" / "proofs" / "2.tlog-proof").read_bytes())
    assert Examination(str(out), against=[*map(str, kept), str(receipt)]).findings == {}
    log.append(register, [(Act.LINKAGE, {})])
    receipt.write_bytes(to_text(prove(register, 2)))
    assert set(Examination(str(out), against=[str(receipt)]).findings.values()) == {"unchecked"}
    forged = Path(shutil.copytree(register.path, tmp_path / "forged"))
    copy = open_register(forged)
    shutil.rmtree(copy.log)
    log.start(copy)
    log.append(copy, [(Act.LINKAGE, {"n": number}) for number in range(4)])
    assert str(copy.log / "checkpoint") in _fails(out, against=[str(copy.log / "checkpoint")])


def test_it_holds_after_a_change_of_key(
    register: Register, exhibits: list[ExhibitId], tmp_path: Path
) -> None:
    """The statements of later keys go along: the first key, given from elsewhere, is enough."""
    rotation.rotate(register, None)
    given = export_dossier(open_register(register.path), exhibits, tmp_path / "d", to=COURT)
    assert given.verifier != register.verifier
    assert Examination(str(given.out), [register.verifier, given.verifier]).findings == {}


@pytest.mark.parametrize("reader", [Access.PUBLIC, Access.PARTNER, Access.TEAM, Access.SEALED])
def test_only_what_is_permitted_leaves(register: Register, tmp_path: Path, reader: Access) -> None:
    """What access or consent close to a reader is refused whole and by number, and nothing is logged or written."""
    ways = [
        (Access.PUBLIC, {Purpose.PUBLISH}, {Access.PUBLIC, Access.PARTNER, Access.TEAM}),
        (Access.PUBLIC, {Purpose.KEEP}, {Access.TEAM}),
        (Access.PARTNER, {Purpose.SHARE}, {Access.PARTNER, Access.TEAM}),
        (Access.PARTNER, {Purpose.KEEP}, {Access.TEAM}),
        (Access.TEAM, {Purpose.SHARE, Purpose.PUBLISH}, {Access.TEAM}),
    ]
    for number, (access, consent, open_to) in enumerate(ways):
        (tmp_path / str(number)).write_bytes(b"%d" % number)
        [added] = add_files(register, [tmp_path / str(number)], given=terms(access, consent))
        size, to = log.current(register).size, Recipient(name="x", reader=reader)
        if reader in open_to:
            assert export_dossier(register, [added.exhibit], tmp_path / f"d{number}", to=to).position == size
            continue
        with pytest.raises(UsageError) as caught:
            export_dossier(register, [added.exhibit], tmp_path / f"d{number}", to=to)
        assert (caught.value.key, caught.value.data["found"]) == ("export_closed", added.exhibit)
        assert log.current(register).size == size
        assert not (tmp_path / f"d{number}").exists()


def test_sources_are_told_only_on_request(register: Register, tmp_path: Path) -> None:
    """A deposit that says who handed it in does not leave for others than the team, unless that is asked for."""
    exhibit = _add(register, b"a", b"a", source="سلمى")
    with pytest.raises(UsageError) as caught:
        export_dossier(register, [exhibit], tmp_path / "d", to=COURT)
    assert caught.value.key == "export_sources"
    export_dossier(register, [exhibit], tmp_path / "d", to=Recipient(name="x", told_sources=True))
    export_dossier(register, [exhibit], tmp_path / "team", to=Recipient(name="x", reader=Access.TEAM))


def test_nothing_of_other_exhibits_leaves(register: Register, exhibits: list[ExhibitId], out: Path) -> None:
    """No byte of the dossier names an exhibit that was not asked for, its object or its content."""
    with catalogue.opened(register) as connection:
        others = [each for each in catalogue.exhibits(connection) if each.number not in exhibits[:2]]
    assert len(others) == 2
    told = b"".join(path.read_bytes() for path in _files(out))
    for each in others:
        for word in (each.number, each.object, each.name):
            assert word.encode() not in told


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"=cmd|' C calc'!A0.csv", "'=cmd|' C calc'!A0.csv"),
        (b"-1+1.txt", "'-1+1.txt"),
        (b"@sum.txt", "'@sum.txt"),
        (b"\xe2\x80\xaegpj.exe", "\ufffdgpj.exe"),
        (b"a\nb", "a\ufffdb"),
        (b"\xe1\xe3.txt", "\ufffd\ufffd.txt"),
        (b'\'quoted, "name"', '\'quoted, "name"'),
        ("شهادة.txt".encode(), "شهادة.txt"),
        (b" leading", " leading"),
    ],
)
def test_hostile_names_stay_in_the_table(register: Register, tmp_path: Path, name: bytes, shown: str) -> None:
    """No exhibit's name becomes a path or a formula, or reorders what stands around it."""
    exhibit = _add(register, name, b"content")
    out = export_dossier(register, [exhibit], tmp_path / "d", to=COURT).out
    assert _rows(out)[1][3] == shown
    assert all(path.relative_to(out).as_posix().isascii() for path in out.rglob("*"))
    assert Examination(str(out)).findings == {}


def test_it_never_takes_the_place_of_anything(
    register: Register, exhibits: list[ExhibitId], tmp_path: Path
) -> None:
    """An output that is there, a link, one inside the register, an unknown exhibit, none at all: refused."""
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    size = log.current(register).size
    for out in (tmp_path / "there", tmp_path / "link", register.path / "d", register.path / "objects" / "d"):
        with pytest.raises(UsageError):
            export_dossier(register, exhibits, out, to=COURT)
    for numbers in ([*exhibits, "2026-999999"], [], ["\u202e"]):
        with pytest.raises(UsageError, match="2026-000421"):
            export_dossier(register, numbers, tmp_path / "d", to=COURT)
    assert log.current(register).size == size
    assert not (tmp_path / "d").exists()
    assert list(tmp_path.glob(".d.*")) == []


def test_damaged_evidence_does_not_leave(
    register: Register, exhibits: list[ExhibitId], tmp_path: Path
) -> None:
    """An object that is not what was taken in stops the export before it is logged, and nothing is left behind."""
    identity = hashlib.sha256(bytes(range(256))).hexdigest()
    path = register.path / "objects" / identity[:2] / identity
    path.chmod(0o600)
    path.write_bytes(b"other")
    size = log.current(register).size
    with pytest.raises(IntegrityError):
        export_dossier(register, exhibits, tmp_path / "d", to=COURT)
    assert log.current(register).size == size
    assert list(tmp_path.glob(".d.*")) == []


def test_the_export_is_logged_before_the_folder_is_there(
    register: Register, exhibits: list[ExhibitId], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped after the entry, there is an entry without a dossier; never a dossier without an entry."""

    def stop(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(dossier, "_write_tags", stop)
    size = log.current(register).size
    with pytest.raises(KeyboardInterrupt):
        export_dossier(register, exhibits, tmp_path / "d", to=COURT)
    assert log.current(register).size == size + 1
    assert not (tmp_path / "d").exists()
    assert json.loads((register.path / "register.json").read_bytes())["id"] == register.id


def test_a_named_partner_gets_what_was_agreed_for_them(register: Register, tmp_path: Path) -> None:
    """Consent to sharing with one recipient lets a dossier go to them and to nobody else, and not when it is held."""
    path = tmp_path / "shared.txt"
    path.write_text("shared", encoding="utf-8")
    [one] = add_files(register, [path], given=terms(Access.PARTNER, []))
    change_consent(register, one.exhibit, Wish(give=("share:ICJ",)))
    other, wanted = (Recipient(name=name, reader=Access.PARTNER) for name in ("other", "ICJ"))
    with pytest.raises(UsageError):
        export_dossier(register, [one.exhibit], tmp_path / "no", to=other)
    export_dossier(register, [one.exhibit], tmp_path / "yes", to=wanted)
    hold(register, one.exhibit, authority="court", reason="order 1", until=None)
    with pytest.raises(UsageError):
        export_dossier(register, [one.exhibit], tmp_path / "held", to=wanted)
