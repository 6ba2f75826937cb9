"""What is true of a made-up country, for scoring a run: never given to a stage.

``truth/records.csv`` file, locator, record_id, person_id; ``persons.csv`` one row a victim with a 0/1 column
a list; ``totals.json``; ``hits.csv``; ``claims.json`` with spans in code points of the statement's file.
"""

import dataclasses
import json
from collections import Counter
from typing import Any

from sijill.demo.country import AS_OF, Country
from sijill.demo.events import Kind, Victim
from sijill.demo.files_list import locators
from sijill.demo.files_screening import table
from sijill.demo.statements import StatedClaim


def truth_files(country: Country) -> dict[str, bytes]:
    """Return all files of the folder ``truth`` by name."""
    return {
        "truth/claims.json": _json(_claims(country)),
        "truth/hits.csv": _hits(country),
        "truth/persons.csv": _persons(country),
        "truth/records.csv": _records(country),
        "truth/totals.json": _json(totals(country)),
    }


def totals(country: Country) -> dict[str, Any]:  # Any: JSON nests
    """Return the true totals: victims by kind, how many are on lists and on how many, entries of each list."""
    on_some = [codes for codes in country.on_lists if codes]
    by_number = Counter(len(codes) for codes in country.on_lists)
    return {
        "as_of": AS_OF.isoformat(),
        "seed": country.seed,
        "people": len(country.people),
        "total": len(country.victims),
        "by_kind": {kind.value: _of_kind(country, kind) for kind in Kind},
        "displaced": country.figures.displaced,
        "on_some_list": len(on_some),
        "on_number_of_lists": {str(number): by_number[number] for number in range(len(country.books) + 1)},
        "records": sum(len(book.entries) for book in country.books),
        "lists": {
            book.form.code: {
                "file": book.form.file,
                "ar": book.form.ar,
                "en": book.form.en,
                "records": len(book.entries),
                "persons": sum(book.form.code in codes for codes in country.on_lists),
            }
            for book in country.books
        },
    }


def _of_kind(country: Country, kind: Kind) -> dict[str, int]:
    chosen = [
        codes for victim, codes in zip(country.victims, country.on_lists, strict=True) if victim.kind is kind
    ]
    return {"total": len(chosen), "on_some_list": sum(bool(codes) for codes in chosen)}


def _records(country: Country) -> bytes:
    rows = [
        (book.form.file, locator, entry.record_id, entry.person_id)
        for book in country.books
        for locator, entry in zip(locators(book), book.entries, strict=True)
    ]
    return table(("file", "locator", "record_id", "person_id"), rows)


def _persons(country: Country) -> bytes:
    codes = [book.form.code for book in country.books]
    header = (
        "person_id", "given", "father", "grandfather", "family", "mother", "sex", "birth_date", "governorate",
        "town", "household", "kind", "event_date", "event_place", "is_mass", *codes,
    )  # fmt: skip
    rows = [
        (*_person(victim), *(int(code in on) for code in codes))
        for victim, on in zip(country.victims, country.on_lists, strict=True)
    ]
    return table(header, rows)


def _person(victim: Victim) -> tuple[object, ...]:
    person = victim.person
    names = (person.given, person.father, person.grandfather, person.family, person.mother)
    return (
        person.id,
        *(name.arabic for name in names),
        person.sex,
        person.birth.isoformat(),
        person.home.governorate_ar,
        person.home.ar,
        person.household,
        victim.kind.value,
        victim.date.isoformat(),
        victim.town.ar,
        int(victim.is_mass),
    )


def _hits(country: Country) -> bytes:
    screening = country.screening
    return table(
        ("party_id", "listing_id", "state", "why", "as_of"),
        (
            (party.id, party.listing_id, party.state, party.why, screening.as_of.isoformat())
            for party in screening.parties
        ),
    )


def _claims(country: Country) -> list[dict[str, Any]]:  # Any: JSON nests
    return [
        {
            "file": statement.file,
            "language": statement.language,
            "speaker_ar": statement.speaker_ar,
            "speaker_en": statement.speaker_en,
            **_claim(claim),
        }
        for statement in country.statements
        for claim in statement.claims
    ]


def _claim(claim: StatedClaim) -> dict[str, Any]:  # Any: JSON nests
    return {**dataclasses.asdict(claim), "agrees": claim.agrees}


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
