"""Intake and verification against the SHA-256 rate of one core on the same bytes, in the same run.

``./dev bench evidence [--mb N] [--small N] [--seed N]``: N MB in files of 0.2 to 8 MB, and N files of 10 kB.
"""

import contextlib
import hashlib
import os
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from sijill.model.evidence import Access
from sijill.model.trust import Report
from sijill.record import add_files, verify
from sijill.record.add import terms
from sijill.store import audit, objects
from sijill.store.layout import Register
from sijill.store.opening import create_register

_SIZES = (200_000, 500_000, 2_000_000, 8_000_000)
_BUFFER = 1 << 20


def run(words: Sequence[str] = ()) -> Iterator[str]:
    """Yield rates for large files as ratios of hashing, and for small files as files a second."""
    given = dict(zip(words[::2], map(int, words[1::2]), strict=True))
    seed = given.get("--seed", 7)
    with tempfile.TemporaryDirectory() as name:
        large, small = Path(name) / "large", Path(name) / "small"
        _write_large(large / "source", given.get("--mb", 1024), random.Random(seed))  # noqa: S311 - bytes to copy
        yield from _one(large)
        shutil.rmtree(large)
        _write_small(small / "source", given.get("--small", 5_000), random.Random(seed))  # noqa: S311
        yield from _one(small)


def _write_large(folder: Path, megabytes: int, generator: random.Random) -> None:
    folder.mkdir(parents=True)
    left, number = megabytes << 20, 0
    while left > 0:
        size = min(left, generator.choice(_SIZES))
        (folder / f"{number:05d}.bin").write_bytes(generator.randbytes(size))
        left, number = left - size, number + 1


def _write_small(folder: Path, count: int, generator: random.Random) -> None:
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"{number:05d}.bin").write_bytes(generator.randbytes(10_000))


def _one(folder: Path) -> Iterator[str]:
    files = sorted((folder / "source").iterdir())
    os.sync()  # What is handed in lies on a disk already; its own writing is no part of the intake.
    size = sum(path.stat().st_size for path in files) / 1e6
    before = _hashing(files)
    register = create_register(folder / "bench.register")
    start = time.perf_counter()
    add_files(register, [folder / "source"], given=terms(Access.TEAM))
    adding = time.perf_counter() - start
    report, verifying = _verifying(register)
    again = _by_turns(files, register)
    with _one_core():
        alone, objects_alone = _by_turns(files, register), _objects_by_turns(files, register)
    # The machine may be busier at one time than at another: hashing is timed before and after.
    hashing = (before + _hashing(files)) / 2
    yield (
        f"{folder.name}: {len(files)} files, {size:.0f} MB: SHA-256 of one core {size / hashing:.0f} MB/s; "
        f"durable intake {hashing / adding:.2f} of it ({len(files) / adding:.0f} files/s); "
        f"verify {hashing / verifying:.2f} of it, once more {again:.2f}, held to one core {alone:.2f}, of its "
        f"objects alone {objects_alone:.2f} (medians of three); {report.state.value}"
    )


def _by_turns(files: Sequence[Path], register: Register) -> float:
    """Return the median ratio of hashing to verifying, by turns: a machine is busier at one time than at another."""
    turns = [(_hashing(files), _verifying(register)[1]) for _ in range(3)]
    return statistics.median(hashed / verified for hashed, verified in turns)


def _objects_by_turns(files: Sequence[Path], register: Register) -> float:
    """Return the same for reading the objects again, without log and catalogue."""
    paths = list(objects.stored(register))
    turns = [(_hashing(files), _auditing(paths)) for _ in range(3)]
    return statistics.median(hashed / audited for hashed, audited in turns)


def _auditing(paths: Sequence[Path]) -> float:
    start = time.perf_counter()
    if not all(is_sound is True for _, is_sound in audit.sound(paths)):
        raise SystemExit("bench: an object is not sound")
    return time.perf_counter() - start


@contextlib.contextmanager
def _one_core() -> Iterator[None]:
    """Hold the process to one of its cores, where the system can."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _verifying(register: Register) -> tuple[Report, float]:
    start = time.perf_counter()
    report = verify(register)
    return report, time.perf_counter() - start


def _hashing(files: Sequence[Path]) -> float:
    """Return the seconds that one core takes to read and hash the files."""
    buffer = memoryview(bytearray(_BUFFER))
    start = time.perf_counter()
    for path in files:
        digest = hashlib.sha256()
        with path.open("rb", buffering=0) as handle:
            while count := handle.readinto(buffer):
                digest.update(buffer[:count])
    return time.perf_counter() - start
