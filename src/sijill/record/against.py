"""Comparing the log with what others hold: older checkpoints, and receipts.

Whoever has the signing key can write another log and sign it; only what was given out before shows that.
"""

from collections.abc import Sequence
from pathlib import Path

from sijill.errors import IntegrityError
from sijill.model.trust import Finding, State
from sijill.store import keyring, log
from sijill.store.checkpoint import Checkpoint, read_unsigned
from sijill.store.layout import Register
from sijill.store.merkle import consistency_proof, proves_consistency, tree_root
from sijill.store.note import key_name
from sijill.store.proof import from_text, is_proof, is_proven
from sijill.text import shown

_LONGEST = 1 << 16
"""Bytes; a receipt has about 1,500."""


class _SettledError(Exception):
    """What is to be said of a file before its root is compared."""

    def __init__(self, key: str, detail: str = "", *, state: State = State.UNCHECKED) -> None:
        super().__init__(key)
        self.key = key
        self.detail = detail
        self.state = state


def compare(register: Register, paths: Sequence[Path]) -> list[Finding]:
    """Return, for each older checkpoint or receipt, whether the log continues what it says.

    Fails only on a signature of one of the register's own keys; a file that is damaged, or of another log or
    key, says nothing and could not be checked.
    """
    return [_compare(register, path) for path in paths]


def _compare(register: Register, path: Path) -> Finding:
    where = shown(str(path))
    try:
        older, index = _open(register, path)
        current = _current(register)
        state = _continues(register, older, current)
    except _SettledError as error:
        return Finding(state=error.state, key=error.key, where=where, detail=error.detail)
    kind, entry = ("checkpoint", older.size) if index is None else ("receipt", index)
    return Finding(state=state, key=f"against_{kind}_{state.value}", where=where, detail=str(entry))


def _open(register: Register, path: Path) -> tuple[Checkpoint, int | None]:
    """Return the checkpoint in a file, signed by the register's key of then, and the entry that a receipt is of."""
    try:
        with path.open("rb") as handle:
            content = handle.read(_LONGEST)
        proof = from_text(content) if is_proof(content) else None
        note = content if proof is None else proof.checkpoint
        told = read_unsigned(note)
    except OSError as error:
        raise _SettledError("against_unreadable", error.strerror or "") from error
    except ValueError as error:
        raise _SettledError("against_unknown") from error
    if told.origin != key_name(register.verifier):
        raise _SettledError("against_other_log", shown(told.origin))
    if proof is not None and not is_proven(proof, size=told.size, root=told.root):
        raise _SettledError("against_receipt_damaged")
    return _signed(register, note, told.size), None if proof is None else proof.index


def _signed(register: Register, note: bytes, size: int) -> Checkpoint:
    """Return a checkpoint that the register's key of that size signed; another of its keys must not have."""
    current = _current(register)
    try:
        return keyring.open_checkpoint(register, note)
    except ValueError:
        if not keyring.is_signed_out_of_turn(register, note, current.size):
            raise _SettledError("against_other_key") from None
        raise _SettledError("against_out_of_turn", str(size), state=State.FAILS) from None
    except IntegrityError as error:  # A statement that an unfinished change left behind the log's end.
        raise _SettledError("against_log_damaged") from error


def _current(register: Register) -> Checkpoint:
    try:
        return log.current(register)
    except IntegrityError as error:
        raise _SettledError("against_log_damaged") from error


def _continues(register: Register, older: Checkpoint, current: Checkpoint) -> State:
    """Compare what today's signed log shows its first entries to have been with what was signed then."""
    if older.size > current.size:
        raise _SettledError("against_longer", f"{older.size} > {current.size}", state=State.FAILS)
    tile = log.tiles(register, current.size)
    try:
        root = tree_root(older.size, tile)
        proof = consistency_proof(older.size, current.size, tile) if older.size else []
    except (OSError, ValueError, IndexError) as error:
        raise _SettledError("against_log_damaged") from error
    sizes = {"old": older.size, "size": current.size}
    if not proves_consistency(proof, old_root=root, root=current.root, **sizes):
        raise _SettledError("against_log_damaged")
    return State.HOLDS if root == older.root else State.FAILS
