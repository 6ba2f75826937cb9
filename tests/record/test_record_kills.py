"""A register outlives `kill -9` at any moment: it verifies, and a plain rerun succeeds."""

import collections
import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from packing import zipped
from sijill.model.log import Act
from sijill.model.trust import State
from sijill.record import verify
from sijill.store import catalogue, log, objects
from sijill.store.layout import Register, find_register

pytestmark = [
    pytest.mark.kill,
    pytest.mark.skipif(
        not hasattr(os, "memfd_create"), reason="forks and counts in shared memory: Linux only"
    ),
]
KILLS = 50
FILES = 40


class Dying:
    """The process that runs `sijill` in forks of itself."""

    def __init__(self) -> None:
        """Start it and wait until it is ready."""
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("dying.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"SIJILL_LANG": "en"},
        )

    def states(self, folder: Path, *argv: object) -> Iterator[Path]:
        """Run one command to its end, and yield folders as a run that ended before each of its steps would leave ``folder``.

        Steps between which nothing on disk changed, as that of an fsync, leave the same: it comes once.
        """
        copies = folder.with_name(f"{folder.name} by step")
        assert self.run(*argv, keep=(folder, copies))["status"] == 0
        for copy in sorted(copies.iterdir()):
            yield copy
            shutil.rmtree(copy)

    def run(
        self,
        *argv: object,
        die_at: int | None = None,
        kill_after: float | None = None,
        keep: tuple[Path, Path] | None = None,
    ) -> dict[str, Any]:
        """Run one command, killed after so many seconds or before so many steps; return status and steps."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        told_folders = keep and [*map(str, keep)]
        asked = {"argv": [*map(str, argv)], "die_at": die_at, "keep": told_folders}
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        child = int(self.process.stdout.readline())
        # Until its end is reported the child's number cannot be another process's.
        killing = None if kill_after is None else threading.Timer(kill_after, _kill, (child,))
        if killing:
            killing.start()
        told: dict[str, Any] = json.loads(self.process.stdout.readline())
        if killing:
            killing.cancel()
            killing.join()
        return told

    def end(self) -> None:
        """Have it end."""
        self.process.communicate()


def _kill(child: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)


@pytest.fixture(scope="module")
def dying() -> Iterator[Dying]:
    """The process that runs `sijill` in forks of itself."""
    process = Dying()
    yield process
    process.end()


def _write(folder: Path, texts: list[str]) -> Path:
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number:03d}.txt").write_text(text, encoding="utf-8")
    return folder


def _holds(register: Register) -> None:
    report = verify(register)
    assert report.state is State.HOLDS, report.findings


def _seconds(dying: Dying, *argv: object) -> float:
    start = time.monotonic()
    assert dying.run(*argv)["status"] == 0
    return time.monotonic() - start


def _names(register: Register) -> list[str]:
    with catalogue.opened(register) as connection:
        return [deposit.name for deposit in catalogue.deposits(connection)]


def _held(register: Register) -> set[str]:
    with catalogue.opened(register) as connection:
        held = [objects.object_path(register, each.object) for each in catalogue.exhibits(connection)]
    return {path.read_text(encoding="utf-8") for path in held}


def test_add_outlives_fifty_kills(register: Register, dying: Dying, tmp_path: Path) -> None:
    """Killed at fifty random moments on one register: it holds after each, and the last run takes all in."""
    chance = random.Random(20)
    folder = _write(tmp_path / "in", [f"first {number}" for number in range(FILES)])
    # As long as an undisturbed run takes; the first one warms up what the later ones share.
    whole = min(_seconds(dying, "add", folder, "-R", register.path) for _ in range(2))
    killed = 0
    while killed < KILLS:
        # New content for some of the files, so that there is always something to stage and to read.
        _write(folder, [f"{0 if number % 8 else killed} {number}" for number in range(FILES)])
        start = time.monotonic()
        told = dying.run("add", folder, "-R", register.path, kill_after=chance.uniform(0.0, whole))
        if told["status"] == -signal.SIGKILL:
            killed += 1
            _holds(register)
        else:
            whole = time.monotonic() - start
    assert dying.run("add", folder, "-R", register.path)["status"] == 0
    assert _held(register) >= {path.read_text(encoding="utf-8") for path in folder.iterdir()}
    report = verify(register)
    # Bytes of files that were staged and renamed, but never logged, were promised to nobody.
    assert {finding.key for finding in report.findings} <= {"object_unlogged"}
    assert report.state is State.HOLDS


def test_add_outlives_its_end_before_every_step(register: Register, dying: Dying, tmp_path: Path) -> None:
    """Ended before each durable step in turn: it holds, and a rerun takes all files in."""
    folder = _write(tmp_path / "in", ["one", "two", "one"])
    given, states = ("add", folder, "-R"), 0
    for path in dying.states(register.path, *given, register.path):
        copy = find_register(path)
        _holds(copy)
        finished = len(_names(copy)) == 3  # Ended after the commit: the same again is a new intake.
        assert dying.run(*given, copy.path)["status"] == 0
        assert _names(copy) == ["000.txt", "001.txt", "002.txt"] * (1 + finished)
        _holds(copy)
        states += 1
    assert states > 30


def test_unpacking_outlives_its_end_before_every_step(
    register: Register, dying: Dying, tmp_path: Path
) -> None:
    """Ended before each durable step in turn: it holds, and a rerun takes every member in, once."""
    inner = zipped([("x", b"x"), ("y", b"y")])
    path = tmp_path / "a.zip"
    path.write_bytes(zipped([("1", b"1"), ("in.zip", inner), ("1", b"1")]))
    given, states = ("add", "--unpack", "--levels", "2", path, "-R"), 0
    for state in dying.states(register.path, *given, register.path):
        copy = find_register(state)
        _holds(copy)
        finished = len(_ended(copy)) == 2  # Ended after the last entry: the same again is a new intake.
        assert dying.run(*given, copy.path)["status"] == 0
        assert _names(copy) == ["a.zip", "1", "in.zip", "1", "x", "y"] * (1 + finished)
        assert _ended(copy) == [False, True] * (1 + finished)
        _holds(copy)
        states += 1
    assert states > 40


def test_what_is_kept_before_a_step_is_what_an_end_there_leaves(
    register: Register, dying: Dying, tmp_path: Path
) -> None:
    """For every fifth step: as many files of each kind and mode in each folder; names and contents are drawn anew in each run."""
    folder = _write(tmp_path / "in", ["one", "two", "one"])
    ended = {}
    for step in range(1, 200, 5):
        copy = Path(shutil.copytree(register.path, tmp_path / "ended.register"))
        status = dying.run("add", folder, "-R", copy, die_at=step)["status"]
        ended[step] = _shape(copy)
        shutil.rmtree(copy)
        if status == 0:
            break
    kept = {
        int(each.name[4:]): _shape(each)
        for each in dying.states(register.path, "add", folder, "-R", register.path)
    }
    del ended[step]
    assert len(ended) > 8
    for step, shape in ended.items():
        assert kept[max(each for each in kept if each <= step)] == shape, step


def _shape(folder: Path) -> list[tuple[str, ...]]:
    """Return folders and numbers of files of each kind: hashes, salts and times are drawn anew."""
    found = collections.Counter(
        (path.parent.relative_to(folder).as_posix().split("/")[0], path.suffix, str(path.lstat().st_mode))
        for path in folder.rglob("*")
    )
    return sorted((*kind, str(count)) for kind, count in found.items())


def _ended(register: Register) -> list[bool]:
    with catalogue.opened(register) as connection:
        entries = catalogue.entries(connection, Act.DERIVATION)
    return [bool(each.about.get("batch_ends")) for each in entries]


def test_an_append_outlives_its_end_where_tiles_become_full(
    register: Register, dying: Dying, tmp_path: Path
) -> None:
    """Ended before each durable step of an append over the edge of a tile: it holds, and the next one fits."""
    log.append(register, [(Act.LINKAGE, {"n": number}) for number in range(253)])
    steps = 1
    while True:
        copy = find_register(Path(shutil.copytree(register.path, tmp_path / f"step{steps}")))
        if dying.run("append", copy.path, die_at=steps)["status"] == 0:
            break
        _holds(copy)
        log.append(copy, [(Act.LINKAGE, {})])
        assert verify(copy).findings == ()
        shutil.rmtree(copy.path)
        steps += 1
    assert steps > 20


def test_init_outlives_its_end_before_every_step(dying: Dying, tmp_path: Path) -> None:
    """Ended before each durable step in turn: no register or a whole one, and nothing half in between."""
    path, steps, none, whole = tmp_path / "new.register", 1, 0, 0
    while dying.run("init", path, "--no-passphrase", die_at=steps)["status"] != 0:
        steps += 1
        if path.exists():
            whole += 1
            _holds(find_register(path))
            shutil.rmtree(path)
        none += 1
    _holds(find_register(path))
    assert none > 10
    assert whole >= 1
    assert [left.name for left in tmp_path.iterdir()] == ["new.register"]


def test_rebuild_outlives_its_end_before_every_step(filled: Register, dying: Dying, tmp_path: Path) -> None:
    """Ended before each durable step in turn: nothing fails, and the next rebuild brings all of it back."""
    tables = {path.name for path in (filled.path / "tables").iterdir()}
    steps = 1
    while True:
        copy = find_register(Path(shutil.copytree(filled.path, tmp_path / f"step{steps}")))
        if dying.run("rebuild", copy.path, die_at=steps)["status"] == 0:
            break
        assert verify(copy).state is not State.FAILS
        assert dying.run("rebuild", copy.path)["status"] == 0
        assert {path.name for path in (copy.path / "tables").iterdir()} == tables
        assert verify(copy).findings == ()
        shutil.rmtree(copy.path)
        steps += 1
    assert steps > 10


def test_a_change_of_key_outlives_its_end_before_every_step(
    register: Register, dying: Dying, tmp_path: Path
) -> None:
    """Ended before each durable step in turn: the old key signs on or the new one does, and the next change fits."""
    steps, changed = 1, 0
    while True:
        copy = find_register(Path(shutil.copytree(register.path, tmp_path / f"step{steps}")))
        if dying.run("key", "rotate", copy.path, die_at=steps)["status"] == 0:
            break
        _holds(copy)
        changed += log.current(copy).size - 1
        assert dying.run("key", "rotate", copy.path)["status"] == 0
        log.append(copy, [(Act.LINKAGE, {})])
        assert verify(copy).findings == ()
        shutil.rmtree(copy.path)
        steps += 1
    assert steps > 10
    assert 0 < changed < steps - 1
