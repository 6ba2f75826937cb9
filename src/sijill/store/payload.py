"""What log leaves commit to: the private half of each entry, one file an entry.

A file holds the salt in hex, a line feed, and the JSON; the commitment is SHA-256(salt || JSON bytes).
Without its salt a commitment says nothing of its payload, so a deleted payload cannot be guessed at.
"""

import hashlib
import json
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from sijill.model.log import Act, Entry
from sijill.store.files import naming, require_length
from sijill.store.flush import Disk, write_early

_SALT_BYTES = 32


def payload_path(register: Path, position: int) -> Path:
    """Return where the payload of the entry at ``position`` lies."""
    return Path(where(register, position))


def where(register: Path, position: int) -> str:
    """Return ``payload_path`` as text: where it is asked of every entry, making paths would be half of the work."""
    digits = f"{position:06d}"
    return f"{register}/payload/{digits[:-3]}/{digits}"


def write(register: Path, entry: Entry) -> str:
    """Write the payload of ``entry`` and return its commitment in hex; ``sync`` makes it last.

    A payload at a position that no checkpoint covers is a leftover of a killed append and is replaced.
    """
    salt = secrets.token_bytes(_SALT_BYTES)
    body = _body(entry)
    path = payload_path(register, entry.position)
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags, 0o600)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, flags, 0o600)
    with naming(path), os.fdopen(descriptor, "wb") as handle:
        content = salt.hex().encode() + b"\n" + body
        handle.write(content)
        handle.flush()
        require_length(descriptor, len(content))
        write_early(descriptor, len(body))
    return commitment(salt, body)


def sync(register: Path, positions: Iterable[int], disk: Disk) -> None:
    """Make freshly written payloads last, all with one flush."""
    written = [payload_path(register, position) for position in positions]
    disk.flush([*written, *sorted({path.parent for path in written}), register / "payload"])


def sweep(register: Path, size: int) -> None:
    """Remove payloads of positions that a log of ``size`` entries does not reach: nobody was promised them."""
    beyond: list[Path] = []
    while (path := payload_path(register, size + len(beyond))).exists():
        beyond.append(path)
    # From the top down, so that a killed sweep leaves no gap that would hide the rest.
    for path in reversed(beyond):
        path.unlink()


def read(register: Path, position: int) -> tuple[Entry, str]:
    """Return an entry and its commitment; OSError when it is not there, ValueError when it is damaged."""
    with open(where(register, position), "rb", buffering=0) as handle:  # noqa: PTH123 - as in where
        salt_hex, separator, body = handle.read().partition(b"\n")
    salt = bytes.fromhex(salt_hex.decode("ascii"))
    if not separator or len(salt) != _SALT_BYTES or salt.hex().encode() != salt_hex:
        raise ValueError("the salt is damaged")
    try:
        found = json.loads(body)
        entry = Entry(
            position=position,
            at=str(found["at"]),
            act=Act(found["act"]),
            tool=str(found["tool"]),
            actor=str(found.get("actor", "")),
            about=dict(found["about"]),
        )
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError("the payload is damaged") from error
    return entry, commitment(salt, body)


def committed(path: Path, leaf: bytes) -> bytes | None:
    """Return the bytes of a payload file if they are what a leaf of the log commits to, else None."""
    try:
        content = path.read_bytes()
        salt_hex, _, body = content.partition(b"\n")
        salt = bytes.fromhex(salt_hex.decode("ascii"))
    except (OSError, ValueError):
        return None
    exact = salt.hex().encode() == salt_hex and len(salt) == _SALT_BYTES
    return content if exact and leaf_of(commitment(salt, body)) == leaf else None


def leaf_of(committed_to: str) -> bytes:
    """Return the bytes of a log leaf that commits to a payload."""
    return json.dumps({"c": committed_to, "v": 1}, separators=(",", ":")).encode()


def commitment(salt: bytes, body: bytes) -> str:
    """Return SHA-256(salt || body) in hex."""
    return hashlib.sha256(salt + body).hexdigest()


def _body(entry: Entry) -> bytes:
    told = {"about": dict(entry.about), "act": entry.act.value, "at": entry.at, "tool": entry.tool}
    if entry.actor:
        told["actor"] = entry.actor
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
