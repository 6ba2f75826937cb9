"""The table ``estimates`` of a register: a row a total, in words and as a record that gives the answer back."""

import dataclasses
import hashlib
import json
from typing import Any

from sijill.count.kept import from_record, key_of, to_record
from sijill.count.report import to_json
from sijill.count.scope import CODES
from sijill.model.estimate import CaptureHistories, Estimate, Refusal, Scope
from sijill.store import tables
from sijill.store.layout import Register


def kept_answers(register: Register) -> dict[str, Estimate | Refusal]:
    """Return the answers that the table holds, by key; none where there is no whole table, or one of an older version."""
    digest = tables.current(register).get("estimates")
    path = tables.table_path(register, "estimates", digest or "")
    # A missing or damaged table is what a rebuild is for: it counts again.
    if digest is None or not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
        return {}
    held = tables.read(register, "estimates")
    if "answer" not in held.column_names:
        return {}
    answers = [from_record(json.loads(text)) for text in held["answer"].to_pylist()]
    # What was refused for its scope alone says nothing of the lists.
    return {
        key_of(answer.provenance): answer
        for answer in answers
        if not (isinstance(answer, Refusal) and answer.code in CODES)
    }


def row_of(
    name: str, histories: CaptureHistories, result: Estimate | Refusal, exhibits: list[str], scope: Scope
) -> dict[str, Any]:  # Any: a row of a table
    """Return the row of a total."""
    arabic, english = (to_json(result, language) for language in ("ar", "en"))
    interval = english["interval"] or [None, None]
    width = len(histories.lists)
    return {
        "name": name,
        "documented": english["documented"],
        "estimate": english["estimate"],
        "low": interval[0],
        "high": interval[1],
        "linkage_share": english["linkage"] and english["linkage"]["share_of_variance"],
        "refused_code": english["refused_code"] or "",
        "refused_ar": arabic["refused"] or "",
        "refused_en": english["refused"] or "",
        "assumptions_ar": arabic["assumptions"],
        "assumptions_en": english["assumptions"],
        "warnings_ar": [each["text"] for each in arabic["warnings"]],
        "warnings_en": [each["text"] for each in english["warnings"]],
        "lists": list(histories.lists),
        "exhibits": exhibits,
        "patterns": [
            "".join(str(pattern >> place & 1) for place in range(width)) for pattern in histories.patterns
        ],
        "counts": list(histories.counts),
        **dataclasses.asdict(scope),
        "provenance": json.dumps(english["provenance"], ensure_ascii=False, sort_keys=True),
        "answer": json.dumps(to_record(result), ensure_ascii=False, sort_keys=True),
    }


def table_of(rows: list[dict[str, Any]]) -> Any:  # Any: pyarrow has no types
    """Return rows as the table ``estimates``."""
    import pyarrow as pa

    texts, whole = pa.list_(pa.string()), pa.int64()
    types = {
        "name": pa.string(), "documented": whole, "estimate": whole, "low": whole, "high": whole,
        "linkage_share": pa.float64(),
        "refused_code": pa.string(), "refused_ar": pa.string(), "refused_en": pa.string(),
        "assumptions_ar": texts, "assumptions_en": texts, "warnings_ar": texts, "warnings_en": texts,
        "lists": texts, "exhibits": texts, "patterns": texts, "counts": pa.list_(whole),
        "population": pa.string(), "cause": pa.string(), "place": pa.string(), "period": pa.string(), "provenance": pa.string(),
        "answer": pa.string(),
    }  # fmt: skip
    return pa.Table.from_pylist(rows, schema=pa.schema(list(types.items())))
