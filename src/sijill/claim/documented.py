"""Persons whom the lists of a register document, counted by the definition of a claim.

The lists tell what happened, when, where and, some, how old somebody was. They do not tell by whom, nor who was a
civilian: a claim that says so has no count of its own here. A person is counted under the last thing that any
list says happened, as in the estimates. Whoever might fit, where no list gives the field, is counted apart.
"""

import dataclasses
import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from sijill.claim.definition import EVERYBODY, days
from sijill.claim.where import lies_in
from sijill.model.claim import Definition
from sijill.text.dates import dates
from sijill.text.extents import Extents, extents_of

KINDS: Final = ("killed", "detained", "missing")
"""Types of claims that lists document, the last thing that happens to somebody first."""

_ADULT: Final = 18
"""Years: a child is below (Convention on the Rights of the Child, article 1)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What all lists together say of somebody."""

    kind: str
    """One of ``KINDS``; empty where no list says."""
    places: frozenset[tuple[str, str]]
    """Place and town of each row as written; empty where no list says."""
    days: tuple[tuple[str, str], ...]
    """First and last day of each date that a list gives for what happened."""
    ages: tuple[int, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Documented:
    """How many persons fit a definition."""

    sure: int
    unsure: int
    """Who fit as far as the lists say, with a field that no list gives of them."""
    outside: int
    """Of the same type, who do not fit."""

    @property
    def is_total(self) -> bool:
        """Whether a total of the type counts the same: nobody is known to be another, and most are known to fit."""
        return self.outside == 0 and self.sure > self.unsure


def persons(mentions: Iterable[Mapping[str, Any]], person_of: Mapping[str, str]) -> list[Person]:
    """Return the persons of the tables ``mentions`` and ``clusters``."""
    told: dict[str, list[Mapping[str, Any]]] = {}
    for mention in mentions:
        told.setdefault(person_of[mention["mention"]], []).append(mention)
    return [_person(rows) for _, rows in sorted(told.items())]


def count(people: Iterable[Person], wanted: Definition, extents: Extents | None = None) -> Documented | None:
    """Return how many persons fit; None for a definition of which the lists do not speak.

    Whoever is recorded in a wider place than is asked for, or under a name that several places bear, may fit.
    """
    if wanted.type not in KINDS or wanted.population not in {EVERYBODY, "child"} or wanted.cause:
        return None
    is_there = functools.cache(lies_in(wanted.places, extents or extents_of()))
    answers = [_fits(person, wanted, is_there) for person in people if person.kind == wanted.type]
    sure = sum(all(each) for each in answers)
    outside = sum(False in each for each in answers)
    return Documented(sure=sure, unsure=len(answers) - sure - outside, outside=outside)


def _fits(
    person: Person, wanted: Definition, is_there: Callable[[tuple[str, str]], bool | None]
) -> list[bool | None]:
    """Return for place, period and age whether somebody fits; None where no list says."""
    there = {is_there(row) for row in person.places} if wanted.places else {True}
    return [
        True if True in there else None if None in there or not there else False,
        _in_period(person.days, wanted),
        True if wanted.population == EVERYBODY else min(person.ages) < _ADULT if person.ages else None,
    ]


def _in_period(given: tuple[tuple[str, str], ...], wanted: Definition) -> bool | None:
    """Return whether a date lies in a period; None where none is given or it may lie in it in part."""
    if not (wanted.since or wanted.until):
        return True
    since, until = wanted.since or "0000", wanted.until or "9999"
    inside = [since <= first and last <= until for first, last in given]
    outside = [last < since or until < first for first, last in given]
    return True if any(inside) else False if given and all(outside) else None


def _person(rows: list[Mapping[str, Any]]) -> Person:
    said = {row["kind"] for row in rows}
    places = {((row["place"] or "").strip(), (row["town"] or "").strip()) for row in rows} - {("", "")}
    return Person(
        kind=next((kind for kind in KINDS if kind in said), ""),
        places=frozenset(places),
        days=tuple(sorted({span for row in rows for span in _days(row["event_date"] or "")})),
        ages=tuple(sorted({int(row["age"]) for row in rows if (row["age"] or "").isdecimal()})),
    )


def _days(written: str) -> list[tuple[str, str]]:
    """Return the days that a date as written in a list may mean; a date that is open on one side tells nothing."""
    found = [days(date.iso) for date in dates(written) if date.iso]
    return [(first, last) for first, last in found if first and last]
