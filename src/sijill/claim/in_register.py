"""Claims inside a register: quantities in every passage that may be read, and what is known beside each.

A claim's ``position`` counts the claims of its exhibit, so exhibit and position name it.
"""

from collections import Counter
from typing import Any, Final

from sijill import __version__
from sijill.claim.beside import KINDS, Known, Said, relation
from sijill.claim.extract import extract_rows
from sijill.model.log import Act
from sijill.model.reading import NOT_QUOTED
from sijill.store import catalogue, tables
from sijill.store.access import Use, permitted
from sijill.store.layout import Register

METHOD: Final = "rules of quantities, version 3"
_KEPT: Final = ("start", "end", "text", "min", "max", "qualifier", "type", "unit", "stance")
Row = dict[str, Any]
"""A row of a table. Any: text, numbers or None by column."""


def read_claims(register: Register) -> list[Row]:
    """Find the claims in all passages that may be quoted; keep the tables ``claims`` and ``beside``; the run is logged.

    Returns the claims, each with what is known beside it. ``beside`` knows the estimates there are at this
    moment; ``flow.count_and_compare`` runs it again after counting.
    """
    readable = {exhibit.number for exhibit in permitted(register, Use.READ)} - _lists(register)
    passages = tables.read(register, "passages").select(["exhibit", "at", "text", "problem"]).to_pylist()
    claims: list[Row] = []
    before: Counter[str] = Counter()
    for passage in passages:
        if passage["exhibit"] in readable and passage["problem"] not in NOT_QUOTED:
            found = extract_rows(passage["text"])
            claims += [_row(passage, told, before[passage["exhibit"]], n) for n, told in enumerate(found)]
            before[passage["exhibit"]] += len(found)
    made = tables.current(register)
    known = _known(register) if "estimates" in made else {}
    beside = [_beside(row, known) for row in claims]
    told = {
        "inputs": [made[name] for name in ("passages", "estimates") if name in made],
        "method": METHOD,
        "tool": f"sijill {__version__}",
    }
    order = ["exhibit", "position"]
    built = {
        "claims": tables.to_bytes(_claim_table(claims), order=order, provenance=told),
        "beside": tables.to_bytes(_beside_table(beside), order=order, provenance=told),
    }
    tables.commit(register, Act.CLAIMS, built, told)
    return [{**row, **one} for row, one in zip(claims, beside, strict=True)]


def _lists(register: Register) -> set[str]:
    """Exhibits that are lists of persons: their ages and dates are no claims."""
    with catalogue.opened(register) as connection:
        return {deposit.exhibit for deposit in catalogue.deposits(connection) if deposit.list_name}


def _row(passage: Row, told: Row, before: int, number: int) -> Row:
    """Return a claim as a row: what ``--json`` tells of it, named by exhibit, place and position."""
    shift = None if told["subset_of"] is None else before + told["subset_of"]
    words = {name: told[name]["text"] if told[name] else "" for name in ("attribution", "perpetrator")}
    kept = {name: told[name] for name in _KEPT}
    place = {"exhibit": passage["exhibit"], "position": before + number, "at": passage["at"]}
    return {**place, **kept, "subset_of": shift, **words}


def _known(register: Register) -> dict[str, Known]:
    rows = tables.read(register, "estimates").to_pylist()
    return {
        row["name"]: Known(
            documented=row["documented"], low=row["low"], high=row["high"], estimate=row["estimate"]
        )
        for row in rows
    }


def _beside(row: Row, known: dict[str, Known]) -> Row:
    found = known.get(KINDS.get(row["type"], ""))
    said = Said(
        kind=row["type"],
        unit=row["unit"],
        minimum=row["min"],
        maximum=row["max"],
        qualifier=row["qualifier"],
        is_part=row["subset_of"] is not None,
        is_denied=row["stance"] == "denied",
    )
    answer = relation(said, found)
    shown = found if answer != "not_comparable" else None
    return {
        "exhibit": row["exhibit"],
        "position": row["position"],
        "documented": shown.documented if shown else None,
        "estimate": shown.estimate if shown else None,
        "low": shown.low if shown else None,
        "high": shown.high if shown else None,
        "relation": answer,
        "reason": _reason(answer, found),
    }


def _reason(answer: str, found: Known | None) -> str:
    """Return the key of what a reader has to know of a relation; empty where nothing was compared."""
    if found is None:
        return "no_total"
    return "" if answer == "not_comparable" else "definition"


def _claim_table(rows: list[Row]) -> Any:  # Any: pyarrow has no types
    import pyarrow as pa

    text, whole = pa.string(), pa.int32()
    types = {
        "exhibit": text, "position": whole, "at": text, "start": pa.int64(), "end": pa.int64(), "text": text,
        "min": pa.float64(), "max": pa.float64(), "qualifier": text, "type": text, "unit": text,
        "subset_of": whole, "stance": text, "attribution": text, "perpetrator": text,
    }  # fmt: skip
    return pa.Table.from_pylist(rows, schema=pa.schema(list(types.items())))


def _beside_table(rows: list[Row]) -> Any:  # Any: pyarrow has no types
    import pyarrow as pa

    figures = {name: pa.int64() for name in ("documented", "estimate", "low", "high")}
    types = {
        "exhibit": pa.string(),
        "position": pa.int32(),
        **figures,
        "relation": pa.string(),
        "reason": pa.string(),
    }
    return pa.Table.from_pylist(rows, schema=pa.schema(list(types.items())))
