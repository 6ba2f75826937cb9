"""A dossier of 10,000 exhibits: written, and verified by verify.py, beside hashing the same files in the same run."""

import hashlib
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sijill.model.evidence import Access
from sijill.record import add_files
from sijill.record.add import terms
from sijill.record.dossier import export_dossier
from sijill.record.request import Recipient
from sijill.store.opening import create_register

_EXHIBITS: Final = 10_000
_SIZE: Final = 30_000


def run() -> Iterator[str]:
    """Yield how long hashing, verifying and writing took."""
    chance = random.Random(7)  # noqa: S311 - bytes to hash, not secrets
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "source"
        source.mkdir()
        for number in range(_EXHIBITS):
            (source / f"{number:05d}.bin").write_bytes(chance.randbytes(_SIZE))
        register = create_register(folder / "r.register")
        added = add_files(register, [source], given=terms(Access.PUBLIC))
        start = time.perf_counter()
        out = folder / "dossier"
        export_dossier(register, [each.exhibit for each in added], out, to=Recipient(name="bench"))
        writing = time.perf_counter() - start
        hashing = _timed_hashing(out)
        start, cpu = time.perf_counter(), _seconds_of_children()
        command = [sys.executable, str(out / "verify.py"), str(out)]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        verifying, cpu = time.perf_counter() - start, _seconds_of_children() - cpu
        proof = max(path.stat().st_size for path in (out / "data" / "proofs").iterdir())
        yield (
            f"{_EXHIBITS} exhibits of {_SIZE} bytes: hashing alone {hashing:.1f} s; verify.py {verifying:.1f} s, which is "
            f"hashing + {verifying - hashing:.1f} s, {cpu:.1f} s of one core (exit {told.returncode}, {told.stdout.splitlines()[0]}); "
            f"written in {writing:.1f} s; largest proof {proof} bytes"
        )


def _seconds_of_children() -> float:
    used = os.times()
    return used.children_user + used.children_system


def _timed_hashing(out: Path) -> float:
    start = time.perf_counter()
    for path in sorted((out / "data" / "objects").iterdir()):
        hashlib.sha256(path.read_bytes()).hexdigest()
    return time.perf_counter() - start
