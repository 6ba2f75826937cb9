"""The verbs of mirror and time on the command line: what they print, and how they exit."""

from pathlib import Path

import pytest

from authority import Authority
from sijill.store.layout import Register

from .running import Run


def test_mirror_prints_what_it_took(run: Run, filled: Register, tmp_path: Path) -> None:
    """A first run says which key it believes; JSON tells the counts; check tells that nothing is missing."""
    done = run("mirror", tmp_path / "m", "-R", filled.path)
    assert done.code == 0
    assert "5 log entries" in done.out
    assert filled.verifier in done.err
    assert run("mirror", "--from", filled.path, tmp_path / "m", "--json").told["files"] == 0
    checked = run("mirror", tmp_path / "m", "--check", "-R", filled.path, "--json")
    assert (checked.code, checked.told["state"]) == (0, "holds")
    assert checked.told["findings"][0]["key"] == "mirror_current"


def test_mirror_exits_with_one_where_something_is_lacking(run: Run, filled: Register, tmp_path: Path) -> None:
    """A damaged object is named, with the next safe step."""
    path = next((filled.path / "objects").glob("*/*"))
    path.chmod(0o600)
    path.write_bytes(b"bad")
    done = run("mirror", tmp_path / "m", "-R", filled.path)
    assert done.code == 1
    assert path.name in done.out
    assert "sijill repair" in done.out


def test_repair_tells_what_it_did(run: Run, filled: Register, tmp_path: Path) -> None:
    """Each file, the folder of the damaged bytes, and the log entry; nothing to do is said as well."""
    run("mirror", tmp_path / "m", "-R", filled.path)
    path = filled.path / "payload" / "000" / "000002"
    path.write_bytes(b"bad")
    done = run("repair", filled.path, "--from", tmp_path / "m")
    assert done.code == 0
    assert "payload/000/000002" in done.out
    assert "aside" in done.err
    assert "Log entry 5" in done.err
    assert "Nothing to put back" in run("repair", filled.path, "--from", tmp_path / "m").out


def test_what_a_locked_key_leaves_unlogged_is_logged_later(
    run: Run,
    filled: Register,
    tmp_path: Path,
    quick_passphrase: None,  # noqa: ARG001 - a fixture
) -> None:
    """Put back without the passphrase, the log is told by the next run that has it."""
    (tmp_path / "key").write_text("a long passphrase\n", encoding="utf-8")
    assert run("key", "passphrase", filled.path, "--new-key-file", tmp_path / "key").code == 0
    run("mirror", tmp_path / "m", "-R", filled.path)
    (filled.path / "payload" / "000" / "000002").unlink()
    (tmp_path / "wrong").write_text("wrong\n", encoding="utf-8")
    done = run("repair", filled.path, "--from", tmp_path / "m", "--key-file", tmp_path / "wrong")
    assert done.code == 2
    assert "not in the log yet" in done.err
    assert run("verify", filled.path).code == 0
    done = run("repair", filled.path, "--from", tmp_path / "m", "--key-file", tmp_path / "key", "--json")
    assert (done.code, done.told["restored"], done.told["logged"]) == (0, [], [5])


def test_stamps_go_out_and_come_in(
    run: Run, filled: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Request, answer and verification with the authority's root, all by files."""
    authority = Authority(tmp_path / "authority", "First Stamps")
    monkeypatch.chdir(tmp_path)
    assert "checkpoint-5.tsq" in run("stamp", "request", filled.path).out
    authority.answer(tmp_path / "checkpoint-5.tsq", tmp_path / "a.tsr")
    done = run("stamp", "take", tmp_path / "a.tsr", "-R", filled.path)
    assert done.code == 0
    assert "first-stamps" in done.out
    assert "--certificates" in done.err
    assert run("verify", filled.path).code == 1
    assert run("verify", filled.path, "--stamp-root", authority.root).code == 0
    assert run("verify", filled.path, "--stamp-root", tmp_path / "a.tsr").code == 2
    taken = run(
        "stamp", "take", tmp_path / "a.tsr", "-R", filled.path, "--certificates", authority.root, "--json"
    )
    assert taken.told["checked"]
    assert run("verify", filled.path).code == 0


def test_a_register_is_added(
    run: Run, filled: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`sijill add OTHER.register` takes its deposits in; registers and files together are refused."""
    monkeypatch.chdir(tmp_path)
    assert run("init", "field.register", "--no-passphrase").code == 0
    (tmp_path / "new.txt").write_text("جديد", encoding="utf-8")
    assert run("add", "new.txt", "-R", "field.register").code == 0
    done = run("add", "field.register", "-R", filled.path)
    assert (done.code, "1 deposits taken in" in done.out) == (0, True)
    assert run("add", "field.register", "-R", filled.path, "--json").told[0]["added"] == []
    assert run("add", "field.register", "new.txt", "-R", filled.path).code == 2
    assert run("verify", filled.path).code == 0
