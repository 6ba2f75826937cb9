"""Unpacking: the members of archives that an intake brought in as exhibits of their own.

The archive stays an exhibit as it came. When it is done an entry says what did not come out of it and why; an
unpacking that was killed before goes on with the members that have no deposit yet.
"""

import collections
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from sijill.errors import InputError, UsageError
from sijill.model.evidence import Access
from sijill.model.log import Act, Entry
from sijill.read.archive import HEAD, MOST_MEMBERS, begins_archive
from sijill.read.unpacked import most_bytes
from sijill.record.add import Added, Watch, open_found
from sijill.record.batch import Handed, ends, unfinished
from sijill.record.intake import Found, Intake
from sijill.record.members import Archive, Bounds, Unpacking, take_members, tell_archive
from sijill.store import catalogue, flush, log, objects, sealing
from sijill.store.layout import Register
from sijill.store.lock import writing

MOST_ARCHIVES: Final = 1_000
"""Unpacked of one that was handed in, itself included: archives in archives can be more than there are grains of sand."""


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
        with catalogue.opened(register) as connection:
            begun = unfinished(connection, paths, handed)
        sealed = sealing.held_sealed(register)
        named = all(path.is_file() for path in paths)
        how = Unpacking(register=register, watch=watch, disk=disk, is_sealed=sealed, tells_documents=named)
        try:
            for one in _Queue(how, begun, handed.levels).taken(ending=is_whole):
                added += one
        finally:
            objects.sweep(register)
        with catalogue.opened(register):
            pass
    return added


class _Queue:
    """The archives of an intake that wait to be unpacked, and how much may still come out of each that was handed in."""

    def __init__(self, how: Unpacking, begun: Sequence[Entry], levels: int) -> None:
        self._how, self._levels = how, levels
        self._done = {each.about["deposit"] for each in begun if each.act is Act.DERIVATION}
        self._mark = {"batch": begun[0].about["batch"]} if begun else {}
        self._waiting = collections.deque(
            Archive(entry=each, level=1, root=each.position) for each in begun if self._is_archive(each)
        )
        self._bounds = {each.root: self._whole(each) for each in self._waiting}
        self._archives = collections.Counter(each.root for each in self._waiting)

    def taken(self, *, ending: bool) -> Iterator[list[Added]]:
        """Yield what was deposited of one archive after the other; ``ending``: the intake ends with the last one."""
        while self._waiting:
            archive = self._waiting.popleft()
            held = self._members(archive)
            if archive.entry.position in self._done:
                self._count(archive, held)
                self._further(archive, held)
                continue
            # What is held of this archive counts within its bounds: they are as wide as in a run that was not killed.
            added, told = take_members(self._how, archive, held, self._bounds[archive.root])
            members = self._members(archive)
            self._count(archive, members)
            told |= self._further(archive, members) | self._mark
            told |= ends() if ending and not self._waiting else {}
            log.append(self._how.register, [(Act.DERIVATION, told)])
            yield added

    def _further(self, archive: Archive, members: Sequence[Entry]) -> dict[str, int]:
        """Have the archives that came out of one wait, where they are to be unpacked too; return how many are not."""
        if archive.level >= self._levels:
            return {}
        level, root = archive.level + 1, archive.root
        found = [Archive(entry=each, level=level, root=root) for each in members if self._is_archive(each)]
        room = max(0, MOST_ARCHIVES - self._archives[root])
        self._waiting += found[:room]
        self._archives[root] += len(found[:room])
        if len(found) <= room:
            return {}
        tell_archive(self._how, archive, "too_many_archives")
        return {"archives_left_whole": len(found) - room}

    def _count(self, archive: Archive, members: Sequence[Entry]) -> None:
        now, size = self._bounds[archive.root], sum(int(each.about["size"]) for each in members)
        self._bounds[archive.root] = Bounds(
            size=max(0, now.size - size), members=max(0, now.members - len(members))
        )

    def _whole(self, archive: Archive) -> Bounds:
        path = objects.object_path(self._how.register, archive.object)
        free = shutil.disk_usage(path).free
        return Bounds(size=most_bytes(path.stat().st_size, free), members=MOST_MEMBERS)

    def _members(self, archive: Archive) -> list[Entry]:
        with catalogue.opened(self._how.register) as connection:
            return catalogue.members(connection, archive.entry.position)

    def _is_archive(self, entry: Entry) -> bool:
        if entry.act is not Act.ACCESSION:
            return False
        with objects.object_path(self._how.register, entry.about["object"]).open("rb") as handle:
            return begins_archive(handle.read(HEAD))


def _begins(found: Found) -> bool:
    try:
        with open_found(found) as handle:
            handle.seek(0)
            return begins_archive(handle.read(HEAD))
    except InputError:
        return False  # Told when it is copied.
