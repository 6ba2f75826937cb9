"""Counting inside a register: clusters into capture histories, and an estimate for each kind of event.

The lists are the exhibits that were linked. A person is counted once, under the last thing that any list says
happened: death before detention before disappearance, since a list keeps what was known when it was made. The
exhibits of a total are all that decide it, so that one not given for totals holds back each total it touches.
"""

import dataclasses
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sijill.count.histories import histories_from_clusters
from sijill.count.report import to_json
from sijill.model.estimate import CaptureHistories, Estimate, LinkageError, Rate, Refusal
from sijill.model.log import Act
from sijill.store import tables
from sijill.store.access import Use, permitted
from sijill.store.layout import Register

ALL: Final = "all"
KINDS: Final = ("killed", "detained", "missing")


_Persons: TypeAlias = Mapping[str, Any]
"""The person of each mention. Any: an id, or a number in a drawn clustering."""
_Mentions: TypeAlias = Sequence[Mapping[str, str]]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLinkage:
    """What is known of the error of a register's linkage: clusterings of its mentions, or audited rates."""

    told: Mapping[str, int]
    """Where it comes from, for the log."""
    recall: Rate | None = None
    precision: Rate | None = None
    ids: Sequence[str] = ()
    clusterings: Sequence[NDArray[np.int32]] = ()
    """Each with a number for each of ``ids``, which are mentions: equal numbers are one person."""


def count_register(
    register: Register,
    *,
    seed: int | None = None,
    believed: int | None = None,
    linkage: RegisterLinkage | None = None,
) -> dict[str, Estimate | Refusal]:
    """Estimate the total of all persons and of each kind; keep the table ``estimates``; the run is logged.

    With ``linkage`` the totals carry its error. UsageError when nothing has been linked yet.
    """
    from sijill.count.average import BELIEVED
    from sijill.count.total import DEFAULT_SEED, estimate_total

    choices = {
        "seed": DEFAULT_SEED if seed is None else seed,
        "believed": BELIEVED if believed is None else believed,
    }
    readable = {exhibit.number for exhibit in permitted(register, Use.READ)}
    found = tables.read(register, "mentions").select(["mention", "exhibit", "list", "kind"]).to_pylist()
    mentions = [each for each in found if each["exhibit"] in readable]
    clusters = tables.read(register, "clusters")
    person_of = dict(zip(clusters["mention"].to_pylist(), clusters["person"].to_pylist(), strict=True))
    said = _said(mentions, person_of)
    made = _by_name(mentions, person_of)
    errors = _errors(mentions, linkage, made)
    results: dict[str, Estimate | Refusal] = {}
    rows = []
    for name, histories in made.items():
        results[name] = estimate_total(histories, **choices, linkage=errors[name])
        # A list that moves a person out of this total, because it knows of a later thing, decides it too.
        weighed = [each for each in mentions if name == ALL or name in said[person_of[each["mention"]]]]
        exhibits = sorted({str(each["exhibit"]) for each in weighed})
        rows.append(_row(name, histories, results[name], exhibits))
    told = {
        "inputs": [tables.current(register)[name] for name in ("clusters", "mentions")],
        **choices,
        **({"linkage": dict(linkage.told)} if linkage else {}),
    }
    built = tables.to_bytes(_table(rows), order=["name"], provenance=told)
    tables.commit(register, Act.ESTIMATION, {"estimates": built}, told)
    return results


def _by_name(mentions: _Mentions, person_of: _Persons) -> dict[str, CaptureHistories]:
    """Return the histories of each total that anybody is in."""
    said = _said(mentions, person_of)
    kinds = {person: next((kind for kind in KINDS if kind in found), "") for person, found in said.items()}
    chosen = {
        name: [each for each in mentions if name in {ALL, kinds[person_of[each["mention"]]]}]
        for name in (ALL, *KINDS)
    }
    return {name: _histories(some, person_of) for name, some in chosen.items() if some}


def _errors(
    mentions: _Mentions, linkage: RegisterLinkage | None, made: Mapping[str, CaptureHistories]
) -> dict[str, LinkageError]:
    """Return for each total what is known of its linkage's error."""
    if linkage is None:
        return dict.fromkeys(made, LinkageError())
    drawn: dict[str, list[CaptureHistories]] = {name: [] for name in made}
    for clustering in linkage.clusterings:
        person_of = dict(zip(linkage.ids, clustering.tolist(), strict=True))
        linked = [each for each in mentions if each["mention"] in person_of]
        for name, histories in _by_name(linked, person_of).items():
            if name in drawn:
                drawn[name].append(histories)
    return {
        name: LinkageError(clusterings=tuple(some), recall=linkage.recall, precision=linkage.precision)
        for name, some in drawn.items()
    }


def _said(mentions: _Mentions, person_of: _Persons) -> dict[Any, set[str]]:  # Any: see _Persons
    """Return every kind of event that any list says of each person."""
    said: dict[Any, set[str]] = {}  # Any: see _Persons
    for each in mentions:
        said.setdefault(person_of[each["mention"]], set()).add(each["kind"])
    return said


def _histories(mentions: _Mentions, person_of: _Persons) -> CaptureHistories:
    names = tuple(sorted({str(each["list"]) for each in mentions}))
    codes = {name: code for code, name in enumerate(names)}
    return histories_from_clusters(
        np.array([person_of[each["mention"]] for each in mentions]),
        np.array([codes[each["list"]] for each in mentions]),
        names,
    )


def _row(
    name: str, histories: CaptureHistories, result: Estimate | Refusal, exhibits: list[str]
) -> dict[str, Any]:  # Any: a row of a table
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
        "provenance": json.dumps(english["provenance"], ensure_ascii=False, sort_keys=True),
    }


def _table(rows: list[dict[str, Any]]) -> Any:  # Any: pyarrow has no types
    import pyarrow as pa

    texts, whole = pa.list_(pa.string()), pa.int64()
    types = {
        "name": pa.string(), "documented": whole, "estimate": whole, "low": whole, "high": whole,
        "linkage_share": pa.float64(),
        "refused_code": pa.string(), "refused_ar": pa.string(), "refused_en": pa.string(),
        "assumptions_ar": texts, "assumptions_en": texts, "warnings_ar": texts, "warnings_en": texts,
        "lists": texts, "exhibits": texts, "patterns": texts, "counts": pa.list_(whole), "provenance": pa.string(),
    }  # fmt: skip
    return pa.Table.from_pylist(rows, schema=pa.schema(list(types.items())))
