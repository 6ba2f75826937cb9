"""What a public site may know: an allow-list of fields. Pages see a Story and nothing else.

A field that is not here cannot reach a page. Left out on purpose: persons' names, mentions, pairs, hits,
whom a claim accuses, who handed an exhibit in, and everything of an exhibit that is not public.
"""

import dataclasses
from typing import Final

from sijill.model.identity import ExhibitId

DEAD_KINDS: Final = frozenset({"killed", "died_in_detention", "starvation_deaths", "bodies_found"})
"""Totals that count the dead; in every other, persons may be alive and small cells are suppressed."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A passage of a public exhibit, as written."""

    at: str
    position: int
    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PublicExhibit:
    """An exhibit whose every deposit allows publication."""

    number: ExhibitId
    name: str
    list_name: str
    """Empty when it was not handed in as a list."""
    size: int
    """Bytes."""
    digest: str
    """SHA-256 of its bytes, so that a reader who holds a copy can compare."""
    received: str
    """Day of the first deposit, as the clock of the log wrote it."""
    texts: tuple[Text, ...]
    silence: str
    """Why no text is shown (``persons``, ``layer``, ``picture``, ``nothing``); empty when it is."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CountedList:
    """A closed exhibit that is counted in a published total: its number and list name, nothing else."""

    number: ExhibitId
    list_name: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A claim set beside a total that is published, or the reason why it is not."""

    relation: str
    """below_documented, between, inside, above, not_comparable, no_estimate; or ``withheld``."""
    estimate: str
    """Name of the published total; empty when there is none to show."""
    reason: str
    """no_total, or which fields the reader has to know of: differing, doubtful, narrower, unsaid; or empty."""
    fields: tuple[str, ...] = ()
    """Population, cause, place, period: by name."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A figure that others published, beside a claim of the same type."""

    publisher: str
    document: str
    published: str
    """When, ISO 8601 at the precision known."""
    documented: int | None
    estimate: int | None
    low: int | None
    high: int | None
    beside: Beside


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A quantity that a public exhibit states, with the words that state it."""

    exhibit: ExhibitId
    position: int
    """Its running number in the exhibit; anchors are made of it."""
    at: str
    start: int
    end: int
    """Code points of the passage at ``at``."""
    text: str
    least: float | None
    most: float | None
    qualifier: str
    type: str
    unit: str
    subset_of: int | None
    stance: str
    attribution: str
    beside: Beside | None
    """None when no run has set it beside the totals."""
    published: tuple[Published, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How many persons are on exactly these lists."""

    pattern: str
    """One 0 or 1 for each list, in the order of the estimate's lists."""
    count: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """A table of overlaps that may be shown: cells, and what all other patterns hold together."""

    cells: tuple[Cell, ...]
    others: int | None
    """Persons on all patterns that are not shown; None when every pattern is shown."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list that a total counts, and the exhibits that are it."""

    name: str
    exhibits: tuple[ExhibitId, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """Sentences of a computed row, in both languages."""

    ar: tuple[str, ...]
    en: tuple[str, ...]

    def of(self, language: str) -> tuple[str, ...]:
        """Return the sentences in ``ar`` or ``en``."""
        return self.ar if language == "ar" else self.en


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A total that may be published: what is documented, and the estimate or its refusal."""

    name: str
    small: bool
    """The count, or one that would give it away, is under five: no figure of this total is shown."""
    documented: int | None
    estimate: int | None
    low: int | None
    high: int | None
    refused: Sentences
    """Empty when there is an estimate."""
    assumptions: Sentences
    warnings: Sentences
    lists: tuple[Listed, ...]
    weighed: tuple[ExhibitId, ...]
    """Every exhibit that the total rests on; pages name only those of ``lists``."""
    overlap: Overlap | None
    """None when its cells are not shown: they are too small, or those of other totals would give them away."""
    scope: tuple[tuple[str, str], ...]
    """What was declared of population, cause, place and period, by these names; what was not is left out."""
    provenance: tuple[tuple[str, str], ...]
    """Method, version, parameters, seed; no hash of an input, since inputs can be closed."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """That parties were screened, and against which lists of which days; not who, not what was found."""

    parties: int
    lists: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Everything that a public site tells."""

    exhibits: tuple[PublicExhibit, ...]
    counted: tuple[CountedList, ...]
    claims: tuple[Claim, ...]
    estimates: tuple[Estimate, ...]
    withheld: tuple[str, ...]
    """Names of totals that are not published because a list in them was not given for totals."""
    stages: frozenset[str]
    """Which of claims, estimates, beside and screening have been run."""
    unquoted: int
    """Claims of public exhibits whose text is not shown; they are left out."""
    screened: tuple[Screened, ...]
    checkpoint: str
    """The signed note of the log after its last act other than a publication, verbatim."""
    as_of: str
    """Time of that act, as the clock of the log wrote it."""
    verifier: str
    made_up: bool
    """The register is a demo: nothing in it is about a real person or event."""

    def estimate(self, name: str) -> Estimate | None:
        """Return the published total of this name, if there is one."""
        return next((each for each in self.estimates if each.name == name), None)

    def exhibit(self, number: str) -> PublicExhibit | None:
        """Return the public exhibit of this number, if it is public."""
        return next((each for each in self.exhibits if each.number == number), None)
