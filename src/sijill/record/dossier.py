"""The dossier: some exhibits with their entries and proofs, for somebody who does not have the register.

A dossier is a BagIt folder (RFC 8493) that ``verify.py``, which lies in it, checks offline:

- ``data/objects/<sha256>``: the exhibits; ``data/exhibits.csv``: number, object, size, name, media type, positions;
- ``data/entries/<position>``: log entries with their salts: the first, each deposit, and the export itself;
- ``data/proofs/<position>.tlog-proof``: that they are in the log (C2SP tlog-proof) under ``data/checkpoint``;
- ``data/register.json``, ``data/keys/``: the public keys; ``data/older.json``: for each older checkpoint the hash
  of its last leaf and that leaf's path, from which both roots follow.

An exhibit's own name is never a path. The export is an entry, and signed for, before the folder has its name.
"""

import csv
import dataclasses
import functools
import hashlib
import io
import json
import mimetypes
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sijill.errors import InputError, IntegrityError, UsageError
from sijill.model.evidence import Access, Deposit, Exhibit
from sijill.model.identity import ExhibitId
from sijill.model.log import Act
from sijill.read.kinds import kind_of
from sijill.record import verifier
from sijill.store import catalogue, keyring, log, objects, payload
from sijill.store.access import Use, permitted
from sijill.store.files import staged_beside, sync_folders
from sijill.store.layout import Register
from sijill.store.lock import writing
from sijill.store.merkle import Tile, inclusion_proof, leaf_hash
from sijill.store.proof import ENDING, Proof, to_text
from sijill.words import LANGUAGES, say

COLUMNS: Final = ("number", "object", "size", "name", "media type", "positions")
_MEDIA: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "text": "text/plain",
}
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_CHUNK: Final = 1 << 20


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A dossier that was handed over."""

    out: Path
    exhibits: tuple[ExhibitId, ...]
    size: int
    """Bytes of its objects."""
    position: int
    """Of the export's entry in the log."""
    verifier: str
    """The public key that signed its checkpoint, to be given to the recipient by another way."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """To whom a dossier goes, as whom they read, and whether they are told who handed things in."""

    name: str
    reader: Access = Access.PUBLIC
    told_sources: bool = False


def export_dossier(register: Register, numbers: Sequence[str], out: Path, *, to: Recipient) -> Dossier:
    """Have a dossier of the exhibits at ``out``, logged as an export before it is there under its name.

    UsageError for an exhibit that is not held or not permitted to this reader, for a deposit that names its source
    when sources are not to be told (its entry says all that was said of it), or when ``out`` is taken.
    """
    _check_target(register, out)
    chosen = _choose(register, numbers, to)
    staging = staged_beside(out)
    try:
        for folder in ("objects", "entries", "proofs", "keys"):
            (staging / "data" / folder).mkdir(parents=True)
        for exhibit in chosen:
            _copy_object(register, exhibit, staging / "data" / "objects" / exhibit.object)
        with writing(register.path):
            chosen = _choose(register, numbers, to)  # Again: a deposit may have closed one meanwhile.
            position = _log(register, chosen, to)
            deposits = _deposits(register, chosen)
            _write_log(register, staging / "data", [0, *(each.position for each in deposits), position])
        _write_table(register, staging / "data" / "exhibits.csv", chosen, deposits)
        _write_tags(staging, register, to)
        sync_folders([staging, *(path for path in staging.rglob("*") if path.is_dir())])
        staging.rename(out)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Dossier(
        out=out,
        exhibits=tuple(each.number for each in chosen),
        size=sum(each.size for each in chosen),
        position=position,
        verifier=keyring.verifier_at(register, position + 1),
    )


def _check_target(register: Register, out: Path) -> None:
    if out.resolve().is_relative_to(register.path.resolve()):
        raise UsageError("dossier_in_register", path=out)
    if out.is_symlink() or out.exists():
        raise UsageError("dossier_exists", path=out)
    if not out.resolve().parent.is_dir():
        raise InputError("output_folder", path=out)


def _choose(register: Register, numbers: Sequence[str], to: Recipient) -> list[Exhibit]:
    """Return the exhibits by number, each once; UsageError names those that may not leave like this."""
    wanted = sorted(set(numbers))
    with catalogue.opened(register) as connection:
        held = {each.number for each in catalogue.exhibits(connection)}
    unknown = [each for each in wanted if each not in held]
    if unknown or not wanted:
        raise UsageError("no_exhibit", path=register.path, found=ascii(", ".join(unknown)))
    open_to = {each.number: each for each in permitted(register, Use.EXPORT, reader=to.reader, to=to.name)}
    closed = [each for each in wanted if each not in open_to]
    if closed:
        raise UsageError("export_closed", found=", ".join(closed), reader=to.reader.value)
    chosen = [open_to[ExhibitId(each)] for each in wanted]
    named = sorted({each.exhibit for each in _deposits(register, chosen) if each.source})
    if named and not to.told_sources and to.reader is not Access.TEAM:
        raise UsageError("export_sources", found=", ".join(named))
    return chosen


def _deposits(register: Register, chosen: Sequence[Exhibit]) -> list[Deposit]:
    numbers = {each.number for each in chosen}
    with catalogue.opened(register) as connection:
        return [each for each in catalogue.deposits(connection) if each.exhibit in numbers]


def _copy_object(register: Register, exhibit: Exhibit, target: Path) -> None:
    """Copy an object; IntegrityError when what was copied is not what was taken in."""
    source, digest = objects.object_path(register, exhibit.object), hashlib.sha256()
    try:
        with source.open("rb") as read, target.open("xb") as write:
            while chunk := read.read(_CHUNK):
                digest.update(chunk)
                write.write(chunk)
    except FileNotFoundError as error:
        raise IntegrityError("lost_object", path=source, exhibit=exhibit.number) from error
    if digest.hexdigest() != exhibit.object:
        raise IntegrityError("changed_object", path=source, exhibit=exhibit.number)


def _log(register: Register, chosen: Sequence[Exhibit], to: Recipient) -> int:
    about = {
        "kind": "dossier",
        "exhibits": [each.number for each in chosen],
        "recipient": to.name,
        "reader": to.reader.value,
        "sources": to.told_sources or to.reader is Access.TEAM,
    }
    [position] = log.append(register, [(Act.EXPORT, about)])
    with catalogue.opened(register):
        pass  # Opening brings the catalogue up to date with the entry.
    return position


def _write_log(register: Register, data: Path, positions: Sequence[int]) -> None:
    """Write entries, their proofs under the current checkpoint, the keys, and the ways from older checkpoints."""
    checkpoint, note = log.signed(register)
    leaves = list(log.leaves(register, checkpoint.size))
    tile: Tile = functools.cache(log.tiles(register, checkpoint.size))
    (data / "checkpoint").write_bytes(note)
    shutil.copyfile(register.path / "register.json", data / "register.json")
    for path in keyring.statements(register):
        shutil.copyfile(path, data / "keys" / path.name)
    for position in positions:
        path = payload.payload_path(register.path, position)
        content = payload.committed(path, leaves[position])
        if content is None:
            raise IntegrityError("damaged_payload", path=path, row=position)
        (data / "entries" / str(position)).write_bytes(content)
        hashes = tuple(inclusion_proof(position, checkpoint.size, tile))
        proof = Proof(index=position, hashes=hashes, checkpoint=note, extra=leaves[position])
        (data / "proofs" / f"{position}{ENDING}").write_bytes(to_text(proof))
    older = {}
    for size in (int(path.name) for path in log.kept_checkpoints(register)):
        if 0 < size <= checkpoint.size:
            path_up = inclusion_proof(size - 1, checkpoint.size, tile)
            older[str(size)] = [each.hex() for each in [leaf_hash(leaves[size - 1]), *path_up]]
    (data / "older.json").write_text(json.dumps(older, indent=0) + "\n", encoding="utf-8")


def _write_table(
    register: Register, path: Path, chosen: Sequence[Exhibit], deposits: Sequence[Deposit]
) -> None:
    """Write the table of exhibits: UTF-8 with a byte order mark, no cell that a spreadsheet would compute."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for exhibit in chosen:
        positions = " ".join(str(each.position) for each in deposits if each.exhibit == exhibit.number)
        media = _media_type(register, exhibit)
        writer.writerow([exhibit.number, exhibit.object, exhibit.size, _cell(exhibit.name), media, positions])
    path.write_bytes(table.getvalue().encode("utf-8-sig"))


def _cell(name: str) -> str:
    return f"'{name}" if name.startswith(_FORMULA) else name


def _media_type(register: Register, exhibit: Exhibit) -> str:
    """Return a media type by content, of pictures and of unknown kinds by the name: a help, not evidence."""
    kind = kind_of(objects.object_path(register, exhibit.object), exhibit.name)
    by_name = mimetypes.MimeTypes().guess_type(exhibit.name)[0] or "application/octet-stream"
    return _MEDIA.get(kind, by_name)


def _write_tags(staging: Path, register: Register, to: Recipient) -> None:
    """Write what is not evidence: the verifier, how to read the dossier, and BagIt's own files."""
    (staging / "verify.py").write_bytes(verifier.program())
    for language in LANGUAGES:
        text = say("dossier.readme", language, register=register.id, recipient=to.name)
        (staging / f"README.{language}.txt").write_text(text, encoding="utf-8")
    (staging / "bagit.txt").write_bytes(b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    _write_manifest(staging, "manifest-sha256.txt", sorted((staging / "data").rglob("*")))
    _write_manifest(staging, "tagmanifest-sha256.txt", sorted(staging.iterdir()))


def _write_manifest(staging: Path, name: str, paths: Sequence[Path]) -> None:
    lines = []
    for path in paths:
        if path.is_file():
            # An object's name is its digest, and was compared with it when it was copied.
            digest = path.name if path.parent == staging / "data" / "objects" else objects.digest_of(path)
            lines.append(f"{digest}  {path.relative_to(staging).as_posix()}\n")
    (staging / name).write_text("".join(lines), encoding="utf-8")
