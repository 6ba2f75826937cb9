"""Reading in a child process: no parser ever runs in ours.

One child reads a batch, a line of JSON out for each file in; when it dies or takes too long, the file it
was at is told as unreadable and another child goes on with the next. Where bubblewrap works the child has
no network, cannot write, and sees no folder of the user's; elsewhere it still has limits of memory, time
and file size.
"""

import base64
import contextlib
import functools
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Final, TypeVar

from sijill.model.alike import Appearance
from sijill.model.reading import ExhibitWarning, Passage, Reading, Row
from sijill.read.picture import engine

SECONDS_A_FILE: Final = 60.0
_LONGEST_ANSWER: Final = 1 << 29
_SYSTEM: Final = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/nix/store", "/etc/ld.so.cache")
"""Where programs and shared libraries lie."""

Job = tuple[Path, str]
"""Where a file lies, and the name that it was handed in under."""

_Answer = TypeVar("_Answer")


def end(process: "subprocess.Popen[bytes]", given: IO[bytes], answers: IO[bytes]) -> None:
    """Have a child of ``start`` ended, whatever it was at, and its pipes closed."""
    kill(process)
    answers.close()
    with contextlib.suppress(OSError):  # What it had not taken is for nobody.
        given.close()
    process.wait()


def read_files(jobs: Sequence[Job]) -> Iterator[Reading]:
    """Yield a reading for each job, in order."""
    return _answers(jobs, (), _reading, Reading(kind="other", problem="parser_died"))


def look_at_pictures(paths: Sequence[Path]) -> Iterator[Appearance]:
    """Yield for each file what it looks like, in order; no picture is ever decoded in this process."""
    jobs = [(path, path.name) for path in paths]
    return _answers(jobs, ("appearance",), _appearance, Appearance(problem="parser_died"))


def _answers(
    jobs: Sequence[Job], task: tuple[str, ...], parse: Callable[[Any], _Answer], died: _Answer
) -> Iterator[_Answer]:  # Any: a JSON object
    done = 0
    while done < len(jobs):
        with contextlib.closing(_run_child(jobs[done:], task)) as answers:
            for answer in answers:
                try:
                    parsed = parse(json.loads(answer))
                except (ValueError, KeyError, TypeError):
                    break  # No answer of ours: whatever took over the child is not asked again.
                yield parsed
                done += 1
                if done == len(jobs):
                    break
        if done < len(jobs):  # The child ended before this file was answered.
            yield died
            done += 1


@functools.cache
def sandbox() -> tuple[str, ...]:
    """Return the command that the child is run under: bubblewrap where it works, else nothing.

    The child sees programs and libraries and, once ``_seeing`` adds them, the files that it is to read: not
    the home folder, nor the register's key.
    """
    program = shutil.which("bwrap")
    if program is None:
        return ()
    command = [
        program,
        "--unshare-all",
        "--die-with-parent",
        "--new-session",
        "--dev",
        "/dev",
        "--proc",
        "/proc",
    ]
    for folder in _SYSTEM:
        command += ["--ro-bind-try", folder, folder]
    for folder in sorted({*_python_folders(), _package_parent()}):
        command += ["--ro-bind", folder, folder]
    try:
        works = subprocess.run(  # noqa: S603 - our own interpreter
            [*command, sys.executable, "-s", "-c", ""], capture_output=True, check=False, timeout=10
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return tuple(command) if works.returncode == 0 else ()


def picture_method() -> str:
    """Return what reads pictures inside the child: program, version and hash of its model, or that nothing does."""
    found = engine(sandbox())
    if found is None:
        return "no tesseract"
    return f"{found.version} with script/Arabic {_digest(found.model)}".rstrip()


@functools.cache
def _digest(model: str) -> str:
    """Return the beginning of a model's SHA-256; empty when it cannot be read."""
    try:
        return hashlib.sha256(Path(model).read_bytes()).hexdigest()[:16]
    except OSError:
        return ""


def _python_folders() -> set[str]:
    """Return the folders that the interpreter and its libraries lie in."""
    return {sys.prefix, sys.base_prefix, str(Path(sys.executable).resolve().parent)}


def start(
    jobs: Sequence[Job], module: str, *task: str
) -> "tuple[subprocess.Popen[bytes], IO[bytes], IO[bytes]]":
    """Run one of our modules in the sandbox, which sees the files of ``jobs``; return it, its input and its output."""
    environment = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "PYTHONPATH": _package_parent()}
    environment["OPENBLAS_NUM_THREADS"] = "1"  # Each further thread takes memory of the child's limit.
    process = subprocess.Popen(  # noqa: S603 - our own interpreter
        [*_seeing(jobs), sys.executable, "-s", "-m", module, *task],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("a child without pipes")
    return process, process.stdin, process.stdout


def _run_child(jobs: Sequence[Job], task: tuple[str, ...]) -> Generator[bytes, None, None]:
    process, given, told = start(jobs, "sijill.read.serve", *task)
    handing = threading.Thread(target=_hand_over, args=(given, jobs), daemon=True)
    handing.start()
    try:
        while True:
            watch = threading.Timer(SECONDS_A_FILE, kill, (process,))
            watch.start()
            line = told.readline(_LONGEST_ANSWER)
            watch.cancel()
            if not line.endswith(b"\n"):
                break
            yield line
    finally:
        kill(process)
        told.close()
        process.wait()
        handing.join()


def _hand_over(given: IO[bytes], jobs: Sequence[Job]) -> None:
    # A child that is gone takes nothing more; its reader notices.
    with contextlib.suppress(OSError):
        for path, name in jobs:
            given.write(json.dumps([os.fsdecode(path.absolute()), name]).encode() + b"\n")
    with contextlib.suppress(OSError):
        given.close()


def _seeing(jobs: Sequence[Job]) -> tuple[str, ...]:
    """Return the sandbox with the folders that the files lie in."""
    command = sandbox()
    if command:
        for folder in sorted({str(path.absolute().parent) for path, _ in jobs}):
            command += ("--ro-bind", folder, folder)
        command += ("--remount-ro", "/", "--remount-ro", "/dev")
    return command


def _package_parent() -> str:
    return str(Path(__file__).parents[2])


def kill(process: "subprocess.Popen[bytes]") -> None:
    """Have a child, and all that it started, end."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _appearance(found: Any) -> Appearance:  # Any: a JSON object
    left, top, right, bottom = map(float, found["frame"])
    return Appearance(
        hashes=tuple(bytes.fromhex(each).hex() for each in found["hashes"]),
        quality=int(found["quality"]),
        thumbnail=base64.b64decode(found["thumbnail"], validate=True),
        frame=(left, top, right, bottom),
        problem=str(found["problem"]),
    )


def _reading(found: Any) -> Reading:  # Any: a JSON object
    json.dumps(found, ensure_ascii=False).encode()  # ValueError for lone surrogates: no text of any file.
    return Reading(
        kind=found["kind"],
        passages=tuple(Passage(at=at, text=text) for at, text in found["passages"]),
        rows=tuple(Row(at=at, cells=tuple((h, v) for h, v in cells)) for at, cells in found["rows"]),
        problem=found["problem"],
        detail=found["detail"],
        warnings=tuple(ExhibitWarning(key=key, detail=detail) for key, detail in found.get("warnings", ())),
    )
