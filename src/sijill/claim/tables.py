"""The tables of the claim stage as Parquet knows them."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

_KIND: Final = {"text": "string", "whole": "int32", "long": "int64", "real": "float64"}

_CLAIMS: Final = {
    "exhibit": "text", "position": "whole", "at": "text", "start": "long", "end": "long", "text": "text",
    "min": "real", "max": "real", "qualifier": "text", "type": "text", "unit": "text", "subset_of": "whole",
    "stance": "text", "attribution": "text", "chain": "texts", "perpetrator": "text", "places": "texts", "since": "text", "until": "text",
    "reading_low": "real", "reading_high": "real", "reading_rule": "text", "repeats": "text", "entered": "long",
}  # fmt: skip
"""``chain`` names who tells it, outermost first; its last is the attribution. ``min`` and ``max`` as stated; the reading is for comparing only. ``repeats`` and ``others`` name claims as
``exhibit/position``; ``entered`` is the log entry that has the claim."""

_BESIDE: Final = {
    "exhibit": "text", "position": "whole", "documented": "long", "unsure": "long", "estimate": "long", "low": "long", "high": "long",
    "relation": "text", "reason": "text", "differing": "texts", "narrower": "texts", "doubtful": "texts", "unsaid": "texts",
    "where": "text", "others": "texts",
}  # fmt: skip
"""``reason`` is no_total, or which of the lists of fields a reader has to know of first; ``where`` says
why places are not simply the same or another."""

_PUBLISHED: Final = {
    "exhibit": "text", "position": "whole", "figure": "text", "documented": "long", "estimate": "long", "low": "long",
    "high": "long", "relation": "text", "reason": "text", "differing": "texts", "narrower": "texts",
    "doubtful": "texts", "unsaid": "texts", "where": "text",
}  # fmt: skip


def claim_table(rows: Iterable[Mapping[str, Any]]) -> Any:  # Any: pyarrow has no types
    """Return the table ``claims``."""
    return _table(rows, _CLAIMS)


def beside_table(rows: Iterable[Mapping[str, Any]]) -> Any:  # Any: pyarrow has no types
    """Return the table ``beside``: for each claim what is known of the same quantity."""
    return _table(rows, _BESIDE)


def published_table(rows: Iterable[Mapping[str, Any]]) -> Any:  # Any: pyarrow has no types
    """Return the table ``published``: claims beside figures that others published, by the figure's id."""
    return _table(rows, _PUBLISHED)


def _table(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> Any:  # Any: pyarrow has no types
    import pyarrow as pa

    types = {
        name: pa.list_(pa.string()) if kind == "texts" else getattr(pa, _KIND[kind])()
        for name, kind in columns.items()
    }
    kept = [{name: row[name] for name in columns} for row in rows]
    return pa.Table.from_pylist(kept, schema=pa.schema(list(types.items())))
