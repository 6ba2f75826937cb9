"""Reading what was taken in: passages and rows of every exhibit, kept in ``derived`` and in two tables.

A reading is a function of the bytes and of the readers' version, so it can be thrown away and made again.
"""

import dataclasses
import errno
import json
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final

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

METHOD: Final = "passages and rows, version 3"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """An exhibit that is kept but could not be read, or must not be quoted from its text."""

    exhibit: ExhibitId
    name: str
    key: str
    """In ``words/read.toml``."""
    detail: str


def refresh(register: Register, *, each: Callable[[Exhibit], None] = lambda _exhibit: None) -> list[Problem]:
    """Have every exhibit read and the tables ``passages`` and ``rows`` up to date; return what was not read.

    ``each`` is called for each exhibit that had not been read before. IntegrityError when an object's bytes
    are not the ones that were taken in: nothing is derived from those.
    """
    from sijill.store import tables

    _read_new(register, permitted(register, Use.READ), each)
    # What was added while that took its time is read under the lock, so that the tables miss nothing.
    with writing(register.path):
        exhibits = permitted(register, Use.READ)
        _read_new(register, exhibits, each)
        erasing.erase_readings(register)
        readings = [(exhibit.number, _made(register, exhibit)) for exhibit in exhibits]
        built = _tables(readings, sorted(each.object for each in exhibits))
        about = {"method": _method(readings), "exhibits": len(exhibits)}
        tables.commit_held(register, Act.EXTRACTION, built, about)
    names_of = {each.number: each.name for each in exhibits}
    return [
        Problem(exhibit=number, name=names_of[number], key=got.problem, detail=got.detail)
        for number, got in readings
        if got.problem
    ]


def _tables(readings: Sequence[tuple[ExhibitId, Reading]], inputs: list[ObjectId]) -> dict[str, bytes]:
    from sijill.store import tables

    passages = [
        (number, each.at, order, each.text, got.problem)
        for number, got in readings
        for order, each in enumerate(got.passages)
    ]
    rows = [
        (number, row.at, order, column, header, value)
        for number, got in readings
        for order, row in enumerate(got.rows)
        for column, (header, value) in enumerate(row.cells)
        if value.strip()
    ]
    told = {"method": _method(readings), "tool": TOOL, "inputs": inputs}
    names = ("exhibit", "at", "position")
    return {
        "passages": tables.to_bytes(
            _table(passages, (*names, "text", "problem")), order=["exhibit", "position"], provenance=told
        ),
        "rows": tables.to_bytes(
            _table(rows, (*names, "column", "header", "value")),
            order=["exhibit", "position", "column"],
            provenance=told,
        ),
    }


def _method(readings: Sequence[tuple[ExhibitId, Reading]]) -> str:
    pictures = any(reading.kind == "image" for _, reading in readings)
    return f"{METHOD}, {picture_method()}" if pictures else METHOD


def _made_by(kind: str) -> str:
    """Return what reads files of a kind on this machine; a reading by anything else is made again."""
    return f"{METHOD}, {TOOL}, {picture_method()}" if kind == "image" else f"{METHOD}, {TOOL}"


def _read_new(register: Register, exhibits: list[Exhibit], each: Callable[[Exhibit], None]) -> None:
    waiting = [exhibit for exhibit in exhibits if reading_of(register, exhibit) is None]
    for exhibit in waiting:
        objects.require_sound(register, exhibit.number, exhibit.object)
    jobs = [(objects.object_path(register, exhibit.object), exhibit.name) for exhibit in waiting]
    for exhibit, reading in zip(waiting, read_files(jobs), strict=True):
        write_durably(_path(register, exhibit), _dump(reading))
        each(exhibit)


def _made(register: Register, exhibit: Exhibit) -> Reading:
    reading = reading_of(register, exhibit)
    if reading is None:  # Written a moment ago: somebody else takes files away, or the disk loses them.
        path = _path(register, exhibit)
        raise StorageError("system_refused", path=path, reason=os.strerror(errno.ENOENT))
    return reading


def reading_of(register: Register, exhibit: Exhibit) -> Reading | None:
    """Return the reading that was made of an exhibit before; None when there is none of this version, or it is damaged."""
    try:
        return _load(_path(register, exhibit).read_bytes())
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _path(register: Register, exhibit: Exhibit) -> Path:
    return register.path / "derived" / exhibit.object / "reading.json"


def _dump(reading: Reading) -> bytes:
    told = {"made_by": _made_by(reading.kind), **dataclasses.asdict(reading)}
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode()


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


def _table(rows: Iterable[tuple[Any, ...]], names: tuple[str, ...]) -> Any:  # Any: pyarrow has no types
    import pyarrow as pa

    types = {"position": pa.int32(), "column": pa.int32()}
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    arrays = [
        pa.array(values, types.get(name, pa.string())) for name, values in zip(names, columns, strict=True)
    ]
    return pa.table(arrays, names=list(names))


def list_names(register: Register) -> dict[ExhibitId, str]:
    """Return the exhibits that were handed in as lists, and what each list is called."""
    with catalogue.opened(register) as connection:
        return {each.exhibit: each.list_name for each in catalogue.deposits(connection) if each.list_name}
