"""What stands in an archive: its members in order, and the bytes of those that are asked for. Runs in the child.

A member's path is told byte for byte and never used as one. Bounds hold for what really comes out, whatever the
archive declares: bytes in all, members, and, in a zip, no byte of the archive belongs to two members.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from sijill.read import tar_members, zip_members
from sijill.read.plain import Unreadable
from sijill.read.zip_members import Entry

MOST_MEMBERS: Final = 100_000
"""An archive of more is told as one that was not unpacked whole: what a team hands in has thousands."""

FOLDER: Final = "a_folder"
"""The key of a member that is a folder: nothing to be told of."""

_LONGEST_PATH: Final = 0xFFFF
HEAD: Final = tar_members.BLOCK
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_FOREIGN: Final = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x28\xb5\x2f\xfd")
"""7z, RAR, Zstandard: read by no library without compiled code of its own, so not unpacked here."""

_DOCUMENTS: Final = (b"[Content_Types].xml", b"mimetype", b"META-INF/MANIFEST.MF")
"""A zip with one of these is a document or program, and stays whole: Office, OpenDocument, EPUB, Java, Android."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One member of an archive, as the archive tells it."""

    index: int
    """Its place in the archive, from 0: the same path can stand there twice."""
    path: bytes
    size: int
    """Bytes, as declared."""
    changed: str
    """When it was last changed, as told; without a zone where the archive has none."""
    key: str
    """Why it is not read, in ``words/intake.toml``; empty when it is."""


Told = tuple[Member, Iterator[bytes]]


def begins_archive(head: bytes) -> bool:
    """Return whether a file that begins like this (``HEAD`` bytes) is an archive, one that is not unpacked here included."""
    return head.startswith(_ZIP + _FOREIGN) or bool(tar_members.packing(head)) or head[257:262] == b"ustar"


def members(path: Path, name: str, most_bytes: int, most_members: int = MOST_MEMBERS) -> Iterator[Told]:
    """Yield each member with what gives its bytes; Unreadable where the archive cannot be read on."""
    with path.open("rb") as handle:
        head = handle.read(tar_members.BLOCK)
        handle.seek(0)
        # A tar begins with the name of its first member, which may be any bytes; its header has a sum of its own.
        is_tar = tar_members.begins_tar(head)
        if head.startswith(_FOREIGN) and not is_tar:
            raise Unreadable("foreign_archive")
        if head.startswith(_ZIP) and not is_tar:
            yield from _of_zip(handle, most_bytes, most_members)
            return
        told = _of_tar(handle, "" if is_tar else tar_members.packing(head), name, most_bytes)
        for count, one in enumerate(told):
            if count >= most_members:
                raise Unreadable("too_many_members")
            yield one


def _of_zip(handle: BinaryIO, most_bytes: int, most_members: int) -> Iterator[Told]:
    found: list[Entry] = []
    problem: Unreadable | None = None
    try:
        found.extend(zip_members.entries(handle, most_members))
    except Unreadable as error:
        problem = error
    if any(entry.name in _DOCUMENTS for entry in found):
        raise Unreadable("a_document")
    places = [zip_members.data_at(handle, entry) for entry in found]
    shared = _overlapping(found, places)
    left = most_bytes
    for index, (entry, at) in enumerate(zip(found, places, strict=True)):
        key = entry.kind or _refused(entry, at, left, shared=index in shared)
        if not key:
            left -= entry.size
        yield _told(index, entry.name, entry.size, _clock(entry), key), _of_entry(handle, entry, at or 0)
    if problem:
        raise problem


def _of_entry(handle: BinaryIO, entry: Entry, at: int) -> Iterator[bytes]:
    return zip_members.pieces(handle, entry, at)


def _refused(entry: Entry, at: int | None, left: int, *, shared: bool) -> str:
    if at is None:
        return "broken_member"
    if shared:
        return "overlapping"
    return "too_large" if entry.size > left else ""


def _overlapping(found: Sequence[Entry], places: Sequence[int | None]) -> set[int]:
    """Return which members share a byte of the archive with another one."""
    spans = sorted(
        (entry.begins, at + entry.packed, index)
        for index, (entry, at) in enumerate(zip(found, places, strict=True))
        if at is not None
    )
    shared: set[int] = set()
    furthest, last = -1, -1
    for begins, ends, index in spans:
        if begins < furthest:
            shared |= {last, index}
        if ends > furthest:
            furthest, last = ends, index
    return shared


def _of_tar(handle: BinaryIO, how: str, name: str, most_bytes: int) -> Iterator[Told]:
    try:
        block = tar_members.unpacked(handle, how).read(tar_members.BLOCK)
    except tar_members.DAMAGE as error:
        raise Unreadable("cut_off") from error
    handle.seek(0)
    source = tar_members.Bounded(tar_members.unpacked(handle, how), most_bytes)
    if not tar_members.begins_tar(block):
        if not how:
            raise Unreadable("broken_archive")
        yield _told(0, _inner_name(name, how), 0, "", ""), tar_members.whole(source)
        return
    for index, (header, pieces) in enumerate(tar_members.headers(source)):
        path = header.name.encode("utf-8", "surrogateescape")
        yield _told(index, path, header.size, _moment(header.mtime), tar_members.kind(header)), pieces


def _inner_name(name: str, how: str) -> bytes:
    """Return what a file was called before it was packed."""
    raw = name.encode("utf-8", "surrogateescape")
    return raw.removesuffix(b"." + how.encode()) or b"unpacked"


def _told(index: int, path: bytes, size: int, changed: str, key: str) -> Member:
    if not key and len(path) > _LONGEST_PATH:
        key = "long_path"
    return Member(index=index, path=path[:_LONGEST_PATH], size=size, changed=changed, key=key)


def _clock(entry: Entry) -> str:
    if entry.seconds is not None:
        return _moment(entry.seconds)
    date, time = entry.clock
    try:
        told = dt.datetime(  # noqa: DTZ001 - DOS has no zone
            1980 + (date >> 9), date >> 5 & 15, date & 31, time >> 11, time >> 5 & 63, 2 * (time & 31)
        )
    except ValueError:
        return ""
    return told.isoformat()


def _moment(seconds: float) -> str:
    try:
        return dt.datetime.fromtimestamp(seconds, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return ""
