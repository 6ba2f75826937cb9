"""The RO-Crate of what is given out: ``data/ro-crate-metadata.json``, so that libraries and archives read what each file is.

It lies in the payload of the bag (RO-Crate 1.2, "Adding RO-Crate to BagIt"). It says no more than the table and the log entries in the same folder: who handed something in, and through whose
hands it came, stands in it only where the recipient is told that. The export's log entry has its SHA-256, and it has
those of the files made for the recipient, so ``verify.py`` finds a change in any of them. Its identifier is random:
whoever holds a file cannot make the crate again and compare, should the file be withdrawn later.
"""

import dataclasses
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sijill.model.evidence import Deposit, Exhibit, Terms
from sijill.model.identity import ExhibitId
from sijill.record.request import About, Recipient
from sijill.store import objects
from sijill.words import LANGUAGES, say

NAME: Final = "ro-crate-metadata.json"
_SPECIFICATION: Final = "https://w3id.org/ro/crate/1.2"
_FOLDERS: Final = ("entries", "keys", "proofs")
_SIGNED: Final = {
    "checkpoint": "text/plain",
    "older.json": "application/json",
    "register.json": "application/json",
}
_BEFORE: Final = ("made_by", "came_by", "chain", "captured", "captured_at", "url", "collector", "collected")
"""What an account of custody tells, in the order in which it is read."""

_Entity = dict[str, Any]
"""A JSON object of the graph. Any: JSON values."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A file in the folder: an exhibit, or what was made of one for the recipient."""

    path: str
    """Below ``data``."""
    media_type: str
    sha256: str
    size: int
    name: str = ""
    made_of: ExhibitId | None = None
    """The exhibit that its content comes from; None for a table."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a crate describes."""

    register: str
    at: str
    """UTC, ISO 8601."""
    exhibits: Sequence[tuple[Exhibit, Piece]]
    deposits: Sequence[Deposit]
    told: Mapping[int, About]
    """What the entries of the deposits say, by position."""
    terms: Mapping[ExhibitId, Terms]
    made: Sequence[Piece] = ()


def piece(data: Path, path: str, media_type: str, **more: Any) -> Piece:  # Any: the other fields
    """Return a file below ``data`` as it lies there."""
    content = data / path
    size = content.stat().st_size
    return Piece(path=path, media_type=media_type, sha256=objects.digest_of(content), size=size, **more)


def to_bytes(contents: Contents, to: Recipient) -> bytes:
    """Return the crate, each exhibit with its number, hash, terms, deposits and what it was derived from."""
    places = {exhibit.number: own.path for exhibit, own in contents.exhibits}
    by_exhibit: dict[ExhibitId, list[Deposit]] = {}
    for deposit in contents.deposits:
        by_exhibit.setdefault(deposit.exhibit, []).append(deposit)
    files, acts = [], []
    for exhibit, own in contents.exhibits:
        deposits = by_exhibit.get(exhibit.number, [])
        files.append(_exhibit(contents, exhibit, own, deposits, places))
        acts += [_deposit(contents.told[each.position], each, own.path, to) for each in deposits]
    files += [_made(each, places) for each in contents.made]
    graph = [_descriptor(), _root(contents, files, acts, to), *_around(), *files, *acts]
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in graph)
    return f'{{"@context": "{_SPECIFICATION}/context", "@graph": [\n{lines}\n]}}\n'.encode()


def _descriptor() -> _Entity:
    return {
        "@id": NAME,
        "@type": "CreativeWork",
        "conformsTo": {"@id": _SPECIFICATION},
        "about": {"@id": "./"},
    }


def _root(contents: Contents, files: Iterable[_Entity], acts: Iterable[_Entity], to: Recipient) -> _Entity:
    inside = [*(each["@id"] for each in files), *_SIGNED, *(f"{each}/" for each in _FOLDERS)]
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": say("dossier.crate.name", "en", register=contents.register, recipient=to.name),
        "alternateName": say("dossier.crate.name", "ar", register=contents.register, recipient=to.name),
        "description": " ".join(say("dossier.crate.description", each) for each in reversed(LANGUAGES)),
        "identifier": f"urn:uuid:{uuid.uuid4()}",
        "datePublished": contents.at,
        "license": {"@id": "#terms"},
        "hasPart": [{"@id": each} for each in inside],
        "mentions": [{"@id": each["@id"]} for each in acts],
    }


def _around() -> list[_Entity]:
    """Return the terms, the program, and what is signed beside the exhibits."""
    said = " ".join(say("dossier.crate.terms", each) for each in reversed(LANGUAGES))
    found: list[_Entity] = [
        {"@id": "#terms", "@type": "CreativeWork", "name": "Terms / الشروط", "description": said},
        {"@id": "#sijill", "@type": "SoftwareApplication", "name": "Sijill"},
    ]
    for name, media_type in _SIGNED.items():
        found.append({"@id": name, "@type": "File", "name": name, "encodingFormat": media_type})
    found += [{"@id": f"{name}/", "@type": "Dataset", "name": name} for name in _FOLDERS]
    return found


def _file(own: Piece) -> _Entity:
    return {
        "@id": own.path,
        "@type": "File",
        "name": own.name or own.path.rpartition("/")[2],
        "encodingFormat": own.media_type,
        "contentSize": str(own.size),
        "sha256": own.sha256,
    }


def _exhibit(
    contents: Contents,
    exhibit: Exhibit,
    own: Piece,
    deposits: Sequence[Deposit],
    places: Mapping[ExhibitId, str],
) -> _Entity:
    terms = contents.terms[exhibit.number]
    agreed = ", ".join(sorted(each.value for each in terms.consent))
    found = _file(own) | {
        "identifier": exhibit.number,
        "license": {"@id": "#terms"},
        "conditionsOfAccess": f"access: {terms.access.value}; consent: {agreed}",
    }
    origins = sorted({each.derived_from for each in deposits if each.derived_from})
    if origins:  # The number alone where the original was not given: the entry tells no more.
        found["isBasedOn"] = [{"@id": places[each]} if each in places else each for each in origins]
    return found


def _made(own: Piece, places: Mapping[ExhibitId, str]) -> _Entity:
    return _file(own) | ({"isBasedOn": {"@id": places[own.made_of]}} if own.made_of else {})


def _deposit(about: About, deposit: Deposit, path: str, to: Recipient) -> _Entity:
    """Return a deposit as an action; people and hands only for a recipient who is told."""
    found: _Entity = {
        "@id": f"#entry-{deposit.position}",
        "@type": "CreateAction",
        "name": f"{deposit.exhibit}: accession, log entry {deposit.position}",
        "endTime": deposit.at,
        "instrument": {"@id": "#sijill"},
        "result": {"@id": path},
    }
    if to.is_told:
        before = about.get("before", {})
        said = [f"{name}: {_text(before[name])}" for name in _BEFORE if before.get(name)]
        said = ([f"source: {deposit.source}"] if deposit.source else []) + said
        found |= {"description": "; ".join(said)} if said else {}
    return found


def _text(said: Any) -> str:  # Any: a JSON value
    return "; ".join(map(str, said)) if isinstance(said, list) else str(said)
