"""What is given out: some exhibits with their entries and proofs, for somebody who does not have the register.

A dossier is a BagIt folder (RFC 8493) whose ``data`` is an RO-Crate, and that ``verify.py``, which lies in it, checks
offline:

- ``data/objects/<sha256>``: the exhibits; ``data/exhibits.csv``: number, object, size, name, media type, positions;
- ``data/ro-crate-metadata.json``: the same for machines, see ``crate``; the export's entry has its SHA-256;
- ``data/entries/<position>``: log entries with their salts: the first, each deposit, and the export itself;
- ``data/proofs/<position>.tlog-proof``: that they are in the log (C2SP tlog-proof) under ``data/checkpoint``;
- ``data/register.json``, ``data/keys/``: the public keys; ``data/older.json``: for each older checkpoint the hash
  of its last leaf and that leaf's path, from which both roots follow.

A load file is the same folder with the exhibits under their numbers in ``data/NATIVES`` and what ``load_file`` makes.
An exhibit's own name is never a path. The export is an entry, and signed for, before the folder has its name; what was
asked for and withheld is an entry of its own, which stays here.
"""

import dataclasses
import hashlib
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from sijill.errors import BusyError, InputError, IntegrityError, UsageError
from sijill.model.disclosure import Form, Withheld
from sijill.model.evidence import Exhibit
from sijill.model.identity import ExhibitId
from sijill.model.log import Act
from sijill.read.kinds import kind_of
from sijill.record import crate, load_file, verifier
from sijill.record.disclosure import log_export, log_refusal
from sijill.record.proving import write_log
from sijill.record.request import Decided, Recipient, Request, decide
from sijill.record.table import media_type, write_table
from sijill.store import catalogue, keyring, log, objects
from sijill.store.access import terms_of
from sijill.store.files import staged_beside, sync_folders
from sijill.store.layout import Register
from sijill.store.lock import writing
from sijill.words import LANGUAGES, say

_CHUNK: Final = 1 << 20


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What was handed over."""

    out: Path
    exhibits: tuple[ExhibitId, ...]
    size: int
    """Bytes of its objects."""
    position: int
    """Of the export's entry in the log."""
    verifier: str
    """The public key that signed its checkpoint, to be given to the recipient by another way."""
    withheld: tuple[Withheld, ...] = ()
    others: dict[ExhibitId, int] = dataclasses.field(default_factory=dict)
    """Where it is of a person: the exhibits that also hold rows of others, and how many."""
    produced: load_file.Produced | None = None
    """What a load file has besides."""


def export_dossier(register: Register, numbers: Sequence[str], out: Path, *, to: Recipient) -> Dossier:
    """Have a dossier of just these exhibits at ``out``; as ``export``."""
    return export(register, Request(exhibits=tuple(numbers)), out, to=to)


def export(
    register: Register,
    request: Request,
    out: Path,
    *,
    to: Recipient,
    form: Form = Form.DOSSIER,
    each: Callable[[Exhibit], None] = lambda _exhibit: None,
) -> Dossier:
    """Have what may be given of a request at ``out``, logged as an export before it is there under its name.

    ``each`` is told every exhibit before it is copied. UsageError as ``decide`` says, when ``out`` is taken, and,
    after the refusal is logged, when nothing at all may be given; BusyError when something changed meanwhile.
    """
    _check_target(register, out)
    decided = decide(register, request, to)
    if form is Form.LOAD_FILE:
        load_file.have_read(register, decided.given)
    staging = staged_beside(out)
    try:
        data = staging / "data"
        for folder in ("entries", "proofs", "keys"):
            (data / folder).mkdir(parents=True)
        pieces = _copy(register, decided, data, form, each)
        produced = load_file.produce(register, pieces, data, each) if form is Form.LOAD_FILE else None
        with writing(register.path):
            now = decide(register, request, to)  # Again: a deposit may have closed one meanwhile.
            if now.given != decided.given:
                raise BusyError("input_changed", path=register.path)
            if not now.given:
                position = log_refusal(register, request, now, to, form)
                raise UsageError("nothing_to_give", recipient=to.name, position=position)
            digest = _describe(register, now, to, data, pieces, produced)
            position = log_export(register, request, now, to, form, digest)
            deposits = [deposit.position for deposit in now.deposits]
            write_log(register, data, [0, *deposits, position])
        _write_tags(staging, register, to, form)
        sync_folders([staging, *(path for path in staging.rglob("*") if path.is_dir())])
        staging.rename(out)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Dossier(
        out=out,
        exhibits=tuple(exhibit.number for exhibit in now.given),
        size=sum(exhibit.size for exhibit in now.given),
        position=position,
        verifier=keyring.verifier_at(register, position + 1),
        withheld=now.withheld,
        others=dict(now.others),
        produced=produced,
    )


def _check_target(register: Register, out: Path) -> None:
    if out.resolve().is_relative_to(register.path.resolve()):
        raise UsageError("dossier_in_register", path=out)
    if out.is_symlink() or out.exists():
        raise UsageError("dossier_exists", path=out)
    if not out.resolve().parent.is_dir():
        raise InputError("output_folder", path=out)


def _copy(
    register: Register, decided: Decided, data: Path, form: Form, each: Callable[[Exhibit], None]
) -> list[tuple[Exhibit, crate.Piece]]:
    """Copy the exhibits; return where each lies."""
    pieces = []
    (data / ("NATIVES" if form is Form.LOAD_FILE else "objects")).mkdir()
    for exhibit in decided.given:
        if form is not Form.LOAD_FILE:
            each(exhibit)
        kind = kind_of(objects.object_path(register, exhibit.object), exhibit.name)
        path = f"objects/{exhibit.object}"
        if form is Form.LOAD_FILE:
            path = f"NATIVES/{exhibit.number}{load_file.ending(kind, exhibit.name)}"
        _copy_object(register, exhibit, data / path)
        own = crate.Piece(
            path=path,
            media_type=media_type(kind, exhibit.name),
            sha256=exhibit.object,
            size=exhibit.size,
            name=exhibit.name,
            made_of=exhibit.number,
        )
        pieces.append((exhibit, own))
    return pieces


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


def _describe(
    register: Register,
    decided: Decided,
    to: Recipient,
    data: Path,
    pieces: Sequence[tuple[Exhibit, crate.Piece]],
    produced: load_file.Produced | None,
) -> str:
    """Write the table, those of a load file, and the crate; return the crate's SHA-256."""
    wanted = {each.position for each in decided.deposits}
    with catalogue.opened(register) as connection:
        entries = catalogue.entries(connection, Act.ACCESSION)
    told = {each.position: each.about for each in entries if each.position in wanted}
    write_table(data / "exhibits.csv", pieces, decided)
    made = [crate.piece(data, "exhibits.csv", "text/csv")]
    if produced is not None:
        known = load_file.Told(told, to.is_told)
        made += load_file.write_tables(data, pieces, produced, decided.deposits, known)
        made += produced.pieces
    contents = crate.Contents(
        register=register.id,
        at=log.now(),
        exhibits=pieces,
        deposits=decided.deposits,
        told=told,
        terms=terms_of(register),
        made=made,
    )
    content = crate.to_bytes(contents, to)
    (data / crate.NAME).write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def _write_tags(staging: Path, register: Register, to: Recipient, form: Form) -> None:
    """Write what is not evidence: the verifier, how to read the folder, and BagIt's own files."""
    (staging / "verify.py").write_bytes(verifier.program())
    place = "natives" if form is Form.LOAD_FILE else "objects"
    for language in LANGUAGES:
        where = say(f"dossier.{place}", language).strip()
        text = say("dossier.readme", language, register=register.id, recipient=to.name, place=where)
        (staging / f"README.{language}.txt").write_text(text, encoding="utf-8")
    payload = [path for path in sorted((staging / "data").rglob("*")) if path.is_file()]
    size = sum(path.stat().st_size for path in payload)
    (staging / "bagit.txt").write_bytes(b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    about = f"Bagging-Date: {log.now()[:10]}\nPayload-Oxum: {size}.{len(payload)}\n"
    (staging / "bag-info.txt").write_text(about, encoding="utf-8")
    _write_manifest(staging, "manifest-sha256.txt", payload)
    _write_manifest(staging, "tagmanifest-sha256.txt", sorted(staging.iterdir()))


def _write_manifest(staging: Path, name: str, paths: Sequence[Path]) -> None:
    lines = []
    for path in paths:
        if path.is_file():
            # An object's name is its digest, and was compared with it when it was copied.
            digest = path.name if path.parent == staging / "data" / "objects" else objects.digest_of(path)
            lines.append(f"{digest}  {path.relative_to(staging).as_posix()}\n")
    (staging / name).write_text("".join(lines), encoding="utf-8")
