"""Unpacking: the members of an archive as exhibits of their own, each with a deposit that says where it came out.

The archive stays an exhibit as it came. Members are read from its object, never from the file that was handed in, in
a child process; their bytes are staged and hashed as files are, and their paths are words, never places on a disk.
Terms and words of a member's deposit are those of its archive's. When an archive is done an entry says what did not
come out of it and why; an unpacking that was killed before goes on with the members that have no deposit yet.
"""

import collections
import dataclasses
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from sijill.errors import InputError, UsageError
from sijill.model.evidence import Access
from sijill.model.identity import ExhibitId, ObjectId
from sijill.model.log import Act, Entry
from sijill.read.archive import HEAD, Member, begins_archive
from sijill.read.plain import Unreadable
from sijill.read.unpacked import members_of, most_bytes
from sijill.record.add import GROUP, GROUP_BYTES, Added, Taken, Watch, about_taken, commit_group, open_found
from sijill.record.batch import Handed, ends, unfinished
from sijill.record.intake import Found, Intake, LeftOut, safe
from sijill.store import catalogue, flush, log, objects, sealing
from sijill.store.flush import Disk
from sijill.store.layout import Register
from sijill.store.lock import writing

METHOD: Final = "members of an archive, version 1"
MOST_LEVELS: Final = 8
_MOST_TOLD: Final = 10_000
"""Of what was left out, by name in the log; the number is told in any case."""

_HARMLESS: Final = frozenset({"a_link", "a_hard_link", "a_pipe", "a_device", "itself"})
"""What is left out as it is in a folder: nothing that should be in is missing."""

_COPIED: Final = ("access", "consent", "source", "list")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Archive:
    """The deposit of an archive."""

    entry: Entry
    level: int
    """1 for one that was handed in, 2 for one that came out of that."""

    @property
    def exhibit(self) -> ExhibitId:
        return ExhibitId(self.entry.about["exhibit"])

    @property
    def object(self) -> ObjectId:
        return ObjectId(self.entry.about["object"])

    @property
    def shown(self) -> str:
        return str(self.entry.about.get("path") or self.entry.about["name"])


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Unpacking:
    register: Register
    watch: Watch
    disk: Disk
    is_sealed: Callable[[ObjectId], bool]


def require_archives(intake: Intake, handed: Handed) -> None:
    """Raise UsageError when nothing that is handed in begins like an archive, or it is to be sealed."""
    if handed.terms.access is Access.SEALED:
        raise UsageError("unpack_sealed")
    if not any(_begins(found) for found in intake.files):
        raise UsageError("no_archive", path=intake.files[0].path if intake.files else Path())


def unpack(
    register: Register, paths: Sequence[Path], handed: Handed, watch: Watch, *, is_whole: bool
) -> list[Added]:
    """Take the members of the archives that an intake brought in; return what was deposited now.

    ``is_whole``: nothing that was handed in beside them was left out by a fault; then the intake ends with the last
    archive, and the same one again would be a new one.
    """
    added: list[Added] = []
    with writing(register.path), flush.opened(register.folder("objects")) as disk:
        objects.sweep(register)
        how = _Unpacking(register=register, watch=watch, disk=disk, is_sealed=sealing.held_sealed(register))
        with catalogue.opened(register) as connection:
            begun = unfinished(connection, paths, handed)
        waiting = collections.deque(
            _Archive(entry=each, level=1) for each in begun if _is_archive(register, each)
        )
        done = {each.about["deposit"] for each in begun if each.act is Act.DERIVATION}
        mark = {"batch": begun[0].about["batch"]} if begun else {}
        try:
            while waiting:
                archive = waiting.popleft()
                if archive.entry.position in done:
                    waiting += _inside(register, archive, handed.levels)
                    continue
                told = _take_members(how, archive, added)
                waiting += _inside(register, archive, handed.levels)
                told |= mark | (ends() if is_whole and not waiting else {})
                log.append(register, [(Act.DERIVATION, told)])
        finally:
            objects.sweep(register)
        with catalogue.opened(register):
            pass
    return added


def _begins(found: Found) -> bool:
    try:
        with open_found(found) as handle:
            handle.seek(0)
            return begins_archive(handle.read(HEAD))
    except InputError:
        return False  # Told when it is copied.


def _is_archive(register: Register, entry: Entry) -> bool:
    if entry.act is not Act.ACCESSION:
        return False
    with objects.object_path(register, entry.about["object"]).open("rb") as handle:
        return begins_archive(handle.read(HEAD))


def _inside(register: Register, archive: _Archive, levels: int) -> list[_Archive]:
    """Return the archives that came out of one, where they are to be unpacked too."""
    if archive.level >= levels:
        return []
    with catalogue.opened(register) as connection:
        entries = catalogue.entries(connection, Act.ACCESSION)
    return [
        _Archive(entry=each, level=archive.level + 1)
        for each in entries
        if _position(each) == archive.entry.position and _is_archive(register, each)
    ]


def _position(entry: Entry) -> int | None:
    return entry.about["member"]["deposit"] if "member" in entry.about else None


def _take_members(how: _Unpacking, archive: _Archive, added: list[Added]) -> dict[str, Any]:  # Any: JSON
    """Have each member deposited that is not yet; return what the log is to say of it."""
    with catalogue.opened(how.register) as connection:
        held = [
            each
            for each in catalogue.entries(connection, Act.ACCESSION)
            if _position(each) == archive.entry.position
        ]
        above = _above(connection, archive.exhibit)
    objects.require_sound(how.register, archive.exhibit, archive.object)
    done = {each.about["member"]["index"] for each in held}
    left: list[dict[str, str]] = []
    problem = ""
    count = len(done)
    try:
        for group in _groups(_staged(how, archive, done, above, left)):
            for one in _commit(how, archive, group):
                added.append(one)
                count += 1
                how.watch.each(one)
    except Unreadable as error:
        problem = error.key
        how.watch.left(
            LeftOut(path=Path(archive.shown), key=problem, wrong=problem != "a_document", unpacked=False)
        )
    return {
        "exhibit": archive.exhibit,
        "deposit": archive.entry.position,
        "method": METHOD,
        "members": count,
        "left_out": left[:_MOST_TOLD],
        "left_out_in_all": len(left),
        "problem": problem,
    }


_Staged = tuple[Member, Taken]


def _staged(
    how: _Unpacking,
    archive: _Archive,
    done: set[int],
    above: set[ObjectId],
    left: list[dict[str, str]],
) -> Iterator[_Staged]:
    """Yield a copy of each member that has none yet; what is left out is told, and noted in ``left``."""
    path = objects.object_path(how.register, archive.object)
    most = most_bytes(path.stat().st_size, shutil.disk_usage(path).free)
    name = str(archive.entry.about["name"])
    for member, pieces in members_of(path, name, most=most, done=done):
        if pieces is None:
            if member.key and member.key != "a_folder":
                _leave(how, archive, member, member.key, left)
            continue
        found = _found(member)
        how.watch.reading(found)
        try:
            staged = objects.stage_pieces(how.register, pieces)
        except Unreadable as error:
            if error.key == "parser_died":
                raise
            _leave(how, archive, member, error.key, left)
            continue
        finally:
            how.watch.read(found)
        key = (
            "itself" if staged.identity in above else "held_sealed" if how.is_sealed(staged.identity) else ""
        )
        if key:
            os.unlink(staged.path)  # noqa: PTH108 - as in objects
            _leave(how, archive, member, key, left)
        else:
            yield member, (found, staged, member.changed)


def _leave(how: _Unpacking, archive: _Archive, member: Member, key: str, left: list[dict[str, str]]) -> None:
    left.append({"path": safe(member.path), "path_bytes": member.path.hex(), "why": key})
    shown = Path(f"{archive.shown} ‹{safe(member.path)}›")
    how.watch.left(LeftOut(path=shown, key=key, wrong=key not in _HARMLESS))


def _found(member: Member) -> Found:
    """Return a member as files are handed in; one without a path is called by its place."""
    below = member.path.rstrip(b"/") or b"member %d" % member.index
    return Found(path=Path(os.fsdecode(below)), below=below, size=member.size)


def _groups(staged: Iterable[_Staged]) -> Iterator[list[_Staged]]:
    """Yield what was copied in groups that share a commit; what was copied before a fault too."""
    group: list[_Staged] = []
    size = 0
    try:
        for one in staged:
            group.append(one)
            size += one[1][1].size
            if len(group) >= GROUP or size >= GROUP_BYTES:
                yield group
                group, size = [], 0
    except Unreadable:
        if group:
            yield group
        raise
    if group:
        yield group


def _commit(how: _Unpacking, archive: _Archive, group: Sequence[_Staged]) -> list[Added]:
    words = {name: archive.entry.about[name] for name in _COPIED} | {"derived_from": archive.exhibit}
    before = {
        name: said
        for name, said in archive.entry.about.get("before", {}).items()
        if name not in {"sha256", "sha256_agrees"}  # Those are of the archive.
    }
    words |= {"before": before} if before else {}
    notes = [
        about_taken(taken) | words | {"member": {"deposit": archive.entry.position, "index": member.index}}
        for member, taken in group
    ]
    return commit_group(how.register, [taken for _, taken in group], how.disk, notes)


def _above(connection: sqlite3.Connection, exhibit: ExhibitId) -> set[ObjectId]:
    """Return the bytes of an exhibit and of all that it was made of: in an archive that holds itself, no member of it."""
    origins: dict[ExhibitId, set[ExhibitId]] = {}
    for each in catalogue.deposits(connection):
        if each.derived_from:
            origins.setdefault(each.exhibit, set()).add(each.derived_from)
    above, waiting = {exhibit}, [exhibit]
    while waiting:
        further = origins.get(waiting.pop(), set()) - above
        above |= further
        waiting += further
    return {each.object for each in catalogue.exhibits(connection) if each.number in above}
