"""Verification of deposits that came from other registers: each proof against that register's checkpoint and keys."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from sijill.errors import IntegrityError, SijillError
from sijill.model.log import Act, Entry
from sijill.model.trust import Finding, State
from sijill.store import keyring, objects, payload, proof, replica
from sijill.store.files import is_staged
from sijill.store.layout import Register, description_bytes, find_register


def verify_origins(register: Register, entries: Mapping[int, Entry]) -> Iterator[Finding]:
    """Yield a finding for each deposit of another register that is not proven by it."""
    for place in sorted((register.log / "others").glob("*")):
        if not any(path.is_file() for path in place.rglob("*") if not is_staged(path)):
            continue  # Of a run that was killed before it took anything.
        yield from _files(register, place)
    for entry in entries.values():
        if entry.act is Act.ACCESSION and "from" in entry.about:
            problem = _problem(register, entry)
            if problem:
                where = f"log/others/{entry.about['from']['register']}"
                detail = f"{entry.about['exhibit']}: {problem}"
                yield Finding(state=State.FAILS, key="origin_unproven", where=where, detail=detail)


def _files(register: Register, place: Path) -> Iterator[Finding]:
    """Name the files about another register that are not what its keys signed."""
    damaged = []
    description = place / "register.json"
    try:
        other = find_register(place)
        if description.read_bytes() != description_bytes(other):
            damaged.append(description)
        for path, note in replica.seen(other):
            if not is_staged(path) and not _is_signed(other, note):
                damaged.append(path)
    except (OSError, SijillError):
        damaged.append(description)
    for path in damaged:
        where = register.below(path)
        yield Finding(state=State.FAILS, key="origin_damaged", where=where)


def _is_signed(other: Register, note: bytes) -> bool:
    try:
        keyring.open_checkpoint(other, note)
    except ValueError:
        return False
    return True


def _problem(register: Register, entry: Entry) -> str:
    """Return what is wrong with the proof of a deposit that came from another register; empty when nothing is."""
    told = entry.about["from"]
    place = register.log / "others" / str(told["register"])
    try:
        if objects.digest_of(place / "register.json") != told["description"]:
            return "register.json"
        other = replica.held_at(place, register)
        shown = proof.from_text(str(told["proof"]).encode())
        checkpoint = keyring.open_checkpoint(other, shown.checkpoint)
        salt, _, body = str(told["payload"]).partition("\n")
        leaf = payload.leaf_of(payload.commitment(bytes.fromhex(salt), body.encode()))
    except (OSError, ValueError, IntegrityError) as error:
        return str(error)
    proven = proof.is_proven(shown, size=checkpoint.size, root=checkpoint.root)
    if not proven or shown.extra != leaf or shown.index != told["position"] or other.id != told["register"]:
        return f"{told['register']}: {told['position']}"
    return ""
