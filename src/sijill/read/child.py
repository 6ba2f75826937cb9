"""Reading in a child process: no parser ever runs in ours.

One child reads a batch, a line of JSON out for each file in; when it dies or takes too long, the file it
was at is told as unreadable and another child goes on with the next. Where bubblewrap works the child has
no network and cannot write; elsewhere it still has limits of memory, time and file size.
"""

import functools
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from sijill.model.reading import Passage, Reading, Row

SECONDS_A_FILE: Final = 60
Job = tuple[Path, str]
"""Where a file lies, and the name that it was handed in under."""


def read_files(jobs: Sequence[Job]) -> Iterator[Reading]:
    """Yield a reading for each job, in order."""
    done = 0
    while done < len(jobs):
        answers = 0
        for answer in _run_child(jobs[done:]):
            yield _reading(json.loads(answer))
            answers += 1
        done += answers
        if done < len(jobs):  # The child ended before this file was answered.
            yield Reading(kind="other", problem="parser_died")
            done += 1


@functools.cache
def sandbox() -> tuple[str, ...]:
    """Return the command that the child is run under: bubblewrap where it works, else nothing."""
    program = shutil.which("bwrap")
    if program is None:
        return ()
    mounts = ("--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp")  # noqa: S108
    command = (program, *mounts, "--unshare-all", "--die-with-parent", "--new-session")
    try:
        works = subprocess.run([*command, "/bin/true"], capture_output=True, check=False, timeout=10)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return command if works.returncode == 0 else ()


def _run_child(jobs: Sequence[Job]) -> Iterator[bytes]:
    command = [*_seeing(jobs), sys.executable, "-s", "-m", "sijill.read.serve"]
    environment = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "PYTHONPATH": _package_parent()}
    process = subprocess.Popen(  # noqa: S603 - our own interpreter
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("a child without pipes")
    threading.Thread(target=_hand_over, args=(process, jobs), daemon=True).start()
    try:
        while True:
            watch = threading.Timer(SECONDS_A_FILE, _kill, (process,))
            watch.start()
            line = process.stdout.readline()
            watch.cancel()
            if not line.endswith(b"\n"):
                break
            yield line
    finally:
        _kill(process)
        process.stdout.close()
        process.wait()


def _hand_over(process: "subprocess.Popen[bytes]", jobs: Sequence[Job]) -> None:
    if process.stdin is None:
        return
    try:
        for path, name in jobs:
            process.stdin.write(json.dumps([os.fsdecode(path.absolute()), name]).encode() + b"\n")
        process.stdin.close()
    except BrokenPipeError:
        return  # The child is gone; its reader notices.


def _seeing(jobs: Sequence[Job]) -> tuple[str, ...]:
    """Return the sandbox, with /tmp hidden but for the folders that the files lie in."""
    command = sandbox()
    if command:
        for folder in sorted(
            {str(path.absolute().parent) for path, _ in jobs} | {_package_parent(), sys.prefix}
        ):
            command += ("--ro-bind", folder, folder)
    return command


def _package_parent() -> str:
    return str(Path(__file__).parents[2])


def _kill(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _reading(found: Any) -> Reading:  # Any: a JSON object
    return Reading(
        kind=found["kind"],
        passages=tuple(Passage(at=at, text=text) for at, text in found["passages"]),
        rows=tuple(Row(at=at, cells=tuple((h, v) for h, v in cells)) for at, cells in found["rows"]),
        problem=found["problem"],
        detail=found["detail"],
    )
