"""Passphrases and keys on the command line: three ways to give one, and one line for each that does not work."""

import getpass
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sijill.cli import signing
from sijill.cli.registers import print_json
from sijill.record import reading
from sijill.store import keyring, log
from sijill.store.layout import Register, find_register
from sijill.store.opening import create_register

from .running import Run

pytestmark = pytest.mark.usefixtures("no_flush", "in_process", "quick_passphrase")

Typing = Callable[..., list[str]]


@contextmanager
def _descriptor(content: bytes) -> Iterator[int]:
    """A pipe that holds ``content`` and was closed at the other end."""
    reading, writing = os.pipe()
    os.write(writing, content)
    os.close(writing)
    try:
        yield reading
    finally:
        os.close(reading)


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Typing:
    """Have somebody at a terminal type these lines; the returned list fills with what they were asked."""

    def typed(*lines: str) -> list[str]:
        waiting, asked = list(lines), list[str]()

        def answer(sentence: str) -> str:
            asked.append(sentence)
            return waiting.pop(0)

        monkeypatch.setattr(signing, "_has_terminal", lambda: True)
        monkeypatch.setattr(getpass, "getpass", answer)
        return asked

    return typed


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no terminal to ask at."""
    monkeypatch.setattr(signing, "_has_terminal", lambda: False)


@pytest.fixture
def locked(tmp_path: Path) -> Register:
    """A register whose key lies behind the passphrase ``words``."""
    return find_register(create_register(tmp_path / "locked.register", phrase=b"words").path)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A short text."""
    path = tmp_path / "a.txt"
    path.write_text("شهادة", encoding="utf-8")
    return path


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """A file that holds the passphrase ``words``, with the line end of an editor."""
    path = tmp_path / "words.key"
    path.write_bytes(b"words\n")
    return path


def test_a_passphrase_typed_twice(run: Run, tmp_path: Path, typing: Typing) -> None:
    """`sijill init` asks twice, refuses two that differ, and prints the passphrase nowhere."""
    asked = typing("كلمة سر", "كلمة سرّ")
    ended = run("init", tmp_path / "new.register")
    assert (ended.code, ended.out, len(asked)) == (2, "", 2)
    assert not (tmp_path / "new.register").exists()
    typing("كلمة سر", "كلمة سر")
    ended = run("init", tmp_path / "new.register")
    assert ended.code == 0
    assert "كلمة" not in ended.out + ended.err
    register = find_register(tmp_path / "new.register")
    assert keyring.is_locked(register, register.verifier)


def test_a_file_descriptor_and_a_key_file(run: Run, tmp_path: Path, words: Path, text: Path) -> None:
    """A passphrase read from a descriptor opens the key as the same one in a file does, line end or not."""
    place = tmp_path / "new.register"
    with _descriptor(b"words") as number:
        assert run("init", place, "--passphrase-fd", number).code == 0
    assert run("add", text, "-R", place, "--key-file", words).code == 0
    with _descriptor(b"words\r\n") as number:
        assert run("add", text, "-R", place, "--passphrase-fd", number).code == 0
    assert run("verify", place).code == 0


def test_a_random_key_file(run: Run, tmp_path: Path, text: Path) -> None:
    """A file of random bytes serves as well as words."""
    place, file = tmp_path / "new.register", tmp_path / "random.key"
    file.write_bytes(bytes(range(256)))
    assert run("init", place, "--key-file", file).code == 0
    assert run("add", text, "-R", place, "--key-file", file).code == 0


def test_no_passphrase_is_said_plainly(run: Run, tmp_path: Path) -> None:
    """A key in clear has to be asked for, and the answer says what that means."""
    ended = run("init", tmp_path / "new.register", "--no-passphrase")
    assert ended.code == 0
    assert "lies in clear" in ended.err


@pytest.mark.usefixtures("nobody")
def test_one_line_for_each_way_that_does_not_work(
    run: Run, tmp_path: Path, words: Path, text: Path, locked: Register
) -> None:
    """Without a terminal, with a wrong or empty passphrase, a closed descriptor, two ways: one line, nothing written."""
    (tmp_path / "empty.key").write_bytes(b"\n")
    (tmp_path / "long.key").write_bytes(bytes(10_000))
    (tmp_path / "wrong.key").write_bytes(b"other words")
    asked = [
        ([], "no terminal"),
        (["--passphrase-fd", 987], "descriptor"),
        (["--key-file", tmp_path / "gone.key"], "no such file"),
        (["--key-file", tmp_path], "cannot be read"),
        (["--key-file", tmp_path / "empty.key"], "empty"),
        (["--key-file", tmp_path / "long.key"], "too long"),
        (["--key-file", words, "--passphrase-fd", 0], "not several"),
    ]
    wrong = (["--key-file", tmp_path / "wrong.key"], "doesn't open")
    for options, reason in [*asked, wrong]:
        ended = run("add", text, "-R", locked.path, *options)
        assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1), options
        assert reason in ended.err
    for options, reason in [*asked, (["--key-file", words, "--no-passphrase"], "not several")]:
        ended = run("init", tmp_path / "new.register", *options)
        assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1), options
        assert reason in ended.err
        assert not (tmp_path / "new.register").exists()
    assert log.current(locked).size == 1
    assert not list((locked.path / "objects").iterdir())


def test_a_key_file_that_is_cut_off(run: Run, locked: Register, words: Path, text: Path) -> None:
    """A signing key that is cut off, or gone, is named in one line, and the record still verifies."""
    path = keyring.key_path(locked, locked.verifier)
    path.write_bytes(path.read_bytes()[:70])
    ended = run("add", text, "-R", locked.path, "--key-file", words)
    assert (ended.code, ended.err.count("\n")) == (1, 1)
    assert "damaged or cut off" in ended.err
    path.unlink()
    ended = run("add", text, "-R", locked.path, "--key-file", words)
    assert (ended.code, ended.err.count("\n")) == (1, 1)
    assert "replace" in ended.err
    assert run("verify", locked.path).code == 0


def test_every_verb_that_writes_takes_the_passphrase_once(
    run: Run, locked: Register, words: Path, tmp_path: Path, typing: Typing
) -> None:
    """Each verb asks once before its work, and takes a key file instead."""
    for number, name in enumerate("ab"):
        file = tmp_path / f"{name}.csv"
        file.write_text(f"id,name\n1,Salim Kamel al-Haddad\n2,Marwan {number}\n", encoding="utf-8")
        assert run("add", file, "--list", name, "-R", locked.path, "--key-file", words).code == 0
    for verb in ("link", "count", "claim", "publish", "rebuild"):
        asked = typing("words")
        option = "-R"
        assert run(verb, option, locked.path, "--json").code == 0, verb
        assert len(asked) == 1, verb
    assert run("publish", "-R", locked.path, "--key-file", words).code == 0


@pytest.mark.usefixtures("nobody")
def test_rebuilding_what_is_there_needs_no_key(run: Run, locked: Register, words: Path, text: Path) -> None:
    """Where the same content comes back nothing is signed, so nobody is asked."""
    assert run("add", text, "-R", locked.path, "--key-file", words).code == 0
    assert run("rebuild", locked.path).code == 0
    keyring.key_path(locked, locked.verifier).unlink()
    assert run("rebuild", locked.path).code == 0


@pytest.mark.usefixtures("nobody")
def test_rebuilding_refuses_before_anything_goes(
    run: Run, locked: Register, words: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a run may have to be signed, a rebuild without the passphrase leaves every byte as it was; with it, it is done."""
    for name in "ab":
        file = tmp_path / f"{name}.csv"
        file.write_text("id,name\n1,Salim Kamel al-Haddad\n2,Marwan Nader\n", encoding="utf-8")
        assert run("add", file, "--list", name, "-R", locked.path, "--key-file", words).code == 0
    monkeypatch.setattr(reading, "METHOD", "another version")
    _refuses_to_rebuild(run, locked)
    monkeypatch.undo()
    monkeypatch.setattr(signing, "_has_terminal", lambda: False)
    monkeypatch.setattr(reading, "TOOL", "sijill 99")
    _refuses_to_rebuild(run, locked)
    monkeypatch.undo()
    monkeypatch.setattr(signing, "_has_terminal", lambda: False)
    assert run("link", "-R", locked.path, "--key-file", words).code == 0
    _refuses_to_rebuild(run, locked)
    assert run("rebuild", locked.path, "--key-file", words).code == 0


def _refuses_to_rebuild(run: Run, register: Register) -> None:
    before = {path: path.read_bytes() for path in register.path.rglob("*") if path.is_file()}
    told = run("rebuild", register.path)
    assert told.code == 2
    assert "--key-file" in told.err
    after = {path: path.read_bytes() for path in register.path.rglob("*") if path.is_file()}
    changed = {path.name for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert changed <= {"catalogue.sqlite-shm", "catalogue.sqlite-wal"}


def test_rotate(run: Run, locked: Register, words: Path, text: Path, typing: Typing) -> None:
    """The new key lies behind the same passphrase; the register verifies across the change, with either key known."""
    typing("words")
    told = run("key", "rotate", locked.path, "--actor", "س", "--json").told
    assert sorted(told) == ["lost", "new", "old", "position"]
    assert run("add", text, "-R", locked.path, "--key-file", words).code == 0
    assert run("verify", locked.path).code == 0
    known = run("verify", locked.path, "--key", told["old"], "--key", told["new"], "--json").told
    assert (known["state"], [each["key"] for each in known["findings"]]) == ("holds", ["key_known"] * 2)
    entries = list(log.entries(locked, 0, log.current(locked).size))
    assert entries[1].actor == "س"
    assert "new key" in run("key", "rotate", "-R", locked.path, "--key-file", words).out


def test_passphrase(
    run: Run, locked: Register, words: Path, text: Path, tmp_path: Path, typing: Typing
) -> None:
    """The old passphrase is asked for once and the new one twice; files and descriptors serve for both."""
    asked = typing("words", "new", "new")
    assert run("key", "passphrase", locked.path).code == 0
    assert len(asked) == 3
    assert run("add", text, "-R", locked.path, "--key-file", words).code == 2
    newer = tmp_path / "newer.key"
    newer.write_bytes(b"newer")
    with _descriptor(b"new") as number:
        ended = run(
            "key", "passphrase", locked.path, "--passphrase-fd", number, "--new-key-file", newer, "--json"
        )
    assert ended.told["verifier"] == locked.verifier
    assert run("add", text, "-R", locked.path, "--key-file", newer).code == 0


def test_a_register_of_format_1_warns(run: Run, register: Register, text: Path, typing: Typing) -> None:
    """A register of an earlier version is written to with a warning, until its key is encrypted."""
    file = register.path / "register.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"format": 2', '"format": 1'), encoding="utf-8")
    assert "sijill key passphrase" in run("add", text, "-R", register.path).err
    asked = typing("words", "words", "words")
    assert run("key", "passphrase", register.path).code == 0
    ended = run("add", text, "-R", register.path)
    assert (ended.code, len(asked)) == (0, 3)
    assert "in clear" not in ended.err


def test_replace(run: Run, locked: Register, words: Path, text: Path) -> None:
    """After a lost key the record goes on: what follows could not be checked, until the new key is given."""
    assert run("key", "replace", locked.path, "--key-file", words).code == 0
    assert run("add", text, "-R", locked.path, "--key-file", words).code == 0
    unknown = run("verify", locked.path, "--json")
    assert (unknown.code, unknown.told["state"]) == (1, "unchecked")
    assert [each["key"] for each in unknown.told["findings"]] == ["key_replaced"]
    (change,) = keyring.changes(locked, 9)
    known = run("verify", locked.path, "--key", change.new)
    assert known.code == 0
    old_alone = run("verify", locked.path, "--key", change.old)
    assert old_alone.code == 1
    assert "replaced a lost one" in old_alone.out


def test_a_key_in_clear_is_not_replaced(run: Run, register: Register) -> None:
    """Where the key can sign, `replace` refuses and names `rotate`, before it asks for anything."""
    ended = run("key", "replace", register.path, "--no-passphrase")
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert "rotate" in ended.err


def test_actor(run: Run, register: Register, text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who acted stands in the entry as they gave it; the system's name of the user never does."""
    monkeypatch.setenv("USER", "canary")
    monkeypatch.setenv("LOGNAME", "canary")
    assert run("add", text, "-R", register.path).code == 0
    monkeypatch.setenv("SIJILL_ACTOR", "مراجعة ١")
    assert run("add", text, "-R", register.path).code == 0
    assert run("add", text, "-R", register.path, "--actor", "B").code == 0
    entries = list(log.entries(register, 0, log.current(register).size))
    assert [entry.actor for entry in entries] == ["", "", "", "مراجعة ١", "B"]
    for path in register.path.rglob("*"):
        if path.is_file():
            assert b"canary" not in path.read_bytes()
    for bad in ("a\nb", "x" * 65, "\u202e"):
        ended = run("add", text, "-R", register.path, "--actor", bad)
        assert (ended.code, ended.err.count("\n")) == (2, 1)


def test_no_secret_on_the_command_line(run: Run) -> None:
    """No verb has an option that takes a passphrase itself."""
    for verb in ("init", "add", "publish", "key rotate", "key passphrase", "key replace"):
        told = run(*verb.split(), "--help").out
        assert "--passphrase-fd" in told
        assert "--passphrase " not in told


def test_json_shows_no_key(capfdbinary: pytest.CaptureFixture[bytes], locked: Register) -> None:
    """What holds an unlocked key prints as JSON without it."""
    opened = keyring.unlocked(locked, locked.verifier, b"words")
    print_json({"register": opened, "signer": opened.signer})
    printed = json.loads(capfdbinary.readouterr().out)
    assert sorted(printed["signer"]) == ["name"]
    assert "signer" not in printed["register"]
