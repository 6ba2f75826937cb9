"""A claim: a quantity that somebody stated in public. Never true or false: compared."""

import dataclasses
from enum import StrEnum


class Qualifier(StrEnum):
    """How the words bind the number; ``none`` is a denial without any number."""

    EXACT = "exact"
    APPROX = "approx"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    RANGE = "range"
    FEW = "few"
    INDEFINITE_PLURAL = "indefinite_plural"
    ZERO = "zero"
    NONE = "none"


class Stance(StrEnum):
    """What the source does with the quantity: it may state, deny, estimate or pass it on with a reserve."""

    ASSERTED = "asserted"
    DENIED = "denied"
    UNVERIFIED = "unverified"
    ESTIMATED = "estimated"
    ALLEGED = "alleged"


class ClaimType(StrEnum):
    """What is counted and what happened to it; a closed list, shared by ledger and interface."""

    KILLED = "killed"
    INJURED = "injured"
    DISPLACED = "displaced"
    REFUGEES = "refugees"
    RETURNED = "returned"
    DETAINED = "detained"
    MISSING = "missing"
    RELEASED = "released"
    DIED_IN_DETENTION = "died_in_detention"
    STARVATION_DEATHS = "starvation_deaths"
    BESIEGED = "besieged"
    IN_NEED = "in_need"
    OUT_OF_SCHOOL = "out_of_school"
    RECRUITED_CHILDREN = "recruited_children"
    DESTROYED = "destroyed"
    ATTACKS = "attacks"
    MASS_GRAVES = "mass_graves"
    BODIES_FOUND = "bodies_found"
    REPORTS = "reports"
    DOCUMENTS = "documents"
    TESTIMONIES = "testimonies"
    PHOTOS = "photos"
    SANCTIONED = "sanctioned"
    MONEY = "money"
    POVERTY = "poverty"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words as written and where they stand: code points, end exclusive."""

    text: str
    start: int
    end: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StatedTime:
    """When, as the text says it; ``iso`` is None where the text does not fix it."""

    span: Span
    iso: str | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A quantity with its words, bounds, subject and speaker, each with its place in the text as given."""

    span: Span
    """The bound, the number and the counted noun, verbatim."""

    minimum: int | float | None
    """The lowest number stated, None where the words leave that side open."""

    maximum: int | float | None
    qualifier: Qualifier
    type: ClaimType

    unit: str
    """What is counted, in English singular (``person``, ``family``, ``USD``), or ``percent_of_<whole>``."""

    stance: Stance = Stance.ASSERTED

    subset_of: int | None = None
    """Index, in the same list, of the claim that this is a part of; parts are never added to their whole."""

    attribution: Span | None = None
    """The words that name who says it; for a statement's later sentences, those at its head."""

    perpetrator: Span | None = None
    """Whom the text holds responsible, in its own words; stated, never established."""

    places: tuple[Span, ...] = ()
    times: tuple[StatedTime, ...] = ()

    trace: tuple[str, ...] = ()
    """Which rules fired, in order, for the reviewer who decides."""


class Relation(StrEnum):
    """How a figure stands to what is known of the same quantity. Never a verdict."""

    BELOW_DOCUMENTED = "below_documented"
    BETWEEN = "between"
    """At or above what is documented, below the interval of the estimate."""
    INSIDE = "inside"
    """What is said and the interval have a number in common."""
    ABOVE = "above"
    NO_ESTIMATE = "no_estimate"
    """Not below what is documented; there is no estimate of this quantity to compare with."""
    NOT_COMPARABLE = "not_comparable"


class Field(StrEnum):
    """What two figures have to share before they are set beside each other."""

    NUMBER = "number"
    """A number that can be set beside a count: not a share, nor an order of magnitude."""
    STANCE = "stance"
    """That the source stands by it: a figure that it denies is not its own."""
    TYPE = "type"
    """What happened: killed, detained."""
    POPULATION = "population"
    """Whom or what is counted: all persons, civilians, children, families; or a part of another figure."""
    CAUSE = "cause"
    """By whom or what."""
    PLACE = "place"
    PERIOD = "period"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """What a figure counts, as far as it says so."""

    type: str
    population: str
    """A unit of claims: ``person`` means everybody of that type."""
    cause: str = ""
    """In its own words; empty where nothing was said, ``all`` where every cause is meant."""
    places: tuple[str, ...] = ()
    """As written; empty where nothing was said. ``all`` where no place is left out."""
    since: str = ""
    """First day, ISO 8601; empty where nothing was said."""
    until: str = ""
    """Last day."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a stated figure is read when it is compared; what was stated is kept apart from it."""

    low: float
    high: float | None
    """None where it reaches upwards without end."""
    rule: str
    """Which row of the table of readings it is, for the reviewer."""
