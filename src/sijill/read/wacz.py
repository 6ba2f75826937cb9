"""A web archive collection (WACZ 1.1.1, specs.webrecorder.net/wacz/1.1.1): its words, and its hashes against its bytes.

Runs in the child. A signature (wacz-auth 0.1.0) is told as not checked: its key comes with it, so that it says nothing
before somebody knows that key from elsewhere.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final

from sijill.model.collected import MOST_PAGES
from sijill.read import zip_members
from sijill.read.archive import MOST_MEMBERS
from sijill.read.plain import Unreadable
from sijill.read.zip_members import Entry

_PACKAGE: Final = "datapackage.json"
_DIGEST: Final = "datapackage-digest.json"
_PAGES: Final = "pages/pages.jsonl"
_LONGEST_WORDS: Final = 64 << 20
_LONGEST_LINE: Final = 1 << 20
_METHODS: Final = frozenset({"sha256", "sha384", "sha512", "sha3_256", "sha3_512"})

Answer = dict[str, Any]  # Any: a JSON object


def look_into(path: Path, alive: Callable[[], None]) -> Answer:
    """Return what a collection says of itself and how each hash came out; ``alive`` is called as bytes are read.

    Unreadable when it is no zip file or has no description.
    """
    with path.open("rb") as handle:
        box = _Box(handle, alive)
        package, digest = box.json(_PACKAGE), box.json(_DIGEST)
        if not isinstance(package, dict):
            raise Unreadable("no_datapackage")
        checks = [box.check(each, *_given(each)) for each in _resources(package)]
        checks += list(_of_description(box, digest))
        checks += box.unnamed({*(each["what"] for each in checks), _PACKAGE, _DIGEST})
        pages, count = box.pages()
    return {
        "form": f"WACZ {package.get('wacz_version') or ''}".strip(),
        "checks": checks,
        "pages": pages,
        "pages_in_all": count,
        **_words(package, pages),
    }


def _words(package: Answer, pages: Sequence[Answer]) -> Answer:
    main = str(package.get("mainPageUrl") or (pages[0]["url"] if pages else ""))
    times = sorted(each["at"] for each in pages if each["at"])
    span = "/".join(dict.fromkeys([times[0], times[-1]])) if times else ""
    return {
        "url": main,
        "collected": span or str(package.get("mainPageDate") or package.get("created") or ""),
        "collected_with": str(package.get("software") or ""),
    }


def _resources(package: Answer) -> list[Answer]:
    told = package.get("resources")
    return [each for each in told if isinstance(each, dict)] if isinstance(told, list) else []


def _given(resource: Answer) -> tuple[str, str]:
    method, _, value = str(resource.get("hash") or "").rpartition(":")
    return method.lower().replace("-", ""), value.lower()


def _of_description(box: "_Box", digest: Any) -> Iterator[Answer]:  # Any: a JSON value
    """Yield the check of the description itself, and one for a signature."""
    if not isinstance(digest, dict):
        yield _check(_PACKAGE, "", "", "unchecked", "no_digest")
        return
    yield box.check({"path": _PACKAGE}, *_given(digest))
    if isinstance(digest.get("signedData"), dict):
        by = digest["signedData"].get("domain") or digest["signedData"].get("publicKey") or ""
        yield _check("signedData", "signature", str(by), "unchecked", "signature")


class _Box:
    """The members of a zip file by name."""

    def __init__(self, handle: BinaryIO, alive: Callable[[], None]) -> None:
        self._handle, self._alive = handle, alive
        self._members: dict[str, list[Entry]] = {}
        for entry in zip_members.entries(handle, MOST_MEMBERS):
            if entry.kind != "a_folder":
                self._members.setdefault(entry.name.decode("utf-8", "replace"), []).append(entry)

    def json(self, name: str) -> Any:  # Any: a JSON value
        content = b"".join(self._first(name, _LONGEST_WORDS))
        try:
            return json.loads(content) if content else None
        except (ValueError, RecursionError):
            return None

    def check(self, resource: Answer, method: str, given: str) -> Answer:
        """Return whether a member has the hash that is given for it."""
        name = str(resource.get("path") or resource.get("name") or "")
        found = self._members.get(name, [])
        if method not in _METHODS or not given:
            return _check(name, method, given, "unchecked", "unknown_hash")
        if len(found) != 1 or found[0].kind:
            why = "not_there" if not found else found[0].kind or "there_twice"
            return _check(name, method, given, "unchecked", why)
        digest = hashlib.new(method)
        try:
            for piece in self._pieces(found[0]):
                digest.update(piece)
        except Unreadable as error:
            return _check(name, method, given, "unchecked", error.key)
        return _check(name, method, given, "holds" if digest.hexdigest() == given else "fails")

    def unnamed(self, named: set[str]) -> list[Answer]:
        """Return a check that could not be made for each member that the description does not name."""
        return [_check(name, "", "", "unchecked", "unnamed") for name in self._members if name not in named]

    def pages(self) -> tuple[list[Answer], int]:
        """Return the first pages of the list, and how many it has."""
        pages: list[Answer] = []
        count = 0
        for line in _lines(self._first(_PAGES, _LONGEST_WORDS)):
            try:
                told = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(told, dict) and told.get("url"):
                count += 1
                if count <= MOST_PAGES:
                    page = {"url": "url", "title": "title", "at": "ts"}
                    pages.append({name: str(told.get(key) or "") for name, key in page.items()})
        return pages, count

    def _first(self, name: str, most: int) -> Iterator[bytes]:
        """Yield the bytes of a member up to a bound; nothing of one that is not there, and no more of a damaged one."""
        entry = next(iter(self._members.get(name, [])), None)
        if entry is None or entry.kind or entry.size > most:
            return
        try:
            yield from self._pieces(entry)
        except Unreadable:
            return

    def _pieces(self, entry: Entry) -> Iterator[bytes]:
        at = zip_members.data_at(self._handle, entry)
        if at is None:
            raise Unreadable("broken_member")
        for piece in zip_members.pieces(self._handle, entry, at):
            self._alive()
            yield piece


def _lines(pieces: Iterator[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines
        if len(rest) > _LONGEST_LINE:
            return
    yield rest


def _check(what: str, method: str, given: str, state: str, why: str = "") -> Answer:
    return {"what": what, "method": method, "given": given, "state": state, "why": why}
