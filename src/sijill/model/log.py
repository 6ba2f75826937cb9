"""The log: acts, and the entries that record them."""

import dataclasses
import enum
from collections.abc import Mapping
from typing import Any


class Act(enum.Enum):
    """What was done, in PREMIS event words where PREMIS has one (id.loc.gov/vocabulary/preservation/eventType).

    The words that are ours: linkage, estimation, claims reading, claim entry, screening, comparison, key change,
    derivation, decision, list loading, hold, release, time stamp. Replication is fixed here so that every version
    reads it alike; nothing writes it yet.
    """

    CREATION = "creation"
    ACCESSION = "accession"
    """A deposit."""
    EXTRACTION = "metadata extraction"
    """Exhibits were read: passages and rows."""
    LINKAGE = "linkage"
    ESTIMATION = "estimation"
    CLAIMS = "claims reading"
    CLAIM = "claim entry"
    """Claims of one exhibit were entered in the ledger, or superseded there."""
    SCREENING = "screening"
    COMPARISON = "comparison"
    """Of exhibits, for near duplicates."""
    PUBLICATION = "dissemination"
    KEY_CHANGE = "key change"
    """Another key signs from here on."""

    DERIVATION = "derivation"
    """Exhibits were made from another: members of an archive, which PREMIS calls unpacking; OCR text, a transcript."""
    VIEW = "displaying"
    """Sealed bytes, or what an entry says, were given to somebody."""
    DECISION = "decision"
    """A reviewer's judgement, or its withdrawal."""
    LIST_LOADING = "list loading"
    SEAL = "encryption"
    REDACTION = "redaction"
    WITHDRAWAL = "deaccession"
    """The tombstone of what was withdrawn."""
    EXPORT = "exporting"
    HOLD = "hold"
    """Use ends by order of an authority; existence does not."""
    RELEASE = "release"
    CONSENT = "policy assignment"
    """Consent or access changed."""
    MIRROR = "replication"
    REPAIR = "recovery"
    """Files that were damaged or gone came back from a mirror."""
    TIME_STAMP = "time stamp"
    """An outside authority dated a checkpoint."""
    CLOSING = "packing"
    """The register was packed into one encrypted file."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act in the log. What it says lies in a payload to which the log leaf only commits."""

    position: int
    at: str
    """UTC, ISO 8601."""
    act: Act
    tool: str
    """Program and version, for example ``sijill 0.1.0``."""
    actor: str = ""
    """A person's or machine's short name as they gave it; empty when nobody said. Never taken from the system."""
    about: Mapping[str, Any]  # Any: each act says its own things, as JSON
