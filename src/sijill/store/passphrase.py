"""A secret behind a passphrase: an age file (C2SP age, age-encryption.org/v1) with its one scrypt stanza.

Written with the primitives of ``cryptography`` (HKDF, ChaCha20-Poly1305) and of hashlib (scrypt); the program
``age`` opens it too. Secrets here are short, so a file has one chunk; larger ones are refused.
"""

import base64
import hashlib
import hmac
import re
import secrets
from typing import TYPE_CHECKING, Final

from sijill.store.note import decode_base64

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

WORK = 18
"""Binary logarithm of the scrypt cost that new files get: age's own; about a second and 256 MiB."""

_MOST_WORK: Final = 20
"""A file that asks for more (over 1 GiB of memory) is refused: it may be made to bring the machine down."""

_VERSION: Final = b"age-encryption.org/v1\n"
_FILE: Final = re.compile(
    rb"(age-encryption\.org/v1\n-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n([A-Za-z0-9+/]{43})\n---)"
    rb" ([A-Za-z0-9+/]{43})\n(.{16})(.{16,65552})",
    re.DOTALL,
)
_LABEL: Final = b"age-encryption.org/v1/scrypt"
_CHUNK: Final = 1 << 16
_NO_NONCE: Final = bytes(12)
_LAST_CHUNK: Final = bytes(11) + b"\x01"


class WrongPassphraseError(ValueError):
    """The file is whole as far as can be told, and this passphrase does not open it."""


def is_locked(content: bytes) -> bool:
    """Return whether ``content`` begins as an age file does."""
    return content.startswith(_VERSION)


def lock(secret: bytes, passphrase: bytes) -> bytes:
    """Return an age file of ``secret``, which has at most 64 KiB, that ``passphrase`` opens."""
    if len(secret) > _CHUNK:
        raise ValueError("too long for one chunk")
    file_key, salt, nonce = (secrets.token_bytes(16) for _ in range(3))
    body = _cipher(_wrap_key(passphrase, salt, WORK)).encrypt(_NO_NONCE, file_key, None)
    head = _VERSION + b"-> scrypt %s %d\n%s\n---" % (_encode(salt), WORK, _encode(body))
    sealed = _cipher(_derive(file_key, nonce, b"payload")).encrypt(_LAST_CHUNK, secret, None)
    return head + b" " + _encode(_header_mac(file_key, head)) + b"\n" + nonce + sealed


def unlock(content: bytes, passphrase: bytes) -> bytes:
    """Return the secret in an age file.

    WrongPassphraseError when the passphrase does not open it (or the file key in it was changed), ValueError
    when the file is damaged otherwise, cut off, or not behind one passphrase.
    """
    from cryptography.exceptions import InvalidTag

    parts = _FILE.fullmatch(content)
    if parts is None or int(parts[3]) > _MOST_WORK:
        raise ValueError("not an age file behind a passphrase")
    head, salt, work, body, mac, nonce, sealed = parts.groups()
    wrap_key = _wrap_key(passphrase, _decode(salt), int(work))
    try:
        file_key = _cipher(wrap_key).decrypt(_NO_NONCE, _decode(body), None)
    except InvalidTag as error:
        raise WrongPassphraseError from error
    if not hmac.compare_digest(_header_mac(file_key, head), _decode(mac)):
        raise ValueError("the header was changed")
    try:
        return _cipher(_derive(file_key, nonce, b"payload")).decrypt(_LAST_CHUNK, sealed, None)
    except InvalidTag as error:
        raise ValueError("the secret was changed") from error


def _wrap_key(passphrase: bytes, salt: bytes, work: int) -> bytes:
    cost = 1 << work
    return hashlib.scrypt(
        passphrase, salt=_LABEL + salt, n=cost, r=8, p=1, maxmem=2048 * cost + (1 << 20), dklen=32
    )


def _cipher(key: bytes) -> "ChaCha20Poly1305":
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(key)


def _header_mac(file_key: bytes, head: bytes) -> bytes:
    return hmac.digest(_derive(file_key, b"", b"header"), head, "sha256")


def _derive(file_key: bytes, salt: bytes, label: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=label).derive(file_key)


def _encode(raw: bytes) -> bytes:
    return base64.b64encode(raw).rstrip(b"=")


def _decode(text: bytes) -> bytes:
    return decode_base64(text.decode() + "=" * (-len(text) % 4))
