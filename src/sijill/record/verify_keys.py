"""Verification of the keys: every statement below ``log/keys``, and the public keys that were kept elsewhere."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sijill.errors import IntegrityError
from sijill.model.log import Act, Entry
from sijill.model.trust import Finding, State
from sijill.store import keyring
from sijill.store.files import is_staged
from sijill.store.keyring import KeyChange
from sijill.store.layout import Register


def verify_keys(
    register: Register, entries: Mapping[int, Entry], *, size: int, known: Sequence[str] = ()
) -> list[Finding]:
    """Return what is found about the keys of a log of ``size`` entries.

    ``entries`` are those whose payload could be read. ``known`` are public keys that whoever verifies has from elsewhere. The log's keys must be among them or
    follow from them; a key that replaced a lost one is believed only if it, or one that follows it, is.
    """
    try:
        changes = keyring.changes(register, size)
    except IntegrityError as error:
        where = register.below(Path(str(error.data["path"])))
        return [_fails("key_change_damaged", where)]
    findings = [*_known(register, changes, known), *_strangers(register, changes, size)]
    for index, change in enumerate(changes):
        findings += _statement(register, change, entries.get(change.position))
        last = register.log / "checkpoints" / str(change.start - 1)
        # The current one may not have its copy yet, where a process was killed between the two.
        if change.start - 1 < size and not last.exists():
            findings.append(_fails("checkpoint_missing", register.below(last)))
        confirmed = {later.new for later in changes[index:]} & set(known)
        if change.lost and not confirmed:
            where = register.below(keyring.statement_path(register, change.position))
            findings.append(
                Finding(state=State.UNCHECKED, key="key_replaced", where=where, detail=f"{change.position:,}")
            )
    stated = {change.position for change in changes}
    findings += [
        _fails("key_change_missing", f"log/keys/{position}", str(position))
        for position, entry in sorted(entries.items())
        if entry.act is Act.KEY_CHANGE and position not in stated
    ]
    return findings


def _known(register: Register, changes: Sequence[KeyChange], known: Sequence[str]) -> Iterator[Finding]:
    signing = {register.verifier, *(change.new for change in changes)}
    for verifier in known:
        if verifier in signing:
            yield Finding(state=State.HOLDS, key="key_known", where="log/checkpoint", detail=verifier)
        else:
            yield _fails("key_unknown", "log/checkpoint", verifier)


def _statement(register: Register, change: KeyChange, entry: Entry | None) -> Iterator[Finding]:
    """Compare a statement with what its entry says of it."""
    path = keyring.statement_path(register, change.position)
    where = register.below(path)
    if entry is not None:  # A payload that is gone or changed is named elsewhere.
        note = path.read_bytes().decode()
        if entry.act is not Act.KEY_CHANGE or entry.about.get("statement") != note:
            yield _fails("key_change_differs", where, str(change.position))


def _strangers(register: Register, changes: Sequence[KeyChange], size: int) -> Iterator[Finding]:
    stated = {keyring.statement_path(register, change.position) for change in changes}
    unfinished = {path for path in keyring.statements(register) if int(path.name) >= size}
    for path in sorted((register.log / "keys").glob("*")):
        if path in stated:
            continue
        where = register.below(path)
        if is_staged(path) or path in unfinished:
            yield Finding(state=State.HOLDS, key="leftover", where=where)
        else:
            yield _fails("log_file_unknown", where)


def _fails(key: str, where: str, detail: str = "") -> Finding:
    return Finding(state=State.FAILS, key=key, where=where, detail=detail)
