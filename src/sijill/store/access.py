"""Who may use which exhibit for what: the one mechanism that every exit asks.

Access belongs to the deposit; where the same bytes were handed in on different terms, the strictest
hold, since whoever handed them in closed must not be overruled by whoever handed them in open. Consent
changes by later log entries and expires; a hold ends every use. A redacted copy has the consent and the
holds of its original as they are on the day, and what was agreed to for the copy itself; its level is its own.
A member of an archive has them likewise, but is never more open than its archive.
"""

import dataclasses
import datetime as dt
import enum
import sqlite3
from typing import Final

from sijill.model.consent import Change, Hold, change_of, holds_on, terms_on
from sijill.model.disclosure import Withholding
from sijill.model.evidence import Access, Deposit, Exhibit, Purpose, Terms, strictest
from sijill.model.identity import ExhibitId
from sijill.model.log import Act
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
"""What must have been agreed to before a reader of a level may see something: one purpose of each set, beside
keeping. Showing to the public is publishing, and showing to a partner is sharing, whatever the verb is called."""


def terms_of(register: Register, *, on: dt.date | None = None) -> dict[ExhibitId, Terms]:
    """Return the terms that hold for each exhibit on a day, today without one: the strictest over its deposits."""
    with catalogue.opened(register) as connection:
        return _terms(connection, on)


def allowed(terms: Terms, use: Use, reader: Access, *, to: str = "") -> bool:
    """Return whether ``terms`` allow ``use`` to a reader of level ``reader``, a partner by the name ``to``."""
    return why_closed(terms, use, reader, to=to) is None


def why_closed(terms: Terms, use: Use, reader: Access, *, to: str = "") -> Withholding | None:
    """Return what forbids a use to a reader, the weightiest first; None where it is allowed."""
    if terms.held:
        return Withholding.HOLD
    if terms.access is Access.SEALED and use in {Use.TOTALS, Use.EXPORT}:
        return Withholding.SEALED
    if use is Use.TOTALS:
        level, purposes = terms.access, {Purpose.TOTALS, Purpose.PUBLISH}
    elif use is Use.PUBLISH:
        level, purposes = Access.PUBLIC, {Purpose.PUBLISH}
    else:
        level, purposes = reader, _NEEDED[reader]
    if terms.access.rank > level.rank or (use is Use.EXPORT and reader is Access.SEALED):
        return Withholding.ACCESS
    is_named = use not in {Use.TOTALS, Use.PUBLISH} and reader is Access.PARTNER and bool(to)
    agreed = bool(purposes & terms.consent) or (is_named and to in terms.shared_with)
    return None if agreed and Purpose.KEEP in terms.consent else Withholding.CONSENT


def permitted(
    register: Register, use: Use, *, reader: Access = Access.TEAM, to: str = "", on: dt.date | None = None
) -> list[Exhibit]:
    """Return the exhibits, by number, that may be used in this way by a reader of this level and name."""
    with catalogue.opened(register) as connection:
        # The exhibits first: a deposit that comes in between can then only be missing here, not open there.
        exhibits = catalogue.exhibits(connection)
        terms = _terms(connection, on)
    # One that was withdrawn in between has no terms, and is no more.
    return [
        each for each in exhibits if each.number in terms and allowed(terms[each.number], use, reader, to=to)
    ]


def audiences(register: Register, use: Use, *, on: dt.date | None = None) -> dict[ExhibitId, tuple[str, ...]]:
    """Return who may use each exhibit in this way: levels of readers, and ``partner:NAME`` for one named partner.

    Exhibits that nobody below sealed may use are left out. Those of one audience are open to the same readers.
    """
    found = {}
    for exhibit, terms in terms_of(register, on=on).items():
        levels = [
            level.value for level in Access if level is not Access.SEALED and allowed(terms, use, level)
        ]
        named = [
            audience_name(Access.PARTNER, name)
            for name in sorted(terms.shared_with)
            if allowed(terms, use, Access.PARTNER, to=name)
        ]
        if levels or named:
            found[exhibit] = (*levels, *named)
    return found


def audience_name(reader: Access, to: str = "") -> str:
    """Return what a reader is called in an audience."""
    return f"{reader.value}:{to}" if to else reader.value


def changes(connection: sqlite3.Connection) -> list[Change]:
    """Return every change of consent or access, in the order of the log."""
    return [change_of(entry) for entry in catalogue.entries(connection, Act.CONSENT)]


def holds(connection: sqlite3.Connection, on: dt.date) -> list[Hold]:
    """Return the holds in force on a day."""
    told = [*catalogue.entries(connection, Act.HOLD), *catalogue.entries(connection, Act.RELEASE)]
    return holds_on(sorted(told, key=lambda entry: entry.position), on)


def today(connection: sqlite3.Connection) -> dt.date:
    """Return the day in UTC, never one before the log's newest: a clock set back revives no expired consent."""
    newest = catalogue.newest(connection)
    return max(dt.datetime.now(dt.UTC).date(), dt.date.fromisoformat(newest[:10]) if newest else dt.date.min)


def _terms(connection: sqlite3.Connection, on: dt.date | None) -> dict[ExhibitId, Terms]:
    day = on or today(connection)
    changed = changes(connection)
    held = {each.exhibit for each in holds(connection, day)}
    by_deposit: dict[int, list[Change]] = {}
    for change in changed:
        for position in change.deposits:
            by_deposit.setdefault(position, []).append(change)
    deposits: dict[ExhibitId, list[Deposit]] = {}
    for deposit in catalogue.deposits(connection):
        deposits.setdefault(deposit.exhibit, []).append(deposit)
    found: dict[ExhibitId, Terms] = {}

    def of(exhibit: ExhibitId) -> Terms:
        if exhibit not in found:
            # Said first: should an exhibit ever be derived from itself, nothing is open.
            found[exhibit] = Terms(access=Access.SEALED, consent=frozenset())
            given = []
            for deposit in deposits.get(exhibit, ()):
                origin = of(deposit.derived_from) if deposit.derived_from else None
                terms = terms_on(_inheriting(deposit, origin), by_deposit.get(deposit.position, ()), day)
                is_held = exhibit in held or (origin is not None and origin.held)
                level = _closer(deposit, terms.access, origin)
                given.append(dataclasses.replace(terms, access=level, held=is_held))
            if given:
                found[exhibit] = strictest(given)
        return found[exhibit]

    return {exhibit: of(exhibit) for exhibit in deposits}


def _inheriting(deposit: Deposit, origin: Terms | None) -> Deposit:
    """Return a deposit with no more consent than that of what it was made of."""
    if origin is None:
        return deposit
    consent = deposit.terms.consent & origin.consent
    return dataclasses.replace(deposit, terms=dataclasses.replace(deposit.terms, consent=consent))


def _closer(deposit: Deposit, level: Access, origin: Terms | None) -> Access:
    """Return the level of a deposit; of a member of an archive, none that is more open than the archive's."""
    if origin is None or deposit.member_of is None:
        return level
    return max(level, origin.access, key=lambda each: each.rank)
