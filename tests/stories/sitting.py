"""A process that runs `sijill` in forks of itself, each with files or a terminal of its own as its standard ones.

Started once by test_story_review.py, it has all that a review loads. On standard input a line of JSON for each run:
``argv``, ``env``, and ``files``, three paths. It answers with the child's process number, and when that has ended with
its status.
"""

import contextlib
import fcntl
import io
import json
import os
import signal
import sys
import termios
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import compiling
from sijill import cli
from sijill.link import desk

_LOADED = (desk,)
_LONGEST = 300
"""Seconds after which a run that hangs is ended, so that its test fails."""


def _sit_down(files: list[int]) -> None:
    """Have ``files`` as the standard ones; a terminal among them is the one whose Ctrl-C and hanging up end this process."""
    os.setsid()
    signal.alarm(_LONGEST)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if os.isatty(files[0]):
        fcntl.ioctl(files[0], termios.TIOCSCTTY, 0)
    for number, each in enumerate(files):
        os.dup2(each, number)
    sys.stdin, sys.stdout, sys.stderr = (
        io.TextIOWrapper(os.fdopen(number, mode, closefd=False), "utf-8", line_buffering=True)
        for number, mode in enumerate(("rb", "wb", "wb"))
    )


def _run(told: dict[str, Any], files: list[int]) -> None:  # Any: a JSON object
    os.environ.update(told["env"])
    _sit_down(files)
    sys.argv = ["sijill", *told["argv"]]
    cli.main()


def _answer(told: int) -> None:
    sys.stdout.write(f"{told}\n")
    sys.stdout.flush()


def main() -> None:
    """Answer every line on standard input with two lines on standard output."""
    compiling.link()
    for line in sys.stdin:
        told = json.loads(line)
        files = [os.open(path, os.O_RDWR | os.O_NOCTTY) for path in told["files"]]
        child = os.fork()
        if not child:
            code = 1
            try:
                _run(told, files)
                code = 0
            except SystemExit as leaving:
                code = int(leaving.code or 0)
            finally:
                for stream in (sys.stdout, sys.stderr):
                    with contextlib.suppress(OSError):  # The terminal may be gone.
                        stream.flush()
                os._exit(code)
        for each in files:
            os.close(each)
        _answer(child)
        _, status = os.waitpid(child, 0)
        _answer(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
