"""Withdrawal: on whose authority and for what kind of reason something goes. Closed sets: nothing personal."""

import dataclasses
import enum

from sijill.model.identity import ExhibitId


class Authority(enum.Enum):
    """On whose authority it goes."""

    DEPOSITOR = "depositor"
    PERSON = "person"
    """Somebody who is shown or named in it."""
    TEAM = "team"
    COURT = "court"


class Reason(enum.Enum):
    """The kind of reason. More would tell of the person that the withdrawal protects."""

    CONSENT = "consent"
    """Consent was withdrawn, or never given."""
    DANGER = "danger"
    """Keeping it endangers somebody."""
    LAW = "law"
    MISTAKE = "mistake"
    """It was taken in by mistake."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """An earlier export of what was withdrawn, and to whom it went."""

    position: int
    at: str
    act: str
    recipient: str
    """As the export named it; empty when it went to the public, or nobody was named."""
    exhibits: tuple[ExhibitId, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """What a withdrawal did."""

    position: int
    """Of the tombstone, or of the proposal."""
    is_done: bool
    """False for a proposal that another person has to confirm."""
    exhibits: tuple[ExhibitId, ...] = ()
    """Those of which no deposit is left."""
    withdrawn: tuple[int, ...] = ()
    """Positions of the entries whose payloads are gone."""
    notices: tuple[Notice, ...] = ()
    site: bool = False
    """A site inside the register showed it and was removed."""
