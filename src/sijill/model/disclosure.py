"""Disclosure: what was given to whom, and what of what they asked for was withheld and why. Closed sets: nothing personal."""

import dataclasses
import enum

from sijill.model.identity import ExhibitId


class Form(enum.Enum):
    """In which form exhibits are given."""

    DOSSIER = "dossier"
    LOAD_FILE = "load file"
    """A production for software of courts and law firms, page by page."""


class Withholding(enum.Enum):
    """Why an exhibit was not given."""

    ACCESS = "access"
    """It is closed to readers of this level."""
    CONSENT = "consent"
    """Nobody agreed to this use of it, or no longer."""
    HOLD = "hold"
    SEALED = "sealed"
    WITHDRAWN = "withdrawn"
    """It is no longer in the register."""
    SOURCES = "sources"
    """Its deposit names people who must not be told of."""
    REDACTED = "redacted"
    """A redacted copy was given instead."""
    PROTECTION = "protection"
    """It could endanger somebody."""
    PRIVILEGE = "privilege"
    """It is between lawyer and client, or protected by law in another way."""
    SCOPE = "scope"
    """It lies outside of what was asked for."""


BY_HAND = (Withholding.PROTECTION, Withholding.PRIVILEGE, Withholding.SCOPE)
"""Reasons that only a person can give; the rules find the others."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """An exhibit that was asked for and not given."""

    exhibit: ExhibitId
    reason: Withholding
    instead: tuple[ExhibitId, ...] = ()
    """Redacted copies of it that were given."""
    exculpatory: bool | None = False
    """It was handed in as what may speak for an accused; None where that could not be read: sealed, or gone."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """One act of giving, or of giving nothing of what was asked for."""

    position: int
    """Of its entry in the log: of the export, or of the decision where nothing was given."""
    at: str
    actor: str
    recipient: str
    reader: str
    """The level as whom they read."""
    form: str
    given: tuple[ExhibitId, ...]
    withheld: tuple[Withheld, ...] = ()
    asked: str = ""
    """``exhibits``, ``person`` or ``everything``; empty where the log has only what was given."""
    person: str = ""
