"""A made-up population of known size on lists with errors of names: the whole way to a total, against the truth.

People, events and clerks are those of the demonstration; who is on which list follows a design of ``visibility``.
Besides, the lists give what papers say: registry and national number, each in some rows only, with slips.
"""

import csv
import dataclasses
import io
from typing import Final

import numpy as np

from sijill.demo.captures import ListForm, list_forms
from sijill.demo.chance import Chance
from sijill.demo.entries import Book, write_book
from sijill.demo.events import Victim, strike
from sijill.demo.files_list import rows
from sijill.demo.people import make_people
from sijill.demo.visibility import DESIGNS, Captures

_LISTS: Final = (3, 5)
_PEOPLE_A_VICTIM: Final = 5
_REGISTRY_GIVEN: Final = 0.30
_NUMBER_GIVEN: Final = 0.20
_WRONG_DIGIT: Final = 0.03


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class KnownPopulation:
    """Persons of whom some are on lists; all follows from the seed."""

    design: str
    """The name of one of ``DESIGNS``."""
    total: int
    """Persons in all, on lists or not: what is to be estimated."""
    lists: tuple[str, ...]
    """Codes, in the order of the columns of ``captures``."""
    captures: Captures
    files: dict[str, bytes]
    """CSV by file name, as clerks wrote them."""
    person_of: dict[str, str]
    """The person of each record id."""


def make_known(*, seed: int, total: int, lists: int, design: str) -> KnownPopulation:
    """Return ``total`` persons on three to five ``lists`` under ``design``, with names and their errors.

    ValueError for another number of lists: no more organisations are made up.
    """
    if not _LISTS[0] <= lists <= _LISTS[1]:
        raise ValueError(f"{lists} lists, not {_LISTS[0]} to {_LISTS[1]}")
    victims = _victims(seed, total)
    random = np.random.default_rng([seed, 7])
    captures = DESIGNS[design](total, lists, random)
    forms = sorted(Chance(seed, "forms").shuffled(list_forms())[:lists], key=lambda form: form.code)
    books = [
        write_book([victims[index] for index in np.flatnonzero(captures[:, column])], form, seed=seed)
        for column, form in enumerate(forms)
    ]
    papers = _papers(victims, Chance(seed, "papers"))
    return KnownPopulation(
        design=design,
        total=total,
        lists=tuple(form.code for form in forms),
        captures=captures,
        files={f"{book.form.code}.csv": _file(book, papers, seed) for book in books},
        person_of={entry.record_id: entry.person_id for book in books for entry in book.entries},
    )


def _victims(seed: int, total: int) -> list[Victim]:
    """Return ``total`` victims, whole households but for the last."""
    victims = strike(make_people(seed=seed, persons=_PEOPLE_A_VICTIM * total + 200), seed=seed)
    if len(victims) < total:
        raise ValueError(f"{len(victims)} victims for {total}")
    return list(victims[:total])


def _papers(victims: list[Victim], chance: Chance) -> dict[str, tuple[str, str]]:
    """Return registry, which a household shares, and national number, which is a person's own, by person."""
    folios: dict[int, int] = {}
    papers = {}
    for victim in victims:
        folio = folios.setdefault(victim.person.household, chance.between(1, 900))
        papers[victim.person.id] = f"{victim.person.home.ar} {folio}", f"0{chance.between(10**9, 10**10 - 1)}"
    return papers


def _file(book: Book, papers: dict[str, tuple[str, str]], seed: int) -> bytes:
    form: ListForm = book.form
    chance = Chance(seed, f"papers/{form.code}")
    header, *written = rows(book)
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\n")
    table.writerow([*header, "registry", "national number"])
    for entry, row in zip(book.entries, written, strict=True):
        registry, number = papers[entry.person_id]
        table.writerow([*row, registry if chance.happens(_REGISTRY_GIVEN) else "", _copied(number, chance)])
    return out.getvalue().encode()


def _copied(number: str, chance: Chance) -> str:
    """Return the number as a clerk copied it, if at all; now and then with one digit wrong."""
    if not chance.happens(_NUMBER_GIVEN):
        return ""
    if not chance.happens(_WRONG_DIGIT):
        return number
    at = chance.between(0, len(number) - 1)
    return number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]
