"""Kill -9 at random points of ``add`` and ``demo``: the register verifies after each, and a rerun succeeds.

Not a matter of speed, but too slow for the tests, which do the same with fewer kills.
"""

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

_KILLS = 50
_FILES = 300
_PERSONS = 400


def run() -> Iterator[str]:
    """Yield a line for ``add`` and one for ``demo``: kills, registers that verified, reruns that succeeded."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield _kill_adding(folder, random.Random(7))  # noqa: S311 - times of kills, not secrets
        yield _kill_demo(folder, random.Random(8))  # noqa: S311


def _kill_adding(folder: Path, chance: random.Random) -> str:
    register, source = folder / "add.register", folder / "source"
    source.mkdir()
    for number in range(_FILES):
        (source / f"{number:04d}.txt").write_text(f"ورقة رقم {number}\n" * 50, encoding="utf-8")
    _sijill("init", register, "--no-passphrase")
    command = ["add", source, "-R", register]
    scratch = folder / "timing.register"
    shutil.copytree(register, scratch)
    whole = _timed(["add", source, "-R", scratch])
    return _killed("add", command, register, whole, chance)


def _kill_demo(folder: Path, chance: random.Random) -> str:
    register = folder / "demo.register"
    command = ["demo", "--out", register, "--persons", _PERSONS]
    whole = _timed(command)
    return _killed("demo", command, register, whole, chance)


def _killed(verb: str, command: Sequence[object], register: Path, whole: float, chance: random.Random) -> str:
    held, died, points = 0, 0, []
    for _ in range(_KILLS):
        points.append(chance.uniform(0, whole))
        died += _kill_after(command, points[-1])
        # Killed before there was a register, there is nothing to verify, and no half register either.
        held += not register.exists() or _sijill("verify", register) == 0
    rerun = _sijill(*command)
    verified = _sijill("verify", register)
    return (
        f"{verb}: {_KILLS} kills between {min(points):.2f} and {max(points):.2f} of {whole:.2f} s, "
        f"{died} hit a running process; {held} of {_KILLS} verify; rerun exit {rerun}, verify after it exit {verified}"
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


def _timed(command: Sequence[object]) -> float:
    start = time.perf_counter()
    if _sijill(*command) != 0:
        raise SystemExit(f"bench: {command[0]} failed")
    return time.perf_counter() - start


def _sijill(*words: object) -> int:
    return subprocess.run(
        _line(*words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    ).returncode


def _line(*words: object) -> list[str]:
    return [sys.executable, "-m", "sijill", *map(str, words)]
