"""What a run found, set against the known truth of the made-up country."""

import csv
import dataclasses
import json
from collections import Counter
from pathlib import Path
from typing import Any

from sijill.demo.inputs import Inputs
from sijill.store import tables
from sijill.store.layout import Register


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Linkage:
    """Pairs of records put together, against pairs that are one person."""

    records: int
    records_read: int
    persons: int
    """In truth, on at least one list."""
    persons_found: int
    precision: float
    recall: float
    f1: float


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """Answers on parties, against the right ones."""

    parties: int
    listed: int
    """Parties that stand, or once stood, on a list."""
    listed_found: int
    """With the right listing and state."""
    false_hits: int
    """Parties not listed of whom something possible was said."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """All of it."""

    linkage: Linkage
    estimates: dict[str, dict[str, Any]]  # Any: rows of the table of estimates
    truth: dict[str, Any]  # Any: the file totals.json
    claims: dict[str, Any]  # Any: counts, and rows of the table beside
    screening: Screening


def score(register: Register, inputs: Inputs) -> Score:
    """Return how linkage, estimates, claims and screening of ``register`` fare against the truth."""
    return Score(
        linkage=_linkage(register, inputs.truth),
        estimates=_estimates(register),
        truth=json.loads((inputs.truth / "totals.json").read_bytes()),
        claims=_claims(register, inputs.truth),
        screening=_screening(register, inputs.truth),
    )


def _linkage(register: Register, truth: Path) -> Linkage:
    person_of = {row["record_id"]: row["person_id"] for row in _rows(truth / "records.csv")}
    mentions = tables.read(register, "mentions").select(["mention", "record"]).to_pylist()
    clusters = tables.read(register, "clusters").select(["mention", "person"]).to_pylist()
    record_of = {each["mention"]: each["record"] for each in mentions}
    cluster_of = {record_of[each["mention"]]: each["person"] for each in clusters}
    found = {record: cluster_of.get(record, f"unread {record}") for record in person_of}
    both = _pairs(Counter((found[record], person) for record, person in person_of.items()))
    said, true = _pairs(Counter(found.values())), _pairs(Counter(person_of.values()))
    precision, recall = both / said if said else 1.0, both / true if true else 1.0
    return Linkage(
        records=len(person_of),
        records_read=sum(record in cluster_of for record in person_of),
        persons=len(set(person_of.values())),
        persons_found=len(set(found.values())),
        precision=round(precision, 4),
        recall=round(recall, 4),
        f1=round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0,
    )


def _pairs(counts: "Counter[Any]") -> int:  # Any: clusters, persons, or both
    return sum(count * (count - 1) // 2 for count in counts.values())


def _estimates(register: Register) -> dict[str, dict[str, Any]]:  # Any: rows of a table
    return {
        row["name"]: {
            "estimate": row["estimate"],
            "interval": None if row["low"] is None else [row["low"], row["high"]],
            "refused": row["refused_en"] or None,
            "documented": row["documented"],
            "exhibits": row["exhibits"],
        }
        for row in tables.read(register, "estimates").to_pylist()
    }


def _claims(register: Register, truth: Path) -> dict[str, Any]:  # Any: counts and rows
    stated = json.loads((truth / "claims.json").read_bytes())
    found = tables.read(register, "claims").to_pylist()
    beside = {(row["exhibit"], row["position"]): row for row in tables.read(register, "beside").to_pylist()}
    known = {(row["type"], row["min"], row["max"], row["qualifier"]) for row in found}
    right = [one for one in stated if (one["type"], one["min"], one["max"], one["qualifier"]) in known]
    rows = [{**row, **beside[row["exhibit"], row["position"]]} for row in found]
    return {"stated": len(stated), "found_right": len(right), "found": rows}


def _screening(register: Register, truth: Path) -> Screening:
    expected = {row["party_id"]: row for row in _rows(truth / "hits.csv")}
    hits = [row for row in tables.read(register, "hits").to_pylist() if row["listing_id"]]
    said = {(row["party_id"], row["listing_id"], row["state"]) for row in hits}
    # A namesake's row names the listing that it must not be taken for; its right state is "not found".
    listed = {
        party: row for party, row in expected.items() if row["state"] in {"possible", "formerly listed"}
    }
    return Screening(
        parties=len(expected),
        listed=len(listed),
        listed_found=sum((party, row["listing_id"], row["state"]) in said for party, row in listed.items()),
        false_hits=len({row["party_id"] for row in hits} - listed.keys()),
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
