"""A register packed into one age file comes back whole; a damaged, cut or foreign file makes none."""

import io
import tarfile
from pathlib import Path

import pyrage
import pytest

from sijill.errors import SijillError
from sijill.model.evidence import Access
from sijill.record import add_files, verify
from sijill.record.add import terms
from sijill.record.closing import close, reopen
from sijill.store.layout import Register


@pytest.fixture
def identity(tmp_path: Path) -> Path:
    """A file with a secret key."""
    path = tmp_path / "our.key"
    path.write_text(f"{pyrage.x25519.Identity.generate()}\n", encoding="ascii")
    return path


def _public(identity: Path) -> str:
    return str(pyrage.x25519.Identity.from_str(identity.read_text().strip()).to_public())


def test_what_was_packed_comes_back_whole(filled: Register, identity: Path, tmp_path: Path) -> None:
    """Objects, log, payloads, keys and tables are byte for byte what they were, read-only where they were."""
    close(filled, tmp_path / "r.age", [_public(identity)])
    found = reopen(tmp_path / "r.age", tmp_path / "back.register", identity)
    assert verify(found).findings == ()
    for folder in ("objects", "log", "payload", "keys", "tables", "derived"):
        packed = [path for path in (filled.path / folder).rglob("*") if path.is_file()]
        assert packed, folder
        for path in packed:
            copy = found.path / path.relative_to(filled.path)
            assert copy.read_bytes() == path.read_bytes()
            assert copy.stat().st_mode == path.stat().st_mode
    assert "شهادة".encode() not in (tmp_path / "r.age").read_bytes()


def test_files_of_whole_blocks_and_empty_ones_end_nothing(
    register: Register, identity: Path, tmp_path: Path
) -> None:
    """A file whose size is a multiple of tar's blocks, or nothing, is packed, and all that comes behind it."""
    folder = tmp_path / "in"
    folder.mkdir()
    for size in (0, 1, 511, 512, 513, 1024, 512 * 40):
        (folder / f"{size}").write_bytes(bytes([size % 251]) * size)
    add_files(register, [folder], given=terms(Access.TEAM))
    (register.path / "aside").mkdir()
    (register.path / "aside" / "empty").touch()
    close(register, tmp_path / "r.age", [_public(identity)])
    found = reopen(tmp_path / "r.age", tmp_path / "back.register", identity)
    assert verify(found).findings == ()
    assert (found.path / "aside" / "empty").read_bytes() == b""
    assert len([path for path in (found.path / "objects").rglob("*") if path.is_file()]) == 7


@pytest.mark.parametrize("damage", ["cut", "changed", "stranger", "no tar", "above"])
def test_what_is_damaged_makes_no_register(
    filled: Register, identity: Path, tmp_path: Path, damage: str
) -> None:
    """Cut off, changed, for others, no archive, or with a path out of the folder: one error, and nothing is left."""
    packed, out = tmp_path / "r.age", tmp_path / "new" / "back.register"
    key = _public(identity)
    close(filled, packed, [key])
    content = packed.read_bytes()
    recipient = pyrage.x25519.Recipient.from_str(key)
    if damage == "cut":
        packed.write_bytes(content[:-70_000] if len(content) > 140_000 else content[:-100])
    elif damage == "changed":
        packed.write_bytes(content[:-40] + bytes([content[-40] ^ 1]) + content[-39:])
    elif damage == "stranger":
        identity.write_text(f"{pyrage.x25519.Identity.generate()}\n", encoding="ascii")
    elif damage == "no tar":
        packed.write_bytes(pyrage.encrypt(b"no archive" * 999, [recipient]))
    else:
        archive = io.BytesIO()
        with tarfile.open(fileobj=archive, mode="w") as made:
            made.addfile(tarfile.TarInfo("../outside"), io.BytesIO())
        packed.write_bytes(pyrage.encrypt(archive.getvalue(), [recipient]))
    with pytest.raises(SijillError):
        reopen(packed, out, identity)
    assert list(out.parent.iterdir()) == []
    assert not (out.parent.parent / "outside").exists()


def test_nothing_is_packed_for_nobody(filled: Register, identity: Path, tmp_path: Path) -> None:
    """Without a recipient, into the register, or over a file: refused, and nothing is logged or written."""
    (tmp_path / "there.age").touch()
    before = verify(filled).entries
    keys = []
    for out, to in [
        (tmp_path / "r.age", []),
        (tmp_path / "there.age", [_public(identity)]),
        (filled.path / "r.age", [_public(identity)]),
        (tmp_path / "r.age", ["age1x"]),
    ]:
        with pytest.raises(SijillError) as caught:
            close(filled, out, to)
        keys.append(caught.value.key)
    assert keys == ["close_no_recipient", "close_target", "close_target", "bad_recipient"]
    assert verify(filled).entries == before
    assert not (tmp_path / "r.age").exists()
