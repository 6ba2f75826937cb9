"""verify.py, the stranger's side: signatures, trees and proofs by its own means, and every damage found."""

import ast
import base64
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sijill.model.evidence import Access
from sijill.model.log import Act, Entry
from sijill.record import add_files, verifier
from sijill.record.add import terms
from sijill.record.verifier import verify as stranger
from sijill.record.verifier.verify import Examination
from sijill.store import catalogue, keyring, log, merkle, payload, rotation
from sijill.store.layout import Register
from sijill.store.opening import open_register
from sijill.store.proof import prove, to_text

FILE = Path(stranger.__file__)

# RFC 8032, section 7.1: public key, message, signature.
RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
]

Damage = Callable[[bytes], bytes | None]


def _fails(top: Path, **named: object) -> set[str]:
    """What verify.py names as failing."""
    findings = Examination(str(top), **named).findings  # type: ignore[arg-type]  # keys or files, as asked
    return {where for (_, where, _), state in findings.items() if state == "fails"}


def _files(top: Path, *folders: str) -> list[Path]:
    found = (path for folder in folders for path in (top / folder).rglob("*"))
    return sorted(path for path in found if path.is_file())


def _overwrite(path: Path, content: bytes) -> None:
    path.chmod(0o600)
    path.write_bytes(content)


def _run(*words: object, python: str = sys.executable) -> tuple[int, str]:
    done = subprocess.run([python, str(FILE), *map(str, words)], capture_output=True, check=False)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done.returncode, done.stdout.decode()


def _signed(public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        return stranger.signature_holds(public, message, signature)
    except ValueError:
        return False


def _signed_by_cryptography(public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def test_it_is_one_page_of_the_standard_library() -> None:
    """At most 400 lines, and nothing is imported that Python 3.8 does not bring."""
    text = verifier.program().decode()
    assert text.count("\n") <= 400
    tree = ast.parse(text, feature_version=(3, 8))
    modules = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    modules |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert modules <= set(sys.stdlib_module_names) - {"socket", "subprocess", "urllib", "ctypes"}


@pytest.mark.parametrize(("public", "message", "signature"), RFC_8032)
def test_published_signatures_hold(public: str, message: str, signature: str) -> None:
    """The vectors of RFC 8032, section 7.1, hold, and not for another message."""
    key, text, blob = bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature)
    assert stranger.signature_holds(key, text, blob)
    assert not stranger.signature_holds(key, text + b"x", blob)


def test_a_signature_in_another_spelling_does_not_hold() -> None:
    """S plus the order is the same number to the curve and is refused (RFC 8032, section 5.1.7)."""
    public, message, signature = (bytes.fromhex(each) for each in RFC_8032[2])
    larger = int.from_bytes(signature[32:], "little") + stranger.ORDER
    assert not _signed(public, message, signature[:32] + larger.to_bytes(32, "little"))


def test_verdicts_are_those_of_cryptography() -> None:
    """On 1,000 changed signatures, keys and messages, small and odd points among them, both say the same."""
    chance = random.Random(8032)
    odd = [0, 1, 2, stranger.P - 1, stranger.P, stranger.P + 1, 2**255 - 1, 2**255, 2**256 - 1]
    points = [each.to_bytes(32, "little") for each in odd]
    accepted = 0
    for number in range(1000):
        private = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
        public, message = private.public_key().public_bytes_raw(), chance.randbytes(chance.randrange(40))
        signature = private.sign(message)
        if number % 10 == 1:
            signature = chance.choice(points) + signature[32:]
        elif number % 10 == 2:
            signature = signature[:32] + chance.choice(points)
        elif number % 10 > 3:
            place = chance.randrange(96)
            whole = bytearray(signature + public)
            whole[place] ^= 1 << chance.randrange(8)
            signature, public = bytes(whole[:64]), bytes(whole[64:])
        found = _signed(public, message, signature)
        assert found == _signed_by_cryptography(public, message, signature), (public, message, signature)
        accepted += found
    assert 150 < accepted < 300


def test_roots_and_paths_are_those_of_the_store() -> None:
    """For all trees of up to 70 leaves: the root, each leaf's path, and from the path the older root."""
    leaves = [bytes([number]) for number in range(70)]
    levels, roots = stranger.grow_tree(leaves, range(71))
    assert levels[0] == [merkle.leaf_hash(each) for each in leaves]
    for size in range(1, 71):
        assert roots[size] == merkle.tree_root(size, lambda _level, _index: levels[0])
        for index in range(size):
            path = merkle.inclusion_proof(index, size, lambda _level, _index: levels[0])
            assert stranger.follow(index, size, levels[0][index], path) == (roots[index + 1], roots[size])
            assert stranger.follow(index, size, levels[0][index], [*path, b""])[1] != roots[size]
            assert not path or stranger.follow(index, size, levels[0][index], path[:-1])[1] != roots[size]


def test_full_tiles_are_those_of_the_store(register: Register) -> None:
    """A log of more than one tile a level holds, and so does its first tile's neighbour."""
    log.append(register, [(Act.LINKAGE, {"n": number}) for number in range(600)])
    with catalogue.opened(register):
        pass
    assert Examination(str(register.path)).findings == {}
    assert stranger.tile_name("entries", 1234067, 256) == "log/tile/entries/x001/x234/067"
    assert stranger.tile_name(0, 2, 89) == "log/tile/0/002.p/89"


def test_a_sound_register_holds(filled: Register) -> None:
    """Nothing is found, in English or Arabic, and the exit code is 0; the key's holder may be asked for."""
    assert Examination(str(filled.path), [filled.verifier]).findings == {}
    assert _run(filled.path)[0] == 0
    code, out = _run(filled.path, "--ar", "--key", filled.verifier)
    assert (code, out.splitlines()[0]) == (0, "سليم: ما هنا هو ما وُقّع.")
    told = json.loads(_run(filled.path, "--json")[1])
    assert (told["state"], told["size"], told["findings"]) == ("holds", 5, [])


@pytest.mark.parametrize("version", ["3.8", "3.9", "3.13"])
def test_other_pythons_run_it(filled: Register, version: str) -> None:
    """Python 3.8 and later say the same, where they are installed."""
    places = [
        shutil.which(f"python{version}") or "",
        *Path.home().glob(f".pyenv/versions/{version}.*/bin/python"),
    ]
    runs = [
        each for each in map(str, places) if each and not subprocess.run([each, "-V"], check=False).returncode
    ]
    if not runs:
        pytest.skip(f"Python {version} is not installed")
    found = runs[0]
    assert _run(filled.path, "--against", filled.log / "checkpoints" / "4", python=found)[0] == 0


def test_a_folder_that_is_nothing_could_not_be_run(tmp_path: Path) -> None:
    """No folder: exit code 2. A folder without a log: it fails."""
    assert _run(tmp_path / "nothing")[0] == 2
    assert _run(tmp_path)[0] == 1


@pytest.mark.parametrize("damage", ["flipped", "cut", "emptied", "lengthened", "deleted"])
def test_every_damaged_file_is_named(filled: Register, damage: str) -> None:
    """Each file below objects, log and payload, damaged: fails, and it is named.

    A kept copy of an older checkpoint may be deleted unseen: nothing on this disk says that it existed. A bundle of
    entries is named by its folder: that all entries together do not give the signed root is what is known.
    """
    ways: dict[str, Damage] = {
        "flipped": lambda sound: bytes([sound[0] ^ 1]) + sound[1:],
        "cut": lambda sound: sound[:-1],
        "emptied": lambda _sound: b"",
        "lengthened": lambda sound: sound + b"\n",
        "deleted": lambda _sound: None,
    }
    for path in _files(filled.path, "objects", "log", "payload"):
        name = path.relative_to(filled.path).as_posix()
        if damage == "deleted" and path.parent.name == "checkpoints":
            continue
        sound = path.read_bytes()
        content = ways[damage](sound)
        path.unlink()
        if content is not None:
            path.write_bytes(content)
        found = _fails(filled.path)
        assert any(name.startswith(each) for each in found) or name in str(found), (name, found)
        path.write_bytes(sound)
    assert Examination(str(filled.path)).findings == {}


def test_objects_exchanged_are_named(filled: Register) -> None:
    """Two objects in each other's place: both are named."""
    first, second, _ = _files(filled.path, "objects")
    contents = first.read_bytes(), second.read_bytes()
    _overwrite(first, contents[1])
    _overwrite(second, contents[0])
    assert {each.rsplit("/")[-1] for each in _fails(filled.path)} == {first.name, second.name}


def test_links_are_not_followed(filled: Register) -> None:
    """An object that is a link to its own bytes elsewhere is named: the bytes must lie here."""
    first = _files(filled.path, "objects")[0]
    elsewhere = filled.path / "elsewhere"
    first.rename(elsewhere)
    first.symlink_to(elsewhere)
    assert first.relative_to(filled.path).as_posix() in _fails(filled.path)
    first.unlink()
    os.mkfifo(first)
    assert first.relative_to(filled.path).as_posix() in _fails(filled.path)


def test_what_a_killed_write_left_does_not_fail(filled: Register) -> None:
    """Unfinished files and payloads beyond the end are notes; a file that nothing knows fails."""
    (filled.path / "payload" / "000" / "000005").write_bytes(b"x")
    (filled.path / "objects" / ".ab.staged").write_bytes(b"x")
    (filled.log / "tile" / "0" / "000.p" / "3").write_bytes(b"x")
    assert _fails(filled.path) == set()
    (filled.log / "note.txt").write_bytes(b"x")
    assert _fails(filled.path) == {"log/note.txt"}


def test_another_key_is_refused(filled: Register) -> None:
    """A key that the register does not name, and one whose id does not fit: fails, by name of the description."""
    other = filled.verifier[:-2] + ("A=" if filled.verifier[-2] != "A" else "B=")
    assert "register.json" in _fails(filled.path, known=[other])
    file = filled.path / "register.json"
    file.write_text(file.read_text(encoding="utf-8").replace(filled.verifier, other), encoding="utf-8")
    assert {"register.json", "log/checkpoint"} <= _fails(filled.path)


def test_a_change_of_key_is_followed(filled: Register, tmp_path: Path) -> None:
    """After a change both keys may be given; each damaged byte of the statement is found."""
    rotation.rotate(filled, None)
    again = open_register(filled.path)
    (tmp_path / "more").write_bytes(b"more")
    add_files(again, [tmp_path / "more"], given=terms(Access.TEAM))
    newest = keyring.verifier_at(again, log.current(again).size)
    assert Examination(str(filled.path), [filled.verifier, newest]).findings == {}
    [statement] = _files(filled.path, "log/keys")
    sound = statement.read_bytes()
    for place in range(len(sound)):
        statement.write_bytes(sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :])
        assert _fails(filled.path), place


def test_a_key_that_signed_nothing_does_not_vouch(filled: Register) -> None:
    """A log put back to before the change of key is not the newer key's, though its statement lies there."""
    size = log.current(filled).size
    change = rotation.rotate(filled, None)
    statement = (filled.log / "keys" / str(change.position)).read_bytes()
    for path in [*_files(filled.path, "log/keys"), *(filled.log / "checkpoints").glob(str(size + 1))]:
        path.unlink()
    shutil.copy(filled.log / "checkpoints" / str(size), filled.log / "checkpoint")
    hashes = [merkle.leaf_hash(each) for each in log.leaves(filled, size + 1)][:size]
    (filled.log / "tile" / "0" / "000.p" / str(size)).write_bytes(b"".join(hashes))
    bundle = (filled.log / "tile" / "entries" / "000.p" / str(size + 1)).read_bytes()
    (filled.log / "tile" / "entries" / "000.p" / str(size)).write_bytes(
        bundle[: len(bundle) // (size + 1) * size]
    )
    assert _fails(filled.path, known=[filled.verifier]) == set()
    (filled.log / "keys" / str(change.position)).write_bytes(statement)
    assert "register.json" in _fails(filled.path, known=[change.new])


def test_a_replaced_key_could_not_be_checked(filled: Register) -> None:
    """A key in the place of a lost one is not vouched for by the old one; known from elsewhere, it holds."""
    (filled.path / "keys" / "log.key").unlink()
    change = rotation.replace(filled, None)
    states = set(Examination(str(filled.path)).findings.values())
    assert states == {"unchecked"}
    assert Examination(str(filled.path), [change.new]).findings == {}


def test_what_was_withdrawn_is_told(filled: Register) -> None:
    """A payload that is gone fails; with a tombstone that names its entry it is a note."""
    path = payload.payload_path(filled.path, 2)
    identity = json.loads(path.read_bytes().partition(b"\n")[2])["about"]["object"]
    path.unlink()
    (filled.path / "objects" / identity[:2] / identity).unlink()
    assert _fails(filled.path) == {"payload/000/000002"}
    _append_unchecked(filled, {"withdrawn": [2]})
    findings = Examination(str(filled.path)).findings
    assert [(key, where, detail) for key, where, detail in findings] == [
        ("withdrawn", "payload/000/000002", "5")
    ]


def _append_unchecked(register: Register, about: dict[str, object]) -> None:
    """Append a tombstone; the catalogue is not asked, since it cannot read the payload that is gone."""
    log.append(register, [(Act.WITHDRAWAL, about)])


def _forge(register: Register, dropped: int) -> None:
    """Write the log anew without an entry, signed with the register's own key, as whoever stole it could."""
    size = log.current(register).size
    told = [payload.read(register.path, position)[0] for position in range(size) if position != dropped]
    for path in [*_files(register.path, "log"), *_files(register.path, "payload")]:
        path.unlink()
    log.start(register)
    for entry in told:
        log.append(register, [(entry.act, dict(entry.about))], at=entry.at)


def test_a_dropped_entry_signed_anew_is_refuted_from_outside(filled: Register, tmp_path: Path) -> None:
    """The forged log is sound in itself; an older checkpoint and a depositor's receipt each refute it, and say so."""
    deposit = 3
    receipt, older = tmp_path / "receipt.tlog-proof", tmp_path / "kept.checkpoint"
    receipt.write_bytes(to_text(prove(filled, deposit)))
    shutil.copy(filled.log / "checkpoints" / "4", older)
    assert Examination(str(filled.path), against=[str(receipt), str(older)]).findings == {}
    identity = payload.read(filled.path, deposit)[0].about["object"]
    _forge(filled, deposit)
    (filled.path / "objects" / identity[:2] / identity).unlink()
    assert Examination(str(filled.path), [filled.verifier]).findings == {}
    for kept in (receipt, older):
        [(key, where, _)] = Examination(str(filled.path), against=[str(kept)]).findings
        assert (key, where) == ("forked", str(kept))
        code, out = _run(filled.path, "--against", kept)
        assert code == 1
        assert "entries were rewritten, dropped or cut off" in out


def test_a_dropped_entry_is_refuted_at_the_same_size(filled: Register, tmp_path: Path) -> None:
    """Also where the forger fills the gap with another entry, so that the log is as long as before."""
    receipt = tmp_path / "receipt.tlog-proof"
    receipt.write_bytes(to_text(prove(filled, 1)))
    _forge(filled, 1)
    log.append(filled, [(Act.LINKAGE, {})])
    assert str(receipt) in _fails(filled.path, against=[str(receipt)])


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"c2sp.org/tlog-proof@v1\n", b"a\n" * 9, b"x" * 100_000]
)
def test_what_is_no_checkpoint_is_told(filled: Register, tmp_path: Path, content: bytes) -> None:
    """A file from outside that is no checkpoint or receipt fails by its name."""
    file = tmp_path / "kept"
    file.write_bytes(content)
    assert _fails(filled.path, against=[str(file)]) == {str(file)}


HOSTILE: list[Damage] = [
    lambda _sound: b"[" * 100_000,
    lambda _sound: b'{"a":' * 50_000,
    lambda _sound: b"9" * 100_000,
    lambda _sound: b"\x00" * 70_000,
    lambda _sound: b"\xff" * 70_000,
    lambda sound: sound.replace(b"\n5\n", b"\n999999999999999\n"),
    lambda sound: sound.replace(b"\n5\n", b"\n05\n"),
    lambda sound: sound.replace(b"=", b""),
    lambda sound: sound.replace(b"\n", b"\r\n"),
    lambda sound: sound[: len(sound) // 2],
    lambda sound: sound[::-1],
    lambda sound: sound * 3,
    lambda sound: sound.replace(b'"', b"'"),
    lambda _sound: b'{"act": "accession", "about": [1]}',
    lambda _sound: ("0" * 64 + '\n{"act": "accession", "about": {"withdrawn": 5, "object": []}}').encode(),
    lambda sound: sound.replace("—".encode(), b"-"),
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_files_are_found_and_do_not_stop_it(filled: Register, number: int) -> None:
    """Deep, huge, cut, mixed and misspelt content of every small file: no exception, and never 'holds'."""
    chance, tried = random.Random(number), 0
    for path in [*_files(filled.path, "log", "payload"), filled.path / "register.json"]:
        sound = path.read_bytes()
        content = HOSTILE[number](sound) or b""
        # White space between JSON's words says nothing.
        is_same = content.split() == sound.split() if path.suffix == ".json" else content == sound
        if is_same:
            continue
        tried += 1
        _overwrite(path, content)
        assert _fails(filled.path), path
        noise = bytearray(sound)
        for _ in range(chance.randrange(1, 9)):
            noise[chance.randrange(len(noise))] = chance.randrange(256)
        _overwrite(path, bytes(noise))
        assert _fails(filled.path) or bytes(noise) == sound
        _overwrite(path, sound)
    assert tried


def test_a_hostile_signer_does_not_stop_it(register: Register) -> None:
    """Entries that are signed and make no sense are told, not stumbled over."""
    for about in ({"withdrawn": 5}, {"withdrawn": ["x", -1, 10**30, None]}, {"object": [1], "exhibit": {}}):
        log.append(register, [(Act.ACCESSION, dict(about))])
    assert _fails(register.path)


def test_hostile_names_cannot_change_what_is_read(filled: Register) -> None:
    """A file whose name reorders or breaks the line, or is not UTF-8, is told with its letters escaped."""
    for name in (b"log/\xe2\x80\xaesdloh", b"log/\nHOLDS", b"log/\xff"):
        Path(os.fsdecode(os.fsencode(filled.path) + b"/" + name)).write_bytes(b"")
    code, out = _run(filled.path)
    assert code == 1
    assert "\u202e" not in out
    assert sum(line.startswith("HOLDS") for line in out.splitlines()) == 0


def test_base64_in_another_spelling_is_refused() -> None:
    """Bits that no byte needs, missing padding, line ends: refused, as the log refuses them."""
    assert stranger.from_base64(base64.b64encode(b"abcd").decode()) == b"abcd"
    for text in ("YWJjZB==", "YWJjZA", "YWJjZA==\n", "YWJj ZA==", "YWJjZé=="):
        with pytest.raises(ValueError, match=r"."):
            stranger.from_base64(text)


def test_the_entry_of_a_payload_is_what_the_store_reads(filled: Register) -> None:
    """Both read the same act and content, and the same leaf."""
    for position in range(5):
        entry: Entry = payload.read(filled.path, position)[0]
        told = stranger.read_payload(payload.payload_path(filled.path, position).read_bytes())
        assert (told.act, told.about) == (entry.act.value, dict(entry.about))
        assert told.hash == merkle.leaf_hash(list(log.leaves(filled, 5))[position])
