"""The ledger of claims: what was read in each exhibit, in the order in which it was read; nothing is rewritten.

A claim is named by its exhibit and its number there, which stays. When a later version of the grammar reads a passage
otherwise, the claim it no longer finds is *superseded* and what it finds instead gets a number of its own; both stay.
The ledger is a function of the log: one entry for each exhibit and reading in which something changed.
"""

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sijill.model.log import Entry

Row = dict[str, Any]
"""A claim as ``sijill claim --json`` tells it, with ``at``, the passage that it stands in. Any: JSON values."""

_PARENT: Final = "subset_of"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """A claim of the ledger."""

    exhibit: str
    number: int
    """Counted from 0 in its exhibit; stays, and is given to no other."""
    row: Mapping[str, Any]
    """As it was read; ``subset_of`` is a number of the same exhibit."""
    method: str
    """Which version of the grammar read it."""
    position: int
    """Of the log entry that has it."""
    superseded: int | None = None
    """Position of the entry after which it counts no more."""


def replay(entries: Iterable[Entry]) -> dict[str, list[Entered]]:
    """Return the ledger as the log tells it: by exhibit, its claims by number."""
    ledger: dict[str, list[Entered]] = {}
    for entry in entries:
        about = entry.about
        claims = ledger.setdefault(str(about["exhibit"]), [])
        for number in about["superseded"]:
            claims[number] = dataclasses.replace(claims[number], superseded=entry.position)
        claims += [
            Entered(
                exhibit=str(about["exhibit"]),
                number=len(claims) + place,
                row=row,
                method=str(about["method"]),
                position=entry.position,
            )
            for place, row in enumerate(about["claims"])
        ]
    return ledger


def change(exhibit: str, held: Sequence[Entered], read: Sequence[Row], method: str) -> Row | None:
    """Return what the log has to say so that the ledger has just what was ``read``; None when it has.

    In ``read``, ``subset_of`` is a place in the list; in what is returned it is a number of the exhibit.
    """
    rows = [each.row for each in held]
    live = {_identity(each.row, rows): each for each in held if each.superseded is None}
    numbers: list[int] = []
    fresh: list[Row] = []
    met: set[int] = set()
    for row in read:
        known = live.get(_identity(row, read))
        if known is not None and known.number not in met:
            met.add(known.number)
            numbers.append(known.number)
        else:
            numbers.append(len(held) + len(fresh))
            fresh.append(row)
    gone = [each.number for each in live.values() if each.number not in met]
    if not fresh and not gone:
        return None
    told = [{**row, _PARENT: None if row[_PARENT] is None else numbers[row[_PARENT]]} for row in fresh]
    return {"exhibit": exhibit, "claims": told, "superseded": sorted(gone), "method": method}


def _identity(row: Mapping[str, Any], siblings: Sequence[Mapping[str, Any]]) -> str:
    """Return what makes two readings the same claim: all that was read, and the same of its whole."""
    told = {name: value for name, value in row.items() if name != "trace"}
    if row[_PARENT] is not None:
        told[_PARENT] = _identity(siblings[row[_PARENT]], siblings)
    return json.dumps(told, sort_keys=True, ensure_ascii=False)
