"""Every byte of a small register changed, one at a time: the stranger's verify.py and ``sijill verify`` both find it.

Not a matter of speed. Each change is followed by a full verification from the disk; nothing is remembered but
signatures, by key, text and signature. ``./dev bench tamper`` takes the parts ``every`` (the default) and ``demo``.
"""

import functools
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from sijill.model.evidence import Access
from sijill.model.trust import State
from sijill.record import add_files, verify
from sijill.record.add import terms
from sijill.record.verifier.verify import Examination
from sijill.store import note, rotation
from sijill.store.layout import find_register
from sijill.store.opening import create_register, open_register

_FOLDERS: Final = ("objects", "log", "payload")
_SIZES: Final = (60_000, 50_000, 35_000, 25_000, 12_000, 6_000, 1_000, 1)
_RANDOM_BYTES: Final = 10_000

Finds = Callable[[Path], bool]


def by_stranger(register: Path) -> bool:
    """Return whether verify.py says that the register fails."""
    return "fails" in Examination(str(register)).findings.values()


def by_sijill(register: Path) -> bool:
    """Return whether ``sijill verify`` says that the register fails."""
    return verify(find_register(register)).state is State.FAILS


BOTH: Final = {"verify.py": by_stranger, "sijill verify": by_sijill}


def run(parts: Sequence[str] = ()) -> Iterator[str]:
    """Yield a line for each way of damage and each verifier: how many were done, and what was not found."""
    # The same signature of the same text by the same key is computed once, as verify.py does by itself.
    note._check = functools.lru_cache(maxsize=None)(note._check)  # noqa: SLF001
    # In memory where there is room for it: a flip is a write, and no disk needs two hundred thousand.
    room = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - a folder in it, of a fresh name
    with tempfile.TemporaryDirectory(dir=room) as name:
        if "demo" in parts:
            from sijill.demo.run import run as make

            make(Path(name) / "demo.register", seed=11, persons=3_000)
            yield from _random_bytes(Path(name) / "demo.register")
        if "every" in parts or not parts:
            yield from _everything(make_register(Path(name), _SIZES))


def make_register(folder: Path, sizes: Sequence[int]) -> Path:
    """Return a register of exhibits of these sizes, deposited in two groups, with a change of key between."""
    chance = random.Random(7)  # noqa: S311 - bytes to change, not secrets
    register = create_register(folder / "r.register")
    files = []
    for number, size in enumerate(sizes):
        files.append(folder / f"{number}.bin")
        files[-1].write_bytes(chance.randbytes(size))
    add_files(register, files[::2], given=terms(Access.TEAM), source="س")
    rotation.rotate(register, None)
    register = open_register(register.path)
    add_files(register, files[1::2], given=terms(Access.TEAM), source="س")
    # Not under test here, and half of the time: what can be rebuilt is made again by whoever opens the register.
    for path in register.path.glob("catalogue.sqlite*"):
        path.unlink()
    return register.path


def files_of(register: Path) -> list[Path]:
    """Return what is evidence and log, in order."""
    found = (path for folder in _FOLDERS for path in (register / folder).rglob("*"))
    return sorted(path for path in found if path.is_file())


def every_byte(register: Path, finds: Finds, step: int = 1) -> tuple[int, list[str]]:
    """Change every ``step``-th byte in turn; return how many were changed, and where that was not found."""
    missed, count = [], 0
    for path in files_of(register):
        for place in range(0, path.stat().st_size, step):
            count += 1
            if not _found_changed(register, path, place, finds):
                missed.append(f"{path.relative_to(register)}:{place}")
    return count, missed


def whole_files(register: Path, finds: Finds) -> tuple[int, list[str]]:
    """Lengthen, cut, empty and delete each file, and exchange each two objects; return the same."""
    missed, count = [], 0
    ways: dict[str, Callable[[bytes], bytes | None]] = {
        "lengthened": lambda sound: sound + b"\n",
        "cut": lambda sound: sound[:-1],
        "emptied": lambda _sound: b"",
        "deleted": lambda _sound: None,
    }
    for path in files_of(register):
        sound = path.read_bytes()
        for way, damage in ways.items():
            count += 1
            content = damage(sound)
            path.unlink()
            if content is not None:
                path.write_bytes(content)
            if not finds(register):
                missed.append(f"{path.relative_to(register)} {way}")
            path.write_bytes(sound)
    kept = [path for path in files_of(register) if path.is_relative_to(register / "objects")]
    for number, first in enumerate(kept):
        for second in kept[number + 1 :]:
            count += 1
            _exchange(first, second)
            if not finds(register):
                missed.append(f"{first.name} and {second.name} exchanged")
            _exchange(first, second)
    return count, missed


def _everything(register: Path) -> Iterator[str]:
    size = sum(path.stat().st_size for path in files_of(register))
    yield f"a register of {size} bytes in {len(files_of(register))} files"
    for name, finds in BOTH.items():
        yield _line(f"{name}, whole files", register, finds, whole_files)
        yield _line(f"{name}, every byte", register, finds, every_byte)


def _line(
    name: str, register: Path, finds: Finds, damage: Callable[[Path, Finds], tuple[int, list[str]]]
) -> str:
    if finds(register):
        raise SystemExit(f"bench: {name} refuses the sound register")
    start = time.perf_counter()
    count, missed = damage(register, finds)
    each = (time.perf_counter() - start) / count
    return f"{name}: {count} changes, {count - len(missed)} found ({1000 * each:.1f} ms each); not found: {missed}"


def _random_bytes(register: Path) -> Iterator[str]:
    chance, files = random.Random(11), files_of(register)  # noqa: S311
    weights = [path.stat().st_size for path in files]
    chosen = chance.choices(files, weights, k=_RANDOM_BYTES)
    places = [(path, chance.randrange(path.stat().st_size)) for path in chosen]
    for name, finds in BOTH.items():
        if finds(register):
            raise SystemExit(f"bench: {name} refuses the sound demo")
        missed = [path for path, place in places if not _found_changed(register, path, place, finds)]
        yield (
            f"{name}, demo of {sum(weights)} bytes: {len(places)} random bytes, "
            f"{len(places) - len(missed)} found; not found: {sorted(map(str, missed))}"
        )


def _found_changed(register: Path, path: Path, place: int, finds: Finds) -> bool:
    path.chmod(0o600)
    with path.open("r+b", buffering=0) as handle:
        handle.seek(place)
        sound = handle.read(1)
        handle.seek(place)
        handle.write(
            bytes([sound[0] ^ 0x20])
        )  # An other case of a letter is the change that is easiest to miss.
    found = finds(register)
    with path.open("r+b", buffering=0) as handle:
        handle.seek(place)
        handle.write(sound)
    return found


def _exchange(first: Path, second: Path) -> None:
    between = first.with_name("between")
    first.rename(between)
    second.rename(first)
    between.rename(second)
