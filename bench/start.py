"""CPU seconds until Sijill is there: importing it, and the help of the command line."""

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

_RUNS = 7


def run() -> Iterator[str]:
    """Yield the median CPU seconds over seven runs, beside those of an empty Python."""
    program = str(Path(sys.executable).with_name("sijill"))
    empty = _cpu([sys.executable, "-c", "pass"])
    yield f"python -c pass             {empty:.3f} s"
    yield f"import sijill              {_cpu([sys.executable, '-c', 'import sijill']):.3f} s"
    yield f"sijill --help              {_cpu([program, '--help']):.3f} s"


def _cpu(command: list[str]) -> float:
    def once() -> float:
        before = os.times()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    once()
    return statistics.median(once() for _ in range(_RUNS))
