"""Intake and verification against the SHA-256 rate of one core on the same bytes, in the same run."""

import hashlib
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sijill.model.evidence import Access
from sijill.record import add_files, verify
from sijill.record.add import terms
from sijill.store.opening import create_register


def run() -> Iterator[str]:
    """Yield rates for large files as ratios of hashing, and for small files as files a second."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count, size, label in ((128, 2_000_000, "large"), (1_000, 10_000, "small")):
            yield from _one(folder / label, count, size, label)


def _one(folder: Path, count: int, size: int, label: str) -> Iterator[str]:
    generator = random.Random(7)  # noqa: S311 - bytes to copy, not secrets
    source = folder / "source"
    source.mkdir(parents=True)
    for number in range(count):
        (source / f"{number:05d}.bin").write_bytes(generator.randbytes(size))
    start = time.perf_counter()
    for path in sorted(source.iterdir()):
        hashlib.sha256(path.read_bytes()).digest()
    hashing = time.perf_counter() - start
    register = create_register(folder / "bench.register")
    start = time.perf_counter()
    add_files(register, [source], given=terms(Access.TEAM))
    adding = time.perf_counter() - start
    start = time.perf_counter()
    report = verify(register)
    verifying = time.perf_counter() - start
    total = count * size / 1e6
    yield (
        f"{label}: {count} files of {size / 1e3:.0f} kB: SHA-256 {total / hashing:.0f} MB/s; durable intake "
        f"{hashing / adding:.2f} of it ({count / adding:.0f} files/s); verify {hashing / verifying:.2f} of it; "
        f"{report.state.value}"
    )
