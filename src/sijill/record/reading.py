"""Reading what was taken in: passages and rows of every exhibit, kept in ``derived`` and in two tables.

A reading is a function of the bytes and of the readers' version, so it can be thrown away and made again.
"""

import collections
import dataclasses
import errno
import json
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sijill.errors import StorageError
from sijill.model.evidence import Exhibit
from sijill.model.identity import ExhibitId, ObjectId
from sijill.model.log import Act
from sijill.model.reading import ExhibitWarning, Passage, Reading, Row
from sijill.read import picture_method, read_files
from sijill.store import catalogue, erasing, objects
from sijill.store.access import Use, permitted
from sijill.store.files import write_durably
from sijill.store.layout import TOOL, Register
from sijill.store.lock import writing

if TYPE_CHECKING:
    from sijill.record.reading_tables import Newly, Read

METHOD: Final = "passages and rows, version 5"
_BEGIN: Final = 4096
"""Bytes in which a reading says by what it was made."""
_END: Final = b"]}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """An exhibit that is kept but could not be read, or must not be quoted from its text."""

    exhibit: ExhibitId
    name: str
    key: str
    """In ``words/read.toml``."""
    detail: str


def refresh(
    register: Register,
    *,
    each: Callable[[Exhibit], None] = lambda _exhibit: None,
    newly: Callable[["Newly"], None] = lambda _newly: None,
) -> list[Problem]:
    """Have every exhibit read and the tables ``passages`` and ``rows`` up to date; return what was not read.

    ``each`` is called for each exhibit that had not been read before, ``newly`` once with what the tables hold now and did
    not before. IntegrityError when an object's bytes are not the ones that were taken in: nothing is derived from those.
    """
    from sijill.record.reading_tables import cells_of, newly_of, read_before, tables_of
    from sijill.store import tables

    exhibits = permitted(register, Use.READ)
    made = _read_new(register, _fresh(register, exhibits, read_before(register, _is_of_now, TOOL)), {}, each)
    # What was added while that took its time is read under the lock, so that the tables miss nothing.
    with writing(register.path):
        exhibits = permitted(register, Use.READ)
        before = read_before(register, _is_of_now, TOOL)
        fresh = _fresh(register, exhibits, before)
        made = _read_new(register, fresh, made, each)
        erasing.erase_readings(register)
        for exhibit in fresh:
            _require_there(register, exhibit)
        readings = [(exhibit, made[exhibit.object]) for exhibit in fresh]
        now = before.of(exhibits, readings)
        method = _with_pictures() if now.pictures else METHOD
        cells = cells_of(readings)
        built = tables_of(register, before, exhibits, (readings, cells), {"method": method, "tool": TOOL})
        tables.commit_held(register, Act.EXTRACTION, built, {"method": method, "exhibits": len(exhibits)})
    newly(newly_of(readings, cells))
    names_of = {each.number: each.name for each in exhibits}
    return [
        Problem(exhibit=number, name=names_of[number], key=key, detail=detail)
        for number, (key, detail) in sorted(now.problems.items())
    ]


def is_read_as_now(register: Register) -> bool:
    """Return whether the tables were made by the readers of today; yes where nothing says otherwise, since their files are gone."""
    from sijill.store import tables

    with catalogue.opened(register) as connection:
        runs = catalogue.entries(connection, Act.EXTRACTION)
    if runs and runs[-1].about["method"] not in {METHOD, _with_pictures()}:
        return False
    return bool(tables.told_of(register, "rows").get("tool", TOOL) == TOOL)


def _fresh(register: Register, exhibits: list[Exhibit], before: "Read") -> list[Exhibit]:
    """Return the exhibits that the tables do not hold, or of which no reading of this version lies there any more."""
    return [
        each
        for each in exhibits
        if each.object not in before.objects or not _lies_there(_path(register, each))
    ]


def _lies_there(path: Path) -> bool:
    """Return whether a reading begins as one of this version and has its end; a million rows are not read for that."""
    try:
        with path.open("rb") as file:
            begin = file.read(_BEGIN)
            file.seek(-len(_END), os.SEEK_END)
            end = file.read()
    except OSError:
        return False
    made_by = (f'"made_by": {json.dumps(_made_by(kind), ensure_ascii=False)}' for kind in ("", "image"))
    return end == _END and any(each.encode() in begin for each in made_by)


def _is_of_now(method: str) -> bool:
    """Return whether tables were made as they would be now. What reads pictures is asked, by starting it twice, only where some were read."""
    return method == METHOD or method == _with_pictures()


def _with_pictures() -> str:
    return f"{METHOD}, {picture_method()}"


def _made_by(kind: str) -> str:
    """Return what reads files of a kind on this machine; a reading by anything else is made again."""
    return f"{METHOD}, {TOOL}, {picture_method()}" if kind == "image" else f"{METHOD}, {TOOL}"


def _read_new(
    register: Register,
    exhibits: list[Exhibit],
    made: Mapping[ObjectId, Reading],
    each: Callable[[Exhibit], None],
) -> dict[ObjectId, Reading]:
    """Have a reading of each exhibit on disk, and return them all; those ``made`` before that still lie there are not parsed again."""
    found = {
        exhibit.object: reading
        for exhibit in exhibits
        if (reading := _found(register, exhibit, made.get(exhibit.object))) is not None
    }
    waiting = [exhibit for exhibit in exhibits if exhibit.object not in found]
    for exhibit in waiting:
        objects.require_sound(register, exhibit.number, exhibit.object)
    jobs = [(objects.object_path(register, exhibit.object), exhibit.name) for exhibit in waiting]
    for exhibit, reading in zip(waiting, read_files(jobs), strict=True):
        write_durably(_path(register, exhibit), _dump(reading))
        found[exhibit.object] = reading
        each(exhibit)
    return found


def _found(register: Register, exhibit: Exhibit, made: Reading | None) -> Reading | None:
    """Return the reading that lies there, which is the one that was ``made`` a moment ago."""
    return (
        made if made is not None and _lies_there(_path(register, exhibit)) else reading_of(register, exhibit)
    )


def _require_there(register: Register, exhibit: Exhibit) -> None:
    path = _path(register, exhibit)
    if not _lies_there(path):  # Written a moment ago: somebody else takes files away, or the disk loses them.
        raise StorageError("system_refused", path=path, reason=os.strerror(errno.ENOENT))


def reading_of(register: Register, exhibit: Exhibit) -> Reading | None:
    """Return the reading that was made of an exhibit before; None when there is none of this version, or it is damaged."""
    try:
        return _load(_path(register, exhibit).read_bytes())
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _path(register: Register, exhibit: Exhibit) -> Path:
    return register.path / "derived" / exhibit.object / "reading.json"


def _dump(reading: Reading) -> bytes:
    # Keys in their order. By hand: `dataclasses.asdict` copies every cell, which took as long as all the rest of `add`.
    told = {
        "detail": reading.detail,
        "kind": reading.kind,
        "made_by": _made_by(reading.kind),
        "passages": [{"at": each.at, "text": each.text} for each in reading.passages],
        "problem": reading.problem,
        "rows": [{"at": each.at, "cells": each.cells} for each in reading.rows],
        "warnings": [{"detail": each.detail, "key": each.key} for each in reading.warnings],
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _load(content: bytes) -> Reading:
    found: dict[str, Any] = json.loads(content)  # Any: a JSON object
    if found["made_by"] != _made_by(found["kind"]):
        raise ValueError("read by another version")
    return Reading(
        kind=found["kind"],
        passages=tuple(Passage(**each) for each in found["passages"]),
        rows=tuple(
            Row(at=each["at"], cells=tuple((h, v) for h, v in each["cells"])) for each in found["rows"]
        ),
        problem=found["problem"],
        detail=found["detail"],
        warnings=tuple(ExhibitWarning(**each) for each in found["warnings"]),
    )


def list_names(register: Register) -> dict[ExhibitId, str]:
    """Return the exhibits that were handed in as lists, and what each list is called."""
    with catalogue.opened(register) as connection:
        return {each.exhibit: each.list_name for each in catalogue.deposits(connection) if each.list_name}


def renamed_lists(register: Register, added: Iterable[ExhibitId]) -> list[tuple[ExhibitId, str, str]]:
    """Return those exhibits whose list the newest deposits call otherwise: the exhibit, the list before, and now.

    ``added`` has each exhibit as often as it was deposited just now. The same bytes under another name are one list that
    is called otherwise: two would count each person twice.
    """
    times, called = collections.Counter(added), dict[ExhibitId, list[str | None]]()
    with catalogue.opened(register) as connection:
        for each in catalogue.deposits(connection):
            if each.exhibit in times:
                called.setdefault(each.exhibit, []).append(each.list_name)
    renamed = []
    for exhibit, names in sorted(called.items()):
        before, now = [name for name in names[: -times[exhibit]] if name], names[-1]
        if before and now and now != before[-1]:
            renamed.append((exhibit, before[-1], now))
    return renamed
