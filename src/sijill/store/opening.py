"""Making a register and opening one; the log is verified at every opening."""

import dataclasses
import secrets
import shutil
from pathlib import Path

from sijill.model.log import Act
from sijill.store import catalogue, keyring, log
from sijill.store.layout import Register, find_register, lay_out, move_into_place, staging_folder
from sijill.store.lock import writing
from sijill.store.note import Signer, verifier_key


def create_register(
    path: Path,
    *,
    made_by: str = "init",
    at: str | None = None,
    phrase: bytes | None = None,
    actor: str = "",
) -> Register:
    """Make a new register at ``path``; UsageError when something is there already.

    Its first log entry repeats its description, public key included. Without a passphrase the signing key
    lies in clear on the disk.
    """
    path = path.resolve()  # A name is needed to stage beside it, and ``.`` has none.
    time = at or log.now()
    staging = staging_folder(path)
    try:
        staged = _lay_out(staging, at=time, made_by=made_by, phrase=phrase, actor=actor)
        log.start(staged)
        with writing(staged.path):
            log.append(staged, [(Act.CREATION, staged.description())], at=time)
        with catalogue.opened(staged):
            pass
        if path.exists():  # An empty folder, as staging_folder made sure.
            path.rmdir()
        return move_into_place(staged, path)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise


def _lay_out(path: Path, *, at: str, made_by: str, phrase: bytes | None, actor: str) -> Register:
    identity = secrets.token_hex(8)
    signer = Signer(name=f"sijill.register/{identity}", seed=secrets.token_bytes(32))
    laid = lay_out(path, identity=identity, verifier=verifier_key(signer), at=at, made_by=made_by)
    register = dataclasses.replace(laid, signer=signer, actor=actor)
    keyring.save_key(register, signer, phrase)
    return register


def open_register(path: Path) -> Register:
    """Return the register at ``path`` after checking its log's edge against the signed checkpoint."""
    register = find_register(path)
    log.check_edge(register)
    return register
