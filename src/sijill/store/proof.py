"""Receipts: that an entry is in the log, as one text file that is checked offline. C2SP tlog-proof.

The extra line holds the leaf itself, so that whoever has the receipt can hash it; the leaf is only a salted
commitment and says nothing of what was recorded. Every line is accepted in its one canonical spelling only.
"""

import base64
import dataclasses
from typing import Final

from sijill.errors import IntegrityError, UsageError
from sijill.store import log
from sijill.store.layout import Register
from sijill.store.merkle import inclusion_proof, leaf_hash, proves_inclusion
from sijill.store.note import decode_base64, decode_decimal

HEADER: Final = "c2sp.org/tlog-proof@v1"
ENDING: Final = ".tlog-proof"
_HASH_SIZE: Final = 32
_HASHES: Final = 63
"""No tree of less than 2**63 leaves has a longer way to its root."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """That the leaf ``extra`` is entry ``index`` of the log that ``checkpoint`` signs for."""

    index: int
    hashes: tuple[bytes, ...]
    """From the leaf's sibling up to the child of the root."""
    checkpoint: bytes
    """The signed note, as the log gave it out."""
    extra: bytes | None
    """The leaf. Not authenticated by itself: ``is_proven`` hashes it."""


def prove(register: Register, position: int) -> Proof:
    """Return the proof of an entry under the current checkpoint.

    UsageError when the log has no such entry, IntegrityError when what it is computed from is damaged.
    """
    checkpoint, note = log.signed(register)
    if not 0 <= position < checkpoint.size:
        raise UsageError("no_such_entry", path=register.path, found=position, expected=checkpoint.size)
    try:
        leaf = next(log.leaves(register, checkpoint.size, start=position))
        hashes = tuple(inclusion_proof(position, checkpoint.size, log.tiles(register, checkpoint.size)))
    except (OSError, ValueError, IndexError) as error:
        raise IntegrityError("damaged_log", path=register.log / "tile") from error
    proof = Proof(index=position, hashes=hashes, checkpoint=note, extra=leaf)
    if not is_proven(proof, size=checkpoint.size, root=checkpoint.root):
        raise IntegrityError("damaged_log", path=register.log / "tile")
    return proof


def is_proven(proof: Proof, *, size: int, root: bytes) -> bool:
    """Return whether the proof leads from its leaf to the root of a log of ``size`` entries."""
    leaf = leaf_hash(proof.extra or b"")
    return proof.extra is not None and proves_inclusion(
        proof.hashes, leaf, index=proof.index, size=size, root=root
    )


def to_text(proof: Proof) -> bytes:
    """Return the bytes of a ``.tlog-proof`` file."""
    lines = [HEADER]
    if proof.extra is not None:
        lines.append(f"extra {base64.b64encode(proof.extra).decode()}")
    lines.append(f"index {proof.index}")
    lines += [base64.b64encode(each).decode() for each in proof.hashes]
    return "\n".join(lines).encode() + b"\n\n" + proof.checkpoint


def is_proof(content: bytes) -> bool:
    """Return whether ``content`` begins as a proof does; a bare checkpoint does not."""
    return content.startswith(HEADER.encode() + b"\n")


def from_text(content: bytes) -> Proof:
    """Return what a ``.tlog-proof`` file says; ValueError when it is none or is spelt in another way."""
    head, separator, checkpoint = content.partition(b"\n\n")
    lines = head.decode("ascii").split("\n")
    if not separator or not checkpoint or lines[0] != HEADER:
        raise ValueError("not a tlog-proof")
    extra = decode_base64(lines.pop(1)[6:]) if lines[1:2] and lines[1].startswith("extra ") else None
    if len(lines) < 2 or not lines[1].startswith("index ") or len(lines) > 2 + _HASHES:
        raise ValueError("no index")
    index = decode_decimal(lines[1][6:])
    hashes = tuple(decode_base64(line) for line in lines[2:])
    if any(len(each) != _HASH_SIZE for each in hashes):
        raise ValueError("not a hash")
    return Proof(index=index, hashes=hashes, checkpoint=checkpoint, extra=extra)
