"""Who may use which exhibit for what: the one mechanism that every exit asks.

Access belongs to the deposit; where the same bytes were handed in on different terms, the strictest
hold, since whoever handed them in closed must not be overruled by whoever handed them in open.
"""

import enum

from sijill.model.evidence import Access, Exhibit, Purpose, Terms, strictest
from sijill.model.identity import ExhibitId
from sijill.store import catalogue
from sijill.store.layout import Register


class Use(enum.Enum):
    """What is about to be done with an exhibit."""

    READ = "read"
    """Shown to a reader of some level inside the team."""
    TOTALS = "totals"
    """Counted in a figure that is published; no row of it is shown."""
    PUBLISH = "publish"
    """Its content or description goes to the public."""


def terms_of(register: Register) -> dict[ExhibitId, Terms]:
    """Return the terms that hold for each exhibit: the strictest over its deposits."""
    given: dict[ExhibitId, list[Terms]] = {}
    with catalogue.opened(register) as connection:
        for deposit in catalogue.deposits(connection):
            given.setdefault(deposit.exhibit, []).append(deposit.terms)
    return {exhibit: strictest(terms) for exhibit, terms in given.items()}


def allowed(terms: Terms, use: Use, reader: Access) -> bool:
    """Return whether ``terms`` allow ``use`` to a reader of level ``reader``."""
    if use is Use.PUBLISH:
        return terms.access is Access.PUBLIC and Purpose.PUBLISH in terms.consent
    if use is Use.TOTALS:
        return terms.access is not Access.SEALED and bool({Purpose.TOTALS, Purpose.PUBLISH} & terms.consent)
    return Purpose.KEEP in terms.consent and terms.access.rank <= reader.rank


def permitted(register: Register, use: Use, *, reader: Access = Access.TEAM) -> list[Exhibit]:
    """Return the exhibits, by number, that may be used in this way by a reader of this level."""
    terms = terms_of(register)
    with catalogue.opened(register) as connection:
        return [each for each in catalogue.exhibits(connection) if allowed(terms[each.number], use, reader)]
