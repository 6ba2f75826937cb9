"""The members of one archive: copied out of it, hashed as files are, and deposited in groups.

Members are read from the archive's object, never from the file that was handed in, in a child process. Their paths are
words, never places on a disk. Terms and words of a member's deposit are those of its archive's.
"""

import dataclasses
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from sijill.model.identity import ExhibitId, ObjectId
from sijill.model.log import Entry
from sijill.read.archive import FOLDER, Member
from sijill.read.plain import Unreadable
from sijill.read.unpacked import members_of
from sijill.record.add import GROUP, GROUP_BYTES, Added, Taken, Watch, about_taken, commit_group
from sijill.record.intake import Found, LeftOut, safe
from sijill.store import catalogue, objects
from sijill.store.flush import Disk
from sijill.store.layout import Register

METHOD: Final = "members of an archive, version 1"
_MOST_TOLD: Final = 10_000
"""Of what was left out, by name in the log; the number is told in any case."""

_HARMLESS: Final = frozenset({"a_link", "a_hard_link", "a_pipe", "a_device", "itself"})
"""What is left out as it is in a folder: nothing that should be in is missing."""

_COPIED: Final = ("access", "consent", "source", "list")

_Copy = tuple[Member, Taken]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """The deposit of an archive."""

    entry: Entry
    level: int
    """1 for one that was handed in, 2 for one that came out of that."""
    root: int
    """The position of the deposit that was handed in."""

    @property
    def exhibit(self) -> ExhibitId:
        """Its accession number."""
        return ExhibitId(self.entry.about["exhibit"])

    @property
    def object(self) -> ObjectId:
        """What its bytes are kept as."""
        return ObjectId(self.entry.about["object"])

    @property
    def shown(self) -> str:
        """What it is called, safe to show."""
        return str(self.entry.about.get("path") or self.entry.about["name"])


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Unpacking:
    """What is the same for every archive of an intake."""

    register: Register
    watch: Watch
    disk: Disk
    is_sealed: Callable[[ObjectId], bool]
    tells_documents: bool
    """Whether to say of a document that is a zip inside that it stays whole: a folder has hundreds."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much may still come out."""

    size: int
    """Bytes."""
    members: int


def take_members(
    how: Unpacking, archive: Archive, held: Sequence[Entry], bounds: Bounds
) -> tuple[list[Added], dict[str, Any]]:  # Any: a JSON object
    """Have each member deposited that is not among ``held``; return what was, and what the log is to say of it all."""
    objects.require_sound(how.register, archive.exhibit, archive.object)
    done = {int(each.about["member"]["index"]) for each in held}
    added: list[Added] = []
    left: list[dict[str, str]] = []
    problem = ""
    try:
        for group in _groups(_copies(how, archive, done, bounds, left)):
            for one in _commit(how, archive, group):
                added.append(one)
                how.watch.each(one)
    except Unreadable as error:
        problem = error.key
        tell_archive(how, archive, problem)
    told = {"exhibit": archive.exhibit, "deposit": archive.entry.position, "method": METHOD}
    told |= {"members": len(done) + len(added), "problem": problem}
    return added, told | {"left_out": left[:_MOST_TOLD], "left_out_in_all": len(left)}


def tell_archive(how: Unpacking, archive: Archive, key: str) -> None:
    """Say that not everything came out of an archive."""
    wrong = key != "a_document"
    if not wrong and not how.tells_documents:
        return
    how.watch.left(LeftOut(path=Path(archive.shown), key=key, wrong=wrong, unpacked=False))


def _copies(
    how: Unpacking, archive: Archive, done: set[int], bounds: Bounds, left: list[dict[str, str]]
) -> Iterator[_Copy]:
    """Yield a copy of each member that has none yet; what is left out is told, and noted in ``left``."""
    path = objects.object_path(how.register, archive.object)
    above = _above(how.register, archive.exhibit)
    found = members_of(
        path, str(archive.entry.about["name"]), most=bounds.size, most_members=bounds.members, done=done
    )
    for member, pieces in found:
        key = member.key
        copy = _copied(how, member, pieces) if pieces is not None else None
        if isinstance(copy, str):
            key = copy
        elif copy is not None:
            key = _unwanted(how, copy[1], above)
            if not key:
                yield member, copy
        if key and key != FOLDER:
            left.append({"path": safe(member.path), "path_bytes": member.path.hex(), "why": key})
            shown = Path(f"{archive.shown} ‹{safe(member.path)}›")
            how.watch.left(LeftOut(path=shown, key=key, wrong=key not in _HARMLESS))


def _copied(how: Unpacking, member: Member, pieces: Iterator[bytes]) -> Taken | str:
    """Return a member's copy, or why its bytes are not whole."""
    # One without a path is called by its place.
    below = member.path.rstrip(b"/") or b"member %d" % member.index
    found = Found(path=Path(os.fsdecode(below)), below=below, size=member.size)
    how.watch.reading(found)
    try:
        return found, objects.stage_pieces(how.register, pieces), member.changed
    except Unreadable as error:
        if error.key == "parser_died":
            raise
        return error.key
    finally:
        how.watch.read(found)


def _unwanted(how: Unpacking, staged: objects.Staged, above: set[ObjectId]) -> str:
    """Return why a copy is not taken in, with the copy gone; empty when it is."""
    key = "itself" if staged.identity in above else "held_sealed" if how.is_sealed(staged.identity) else ""
    if key:
        staged.path.unlink()
    return key


def _groups(copies: Iterable[_Copy]) -> Iterator[list[_Copy]]:
    """Yield what was copied in groups that share a commit; what was copied before a fault too."""
    group: list[_Copy] = []
    size = 0
    try:
        for one in copies:
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


def _commit(how: Unpacking, archive: Archive, group: Sequence[_Copy]) -> list[Added]:
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


def _above(register: Register, exhibit: ExhibitId) -> set[ObjectId]:
    """Return the bytes of an exhibit and of all that it was made of: in an archive that holds itself, no member of it."""
    with catalogue.opened(register) as connection:
        deposits, exhibits = catalogue.deposits(connection), catalogue.exhibits(connection)
    origins: dict[ExhibitId, set[ExhibitId]] = {}
    for each in deposits:
        if each.derived_from:
            origins.setdefault(each.exhibit, set()).add(each.derived_from)
    above, waiting = {exhibit}, [exhibit]
    while waiting:
        further = origins.get(waiting.pop(), set()) - above
        above |= further
        waiting += further
    return {each.object for each in exhibits if each.number in above}
