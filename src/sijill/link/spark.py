"""Linkage on Spark: the engine's keys, comparison and weights, pairs weighed by however many machines there are.

The driver prepares, blocks, learns and clusters as without Spark, and weighs the fewer pairs of records that stand alone
after all others are weighed (``sweep``). Chunks of blocked pairs are numbers of a data frame; ``mapInArrow`` weighs each with the engine's own compiled functions and gives back the pairs worth keeping, which are put
in the order of the chunks. So the result is the same to the last bit, and a worker that dies costs the time of its tasks.
"""

import contextlib
import functools
import os
import re
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from sijill.errors import SijillError, UsageError
from sijill.link.blocked_pairs import Chunk
from sijill.link.cluster import Edges
from sijill.link.part_levels import no_levels
from sijill.link.spark_sent import pieces, take_out
from sijill.link.spark_work import OTHER_CODE, SCHEMA, Sent, code_digest, edges_of, weigh_chunks
from sijill.link.sweep import Sweep, Sweeper

_CHUNKS_A_TASK: Final = 16
"""A million pairs, a second or two: what a lost worker costs, and far more than a task costs to start."""
_TASKS_A_CORE: Final = 4
"""At least, where there are chunks enough: so that no core waits long for the last."""
_OLDEST_JAVA: Final = 17


@contextlib.contextmanager
def on_spark(master: str) -> Iterator[Sweeper]:
    """Give a sweeper for :func:`sijill.link.engine.link_records` that works at ``master``, for example ``local[2]``.

    UsageError where pyspark or Java is missing, where Spark does not start, and where its work fails. What else Spark
    should know it reads from its own settings (``SPARK_CONF_DIR``); workers run the Python of ``PYSPARK_PYTHON``, or this one.
    """
    check_tools()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    if "SPARK_HOME" not in os.environ:
        os.environ.setdefault("SPARK_CONF_DIR", str(Path(__file__).with_name("spark_settings")))
    session = _session(master)
    try:
        yield functools.partial(_weigh_all, session, master)
    finally:
        with contextlib.suppress(*_troubles()):  # It may be gone already.
            session.stop()


def check_tools() -> None:
    """Raise UsageError where pyspark, what it needs, or a Java that it takes is missing."""
    for module in ("pyspark", "pandas"):
        if find_spec(module) is None:
            raise UsageError("missing_extra", extra="spark", module=module)
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java") or "java"
    try:
        told = subprocess.run([java, "-version"], capture_output=True, text=True, check=True).stderr  # noqa: S603 - a fixed command
    except (OSError, subprocess.CalledProcessError):
        raise UsageError("no_java", oldest=_OLDEST_JAVA, found="-") from None
    found = re.search(r'version "(?:1\.)?(\d+)', told)
    if found is None or int(found[1]) < _OLDEST_JAVA:
        raise UsageError("no_java", oldest=_OLDEST_JAVA, found=told.splitlines()[0] if told else "-")


def _session(master: str) -> Any:  # Any: pyspark is not there for every reader of types
    from pyspark.sql import SparkSession

    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
    }
    if master.startswith("local"):
        # Nothing is heard from outside this machine.
        settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    builder = SparkSession.builder.appName("sijill link").master(master)
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except _troubles() as error:  # A wrong address, a master that does not answer.
        raise _failed(master, error) from error


def _weigh_all(session: Any, master: str, sweep: Sweep, every: list[Chunk]) -> list[tuple[int, Edges]]:
    """Return what ``Sweep.kept`` says of each chunk, in their order."""
    if not every:
        return []
    context = session.sparkContext
    sent = _sent(context, sweep, every)
    tasks = max(len(every) // _CHUNKS_A_TASK, _TASKS_A_CORE * context.defaultParallelism)
    numbers = session.range(0, len(every), 1, min(tasks, len(every)))
    try:
        found = numbers.mapInArrow(functools.partial(weigh_chunks, sent), SCHEMA).toArrow().sort_by("chunk")
    except _troubles() as error:  # Java's, and whatever was raised on a worker.
        if "cancellation of all jobs" in str(error):  # What pyspark makes of Ctrl-C.
            raise KeyboardInterrupt from error
        raise _failed(master, error) from error
    finally:
        with contextlib.suppress(*_troubles()):
            for piece in (piece for array in sent.pieces for piece in array):
                piece.destroy()
    if found["chunk"].to_pylist() != list(range(len(every))):
        raise UsageError("spark_failed", master=master, reason=f"{len(found)} / {len(every)}")
    return [edges_of(row) for row in found.to_pylist()]


def _sent(context: Any, sweep: Sweep, every: list[Chunk]) -> Sent:
    # What pairs of parts came to is each process's own.
    empty = sweep.parts._replace(levels=no_levels()[:0])
    tree, arrays = take_out(sweep._replace(parts=empty))
    sent = tuple(tuple(context.broadcast(piece) for piece in pieces(array)) for array in arrays)
    return Sent(tree=tree, pieces=sent, every=tuple(every), name=secrets.token_hex(8), code=code_digest())


def _troubles() -> tuple[type[Exception], ...]:
    """Return what pyspark raises: its own, those of its bridge to Java, and of a bridge that broke."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    return PySparkException, Py4JError, OSError, EOFError


def _failed(master: str, error: Exception) -> SijillError:
    """Say in one line what Spark says in a hundred."""
    told = str(error)
    if OTHER_CODE in told or "No module named 'sijill'" in told:
        return UsageError("spark_other_code", master=master)
    causes = re.findall(r"^(?:: |Caused by: )?([\w.$]*(?:Error|Exception): .+)$", told, flags=re.MULTILINE)
    line = (causes or told.splitlines() or [type(error).__name__])[-1]
    return UsageError("spark_failed", master=master, reason=line.strip().rstrip("."))
