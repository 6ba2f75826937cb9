"""The child that parses: whatever it does, the file is told, the others are read, and the host is untouched."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from sijill.read import child, read_files

FAKE = """
import json, os, sys, time
for line in sys.stdin:
    path, name = json.loads(line)
    if name == "die": os._exit(3)
    if name == "abort": os.abort()
    if name == "hang": time.sleep(600)
    if name == "garbage": print("no answer of ours"); sys.stdout.flush(); continue
    if name == "shape": print("[1, 2]"); sys.stdout.flush(); continue
    if name == "surrogate":
        print(json.dumps({"kind": "text", "passages": [["text", "\\ud800"]], "rows": [], "problem": "", "detail": ""}))
        continue
    if name == "half": sys.stdout.write('{"kind": '); sys.stdout.flush(); os._exit(0)
    print(json.dumps({"kind": name, "passages": [], "rows": [], "problem": "", "detail": ""}))
    sys.stdout.flush()
"""
"""A reader's side that misbehaves as the file's name says."""


@pytest.fixture
def misbehaving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the child run the fake, outside the sandbox, with a short patience."""
    package = tmp_path / "fake" / "sijill" / "read"
    package.mkdir(parents=True)
    for folder in (package, package.parent):
        (folder / "__init__.py").touch()
    (package / "serve.py").write_text(FAKE, encoding="utf-8")
    monkeypatch.setattr(child, "_package_parent", lambda: str(tmp_path / "fake"))
    monkeypatch.setattr(child, "sandbox", lambda: ())
    monkeypatch.setattr(child, "SECONDS_A_FILE", 1.5)


@pytest.mark.usefixtures("misbehaving")
def test_whatever_the_child_does_the_others_are_read(tmp_path: Path) -> None:
    """A child that dies, aborts, hangs, prints garbage or half an answer costs its own file and no other."""
    bad = ["die", "abort", "hang", "garbage", "shape", "half", "surrogate"]
    names = [name for each in bad for name in (f"good before {each}", each)] + ["last"]
    readings = list(read_files([(tmp_path / name, name) for name in names]))
    told = dict(zip(names, readings, strict=True))
    assert {name for name in names if told[name].problem} == set(bad)
    assert {told[name].problem for name in bad} == {"parser_died"}
    assert [told[name].kind for name in names if name not in bad] == [
        name for name in names if name not in bad
    ]


def test_no_jobs_need_no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is nothing to read nothing is started."""
    monkeypatch.setattr(subprocess, "Popen", None)
    assert list(read_files([])) == []


def test_the_real_child_reads_and_goes_on(tmp_path: Path) -> None:
    """Text is read, a file that is gone ends the child, and the file behind it is read all the same."""
    (tmp_path / "a").write_text("شاهد", encoding="utf-8")
    odd = tmp_path / "b\udcff\n.txt"
    odd.write_text("آخر", encoding="utf-8")
    jobs = [(tmp_path / "a", "a.txt"), (tmp_path / "no", "no.txt"), (odd, "b.txt")]
    first, second, third = read_files(jobs)
    assert [first.passages[0].text, second.problem, third.passages[0].text] == ["شاهد", "parser_died", "آخر"]


ESCAPE = """
import os, socket, sys
from pathlib import Path
told = []
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=5)
    told.append("network")
except OSError:
    pass
for path in sys.argv[3:]:
    try:
        Path(path, "written").write_bytes(b"x")
        told.append("wrote " + path)
    except OSError:
        pass
try:
    Path(sys.argv[2]).read_bytes()
    told.append("read the key")
except OSError:
    pass
if not Path(sys.argv[3], "job").read_bytes() == b"job":
    told.append("did not see its file")
try:
    os.kill(int(Path(sys.argv[3], "parent").read_text()), 0)
    told.append("sees other processes")
except OSError:
    pass
print(";".join(told))
"""


@pytest.mark.sandbox
def test_nothing_gets_out_of_the_sandbox(tmp_path: Path) -> None:
    """Inside bubblewrap a parser reaches no network, writes nowhere, and sees neither key nor other processes."""
    import os
    import shutil

    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is missing: no program bwrap")
    if not child.sandbox():
        pytest.skip("bubblewrap is there but not permitted here: it cannot make its namespaces")
    folder, keys = tmp_path / "objects", tmp_path / "keys"
    folder.mkdir()
    keys.mkdir()
    (folder / "job").write_bytes(b"job")
    (folder / "parent").write_text(str(os.getpid()), encoding="ascii")
    (keys / "log.key").write_bytes(b"secret")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        script = [sys.executable, "-c", ESCAPE, str(port), str(keys / "log.key"), str(folder)]
        script += [str(tmp_path), "/usr", str(Path.home()), "/dev/shm"]  # noqa: S108 - is not to be written
        free = subprocess.run(script[:6], capture_output=True, text=True, check=True)
        caught = subprocess.run(
            [*child._seeing([(folder / "job", "job")]), *script], capture_output=True, text=True, check=True
        )
    (folder / "written").unlink()
    assert caught.stdout == "\n", caught.stdout
    assert free.stdout.strip() == f"network;wrote {folder};read the key;sees other processes"


@pytest.mark.sandbox
def test_missing_and_not_permitted_are_both_no_sandbox(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without the program, or with one that fails, files are still read, under limits alone."""
    for program in (None, "/bin/false"):
        with monkeypatch.context() as patched:
            patched.setattr(child.shutil, "which", lambda _name, program=program: program)  # type: ignore[attr-defined]
            child.sandbox.cache_clear()
            assert child.sandbox() == ()
    (tmp_path / "a").write_bytes(b"x")
    (reading,) = read_files([(tmp_path / "a", "a.txt")])
    assert reading.problem == ""
    child.sandbox.cache_clear()
