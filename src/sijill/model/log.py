"""The log: acts, and the entries that record them."""

import dataclasses
import enum
from collections.abc import Mapping
from typing import Any


class Act(enum.Enum):
    """What was done, in PREMIS event words where PREMIS has one."""

    CREATION = "creation"
    ACCESSION = "accession"
    EXTRACTION = "metadata extraction"
    LINKAGE = "linkage"
    ESTIMATION = "estimation"
    CLAIMS = "claims reading"
    SCREENING = "screening"
    COMPARISON = "comparison"
    """Of exhibits, for near duplicates."""
    PUBLICATION = "dissemination"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act in the log. What it says lies in a payload to which the log leaf only commits."""

    position: int
    at: str
    """UTC, ISO 8601."""
    act: Act
    tool: str
    """Program and version, for example ``sijill 0.1.0``."""
    about: Mapping[str, Any]  # Any: each act says its own things, as JSON
