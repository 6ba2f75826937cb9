"""`sijill prove`, `add --receipts` and `verify --against`: receipts given, and brought back."""

import hashlib
from pathlib import Path

import pytest

from sijill.store import log, payload
from sijill.store.layout import Register
from sijill.store.proof import from_text

from .running import Run

pytestmark = pytest.mark.usefixtures("in_process")


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A short text."""
    path = tmp_path / "a.txt"
    path.write_text("شهادة", encoding="utf-8")
    return path


def test_a_receipt_for_each_deposit(run: Run, register: Register, text: Path, tmp_path: Path) -> None:
    """`--receipts` writes one file for each deposit, named by exhibit and entry, which the register confirms."""
    folder = tmp_path / "receipts" / "3 May"
    ended = run("add", text, text, "-R", register.path, "--receipts", folder)
    number = ended.out.split()[0]
    names = sorted(path.name for path in folder.iterdir())
    assert names == [f"{number}.1.tlog-proof", f"{number}.2.tlog-proof"]
    assert register.verifier in ended.err
    run("add", text, "-R", register.path)
    against = [word for name in names for word in ("--against", folder / name)]
    told = run("verify", register.path, *against, "--json").told
    assert told["state"] == "holds"
    assert [each["key"] for each in told["findings"]] == ["against_receipt_holds"] * 2


def test_receipts_do_not_go_into_the_register(run: Run, register: Register, text: Path) -> None:
    """A folder inside the register is refused before anything is added."""
    ended = run("add", text, "-R", register.path, "--receipts", register.path / "receipts")
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert log.current(register).size == 1


def test_prove_by_exhibit_or_entry(run: Run, register: Register, text: Path, tmp_path: Path) -> None:
    """An exhibit or an entry gives the same receipt, on standard output, in a file, or as JSON."""
    number = run("add", text, "-R", register.path).out.split()[0]
    printed = run("prove", number, "-R", register.path)
    assert printed.code == 0
    assert from_text(printed.out.encode()).index == 1
    assert register.verifier in printed.err
    told = run("prove", "1", "-R", register.path, "--json").told
    assert sorted(told) == ["position", "receipt", "verifier", "written"]
    assert (told["position"], told["receipt"], told["verifier"]) == (1, printed.out, register.verifier)
    out = tmp_path / "mine.tlog-proof"
    assert run("prove", number, "-R", register.path, "--out", out).code == 0
    assert out.read_bytes() == printed.out.encode()
    assert run("verify", register.path, "--against", out).code == 0


def test_opened_with_its_payload(run: Run, register: Register, text: Path, tmp_path: Path) -> None:
    """With `--open` the payload lies beside the receipt, and hashes to what the receipt's leaf commits to."""
    number = run("add", text, "-R", register.path, "--source", "سلمى").out.split()[0]
    out = tmp_path / "mine.tlog-proof"
    assert run("prove", number, "-R", register.path, "--open").code == 2
    assert run("prove", number, "-R", register.path, "--open", "--out", out).code == 0
    salt, _, body = (tmp_path / "mine.tlog-proof.payload").read_bytes().partition(b"\n")
    commitment = hashlib.sha256(bytes.fromhex(salt.decode()) + body).hexdigest()
    assert from_text(out.read_bytes()).extra == payload.leaf_of(commitment)
    assert "سلمى" in body.decode()
    assert "سلمى".encode() not in out.read_bytes()


@pytest.mark.parametrize("asked", ["2026-999999", "99", "١", "-1", "x"])
def test_nothing_to_prove(run: Run, register: Register, asked: str) -> None:
    """What is no exhibit and no entry gives one line."""
    ended = run("prove", "-R", register.path, "--", asked)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)


def test_an_exhibit_of_two_deposits(run: Run, register: Register, text: Path) -> None:
    """Deposited twice, an exhibit has two receipts, and the answer names both entries."""
    number = run("add", text, text, "-R", register.path).out.split()[0]
    ended = run("prove", number, "-R", register.path)
    assert ended.code == 2
    assert "1, 2" in ended.err


def test_what_cannot_be_compared(run: Run, register: Register, tmp_path: Path) -> None:
    """A file that is gone, no checkpoint, or none of this log could not be checked, with exit 1."""
    (tmp_path / "words.txt").write_text("words", encoding="utf-8")
    other = tmp_path / "other.register"
    run("init", other, "--no-passphrase")
    for path, key in (
        (tmp_path / "gone", "against_unreadable"),
        (tmp_path, "against_unreadable"),
        (tmp_path / "words.txt", "against_unknown"),
        (other / "log" / "checkpoint", "against_other_log"),
    ):
        ended = run("verify", register.path, "--against", path, "--json")
        assert (ended.code, ended.told["state"]) == (1, "unchecked")
        assert [each["key"] for each in ended.told["findings"]] == [key]


def test_a_key_that_is_none(run: Run, register: Register) -> None:
    """A public key that is mistyped, or another register's, is told from the one that signed."""
    assert run("verify", register.path, "--key", register.verifier).code == 0
    mistyped = register.verifier[:-6] + "AAAAA" + register.verifier[-1]
    ended = run("verify", register.path, "--key", mistyped)
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    known = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    ended = run("verify", register.path, "--key", known)
    assert ended.code == 1
    assert "never signed this log" in ended.out


def test_nothing_is_written_into_a_register(run: Run, register: Register, tmp_path: Path) -> None:
    """A file asked for inside a register, by a link to it too, is refused: its verification would fail of it."""
    (tmp_path / "link").symlink_to(register.path)
    for out in (register.path / "p", register.path / "payload" / "p", tmp_path / "link" / "log" / "p"):
        ended = run("prove", "0", "-R", register.path, "--out", out)
        assert (ended.code, "inside a register" in ended.err) == (2, True)
        assert not out.exists()
    assert run("verify", register.path).code == 0
