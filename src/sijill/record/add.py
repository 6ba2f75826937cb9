"""Taking in: bytes into objects, deposits into the log, in groups that share one commit.

While one group is committed the next one is already copied and hashed, by as many threads as there are
processors. What a killed intake had committed is not deposited again by the same intake run again.
"""

import dataclasses
import io
import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, Final

from sijill.errors import InputError
from sijill.model.evidence import Access, Purpose, Terms
from sijill.model.identity import ExhibitId, ObjectId
from sijill.model.log import Act
from sijill.record.batch import Batch, Handed, begun, ends
from sijill.record.intake import Found, Intake, LeftOut, gather, safe
from sijill.store import catalogue, flush, log, objects, sealing
from sijill.store.flush import Disk
from sijill.store.layout import Register
from sijill.store.lock import writing

GROUP: Final = 1024
"""Files that share one commit: a flush costs milliseconds, and a receipt waits for its group."""

GROUP_BYTES: Final = 128 << 20
"""And bytes: what is copied ahead must be written out by the disk before anybody gets a receipt."""

_LARGE: Final = 256 << 10
"""Smaller files are copied one after the other: threads would wait for Python's lock, not for the disk."""

_THREADS: Final = min(4, os.cpu_count() or 1)

_DEFAULT_CONSENT: Final = {
    Access.PUBLIC: frozenset({Purpose.KEEP, Purpose.PUBLISH}),
    Access.PARTNER: frozenset({Purpose.KEEP, Purpose.SHARE}),
}
"""Whoever hands something in as public agrees to publication, for partners to sharing; otherwise only
keeping is agreed."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """One file that is now in the record."""

    path: Path
    exhibit: ExhibitId
    object: str
    size: int
    position: int
    """Of the deposit's entry in the log."""
    held_before: bool
    """The same bytes were held already; this deposit's terms count beside the earlier ones."""
    agrees: bool | None = None
    """Whether its SHA-256 is the one that others gave; None when nobody gave one."""
    collected: Mapping[str, Any] | None = None  # Any: JSON
    """What its deposit says of a collector's own words, where there are some."""
    out_of: ExhibitId | None = None
    """The archive that it came out of."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What is called as an intake goes on."""

    each: Callable[[Added], None] = lambda _added: None
    """For each file after its group's commit."""
    left: Callable[[LeftOut], None] = lambda _left: None
    """For each file of a folder that turned out not to go in: unreadable, gone or changing."""
    again: Callable[[Found], None] = lambda _found: None
    """For each file that an earlier, unfinished run of the same intake had deposited."""
    reading: Callable[[Found], None] = lambda _found: None
    """For each file when its copying begins; from several threads."""
    read: Callable[[Found], None] = lambda _found: None
    """And when it ends."""


Taken = tuple[Found, objects.Staged, str]
"""A file, its copy, and the time of its last change as the source tells it."""

_Copied = Taken | LeftOut | None
"""None for what was deposited before."""


def terms(access: Access, consent: Iterable[Purpose] | None = None) -> Terms:
    """Return the terms of a deposit."""
    given = (
        frozenset(consent) if consent is not None else _DEFAULT_CONSENT.get(access, frozenset({Purpose.KEEP}))
    )
    return Terms(access=access, consent=given | {Purpose.KEEP})


def add_files(
    register: Register,
    paths: Sequence[Path],
    *,
    given: Terms,
    source: str = "",
    list_name: str | None = None,
    each: Callable[[Added], None] = lambda _added: None,
) -> list[Added]:
    """Take files and folders in; every file returned is on disk, logged and signed for.

    ``source`` says who handed it in and how it came to them. InputError before anything is written when a
    path is missing, empty, unreadable or no file. ``each`` is called for each file after its group's commit.
    """
    handed = Handed(terms=given, source=source, list_name=list_name)
    return take_in(register, paths, gather(paths), handed, Watch(each=each))


def take_in(
    register: Register, paths: Sequence[Path], intake: Intake, handed: Handed, watch: Watch
) -> list[Added]:
    """Take in what ``gather`` found at ``paths``, on the terms and with the words it was handed in with.

    Returns what was deposited now. InputError for a file that was named itself and changes while it is read.
    """
    handed.check()
    if handed.terms.access is Access.SEALED:
        from sijill.record.add_sealed import take_in_sealed

        return take_in_sealed(register, paths, intake, handed, watch)
    added: list[Added] = []
    with writing(register.path), flush.opened(register.folder("objects")) as disk:
        objects.sweep(register)
        with catalogue.opened(register) as connection:
            batch = begun(connection, paths, handed)
        copy = partial(_copy, register, batch, sealing.guard(register), watch)
        wrong = [left for left in intake.left_out if left.wrong]
        try:
            for taken, last in _staged(intake.files, copy, watch, wrong):
                told = ends() if last and not wrong and not handed.levels else {}
                notes = [about_taken(one) | handed.about(*_key(one)) | batch.about() for one in taken]
                notes[-1] |= told
                for one in commit_group(register, taken, disk, notes):
                    added.append(one)
                    watch.each(one)
        finally:
            objects.sweep(register)
    return added


def _staged(
    files: Sequence[Found], copy: Callable[[Found], _Copied], watch: Watch, wrong: list[LeftOut]
) -> Iterator[tuple[list[Taken], bool]]:
    """Yield group after group of copies, and whether it is the last; the next one is copied meanwhile."""
    with ThreadPoolExecutor(_THREADS) as pool:
        groups = _groups(files)
        ahead = _begin(pool, copy, next(groups, []))
        try:
            while ahead:
                now, ahead = ahead, _begin(pool, copy, next(groups, []))
                taken: list[Taken] = []
                for found, copied in now:
                    match copied():
                        case LeftOut() as left:
                            wrong.append(left)
                            watch.left(left)
                        case None:
                            watch.again(found)
                        case got:
                            taken.append(got)
                if taken:
                    yield taken, not ahead
        finally:
            pool.shutdown(cancel_futures=True)


def _begin(
    pool: ThreadPoolExecutor, copy: Callable[[Found], _Copied], group: list[Found]
) -> list[tuple[Found, Callable[[], _Copied]]]:
    """Return for each file what gives its copy: when it is asked for, or, for large ones, from now on."""
    if sum(found.size for found in group) < _LARGE * len(group):
        return [(found, partial(copy, found)) for found in group]
    return [(found, pool.submit(copy, found).result) for found in group]


def _groups(files: Sequence[Found]) -> Iterator[list[Found]]:
    group: list[Found] = []
    size = 0
    for found in files:
        group.append(found)
        size += found.size
        if len(group) >= GROUP or size >= GROUP_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group


def _copy(
    register: Register, batch: Batch, check: Callable[[ObjectId], None], watch: Watch, found: Found
) -> _Copied:
    """Return a file's copy, why there is none, or None when this intake has deposited these bytes before."""
    watch.reading(found)
    try:
        with open_found(found) as handle:
            if batch.has(found.below) and batch.takes(found.below, objects.identify(handle)[0]):
                return None
            handle.seek(0)
            changed = log.in_utc(os.fstat(handle.fileno()).st_mtime)
            staged = objects.stage(register, handle)
            check(staged.identity)  # A group that is refused is swept.
            return found, staged, changed
    except InputError as error:
        return left_out(found, error)
    finally:
        watch.read(found)


def left_out(found: Found, error: InputError) -> LeftOut:
    """Return why a file of a folder did not go in; the error itself for one that was named."""
    if found.named:
        raise error
    return LeftOut(path=found.path, key=error.key, reason=str(error.data.get("reason", "")), wrong=True)


def open_found(found: Found) -> io.FileIO:
    """Open a file that is handed in."""
    if found.descriptor is None:
        return objects.open_source(found.path, follow=found.named)
    return os.fdopen(os.dup(found.descriptor), "rb", buffering=0)


def commit_group(
    register: Register,
    taken: Sequence[Taken],
    disk: Disk,
    told: Sequence[dict[str, Any]],  # Any: JSON objects
) -> list[Added]:
    """Have copies among the objects, and a deposit for each in the log that says what is told of it: one commit."""
    staged = [each for _, each, _ in taken]
    objects.settle(register, staged, disk)
    objects.sync(register, [each.identity for each in staged], disk)
    time = log.now()
    added: list[Added] = []
    notes: list[log.Note] = []
    with catalogue.opened(register) as connection:
        fresh = itertools.count(catalogue.next_number(connection, time[:4]))
        numbers: dict[ObjectId, ExhibitId] = {}
        for (found, copy, _), about in zip(taken, told, strict=True):
            held = numbers.get(copy.identity) or catalogue.exhibit_of(connection, copy.identity)
            number = held or ExhibitId(f"{time[:4]}-{next(fresh):06d}")
            numbers[copy.identity] = number
            notes.append((Act.ACCESSION, {"exhibit": number} | about))
            added.append(
                Added(
                    path=found.path,
                    exhibit=number,
                    object=copy.identity,
                    size=copy.size,
                    position=-1,
                    held_before=held is not None,
                    agrees=about.get("before", {}).get("sha256_agrees"),
                    collected=about.get("collected"),
                    out_of=about["derived_from"] if "member" in about else None,
                )
            )
    positions = log.append(register, notes, at=time)
    with catalogue.opened(register):
        pass
    return [
        dataclasses.replace(one, position=position) for one, position in zip(added, positions, strict=True)
    ]


def _key(taken: Taken) -> tuple[bytes, str]:
    return taken[0].below, taken[1].identity


def about_taken(taken: Taken) -> dict[str, Any]:  # Any: a JSON object
    """Return what a deposit says of the file that was copied."""
    found, copy, changed = taken
    return {"object": copy.identity, "size": copy.size, **names(found), "changed": changed}


def names(found: Found) -> dict[str, str]:
    """Return what a deposit says of a file's name and path: safe to show, and byte for byte."""
    name = os.path.basename(found.below)  # noqa: PTH119 - of bytes
    told = {"name": safe(name), "name_bytes": name.hex()}
    if name != found.below:
        told |= {"path": safe(found.below), "path_bytes": found.below.hex()}
    return told
