"""A mirror meets its register: what is offered has to continue every checkpoint that the mirror knows of.

Whoever has the signing key can write another log and sign it, but not take back what a mirror has seen. The proof
is that of RFC 6962, section 2.1.2, from the tiles over the log's own leaves.
"""

import contextlib
import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from sijill.errors import IntegrityError, UsageError
from sijill.store import keyring, log, replica
from sijill.store.checkpoint import Checkpoint
from sijill.store.layout import Register
from sijill.store.levels import Levels
from sijill.store.merkle import consistency_proof, proves_consistency


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a register shows of its log: sound in itself, and a continuation of all that the mirror knows."""

    checkpoint: Checkpoint
    note: bytes
    levels: Levels


def meet(source: Register, mirror: Register) -> Offer:
    """Return what ``source`` offers.

    IntegrityError when its log is damaged, or is not a continuation: then both notes are kept in the mirror. UsageError
    when it is another register. Nothing else is written.
    """
    if source.id != mirror.id:
        raise UsageError("mirror_of_other", path=mirror.path, found=source.id, expected=mirror.id)
    note = _note(source)
    if source.verifier != mirror.verifier:
        _refuse(source, mirror, "mirror_other_key", offered=note, known=_note(mirror))
    checkpoint, note = log.signed(source)
    _require_same_statements(source, mirror, checkpoint.size)
    offer = Offer(checkpoint=checkpoint, note=note, levels=_levels(source, checkpoint))
    for known, older in _known(source, mirror):
        if older.size > checkpoint.size:
            _refuse(source, mirror, "mirror_shortened", offered=note, known=known)
        if not _continues(offer, older):
            _refuse(source, mirror, "mirror_forked", offered=note, known=known)
    return offer


def _note(register: Register) -> bytes:
    try:
        return (register.log / "checkpoint").read_bytes()
    except OSError as error:
        raise IntegrityError("damaged_checkpoint", path=register.log / "checkpoint") from error


def _levels(source: Register, checkpoint: Checkpoint) -> Levels:
    try:
        levels = Levels(list(log.leaves(source, checkpoint.size)))
    except (OSError, ValueError) as error:
        raise IntegrityError("damaged_log", path=source.log / "tile" / "entries") from error
    if levels.root(checkpoint.size) != checkpoint.root:
        raise IntegrityError("damaged_log", path=source.log / "tile" / "entries")
    return levels


def _continues(offer: Offer, older: Checkpoint) -> bool:
    size = offer.checkpoint.size
    proof = consistency_proof(older.size, size, offer.levels.tile) if older.size else []
    return proves_consistency(
        proof, old=older.size, old_root=older.root, size=size, root=offer.checkpoint.root
    )


def _known(source: Register, mirror: Register) -> Iterator[tuple[bytes, Checkpoint]]:
    """Yield the checkpoints that the mirror has seen, and those that the source itself kept."""
    told: set[bytes] = set()
    for path, note in replica.seen(mirror):
        if note not in told:
            told.add(note)
            yield note, _open(note, path, mirror, source)
    for path in log.kept_checkpoints(source):
        with contextlib.suppress(OSError, ValueError):  # A damaged one says nothing; `verify` names it.
            note = path.read_bytes()
            if note not in told:
                yield note, keyring.open_checkpoint(source, note)


def _open(note: bytes, path: Path, *registers: Register) -> Checkpoint:
    """Return a remembered checkpoint, signed by a key that one of the registers knows of."""
    for register in registers:
        with contextlib.suppress(ValueError):
            return keyring.open_checkpoint(register, note)
    raise IntegrityError("mirror_damaged", path=path)


def _require_same_statements(source: Register, mirror: Register, size: int) -> None:
    """Refuse a source whose changes of key are not those that the mirror holds."""
    for path in keyring.statements(mirror):
        other = keyring.statement_path(source, int(path.name))
        if int(path.name) < size and other.is_file() and other.read_bytes() != path.read_bytes():
            _refuse(source, mirror, "mirror_forked", offered=other.read_bytes(), known=path.read_bytes())


def _refuse(source: Register, mirror: Register, key: str, *, offered: bytes, known: bytes) -> NoReturn:
    folder = replica.keep_refused(mirror, offered=offered, known=known)
    raise IntegrityError(key, path=source.path, kept=folder)
