"""A standalone Spark on this machine: a master and workers, each a process of its own."""

import contextlib
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PATIENCE_SECONDS = 120.0


class Standalone(NamedTuple):
    """Where the master listens, and the processes of its workers."""

    master: str
    workers: tuple[int, ...]


@contextlib.contextmanager
def standalone(folder: Path, *, workers: int) -> Iterator[Standalone]:
    """Run a master and workers of one core each below ``folder``; each leads a process group with its executors."""
    running: list[subprocess.Popen[bytes]] = []
    try:
        log = folder / "master.log"
        running.append(_start(log, "master.Master", "--port", "0", "--webui-port", "0"))
        master = _told(log, r"Starting Spark master at (spark://\S+)")
        for number in range(workers):
            log = folder / f"worker{number}.log"
            place = folder / f"worker{number}"
            settings = ("--cores", "1", "--memory", "1g", "--work-dir", str(place), "--webui-port", "0")
            running.append(
                _start(log, "worker.Worker", *settings, master, scratch=folder / f"scratch{number}")
            )
            _told(log, r"Successfully registered with (master)")
        yield Standalone(master, tuple(each.pid for each in running[1:]))
    finally:
        for each in running:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(each.pid, signal.SIGKILL)
            each.wait()


def _start(log: Path, role: str, *settings: str, scratch: Path | None = None) -> "subprocess.Popen[bytes]":
    import pyspark

    home = Path(pyspark.__file__).parent
    surroundings = {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    if scratch is not None:
        surroundings["SPARK_LOCAL_DIRS"] = str(scratch)
        scratch.mkdir()
    arguments: list[str | Path] = [
        home / "bin" / "spark-class",
        f"org.apache.spark.deploy.{role}",
        "--host",
        "127.0.0.1",
        *settings,
    ]
    with log.open("wb") as told:
        return subprocess.Popen(
            arguments, stdout=told, stderr=subprocess.STDOUT, env=surroundings, start_new_session=True
        )


def _told(log: Path, pattern: str) -> str:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        found = re.search(pattern, log.read_text(encoding="utf-8"))
        if found is not None:
            return found[1]
        time.sleep(0.1)
    raise TimeoutError(log.read_text(encoding="utf-8"))
