"""Kill -9 at random points of ``add`` and ``demo``: the register verifies after each, and a rerun succeeds.

Not a matter of speed, but too slow for the tests, which do the same with fewer kills.
``./dev bench kills [--add N] [--demo N] [--seed N]``.
"""

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from sijill.model.log import Act
from sijill.model.trust import State
from sijill.record import verify
from sijill.store import catalogue
from sijill.store.layout import find_register

_FORKS = Path(__file__).parents[1] / "tests" / "record" / "dying.py"
_FILES = 24
_FRESH = 25
"""Kills after which a new register is begun, so that the last verification costs no more than the first."""

_PERSONS = 400


def run(words: Sequence[str] = ()) -> Iterator[str]:
    """Yield a line for ``add`` and one for ``demo``: kills, registers that verified, reruns that succeeded."""
    given = dict(zip(words[::2], map(int, words[1::2]), strict=True))
    chance = random.Random(given.get("--seed", 7))  # noqa: S311 - times of kills, not secrets
    only = given.keys() & {"--add", "--demo"}
    with tempfile.TemporaryDirectory() as name:
        if not only or "--add" in only:
            yield _kill_adding(Path(name), given.get("--add", 100), chance)
        if not only or "--demo" in only:
            yield _kill_demo(Path(name), given.get("--demo", 50), chance)


class _Forks:
    """A process that runs ``sijill`` in forks of itself, so that a run costs no start of Python."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(_FORKS)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(self, *argv: object, kill_after: float | None = None) -> int:
        """Run one command to its end or until it is killed; return its exit status."""
        if self._process.stdin is None or self._process.stdout is None:
            raise SystemExit("bench: no pipes")
        self._process.stdin.write(json.dumps({"argv": [*map(str, argv)], "die_at": None}) + "\n")
        self._process.stdin.flush()
        child = int(self._process.stdout.readline())
        if kill_after is not None:
            time.sleep(kill_after)
            # Until its end is read here the child's number may be nobody's: then there is nothing to kill.
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        return int(json.loads(self._process.stdout.readline())["status"])


def _kill_adding(folder: Path, kills: int, chance: random.Random) -> str:
    forks, source, place = _Forks(), folder / "source", folder / "add.register"
    source.mkdir()
    died = held = whole_again = once = receipts = 0
    seconds, start = 1.0, time.perf_counter()
    for number in range(kills):
        if number % _FRESH == 0:
            shutil.rmtree(place, ignore_errors=True)
            forks.run("init", place, "--no-passphrase")
        _write(source, number)
        given = folder / f"receipts-{number}"
        command = ("add", source, "-R", place, "--receipts", given)
        before = len(_deposits(place))
        killed = forks.run(*command, kill_after=chance.uniform(0.0, seconds)) == -signal.SIGKILL
        died += killed
        proofs = sorted(given.glob("*.tlog-proof")) if given.exists() else []
        # The last one may be half written, or was being written: it was not given to anybody.
        sound = [path for path in proofs if path.read_bytes().endswith(b"\n")]
        receipts += len(sound)
        held += _holds(place, sound)
        made = _deposits(place)[before:]
        finished = bool(made) and bool(made[-1].get("batch_ends"))
        began = time.perf_counter()
        whole_again += forks.run(*command) == 0
        seconds = 0.8 * seconds + 0.2 * (time.perf_counter() - began)
        names = [str(about["name"]) for about in _deposits(place)[before:]]
        once += sorted(names) == sorted(path.name for path in source.iterdir() for _ in range(1 + finished))
        shutil.rmtree(given, ignore_errors=True)
    return (
        f"add: {kills} kills in {time.perf_counter() - start:.0f} s, {died} hit a running process; {held} registers "
        f"hold with all {receipts} receipts given before; {whole_again} reruns succeed, {once} without a file lost or "
        f"deposited twice; last verify {'holds' if _holds(place, []) else 'FAILS'}"
    )


def _write(folder: Path, number: int) -> None:
    for each in range(_FILES):
        content = f"ورقة رقم {each} من {number if each % 6 else 0}\n" * 50
        (folder / f"{each:04d}.txt").write_text(content, encoding="utf-8")


def _deposits(place: Path) -> list[dict[str, object]]:
    with catalogue.opened(find_register(place)) as connection:
        return [dict(entry.about) for entry in catalogue.entries(connection, Act.ACCESSION)]


def _holds(place: Path, receipts: list[Path]) -> bool:
    return verify(find_register(place), against=receipts).state is State.HOLDS


def _kill_demo(folder: Path, kills: int, chance: random.Random) -> str:
    register = folder / "demo.register"
    command = ["demo", "--out", register, "--persons", _PERSONS]
    start = time.perf_counter()
    if _sijill(*command) != 0:
        raise SystemExit("bench: demo failed")
    whole = time.perf_counter() - start
    held, died, points = 0, 0, []
    for _ in range(kills):
        points.append(chance.uniform(0, whole))
        died += _kill_after(command, points[-1])
        # Killed before there was a register, there is nothing to verify, and no half register either.
        held += not register.exists() or _sijill("verify", register) == 0
    rerun = _sijill(*command)
    verified = _sijill("verify", register)
    return (
        f"demo: {kills} kills between {min(points):.2f} and {max(points):.2f} of {whole:.2f} s, "
        f"{died} hit a running process; {held} of {kills} verify; rerun exit {rerun}, verify after it exit {verified}"
    )


def _kill_after(command: Sequence[object], seconds: float) -> bool:
    process = subprocess.Popen(
        _line(*command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    time.sleep(seconds)
    running = process.poll() is None
    if running:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return running


def _sijill(*words: object) -> int:
    return subprocess.run(
        _line(*words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    ).returncode


def _line(*words: object) -> list[str]:
    return [sys.executable, "-m", "sijill", *map(str, words)]
