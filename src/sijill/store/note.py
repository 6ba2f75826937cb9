"""Signed notes after C2SP signed-note: a text, an empty line, and one line for each Ed25519 signature.

A signature line is ``— <name> <base64(key id || signature)>``. A note is opened only by exactly the keys
that are expected, in their order, and base64 is accepted only in its one canonical spelling, so that no
byte of a note can be changed without being noticed.
"""

import base64
import binascii
import dataclasses
import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_ED25519: Final = b"\x01"
_KEY_SIZE: Final = 32


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A signing key: its name and 32-byte Ed25519 seed."""

    name: str
    seed: bytes = dataclasses.field(repr=False)


def verifier_key(signer: Signer) -> str:
    """Return the public half as ``<name>+<key id in hex>+<base64(0x01 || public key)>``."""
    public = _private(signer.seed).public_key().public_bytes_raw()
    key = base64.b64encode(_ED25519 + public).decode()
    return f"{signer.name}+{_key_id(signer.name, public).hex()}+{key}"


def key_name(verifier: str) -> str:
    """Return the name in a public key line: for a log's keys, its origin."""
    return verifier.split("+", 1)[0]


def key_id(verifier: str) -> str:
    """Return the key id in a public key line: eight hexadecimal digits."""
    return verifier.split("+", 2)[1]


def is_verifier_key(text: str) -> bool:
    """Return whether ``text`` is a public key line whose key id fits its name and key."""
    parts = text.split("+", 2)
    try:
        raw = decode_base64(parts[2]) if len(parts) == 3 else b""
    except ValueError:
        return False
    sized = raw[:1] == _ED25519 and len(raw) == 1 + _KEY_SIZE
    return sized and _key_id(parts[0], raw[1:]).hex() == parts[1]


def secret_key(signer: Signer) -> str:
    """Return the secret half as ``PRIVATE+KEY+<name>+<key id>+<base64(0x01 || seed)>``."""
    key = base64.b64encode(_ED25519 + signer.seed).decode()
    return f"PRIVATE+KEY+{signer.name}+{key_id(verifier_key(signer))}+{key}"


def parse_secret_key(text: str) -> Signer:
    """Return the signer of a secret key line; ValueError when it is not one."""
    # A key in base64 may itself hold "+", so only the first four are separators.
    private, word, name, _, key = text.strip().split("+", 4)
    raw = base64.b64decode(key, validate=True)
    if (private, word) != ("PRIVATE", "KEY") or raw[:1] != _ED25519 or len(raw) != 1 + _KEY_SIZE:
        raise ValueError("not a secret key")
    return Signer(name=name, seed=raw[1:])


def sign_text(text: str, signers: Sequence[Signer]) -> bytes:
    """Return the note of ``text``, which ends in a line feed, signed by each of ``signers``."""
    note = text + "\n"
    for signer in signers:
        private = _private(signer.seed)
        blob = _key_id(signer.name, private.public_key().public_bytes_raw()) + private.sign(text.encode())
        note += f"— {signer.name} {base64.b64encode(blob).decode()}\n"
    return note.encode()


def open_text(note: bytes, verifiers: Sequence[str]) -> str:
    """Return the text of a note that just these keys signed; ValueError when anything about it is off."""
    text, separator, signatures = note.decode("utf-8").rpartition("\n\n")
    lines = signatures.split("\n")
    if not separator or lines.pop() != "" or len(lines) != len(verifiers) or not verifiers:
        raise ValueError("not a note signed by these keys")
    for line, verifier in zip(lines, verifiers, strict=True):
        _check(text + "\n", line, verifier)
    return text + "\n"


def decode_base64(text: str) -> bytes:
    """Return the bytes of base64 in its one canonical spelling; ValueError for any other."""
    try:
        raw = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
    if base64.b64encode(raw).decode() != text:
        raise ValueError("base64 in another spelling")
    return raw


def decode_decimal(text: str) -> int:
    """Return a number written without sign or leading zeros; ValueError for any other spelling."""
    if not text.isascii() or not text.isdigit() or str(int(text)) != text:
        raise ValueError("not a number")
    return int(text)


def _check(text: str, line: str, verifier: str) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    name, identity, key = verifier.split("+", 2)
    prefix = f"— {name} "
    if not line.startswith(prefix):
        raise ValueError("signed under another name")
    blob = decode_base64(line[len(prefix) :])
    if blob[:4].hex() != identity:
        raise ValueError("signed by another key")
    try:
        Ed25519PublicKey.from_public_bytes(decode_base64(key)[1:]).verify(blob[4:], text.encode())
    except InvalidSignature as error:
        raise ValueError("the signature does not fit") from error


def _key_id(name: str, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:4]


def _private(seed: bytes) -> "Ed25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed)
