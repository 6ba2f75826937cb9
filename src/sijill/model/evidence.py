"""Evidence: exhibits, deposits, and the terms under which a deposit was handed in."""

import dataclasses
import enum
import itertools

from sijill.model.identity import ExhibitId, ObjectId


class Access(enum.Enum):
    """Who may read a deposit; each level is closed to the ones before it. Closed by default: ``team``."""

    PUBLIC = "public"
    PARTNER = "partner"
    TEAM = "team"
    SEALED = "sealed"

    @property
    def rank(self) -> int:
        """0 for public, rising with how closed the level is."""
        return list(Access).index(self)


class Purpose(enum.Enum):
    """What the person who handed something in agreed to, purpose by purpose."""

    KEEP = "keep"
    TOTALS = "totals"
    """Count in published totals, never row by row."""
    PUBLISH = "publish"
    SHARE = "share"
    CONTACT = "contact"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """Where in an exhibit a detail stands: a page, row, span or second."""

    exhibit: ExhibitId
    """The exhibit's accession number, for example ``2026-000421``."""

    at: str
    """A locator, for example ``page=3`` or ``sheet=1&row=17``."""

    def cited(self) -> str:
        """Return how it is cited: ``2026-000421 p. 3`` for a page, else the number with the locator as it is."""
        first, _, rest = self.at.partition("&")
        name, _, number = first.partition("=")
        if name != "page" or not number:
            return f"{self.exhibit} {self.at}".rstrip()
        return f"{self.exhibit} p. {number}" + (f" {rest}" if rest else "")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Access and consent, as given with a deposit or as they hold for an exhibit."""

    access: Access
    consent: frozenset[Purpose]
    shared_with: frozenset[str] = frozenset()
    """Recipients by name to whom sharing was agreed, beside what ``consent`` says of sharing with any."""
    held: bool = False
    """An authority ordered a hold: no use at all."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """Bytes as received, under an accession number that stays."""

    number: ExhibitId
    object: ObjectId
    size: int
    """Bytes."""
    name: str
    """Safe display form of the name it was first handed in under."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Deposit:
    """One act of handing in. The same bytes can be deposited twice on different terms."""

    position: int
    """Of its entry in the log."""
    exhibit: ExhibitId
    at: str
    """UTC, ISO 8601; a claim of the clock that wrote it."""
    source: str
    name: str
    terms: Terms
    list_name: str | None
    """The name of the list that the exhibit is, where it is one."""
    derived_from: ExhibitId | None = None
    """The exhibit that it was made of here, as a redacted copy is, or came out of."""
    member_of: int | None = None
    """The position of the deposit of the archive that it came out of: its access is never more open than the archive's."""


def strictest(terms: list[Terms]) -> Terms:
    """Return the terms that satisfy every deposit: the most closed access, the consent common to all."""
    names = frozenset(itertools.chain.from_iterable(each.shared_with for each in terms))
    return Terms(
        access=max((each.access for each in terms), key=lambda level: level.rank),
        consent=frozenset.intersection(*(each.consent for each in terms)),
        shared_with=frozenset(
            name
            for name in names
            if all(Purpose.SHARE in each.consent or name in each.shared_with for each in terms)
        ),
        held=any(each.held for each in terms),
    )
