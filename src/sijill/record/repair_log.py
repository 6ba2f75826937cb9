"""Repair of the log's own files: statements of keys, tiles, checkpoints. Everything follows from signed leaves."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from sijill.errors import IntegrityError
from sijill.store import keyring, log, payload
from sijill.store.aside import Aside
from sijill.store.checkpoint import Checkpoint
from sijill.store.layout import Register
from sijill.store.levels import Levels


def repair_log(register: Register, held: Register, keeper: Aside) -> None:
    """Have every file of the log as the newest checkpoint signs for it, of those in register and mirror.

    IntegrityError, with no tile or checkpoint written, when signed checkpoints contradict each other, or when the
    mirror is too old for what is damaged.
    """
    _restore_statements(register, held, keeper)
    notes = dict(_signed_notes(register, held))
    if not notes:
        raise IntegrityError("damaged_checkpoint", path=register.log / "checkpoint")
    newest = max(notes.values(), key=lambda each: each.size)
    levels = _levels(register, held, newest)
    if any(levels.root(each.size) != each.root for each in notes.values()):
        raise IntegrityError("repair_forked", path=register.path)
    for path, content in levels.files(register.log, newest.size).items():
        _have(path, content, keeper)
    _restore_kept(register, held, levels, keeper)
    note = next(note for note, each in notes.items() if each == newest)
    current = register.log / "checkpoint"
    if not _is_signed(register, current, newest):
        _have(current, note, keeper)


def _have(path: Path, content: bytes, keeper: Aside) -> None:
    try:
        same = path.read_bytes() == content
    except OSError:
        same = False
    if not same:
        keeper.put(path, content)


def _restore_statements(register: Register, held: Register, keeper: Aside) -> None:
    """Put back statements of changes of key; one of a lost key proves nothing and is not taken from a mirror."""
    for change in keyring.changes(held, log.current(held).size):
        own = keyring.statement_path(register, change.position)
        content = keyring.statement_path(held, change.position).read_bytes()
        if change.lost or (own.is_file() and own.read_bytes() == content):
            continue
        if own.is_file() and keyring.is_statement(register, own):
            raise IntegrityError("repair_forked", path=register.path)
        keeper.put(own, content)


def _signed_notes(register: Register, held: Register) -> Iterator[tuple[bytes, Checkpoint]]:
    """Yield every checkpoint that a key of the register signed for its size, its own before the mirror's."""
    for path in [register.log / "checkpoint", *log.kept_checkpoints(register), held.log / "checkpoint"]:
        with contextlib.suppress(OSError, ValueError):
            note = path.read_bytes()
            yield note, keyring.open_checkpoint(register, note)


def _is_signed(register: Register, path: Path, wanted: Checkpoint) -> bool:
    with contextlib.suppress(OSError, ValueError):
        return keyring.open_checkpoint(register, path.read_bytes()) == wanted
    return False


def _levels(register: Register, held: Register, newest: Checkpoint) -> Levels:
    """Return the leaves that give the newest root: the register's own, or the mirror's with what came after."""
    mirrored = log.current(held)
    for leaves in _candidates(register, held, newest.size, mirrored.size):
        with contextlib.suppress(OSError, ValueError):
            levels = Levels(list(leaves))
            if len(levels.leaves) == newest.size and levels.root(newest.size) == newest.root:
                return levels
    if newest.size <= mirrored.size:
        raise IntegrityError("mirror_damaged", path=held.log / "tile")
    found = {"found": f"{mirrored.size:,}", "expected": f"{newest.size:,}"}
    raise IntegrityError("repair_too_old", path=register.path, **found)


def _candidates(register: Register, held: Register, size: int, mirrored: int) -> Iterator[Iterator[bytes]]:
    yield log.leaves(register, size)
    yield _joined(log.leaves(held, mirrored), log.leaves(register, size, start=mirrored))
    yield _joined(log.leaves(held, mirrored), _committed(register, mirrored, size))


def _joined(*parts: Iterator[bytes]) -> Iterator[bytes]:
    for part in parts:
        yield from part


def _committed(register: Register, start: int, size: int) -> Iterator[bytes]:
    """Yield the leaves that the register's own payloads belong to."""
    for position in range(start, size):
        yield payload.leaf_of(payload.read(register.path, position)[1])


def _restore_kept(register: Register, held: Register, levels: Levels, keeper: Aside) -> None:
    """Put back kept checkpoints that are damaged or gone; one that nobody has comes back from nowhere."""
    for path in log.kept_checkpoints(held):
        own = register.log / "checkpoints" / path.name
        size = int(path.name)
        if size > len(levels.leaves):
            continue
        wanted = Checkpoint(origin=keyring.origin(register), size=size, root=levels.root(size))
        if not _is_signed(register, own, wanted) and _is_signed(register, path, wanted):
            _have(own, path.read_bytes(), keeper)
