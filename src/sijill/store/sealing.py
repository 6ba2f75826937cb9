"""Sealing: exhibits as age files (age-encryption.org/v1) to recipients whose secret keys do not lie here.

A sealed object has the SHA-256 of its age file as its id, so that it is checked and mirrored without any key.
An age file begins with fresh random keys: nobody can tell from it whether a file that they have is held. Bytes
that come in again are recognised by their keyed id (``keyed_ids``), which the log's entry has in clear. Names, source, custody and the plain
SHA-256 are in the entry as an age file of their own. The size of the bytes shows.
"""

import base64
import contextlib
import dataclasses
import hashlib
import io
import json
import os
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final

from sijill.errors import InputError, IntegrityError, SijillError, UsageError
from sijill.model.identity import ExhibitId, ObjectId
from sijill.model.log import Act
from sijill.store import catalogue, objects
from sijill.store.files import naming, require_length, staged_beside
from sijill.store.keyed_ids import id_key, keyed_id
from sijill.store.layout import Register

LEAST: Final = 2
"""Recipients: with one, its loss would be the loss of the exhibit."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """Bytes that were encrypted while they were read."""

    object: ObjectId
    """SHA-256 of the age file."""
    size: int
    """Bytes of the age file."""
    identity: str
    """The keyed id of the bytes."""
    digest: str
    """SHA-256 of the bytes, for the sealed part of the entry only."""
    plain_size: int


@contextlib.contextmanager
def _keeping(side: "_Reading | _Writing") -> Iterator[None]:
    """Keep what goes wrong: encryption tells of it as of an error of its own."""
    try:
        yield
    except (SijillError, OSError) as error:
        side.failed = error
        raise


class _Reading:
    """What encryption reads from: bytes are hashed as they pass."""

    def __init__(self, chunks: Iterator[bytes | memoryview]) -> None:
        self._chunks, self._rest = chunks, b""
        self.digest, self.size = hashlib.sha256(), 0
        self.failed: SijillError | OSError | None = None

    def read(self, size: int = -1) -> bytes:
        while not self._rest:  # An empty piece is not the end, which nothing read would be taken for.
            with _keeping(self):
                piece = next(self._chunks, None)
            if piece is None:
                break
            self._rest = bytes(piece)  # The next piece lies where this one lay.
        taken = self._rest if size < 0 else self._rest[:size]
        self._rest = self._rest[len(taken) :]
        self.digest.update(taken)
        self.size += len(taken)
        return taken


class _Writing:
    """What encryption writes to: a file, hashed as it is written."""

    def __init__(self, handle: BinaryIO) -> None:
        self._handle = handle
        self.digest, self.size = hashlib.sha256(), 0
        self.failed: SijillError | OSError | None = None

    def write(self, content: bytes) -> int:
        self.digest.update(content)
        self.size += len(content)
        with _keeping(self):
            return self._handle.write(content)

    def flush(self) -> None:
        self._handle.flush()


def recipients(register: Register) -> tuple[str, ...]:
    """Return the public keys that exhibits are sealed to, as the log last named them."""
    with catalogue.opened(register) as connection:
        named = [each.about for each in catalogue.entries(connection, Act.SEAL) if "recipients" in each.about]
    return tuple(named[-1]["recipients"]) if named else ()


def is_recipient(key: str) -> bool:
    """Return whether ``key`` is an age public key (``age1…``)."""
    import pyrage

    try:
        pyrage.x25519.Recipient.from_str(key)
    except pyrage.RecipientError:
        return False
    return True


def require_recipients(register: Register) -> list[str]:
    """Return the recipients; UsageError when there are fewer than two."""
    named = recipients(register)
    if len(named) < LEAST:
        raise UsageError("few_recipients", path=register.path, found=len(named), expected=LEAST)
    return list(named)


def take_in(register: Register, source: io.FileIO, to: Sequence[str], key: bytes) -> Sealed:
    """Have an open file in the register as an age file; no byte of it touches the register's disk in clear."""
    staging = register.folder("objects") / f".{secrets.token_hex(8)}.staged"
    reading = _Reading(objects.chunks(source))
    try:
        with naming(staging), staging.open("xb") as handle:
            writing = _Writing(handle)
            _encrypt(reading, writing, to)
            handle.flush()
            require_length(handle.fileno(), writing.size)
            os.fsync(handle.fileno())
        identity = ObjectId(writing.digest.hexdigest())
        target = objects.object_path(register, identity)
        target.parent.mkdir(exist_ok=True)
        staging.chmod(0o444)
        staging.rename(target)
    finally:
        staging.unlink(missing_ok=True)
    digest = reading.digest.hexdigest()
    return Sealed(
        object=identity,
        size=writing.size,
        identity=keyed_id(key, digest),
        digest=digest,
        plain_size=reading.size,
    )


def encrypt_stream(chunks: Iterator[bytes], out: BinaryIO, to: Sequence[str]) -> None:
    """Have what ``chunks`` yields in ``out`` as an age file."""
    _encrypt(_Reading(chunks), _Writing(out), to)


def _encrypt(reading: _Reading, writing: _Writing, to: Sequence[str]) -> None:
    import pyrage

    try:
        pyrage.encrypt_io(reading, writing, _keys(to))
    except pyrage.EncryptError as error:
        raise reading.failed or writing.failed or error from None


def decrypt_stream(
    source: BinaryIO, out: "BinaryIO | _Writing", identities: Sequence[Any]
) -> None:  # Any: age identities
    """Have what an age file holds in ``out``; UsageError when no identity opens it, ValueError when it is damaged."""
    import pyrage

    try:
        pyrage.decrypt_io(source, out, list(identities))
    except pyrage.DecryptError as error:
        raise UsageError("not_a_recipient") from error
    except OSError as error:
        if error.errno is not None:  # The system's own errors have a number.
            raise
        raise ValueError("a chunk does not decrypt") from error


def seal_words(told: Mapping[str, Any], to: Sequence[str]) -> str:  # Any: a JSON object
    """Return what is said of a deposit as an age file in base64."""
    import pyrage

    content = json.dumps(dict(told), ensure_ascii=False, sort_keys=True).encode()
    return base64.b64encode(pyrage.encrypt(content, _keys(to))).decode()


def unseal_words(
    sealed: str, identities: Sequence[Any]
) -> dict[str, Any]:  # Any: age identities; a JSON object
    """Return what ``seal_words`` sealed; UsageError when no identity opens it."""
    import pyrage

    try:
        found: dict[str, Any] = json.loads(pyrage.decrypt(base64.b64decode(sealed), list(identities)))
    except pyrage.DecryptError as error:
        raise UsageError("not_a_recipient") from error
    return found


def identities_of(path: Path) -> list[Any]:  # Any: age identities
    """Return the secret keys in a file as ``age-keygen`` writes it; InputError when there are none."""
    import pyrage

    from sijill.store.given import read_bytes

    found = []
    for line in read_bytes(path).decode("utf-8", "replace").splitlines():
        if line.strip() and not line.startswith("#"):
            try:
                found.append(pyrage.x25519.Identity.from_str(line.strip()))
            except pyrage.IdentityError as error:
                raise InputError("no_identity", path=path) from error
    if not found:
        raise InputError("no_identity", path=path)
    return found


def unseal_to(
    register: Register, identity: ObjectId, identities: Sequence[Any], out: Path, digest: str
) -> None:
    """Have the bytes of a sealed object at ``out``, for its owner alone; whole and as they came in, or not at all.

    UsageError when no identity opens it, IntegrityError when the bytes are not those that were sealed.
    """
    staging = staged_beside(out)
    source = objects.object_path(register, identity)
    try:
        descriptor = os.open(staging, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with source.open("rb") as sealed, naming(out), os.fdopen(descriptor, "wb") as handle:
            writing = _Writing(handle)
            decrypt_stream(sealed, writing, identities)
            handle.flush()
            os.fsync(handle.fileno())
        if writing.digest.hexdigest() != digest:
            raise IntegrityError("damaged_object", path=source)
        staging.rename(out)
    except ValueError as error:
        raise IntegrityError("damaged_object", path=source) from error
    finally:
        staging.unlink(missing_ok=True)


def sealed_under(register: Register, identity: str) -> tuple[ExhibitId, ObjectId, int] | None:
    """Return number, object and size of the exhibit whose bytes have this keyed id; None when none has."""
    with catalogue.opened(register) as connection:
        for about in catalogue.sealed(connection):
            if about["identity"] == identity:
                return ExhibitId(about["exhibit"]), ObjectId(about["object"]), int(about["size"])
    return None


def held_sealed(register: Register) -> Callable[[ObjectId], bool]:
    """Return what tells whether bytes in clear are held under seal. Asked for under the lock."""
    with catalogue.opened(register) as connection:
        known = {about["identity"] for about in catalogue.sealed(connection)}
    if not known:
        return lambda _digest: False
    key = id_key(register)
    return lambda digest: keyed_id(key, digest) in known


def guard(register: Register) -> Callable[[ObjectId], None]:
    """Return what refuses bytes in clear that are held under seal, and has them gone again.

    The strictest deposit holds. Asked for once an intake, under the lock: nothing is sealed meanwhile.
    """
    from sijill.store.erasing import erase_objects

    is_held = held_sealed(register)

    def check(digest: ObjectId) -> None:
        # Never an exhibit's clear bytes: those are not taken in under seal, and sealing deletes them.
        if is_held(digest):
            erase_objects(register, [digest])
            raise UsageError("held_sealed", path=register.path)

    return check


def _keys(to: Sequence[str]) -> list[Any]:  # Any: age recipients
    import pyrage

    return [pyrage.x25519.Recipient.from_str(each) for each in to]
