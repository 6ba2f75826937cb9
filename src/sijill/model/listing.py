"""A party under a legal measure, as one list of one date has it, and that list as a whole.

Values stay as published: programme tags, names in the list's own order, dates in the list's own words.
What a listing means in law is not said here: listed is not the same as prohibited.
"""

import dataclasses
import datetime as dt
import enum
from typing import NewType

ListingId = NewType("ListingId", str)
"""The list's own number behind the publisher's name, for example ``OFAC-12345``; stays from date to date."""


class PartyType(enum.StrEnum):
    """What kind of party is meant; a type that nobody stated is unknown, never guessed."""

    INDIVIDUAL = "individual"
    ENTITY = "entity"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    UNKNOWN = "unknown"


class NameKind(enum.StrEnum):
    """How the list gives a name."""

    PRIMARY = "primary"
    STRONG = "strong"
    """Also known as."""
    WEAK = "weak"
    """A broad or low-quality alias: a nickname, an acronym."""
    FORMER = "former"
    LATER = "later"
    """Now known as."""
    ORIGINAL = "original"
    """The name in its own script."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ListedName:
    """One name of a listing, as published."""

    text: str
    kind: NameKind


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DateSpan:
    """A date as published and the days that it can mean: one day, a month, a year, or years around one."""

    first: dt.date
    last: dt.date
    """Inclusive."""
    written: str

    @property
    def is_full(self) -> bool:
        """Whether one single day is meant."""
        return self.first == self.last


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """A number of a document or register, as published."""

    kind: str
    value: str
    country: str
    """Empty when the list does not say."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file of a list, named from the folder that was read, so that no path of a machine is kept."""

    path: str
    sha256: str
    rows: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """Where a listing stands: the file, its line, counted from 1, and the hash of the file."""

    path: str
    row: int
    sha256: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One party on one list of one date."""

    id: ListingId
    list_name: str
    list_date: dt.date
    type: PartyType
    names: tuple[ListedName, ...]
    """May be empty: a list of which only addresses were kept still tells who was on it."""
    source: SourceRow
    details_date: dt.date
    """Date of the list that main name and details were taken from: earlier than ``list_date`` where only that had them."""
    details_source: SourceRow | None = None
    """Where they stand, if not at ``source``."""
    programmes: tuple[str, ...] = ()
    """Tags as published on ``details_date``."""
    births: tuple[DateSpan, ...] = ()
    birth_places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    """Nationality and citizenship, as published."""
    identifiers: tuple[Identifier, ...] = ()
    linked_to: tuple[str, ...] = ()
    """Names of other listings that this one is published as linked to, without percentages."""
    listed_on: dt.date | None = None
    """When the list itself says since when."""
    remarks: str = ""

    @property
    def has_primary(self) -> bool:
        """Whether the main name is known."""
        return any(name.kind is NameKind.PRIMARY for name in self.names)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """Something the reader of an answer has to know about a list: a key of ``words/screen.toml`` and its fields."""

    key: str
    fields: tuple[tuple[str, object], ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One list as it stood on one date."""

    list_name: str
    date: dt.date
    files: tuple[SourceFile, ...]
    listings: tuple[Listing, ...]
    """In the order of their ids; each id once."""
    is_complete: bool
    """False where the file with the main names is not there, so that only presence and aliases are known."""
    cautions: tuple[Caution, ...] = ()
