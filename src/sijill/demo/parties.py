"""Parties to screen: some on the made-up list, some formerly, some only of the same name, most of them not."""

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from sijill.demo.chance import Chance
from sijill.demo.listings import Listed, Party, Screening, Share, make_listed
from sijill.demo.noise import join_parts
from sijill.demo.pools import Name, family_names, load, men, men_weights

COUNTRY: Final = "Khuzamiya"
_ORDINARY: Final = 16
_NAMESAKES: Final = 5


def make_screening(*, seed: int, as_of: dt.date) -> Screening:
    """Return listings, parties and shares of ``seed``; the answers are those of ``as_of``."""
    chance = Chance(seed, "parties")
    listed = make_listed(seed=seed)
    owned = _owned()
    found = [*_individuals(listed, chance), *_firms(listed), *owned, *_ordinary(seed, chance)]
    parties = _numbered(chance.shuffled(found))
    return Screening(as_of=as_of, listed=listed, parties=parties, shares=_shares(listed, parties))


def listing_id(listed: Listed) -> str:
    """Return the id under which the screening stage names a row of a list in OFAC's form."""
    return f"OFAC-{listed.number}"


def _individuals(listed: Sequence[Listed], chance: Chance) -> Iterator[Party]:
    people = [one for one in listed if one.type == "individual"]
    gone = [one for one in people if not one.in_second]
    new = [one for one in people if not one.in_first]
    stay = [one for one in people if one.in_first and one.in_second]
    for one in stay[:9]:
        yield _same(one, "possible", "listed", chance)
    for one in new[:3]:
        yield _same(one, "possible", "newly listed", chance)
    for one in gone[:4]:
        yield _same(one, "formerly listed", "delisted", chance)
    for one in stay[9 : 9 + _NAMESAKES]:
        yield _namesake(one, chance)


def _same(one: Listed, state: str, why: str, chance: Chance) -> Party:
    """Return the listed person as a party's file would have it: in Arabic, in one of several spellings."""
    given, father, grandfather, family = (name.arabic for name in one.name)
    spellings = (
        f"{given} {father} {family}",
        f"{given} {father} {grandfather} {family}",
        f"{given} {family}",
        join_parts(f"{given} {father} {family}").replace("أ", "ا").replace("إ", "ا"),
        f"{given} {father} {family}".replace("ة", "ه"),
    )
    birth = one.birth.isoformat() if one.birth and chance.happens(0.8) else ""
    identifier = one.identifier.split(" ")[1] if chance.happens(0.3) else ""
    return Party(
        id="",
        name=chance.pick(spellings),
        type="individual",
        birth_date=birth,
        country=COUNTRY,
        identifier=identifier,
        listing_id=listing_id(one),
        state=state,
        why=why,
    )


def _namesake(one: Listed, chance: Chance) -> Party:
    """Return another person of the same name, born at least eleven years apart."""
    year = (one.birth.year if one.birth else 1960) + chance.between(11, 19)
    birth = dt.date(year, chance.between(1, 12), chance.between(1, 28))
    return dataclasses.replace(
        _same(one, "not found", "namesake", chance), birth_date=birth.isoformat(), identifier=""
    )


def _firms(listed: Sequence[Listed]) -> Iterator[Party]:
    firms = [one for one in listed if one.type == "entity"]
    for place, one in enumerate([*firms[:3], firms[-1]]):
        yield Party(
            id="",
            # One firm writes itself in Latin letters, as on its invoices.
            name=one.en.title() if place == 1 else one.ar,
            type="entity",
            birth_date="",
            country=COUNTRY,
            identifier="",
            listing_id=listing_id(one),
            state="possible" if one.in_second else "formerly listed",
            why="listed" if one.in_second else "delisted",
        )


def _owned() -> list[Party]:
    """Return the firms that are not listed; the first two are owned by listed parties to half or more."""
    return [
        Party(
            id="",
            name=other["ar"],
            type="entity",
            birth_date="",
            country=COUNTRY,
            identifier="",
            listing_id="",
            state="not found",
            why="owned" if index < 2 else "ordinary",
        )
        for index, other in enumerate(load("screening")["other"])
    ]


def _ordinary(seed: int, chance: Chance) -> Iterator[Party]:
    families = family_names(_ORDINARY, Chance(seed, "parties/families"))
    for family in families:
        names: list[Name] = [chance.pick_by(men(), men_weights()) for _ in range(2)]
        birth = dt.date(chance.between(1950, 2004), chance.between(1, 12), chance.between(1, 28))
        yield Party(
            id="",
            name=" ".join(name.arabic for name in [*names, family]),
            type="individual",
            birth_date=birth.isoformat(),
            country=COUNTRY,
            identifier="",
            listing_id="",
            state="not found",
            why="ordinary",
        )


def _numbered(parties: Sequence[Party]) -> tuple[Party, ...]:
    return tuple(dataclasses.replace(party, id=f"PA-{number:03d}") for number, party in enumerate(parties, 1))


def _shares(listed: Sequence[Listed], parties: Sequence[Party]) -> tuple[Share, ...]:
    """Return who owns whom: 60 % outright, 30 + 25 % together through a chain, 40 % only, and a sold share."""
    firms = [listing_id(one) for one in listed if one.type == "entity"]
    people = [
        listing_id(one) for one in listed if one.type == "individual" and one.in_first and one.in_second
    ]
    by_name = {party.name: party.id for party in parties}
    yara, fanus, sununu, jullanar, nilufar, _ = (by_name[firm["ar"]] for firm in load("screening")["other"])
    rows = (
        (firms[0], yara, 60.0, "2026-05-01", ""),
        (people[0], firms[4], 55.0, "2025-01-01", ""),
        (firms[4], fanus, 30.0, "2027-09-15", ""),
        (people[1], fanus, 25.0, "2027-09-15", ""),
        (firms[1], sununu, 40.0, "2026-02-01", ""),
        (people[2], jullanar, 70.0, "2024-03-01", "2029-12-31"),
        (firms[-1], nilufar, 80.0, "2027-01-01", ""),
    )
    return tuple(
        Share(owner=owner, owned=owned, percent=percent, start=start, end=end)
        for owner, owned, percent, start, end in rows
    )
