"""Time stamps: an outside authority says that a checkpoint was there at a time. Files out, files in, no network.

The log's own times are claims of a clock that whoever keeps the register can set. A stamp binds them: nothing in a
stamped checkpoint is younger than the stamp.
"""

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from sijill.errors import InputError, UsageError
from sijill.model.log import Act
from sijill.record.tokens import (
    Token,
    authority_of,
    make_request,
    problem_of,
    read_certificates,
    read_request,
    read_token,
    to_pem,
)
from sijill.store import catalogue, log, stamps
from sijill.store.files import write_durably
from sijill.store.given import read_bytes
from sijill.store.layout import Register
from sijill.store.lock import writing

if TYPE_CHECKING:
    from cryptography.x509 import Certificate


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request over a checkpoint, the same for every authority."""

    size: int
    content: bytes
    """DER."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A stamp that the register keeps."""

    size: int
    """Of the stamped checkpoint."""
    authority: str
    time: str
    """UTC, as the authority says."""
    position: int
    """Of the log entry that tells of it."""
    checked: bool
    """Its signature leads to a root among the certificates that were given."""


def request(register: Register) -> Request:
    """Return the request over the current checkpoint; asked again, the same one."""
    with writing(register.path):
        size = log.check_edge(register).size
        log.keep_checkpoint(register)
        path = stamps.request_path(register, size)
        if not path.exists():
            write_durably(path, make_request(stamps.checkpoint_path(register, size).read_bytes()))
        return Request(size=size, content=path.read_bytes())


def take(register: Register, answer: Path, certificates: Path | None = None) -> Stamp:
    """Keep an authority's answer with its certificates, and tell the log.

    InputError when it is no answer, answers none of the register's requests, or does not lead to a root in
    ``certificates``. Without those it is kept as one that could not be checked.
    """
    content = read_bytes(answer)
    token = _read(answer, content)
    trusted = [] if certificates is None else _read_certificates(certificates)
    with writing(register.path):
        size = _requested(register, token, answer)
        problem = problem_of(token, stamps.checkpoint_path(register, size).read_bytes(), trusted)
        if certificates is not None and problem:
            raise InputError("stamp_not_signed", path=answer, reason=problem)
        chain = to_pem([*trusted, *token.certificates])
        authority = _free_name(register, size, authority_of(token), content, chain)
        path = stamps.answer_path(register, size, authority)
        about = {
            "size": size,
            "authority": authority,
            "time": token.time.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "answer": stamps.digest(content),
            "certificates": stamps.digest(chain),
            "request": stamps.digest(stamps.request_path(register, size).read_bytes()),
            "checked": certificates is not None,
        }
        position = _told_before(register, about)
        if position is None:
            write_durably(path, content)
            write_durably(path.with_suffix(".pem"), chain)
            (position,) = log.append(register, [(Act.TIME_STAMP, about)])
    return Stamp(
        size=size,
        authority=authority,
        time=str(about["time"]),
        position=position,
        checked=certificates is not None,
    )


def _read(path: Path, content: bytes) -> Token:
    try:
        return read_token(content)
    except ValueError as error:
        raise InputError("stamp_unread", path=path, reason=error) from error


def _read_certificates(path: Path) -> "list[Certificate]":
    try:
        return read_certificates(read_bytes(path))
    except ValueError as error:
        raise InputError("stamp_certificates", path=path, reason=error) from error


def _requested(register: Register, token: Token, answer: Path) -> int:
    """Return the size of the checkpoint that a token answers a request over."""
    for size, path in stamps.requests(register).items():
        note = stamps.checkpoint_path(register, size)
        wanted = read_request(path.read_bytes())
        if note.is_file() and wanted == (token.imprint, token.nonce):
            return size
    raise UsageError("stamp_not_requested", path=answer)


def _free_name(register: Register, size: int, authority: str, *files: bytes) -> str:
    """Return the authority's name, with a part of a hash where another answer or other certificates have it."""
    path = stamps.answer_path(register, size, authority)
    held = [each.read_bytes() for each in (path, path.with_suffix(".pem")) if each.exists()]
    return authority if held in ([], [*files]) else f"{authority}-{stamps.digest(b''.join(files))[:8]}"


def _told_before(register: Register, about: dict[str, object]) -> int | None:
    with catalogue.opened(register) as connection:
        for entry in catalogue.entries(connection, Act.TIME_STAMP):
            same = all(entry.about.get(name) == about[name] for name in ("size", "answer", "certificates"))
            if same and stamps.answer_path(register, entry.about["size"], entry.about["authority"]).exists():
                return entry.position
    return None
