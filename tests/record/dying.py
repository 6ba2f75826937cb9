"""A process that runs `sijill` (or one part of it) again and again in forks of itself, and lets each be killed, or die at a step.

Started by test_record_kills.py, so that fifty runs need one start of Python. On standard input a line of
JSON for each run: ``argv``, and ``die_at``, the number of the durable step (fsync, syncfs, rename, replace, unlink,
rmdir) before which the run ends without any clean-up, or null. It answers with the child's process number,
and when it has ended with its status and the number of steps that it got to.
"""

import contextlib
import importlib
import json
import os
import sys
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


def _count_steps(die_at: int | None, report: int) -> None:
    """Have the number of durable steps written to ``report``, and the process end at once before step ``die_at``."""
    reached = 0

    def stepping(step: Callable[..., Any], *, real: bool) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            nonlocal reached
            reached += 1
            os.pwrite(report, reached.to_bytes(4, "big"), 0)
            if reached == die_at:
                os._exit(99)
            # A killed process loses nothing that the system has taken: waiting for the disk shows nothing.
            return step(*given, **named) if real else None

        return run

    flush.sync_all = stepping(flush.sync_all, real=False)
    for name in _STEPS:
        setattr(os, name, stepping(getattr(os, name), real=name != "fsync"))


def _run(argv: list[str], die_at: int | None, report: int) -> None:
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)
    os.dup2(1, 2)
    _count_steps(die_at, report)
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
        os.ftruncate(report, 0)
        os.pwrite(report, bytes(4), 0)
        child = os.fork()
        if not child:
            code, before = 1, set(sys.modules)
            try:
                _run(told["argv"], told["die_at"], report)
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
