"""Reading what was taken in: passages and rows of every exhibit, kept in ``derived`` and in two tables.

A reading is a function of the bytes and of the readers' version, so it can be thrown away and made again.
"""

import dataclasses
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from sijill import __version__
from sijill.errors import IntegrityError
from sijill.model.evidence import Exhibit
from sijill.model.identity import ExhibitId
from sijill.model.log import Act
from sijill.model.reading import Passage, Reading, Row
from sijill.read import read_files
from sijill.store import catalogue, objects
from sijill.store.access import Use, permitted
from sijill.store.files import write_durably
from sijill.store.layout import Register

METHOD: Final = "passages and rows, version 1"


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

    ``each`` is called for each exhibit that had not been read before.
    """
    from sijill.store import tables

    exhibits = permitted(register, Use.READ)
    readings = _readings(register, exhibits, each)
    passages = [
        (number, each.at, order, each.text)
        for number, got in readings
        for order, each in enumerate(got.passages)
    ]
    rows = [
        (number, row.at, order, column, header, value)
        for number, got in readings
        for order, row in enumerate(got.rows)
        for column, (header, value) in enumerate(row.cells)
    ]
    told = {
        "method": METHOD,
        "tool": f"sijill {__version__}",
        "inputs": sorted(each.object for each in exhibits),
    }
    names = ("exhibit", "at", "position")
    built = {
        "passages": tables.to_bytes(
            _table(passages, (*names, "text")), order=["exhibit", "position"], provenance=told
        ),
        "rows": tables.to_bytes(
            _table(rows, (*names, "column", "header", "value")),
            order=["exhibit", "position", "column"],
            provenance=told,
        ),
    }
    tables.commit(register, Act.EXTRACTION, built, {"method": METHOD, "exhibits": len(exhibits)})
    names_of = {each.number: each.name for each in exhibits}
    return [
        Problem(exhibit=number, name=names_of[number], key=got.problem, detail=got.detail)
        for number, got in readings
        if got.problem
    ]


def _readings(
    register: Register, exhibits: list[Exhibit], each: Callable[[Exhibit], None]
) -> list[tuple[ExhibitId, Reading]]:
    waiting = [exhibit for exhibit in exhibits if not _kept(register, exhibit).exists()]
    jobs = [(objects.object_path(register, exhibit.object), exhibit.name) for exhibit in waiting]
    for (path, _), exhibit in zip(jobs, waiting, strict=True):
        if not path.is_file():
            raise IntegrityError("lost_object", path=path, exhibit=exhibit.number)
    for exhibit, reading in zip(waiting, read_files(jobs), strict=True):
        write_durably(_kept(register, exhibit), _dump(reading))
        each(exhibit)
    return [(exhibit.number, _load(_kept(register, exhibit))) for exhibit in exhibits]


def _kept(register: Register, exhibit: Exhibit) -> Path:
    return register.path / "derived" / exhibit.object / "reading.json"


def _dump(reading: Reading) -> bytes:
    return json.dumps(dataclasses.asdict(reading), ensure_ascii=False, sort_keys=True).encode()


def _load(path: Path) -> Reading:
    found: dict[str, Any] = json.loads(path.read_bytes())  # Any: a JSON object
    return Reading(
        kind=found["kind"],
        passages=tuple(Passage(**each) for each in found["passages"]),
        rows=tuple(
            Row(at=each["at"], cells=tuple((h, v) for h, v in each["cells"])) for each in found["rows"]
        ),
        problem=found["problem"],
        detail=found["detail"],
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
