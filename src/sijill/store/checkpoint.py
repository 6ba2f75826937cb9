"""Checkpoints after C2SP tlog-checkpoint: a signed note of three lines - origin, size, root hash in base64."""

import base64
import dataclasses

from sijill.store.note import Signer, decode_base64, decode_decimal, key_name, open_text, sign_text


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """What the log was at one size."""

    origin: str
    size: int
    root: bytes
    """32 bytes."""


def sign(checkpoint: Checkpoint, signer: Signer) -> bytes:
    """Return the signed note of ``checkpoint``."""
    root = base64.b64encode(checkpoint.root).decode()
    return sign_text(f"{checkpoint.origin}\n{checkpoint.size}\n{root}\n", [signer])


def open_note(note: bytes, verifier: str) -> Checkpoint:
    """Return the checkpoint of a note that ``verifier`` signed; ValueError when anything about it is off."""
    checkpoint = read_unsigned(note)
    if checkpoint.origin != key_name(verifier):
        raise ValueError("not a checkpoint of this log")
    open_text(note, [verifier])
    return checkpoint


def read_unsigned(note: bytes) -> Checkpoint:
    """Return what a note says, whoever signed it; ValueError when it is no checkpoint.

    For finding the key that should have signed it: nothing here is to be believed before it did.
    """
    lines = note.decode("utf-8").partition("\n\n")[0].split("\n")
    if len(lines) != 3:
        raise ValueError("not a checkpoint")
    checkpoint = Checkpoint(origin=lines[0], size=decode_decimal(lines[1]), root=decode_base64(lines[2]))
    if len(checkpoint.root) != 32:
        raise ValueError("not a root hash")
    return checkpoint
