"""`sijill export dossier` and `verify --write-verifier`: what they print, how they end, what one line says."""

import subprocess
import sys
from pathlib import Path

import pytest

from sijill.store import log
from sijill.store.layout import Register

from .running import Run

pytestmark = pytest.mark.usefixtures("in_process")


@pytest.fixture
def exhibit(run: Run, register: Register, tmp_path: Path) -> str:
    """The number of a public exhibit."""
    (tmp_path / "a.txt").write_text("شهادة", encoding="utf-8")
    ended = run("add", tmp_path / "a.txt", "-R", register.path, "--access", "public")
    return ended.out.split()[0]


def test_a_dossier_is_given_out_and_checked(
    run: Run, register: Register, exhibit: str, tmp_path: Path
) -> None:
    """One line says where it lies and which entry tells of it; the key to give on goes to standard error."""
    out = tmp_path / "dossier"
    size = log.current(register).size
    ended = run("export", "dossier", exhibit, "-R", register.path, "--out", out, "--to", "محكمة")
    assert (ended.code, f"entry {size}" in ended.out, register.verifier in ended.err) == (0, True, True)
    command = [sys.executable, str(out / "verify.py"), str(out), "--key", register.verifier]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    told = run(
        "export", "dossier", exhibit, "-R", register.path, "--out", tmp_path / "2", "--to", "x", "--json"
    ).told
    assert told["exhibits"] == [exhibit]
    assert run("verify", register.path).code == 0


def test_what_is_closed_is_refused(run: Run, register: Register, exhibit: str, tmp_path: Path) -> None:
    """A closed exhibit, an unknown one, a name that breaks the line: exit code 2, one line, nothing logged."""
    (tmp_path / "b.txt").write_bytes(b"closed")
    closed = run("add", tmp_path / "b.txt", "-R", register.path).out.split()[0]
    size = log.current(register).size
    for words, found in (
        ((exhibit, closed, "--to", "x"), closed),
        ((exhibit, closed, "--to", "x", "--as", "partner"), closed),
        (("2026-999999", "--to", "x"), "2026-999999"),
        ((exhibit, "--to", "a\nb"), "a\\nb"),
        ((exhibit, "--to", " "), "--to"),
    ):
        ended = run("export", "dossier", *words, "-R", register.path, "--out", tmp_path / "d")
        assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
        assert found in ended.err
    assert log.current(register).size == size
    assert (
        run(
            "export",
            "dossier",
            closed,
            "-R",
            register.path,
            "--out",
            tmp_path / "d",
            "--to",
            "x",
            "--as",
            "team",
        ).code
        == 0
    )


def test_the_verifier_is_written_alone(run: Run, tmp_path: Path) -> None:
    """Without any register, `--write-verifier` writes a program that runs by itself."""
    out = tmp_path / "verify.py"
    assert run("verify", "--write-verifier", out).code == 0
    done = subprocess.run(
        [sys.executable, "-I", str(out), "--help"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, "--against" in done.stdout) == (0, True)
    assert run("verify", "--write-verifier", tmp_path / "nowhere" / "x").code == 2
