"""Which key signs the log from which size on, and where the signing key lies.

The register's first key stands in ``register.json`` and in the first log entry. Each later one is named by a
statement in ``log/keys/<position of its log entry>``: a signed note (C2SP signed-note) that needs no payload
to be believed, so that whoever has the log and the first key follows the rest. A change is signed by the old
key and the new; a replacement, made because the old key was lost, by the new key alone - which proves nothing
to an outsider, and verification says so.
"""

import contextlib
import dataclasses
from pathlib import Path
from typing import Final

from sijill.errors import IntegrityError, UsageError
from sijill.store import passphrase
from sijill.store.checkpoint import Checkpoint, open_note, read_unsigned
from sijill.store.files import is_staged, write_durably
from sijill.store.layout import Register
from sijill.store.note import (
    Signer,
    decode_decimal,
    is_verifier_key,
    key_id,
    key_name,
    open_text,
    parse_secret_key,
    secret_key,
    sign_text,
    verifier_key,
)

_WORDS: Final = {False: "key change", True: "key replacement"}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class KeyChange:
    """That another key signs the log, as a public statement says."""

    position: int
    """Of the log entry that repeats the statement."""
    old: str
    new: str
    """Public key lines."""
    lost: bool
    """The old key was lost and did not sign this."""

    @property
    def start(self) -> int:
        """The smallest size of the log whose checkpoint the new key signs."""
        return self.position + (1 if self.lost else 2)


def statement(change: KeyChange) -> str:
    """Return the text of a statement."""
    word = _WORDS[change.lost]
    return f"{key_name(change.new)}\n{word} {change.position}\nold {change.old}\nnew {change.new}\n"


def signed_statement(change: KeyChange, *, old: Signer | None, new: Signer) -> bytes:
    """Return the signed note of a statement; without ``old`` that of a replacement."""
    return sign_text(statement(change), [new] if old is None else [old, new])


def statement_path(register: Register, position: int) -> Path:
    """Return where the statement of the entry at ``position`` lies."""
    return register.log / "keys" / str(position)


def statements(register: Register) -> list[Path]:
    """Return the statements, by position; what has another name is left out."""
    found = [path for path in (register.log / "keys").glob("*") if not is_staged(path)]
    named = [path for path in found if path.name.isascii() and path.name.isdigit()]
    return sorted(named, key=lambda path: int(path.name))


def changes(register: Register, size: int) -> list[KeyChange]:
    """Return the changes that a log of ``size`` entries holds, each signed as it should be.

    IntegrityError names the statement that is damaged. Statements beyond the size are of an unfinished append.
    """
    held: list[KeyChange] = []
    verifier = register.verifier
    for path in statements(register):
        if int(path.name) >= size:
            break
        try:
            change = _open_statement(path.read_bytes(), path.name, verifier)
        except (OSError, ValueError) as error:
            raise IntegrityError("damaged_key_change", path=path) from error
        held.append(change)
        verifier = change.new
    return held


def is_statement(register: Register, path: Path) -> bool:
    """Return whether a statement is signed as it should be, whatever becomes of the later ones."""
    held: list[KeyChange] = []
    for each in statements(register):
        try:
            held.append(
                _open_statement(each.read_bytes(), each.name, held[-1].new if held else register.verifier)
            )
        except (OSError, ValueError):
            return False
        if each == path:
            return True
    return False


def origin(register: Register) -> str:
    """Return the name of the log, which its checkpoints begin with."""
    return key_name(register.verifier)


def verifier_at(register: Register, size: int) -> str:
    """Return the public key that signs the log's checkpoint at ``size``."""
    held = [change.new for change in changes(register, size) if change.start <= size]
    return held[-1] if held else register.verifier


def next_verifier(register: Register, size: int) -> str:
    """Return the public key that signs what is appended to a log of ``size`` entries."""
    held = changes(register, size)
    return held[-1].new if held else register.verifier


def open_checkpoint(register: Register, note: bytes) -> Checkpoint:
    """Return the checkpoint of a note that the register's key of that size signed; ValueError when it did not."""
    return open_note(note, verifier_at(register, read_unsigned(note).size))


def is_signed_out_of_turn(register: Register, note: bytes, size: int) -> bool:
    """Return whether any key of a log of ``size`` entries signed a checkpoint, be it for a size that is not its own.

    An honest key signs nothing after it was changed or lost: either the log was cut back to before that and
    went on anew, or somebody signs with the old key.
    """
    for verifier in (register.verifier, *(change.new for change in changes(register, size))):
        with contextlib.suppress(ValueError):
            open_note(note, verifier)
            return True
    return False


def key_path(register: Register, verifier: str) -> Path:
    """Return where the secret half of a public key lies."""
    name = "log" if verifier == register.verifier else key_id(verifier)
    return register.path / "keys" / f"{name}.key"


def is_locked(register: Register, verifier: str) -> bool:
    """Return whether the secret half of a public key lies behind a passphrase."""
    return passphrase.is_locked(_content(key_path(register, verifier)))


def lies_in_clear(register: Register, verifier: str) -> bool:
    """Return whether the secret half of a public key lies on disk for anybody to use."""
    path = key_path(register, verifier)
    return path.is_file() and path.read_bytes().startswith(b"PRIVATE+KEY+")


def save_key(register: Register, signer: Signer, phrase: bytes | None) -> None:
    """Have a signing key on disk, behind a passphrase, or in clear where there is none."""
    content = secret_key(signer).encode() + b"\n"
    if phrase is not None:
        content = passphrase.lock(content, phrase)
    write_durably(key_path(register, verifier_key(signer)), content, mode=0o600)


def load_key(register: Register, verifier: str, phrase: bytes | None = None) -> Signer:
    """Return a signing key from disk.

    UsageError when the passphrase is missing or wrong, IntegrityError when the file is gone, damaged or holds
    another key.
    """
    path = key_path(register, verifier)
    content = _content(path)
    try:
        if passphrase.is_locked(content):
            if phrase is None:
                raise UsageError("key_locked", path=path)
            content = passphrase.unlock(content, phrase)
        signer = parse_secret_key(content.decode("ascii"))
    except passphrase.WrongPassphraseError as error:
        raise UsageError("wrong_passphrase", path=path) from error
    except ValueError as error:
        raise IntegrityError("damaged_key", path=path) from error
    if verifier_key(signer) != verifier:
        raise IntegrityError("lost_key", path=path)
    return signer


def unlocked(register: Register, verifier: str, phrase: bytes | None) -> Register:
    """Return the register with the signing key of ``verifier`` in memory, to be used until the process ends."""
    return dataclasses.replace(register, signer=load_key(register, verifier, phrase))


def signer_for(register: Register, size: int) -> Signer:
    """Return the key that signs what is appended to a log of ``size`` entries.

    UsageError when it lies behind a passphrase and was not unlocked, or was changed since it was.
    """
    verifier = next_verifier(register, size)
    if register.signer is None:
        return load_key(register, verifier)
    if verifier_key(register.signer) != verifier:
        raise UsageError("key_changed", path=register.path)
    return register.signer


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise IntegrityError("lost_key", path=path) from error


def _open_statement(note: bytes, name: str, verifier: str) -> KeyChange:
    """Return what a statement says; ValueError unless it is of this position and signed as it should be."""
    lines = note.decode("utf-8").partition("\n\n")[0].split("\n")
    word, _, position = lines[1].rpartition(" ") if len(lines) == 4 else ("", "", "")
    change = KeyChange(
        position=decode_decimal(position),
        old=verifier,
        new=lines[3].removeprefix("new "),
        lost=word == _WORDS[True],
    )
    of_this_log = position == name and key_name(change.new) == key_name(verifier)
    if not of_this_log or not is_verifier_key(change.new):
        raise ValueError("not a key of this log")
    keys = [change.new] if change.lost else [verifier, change.new]
    if open_text(note, keys) != statement(change):
        raise ValueError("not a statement of this log")
    return change
