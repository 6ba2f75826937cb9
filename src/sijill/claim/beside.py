"""A claim beside what is known of the same quantity: documented persons, an estimate or its refusal.

The answer is a relation, never a verdict, and it comes with the fields in which the two differ. What is compared is
the claim's reading; what it states stays beside it.
"""

import dataclasses
import math
from typing import Final

from sijill.claim.definition import EVERYBODY, Comparison, compare
from sijill.model.claim import Definition, Field, Qualifier, Reading, Relation
from sijill.text.extents import Extents

_COUNTED: Final = frozenset(Qualifier) - {Qualifier.INDEFINITE_PLURAL, Qualifier.NONE}
"""Qualifiers with bounds that can be set beside a count; an order of magnitude (مئات) cannot."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of one quantity."""

    definition: Definition
    documented: int | None
    """Persons known by name, at least; None where nobody counted them."""
    low: int | None = None
    high: int | None = None
    estimate: int | None = None
    """None, with its ends, where there is no estimate or it was refused."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a claim says, as far as it can be compared."""

    definition: Definition
    reading: Reading | None
    qualifier: Qualifier
    is_part: bool = False
    """A part of another claim (من بينهم): of everybody, it does not say which."""
    is_denied: bool = False
    """The source denies the figure that it names."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A relation, and what the reader has to know of it."""

    relation: Relation
    differing: tuple[Field, ...] = ()
    """Fields that make the two figures count different things."""
    narrower: tuple[Field, ...] = ()
    """Fields in which the claim counts a part of what is known."""
    doubtful: tuple[Field, ...] = ()
    """Fields of which it cannot be said whether they are the same."""
    unsaid: tuple[Field, ...] = ()
    """Fields that one of the two does not state."""
    where: str = ""
    """Why places are not simply the same or another: a key of ``beside.where``."""


def set_beside(said: Said, known: Known, extents: Extents | None = None) -> Beside:
    """Return how a claim stands to something known; places by the gazetteer of ``extents``.

    Of a claim that counts a part of what is known only that it is above it can be told; of one that may count
    something else, nothing.
    """
    fields = compare(said.definition, known.definition, extents)
    differing = fields.differing
    if said.is_part and said.definition.population == EVERYBODY and Field.POPULATION not in differing:
        differing = (Field.POPULATION, *differing)
    if said.is_denied:
        differing = (Field.STANCE, *differing)
    if said.reading is None or said.qualifier not in _COUNTED:
        differing = (Field.NUMBER, *differing)
    is_other = bool(differing or fields.doubtful)
    relation = Relation.NOT_COMPARABLE if is_other else _relation(said.reading, known)
    if fields.narrower and relation is not Relation.ABOVE:
        relation = Relation.NOT_COMPARABLE
    return _answer(relation, dataclasses.replace(fields, differing=differing))


def _answer(relation: Relation, fields: Comparison) -> Beside:
    return Beside(
        relation=relation,
        differing=fields.differing,
        narrower=fields.narrower,
        doubtful=fields.doubtful,
        unsaid=fields.unsaid,
        where=fields.where,
    )


def _relation(reading: Reading | None, known: Known) -> Relation:
    if reading is None:
        return Relation.NOT_COMPARABLE
    high = math.inf if reading.high is None else reading.high
    if known.documented is not None and high < known.documented:
        return Relation.BELOW_DOCUMENTED
    if known.low is None or known.high is None:
        return Relation.NO_ESTIMATE
    if reading.low > known.high:
        return Relation.ABOVE
    return Relation.BETWEEN if high < known.low else Relation.INSIDE
