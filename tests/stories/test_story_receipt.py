"""A depositor's receipt outlives a stolen key: from handing in, to finding that the log was written anew."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sijill.cli import sijill
from sijill.store import catalogue, keyring, log
from sijill.store.layout import Register, find_register


def _run(*words: object) -> tuple[int, Any]:
    done = CliRunner().invoke(sijill, [*map(str, words), "--json"])
    return done.exit_code, json.loads(done.stdout)


def _rewrite(register: Register, without: str) -> None:
    """Do what a thief with disk and passphrase can: drop a deposit and sign a log that never had it."""
    signer = keyring.load_key(register, register.verifier, b"a long passphrase")
    entries = list(log.entries(register, 0, log.current(register).size))
    for folder in ("log", "payload"):
        shutil.rmtree(register.path / folder)
        register.folder(folder)
    register.catalogue.unlink()
    unlocked = keyring.unlocked(register, register.verifier, b"a long passphrase")
    log.start(unlocked)
    for entry in entries:
        if entry.about.get("exhibit") != without:
            log.append(register, [(entry.act, dict(entry.about))], at=entry.at, prepare=lambda: signer)
    with catalogue.opened(register):
        pass


@pytest.mark.usefixtures("no_flush", "in_process")
def test_what_a_depositor_keeps_refutes_the_thief(tmp_path: Path) -> None:
    """The rewritten register holds by itself; each depositor's receipt, and the kept checkpoint, refute it."""
    place, key = tmp_path / "r.register", tmp_path / "passphrase"
    key.write_text("a long passphrase\n", encoding="utf-8")
    folder, receipts = tmp_path / "handed in", tmp_path / "receipts"
    folder.mkdir()
    for name in ("بيان", "قائمة", "شهادة"):
        (folder / f"{name}.txt").write_text(name, encoding="utf-8")
    code, made = _run("init", place, "--key-file", key)
    assert code == 0
    code, told = _run("add", folder, "-R", place, "--key-file", key, "--receipts", receipts, "--actor", "ر")
    assert code == 0
    assert len(list(receipts.iterdir())) == len(told["added"]) == 3
    kept = tmp_path / "kept.checkpoint"
    shutil.copy(place / "log" / "checkpoint", kept)

    against = [word for path in (*receipts.iterdir(), kept) for word in ("--against", path)]
    code, told_again = _run("verify", place, "--key", made["verifier"], *against)
    assert (code, told_again["state"], len(told_again["findings"])) == (0, "holds", 5)

    _rewrite(find_register(place), told["added"][1]["exhibit"])
    code, alone = _run("verify", place, "--key", made["verifier"])
    assert (code, alone["state"]) == (0, "holds")
    for path in receipts.iterdir():
        code, refuted = _run("verify", place, "--against", path)
        assert (code, refuted["state"]) == (1, "fails")
    code, refuted = _run("verify", place, "--against", kept)
    assert code == 1
    assert "against_longer" in {each["key"] for each in refuted["findings"]}
