"""Keyed ids of sealed bytes: HMAC-SHA-256 (RFC 2104) of their SHA-256, by which bytes that come in again are known.

Without the key nobody can tell from a keyed id whether a file that they have is held. The key lies with the
register's keys, encrypted (ChaCha20-Poly1305, RFC 8439) under one derived from the signing key (HKDF, RFC 5869),
and moves with it when the signing key is changed.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from sijill.errors import IntegrityError
from sijill.store import keyring, log
from sijill.store.files import write_durably
from sijill.store.layout import Register
from sijill.store.note import Signer, key_id, verifier_key

_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_LABEL: Final = b"sijill/v1 key of keyed ids"


def keyed_id(key: bytes, digest: str) -> str:
    """Return HMAC-SHA-256 of a SHA-256 in hex, in hex."""
    return hmac.new(key, bytes.fromhex(digest), hashlib.sha256).hexdigest()


def id_key(register: Register) -> bytes:
    """Return the key of keyed ids; made when it is first asked for, and again when its signing key was lost."""
    signer = keyring.signer_for(register, log.current(register).size)
    path = id_key_path(register, signer)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        key = secrets.token_bytes(_KEY_BYTES)
        _save_id_key(register, signer, key)
        return key
    return _unwrap(signer, content, path)


def carry_id_key(register: Register, old: Signer, new: Signer) -> Callable[[], None]:
    """Have the key of keyed ids also behind a new signing key; return what removes the copy behind the old one."""
    path = id_key_path(register, old)
    if path.exists():
        _save_id_key(register, new, _unwrap(old, path.read_bytes(), path))
    return lambda: path.unlink(missing_ok=True)


def id_key_path(register: Register, signer: Signer) -> Path:
    """Return where the key lies that is encrypted under a signing key."""
    return register.path / "keys" / f"ids.{key_id(verifier_key(signer))}"


def _save_id_key(register: Register, signer: Signer, key: bytes) -> None:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = _cipher(signer).encrypt(nonce, key, _LABEL)
    write_durably(id_key_path(register, signer), nonce + sealed, mode=0o600)


def _unwrap(signer: Signer, content: bytes, path: Path) -> bytes:
    from cryptography.exceptions import InvalidTag

    try:
        return bytes(_cipher(signer).decrypt(content[:_NONCE_BYTES], content[_NONCE_BYTES:], _LABEL))
    except (InvalidTag, ValueError) as error:
        raise IntegrityError("damaged_key", path=path) from error


def _cipher(signer: Signer) -> Any:  # Any: cryptography's cipher, imported here only
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derived = HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=_LABEL).derive(signer.seed)
    return ChaCha20Poly1305(derived)
