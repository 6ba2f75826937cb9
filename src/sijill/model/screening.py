"""A party to screen, and what screening says of it: always possible, with reasons, never a verdict."""

import dataclasses
import datetime as dt
import enum

from sijill.model.listing import DateSpan, Listing, PartyType


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody or something to compare with the lists, as the user's table has it."""

    id: str
    name: str
    type: PartyType = PartyType.UNKNOWN
    births: tuple[DateSpan, ...] = ()
    """What the written birth date can mean: two days where day and month could be swapped."""
    country: str = ""
    identifiers: tuple[str, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    """Column and value of what was written but not understood: never taken as absent."""


class HitState(enum.StrEnum):
    """What can be said of a party and a list on a day."""

    POSSIBLE = "possible"
    """A possible match with a listing that stands in the list in force."""
    FORMER = "formerly listed"
    """A possible match with a listing of an earlier date that the list in force does not have."""
    NOT_FOUND = "not found"
    """Not found in this list of this date; nothing more."""
    NOT_COMPARED = "not compared"
    """No list of that date, or a name or type that is not read."""


class Stance(enum.StrEnum):
    """Which way a reason points."""

    FOR = "for"
    AGAINST = "against"
    NOTE = "note"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason: a key of ``words/screen.toml`` and its fields."""

    key: str
    fields: tuple[tuple[str, object], ...] = ()
    stance: Stance = Stance.NOTE


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One row of the answer: a party, a list, and what can be said."""

    party_id: str
    state: HitState
    list_name: str
    list_date: dt.date
    """Date of the snapshot in force; where there is none, of the earliest, which was not compared."""
    reasons: tuple[Reason, ...]
    listing: Listing | None = None
    """None unless the state is possible or formerly listed."""
    score: float | None = None
    """Between 0 and 1: the names' score moved by birth date, type, country and identifier."""
    name_score: float | None = None
