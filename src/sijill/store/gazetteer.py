"""The gazetteer of a register: the table ``places``, made of the lists that were loaded, and what is by hand."""

import functools
from collections.abc import Iterable
from typing import Any

from sijill.model.place import Place, PlaceKind
from sijill.store import tables
from sijill.store.layout import Register
from sijill.text.gazetteer import Gazetteer, gazetteer, hand_gazetteer

TABLE = "places"


def register_gazetteer(register: Register) -> Gazetteer:
    """Return all places that a register knows; where no list was loaded, those written by hand."""
    digest = tables.current(register).get(TABLE)
    return hand_gazetteer() if digest is None else _of_table(register, digest)


@functools.lru_cache(maxsize=2)
def _of_table(register: Register, digest: str) -> Gazetteer:  # noqa: ARG001 - the digest keys the cache
    return gazetteer(_place(row) for row in tables.read(register, TABLE).to_pylist())


def to_table(places: Iterable[Place]) -> Any:  # Any: pyarrow has no types
    """Return ``places`` as the table's rows, in their order."""
    import pyarrow as pa

    text, number = pa.string(), pa.float64()
    types = {
        "position": pa.int32(), "id": text, "kind": text, "arabic": pa.list_(text), "latin": pa.list_(text),
        "governorate": text, "district": text, "latitude": number, "longitude": number,
        "population": pa.int64(), "source": text,
    }  # fmt: skip
    rows = [
        {
            **{name: getattr(place, name) for name in types if name not in {"position", "kind"}},
            "position": position,
            "kind": place.kind.value,
        }
        for position, place in enumerate(places)
    ]
    return pa.Table.from_pylist(rows, schema=pa.schema(list(types.items())))


def _place(row: dict[str, Any]) -> Place:  # Any: a table's row
    told = {name: value for name, value in row.items() if name != "position"}
    return Place(
        **told
        | {
            "kind": PlaceKind(row["kind"]),
            "arabic": tuple(row["arabic"]),
            "latin": tuple(row["latin"]),
        }
    )
