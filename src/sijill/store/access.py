"""Who may use which exhibit for what: the one mechanism that every exit asks.

Access belongs to the deposit; where the same bytes were handed in on different terms, the strictest
hold, since whoever handed them in closed must not be overruled by whoever handed them in open.
"""

import enum
import sqlite3
from typing import Final

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
    EXPORT = "export"
    """A copy leaves the register, for a reader of some level; sealed exhibits never leave in the clear."""


_NEEDED: Final = {
    Access.PUBLIC: {Purpose.PUBLISH},
    Access.PARTNER: {Purpose.SHARE, Purpose.PUBLISH},
    Access.TEAM: {Purpose.KEEP},
    Access.SEALED: {Purpose.KEEP},
}
"""What must have been agreed to before a reader of a level may see something: one purpose of each set.
Showing to the public is publishing, and showing to a partner is sharing, whatever the verb is called."""


def terms_of(register: Register) -> dict[ExhibitId, Terms]:
    """Return the terms that hold for each exhibit: the strictest over its deposits."""
    with catalogue.opened(register) as connection:
        return _terms(connection)


def allowed(terms: Terms, use: Use, reader: Access) -> bool:
    """Return whether ``terms`` allow ``use`` to a reader of level ``reader``."""
    if use is Use.PUBLISH:
        return terms.access is Access.PUBLIC and Purpose.PUBLISH in terms.consent
    if use is Use.TOTALS:
        return terms.access is not Access.SEALED and bool({Purpose.TOTALS, Purpose.PUBLISH} & terms.consent)
    if use is Use.EXPORT and Access.SEALED in {terms.access, reader}:
        return False
    return terms.access.rank <= reader.rank and bool(_NEEDED[reader] & terms.consent)


def permitted(register: Register, use: Use, *, reader: Access = Access.TEAM) -> list[Exhibit]:
    """Return the exhibits, by number, that may be used in this way by a reader of this level."""
    with catalogue.opened(register) as connection:
        # The exhibits first: a deposit that comes in between can then only be missing here, not open there.
        exhibits = catalogue.exhibits(connection)
        terms = _terms(connection)
    return [each for each in exhibits if allowed(terms[each.number], use, reader)]


def _terms(connection: sqlite3.Connection) -> dict[ExhibitId, Terms]:
    given: dict[ExhibitId, list[Terms]] = {}
    for deposit in catalogue.deposits(connection):
        given.setdefault(deposit.exhibit, []).append(deposit.terms)
    return {exhibit: strictest(terms) for exhibit, terms in given.items()}
