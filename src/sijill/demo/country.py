"""A made-up country as a whole: people, events, lists, statements and listings, all from one seed."""

import dataclasses
import datetime as dt
from typing import Final

from sijill.demo.captures import capture, list_forms
from sijill.demo.entries import Book, write_book
from sijill.demo.events import Kind, Victim, displaced, strike
from sijill.demo.listings import Screening
from sijill.demo.parties import make_screening
from sijill.demo.people import Person, make_people
from sijill.demo.statements import Figures, Statement, make_statements
from sijill.errors import UsageError

DEFAULT_PERSONS: Final = 7500
"""Gives some 1,650 victims, three quarters of them on some list, and 2,100 to 2,300 entries."""
FEWEST_PERSONS: Final = 100
MOST_PERSONS: Final = 1_000_000
AS_OF: Final = dt.date(2031, 6, 30)
"""The day on which the made-up world is looked at."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A made-up country; everything in it follows from ``seed`` and ``len(people)``."""

    seed: int
    people: tuple[Person, ...]
    victims: tuple[Victim, ...]
    """All to whom something happened: the true total that is to be estimated."""
    books: tuple[Book, ...]
    """The lists, as written."""
    on_lists: tuple[tuple[str, ...], ...]
    """For each victim the codes of the lists that the victim is on; empty for those on none."""
    figures: Figures
    statements: tuple[Statement, ...]
    screening: Screening


def make_country(*, seed: int, persons: int = DEFAULT_PERSONS) -> Country:
    """Return the country of ``seed`` with ``persons`` people, some 22 in 100 of them victims.

    The same seed and size give the same country in every process. Raises UsageError for a size outside
    100 to 1,000,000.
    """
    if not FEWEST_PERSONS <= persons <= MOST_PERSONS:
        expected = f"{FEWEST_PERSONS}-{MOST_PERSONS}"
        raise UsageError("bad_value", name="persons", expected=expected, found=persons)
    people = make_people(seed=seed, persons=persons)
    victims = strike(people, seed=seed)
    forms = list_forms()
    captured = capture(victims, forms, seed=seed)
    books = tuple(
        write_book([victims[index] for index in found], form, seed=seed)
        for form, found in zip(forms, captured, strict=True)
    )
    codes: list[list[str]] = [[] for _ in victims]
    for form, found in zip(forms, captured, strict=True):
        for index in found:
            codes[index].append(form.code)
    figures = _figures(people, victims, seed)
    return Country(
        seed=seed,
        people=people,
        victims=victims,
        books=books,
        on_lists=tuple(tuple(found) for found in codes),
        figures=figures,
        statements=make_statements(figures),
        screening=make_screening(seed=seed, as_of=AS_OF),
    )


def _figures(people: tuple[Person, ...], victims: tuple[Victim, ...], seed: int) -> Figures:
    counts = {kind: sum(victim.kind is kind for victim in victims) for kind in Kind}
    return Figures(
        killed=counts[Kind.KILLED],
        killed_children=sum(victim.kind is Kind.KILLED and victim.age < 18 for victim in victims),
        detained=counts[Kind.DETAINED],
        missing=counts[Kind.MISSING],
        displaced=displaced(people, seed=seed),
    )
