"""The tables ``passages`` and ``rows``: what was read of every exhibit that may be read, old tables taken over as they are.

Tables made anew of all readings and tables to which the readings of new exhibits are added have the same bytes; a
rebuild makes them anew. Reading a million rows out of readings again took a minute for each list that came in.
"""

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from sijill.errors import UsageError
from sijill.model.evidence import Exhibit
from sijill.model.identity import ExhibitId, ObjectId
from sijill.model.reading import ExhibitWarning, Reading
from sijill.store.layout import Register

_ORDER: Final = {"passages": ["exhibit", "position"], "rows": ["exhibit", "position", "column"]}
_COLUMNS: Final = {
    "passages": ("exhibit", "at", "position", "text", "problem"),
    "rows": ("exhibit", "at", "position", "column", "header", "value"),
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What is told of the exhibits that tables were made of."""

    objects: frozenset[ObjectId]
    pictures: frozenset[ExhibitId]
    problems: Mapping[ExhibitId, tuple[str, str]]
    """Key and detail of what kept one from being read or quoted."""

    def of(self, exhibits: Sequence[Exhibit], fresh: Sequence[tuple[Exhibit, Reading]]) -> "Read":
        """Return what is told of ``exhibits``, ``fresh`` ones by their readings."""
        numbers = {each.number for each in exhibits}
        pictures = {each.number for each, reading in fresh if reading.kind == "image"}
        problems = {
            each.number: (reading.problem, reading.detail) for each, reading in fresh if reading.problem
        }
        return Read(
            objects=frozenset(each.object for each in exhibits),
            pictures=frozenset(numbers & self.pictures | pictures),
            problems={number: each for number, each in self.problems.items() if number in numbers} | problems,
        )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Newly:
    """What tables hold that they did not hold before: small parts of each reading, and the rows of all in columns."""

    warnings: Mapping[ExhibitId, tuple[ExhibitWarning, ...]]
    problems: Mapping[ExhibitId, str]
    """Key of what kept one from being read or quoted; empty where nothing did."""
    titles: Mapping[ExhibitId, tuple[str, ...]]
    """The first row of titles."""
    cells: Any  # Any: pyarrow has no types
    """As the table ``rows`` has them."""


def titles_of(reading: Reading) -> tuple[str, ...]:
    """Return the first header in which anything stands: rows above one have an empty one."""
    headers = (tuple(title for title, _ in row.cells) for row in reading.rows)
    return next((each for each in headers if any(each)), ())


def newly_of(fresh: Sequence[tuple[Exhibit, Reading]], cells: Any) -> Newly:  # Any: as above
    """Return what is told of new readings, whose rows are ``cells``."""
    return Newly(
        warnings={exhibit.number: reading.warnings for exhibit, reading in fresh},
        problems={exhibit.number: reading.problem for exhibit, reading in fresh},
        titles={exhibit.number: titles_of(reading) for exhibit, reading in fresh},
        cells=cells,
    )


NOTHING: Final = Read(objects=frozenset(), pictures=frozenset(), problems={})


def read_before(register: Register, is_of_now: Callable[[str], bool], tool: str) -> Read:
    """Return what the tables hold, nothing where they are gone or were made by a method that is not of now, or another version."""
    from sijill.store import tables

    try:
        told = [tables.provenance(tables.read(register, name, exhibits=())) for name in _ORDER]
    except UsageError:
        return NOTHING
    first = told[0]
    if (
        told[1] != first
        or not is_of_now(first.get("method", ""))
        or first.get("tool") != tool
        or "problems" not in first
    ):
        return NOTHING
    return Read(
        objects=frozenset(map(ObjectId, first["inputs"])),
        pictures=frozenset(map(ExhibitId, first["pictures"])),
        problems={ExhibitId(number): (key, detail) for number, (key, detail) in first["problems"].items()},
    )


def tables_of(
    register: Register,
    before: Read,
    exhibits: Sequence[Exhibit],
    added: tuple[Sequence[tuple[Exhibit, Reading]], Any],
    made_by: Mapping[str, str],
) -> dict[str, bytes]:  # Any: as above
    """Return both tables for ``exhibits``: those that were read ``before`` as they stand, ``added`` ones by readings and cells."""
    import pyarrow as pa

    from sijill.store import tables

    fresh, cells = added
    now = before.of(exhibits, fresh)
    told = {
        **made_by,
        "inputs": sorted(now.objects),
        "pictures": sorted(now.pictures),
        "problems": {number: list(each) for number, each in now.problems.items()},
    }
    made = {"passages": _table(_passages(fresh), _COLUMNS["passages"]), "rows": cells}
    anew = {exhibit.number for exhibit, _ in fresh}
    old = [each for each in exhibits if each.number not in anew]
    built = {}
    for name, order in _ORDER.items():
        table = made[name]
        if before.objects:
            table = pa.concat_tables([_kept(tables.read(register, name), before, old), table])
        built[name] = tables.to_bytes(table, order=order, provenance=told)
    return built


def _kept(table: Any, before: Read, exhibits: Sequence[Exhibit]) -> Any:  # Any: pyarrow has no types
    """Return the rows of ``exhibits`` alone."""
    import pyarrow as pa
    import pyarrow.compute as pc

    table = table.replace_schema_metadata(None)
    if before.objects <= {each.object for each in exhibits}:
        return table
    numbers = pa.array(sorted(each.number for each in exhibits), pa.string())
    return table.filter(pc.is_in(table["exhibit"], value_set=numbers))


def _passages(readings: Sequence[tuple[Exhibit, Reading]]) -> list[tuple[Any, ...]]:  # Any: a cell
    return [
        (exhibit.number, each.at, order, each.text, got.problem)
        for exhibit, got in readings
        for order, each in enumerate(got.passages)
    ]


def cells_of(readings: Sequence[tuple[Exhibit, Reading]]) -> Any:  # Any: pyarrow has no types
    """Return the cells of ``readings`` that are not blank, as the table ``rows`` has them."""
    cells = [
        (exhibit.number, row.at, order, column, header, value)
        for exhibit, got in readings
        for order, row in enumerate(got.rows)
        for column, (header, value) in enumerate(row.cells)
        if value.strip()
    ]
    return _table(cells, _COLUMNS["rows"])


def _table(rows: Iterable[tuple[Any, ...]], names: tuple[str, ...]) -> Any:  # Any: pyarrow has no types
    import pyarrow as pa

    types = {"position": pa.int32(), "column": pa.int32()}
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    arrays = [
        pa.array(values, types.get(name, pa.string())) for name, values in zip(names, columns, strict=True)
    ]
    return pa.table(arrays, names=list(names))
