"""Writing a register's log anew with its real signing key, as somebody who stole it would."""

import shutil
from pathlib import Path

from sijill.store import catalogue, keyring, log, payload
from sijill.store.layout import Register, find_register
from sijill.store.note import Signer
from sijill.store.opening import open_register


def drop_entry(register: Register, position: int, copy: Path, signer: Signer | None = None) -> Register:
    """Return a copy whose log never had the entry at ``position``: every later one is appended and signed anew."""
    signer = signer or keyring.load_key(register, register.verifier)
    entries = list(log.entries(register, 0, log.current(register).size))
    forged = find_register(Path(shutil.copytree(register.path, copy)))
    shutil.rmtree(forged.log)
    shutil.rmtree(forged.path / "payload")
    forged.catalogue.unlink(missing_ok=True)
    forged.folder("log")
    forged.folder("payload")
    log.start(forged)
    for entry in entries[:position] + entries[position + 1 :]:
        log.append(forged, [(entry.act, dict(entry.about))], at=entry.at, prepare=lambda: signer)
    with catalogue.opened(forged):
        pass
    return open_register(forged.path)


def payload_bytes(register: Register, position: int) -> bytes:
    """Return the file of a payload, salt and all."""
    return payload.payload_path(register.path, position).read_bytes()
