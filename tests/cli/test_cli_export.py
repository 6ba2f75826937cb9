"""`sijill export dossier` and `verify --write-verifier`: what they print, how they end, what one line says."""

import csv
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


def test_what_is_left_out_is_told_and_listed(
    run: Run, register: Register, exhibit: str, tmp_path: Path
) -> None:
    """One line for each exhibit withheld, with its reason; the list tells it again, in both languages, JSON and CSV."""
    (tmp_path / "b.txt").write_bytes(b"closed")
    closed = run("add", tmp_path / "b.txt", "-R", register.path, "--exculpatory").out.split()[0]
    options = ("-R", register.path, "--to", "=the defence", "--actor", "lina")
    ended = run("export", "dossier", exhibit, closed, "--leave-out", "--out", tmp_path / "d", *options)
    assert (ended.code, f"{closed} withheld: closed to readers" in ended.out) == (0, True)
    listed = run("export", "list", "-R", register.path, "--csv", tmp_path / "list.csv")
    top, *_ = listed.out.splitlines()
    assert "MAY SPEAK FOR AN ACCUSED" in top
    assert listed.out.index(closed) < listed.out.index(exhibit)
    arabic = run("export", "list", "-R", register.path, "--lang", "ar").out
    assert all(word in arabic for word in ("لصالح متهم", "استُبقيت", exhibit, closed))
    told = run("export", "list", "-R", register.path, "--json").told
    assert [each["withheld"]["exhibit"] for each in told["exculpatory_withheld"]] == [closed]
    assert told["disclosures"][0]["given"] == [exhibit]
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert [(row["exhibit"], row["state"], row["reason"], row["recipient"]) for row in rows] == [
        (exhibit, "given", "", "'=the defence"),
        (closed, "withheld", "access", "'=the defence"),
    ]
    assert run("export", "list", "-R", register.path, "--to", "nobody").out.startswith("Nothing was given")
    assert run("verify", register.path).code == 0


def test_requests_that_do_not_fit_are_one_line(
    run: Run, register: Register, exhibit: str, tmp_path: Path
) -> None:
    """No way or two ways of asking, reasons that are none, no person: exit code 2, one line, nothing logged."""
    size = log.current(register).size
    for words in (
        (),
        (exhibit, "--everything"),
        ("--everything", "--person", "c1"),
        (exhibit, "--withhold", f"{exhibit}=because"),
        (exhibit, "--withhold", "=scope"),
        (exhibit, "--withhold", "2026-000099=scope"),
        ("--person", "c1"),
    ):
        for form in ("dossier", "load-file"):
            asked = (*words, "-R", register.path, "--out", tmp_path / "d", "--to", "x")
            ended = run("export", form, *asked)
            assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1), words
    assert log.current(register).size == size


def test_a_load_file_is_given_out(run: Run, register: Register, exhibit: str, tmp_path: Path) -> None:
    """It says how many pages it drew; verify.py in it holds; an exhibit without pages is cited by its number."""
    out = tmp_path / "production"
    ended = run("export", "load-file", exhibit, "-R", register.path, "--out", out, "--to", "محكمة")
    assert (ended.code, "0 pages drawn" in ended.out, "text of 1" in ended.out) == (0, True, True)
    command = [sys.executable, str(out / "verify.py"), str(out), "--key", register.verifier]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    assert f"þ{exhibit}þ" in (out / "data" / "DATA" / "load.dat").read_text("utf-8-sig")
