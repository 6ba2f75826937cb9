"""One intake as its depositor meant it: what was handed in with which words, and whether it was finished.

The deposits of an intake carry its mark, and the last one says that it is the last. An intake that was
killed has none that says so: the same one, run again, deposits only what the killed one had not.
"""

import collections
import dataclasses
import hashlib
import json
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sijill.errors import InputError
from sijill.model.collected import Collected
from sijill.model.custody import Account
from sijill.model.evidence import Terms
from sijill.model.log import Act, Entry
from sijill.store import catalogue
from sijill.store.keyed_ids import keyed_id

_Key = tuple[bytes, str]
"""A file's path as handed in, and the id of its bytes."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """The terms that files are handed in on, and what is said of them."""

    terms: Terms
    source: str = ""
    """Who handed it in and how it came to them."""
    list_name: str | None = None
    account: Account = dataclasses.field(default_factory=Account)
    """What is said of each file."""
    accounts: Mapping[bytes, Account] = dataclasses.field(default_factory=dict)
    """What is said of single files besides, by their paths from the folder that was handed in."""
    collected: Mapping[bytes, Collected] = dataclasses.field(default_factory=dict)
    """What collectors say of single files, by their paths; what whoever hands them in says comes first."""
    levels: int = 0
    """How deep archives are unpacked: 1, those that were handed in; 2, also those in them; 0, none."""

    def check(self) -> None:
        """Raise InputError for words that are no text."""
        words = {"source": self.source, "list": self.list_name or ""}
        for account in (self.account, *self.accounts.values()):
            words |= {name: str(value) for name, value in account.told().items()}
        for name, text in words.items():
            if any("\ud800" <= letter <= "\udfff" for letter in text):
                raise InputError("not_unicode", name=name, found=ascii(text))

    def about(self, below: bytes, identity: str) -> dict[str, Any]:  # Any: a JSON object
        """Return what the deposit of a file says, when these are its path and the id of its bytes."""
        own = self.collected.get(below)
        told = own.account.told() if own else {}
        told |= self.account.told() | self.accounts.get(below, Account()).told()
        if "sha256" in told:
            told["sha256_agrees"] = told["sha256"] == identity
        about = self._terms() | ({"before": told} if told else {})
        return about | ({"collected": own.about(identity)} if own else {})

    def mark(self, roots: Sequence[str]) -> str:
        """Return what tells one intake from another: the same paths handed in with the same words have the same."""
        single = sorted((path.hex(), account.told()) for path, account in self.accounts.items())
        words = [roots, self._terms(), self.account.told(), single, *([self.levels] if self.levels else ())]
        words += [sorted((path.hex(), each.form) for path, each in self.collected.items())] * bool(
            self.collected
        )
        told = json.dumps(words, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def _terms(self) -> dict[str, Any]:  # Any: a JSON object
        return {
            "access": self.terms.access.value,
            "consent": sorted(purpose.value for purpose in self.terms.consent),
            "source": self.source,
            "list": self.list_name,
        }


class Batch:
    """The mark of an intake, and what an unfinished run of it had deposited already. Safe between threads."""

    def __init__(self, mark: str, done: Sequence[_Key]) -> None:
        """Keep what was deposited, each as often as it was."""
        self._mark = mark
        self._done = collections.Counter(done)
        self._paths = frozenset(path for path, _ in done)
        self._lock = threading.Lock()

    def about(self) -> dict[str, Any]:  # Any: a JSON object
        """Return what every deposit of the intake says of it, but those of members: theirs says which archive."""
        return {"batch": self._mark}

    def file_id(self, path: bytes, key: bytes) -> bytes:
        """Return what tells a file of this intake from others where its path may not be written in clear."""
        return bytes.fromhex(keyed_id(key, hashlib.sha256(self._mark.encode() + path).hexdigest()))

    def has(self, path: bytes) -> bool:
        """Return whether a file at this path was deposited: only then its bytes need to be compared first."""
        return path in self._paths

    def takes(self, path: bytes, identity: str) -> bool:
        """Return whether these bytes at this path were deposited, and count them as met."""
        with self._lock:
            if not self._done[(path, identity)]:
                return False
            self._done[(path, identity)] -= 1
            return True


def begun(connection: sqlite3.Connection, paths: Sequence[Path], handed: Handed) -> Batch:
    """Return the intake of ``paths``: a new one, or the same one that was begun and not finished."""
    mark = handed.mark(_roots(paths))
    done = [
        (bytes.fromhex(about.get("path_bytes") or about["name_bytes"]), about["object"])
        for about in _deposited(_unfinished(connection, mark))
        if "sealed" not in about
    ]
    return Batch(mark, done)


def begun_sealed(connection: sqlite3.Connection, paths: Sequence[Path], handed: Handed, key: bytes) -> Batch:
    """Return what ``begun`` does of a sealed intake: mark, paths and ids of bytes are keyed ids."""
    plain = hashlib.sha256(handed.mark(_roots(paths)).encode()).hexdigest()
    mark = keyed_id(key, plain)[:16]
    entries = _deposited(_unfinished(connection, mark))
    done = [(bytes.fromhex(about["batch_file"]), about["identity"]) for about in entries]
    return Batch(mark, done)


def _roots(paths: Sequence[Path]) -> list[str]:
    return sorted(os.fsencode(path.absolute()).hex() for path in paths)


def unfinished(connection: sqlite3.Connection, paths: Sequence[Path], handed: Handed) -> list[Entry]:
    """Return the deposits and unpackings of an intake that was begun and is not finished."""
    return _unfinished(connection, handed.mark(_roots(paths)))


def _unfinished(connection: sqlite3.Connection, mark: str) -> list[Entry]:
    done: list[Entry] = []
    for entry in catalogue.of_batch(connection, mark):
        if entry.about.get("batch_ends"):
            done.clear()
        else:
            done.append(entry)
    return done


def _deposited(entries: Iterable[Entry]) -> Iterator[Mapping[str, Any]]:  # Any: JSON objects
    return (each.about for each in entries if each.act is Act.ACCESSION)


def ends() -> dict[str, Any]:  # Any: a JSON object
    """Return what the last deposit of an intake says besides."""
    return {"batch_ends": True}
