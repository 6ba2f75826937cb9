"""Ten classes of fault and more on a register: no receipt lost, each fault told, and all whole again.

Not a matter of speed. Faults of the machine (full disk, EIO, torn writes, clock) are put under ``sijill add``, which has to
refuse in one line or be right, and to go on when it is run again. Faults of what lies there are made in place:
``sijill verify`` has to name them, and a mirror (or a rebuild) to mend them. ``./dev bench faults [CLASS …]`` runs those
that are named. Debian's strace and faketime, and the superuser for a disk of its own, are needed for some: a class
whose tool is missing is skipped by name.
"""

import contextlib
import dataclasses
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from sijill.model.evidence import Access
from sijill.model.trust import State
from sijill.record import add_files, verify
from sijill.record.add import terms
from sijill.record.mirror import mirror
from sijill.record.rebuild import rebuild_evidence
from sijill.record.repair import repair
from sijill.store import log, objects, proof
from sijill.store.layout import Register, find_register
from sijill.store.opening import create_register

_ROUNDS: Final = 12
_FILES: Final = 8
_SIZE: Final = 40_000
_STEP: Final = 4
"""Between the system calls that fail, from one round to the next; behind the last one the fault hits nothing."""

Damage = Callable[[Register, random.Random], None]


@dataclasses.dataclass(slots=True)
class Count:
    """What came of the faults of one class."""

    done: int = 0
    told: int = 0
    """Named by verification, or refused in one line."""
    whole: int = 0
    """Verified after the mending, and all that was handed in again is there."""
    receipts: int = 0
    kept: int = 0

    def line(self, name: str) -> str:
        """Return what is printed."""
        return (
            f"{name}: {self.done} faults, {self.told} told, {self.whole} whole again; "
            f"{self.kept} of {self.receipts} receipts hold"
        )


@dataclasses.dataclass(frozen=True, slots=True)
class Scene:
    """A register, its mirror, receipts that were given, and files to be handed in next."""

    register: Register
    place: Path
    receipts: list[Path]
    more: Path


def run(words: Sequence[str] = ()) -> Iterator[str]:
    """Yield a line for each class of fault."""
    unknown = sorted({*words} - {*LYING, *RUNNING})
    if unknown:
        raise SystemExit(f"bench: unknown {', '.join(unknown)}; known: {', '.join((*LYING, *RUNNING))}")
    for name in words or (*RUNNING, *LYING):
        missing = [tool for tool in NEEDED.get(name, ()) if not is_there(tool)]
        if missing:
            yield f"{name}: SKIPPED, not here: {', '.join(missing)}"
        else:
            yield (running(name) if name in RUNNING else lying(name)).line(name)


def is_there(tool: str) -> bool:
    """Return whether a tool, or the superuser, is here."""
    return os.geteuid() == 0 if tool == "superuser" else shutil.which(tool) is not None


@contextlib.contextmanager
def scene(chance: random.Random, *, disk: str = "") -> Iterator[Scene]:
    """Make a register with its mirror and receipts; on a tmpfs of its own with these options, where there are any."""
    with tempfile.TemporaryDirectory() as name:
        folder, small = Path(name), Path(name) / "disk"
        small.mkdir()
        if disk:
            subprocess.run([_tool("mount"), "-t", "tmpfs", "-o", disk, "tmpfs", small], check=True)
        try:
            register = create_register(small / "r.register")
            receipts = []
            for number in range(3):
                for added in add_files(
                    register, [_files(folder / f"in{number}", chance)], given=terms(Access.TEAM)
                ):
                    receipts.append(folder / f"{added.position}.tlog-proof")
                    receipts[-1].write_bytes(proof.to_text(proof.prove(register, added.position)))
            mirror(register, folder / "m.register")
            yield Scene(register, folder / "m.register", receipts, _files(folder / "more", chance))
        finally:
            if disk:
                subprocess.run([_tool("umount"), small], check=True)


def _tool(name: str) -> str:
    return shutil.which(name) or name


def _files(folder: Path, chance: random.Random) -> Path:
    folder.mkdir()
    for number in range(_FILES):
        (folder / f"{number}.bin").write_bytes(chance.randbytes(_SIZE))
    return folder


def lying(name: str, rounds: int = _ROUNDS) -> Count:
    """Damage what lies in a register, have it named, and mend it; return what came of it."""
    count, chance = Count(), random.Random(name)  # noqa: S311 - what to damage, not secrets
    for _ in range(rounds):
        with scene(chance) as made:
            damage, mend = LYING[name]
            damage(made.register, chance)
            count.told += verify(made.register).state is not State.HOLDS
            mend(made)
            _count(made, count)
    return count


def running(name: str, rounds: int = _ROUNDS) -> Count:
    """Have faults under ``sijill add``, and add again without; return what came of those that hit."""
    count, chance = Count(), random.Random(name)  # noqa: S311 - as above
    for number in range(rounds):
        disk, under = RUNNING[name]
        with scene(chance, disk=disk) as made:
            if disk:
                _fill(made.register.path.parent, leaving=number * _FILES * _SIZE // rounds)
            ended = _add(made, *under(1 + number * _STEP))
            report = verify(made.register)
            clear = ended.stderr.count("sijill:") == 1 and "Traceback" not in ended.stderr
            refused = ended.returncode == 2 and clear and "the system refused" in ended.stderr
            if disk:
                (made.register.path.parent / "ballast").unlink()
            if ended.returncode in {0, 2} and not refused and "clock" not in name:
                continue  # The call that was to fail was never reached, or one that counts for nothing.
            back = any(each.key == "clock_back" for each in report.findings)
            count.told += report.state is State.HOLDS and (refused or back)
            _count(made, count)
    return count


def _fill(disk: Path, *, leaving: int) -> None:
    free = shutil.disk_usage(disk).free
    (disk / "ballast").write_bytes(bytes(max(0, free - leaving - (free - leaving) % 4096)))


def _add(made: Scene, *under: str) -> subprocess.CompletedProcess[str]:
    line = [*under, sys.executable, "-m", "sijill", "add", str(made.more), "-R", str(made.register.path)]
    environment = os.environ | {"SIJILL_LANG": "en"}
    return subprocess.run(line, check=False, capture_output=True, text=True, env=environment)


def _count(made: Scene, count: Count) -> None:
    count.done += 1
    count.receipts += len(made.receipts)
    _add(made)
    report = verify(find_register(made.register.path), against=made.receipts)
    count.kept += sum(each.key == "against_receipt_holds" for each in report.findings)
    held = {path.name for path in objects.stored(made.register)}
    all_in = held >= {objects.digest_of(path) for path in made.more.iterdir()}
    count.whole += report.state is State.HOLDS and all_in


def _from_mirror(made: Scene) -> None:
    repair(made.register.path, made.place)


def _by_rebuild(made: Scene) -> None:
    rebuild_evidence(find_register(made.register.path))


def _overwrite(path: Path, content: bytes) -> None:
    path.chmod(0o600)
    path.write_bytes(content)


def _some(register: Register, chance: random.Random, *folders: str) -> Path:
    found = (path for folder in folders for path in (register.path / folder).rglob("*"))
    return chance.choice(sorted(path for path in found if path.is_file()))


def _flip(register: Register, chance: random.Random) -> None:
    path = _some(register, chance, "objects", "payload", "log/tile")
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    _overwrite(path, bytes(content))


def _tear(register: Register, chance: random.Random) -> None:
    """The file's end was never written, as after a power cut on a disk that does not flush."""
    path = _some(register, chance, "objects", "payload", "log")
    _overwrite(path, path.read_bytes()[: chance.randrange(path.stat().st_size)])


def _delete_tile(register: Register, chance: random.Random) -> None:
    _some(register, chance, "log/tile").unlink()


def _truncate(register: Register, chance: random.Random) -> None:
    """The log is as it was at an older checkpoint, as whoever wants the last deposits away would have it."""
    older = chance.choice(log.kept_checkpoints(register)[:-1])
    _overwrite(register.log / "checkpoint", older.read_bytes())
    for path in (register.path / "payload").rglob("[0-9]*"):
        if path.is_file() and int(path.name) >= int(older.name):
            path.unlink()


def _replace_checkpoint(register: Register, chance: random.Random) -> None:
    """By that of another register, by nothing that was signed, or by an older one of its own."""
    with tempfile.TemporaryDirectory() as folder:
        other = create_register(Path(folder) / "o.register").log / "checkpoint"
        own = register.log / "checkpoint"
        ways = (
            other.read_bytes(),
            own.read_bytes().replace(b"\n", b"\nx", 1),
            log.kept_checkpoints(register)[0].read_bytes(),
        )
        _overwrite(own, chance.choice(ways))


def _swap(register: Register, chance: random.Random) -> None:
    one, other = chance.sample(sorted(objects.stored(register)), 2)
    between = one.with_name("between")
    one.rename(between)
    other.rename(one)
    between.rename(other)


def _delete_catalogue(register: Register, chance: random.Random) -> None:  # noqa: ARG001 - as the others
    for path in register.path.glob("catalogue.sqlite*"):
        path.unlink()


def _strace(fault: str) -> Callable[[int], tuple[str, ...]]:
    def under(point: int) -> tuple[str, ...]:
        return ("strace", "-f", "-qq", "-o", os.devnull, "-e", f"inject={fault}:when={point}")

    return under


def _faketime(point: int) -> tuple[str, ...]:
    return ("faketime", "-f", f"-{point * 40}d")


LYING: Final[dict[str, tuple[Damage, Callable[[Scene], None]]]] = {
    "flipped bit": (_flip, _from_mirror),
    "torn file": (_tear, _from_mirror),
    "deleted tile": (_delete_tile, _from_mirror),
    "truncated log": (_truncate, _from_mirror),
    "replaced checkpoint": (_replace_checkpoint, _from_mirror),
    "swapped objects": (_swap, _from_mirror),
    "deleted catalogue": (_delete_catalogue, _by_rebuild),
}
"""Faults of what lies there: how each is made, and mended."""

RUNNING: Final[dict[str, tuple[str, Callable[[int], tuple[str, ...]]]]] = {
    "full disk": ("size=3m", lambda _point: ()),
    "EIO in a flush": ("", _strace("fsync,fdatasync,syncfs:error=EIO")),
    "EIO in a write": ("", _strace("write:error=EIO")),
    "torn write": ("", _strace("write:retval=1")),
    "clock set back": ("", _faketime),
}
"""Faults of the machine: options of a disk of its own, and what ``sijill add`` runs under."""

NEEDED: Final = {
    "full disk": ("superuser", "mount"),
    "EIO in a flush": ("strace",),
    "EIO in a write": ("strace",),
    "torn write": ("strace",),
    "clock set back": ("faketime",),
}
