"""An answer as a record that gives it back, and the key it is known by: the same question is not counted twice."""

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from sijill.model.estimate import (
    CaptureHistories,
    CarriedLinkage,
    Estimate,
    LinkageError,
    Member,
    Provenance,
    Rate,
    Refusal,
    Remark,
)

Record = Mapping[str, Any]  # Any: JSON values


def key_of(provenance: Provenance) -> str:
    """Return the SHA-256 of a provenance: histories, linkage, method, version, parameters and seed."""
    told = json.dumps(dataclasses.asdict(provenance), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def question_key(provenances: Iterable[Provenance], asked: Mapping[str, Any]) -> str:  # Any: JSON values
    """Return the key of what was asked for beside the answers: scope, sensitivity, claims."""
    told = json.dumps(asked, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256("\n".join([*map(key_of, provenances), told]).encode()).hexdigest()


def to_record(result: Estimate | Refusal) -> dict[str, Any]:  # Any: JSON values
    """Return what ``from_record`` makes the same answer from; in no language."""
    return {"kind": type(result).__name__.lower(), **dataclasses.asdict(result)}


def from_record(record: Record) -> Estimate | Refusal:
    """Return the answer of a record that was read from JSON."""
    told: dict[str, Any] = {name: _tuple(value) for name, value in record.items() if name != "kind"}
    told["warnings"] = tuple(map(_remark, record["warnings"]))
    told["provenance"] = Provenance(
        **{**record["provenance"], "parameters": _tuple(record["provenance"]["parameters"])}
    )
    if record["kind"] == "refusal":
        return Refusal(**told)
    told["assumptions"] = tuple(map(_remark, record["assumptions"]))
    told["models"] = tuple(Member(**_tuples(each)) for each in record["models"])
    told["linkage"] = _carried(record["linkage"]) if record["linkage"] else None
    return Estimate(**told)


def _carried(record: Record) -> CarriedLinkage:
    error = record["error"]
    rates = {name: Rate(**error[name]) if error[name] else None for name in ("recall", "precision")}
    clusterings = tuple(CaptureHistories(**_tuples(each)) for each in error["clusterings"])
    known = LinkageError(clusterings=clusterings, imputed=error["imputed"], **rates)
    return CarriedLinkage(**{**_tuples(record), "error": known})


def _remark(record: Record) -> Remark:
    return Remark(code=record["code"], fields=_tuple(record["fields"]))


def _tuples(record: Record) -> dict[str, Any]:  # Any: JSON values
    return {name: _tuple(value) for name, value in record.items()}


def _tuple(value: Any) -> Any:  # Any: JSON values
    return tuple(map(_tuple, value)) if isinstance(value, list | tuple) else value
