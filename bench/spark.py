"""What ``sijill link --engine spark`` costs on one machine, beside ``sijill link``: CPU and memory of all processes.

Spark's workers are processes of Java and of Python that no ``wait`` counts, so all that descend from a run are looked
at four times a second (Linux). Memory is that of each process with its share of what it shares.
"""

import collections
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from bench.link_sets import families
from sijill.errors import UsageError
from sijill.link.spark import check_tools

_RECORDS: Final = 100_000
_KINDS: Final = ("driver", "java", "workers")


class _Cost(NamedTuple):
    seconds: dict[str, float]
    """Of CPU, by kind of process."""
    peak: dict[str, int]
    """MB at the most, by kind of process."""
    together: int


def run() -> Iterator[str]:
    """Yield the cost of both engines on made-up families, in turns, and whether they agree."""
    each = families(_RECORDS)
    try:
        check_tools()
    except UsageError as error:
        yield f"skipped: {error}"
        return
    if each.missing:
        yield f"skipped: {each.title}: SIJILL_SHARED names the folder of shared data"
        return
    with tempfile.TemporaryDirectory() as folder:
        outs = {engine: Path(folder) / f"{engine}.csv" for engine in ("local", "spark")}
        for turn in (1, 2):
            for engine, out in outs.items():
                where = ("--engine", engine, *(("--master", "local[2]") if engine == "spark" else ()))
                cost = _cost([*_SIJILL, "link", *map(str, each.records), "--out", str(out), *where])
                yield f"{each.title}, {engine}, turn {turn}: {_told(cost)}"
        same = outs["local"].read_bytes() == outs["spark"].read_bytes()
        yield f"clusters and probabilities {'equal' if same else 'DIFFER'}"


_SIJILL: Final = (sys.executable, "-c", "from sijill.cli import main; main()")


def _told(cost: _Cost) -> str:
    kinds = [
        f"{kind} {cost.seconds[kind]:.1f} s, {cost.peak[kind]} MB" for kind in _KINDS if kind in cost.seconds
    ]
    return f"{sum(cost.seconds.values()):.1f} s of CPU, {cost.together} MB ({'; '.join(kinds)})"


def _cost(command: list[str]) -> _Cost:
    used: dict[int, tuple[str, float]] = {}
    peak: dict[str, int] = collections.defaultdict(int)
    together = 0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        held: dict[str, int] = collections.defaultdict(int)
        for child, program, seconds in _descendants(os.getpid()):
            kind = "driver" if child == process.pid else "java" if program == "java" else "workers"
            used[child] = kind, seconds
            held[kind] += _megabytes(child)
        for kind, size in held.items():
            peak[kind] = max(peak[kind], size)
        together = max(together, sum(held.values()))
        time.sleep(0.25)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    seconds_of: dict[str, float] = collections.defaultdict(float)
    for kind, seconds in used.values():
        seconds_of[kind] += seconds
    return _Cost(dict(seconds_of), dict(peak), together)


def _descendants(root: int) -> Iterator[tuple[int, str, float]]:
    """Yield process, program and seconds of CPU."""
    children: dict[int, list[tuple[int, str, float]]] = collections.defaultdict(list)
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            head, _, tail = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")
        except OSError:  # It ended meanwhile.
            continue
        number, _, program = head.partition(" (")
        fields = tail.split()
        ticks = int(fields[11]) + int(fields[12])
        children[int(fields[1])].append((int(number), program, ticks / os.sysconf("SC_CLK_TCK")))
    waiting = [root]
    while waiting:
        for each in children[waiting.pop()]:
            yield each
            waiting.append(each[0])


def _megabytes(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) // 1024
