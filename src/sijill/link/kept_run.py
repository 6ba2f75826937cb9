"""A full run as tables of a register: ``prepared``, ``parts`` and ``met``, so that an added run need not read all lists.

They hold what ``mentions`` holds, in other letters: they lie beside it, are named by their digests as it is, and go with
it at a withdrawal or a sealing.
"""

import dataclasses
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from sijill.errors import UsageError
from sijill.link.columns import PART, RECORD, RECORD_FIELDS, Parts
from sijill.link.known import Known
from sijill.link.mends import Mend
from sijill.link.part_levels import no_levels
from sijill.link.records import METHOD, VERSION, ListProperty, PairColumns
from sijill.link.weigh import Weights
from sijill.link.weight_table import weights_from
from sijill.names.costs import cost_tables
from sijill.names.distance import room_for_words
from sijill.names.version import shipped_version
from sijill.store import tables
from sijill.store.layout import Register

NAMES: Final = ("prepared", "parts", "met")
FORM: Final = "8"
"""Changes whenever these tables say something else."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class KeptRun:
    """A full run as it was kept, and what is told of it."""

    known: Known
    told: Mapping[str, Any]  # Any: JSON values
    """``lists`` (exhibit: name), ``left_out``, ``reading``, ``places``, ``inputs``, ``seed``."""


def kept_tables(known: Known, told: Mapping[str, Any]) -> dict[str, bytes]:  # Any: JSON values
    """Return the three tables as Parquet, the same bytes for the same run."""
    provenance = {
        **told,
        **_versions(),
        "properties": [
            [each.name, each.size, each.duplicate_free, each.ratio, each.shared] for each in known.lists
        ],
        "rules": list(known.rules),
        "default_numbers": list(known.default_numbers),
        "parameters": dict(known.parameters),
        "usual_size": known.usual_size,
        "fields": list(known.fields),
    }
    parts = _parts_table(known.parts)
    told_of_parts = {**_versions(), "mends": [_written(each) for each in known.mends]}
    return {
        "prepared": tables.to_bytes(_prepared_table(known), order=["mention"], provenance=provenance),
        "parts": tables.to_bytes(parts, order=["place"], provenance=told_of_parts),
        "met": tables.to_bytes(_met_table(known.pairs), order=["left", "right"], provenance=_versions()),
    }


def read_kept(register: Register) -> KeptRun | None:
    """Return the last full run; None where none is kept, or only of another version.

    IntegrityError where a table is damaged.
    """
    current = tables.current(register)
    if any(current.get(name) is None for name in (*NAMES, "weights")):
        return None
    try:
        prepared = tables.read(register, "prepared")
        told = tables.provenance(prepared)
        if any(told.get(name) != value for name, value in _versions().items()):
            return None
        parts, met = (tables.read(register, name) for name in ("parts", "met"))
        weights = Weights(*weights_from(tables.read(register, "weights")))
    except UsageError:  # A file that was taken away is made again by a full run.
        return None
    return KeptRun(known=_known(prepared, parts, met, weights, told), told=told)


def _versions() -> dict[str, str]:
    return {"method": METHOD, "version": VERSION, "form": FORM, "names": shipped_version()}


def _prepared_table(known: Known) -> Any:  # Any: pyarrow has no types
    columns = {
        "mention": known.ids,
        "position": known.position,
        "cluster": known.cluster,
        "probability": pa.array(known.probability, from_pandas=True),
    }
    return pa.table({**columns, **_columns(known.records, RECORD)})


def _parts_table(parts: Parts) -> Any:  # Any: pyarrow has no types
    place = np.arange(len(parts.rows), dtype=np.int32)
    return pa.table({"place": place, **_columns(parts.rows, PART)})


def _columns(
    rows: Any, kind: np.dtype[Any]
) -> dict[str, NDArray[Any]]:  # Any: rows of ``kind``, or its fields by name
    """Return each field as a column, or as one for each of its places."""
    found = {}
    for name in kind.names or ():
        values = rows[name]
        places = (
            {name: values}
            if values.ndim == 1
            else {f"{name}_{at}": column for at, column in enumerate(values.T)}
        )
        found.update({title: np.ascontiguousarray(column) for title, column in places.items()})
    return found


def _field(
    table: Any, name: str, kind: np.dtype[Any]
) -> NDArray[Any]:  # Any: a pyarrow table; of the field's kind
    """Return what ``_columns`` wrote of one field."""
    width = kind[name].shape
    return (
        np.stack([_column(table, f"{name}_{at}") for at in range(*width)], axis=1)
        if width
        else _column(table, name)
    )


def _met_table(pairs: PairColumns) -> Any:  # Any: pyarrow has no types
    return pa.table({field.name: getattr(pairs, field.name) for field in dataclasses.fields(pairs)})


def _known(
    prepared: Any,  # Any: pyarrow tables
    parts: Any,
    met: Any,
    weights: Weights,
    told: Mapping[str, Any],
) -> Known:
    return Known(
        ids=prepared["mention"].combine_chunks(),
        records={name: _field(prepared, name, RECORD) for name in RECORD_FIELDS},
        parts=_parts(parts),
        position=_column(prepared, "position"),
        cluster=_column(prepared, "cluster"),
        probability=_column(prepared, "probability"),
        pairs=PairColumns(**{name: _column(met, name) for name in met.column_names}),
        lists=tuple(_list_property(*each) for each in told["properties"]),
        rules=tuple((title, largest) for title, largest in told["rules"]),
        weights=weights,
        default_numbers=tuple(told["default_numbers"]),
        parameters=told["parameters"],
        usual_size=told["usual_size"],
        mends=kept_mends(parts),
        fields=tuple(told["fields"]),
    )


def kept_mends(parts: Any) -> tuple[Mend, ...]:  # Any: pyarrow has no types
    """Return how the full run read parts of names otherwise than written, by its table ``parts``."""
    return tuple(
        Mend(on_list, bytes.fromhex(part), tuple(map(bytes.fromhex, read_as)))
        for on_list, part, read_as in tables.provenance(parts).get("mends", ())
    )


def _written(mend: Mend) -> list[Any]:  # Any: JSON values
    return [mend.on_list, mend.part.hex(), [each.hex() for each in mend.read_as]]


def _list_property(
    name: str, size: int, duplicate_free: bool | None, ratio: float | None, shared: list[tuple[str, float]]
) -> ListProperty:
    also = tuple((other, nats) for other, nats in shared)
    return ListProperty(name=name, size=size, duplicate_free=duplicate_free, ratio=ratio, shared=also)


def _parts(table: Any) -> Parts:  # Any: pyarrow has no types
    rows = np.zeros(len(table), PART)
    for name in PART.names or ():
        rows[name] = _field(table, name, PART)
    costs, gaps = cost_tables()
    return Parts(rows=rows, costs=costs, gaps=gaps, levels=no_levels(), room=room_for_words())


def _column(table: Any, name: str) -> NDArray[Any]:  # Any: pyarrow has no types
    found: NDArray[Any] = table[name].to_numpy()  # Any: of the column's kind; nulls become NaN
    # Compiled loops take arrays that can be written to for another kind than those that cannot.
    return found if found.flags.writeable else found.copy()
