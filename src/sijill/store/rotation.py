"""Changing the signing key, and its passphrase.

Order of a change: the new key on disk, then the entry, and with the entry's checkpoint the statement; the old
key goes last. Killed anywhere, the register is signed by the old key or by the new one, and that one is there.
"""

import secrets
from functools import partial
from typing import Any

from sijill.errors import UsageError
from sijill.model.log import Act
from sijill.store import keyed_ids, keyring, log
from sijill.store.files import write_durably
from sijill.store.keyring import KeyChange
from sijill.store.layout import Register
from sijill.store.lock import writing
from sijill.store.note import Signer, key_name, verifier_key


def rotate(register: Register, phrase: bytes | None) -> KeyChange:
    """Have a new key sign the log from here on, named by an entry and a statement that the old key signed.

    The new key lies behind ``phrase``, or in clear without one; the old one is deleted. ``register`` has to be
    unlocked, and to be opened again afterwards.
    """
    with writing(register.path):
        size = log.check_edge(register).size
        old = keyring.signer_for(register, size)
        new = Signer(name=old.name, seed=secrets.token_bytes(32))
        change = _change(size, old=verifier_key(old), new=new, lost=False)
        keyring.save_key(register, new, phrase)
        forget = keyed_ids.carry_id_key(register, old, new)
        note = keyring.signed_statement(change, old=old, new=new)
        _append(register, change, note, by=old)
        forget()
        keyring.key_path(register, change.old).unlink(missing_ok=True)
    return change


def replace(register: Register, phrase: bytes | None) -> KeyChange:
    """Have a new key sign the log from here on though the old one is lost.

    Nobody can tell this from a forger's doing by the log alone: verification answers that what comes after
    could not be checked, unless the new key is known from elsewhere. UsageError when the old key is there.
    """
    with writing(register.path):
        size = log.check_edge(register).size
        require_lost(register)
        verifier = keyring.next_verifier(register, size)
        new = Signer(name=key_name(verifier), seed=secrets.token_bytes(32))
        change = _change(size, old=verifier, new=new, lost=True)
        keyring.save_key(register, new, phrase)
        _append(register, change, keyring.signed_statement(change, old=None, new=new), by=new)
    return change


def require_lost(register: Register) -> None:
    """Raise UsageError when the signing key lies in clear and can sign: it is not lost, and others could tell.

    Whether somebody still knows the passphrase of one that is locked, only they can say.
    """
    verifier = keyring.next_verifier(register, log.current(register).size)
    if keyring.lies_in_clear(register, verifier):
        raise UsageError("key_not_lost", path=keyring.key_path(register, verifier))


def change_passphrase(register: Register, old: bytes | None, new: bytes | None) -> None:
    """Have the signing key behind another passphrase, or behind one for the first time; in clear without ``new``."""
    with writing(register.path):
        verifier = keyring.next_verifier(register, log.check_edge(register).size)
        keyring.save_key(register, keyring.load_key(register, verifier, old), new)


def _change(position: int, *, old: str, new: Signer, lost: bool) -> KeyChange:
    return KeyChange(position=position, old=old, new=verifier_key(new), lost=lost)


def _append(register: Register, change: KeyChange, note: bytes, *, by: Signer) -> None:
    prepare = partial(_state, register, change, note, by)
    log.append(register, [(Act.KEY_CHANGE, about(change, note))], prepare=prepare)


def _state(register: Register, change: KeyChange, note: bytes, signer: Signer) -> Signer:
    write_durably(keyring.statement_path(register, change.position), note)
    return signer


def about(change: KeyChange, note: bytes) -> dict[str, Any]:  # Any: a JSON object
    """Return what the log entry of a change says: the keys, and the statement word for word."""
    return {"old": change.old, "new": change.new, "lost": change.lost, "statement": note.decode()}
