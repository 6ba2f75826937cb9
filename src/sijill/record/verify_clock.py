"""Verification of the times that entries give, against each other: claims, which no signature makes true."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from sijill.model.log import Entry
from sijill.model.trust import Finding, State
from sijill.store import payload
from sijill.store.layout import Register

_TOLERANCE_SECONDS: Final = 300
"""As for time stamps: clocks are set right by less every day."""


def verify_clock(register: Register, entries: Mapping[int, Entry]) -> Iterator[Finding]:
    """Tell where the clock of whoever wrote went back, each jump once; that is no reason to doubt the rest."""
    newest, by = "", 0
    for position, entry in sorted(entries.items()):
        if entry.at < newest and _seconds(entry.at) + _TOLERANCE_SECONDS < _seconds(newest):
            where = register.below(payload.payload_path(register.path, position))
            detail = f"{entry.at} < {newest} (#{by})"
            yield Finding(state=State.HOLDS, key="clock_back", where=where, detail=detail)
        elif entry.at < newest:
            continue
        newest, by = entry.at, position


def _seconds(time: str) -> float:
    try:
        return datetime.fromisoformat(time).timestamp()
    except ValueError:
        return 0.0
