"""Checkpoints after C2SP tlog-checkpoint: a signed note (C2SP signed-note) with an Ed25519 signature.

The note is three lines - origin, size, root hash in base64 - a blank line, and the signature line
``— <name> <base64(key id || signature)>``. Base64 is accepted only in its one canonical spelling, so that
no byte of a checkpoint can be changed without being noticed.
"""

import base64
import binascii
import dataclasses
import hashlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_ED25519: Final = b"\x01"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """What the log was at one size."""

    origin: str
    size: int
    root: bytes
    """32 bytes."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A signing key: its name and 32-byte Ed25519 seed."""

    name: str
    seed: bytes


def verifier_key(signer: Signer) -> str:
    """Return the public half as ``<name>+<key id in hex>+<base64(0x01 || public key)>``."""
    public = _private(signer.seed).public_key().public_bytes_raw()
    key = base64.b64encode(_ED25519 + public).decode()
    return f"{signer.name}+{_key_id(signer.name, public).hex()}+{key}"


def secret_key(signer: Signer) -> str:
    """Return the secret half as ``PRIVATE+KEY+<name>+<key id>+<base64(0x01 || seed)>``."""
    public = _private(signer.seed).public_key().public_bytes_raw()
    key = base64.b64encode(_ED25519 + signer.seed).decode()
    return f"PRIVATE+KEY+{signer.name}+{_key_id(signer.name, public).hex()}+{key}"


def parse_secret_key(text: str) -> Signer:
    """Return the signer of a secret key line; ValueError when it is not one."""
    # A key in base64 may itself hold "+", so only the first four are separators.
    private, word, name, _, key = text.strip().split("+", 4)
    raw = base64.b64decode(key, validate=True)
    if (private, word) != ("PRIVATE", "KEY") or raw[:1] != _ED25519 or len(raw) != 33:
        raise ValueError("not a secret key")
    return Signer(name=name, seed=raw[1:])


def sign(checkpoint: Checkpoint, signer: Signer) -> bytes:
    """Return the signed note of ``checkpoint``."""
    body = _body(checkpoint)
    private = _private(signer.seed)
    blob = _key_id(signer.name, private.public_key().public_bytes_raw()) + private.sign(body)
    return body + f"\n— {signer.name} {base64.b64encode(blob).decode()}\n".encode()


def open_note(note: bytes, verifier: str) -> Checkpoint:
    """Return the checkpoint of a note that ``verifier`` signed; ValueError when anything about it is off."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    name, key_id, key = verifier.split("+", 2)
    public = base64.b64decode(key, validate=True)[1:]
    text, separator, signature = note.decode("utf-8").partition("\n\n")
    lines = text.split("\n")
    prefix = f"— {name} "
    if not separator or len(lines) != 3 or not signature.startswith(prefix) or not signature.endswith("\n"):
        raise ValueError("not a signed checkpoint of this log")
    blob = _decode(signature[len(prefix) : -1])
    checkpoint = Checkpoint(origin=lines[0], size=_decimal(lines[1]), root=_decode(lines[2]))
    if blob[:4].hex() != key_id or len(checkpoint.root) != 32 or checkpoint.origin != name:
        raise ValueError("signed by another key")
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(blob[4:], _body(checkpoint))
    except InvalidSignature as error:
        raise ValueError("the signature does not fit") from error
    return checkpoint


def _body(checkpoint: Checkpoint) -> bytes:
    root = base64.b64encode(checkpoint.root).decode()
    return f"{checkpoint.origin}\n{checkpoint.size}\n{root}\n".encode()


def _key_id(name: str, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:4]


def _decode(text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
    if base64.b64encode(raw).decode() != text:
        raise ValueError("base64 in another spelling")
    return raw


def _decimal(text: str) -> int:
    if not text.isascii() or not text.isdigit() or str(int(text)) != text:
        raise ValueError("not a size")
    return int(text)


def _private(seed: bytes) -> "Ed25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed)
