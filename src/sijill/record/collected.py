"""Words of collectors beside what is handed in: recognised, compared with the bytes, kept with each deposit.

A WACZ file has its own. auto-archiver's stand in files beside the media that they name; they are looked at when that
is asked for, since a CSV or an HTML page that only looks like one would speak for other files.
"""

import dataclasses
import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final

from sijill.errors import InputError, UsageError
from sijill.model.collected import Check, Collected, Page
from sijill.model.custody import Account
from sijill.model.trust import State
from sijill.read import collected as reader
from sijill.read.collected import Item, Medium
from sijill.read.plain import Unreadable
from sijill.record.add import open_found
from sijill.record.intake import Found, Intake, safe
from sijill.store.objects import chunks

AUTO_ARCHIVER: Final = "auto-archiver"
_METHODS: Final = {"SHA-256": "sha256", "SHA3-512": "sha3_512"}
_HEAD: Final = b"status,metadata,media"
_WORDS_IN: Final = (".csv", ".html", ".json")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What collectors say of an intake."""

    files: Mapping[bytes, Collected]
    """By path as handed in."""
    sources: tuple[str, ...] = ()
    """Files of auto-archiver's that were recognised, safe to show."""
    items: int = 0
    unread: int = 0
    """Items in them that could not be read."""
    missing: tuple[str, ...] = ()
    """Media that they name and that were not handed in, safe to show."""
    looks_like: str = ""
    """A file of auto-archiver's that was not asked for, safe to show."""


def recognised(
    intake: Intake, *, form: str = "", looking: Callable[[Found], None] = lambda _found: None
) -> Recognised:
    """Return what is said of the files of an intake; with ``form`` auto-archiver, by its files among them.

    ``looking`` is called for each file whose bytes are about to be hashed. UsageError when auto-archiver's were asked
    for and none is there.
    """
    files: dict[bytes, Collected] = {}
    for found in filter(_is_wacz, intake.files):
        looking(found)
        files[found.below] = _of_wacz(found)
    if form != AUTO_ARCHIVER:
        return Recognised(files=files, looks_like=_looks_like(intake))
    sources, items, unread = _items(intake)
    if not sources:
        raise UsageError("no_auto_archiver", path=intake.files[0].path if intake.files else "")
    placed, missing = _placed(intake, items)
    for found, told in placed:
        looking(found)
        files[found.below] = _merged(files.get(found.below), _compared(found, told))
    return Recognised(
        files=files, sources=tuple(sources), items=len(items), unread=unread, missing=tuple(sorted(missing))
    )


def _is_wacz(found: Found) -> bool:
    return found.descriptor is None and found.below.lower().endswith(b".wacz")


def _of_wacz(found: Found) -> Collected:
    try:
        return reader.wacz(found.path)
    except Unreadable as error:
        return Collected(form="WACZ", of="", problem=error.key)


def _looks_like(intake: Intake) -> str:
    """Return a CSV that begins as auto-archiver's do; empty when none does."""
    for found in intake.files:
        if found.descriptor is None and found.path.suffix.lower() == ".csv":
            try:
                with open_found(found) as handle:
                    if handle.read(len(_HEAD)) == _HEAD:
                        return safe(found.below)
            except InputError:
                continue
    return ""


def _items(intake: Intake) -> tuple[list[str], list[Item], int]:
    sources: list[str] = []
    items: list[Item] = []
    unread = 0
    for found in intake.files:
        if found.descriptor is None and found.path.suffix.lower() in _WORDS_IN:
            try:
                told, failed = reader.auto_archiver(found.path)
            except Unreadable:
                continue  # Not recognised: it goes in as any file does.
            if told or failed:
                sources.append(safe(found.below))
                items += told
                unread += failed
    return sources, items, unread


def _placed(
    intake: Intake, items: Sequence[Item]
) -> tuple[list[tuple[Found, list[tuple[Item, Medium]]]], set[str]]:
    """Return the files that media are, each with what is said of it; and the media that are none of the files."""
    by_name: dict[str, list[Found]] = {}
    for found in intake.files:
        by_name.setdefault(_parts(found.below.decode("utf-8", "replace"))[-1:][0], []).append(found)
    told: dict[int, tuple[Found, list[tuple[Item, Medium]]]] = {}
    missing: set[str] = set()
    for item in items:
        for medium in item.media:
            found_at = _file_of(medium.key, by_name)
            if found_at is None:
                missing.add(safe(medium.key.encode("utf-8", "replace")))
            else:
                told.setdefault(id(found_at), (found_at, []))[1].append((item, medium))
    return list(told.values()), missing


def _file_of(key: str, by_name: Mapping[str, Sequence[Found]]) -> Found | None:
    """Return the file whose path ends most like a key; None when none does, or two do alike."""
    wanted = _parts(key)
    likeness = [
        (_common(wanted, _parts(found.below.decode("utf-8", "replace"))), found)
        for found in by_name.get(wanted[-1] if wanted else "", ())
    ]
    best = max((length for length, _ in likeness), default=0)
    fitting = [found for length, found in likeness if length == best]
    return fitting[0] if len(fitting) == 1 else None


def _parts(path: str) -> tuple[str, ...]:
    return PurePosixPath(path.replace("\\", "/")).parts or ("",)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = zip(reversed(one), reversed(other), strict=False)
    return next(
        (place for place, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other))
    )


def _compared(found: Found, told: Sequence[tuple[Item, Medium]]) -> Collected:
    """Return what is said of a file, each hash compared with its bytes."""
    methods = {"sha256", *(_METHODS[each.method] for _, each in told if each.method in _METHODS)}
    try:
        digests = _digests(found, methods)
    except InputError:
        digests = {}  # Why it cannot be read is told when it is copied.
    checks = {_checked(found, medium, digests): None for _, medium in told}
    agreed = {medium.given for _, medium in told if medium.method == "SHA-256"}
    version = next((item.version for item, _ in told if item.version), "")
    item = told[0][0]
    return Collected(
        form=f"{AUTO_ARCHIVER} {version}".strip(),
        of=digests.get("sha256", ""),
        account=Account(
            url=item.url,
            collected=item.collected,
            collected_with=f"{AUTO_ARCHIVER} {version}".strip(),
            sha256=next(iter(agreed)) if len(agreed) == 1 else "",
        ),
        checks=tuple(checks),
        pages=tuple(
            dict.fromkeys(Page(url=each.url, title=each.title, at=each.published) for each, _ in told)
        ),
        pages_in_all=len({each.url for each, _ in told}),
    )


def _checked(found: Found, medium: Medium, digests: Mapping[str, str]) -> Check:
    digest = digests.get(_METHODS.get(medium.method, ""))
    state, why = State.UNCHECKED, ""
    if not medium.given:
        why = "no_hash"
    elif medium.method not in _METHODS:
        why = "unknown_hash"
    elif digest is None:
        why = "unreadable_here"
    else:
        state = State.HOLDS if digest == medium.given else State.FAILS
    return Check(what=safe(found.below), method=medium.method, given=medium.given, state=state, why=why)


def _digests(found: Found, methods: set[str]) -> dict[str, str]:
    hashes = {name: hashlib.new(name) for name in methods}
    with open_found(found) as handle:
        for piece in chunks(handle):
            for each in hashes.values():
                each.update(piece)
    return {name: each.hexdigest() for name, each in hashes.items()}


def _merged(own: Collected | None, told: Collected) -> Collected:
    """Return both what a file says of itself and what is said of it beside."""
    if own is None:
        return told
    form, checks = f"{own.form}; {told.form}", (*own.checks, *told.checks)
    return dataclasses.replace(own, form=form, checks=checks, of=own.of or told.of)
