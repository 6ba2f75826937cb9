"""What is asked for, and what of it may be given: decided in one place for every form in which exhibits leave."""

import collections
import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sijill.errors import UsageError
from sijill.model.disclosure import Withheld, Withholding
from sijill.model.evidence import Access, Deposit, Exhibit
from sijill.model.identity import ExhibitId
from sijill.model.log import Act
from sijill.store import catalogue, persons, tables
from sijill.store.access import Use, terms_of, why_closed
from sijill.store.layout import Register

About = Mapping[str, Any]
"""What a log entry says. Any: a JSON object."""

_OF_NOBODY: Final = frozenset({"sha256", "sha256_agrees", "exculpatory", "captured"})
"""What an account of custody can say without telling of a person or a place."""
_ROWS_TOLD: Final = 20


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """To whom exhibits go, as whom they read, and whether they are told who handed things in."""

    name: str
    reader: Access = Access.PUBLIC
    told_sources: bool = False

    @property
    def is_told(self) -> bool:
        """Whether they may know who handed things in: when it is asked for, and always inside the team."""
        return self.told_sources or self.reader is Access.TEAM


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for: exhibits by number, those in which a person's rows stand, or everything."""

    exhibits: tuple[str, ...] = ()
    person: str = ""
    """A person's id, or one row of theirs as ``2026-000421#row=17``."""
    everything: bool = False
    leave_out: bool = False
    """Give what may be given of ``exhibits``; else all of them or nothing. The other two ways always do so."""
    links_checked: bool = False
    """Somebody looked at the rows of the person and found them to be one: what the program links is a proposal."""
    withhold: Mapping[str, Withholding] = dataclasses.field(default_factory=dict)
    """What is kept back by hand, and why."""

    @property
    def in_part(self) -> bool:
        """Whether what may not be given is left out and told, instead of stopping all of it."""
        return bool(self.person) or self.everything or self.leave_out


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What of a request may be given."""

    given: tuple[Exhibit, ...]
    """By number."""
    deposits: tuple[Deposit, ...]
    """Those of what is given, in the order of the log."""
    withheld: tuple[Withheld, ...]
    """By number."""
    person: str = ""
    rows: tuple[str, ...] = ()
    """The person's rows, as exhibit and locator."""
    others: Mapping[ExhibitId, int] = dataclasses.field(default_factory=dict)
    """For each exhibit given of a person, how many rows of others it has: the whole file is given."""


def decide(register: Register, request: Request, to: Recipient) -> Decided:
    """Return what may be given now.

    UsageError for what is not held; for rows of a person that nobody checked; and, unless the request is ``in_part``,
    for what may not leave like this, by number.
    """
    with catalogue.opened(register) as connection:
        held = {each.number: each for each in catalogue.exhibits(connection)}
        gone = catalogue.withdrawn_numbers(connection)
        deposits = catalogue.deposits(connection)
        told = {each.position: each.about for each in catalogue.entries(connection, Act.ACCESSION)}
    person, rows = _rows_of(register, request) if request.person else ("", ())
    asked = _asked(register, request, held, gone, rows)
    closed = _closed(register, asked, to, _naming(deposits, told))
    copies = _copies(deposits)
    if request.person:
        kept_back = [number for number in asked if number in closed or number in request.withhold]
        wider = sorted({copy for number in kept_back for copy in copies.get(number, ())})
        closed |= _closed(register, wider, to, _naming(deposits, told))
        asked = sorted({*asked, *(each for each in wider if each in held and each not in closed)})
    if not request.in_part:
        _refuse(closed, to)
    reasons = {**closed, **{ExhibitId(number): reason for number, reason in request.withhold.items()}}
    given = tuple(held[number] for number in asked if number not in reasons)
    numbers = {each.number for each in given}
    flags = _flags(deposits, told)
    return Decided(
        given=given,
        deposits=tuple(each for each in deposits if each.exhibit in numbers),
        withheld=tuple(
            _withheld(number, reasons[number], copies, numbers, flags.get(number))
            for number in asked
            if number in reasons
        ),
        person=person,
        rows=rows,
        others=_others(register, rows, numbers) if person else {},
    )


def names_people(about: About) -> bool:
    """Return whether a deposit's entry tells of people: who handed something in, or through whose hands it came."""
    return bool(about.get("source")) or bool(set(about.get("before", {})) - _OF_NOBODY)


def _asked(
    register: Register,
    request: Request,
    held: Mapping[ExhibitId, Exhibit],
    gone: Iterable[str],
    rows: Sequence[str],
) -> list[ExhibitId]:
    """Return the numbers asked for, sorted; UsageError for one that was never given, or none at all."""
    wanted = {*request.exhibits, *(row.partition("#")[0] for row in rows)}
    if request.everything:
        wanted |= {*held, *gone}
    known = {*held, *gone} if request.in_part else set(held)
    if unknown := sorted(wanted - known):
        raise UsageError("no_exhibit", path=register.path, found=ascii(", ".join(unknown)))
    if not wanted:
        raise UsageError("no_exhibit", path=register.path, found="-")
    if stray := sorted(set(request.withhold) - wanted):
        raise UsageError("withhold_not_asked", found=ascii(", ".join(stray)))
    return [ExhibitId(each) for each in sorted(wanted)]


def _closed(
    register: Register, asked: Iterable[ExhibitId], to: Recipient, naming: set[ExhibitId]
) -> dict[ExhibitId, Withholding]:
    terms = terms_of(register)
    found: dict[ExhibitId, Withholding] = {}
    for number in asked:
        if number not in terms:
            found[number] = Withholding.WITHDRAWN
        elif why := why_closed(terms[number], Use.EXPORT, to.reader, to=to.name):
            found[number] = why
        elif number in naming and not to.is_told:
            found[number] = Withholding.SOURCES
    return found


def _refuse(closed: Mapping[ExhibitId, Withholding], to: Recipient) -> None:
    named = sorted(number for number, why in closed.items() if why is Withholding.SOURCES)
    shut = sorted(set(closed) - set(named))
    if shut:
        raise UsageError("export_closed", found=", ".join(shut), reader=to.reader.value)
    if named:
        raise UsageError("export_sources", found=", ".join(named))


def _naming(deposits: Iterable[Deposit], told: Mapping[int, About]) -> set[ExhibitId]:
    return {each.exhibit for each in deposits if names_people(told[each.position])}


def _copies(deposits: Iterable[Deposit]) -> dict[ExhibitId, tuple[ExhibitId, ...]]:
    """Return the redacted copies of each exhibit, and the copies of these."""
    found: dict[ExhibitId, tuple[ExhibitId, ...]] = {}
    for each in reversed(list(deposits)):  # In the order of the log, a copy comes behind what it was made of.
        if each.derived_from:
            own = (each.exhibit, *found.get(each.exhibit, ()))
            found[each.derived_from] = tuple(sorted({*found.get(each.derived_from, ()), *own}))
    return found


def _withheld(
    number: ExhibitId,
    reason: Withholding,
    copies: Mapping[ExhibitId, Sequence[ExhibitId]],
    given: set[ExhibitId],
    flag: bool | None,
) -> Withheld:
    instead = tuple(each for each in copies.get(number, ()) if each in given)
    return Withheld(
        exhibit=number, reason=Withholding.REDACTED if instead else reason, instead=instead, exculpatory=flag
    )


def _flags(deposits: Iterable[Deposit], told: Mapping[int, About]) -> dict[ExhibitId, bool | None]:
    """Return which exhibits any deposit says may speak for an accused; None where that is sealed."""
    found: dict[ExhibitId, bool | None] = {}
    for each in deposits:
        about = told[each.position]
        flag = None if "sealed" in about else bool(about.get("before", {}).get("exculpatory"))
        others = found.get(each.exhibit, False)
        found[each.exhibit] = True if True in {flag, others} else None if None in {flag, others} else False
    return found


def _rows_of(register: Register, request: Request) -> tuple[str, tuple[str, ...]]:
    """Return a person's id and rows; UsageError for none, several persons, or several rows that nobody looked at."""
    person, rows = persons.the_one(register, request.person)
    if len(rows) > 1 and request.links_checked and not register.actor:
        raise UsageError("links_need_actor", person=person)
    if len(rows) > 1 and not request.links_checked:
        more = ", ..." if len(rows) > _ROWS_TOLD else ""
        raise UsageError(
            "links_unchecked", person=person, rows=len(rows), found=", ".join(rows[:_ROWS_TOLD]) + more
        )
    return person, rows


def _others(register: Register, rows: Sequence[str], given: set[ExhibitId]) -> dict[ExhibitId, int]:
    import pyarrow.compute as pc

    own = collections.Counter(row.partition("#")[0] for row in rows)
    counted = pc.value_counts(tables.read(register, "mentions")["exhibit"]).to_pylist()
    found = {ExhibitId(each["values"]): each["counts"] - own[each["values"]] for each in counted}
    return {number: count for number, count in sorted(found.items()) if number in given and count}
