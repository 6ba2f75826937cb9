"""Custody before intake: what whoever hands something in tells of it. Claims, kept as written.

The fields are those that the Berkeley Protocol on Digital Open Source Investigations (OHCHR and UC Berkeley,
2022) asks for at collection, and what a court asks of any exhibit: who made it, and through whose hands it came.
"""

import dataclasses
from typing import Any


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What is told of an exhibit before it was handed in. Empty: nobody said."""

    made_by: str = ""
    """Who filmed, photographed or wrote it."""
    came_by: str = ""
    """How it came to whoever hands it in."""
    chain: tuple[str, ...] = ()
    """Who held it before, the earliest first."""
    captured: str = ""
    """When it was filmed, photographed or written."""
    captured_at: str = ""
    """Where."""
    url: str = ""
    """Where it was published."""
    collector: str = ""
    """Who collected it from there."""
    collected: str = ""
    """When."""
    collected_with: str = ""
    """The tool and its version."""
    sha256: str = ""
    """The SHA-256 that others give for it, in hex; the deposit says whether it agrees."""
    witness: str = ""
    """The pseudonym of a protected witness; never the name."""
    exculpatory: bool = False
    """It may speak for an accused: it must be disclosed to the defence."""

    def told(self) -> dict[str, Any]:  # Any: a JSON object
        """Return what was said, by field."""
        fields = {name: getattr(self, name) for name in FIELDS}
        return {name: list(said) if name == "chain" else said for name, said in fields.items() if said}


FIELDS = tuple(field.name for field in dataclasses.fields(Account))
