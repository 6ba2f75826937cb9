"""Receipts for those who handed something in: that their deposit is in the log, to be kept by them.

A receipt says nothing of what was deposited. Opened with the payload and its salt, which lie beside it on
request, it proves to anybody what was recorded; without them it proves only that the entry stays.
"""

import dataclasses
from collections.abc import Callable
from pathlib import Path

from sijill.errors import IntegrityError, UsageError
from sijill.record.add import Added
from sijill.record.view import Gave, log_view
from sijill.store import catalogue, keyring, log, payload
from sijill.store.access import Use, permitted
from sijill.store.files import make_folder
from sijill.store.layout import Register
from sijill.store.lock import writing
from sijill.store.proof import ENDING, prove, to_text

PAYLOAD_ENDING = ".payload"
"""Behind the receipt's name. The file is the salt in hexadecimal, a line feed, and the JSON: the leaf commits
to SHA-256(salt || JSON)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A receipt, and what opening it takes."""

    position: int
    """Of the entry in the log."""
    text: bytes
    """A ``.tlog-proof`` file."""
    verifier: str
    """The public key that signed its checkpoint."""
    payload: bytes | None
    """The bytes of the payload's file, salt and JSON; None when the entry was withdrawn."""


def receipt(register: Register, position: int) -> Receipt:
    """Return the receipt of a log entry under the current checkpoint.

    UsageError when the log has no such entry; IntegrityError when its payload is not what was signed.
    """
    proof = prove(register, position)
    opened = None
    if position not in log.withdrawn(register, after=position):
        opened = _payload(register, position, proof.extra)
    return Receipt(position=position, text=to_text(proof), verifier=current_key(register), payload=opened)


def opened_receipt(register: Register, position: int) -> Receipt:
    """Return a receipt with its payload, which says who handed in what; the log says before that it was given.

    UsageError when the entry was withdrawn, or is about an exhibit that the team may not read now.
    """
    with writing(register.path):  # What is withdrawn or closed cannot come between question and answer.
        given = receipt(register, position)
        if given.payload is None:
            raise UsageError("entry_withdrawn", path=register.path, found=position)
        entry, _ = payload.read(register.path, position)
        exhibit = entry.about.get("exhibit")
        if exhibit is not None and exhibit not in {each.number for each in permitted(register, Use.READ)}:
            raise UsageError("closed_to_use", exhibit=exhibit)
        log_view(register, Gave.ENTRY, exhibit=exhibit, entry=position)
    return given


def _payload(register: Register, position: int, leaf: bytes | None) -> bytes:
    path = payload.payload_path(register.path, position)
    opened = payload.committed(path, leaf or b"")
    if opened is None:
        raise IntegrityError("damaged_payload", path=path, row=position)
    return opened


def current_key(register: Register) -> str:
    """Return the public key that signed the current checkpoint."""
    return keyring.verifier_at(register, log.current(register).size)


def find_entry(register: Register, wanted: str) -> int:
    """Return the position of a log entry that is named by its number, or by the exhibit it is a deposit of.

    UsageError when there is none, or when the exhibit was deposited several times.
    """
    if wanted.isascii() and wanted.isdigit():
        return int(wanted)
    with catalogue.opened(register) as connection:
        found = [each.position for each in catalogue.deposits(connection) if each.exhibit == wanted]
    if not found:
        raise UsageError("no_deposit", path=register.path, found=ascii(wanted))
    if len(found) > 1:
        raise UsageError(
            "several_deposits", path=register.path, exhibit=wanted, found=", ".join(map(str, found))
        )
    return found[0]


def receipts_to(register: Register, folder: Path | None) -> Callable[[Added], None]:
    """Return what writes the receipt of a deposit, once it is committed, into ``folder``; nothing without one.

    A receipt is named ``<accession number>.<position>.tlog-proof``. It can be given again at any time with
    ``sijill prove``, so nobody waits until it is on disk. UsageError when the folder is inside the register.
    """
    if folder is None:
        return lambda _added: None
    if folder.resolve().is_relative_to(register.path.resolve()):
        raise UsageError("receipts_in_register", path=folder)
    make_folder(folder.resolve())

    def give(added: Added) -> None:
        name = f"{added.exhibit}.{added.position}{ENDING}"
        (folder / name).write_bytes(to_text(prove(register, added.position)))

    return give
