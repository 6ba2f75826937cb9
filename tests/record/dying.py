"""A process that runs `sijill` (or one part of it) again and again in forks of itself, and lets each be killed, or die at a step.

Started by test_record_kills.py, so that fifty runs need one start of Python. On standard input a line of
JSON for each run: ``argv``, and ``die_at``, the number of the durable step (fsync, syncfs, rename, replace, unlink,
rmdir) before which the run ends without any clean-up, or null. Or else ``keep``, two folders: the run goes on, and before
each step the first is copied below the second, which is what a run that ended there would leave; where nothing changed
since the last copy there is none. It answers with the child's process number,
and when it has ended with its status and the number of steps that it got to.
"""

import contextlib
import functools
import hashlib
import importlib
import json
import os
import shutil
import sys
import threading
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

import pyarrow.compute
import pyarrow.parquet  # Imported before the forks, for their speed.

from sijill import cli
from sijill.cli import add, init
from sijill.model.log import Act
from sijill.read import archive
from sijill.read.parse import parse
from sijill.record import members as unpacking
from sijill.record import reading, rebuild
from sijill.store import flush, log
from sijill.store.lock import writing
from sijill.store.opening import open_register

_STEPS = ("fsync", "rename", "replace", "unlink", "rmdir")
_LOADED = (add, init, pyarrow.compute, pyarrow.parquet)


class _Keeping:
    """Copies of a folder as it stood before each step, one of each state in a row."""

    def __init__(self, folder: Path, copies: Path) -> None:
        self._folder, self._copies, self._last = folder, copies, ""

    def keep(self, step: int) -> None:
        """Copy the folder, if anything in it changed."""
        state = hashlib.sha256()
        for path in sorted(self._folder.rglob("*")):
            told = path.lstat()
            state.update(f"{path}\0{told.st_mode}\0{told.st_size}\0".encode())
            if path.is_file():
                state.update(path.read_bytes())
        if state.hexdigest() != self._last:
            shutil.copytree(self._folder, self._copies / f"step{step:04}", symlinks=True)
            self._last = state.hexdigest()


def _count_steps(die_at: int | None, keep: list[str] | None, report: int) -> None:
    """Have the number of durable steps written to ``report``, and the process end before step ``die_at``, or its folder kept before each."""
    reached = 0
    keeping = _Keeping(*map(Path, keep)) if keep else None
    # Files are flushed by threads: of two, both could count past the step in question.
    one_at_a_time = threading.Lock()

    def stepping(step: Callable[..., Any], *, real: bool) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            nonlocal reached
            with one_at_a_time:
                reached += 1
                os.pwrite(report, reached.to_bytes(4, "big"), 0)
                if reached == die_at:
                    os._exit(99)
                if keeping:
                    keeping.keep(reached)
                # A killed process loses nothing that the system has taken: waiting for the disk shows nothing.
                return step(*given, **named) if real else None

        return run

    flush.sync_all = stepping(flush.sync_all, real=False)
    for name in _STEPS:
        setattr(os, name, stepping(getattr(os, name), real=name != "fsync"))


def _run(told: dict[str, Any], report: int) -> None:  # Any: a JSON object
    argv = told["argv"]
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)
    os.dup2(1, 2)
    _count_steps(told["die_at"], told["keep"], report)
    if argv[0] == "rebuild":
        rebuild.rebuild_evidence(open_register(Path(argv[1])))
        return
    if argv[0] == "append":
        with writing(Path(argv[1])):
            log.append(open_register(Path(argv[1])), [(Act.LINKAGE, {"n": number}) for number in range(4)])
        return
    sys.argv = ["sijill", *argv]
    cli.main()


def _members_of(
    path: Path, name: str, *, most: int, most_members: int, done: Collection[int]
) -> Iterator[tuple[archive.Member, Iterator[bytes] | None]]:
    for member, pieces in archive.members(path, name, most, most_members):
        yield member, None if member.key or member.index in done else pieces


def _share(modules: list[str]) -> None:
    """Import what a run imported when it needed it: that was most of the time of each fork."""
    for name in modules:
        with contextlib.suppress(ImportError):  # Some are made by others and cannot be imported by name.
            importlib.import_module(name)


@functools.cache
def _have_loops() -> None:
    """Link three small lists here, once: reading machine code from its cache would be most of the time of each fork."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    import compiling

    compiling.link()


def _answer(told: object) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Answer every line on standard input with two lines on standard output."""
    report = os.memfd_create("steps")
    # Reading in this process: a child of its own for each run would be most of what is measured.
    vars(unpacking)["members_of"] = _members_of
    vars(reading)["read_files"] = lambda jobs: (parse(path, name) for path, name in jobs)
    for line in sys.stdin:
        told = json.loads(line)
        if told["argv"][0] == "link":
            _have_loops()
        os.ftruncate(report, 0)
        os.pwrite(report, bytes(4), 0)
        child = os.fork()
        if not child:
            code, before = 1, set(sys.modules)
            try:
                _run(told, report)
                code = 0
            except SystemExit as leaving:
                code = int(leaving.code or 0)
            finally:
                os.pwrite(report, "\n".join(set(sys.modules) - before).encode(), 4)
                os._exit(code)
        _answer(child)
        _, status = os.waitpid(child, 0)
        steps = int.from_bytes(os.pread(report, 4, 0), "big")
        _share(os.pread(report, os.fstat(report).st_size, 4).decode().split())
        _answer({"status": os.waitstatus_to_exitcode(status), "steps": steps})


if __name__ == "__main__":
    main()
